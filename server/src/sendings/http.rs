//! The door for recipients: no session, a link and a code.

use axum::Json;
use axum::body::Body as Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use shared::api::{
    Challenge, DeletionLine, DoorAnswer, DoorFace, DoorKey, DoorLink, DoorOpened, DoorPass, DoorProof, DoorRoom,
    Problem,
};
use shared::dossier::sendings::SentFile;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::give::give;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::download::saved_as;
use crate::web::extract::Json as Body;
use crate::web::session::SignedIn;

/// The routes that are open to anybody; the limits on tries are laid over them.
pub fn public() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new()
        .routes(routes!(open))
        .routes(routes!(prove))
        .routes(routes!(key_challenge))
        .routes(routes!(key))
        .routes(routes!(file))
        .routes(routes!(answer))
}

/// The route that needs a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(deletions))
}

/// What recipients were asked to delete and did not, for the privacy officer.
#[utoipa::path(get, path = "/api/bureau/deletions", tag = "door", responses(
    (status = 200, body = Vec<DeletionLine>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn deletions(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<Vec<DeletionLine>>, Error> {
    Ok(Json(super::asked_back(&ctx, &session).await?))
}

/// What the link alone tells: nothing personal.
#[utoipa::path(post, path = "/api/door/open", tag = "door", request_body = DoorLink, responses(
    (status = 200, body = DoorFace), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn open(State(ctx): State<Ctx>, Body(link): Body<DoorLink>) -> Result<Json<DoorFace>, Error> {
    Ok(Json(super::open(&ctx, link.token).await?))
}

/// Link and code: what was sent, and what opens it for a while; or the making of a passkey, where nothing less opens it.
#[utoipa::path(post, path = "/api/door/prove", tag = "door", request_body = DoorProof, responses(
    (status = 200, body = DoorOpened), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn prove(State(ctx): State<Ctx>, Body(proof): Body<DoorProof>) -> Result<Json<DoorOpened>, Error> {
    Ok(Json(Box::pin(super::prove(&ctx, &proof)).await?))
}

/// A challenge for whoever made a passkey at such a door before.
#[utoipa::path(post, path = "/api/door/key/challenge", tag = "door", request_body = DoorLink, responses(
    (status = 200, body = Challenge), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn key_challenge(State(ctx): State<Ctx>, Body(link): Body<DoorLink>) -> Result<Json<Challenge>, Error> {
    Ok(Json(super::keys::ask(&ctx, link.token).await?))
}

/// The passkey that was made or shown: what was sent, and what opens it for a while.
#[utoipa::path(post, path = "/api/door/key", tag = "door", request_body = DoorKey, responses(
    (status = 200, body = DoorRoom), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 410, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn key(State(ctx): State<Ctx>, Body(answer): Body<DoorKey>) -> Result<Json<DoorRoom>, Error> {
    Ok(Json(Box::pin(super::keys::answer(&ctx, &answer)).await?))
}

/// The very bytes that she signed for, or the sheet of her yes. Each download is an entry.
#[utoipa::path(post, path = "/api/door/file", tag = "door", request_body = DoorPass, responses(
    (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 410, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn file(State(ctx): State<Ctx>, Body(pass): Body<DoorPass>) -> Result<Response, Error> {
    let (known, segments) = Box::pin(give(&ctx, pass)).await?;
    let name = match pass.what {
        SentFile::Document => "document",
        SentFile::Sheet => "consent",
    };
    let headers = saved_as(known.format.media_type(), name, known.format.suffix(), known.bytes);
    Ok((headers, Bytes::from_stream(segments)).into_response())
}

/// What became of what was taken, as the recipient says.
#[utoipa::path(post, path = "/api/door/answer", tag = "door", request_body = DoorAnswer, responses(
    (status = 200, body = DoorFace), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn answer(State(ctx): State<Ctx>, Body(answer): Body<DoorAnswer>) -> Result<Json<DoorFace>, Error> {
    Ok(Json(Box::pin(super::answer(&ctx, &answer)).await?))
}
