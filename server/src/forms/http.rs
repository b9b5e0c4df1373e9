//! The doors to forms on paper.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::Response;
use shared::api::{FormPage, FormsPage, HeldForm, Problem};
use shared::dossier::forms::{SCAN_BYTES_MAX, Scan};
use shared::ids::{DossierId, FormId};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::download::download;
use crate::web::extract::{Json as Body, Path as Ids, Raw};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    let scans = OpenApiRouter::new().routes(routes!(scan, keep_scan)).layer(DefaultBodyLimit::max(SCAN_BYTES_MAX));
    OpenApiRouter::new().routes(routes!(forms)).routes(routes!(form)).merge(scans)
}

/// The route at which somebody could guess.
pub fn guessable() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(see))
}

/// The forms of a dossier.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/forms", tag = "forms", params(("dossier" = DossierId, Path)), responses(
    (status = 200, body = FormsPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn forms(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
) -> Result<Json<FormsPage>, Error> {
    Ok(Json(super::page(&ctx, &session, dossier).await?))
}

/// One form, as it is printed.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/forms/{form}", tag = "forms",
    params(("dossier" = DossierId, Path), ("form" = FormId, Path)), responses(
    (status = 200, body = FormPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn form(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, form)): Ids<(DossierId, FormId)>,
) -> Result<Json<FormPage>, Error> {
    Ok(Json(Box::pin(super::one(&ctx, &session, dossier, form)).await?))
}

/// The scan of a form that came back.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/forms/{form}/scan", tag = "forms",
    params(("dossier" = DossierId, Path), ("form" = FormId, Path)), responses(
    (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn scan(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, form)): Ids<(DossierId, FormId)>,
) -> Result<Response, Error> {
    let (scan, bytes) = super::scans::read(&ctx, &session, dossier, form).await?;
    Ok(download(scan.kind.media_type(), "formulier", scan.kind.ending(), bytes))
}

/// Keeps a scan until its form is recorded.
#[utoipa::path(post, path = "/api/dossiers/{dossier}/forms/{form}/scan", tag = "forms",
    params(("dossier" = DossierId, Path), ("form" = FormId, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 200, body = Scan), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn keep_scan(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, form)): Ids<(DossierId, FormId)>,
    Raw(bytes): Raw,
) -> Result<Json<Scan>, Error> {
    Ok(Json(super::scans::keep(&ctx, &session, dossier, form, &bytes).await?))
}

/// A second member of staff says what stands on the paper that she holds.
#[utoipa::path(post, path = "/api/bureau/forms", tag = "forms", request_body = HeldForm, responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn see(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Body(held): Body<HeldForm>,
) -> Result<StatusCode, Error> {
    super::see(&ctx, &session, &held).await?;
    Ok(StatusCode::NO_CONTENT)
}
