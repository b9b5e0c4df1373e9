//! The doors to the system beside this one.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use shared::api::{ExchangePage, HandOut, ListFile, ListPreview, Problem, TakeOn, TakenOn};
use shared::client_list::LIST_BYTES_MAX;
use shared::log::Role;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{export, import, preview};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::{Json as Body, Raw};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    let lists = OpenApiRouter::new().routes(routes!(read)).layer(DefaultBodyLimit::max(LIST_BYTES_MAX));
    OpenApiRouter::new().routes(routes!(page)).routes(routes!(take_on)).routes(routes!(hand_out)).merge(lists)
}

/// What a coach can exchange with the system beside this one.
#[utoipa::path(get, path = "/api/clients/exchange", tag = "exchange", responses(
    (status = 200, body = ExchangePage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn page(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<ExchangePage>, Error> {
    session.only(&[Role::Coach])?;
    Ok(Json(super::page(&ctx, &session).await?))
}

/// What a list of clients would do, line by line; nothing is written.
#[utoipa::path(post, path = "/api/clients/exchange/read", tag = "exchange",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 200, body = ListPreview), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn read(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Raw(bytes): Raw,
) -> Result<Json<ListPreview>, Error> {
    session.only(&[Role::Coach])?;
    Ok(Json(preview::read(&ctx, &session, &bytes).await?))
}

/// Takes on clients of a list: of each what became of her, in their order.
#[utoipa::path(post, path = "/api/clients/exchange/in", tag = "exchange", request_body = TakeOn, responses(
    (status = 200, body = Vec<TakenOn>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn take_on(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Body(list): Body<TakeOn>,
) -> Result<Json<Vec<TakenOn>>, Error> {
    session.only(&[Role::Coach])?;
    Ok(Json(import::take_on(&ctx, &session, &list).await?))
}

/// A list of her own clients for that system; each of them reads that it went there.
#[utoipa::path(post, path = "/api/clients/exchange/out", tag = "exchange", request_body = HandOut, responses(
    (status = 200, body = ListFile), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json")))]
async fn hand_out(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Body(asked): Body<HandOut>,
) -> Result<Json<ListFile>, Error> {
    session.only(&[Role::Coach])?;
    Ok(Json(export::hand_out(&ctx, &session, &asked).await?))
}
