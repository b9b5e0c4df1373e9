//! The doors to cases: the list, opening one, reading it, and the one for commands.

use axum::Json;
use axum::extract::State;
use shared::api::{Accepted, CaseList, CaseOpened, CasePage, CasePost, NewCase, Problem};
use shared::ids::CaseId;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{command as commands, open as opening, read};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::{Json as Body, Path as Ids};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(open)).routes(routes!(page)).routes(routes!(command))
}

/// Her cases: a client's own; for the officer all of the bureau, those that wait first.
#[utoipa::path(get, path = "/api/cases", tag = "cases", responses(
    (status = 200, body = CaseList), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn list(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<CaseList>, Error> {
    Ok(Json(read::list(&ctx, &session).await?))
}

/// A client opens a case.
#[utoipa::path(post, path = "/api/cases", tag = "cases", request_body = NewCase, responses(
    (status = 200, body = CaseOpened), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn open(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Body(new): Body<NewCase>,
) -> Result<Json<CaseOpened>, Error> {
    Ok(Json(opening::open(&ctx, &session, &new).await?))
}

/// A case with its words.
#[utoipa::path(get, path = "/api/cases/{case}", tag = "cases", params(("case" = CaseId, Path)), responses(
    (status = 200, body = CasePage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn page(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(case): Ids<CaseId>,
) -> Result<Json<CasePage>, Error> {
    Ok(Json(read::page(&ctx, &session, case).await?))
}

/// A command for a case: what follows is written, or a rule refuses and nothing is.
#[utoipa::path(post, path = "/api/cases/{case}/commands", tag = "cases", params(("case" = CaseId, Path)),
    request_body = CasePost, responses(
    (status = 200, body = Accepted), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn command(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(case): Ids<CaseId>,
    Body(post): Body<CasePost>,
) -> Result<Json<Accepted>, Error> {
    Ok(Json(commands::post(&ctx, &session, case, &post).await?))
}
