//! The door to who looked.

use axum::Json;
use axum::extract::State;
use shared::api::{LooksPage, LooksQuery, Problem};
use shared::ids::{ConsultId, DossierId, PersonId};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::list;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::{Path as Ids, Query};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(looks))
}

/// Who can look into a dossier now, and who looked, newest first: for its client.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/looks", tag = "looks", params(("dossier" = DossierId, Path),
    ("before" = Option<u64>, Query), ("person" = Option<PersonId>, Query), ("consult" = Option<ConsultId>, Query)), responses(
    (status = 200, body = LooksPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn looks(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
    Query(asked): Query<LooksQuery>,
) -> Result<Json<LooksPage>, Error> {
    Ok(Json(list::list(&ctx, &session, dossier, &asked).await?))
}
