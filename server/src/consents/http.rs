//! The doors to consents.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use shared::api::{ConsentPage, ConsentsPage, FileText, Frozen, NewFrozen, Problem};
use shared::dossier::documents::FileFormat;
use shared::ids::{ConsentId, DocumentId, DossierId, FileId};
use shared::log::canonical;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::files::http::{Wide, drawn, saved};
use crate::web::download::{download, saved_as};
use crate::web::extract::{Json as Posted, Path as Ids, Query};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new()
        .routes(routes!(consents))
        .routes(routes!(consent))
        .routes(routes!(frozen))
        .routes(routes!(sheet))
        .routes(routes!(receipt))
        .routes(routes!(record))
        .routes(routes!(file))
        .routes(routes!(text))
        .routes(routes!(picture))
}

/// What she was asked about documents that would go to others: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/consents", tag = "consents", params(("dossier" = DossierId, Path)), responses(
    (status = 200, body = ConsentsPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn consents(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
) -> Result<Json<ConsentsPage>, Error> {
    Ok(Json(Box::pin(super::page(&ctx, &session, dossier)).await?))
}

/// One of them: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/consents/{consent}", tag = "consents",
    params(("dossier" = DossierId, Path), ("consent" = ConsentId, Path)), responses(
    (status = 200, body = ConsentPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn consent(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, consent)): Ids<(DossierId, ConsentId)>,
) -> Result<Json<ConsentPage>, Error> {
    Ok(Json(Box::pin(super::one(&ctx, &session, dossier, consent)).await?))
}

/// Makes the pages of a version that would go, for one question: a look.
#[utoipa::path(post, path = "/api/dossiers/{dossier}/documents/{document}/frozen", tag = "consents",
    params(("dossier" = DossierId, Path), ("document" = DocumentId, Path)), request_body = NewFrozen, responses(
    (status = 200, body = Frozen), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
async fn frozen(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, document)): Ids<(DossierId, DocumentId)>,
    Posted(new): Posted<NewFrozen>,
) -> Result<Json<Frozen>, Error> {
    Ok(Json(Box::pin(super::made::frozen(&ctx, &session, dossier, (document, new))).await?))
}

/// The sheet of a yes, with the document, the signature and the record inside it: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/consents/{consent}/sheet", tag = "consents",
    params(("dossier" = DossierId, Path), ("consent" = ConsentId, Path)), responses(
    (status = 200, body = Vec<u8>, content_type = "application/pdf"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
async fn sheet(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, consent)): Ids<(DossierId, ConsentId)>,
) -> Result<Response, Error> {
    let (_, reader) = Box::pin(super::sheet::file(&ctx, &session, dossier, consent)).await?;
    let headers = saved_as(FileFormat::Pdf.media_type(), "consent", FileFormat::Pdf.suffix(), reader.bytes());
    Ok((headers, Body::from_stream(reader.parts())).into_response())
}

/// The receipt of what she answered: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/consents/{consent}/receipt", tag = "consents",
    params(("dossier" = DossierId, Path), ("consent" = ConsentId, Path)), responses(
    (status = 200, body = Vec<u8>, content_type = "application/pdf"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
async fn receipt(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, consent)): Ids<(DossierId, ConsentId)>,
) -> Result<Response, Error> {
    let made = Box::pin(super::sheet::receipt(&ctx, &session, dossier, consent)).await?;
    Ok(download(FileFormat::Pdf.media_type(), "receipt", FileFormat::Pdf.suffix(), made))
}

/// The same for computers, a consent record by ISO/IEC TS 27560: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/consents/{consent}/record", tag = "consents",
    params(("dossier" = DossierId, Path), ("consent" = ConsentId, Path)), responses(
    (status = 200, body = serde_json::Value, content_type = "application/ld+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn record(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, consent)): Ids<(DossierId, ConsentId)>,
) -> Result<Response, Error> {
    let record = Box::pin(super::sheet::record(&ctx, &session, dossier, consent)).await?;
    Ok(download("application/ld+json", "receipt", "jsonld", canonical(&record)))
}

/// The file that would go, byte for byte: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/consents/{consent}/files/{file}", tag = "consents",
    params(("dossier" = DossierId, Path), ("consent" = ConsentId, Path), ("file" = FileId, Path)), responses(
    (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn file(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, consent, file)): Ids<(DossierId, ConsentId, FileId)>,
) -> Result<Response, Error> {
    let (known, reader) = Box::pin(super::file(&ctx, &session, dossier, (consent, file))).await?;
    Ok(saved(&known, reader))
}

/// The text of it: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/consents/{consent}/files/{file}/text", tag = "consents",
    params(("dossier" = DossierId, Path), ("consent" = ConsentId, Path), ("file" = FileId, Path)), responses(
    (status = 200, body = FileText), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
async fn text(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, consent, file)): Ids<(DossierId, ConsentId, FileId)>,
) -> Result<Json<FileText>, Error> {
    Ok(Json(Box::pin(super::text(&ctx, &session, dossier, (consent, file))).await?))
}

/// A picture of a page of it: of staff a look.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/consents/{consent}/files/{file}/pages/{page}", tag = "consents",
    params(("dossier" = DossierId, Path), ("consent" = ConsentId, Path), ("file" = FileId, Path),
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
    Ids((dossier, consent, file, number)): Ids<(DossierId, ConsentId, FileId, u32)>,
    Query(wide): Query<Wide>,
) -> Result<Response, Error> {
    let page = wide.page(number);
    let png = Box::pin(super::picture(&ctx, &session, dossier, (consent, file, page))).await?;
    Ok(drawn(png))
}
