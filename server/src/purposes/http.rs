//! The doors to what is for the post and for the invoices.

use axum::Json;
use axum::extract::State;
use shared::api::{ClientNames, ContactCard, FinanceCard, Problem};
use shared::ids::DossierId;
use shared::log::Role;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::Path as Ids;
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(names)).routes(routes!(contact)).routes(routes!(finance))
}

/// The names of the clients whose views for the post and the invoices one can open.
#[utoipa::path(get, path = "/api/clients/names", tag = "purposes", responses(
    (status = 200, body = ClientNames), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn names(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<ClientNames>, Error> {
    session.only(Role::IN_DOSSIERS)?;
    Ok(Json(super::names(&ctx, &session).await?))
}

/// How a client is reached, for the post: a look, which she sees.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/views/contact", tag = "purposes",
    params(("dossier" = DossierId, Path)), responses(
    (status = 200, body = ContactCard), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn contact(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
) -> Result<Json<ContactCard>, Error> {
    Ok(Json(super::contact(&ctx, &session, dossier).await?))
}

/// What an invoice about a client takes: a look, which she sees.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/views/finance", tag = "purposes",
    params(("dossier" = DossierId, Path)), responses(
    (status = 200, body = FinanceCard), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn finance(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
) -> Result<Json<FinanceCard>, Error> {
    Ok(Json(super::finance(&ctx, &session, dossier).await?))
}
