//! Takes a passkey away: an entry, no more sign-in with it, and every session that began with it ends (F3).

use shared::api::Code;
use shared::bureau::{Bureau, BureauCommand};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::ids::Bytes;
use shared::log::Role;
use shared::refusal::Refusal;

use super::{key_of, register::append_to, store};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::platform::random;
use crate::sessions::{self, Session};

/// Removes one of her passkeys. The last one that counts stays; one that does not count yet removes no other (F4).
///
/// # Errors
/// [`Code::NotFound`] when it is not hers; a refusal.
pub async fn remove(ctx: &Ctx, session: &Session, credential: &Bytes) -> Result<(), Error> {
    let row = store::find(&ctx.db.read, credential).await?.filter(|row| row.person == session.person);
    let row = row.ok_or(Code::NotFound)?;
    let entry = random::entry_id(ctx.clock.now());
    let actor = Actor { person: session.person, role: session.role };
    if session.role == Role::Client {
        let command = Command::RemoveKey { key: row.entry, by: key_of(ctx, session).await? };
        for dossier in crate::dossiers::of_client(ctx, session.bureau, session.person).await? {
            // Where a killed server got no further than the entry, this changes nothing, and it goes on from here.
            append_to::<Dossier>(ctx, session.bureau, dossier.into(), entry, actor, &command).await?;
        }
    } else {
        if store::of_people(&ctx.db.read, session.bureau, &[session.person]).await?.len() < 2 {
            return Err(Refusal::LastKey.into());
        }
        let command = BureauCommand::RemoveKey { credential_id: credential.clone() };
        append_to::<Bureau>(ctx, session.bureau, session.bureau.into(), entry, actor, &command).await?;
    }
    store::remove(&ctx.db.write, credential, ctx.clock.now()).await?;
    sessions::end_of_passkey(ctx, session.person, credential).await
}
