//! The doors to sign-in and sessions.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use shared::api::{Challenge, Me, Problem, SessionView, SignIn, Speak};
use shared::ids::SessionId;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::sign_in;
use crate::ctx::Ctx;
use crate::dossiers;
use crate::error::Error;
use crate::people;
use crate::web::extract::{Json as Body, Path as Ids};
use crate::web::session::{AtBrowser, MaybeLocked, Token, Unbound, cookies, no_cookie};

/// The routes that are open to anybody; the limits on tries are laid over them.
pub fn public() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(challenge)).routes(routes!(begin))
}

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new()
        .routes(routes!(me))
        .routes(routes!(speak))
        .routes(routes!(list))
        .routes(routes!(sign_out))
        .routes(routes!(lock))
        .routes(routes!(end))
}

/// A challenge to sign in with.
#[utoipa::path(post, path = "/api/sessions/challenge", tag = "sessions", responses(
    (status = 200, body = Challenge), (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn challenge(State(ctx): State<Ctx>) -> Result<Json<Challenge>, Error> {
    Ok(Json(sign_in::challenge(&ctx).await?))
}

/// Signs in: a session begins.
#[utoipa::path(post, path = "/api/sessions", tag = "sessions", request_body = SignIn, responses(
    (status = 200, body = Me), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 410, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn begin(
    State(ctx): State<Ctx>,
    Token(before): Token,
    AtBrowser(browser): AtBrowser,
    Body(answer): Body<SignIn>,
) -> Result<Response, Error> {
    let begun = sign_in::sign_in(&ctx, &answer, before.as_deref(), browser).await?;
    let me = sign_in::me(&ctx, &begun.session).await?;
    Ok((cookies(&begun), Json(me)).into_response())
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/me", tag = "sessions", responses(
    (status = 200, body = Me), (status = 401, body = Problem, content_type = "application/problem+json")))]
async fn me(State(ctx): State<Ctx>, Unbound(session): Unbound) -> Result<Json<Me>, Error> {
    Ok(Json(sign_in::me(&ctx, &session).await?))
}

/// Changes the language of her mails and screens.
#[utoipa::path(put, path = "/api/me/lang", tag = "sessions", request_body = Speak, responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn speak(State(ctx): State<Ctx>, Unbound(session): Unbound, Body(new): Body<Speak>) -> Result<StatusCode, Error> {
    for person in dossiers::known_as(&ctx, &session).await? {
        people::speak(&ctx, session.bureau, person, new.lang).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Her signed-in devices.
#[utoipa::path(get, path = "/api/sessions", tag = "sessions", responses(
    (status = 200, body = Vec<SessionView>), (status = 401, body = Problem, content_type = "application/problem+json")))]
async fn list(State(ctx): State<Ctx>, Unbound(session): Unbound) -> Result<Json<Vec<SessionView>>, Error> {
    Ok(Json(super::list(&ctx, &session).await?))
}

/// Signs out: the session ends and the browser forgets what it kept of it. That she was here before it remembers, or
/// each next sign-in would be told as that of a new device (F3).
#[utoipa::path(delete, path = "/api/sessions/current", tag = "sessions", responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json")))]
async fn sign_out(State(ctx): State<Ctx>, MaybeLocked(session): MaybeLocked) -> Result<Response, Error> {
    super::end(&ctx, session.person, session.id).await?;
    let headers = [(SET_COOKIE.as_str(), no_cookie()), ("clear-site-data", "\"storage\"".to_owned())];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}

/// Locks this session's screen.
#[utoipa::path(post, path = "/api/sessions/current/lock", tag = "sessions", responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json")))]
async fn lock(State(ctx): State<Ctx>, MaybeLocked(session): MaybeLocked) -> Result<StatusCode, Error> {
    super::lock(&ctx, &session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs one of her devices out.
#[utoipa::path(delete, path = "/api/sessions/{session}", tag = "sessions", params(("session" = SessionId, Path)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn end(State(ctx): State<Ctx>, Unbound(session): Unbound, Ids(id): Ids<SessionId>) -> Result<StatusCode, Error> {
    super::end_other(&ctx, &session, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
