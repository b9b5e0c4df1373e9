//! The doors to the bureau: its public face, and its commands for administrators.

use axum::Json;
use axum::extract::State;
use shared::api::{Accepted, BureauFace, BureauLogPage, BureauLogQuery, BureauPost, Problem};
use shared::settings::Settings;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::{Json as Body, Query};
use crate::web::session::{Perhaps, SignedIn, Unbound};

/// The routes that are open to anybody.
pub fn public() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(face))
}

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(command)).routes(routes!(settings)).routes(routes!(log))
}

/// The bureau as anybody may see it.
#[utoipa::path(get, path = "/api/bureau", tag = "bureau", responses((status = 200, body = BureauFace)))]
async fn face(State(ctx): State<Ctx>, Perhaps(session): Perhaps) -> Result<Json<BureauFace>, Error> {
    Ok(Json(super::face(&ctx, session.as_ref()).await?))
}

/// The settings the bureau works by, for administrators.
#[utoipa::path(get, path = "/api/bureau/settings", tag = "bureau", responses(
    (status = 200, body = Settings), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn settings(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<Settings>, Error> {
    Ok(Json(super::settings(&ctx, &session).await?))
}

/// What happened at the bureau, newest first.
#[utoipa::path(get, path = "/api/bureau/log", tag = "bureau",
    params(("before" = Option<u64>, Query), ("attempts" = Option<bool>, Query)), responses(
    (status = 200, body = BureauLogPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn log(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Query(asked): Query<BureauLogQuery>,
) -> Result<Json<BureauLogPage>, Error> {
    Ok(Json(super::history::page(&ctx, &session, &asked).await?))
}

/// A command for the bureau.
#[utoipa::path(post, path = "/api/bureau/commands", tag = "bureau", request_body = BureauPost, responses(
    (status = 200, body = Accepted), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn command(
    State(ctx): State<Ctx>,
    Unbound(session): Unbound,
    Body(post): Body<BureauPost>,
) -> Result<Json<Accepted>, Error> {
    Ok(Json(super::post(&ctx, &session, &post).await?))
}
