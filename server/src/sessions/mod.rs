//! Sessions: who is signed in, on which device, until when (F8, R3.3).
//!
//! A session begins with a passkey and nothing else. Its secret is a random token in a `__Host-` cookie, kept only as
//! a hash. Without a touch it locks after the bureau's number of minutes; the next touch of the passkey begins a new
//! one in its place. After twelve hours it ends in any case.

pub mod http;
pub mod sign_in;
pub(crate) mod store;

use shared::api::{Code, SessionView};
use shared::bureau::Bureau;
use shared::dossier::command::Actor;
use shared::ids::{BureauId, Bytes, DeviceId, Hash, PersonId, SessionId};
use shared::log::Role;
use shared::settings::Settings;
use shared::time::Timestamp;

pub use store::Row;

use crate::ctx::Ctx;
use crate::devices::{self, Device};
use crate::dossiers;
use crate::error::Error;
use crate::log::load;
use crate::passkeys;
use crate::platform::db::{DbError, Tx};
use crate::platform::random;

/// The name of the cookie; the prefix binds it to this host and to a secure channel.
pub const COOKIE: &str = "__Host-akkoord";
/// How much younger than the last touch a touch has to be to be written down.
const TOUCH_MS: i64 = 20_000;

/// A session that may act now.
#[derive(Clone, Debug)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The controller.
    pub bureau: BureauId,
    /// The person.
    pub person: PersonId,
    /// In which role.
    pub role: Role,
    /// The passkey it began with.
    pub credential: Bytes,
    /// When it ends in any case.
    pub expires_at: Timestamp,
    /// When it was locked, if it is.
    pub locked_at: Option<Timestamp>,
    /// Whether she is bound to secrecy, where she works here (F65).
    pub bound: bool,
    /// On which device.
    pub device: Option<DeviceId>,
}

/// A session that has begun, with the two secrets that its browser keeps.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The session.
    pub session: Session,
    /// Its own secret, which is kept nowhere here.
    pub secret: String,
    /// The one by which the browser is known again.
    pub device: Hash,
}

impl Session {
    /// Who asks, as the rules know her.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        Actor { person: self.person, role: self.role }
    }

    /// That she is here in one of these roles.
    ///
    /// # Errors
    /// [`Code::WrongRole`].
    pub fn only(&self, roles: &[Role]) -> Result<(), Code> {
        if roles.contains(&self.role) { Ok(()) } else { Err(Code::WrongRole) }
    }
}

/// How many minutes a screen stays open without a touch.
#[must_use]
pub fn idle_minutes(settings: &Settings, role: Role) -> u16 {
    match role {
        Role::Client | Role::Representative => settings.client_idle_minutes_max,
        _ => settings.staff_idle_minutes_max,
    }
}

/// Begins a session on a device.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn begin(
    ctx: &Ctx,
    bureau: BureauId,
    person: PersonId,
    role: Role,
    credential: Bytes,
    device: Device,
) -> Result<Begun, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, bureau).await?.subject;
    let (now, secret) = (ctx.clock.now(), random::token());
    let session = Session {
        id: SessionId(random::id()),
        bureau,
        person,
        role,
        credential,
        expires_at: now.plus_hours(i64::from(facts.settings().session_hours_max)),
        locked_at: None,
        bound: is_bound(&facts, person, role),
        device: Some(device.id),
    };
    store::insert(&ctx.db.write, &session, hash(&secret), device.kind, now).await?;
    Ok(Begun { session, secret, device: device.secret })
}

fn is_bound(facts: &Bureau, person: PersonId, role: Role) -> bool {
    Role::ON_PHONE.contains(&role) || facts.is_bound(person, role).is_ok()
}

fn hash(token: &str) -> Hash {
    Hash::of(&[b"akkoord-session-v1\0", token.as_bytes()])
}

