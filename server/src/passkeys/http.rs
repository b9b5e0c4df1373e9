//! The doors to one's own passkeys.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shared::api::{NewPasskey, PasskeyView, Problem, Registration, RenamePasskey};
use shared::ids::Bytes;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{list as listing, register, remove as removing};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::{Json as Body, Path as Ids};
use crate::web::session::Unbound;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(challenge)).routes(routes!(rename, remove))
}

/// Her passkeys.
#[utoipa::path(get, path = "/api/passkeys", tag = "passkeys", responses(
    (status = 200, body = Vec<PasskeyView>), (status = 401, body = Problem, content_type = "application/problem+json")))]
async fn list(State(ctx): State<Ctx>, Unbound(session): Unbound) -> Result<Json<Vec<PasskeyView>>, Error> {
    Ok(Json(listing::list(&ctx, &session).await?))
}

/// What the browser needs to make another passkey.
#[utoipa::path(post, path = "/api/passkeys/challenge", tag = "passkeys", responses(
    (status = 200, body = Registration), (status = 401, body = Problem, content_type = "application/problem+json")))]
async fn challenge(State(ctx): State<Ctx>, Unbound(session): Unbound) -> Result<Json<Registration>, Error> {
    Ok(Json(register::begin(&ctx, &session).await?))
}

/// Adds a passkey.
#[utoipa::path(post, path = "/api/passkeys", tag = "passkeys", request_body = NewPasskey, responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 410, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn add(
    State(ctx): State<Ctx>,
    Unbound(session): Unbound,
    Body(new): Body<NewPasskey>,
) -> Result<StatusCode, Error> {
    register::add(&ctx, &session, &new).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives a passkey another name.
#[utoipa::path(put, path = "/api/passkeys/{credential}", tag = "passkeys", params(("credential" = Bytes, Path)),
    request_body = RenamePasskey, responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn rename(
    State(ctx): State<Ctx>,
    Unbound(session): Unbound,
    Ids(credential): Ids<Bytes>,
    Body(new): Body<RenamePasskey>,
) -> Result<StatusCode, Error> {
    listing::rename(&ctx, &session, &credential, &new).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a passkey away; sessions that began with it end.
#[utoipa::path(delete, path = "/api/passkeys/{credential}", tag = "passkeys", params(("credential" = Bytes, Path)),
    responses((status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json")))]
async fn remove(
    State(ctx): State<Ctx>,
    Unbound(session): Unbound,
    Ids(credential): Ids<Bytes>,
) -> Result<StatusCode, Error> {
    removing::remove(&ctx, &session, &credential).await?;
    Ok(StatusCode::NO_CONTENT)
}
