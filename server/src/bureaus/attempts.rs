//! Knocks at what one may not see: one entry in the bureau's log per person, target and hour (M7b).

use shared::bureau::{Bureau, BureauCommand};
use shared::dossier::command::Actor;
use shared::ids::{BureauId, EntryId, ItemId, LogId, PersonId};
use shared::log::Role;
use shared::time::Timestamp;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Job, Witness, append_once, load};
use crate::sessions::Session;

/// One hour, in milliseconds.
const HOUR_MS: i64 = 3_600_000;

/// Counts a knock. A second one in the hour changes nothing; who knocks everywhere is counted as doing that.
pub async fn count(ctx: &Ctx, session: &Session, target: LogId) {
    if let Err(cause) = write(ctx, session, target).await {
        tracing::error!(%cause, "a refused attempt was not counted");
    }
}

async fn write(ctx: &Ctx, session: &Session, target: LogId) -> Result<(), Error> {
    let (bureau, now) = (session.bureau, ctx.clock.now());
    let facts = load::bureau(ctx, &ctx.db.read, bureau).await?;
    let target = facts.subject.knock_counts_for(session.person, ItemId(target.0), now);
    let job = Job::<Bureau> {
        bureau,
        log: bureau.into(),
        entry: entry_of(ctx, bureau, session.person, target, now).await?,
        actor: Actor { person: session.person, role: Role::System },
        command: &BureauCommand::CountAttempt { target },
        witness: Witness::default(),
    };
    append_once(ctx, job).await?;
    Ok(())
}

/// The entry of a person's knocks at one target in one hour. Under the bureau's own key, so that nobody outside can
/// take it beforehand.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn entry_of(
    ctx: &Ctx,
    bureau: BureauId,
    person: PersonId,
    target: ItemId,
    now: Timestamp,
) -> Result<EntryId, Error> {
    let hour = now.0.div_euclid(HOUR_MS);
    let parts: [&[u8]; 3] = [person.0.as_bytes(), target.0.as_bytes(), &hour.to_be_bytes()];
    let hash = ctx.keys.keyed_hash(bureau, "attempt", &parts).await?;
    let random = hash.0.first_chunk::<10>().copied().unwrap_or_default();
    Ok(EntryId::new(u64::try_from(hour.saturating_mul(HOUR_MS)).unwrap_or_default(), &random))
}
