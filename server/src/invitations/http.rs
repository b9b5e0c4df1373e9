//! The doors of invitations: for the invited without a session, for the coach with one.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use shared::access::Act;
use shared::api::{
    ComeBack, InvitationFace, InvitationMade, InvitationView, Me, NewInvitation, NewPasskey, OpenInvitation, Problem,
    RedeemInvitation, Registration,
};
use shared::ids::{DossierId, InvitationId};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{accept as accepting, come_back as returning, make, redeem as redeeming, store};
use crate::ctx::Ctx;
use crate::dossiers::read::seen;
use crate::error::Error;
use crate::log::load::Items;
use crate::sessions::sign_in;
use crate::web::extract::{Json as Body, Path as Ids};
use crate::web::session::{AtBrowser, SignedIn, Token, cookies};

/// The routes that are open to anybody; the limits on tries are laid over them.
pub fn public() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new()
        .routes(routes!(open))
        .routes(routes!(redeem))
        .routes(routes!(accept))
        .routes(routes!(come_back))
}

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(list, invite)).routes(routes!(withdraw))
}

/// What the link alone tells. Nothing is used up.
#[utoipa::path(post, path = "/api/invitations/open", tag = "invitations", request_body = OpenInvitation, responses(
    (status = 200, body = InvitationFace), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 410, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn open(State(ctx): State<Ctx>, Body(link): Body<OpenInvitation>) -> Result<Json<InvitationFace>, Error> {
    Ok(Json(super::open(&ctx, link.token).await?))
}

/// Both halves: the making of a passkey begins.
#[utoipa::path(post, path = "/api/invitations/redeem", tag = "invitations", request_body = RedeemInvitation, responses(
    (status = 200, body = Registration), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 410, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn redeem(State(ctx): State<Ctx>, Body(halves): Body<RedeemInvitation>) -> Result<Json<Registration>, Error> {
    Ok(Json(redeeming::redeem(&ctx, &halves).await?))
}

/// The passkey: the invitation is used up, a session begins.
#[utoipa::path(post, path = "/api/invitations/accept", tag = "invitations", request_body = NewPasskey, responses(
    (status = 200, body = Me), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 410, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn accept(
    State(ctx): State<Ctx>,
    Token(before): Token,
    AtBrowser(browser): AtBrowser,
    Body(new): Body<NewPasskey>,
) -> Result<Response, Error> {
    let begun = accepting::accept(&ctx, &new, before.as_deref(), browser).await?;
    let me = sign_in::me(&ctx, &begun.session).await?;
    Ok((cookies(&begun), Json(me)).into_response())
}

/// A key that is known here, in the place of a new one: the invitation is used up, a session begins.
#[utoipa::path(post, path = "/api/invitations/return", tag = "invitations", request_body = ComeBack, responses(
    (status = 200, body = Me), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 410, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 429, body = Problem, content_type = "application/problem+json")))]
async fn come_back(
    State(ctx): State<Ctx>,
    Token(before): Token,
    AtBrowser(browser): AtBrowser,
    Body(back): Body<ComeBack>,
) -> Result<Response, Error> {
    let begun = returning::come_back(&ctx, &back, before.as_deref(), browser).await?;
    let me = sign_in::me(&ctx, &begun.session).await?;
    Ok((cookies(&begun), Json(me)).into_response())
}

/// The invitations of a dossier's client.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/invitations", tag = "invitations",
    params(("dossier" = DossierId, Path)), responses(
    (status = 200, body = Vec<InvitationView>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn list(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
) -> Result<Json<Vec<InvitationView>>, Error> {
    let seen = seen(&ctx, &session, dossier, Act::MakeInvitation, Items::None).await?;
    let known = store::of_dossiers(&ctx.db.read, session.bureau, &[seen.subject.opened()?.id]).await?;
    let now = ctx.clock.now();
    Ok(Json(known.iter().map(|invitation| invitation.view(now)).collect()))
}

/// Invites the client, for a first key or after a loss. The answer holds one half.
#[utoipa::path(post, path = "/api/dossiers/{dossier}/invitations", tag = "invitations",
    params(("dossier" = DossierId, Path)), request_body = NewInvitation, responses(
    (status = 200, body = InvitationMade), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn invite(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
    Body(new): Body<NewInvitation>,
) -> Result<Json<InvitationMade>, Error> {
    Ok(Json(make::for_client(&ctx, &session, dossier, &new).await?))
}

/// Withdraws an invitation.
#[utoipa::path(delete, path = "/api/dossiers/{dossier}/invitations/{invitation}", tag = "invitations",
    params(("dossier" = DossierId, Path), ("invitation" = InvitationId, Path)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn withdraw(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, invitation)): Ids<(DossierId, InvitationId)>,
) -> Result<StatusCode, Error> {
    make::withdraw(&ctx, &session, dossier, invitation).await?;
    Ok(StatusCode::NO_CONTENT)
}
