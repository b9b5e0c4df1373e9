//! The door to the recipients: the list. What changes it comes through the bureau's door for commands.

use axum::Json;
use axum::extract::State;
use shared::api::{Problem, RecipientsPage};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(list))
}

/// The organisations to which something can go, their contact persons, and whether anything may go there today.
#[utoipa::path(get, path = "/api/bureau/recipients", tag = "bureau", responses(
    (status = 200, body = RecipientsPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn list(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<RecipientsPage>, Error> {
    Ok(Json(super::page(&ctx, &session).await?))
}
