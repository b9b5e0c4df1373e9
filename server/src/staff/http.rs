//! The doors to the staff, for administrators.

use axum::Json;
use axum::extract::State;
use shared::api::{InvitationMade, NewStaff, Problem, StaffView};
use shared::ids::PersonId;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::{Json as Body, Path as Ids};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(list, invite)).routes(routes!(invite_again))
}

/// The staff, former staff too.
#[utoipa::path(get, path = "/api/staff", tag = "staff", responses(
    (status = 200, body = Vec<StaffView>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn list(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<Vec<StaffView>>, Error> {
    Ok(Json(super::list(&ctx, &session).await?))
}

/// Invites somebody to work here. The answer holds the code; the link goes to the own mail.
#[utoipa::path(post, path = "/api/staff", tag = "staff", request_body = NewStaff, responses(
    (status = 200, body = InvitationMade), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn invite(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Body(new): Body<NewStaff>,
) -> Result<Json<InvitationMade>, Error> {
    Ok(Json(super::invite(&ctx, &session, &new).await?))
}

/// Invites somebody on the staff anew.
#[utoipa::path(post, path = "/api/staff/{person}/invitations", tag = "staff", params(("person" = PersonId, Path)),
    responses((status = 200, body = InvitationMade), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn invite_again(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(person): Ids<PersonId>,
) -> Result<Json<InvitationMade>, Error> {
    Ok(Json(super::invite_again(&ctx, &session, person).await?))
}
