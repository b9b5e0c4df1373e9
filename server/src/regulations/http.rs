//! The doors to regulations: open for reading, for administrators to make one.

use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::api::{
    Accepted, Problem, PublishRegulation, RegulationDesk, RegulationPage, RuleChoice, RulesFile, RulesTried, TryRules,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::{Json as Body, Query, Wished};
use crate::web::session::{Perhaps, SignedIn};

/// The routes that are open to anybody.
pub fn public() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(page)).routes(routes!(complaints))
}

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(desk, publish)).routes(routes!(tried)).routes(routes!(file))
}

/// Against what.
#[derive(Clone, Copy, Debug, Deserialize, utoipa::IntoParams)]
struct Against {
    /// Whether each rule says what it was in the version that she read last.
    #[serde(default)]
    mine: bool,
}

/// The regulation that holds today, in sentences (W1, W14, M13a).
#[utoipa::path(get, path = "/api/regulation", tag = "regulations", params(Against), responses(
    (status = 200, body = RegulationPage), (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn page(
    State(ctx): State<Ctx>,
    Perhaps(session): Perhaps,
    Wished(lang): Wished,
    Query(Against { mine }): Query<Against>,
) -> Result<Json<RegulationPage>, Error> {
    Ok(Json(super::page(&ctx, session.as_ref(), mine, lang).await?))
}

/// The complaint protocol, as a file (M14).
#[utoipa::path(get, path = "/api/regulation/complaints", tag = "regulations", responses(
    (status = 200, body = String, content_type = "text/plain"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn complaints(State(ctx): State<Ctx>, Perhaps(session): Perhaps) -> Result<Response, Error> {
    let text = super::complaints(&ctx, session.as_ref()).await?;
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"klachtenregeling.txt\""),
    ];
    Ok((headers, text).into_response())
}

/// What a regulation can be, what is shipped, and what was published.
#[utoipa::path(get, path = "/api/regulations", tag = "regulations", responses(
    (status = 200, body = RegulationDesk), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn desk(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Wished(lang): Wished,
) -> Result<Json<RegulationDesk>, Error> {
    Ok(Json(super::desk(&ctx, &session, lang).await?))
}

/// Publishes a version of the regulation.
#[utoipa::path(post, path = "/api/regulations", tag = "regulations", request_body = PublishRegulation, responses(
    (status = 200, body = Accepted), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn publish(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Body(new): Body<PublishRegulation>,
) -> Result<Json<Accepted>, Error> {
    Ok(Json(super::publish(&ctx, &session, &new).await?))
}

/// What rules come to: what the law makes of them, and what they mean for eight fictional clients.
#[utoipa::path(post, path = "/api/regulations/tried", tag = "regulations", request_body = TryRules, responses(
    (status = 200, body = RulesTried), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn tried(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Wished(lang): Wished,
    Body(new): Body<TryRules>,
) -> Result<Json<RulesTried>, Error> {
    let now = super::in_force(&ctx, &session).await?;
    Ok(Json(super::tried(&new, &now, lang)?))
}

/// Reads a file of rules.
#[utoipa::path(post, path = "/api/regulations/file", tag = "regulations", request_body = RulesFile, responses(
    (status = 200, body = Vec<RuleChoice>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn file(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Body(new): Body<RulesFile>,
) -> Result<Json<Vec<RuleChoice>>, Error> {
    super::in_force(&ctx, &session).await?;
    Ok(Json(super::read_file(&new.file)?))
}
