//! Takes a passkey away: an entry, and with it no more sign-in and the end of every session that began with it (F3).

use shared::api::Code;
use shared::bureau::{Bureau, BureauCommand};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::ids::{Bytes, DossierId, EntryId, PersonId};
use shared::log::Role;

use super::carry::{self, key_in};
use super::{derived_entry, key_of, store};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Also, Job, LogError, append_with, rehearse};
use crate::sessions::Session;

/// Removes one of her passkeys; one that is removed stays so. The last one that counts stays, and one that does not count
/// yet removes no other (F4): the rules decide, under the log's lock. The entry's id comes from both keys, so asking twice
/// writes once.
///
/// # Errors
/// [`Code::NotFound`] when it is not hers; a refusal.
pub async fn remove(ctx: &Ctx, session: &Session, credential: &Bytes) -> Result<(), Error> {
    let row = store::known(&ctx.db.read, credential).await?.filter(|row| row.person == session.person);
    let row = row.ok_or(Code::NotFound)?;
    if row.removed_at.is_some() {
        return Ok(());
    }
    let ends = Also::PasskeyEnds { person: session.person, credential: credential.clone() };
    if session.role == Role::Client {
        return remove_hers(ctx, session, credential, ends).await;
    }
    let by = key_of(ctx, session).await?;
    let (bureau, entry) = (session.bureau, derived_entry(row.entry.0, by.0.as_bytes()));
    let command = &BureauCommand::RemoveKey { credential_id: credential.clone() };
    append_with(ctx, Job::<Bureau>::new(bureau, bureau.into(), entry, session.actor(), command), &[ends]).await?;
    Ok(())
}

/// A client's goes from each of her dossiers that lets her; as soon as one does, it signs in nowhere any more: what closes
/// counts at once. Where another has no other key that counts, its entry stays, and nobody can sign with it.
async fn remove_hers(ctx: &Ctx, session: &Session, credential: &Bytes, ends: Also) -> Result<(), Error> {
    let (mut steps, mut refused) = (Vec::new(), None);
    for subject in carry::hers(ctx, session).await? {
        let core = subject.opened()?;
        let (key, by) = (key_in(core, credential), key_in(core, &session.credential));
        let Some((key, by)) = key.zip(by).map(|(key, by)| (key.entry, by.entry)) else { continue };
        let entry = derived_entry(key.0, by.0.as_bytes());
        let step = Step { client: core.client, dossier: core.id, entry, command: Command::RemoveKey { key, by } };
        match rehearse(ctx, &step.job(session)).await {
            Ok(()) => steps.push(step),
            Err(LogError::Refused(refusal)) => refused = Some(refusal),
            Err(error) => return Err(error.into()),
        }
    }
    let Some((last, before)) = steps.split_last() else {
        return Err(refused.map_or_else(|| Code::NotFound.into(), Error::from));
    };
    for step in before {
        append_with(ctx, step.job(session), &[]).await?;
    }
    append_with(ctx, last.job(session), &[ends]).await?;
    Ok(())
}

/// The removal in one of her dossiers.
struct Step {
    client: PersonId,
    dossier: DossierId,
    entry: EntryId,
    command: Command,
}

impl Step {
    fn job(&self, session: &Session) -> Job<'_, Dossier> {
        let actor = Actor { person: self.client, role: Role::Client };
        Job::new(session.bureau, self.dossier.into(), self.entry, actor, &self.command)
    }
}