/// The session of a secret, whether locked or not; `touch` says that a person did something.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn find(ctx: &Ctx, token: &str, touch: bool) -> Result<Option<Session>, Error> {
    let now = ctx.clock.now();
    let Some(row) = store::by_hash(&ctx.db.read, hash(token)).await? else { return Ok(None) };
    if row.ended_at.is_some() || row.session.expires_at <= now {
        return Ok(None);
    }
    let facts = load::bureau(ctx, &ctx.db.read, row.session.bureau).await?;
    let Session { bureau, person, role, .. } = row.session;
    let stands = match role {
        Role::Client => true,
        Role::Representative => dossiers::represents(ctx, bureau, person).await? == Some(true),
        role => facts.subject.works_here(person, role).is_ok(),
    };
    if !stands {
        return Ok(None);
    }
    let mut session = row.session;
    session.bound = is_bound(&facts.subject, session.person, session.role);
    let idle_since = row.seen_at.plus_minutes(i64::from(idle_minutes(facts.subject.settings(), session.role)));
    if session.locked_at.is_none() && idle_since <= now {
        store::lock(&ctx.db.write, session.id, now).await?;
        session.locked_at = Some(now);
    }
    if touch && session.locked_at.is_none() && now.0.saturating_sub(row.seen_at.0) > TOUCH_MS {
        store::touch(&ctx.db.write, session.id, now).await?;
    }
    Ok(Some(session))
}

/// Locks a session's screen.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn lock(ctx: &Ctx, session: &Session) -> Result<(), Error> {
    Ok(store::lock(&ctx.db.write, session.id, ctx.clock.now()).await?)
}

/// The sessions of a person that have not ended, the newest touch first.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn list(ctx: &Ctx, session: &Session) -> Result<Vec<SessionView>, Error> {
    let rows = store::of_person(&ctx.db.read, session.bureau, session.person, ctx.clock.now()).await?;
    let news = devices::news(ctx, session).await?;
    let view = |row: Row| SessionView {
        current: row.session.id == session.id,
        is_new: news.iter().any(|new| Some(new.id) == row.session.device),
        id: row.session.id,
        device: row.device,
        created_at: row.created_at,
        seen_at: row.seen_at,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Ends one session of a person. Ending what has ended changes nothing.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn end(ctx: &Ctx, person: PersonId, id: SessionId) -> Result<(), Error> {
    Ok(store::end(&ctx.db.write, person, id, ctx.clock.now()).await?)
}

/// Ends the session that a browser's cookie names, whoever's it is: another takes its place in that browser.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn end_named(ctx: &Ctx, token: Option<&str>) -> Result<(), Error> {
    let Some(token) = token else { return Ok(()) };
    Ok(store::end_by_hash(&ctx.db.write, hash(token), ctx.clock.now()).await?)
}

/// Ends another session of who is signed in.
///
/// # Errors
/// [`Code::NotFound`] when it is not hers; a refusal from a key that does not count yet (F4).
pub async fn end_other(ctx: &Ctx, session: &Session, id: SessionId) -> Result<(), Error> {
    let began_with = store::credential_of(&ctx.db.read, session.person, id).await?.ok_or(Code::NotFound)?;
    passkeys::may_change(ctx, session, &began_with).await?;
    end(ctx, session.person, id).await
}

/// Ends every session that began with a passkey, in the transaction that ends the passkey.
///
/// # Errors
/// [`DbError`] when the database does not answer.
pub async fn end_of_passkey(tx: &Tx, person: PersonId, credential: &Bytes, now: Timestamp) -> Result<(), DbError> {
    store::end_of_credential(tx, person, credential, now).await
}

/// Ends every session of a person on a device, in the transaction that forgets it.
///
/// # Errors
/// [`DbError`] when the database does not answer.
pub async fn end_of_device(tx: &Tx, person: PersonId, device: DeviceId, now: Timestamp) -> Result<(), DbError> {
    store::end_of_device(tx, person, device, now).await
}

/// What kind of device a browser says it is, coarsely: enough to know one's own.
#[must_use]
pub fn device(user_agent: &str) -> String {
    let first = |names: &[(&str, &str)]| {
        names.iter().find(|(sign, _)| user_agent.contains(sign)).map_or("?", |(_, name)| *name).to_owned()
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    format!("{browser} · {system}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_coarsely() {
        assert_eq!(
            device("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/156.0 Mobile Safari/537.36"),
            "Chrome · Android"
        );
        assert_eq!(device(""), "? · ?");
    }
}
