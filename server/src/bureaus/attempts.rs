//! Knocks at what one may not see: one entry in the bureau's log per person, target and hour (M7b).

use shared::bureau::{Bureau, BureauCommand};
use shared::dossier::command::Actor;
use shared::ids::{EntryId, Hash, ItemId, LogId};
use shared::log::Role;

use crate::ctx::Ctx;
use crate::log::{Job, Witness, append};
use crate::sessions::Session;

/// One hour, in milliseconds.
const HOUR_MS: i64 = 3_600_000;

/// Counts a knock. The entry's id is made of person, target and hour, so a second knock in the hour changes nothing.
pub async fn count(ctx: &Ctx, session: &Session, target: LogId) {
    let hour = ctx.clock.now().0.div_euclid(HOUR_MS);
    let hash =
        Hash::of(&[b"akkoord-attempt-v1\0", session.person.0.as_bytes(), target.0.as_bytes(), &hour.to_be_bytes()]);
    let random = hash.0.first_chunk::<10>().copied().unwrap_or_default();
    let entry = EntryId::new(u64::try_from(hour.saturating_mul(HOUR_MS)).unwrap_or_default(), &random);
    let command = BureauCommand::CountAttempt { target: ItemId(target.0) };
    let job = Job::<Bureau> {
        bureau: session.bureau,
        log: session.bureau.into(),
        entry,
        actor: Actor { person: session.person, role: Role::System },
        command: &command,
        witness: Witness::default(),
    };
    if let Err(cause) = append(ctx, job).await {
        tracing::error!(%cause, "a refused attempt was not counted");
    }
}
