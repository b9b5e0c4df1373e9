//! The passkeys of somebody who is signed in, and their names.

use shared::api::{Code, PasskeyView, RenamePasskey};
use shared::ids::Bytes;

use super::{may_change, open_passkey, seal_passkey, store};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::sessions::Session;

/// Her passkeys, the oldest first.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn list(ctx: &Ctx, session: &Session) -> Result<Vec<PasskeyView>, Error> {
    let mut views = Vec::new();
    for row in store::of_people(&ctx.db.read, session.bureau, &[session.person]).await? {
        let opened = open_passkey(ctx, row.bureau, row.person, &row.credential, &row.sealed).await?;
        views.push(PasskeyView {
            current: row.credential == session.credential,
            credential_id: row.credential,
            label: opened.label,
            entry: row.entry,
            created_at: row.created_at,
            used_at: row.used_at,
        });
    }
    Ok(views)
}

/// Gives one of her passkeys another name.
///
/// # Errors
/// [`Code::NotFound`] when it is not hers; a refusal from a key that does not count yet (F4).
pub async fn rename(ctx: &Ctx, session: &Session, credential: &Bytes, new: &RenamePasskey) -> Result<(), Error> {
    let row = store::find(&ctx.db.read, credential).await?.filter(|row| row.person == session.person);
    let row = row.ok_or(Code::NotFound)?;
    may_change(ctx, session, credential).await?;
    let mut opened = open_passkey(ctx, row.bureau, row.person, credential, &row.sealed).await?;
    opened.label = new.label.clone();
    let sealed = seal_passkey(ctx, row.bureau, row.person, credential, &opened).await?;
    Ok(store::relabel(&ctx.db.write, credential, sealed).await?)
}
