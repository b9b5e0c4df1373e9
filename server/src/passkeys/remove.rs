//! Takes a passkey away: an entry, and with it no more sign-in and the end of every session that began with it (F3).

use shared::api::Code;
use shared::bureau::{Bureau, BureauCommand};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::ids::{Bytes, DossierId, EntryId, PersonId};
use shared::log::Role;
use shared::refusal::Refusal;

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
    // The one key goes with the task: she ends that (W9).
    if session.role == Role::Representative {
        return Err(Refusal::LastKey.into());
    }
    let by = key_of(ctx, session).await?;
    let (bureau, entry) = (session.bureau, derived_entry(row.entry.0, by.0.as_bytes()));
    let command = &BureauCommand::RemoveKey { credential_id: credential.clone() };
    append_with(ctx, Job::<Bureau>::new(bureau, bureau.into(), entry, session.actor(), command), &[ends]).await?;
    Ok(())
}

/// A client's goes from each of her dossiers that opens to the key she came with, and lets her. What it still opens after
/// that is not hers to close from here (R1.7); where it opens nothing any more, it signs in no more.
async fn remove_hers(ctx: &Ctx, session: &Session, credential: &Bytes, ends: Also) -> Result<(), Error> {
    let (mut steps, mut refused, mut stays) = (Vec::new(), None, false);
    for subject in carry::hers(ctx, session).await? {
        let core = subject.opened()?;
        let (key, by) = (key_in(core, credential), key_in(core, &session.credential));
        let Some((key, by)) = key.zip(by).map(|(key, by)| (key.entry, by.entry)) else { continue };
        let entry = derived_entry(key.0, by.0.as_bytes());
        let step = Step { client: core.client, dossier: core.id, entry, command: Command::RemoveKey { key, by } };
        let refusal = match rehearse(ctx, &step.job(session)).await {
            _ if !carry::opens_to(core, credential) => continue,
            // Removed a moment ago, by her other key; else known here and vouched for by nobody.
            _ if !carry::opens(core, session) => {
                let removed = key_in(core, &session.credential).and_then(|key| key.removed_at);
                removed.map_or(Refusal::KeyUnsigned, |at| Refusal::KeyRemoved { at })
            }
            Ok(()) => {
                steps.push(step);
                continue;
            }
            Err(LogError::Refused(refusal)) => refusal,
            Err(error) => return Err(error.into()),
        };
        (refused, stays) = (Some(refusal), true);
    }
    if let Some(refusal) = refused.filter(|_| steps.is_empty()) {
        return Err(refusal.into());
    }
    let last = steps.len().saturating_sub(1);
    for (at, step) in steps.iter().enumerate() {
        let with_it = if at == last && !stays { std::slice::from_ref(&ends) } else { &[] };
        append_with(ctx, step.job(session), with_it).await?;
    }
    // What an attempt before this one left to be done.
    if stays { Ok(()) } else { super::end(ctx, session.person, credential).await }
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
