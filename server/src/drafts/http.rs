//! The doors to one's own drafts.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shared::api::{Draft, KeepDraft, Problem};
use shared::ids::{DossierId, ItemId};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::{Json as Body, Path as Ids};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(read, keep, discard))
}

/// The author's draft about an item.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/drafts/{item}", tag = "drafts",
    params(("dossier" = DossierId, Path), ("item" = ItemId, Path)), responses(
    (status = 200, body = Draft), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn read(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, item)): Ids<(DossierId, ItemId)>,
) -> Result<Json<Draft>, Error> {
    Ok(Json(super::read(&ctx, &session, dossier, item).await?))
}

/// Keeps what the author has so far.
#[utoipa::path(put, path = "/api/dossiers/{dossier}/drafts/{item}", tag = "drafts",
    params(("dossier" = DossierId, Path), ("item" = ItemId, Path)), request_body = KeepDraft, responses(
    (status = 200, body = Draft), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn keep(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, item)): Ids<(DossierId, ItemId)>,
    Body(new): Body<KeepDraft>,
) -> Result<Json<Draft>, Error> {
    Ok(Json(super::keep(&ctx, &session, dossier, item, new.body).await?))
}

/// Throws the author's draft away.
#[utoipa::path(delete, path = "/api/dossiers/{dossier}/drafts/{item}", tag = "drafts",
    params(("dossier" = DossierId, Path), ("item" = ItemId, Path)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn discard(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, item)): Ids<(DossierId, ItemId)>,
) -> Result<StatusCode, Error> {
    super::discard(&ctx, &session, dossier, item).await?;
    Ok(StatusCode::NO_CONTENT)
}
