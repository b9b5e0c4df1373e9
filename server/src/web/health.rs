//! Whether the server lives, and whether it can do its work.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::ctx::Ctx;
use crate::platform::installation;

/// How far behind the newest entry the clock may be, in minutes.
const BEHIND_MINUTES_MAX: i64 = 2;

/// What works.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ready {
    /// The main database takes writes.
    pub database: bool,
    /// The key store takes writes.
    pub keys: bool,
    /// The clock is not behind what was written.
    pub clock: bool,
}

/// The process lives.
#[utoipa::path(get, path = "/healthz", tag = "operator", responses((status = 200, body = String)))]
pub async fn healthz() -> &'static str {
    "ok"
}

/// The server can do its work; 503 says what does not.
#[utoipa::path(get, path = "/readyz", tag = "operator", responses((status = 200, body = Ready), (status = 503, body = Ready)))]
pub async fn readyz(State(ctx): State<Ctx>) -> Response {
    let ready =
        Ready { database: works(&ctx.db.ping().await), keys: works(&ctx.keys.ping().await), clock: clock(&ctx).await };
    let all = ready.database && ready.keys && ready.clock;
    let status = if all { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(ready)).into_response()
}

fn works<E: std::fmt::Display>(tried: &Result<(), E>) -> bool {
    if let Err(cause) = tried {
        tracing::error!(%cause, "not ready");
    }
    tried.is_ok()
}

async fn clock(ctx: &Ctx) -> bool {
    match installation::newest_entry_at(&ctx.db).await {
        Ok(newest) => newest.is_none_or(|at| at <= ctx.clock.now().plus_minutes(BEHIND_MINUTES_MAX)),
        Err(cause) => works(&Err(cause)),
    }
}
