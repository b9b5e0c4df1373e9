//! The doors for registering who acts for a client, and for letting that person in.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shared::api::{InvitationMade, InviteRepresentative, NewRepresentative, Problem};
use shared::ids::DossierId;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::{Json as Body, Path as Ids};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(propose)).routes(routes!(invite))
}

/// Registers who is to act for a client, with a proof: she is asked.
#[utoipa::path(post, path = "/api/dossiers/{dossier}/representative", tag = "representatives",
    params(("dossier" = DossierId, Path)), request_body = NewRepresentative, responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn propose(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
    Body(new): Body<NewRepresentative>,
) -> Result<StatusCode, Error> {
    super::propose(&ctx, &session, dossier, &new).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a way in for who acts for a client. The answer holds one half.
#[utoipa::path(post, path = "/api/dossiers/{dossier}/representative/invitations", tag = "representatives",
    params(("dossier" = DossierId, Path)), request_body = InviteRepresentative, responses(
    (status = 200, body = InvitationMade), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn invite(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
    Body(new): Body<InviteRepresentative>,
) -> Result<Json<InvitationMade>, Error> {
    Ok(Json(super::invite(&ctx, &session, dossier, &new).await?))
}
