//! The doors to what is kept about a client.

use axum::Json;
use axum::extract::State;
use shared::api::{Problem, ReasonLine, RecordPage, RecordsPage};
use shared::ids::{DossierId, RecordId};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::Path as Ids;
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(records)).routes(routes!(record)).routes(routes!(reasons))
}

/// What is kept about her beside her talks.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/records", tag = "records", params(("dossier" = DossierId, Path)), responses(
    (status = 200, body = RecordsPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn records(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
) -> Result<Json<RecordsPage>, Error> {
    Ok(Json(super::page(&ctx, &session, dossier).await?))
}

/// One thing about her health that another told: each such look counts by itself.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/records/{record}", tag = "records",
    params(("dossier" = DossierId, Path), ("record" = RecordId, Path)), responses(
    (status = 200, body = RecordPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn record(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, record)): Ids<(DossierId, RecordId)>,
) -> Result<Json<RecordPage>, Error> {
    Ok(Json(super::one(&ctx, &session, dossier, record).await?))
}

/// Why things were kept that need a reason, the newest first.
#[utoipa::path(get, path = "/api/bureau/reasons", tag = "records", responses(
    (status = 200, body = Vec<ReasonLine>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn reasons(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<Vec<ReasonLine>>, Error> {
    Ok(Json(super::reasons(&ctx, &session).await?))
}
