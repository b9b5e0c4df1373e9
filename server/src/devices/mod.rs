//! Devices: from which browsers a person has signed in, and what is said of one that is new (F3).
//!
//! A browser keeps a long-lived secret in a `__Host-` cookie, and here is a hash of it with the person in it: that two
//! people use one browser is seen nowhere. Nothing else of a browser is looked at to know it again.
//!
//! A passkey may be in other hands, since a system syncs it. So a sign-in from a browser that was not seen with this
//! person is told at once: on her other devices, and by mail. From one of those she says that it was she, or signs it
//! out and has it forgotten, so that the next time is told again. The new device itself can do neither.

pub mod http;
pub(crate) mod store;

use shared::api::{Code, NewDevice};
use shared::ids::{BureauId, Bytes, DeviceId, Hash, PersonId};
use shared::time::Timestamp;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::feed;
use crate::log::ledger::{Notice, NoticeKind};
use crate::platform::db::DbError;
use crate::platform::random;
use crate::sessions::{self, Session};
use crate::{mails, passkeys};

/// The name of the cookie; the prefix binds it to this host and to a secure channel.
pub const COOKIE: &str = "__Host-akkoord-device";
/// How long a browser is known after its last sign-in; browsers keep no cookie longer.
pub const DAYS: i64 = 400;
/// How long a new one is told of, as a new key is.
const NEW_HOURS: i64 = 7 * 24;

/// A browser that asks to sign in.
#[derive(Clone, Debug)]
pub struct Browser {
    /// What kind of device it says it is.
    pub kind: String,
    /// The secret that it kept from an earlier time.
    pub secret: Option<Hash>,
}

/// A browser in which a session of a person begins.
#[derive(Clone, Debug)]
pub struct Device {
    /// Which.
    pub id: DeviceId,
    /// What kind of device it says it is.
    pub kind: String,
    /// What it keeps, to be known again.
    pub secret: Hash,
}

/// Who signs in, with what.
#[derive(Clone, Copy, Debug)]
pub struct Holder<'a> {
    /// The controller.
    pub bureau: BureauId,
    /// She.
    pub person: PersonId,
    /// The passkey.
    pub credential: &'a Bytes,
}

fn hash(person: PersonId, secret: Hash) -> Hash {
    Hash::of(&[b"akkoord-device-v1\0", person.0.as_bytes(), &secret.0])
}

/// The browser of somebody who signed in with a key that she had. One that was not seen with her is told.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn arrives(ctx: &Ctx, who: Holder<'_>, browser: Browser) -> Result<Device, Error> {
    let now = ctx.clock.now();
    let (device, row) = match met(ctx, who, browser, now).await? {
        Met::Again(device) => return Ok(device),
        Met::New(device, row) => (device, row),
    };
    let tx = ctx.db.begin_write().await?;
    store::insert(&tx, &row).await?;
    mails::queue(&tx, who.bureau, Notice { person: who.person, kind: NoticeKind::NewDevice }, now).await?;
    tx.commit().await.map_err(DbError::from)?;
    feed::tell(ctx, who.bureau, who.person).await;
    Ok(device)
}

/// The browser of somebody who just made a key in it, with both halves of an invitation: the key is told, not this.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn settles(ctx: &Ctx, who: Holder<'_>, browser: Browser) -> Result<Device, Error> {
    let now = ctx.clock.now();
    match met(ctx, who, browser, now).await? {
        Met::Again(device) => Ok(device),
        Met::New(device, row) => {
            store::insert(&ctx.db.write, &store::Row { known_at: Some(now), ..row }).await?;
            Ok(device)
        }
    }
}

enum Met {
    Again(Device),
    New(Device, store::Row),
}

async fn met(ctx: &Ctx, who: Holder<'_>, browser: Browser, now: Timestamp) -> Result<Met, Error> {
    // The secret of somebody else at this browser serves for her too: each has a hash of her own.
    let secret = browser.secret.unwrap_or_else(|| Hash(random::bytes()));
    let (hash, kind) = (hash(who.person, secret), browser.kind);
    if let Some(id) = store::seen(&ctx.db.write, hash, now).await? {
        return Ok(Met::Again(Device { id, kind, secret }));
    }
    let id = DeviceId(random::id());
    let row = store::Row {
        id,
        bureau: who.bureau,
        person: who.person,
        hash,
        kind: kind.clone(),
        credential: who.credential.clone(),
        created_at: now,
        known_at: None,
    };
    Ok(Met::New(Device { id, kind, secret }, row))
}

/// The devices that are new and that she has said nothing of, as one that is not itself new sees them.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn news(ctx: &Ctx, session: &Session) -> Result<Vec<NewDevice>, Error> {
    let view = |row: store::Row| NewDevice { id: row.id, device: row.kind, at: row.created_at };
    Ok(new_rows(ctx, session).await?.into_iter().map(view).collect())
}

async fn new_rows(ctx: &Ctx, session: &Session) -> Result<Vec<store::Row>, Error> {
    let since = ctx.clock.now().plus_hours(-NEW_HOURS);
    let rows = store::new_of(&ctx.db.read, session.bureau, session.person, since).await?;
    let own = rows.iter().any(|row| Some(row.id) == session.device);
    Ok(if own { Vec::new() } else { rows })
}

/// She says that it was she.
///
/// # Errors
/// [`Code::NotFound`] when no such device is new to who asks; a refusal from a key that does not count yet (F4).
pub async fn recognise(ctx: &Ctx, session: &Session, id: DeviceId) -> Result<(), Error> {
    judged(ctx, session, id).await?;
    store::know(&ctx.db.write, id, ctx.clock.now()).await?;
    feed::tell(ctx, session.bureau, session.person).await;
    Ok(())
}

/// She says that it was not: its sessions end, and it is forgotten.
///
/// # Errors
/// As [`recognise`].
pub async fn refuse(ctx: &Ctx, session: &Session, id: DeviceId) -> Result<(), Error> {
    judged(ctx, session, id).await?;
    let tx = ctx.db.begin_write().await?;
    sessions::end_of_device(&tx, session.person, id, ctx.clock.now()).await?;
    store::forget(&tx, id).await?;
    tx.commit().await.map_err(DbError::from)?;
    feed::tell(ctx, session.bureau, session.person).await;
    Ok(())
}

async fn judged(ctx: &Ctx, session: &Session, id: DeviceId) -> Result<(), Error> {
    let row = new_rows(ctx, session).await?.into_iter().find(|row| row.id == id).ok_or(Code::NotFound)?;
    passkeys::may_change(ctx, session, &row.credential).await
}
