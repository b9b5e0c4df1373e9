//! Takes a passkey away: an entry, and with it no more sign-in and the end of every session that began with it (F3).

use shared::api::Code;
use shared::bureau::{Bureau, BureauCommand};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::ids::Bytes;
use shared::log::Role;

use super::{derived_entry, key_of, store};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Also, Job, Witness, append_with};
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
    let Session { bureau, person, role, .. } = *session;
    let by = key_of(ctx, session).await?;
    let (entry, witness) = (derived_entry(row.entry.0, by.0.as_bytes()), Witness::default());
    let actor = Actor { person, role };
    let also = [Also::PasskeyEnds { person, credential: credential.clone() }];
    if role == Role::Client {
        let dossiers = crate::dossiers::of_client(ctx, bureau, person).await?;
        let log = dossiers.first().copied().ok_or(Code::NotFound)?.into();
        let command = &Command::RemoveKey { key: row.entry, by };
        append_with(ctx, Job::<Dossier> { bureau, log, entry, actor, command, witness }, &also).await?;
    } else {
        let (log, command) = (bureau.into(), &BureauCommand::RemoveKey { credential_id: credential.clone() });
        append_with(ctx, Job::<Bureau> { bureau, log, entry, actor, command, witness }, &also).await?;
    }
    Ok(())
}
