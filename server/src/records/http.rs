//! The doors to what is kept about a client.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use shared::api::{Problem, ReasonLine, RecordPage, RecordsPage};
use shared::dossier::forms::{SCAN_BYTES_MAX, Scan};
use shared::ids::{DossierId, RecordId, ScanId};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::download::download;
use crate::web::extract::{Path as Ids, Raw};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    let files = OpenApiRouter::new().routes(routes!(keep_file)).layer(DefaultBodyLimit::max(SCAN_BYTES_MAX));
    OpenApiRouter::new()
        .routes(routes!(records))
        .routes(routes!(record))
        .routes(routes!(reasons))
        .routes(routes!(file))
        .merge(files)
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
    // All that is kept, on its way through many steps: on the heap rather than in each task.
    Ok(Json(Box::pin(super::page(&ctx, &session, dossier)).await?))
}

/// One thing by itself: for her with what stood there before; for staff one about her health that another told, and each
/// such look counts by itself.
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

/// Keeps a file until its record is kept.
#[utoipa::path(post, path = "/api/dossiers/{dossier}/records/{record}/files", tag = "records",
    params(("dossier" = DossierId, Path), ("record" = RecordId, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 200, body = Scan), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn keep_file(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, record)): Ids<(DossierId, RecordId)>,
    Raw(bytes): Raw,
) -> Result<Json<Scan>, Error> {
    Ok(Json(super::files::keep(&ctx, &session, dossier, record, &bytes).await?))
}

/// A file that goes with a record.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/records/{record}/files/{file}", tag = "records",
    params(("dossier" = DossierId, Path), ("record" = RecordId, Path), ("file" = ScanId, Path)), responses(
    (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn file(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, record, file)): Ids<(DossierId, RecordId, ScanId)>,
) -> Result<Response, Error> {
    let (attached, bytes) = super::files::read(&ctx, &session, dossier, record, file).await?;
    Ok(download(attached.file.kind.media_type(), "bestand", attached.file.kind.ending(), bytes))
}
