//! The doors to documents.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::Response;
use serde::Deserialize;
use shared::api::{DocumentPage, DocumentsPage, FileText, NewUpload, Problem, Upload};
use shared::dossier::documents::{PART_BYTES, StoredFile};
use shared::ids::{DocumentId, DossierId, FileId};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::files::http::{Wide, drawn, saved};
use crate::web::extract::{Json as Posted, Path as Ids, Query, Raw};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    let part_bytes_max = usize::try_from(PART_BYTES).unwrap_or(usize::MAX);
    let parts = OpenApiRouter::new().routes(routes!(part)).layer(DefaultBodyLimit::max(part_bytes_max));
    OpenApiRouter::new()
        .routes(routes!(documents))
        .routes(routes!(document))
        .routes(routes!(begin))
        .routes(routes!(whole))
        .routes(routes!(file))
        .routes(routes!(text))
        .routes(routes!(picture))
        .merge(parts)
}

/// The documents of a dossier: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/documents", tag = "documents", params(("dossier" = DossierId, Path)), responses(
    (status = 200, body = DocumentsPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn documents(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
) -> Result<Json<DocumentsPage>, Error> {
    Ok(Json(Box::pin(super::page(&ctx, &session, dossier)).await?))
}

/// Which version.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// Which version; none for the one that counts.
    #[param(minimum = 1)]
    version: Option<u32>,
}

/// A document: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/documents/{document}", tag = "documents",
    params(("dossier" = DossierId, Path), ("document" = DocumentId, Path), Which), responses(
    (status = 200, body = DocumentPage), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn document(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, document)): Ids<(DossierId, DocumentId)>,
    Query(which): Query<Which>,
) -> Result<Json<DocumentPage>, Error> {
    Ok(Json(Box::pin(super::one(&ctx, &session, dossier, (document, which.version))).await?))
}

/// A file is to come in parts: it is begun, or has come so far.
#[utoipa::path(put, path = "/api/dossiers/{dossier}/documents/{document}/uploads/{file}", tag = "documents",
    params(("dossier" = DossierId, Path), ("document" = DocumentId, Path), ("file" = FileId, Path)),
    request_body = NewUpload, responses(
    (status = 200, body = Upload), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn begin(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, document, file)): Ids<(DossierId, DocumentId, FileId)>,
    Posted(new): Posted<NewUpload>,
) -> Result<Json<Upload>, Error> {
    Ok(Json(super::begin(&ctx, &session, dossier, (document, file), new.bytes).await?))
}

/// The part of a file that begins at this byte.
#[utoipa::path(put, path = "/api/dossiers/{dossier}/documents/{document}/uploads/{file}/parts/{offset}", tag = "documents",
    params(("dossier" = DossierId, Path), ("document" = DocumentId, Path), ("file" = FileId, Path),
        ("offset" = i64, Path, minimum = 0, maximum = 25_000_000)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 200, body = Upload), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn part(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, document, file, offset)): Ids<(DossierId, DocumentId, FileId, u32)>,
    Raw(bytes): Raw,
) -> Result<Json<Upload>, Error> {
    Ok(Json(super::take(&ctx, &session, dossier, (document, file), (offset, &bytes)).await?))
}

/// All of a file is here: it is looked at as a whole.
#[utoipa::path(post, path = "/api/dossiers/{dossier}/documents/{document}/uploads/{file}/whole", tag = "documents",
    params(("dossier" = DossierId, Path), ("document" = DocumentId, Path), ("file" = FileId, Path)), responses(
    (status = 200, body = StoredFile), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
async fn whole(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, document, file)): Ids<(DossierId, DocumentId, FileId)>,
) -> Result<Json<StoredFile>, Error> {
    Ok(Json(super::whole(&ctx, &session, dossier, (document, file)).await?))
}

/// The file of a version, as it came: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/documents/{document}/files/{file}", tag = "documents",
    params(("dossier" = DossierId, Path), ("document" = DocumentId, Path), ("file" = FileId, Path)), responses(
    (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn file(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, document, file)): Ids<(DossierId, DocumentId, FileId)>,
) -> Result<Response, Error> {
    let (known, reader) = super::file(&ctx, &session, dossier, (document, file)).await?;
    Ok(saved(&known, reader))
}

/// The text of a file: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/documents/{document}/files/{file}/text", tag = "documents",
    params(("dossier" = DossierId, Path), ("document" = DocumentId, Path), ("file" = FileId, Path)), responses(
    (status = 200, body = FileText), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
async fn text(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, document, file)): Ids<(DossierId, DocumentId, FileId)>,
) -> Result<Json<FileText>, Error> {
    Ok(Json(Box::pin(super::text(&ctx, &session, dossier, (document, file))).await?))
}

/// A picture of a page of a file: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/documents/{document}/files/{file}/pages/{page}", tag = "documents",
    params(("dossier" = DossierId, Path), ("document" = DocumentId, Path), ("file" = FileId, Path),
        ("page" = i64, Path, minimum = 1, maximum = 10_000), Wide), responses(
    (status = 200, body = Vec<u8>, content_type = "image/png"),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
async fn picture(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, document, file, number)): Ids<(DossierId, DocumentId, FileId, u32)>,
    Query(wide): Query<Wide>,
) -> Result<Response, Error> {
    let page = wide.page(number);
    let png = super::picture(&ctx, &session, dossier, (document, file, page)).await?;
    Ok(drawn(png))
}
