//! The doors to what is said of new devices.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shared::api::{NewDevice, Problem};
use shared::ids::DeviceId;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::Path as Ids;
use crate::web::session::Unbound;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(recognise, refuse))
}

/// Devices that she signed in from for the first time and has said nothing of.
#[utoipa::path(get, path = "/api/devices", tag = "devices", responses(
    (status = 200, body = Vec<NewDevice>), (status = 401, body = Problem, content_type = "application/problem+json")))]
async fn list(State(ctx): State<Ctx>, Unbound(session): Unbound) -> Result<Json<Vec<NewDevice>>, Error> {
    Ok(Json(super::news(&ctx, &session).await?))
}

/// She says that it was she.
#[utoipa::path(put, path = "/api/devices/{device}", tag = "devices", params(("device" = DeviceId, Path)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn recognise(
    State(ctx): State<Ctx>,
    Unbound(session): Unbound,
    Ids(device): Ids<DeviceId>,
) -> Result<StatusCode, Error> {
    super::recognise(&ctx, &session, device).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// She says that it was not: it is signed out and forgotten.
#[utoipa::path(delete, path = "/api/devices/{device}", tag = "devices", params(("device" = DeviceId, Path)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn refuse(
    State(ctx): State<Ctx>,
    Unbound(session): Unbound,
    Ids(device): Ids<DeviceId>,
) -> Result<StatusCode, Error> {
    super::refuse(&ctx, &session, device).await?;
    Ok(StatusCode::NO_CONTENT)
}
