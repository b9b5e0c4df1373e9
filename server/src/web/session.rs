//! Who asks: a handler without a session in its arguments is public, and one with it is not. Also what errors become.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE as COOKIE_HEADER, HeaderName, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use shared::api::{BACKGROUND_HEADER, Code, FieldFault};
use shared::refusal::Refusal;

use super::respond::Fault;
use crate::ctx::Ctx;
use crate::devices::{self, Browser};
use crate::error::Error;
use crate::sessions::{self, Begun, COOKIE, Session};

/// After how many seconds to try again when the database is away.
const BUSY_SECONDS: u64 = 2;

/// Somebody who is signed in, whose screen is not locked, and who is bound to secrecy where she works here (F65).
pub struct SignedIn(pub Session);

/// Somebody who is signed in and whose screen is not locked; what she sees is her own.
pub struct Unbound(pub Session);

/// Somebody who is signed in; the screen may be locked.
pub struct MaybeLocked(pub Session);

/// Somebody who listens: signed in, not locked, and not counted as a touch; with the secret, to be asked again.
pub struct Listener(pub Session, pub String);

/// The secret of the session cookie, if the browser sent one.
pub struct Token(pub Option<String>);

/// Somebody who may be signed in, for what everybody may see; her screen may be locked.
pub struct Perhaps(pub Option<Session>);

/// The browser that asks: what kind of device it says it is, and what it kept to be known again.
pub struct AtBrowser(pub Browser);

fn kept(parts: &Parts, name: &str) -> Option<String> {
    let cookies = parts.headers.get_all(COOKIE_HEADER).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| Cookie::split_parse(line.to_owned()).filter_map(Result::ok));
    pairs.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

fn token(parts: &Parts) -> Option<String> {
    kept(parts, COOKIE)
}

async fn session(parts: &Parts, ctx: &Ctx) -> Result<Session, Error> {
    let touch = !parts.headers.contains_key(BACKGROUND_HEADER);
    let token = token(parts).ok_or(Code::NotSignedIn)?;
    sessions::find(ctx, &token, touch).await?.ok_or_else(|| Code::NotSignedIn.into())
}

impl FromRequestParts<Ctx> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, ctx: &Ctx) -> Result<Self, Error> {
        let Unbound(session) = Unbound::from_request_parts(parts, ctx).await?;
        if session.bound { Ok(Self(session)) } else { Err(Refusal::PledgeMissing.into()) }
    }
}

impl FromRequestParts<Ctx> for Unbound {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, ctx: &Ctx) -> Result<Self, Error> {
        let session = session(parts, ctx).await?;
        match session.locked_at {
            None => Ok(Self(session)),
            Some(_) => Err(Code::SessionLocked.into()),
        }
    }
}

impl FromRequestParts<Ctx> for Listener {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, ctx: &Ctx) -> Result<Self, Error> {
        let secret = token(parts).ok_or(Code::NotSignedIn)?;
        let session = sessions::find(ctx, &secret, false).await?.ok_or(Code::NotSignedIn)?;
        match session.locked_at {
            Some(_) => Err(Code::SessionLocked.into()),
            None if !session.bound => Err(Refusal::PledgeMissing.into()),
            None => Ok(Self(session, secret)),
        }
    }
}

impl FromRequestParts<Ctx> for MaybeLocked {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, ctx: &Ctx) -> Result<Self, Error> {
        session(parts, ctx).await.map(Self)
    }
}

impl FromRequestParts<Ctx> for Perhaps {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, ctx: &Ctx) -> Result<Self, Error> {
        match token(parts) {
            Some(token) => Ok(Self(sessions::find(ctx, &token, false).await?)),
            None => Ok(Self(None)),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Token {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(token(parts)))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for AtBrowser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let secret = kept(parts, devices::COOKIE).and_then(|secret| secret.parse().ok());
        Ok(Self(Browser { kind: sessions::device(agent), secret }))
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => Self::Refused(refusal),
            Error::Door(code) => Self::Door(code),
            Error::Later { code, seconds } => Self::Later(code, seconds),
            Error::File(fault) => Self::File(fault),
            Error::Field { field, code } => Self::Field(field.to_owned(), FieldFault::Door(code)),
            // Her phone keeps what it sent and sends it again.
            Error::Failed(cause) if cause.is_away() => {
                tracing::warn!(%cause, "busy");
                Self::Later(Code::Busy, BUSY_SECONDS)
            }
            Error::Failed(cause) => {
                tracing::error!(%cause, "failed");
                Self::Door(Code::Internal)
            }
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        Fault::from(self).into_response()
    }
}

/// What a browser keeps of a session that has begun.
pub fn cookies(begun: &Begun) -> AppendHeaders<[(HeaderName, String); 2]> {
    AppendHeaders([(SET_COOKIE, cookie(&begun.secret)), (SET_COOKIE, device_cookie(&begun.device.to_string()))])
}

/// The cookie by which a browser is known again: it outlives the session, and says nothing of anybody.
fn device_cookie(secret: &str) -> String {
    let seconds = devices::DAYS.saturating_mul(24 * 60 * 60);
    format!("{}={secret}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={seconds}", devices::COOKIE)
}

/// The cookie that carries a session's secret: this host only, never readable by a script.
fn cookie(secret: &str) -> String {
    Cookie::build((COOKIE, secret.to_owned()))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .build()
        .to_string()
}

/// The cookie that ends a session in the browser.
#[must_use]
pub fn no_cookie() -> String {
    format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}
