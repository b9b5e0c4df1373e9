//! The doors to dossiers: reading, and the one for commands.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use shared::api::{
    Accepted, Board, ClientAdded, ConsultPage, DossierLine, DossierPage, FindCoach, NewClient, NewContact, Post,
    Problem, Unguided,
};
use shared::ids::{ConsultId, DossierId};
use shared::log::Role;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    board as boards, command as commands, contact as contacts, create as creating, read, unguided as unguiding,
};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::web::extract::{Json as Body, Path as Ids};
use crate::web::session::SignedIn;

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new()
        .routes(routes!(board))
        .routes(routes!(create))
        .routes(routes!(lines))
        .routes(routes!(page))
        .routes(routes!(command))
        .routes(routes!(contact))
        .routes(routes!(consult))
        .routes(routes!(unguided, find_coach))
}

/// Every client of this coach and where each summary stands.
#[utoipa::path(get, path = "/api/board", tag = "dossiers", responses(
    (status = 200, body = Board), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn board(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<Board>, Error> {
    session.only(Role::LOOK_IN)?;
    Ok(Json(boards::board(&ctx, &session).await?))
}

/// A coach takes on a client.
#[utoipa::path(post, path = "/api/clients", tag = "dossiers", request_body = NewClient, responses(
    (status = 200, body = ClientAdded), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn create(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Body(new): Body<NewClient>,
) -> Result<Json<ClientAdded>, Error> {
    session.only(&[Role::Coach])?;
    Ok(Json(creating::create(&ctx, &session, &new).await?))
}

/// The dossiers one has to do with.
#[utoipa::path(get, path = "/api/dossiers", tag = "dossiers", responses(
    (status = 200, body = Vec<DossierLine>), (status = 401, body = Problem, content_type = "application/problem+json")))]
async fn lines(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<Vec<DossierLine>>, Error> {
    Ok(Json(read::lines(&ctx, &session).await?))
}

/// A dossier with all its consults.
#[utoipa::path(get, path = "/api/dossiers/{dossier}", tag = "dossiers", params(("dossier" = DossierId, Path)), responses(
    (status = 200, body = DossierPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn page(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
) -> Result<Json<DossierPage>, Error> {
    Ok(Json(read::page(&ctx, &session, dossier).await?))
}

/// A command: what follows is written, or a rule refuses and nothing is.
#[utoipa::path(post, path = "/api/dossiers/{dossier}/commands", tag = "dossiers",
    params(("dossier" = DossierId, Path)), request_body = Post, responses(
    (status = 200, body = Accepted), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn command(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
    Body(post): Body<Post>,
) -> Result<Json<Accepted>, Error> {
    Ok(Json(commands::post(&ctx, &session, dossier, &post).await?))
}

/// How the client is reached from now on.
#[utoipa::path(put, path = "/api/dossiers/{dossier}/contact", tag = "dossiers",
    params(("dossier" = DossierId, Path)), request_body = NewContact, responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn contact(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids(dossier): Ids<DossierId>,
    Body(new): Body<NewContact>,
) -> Result<StatusCode, Error> {
    contacts::change(&ctx, &session, dossier, &new).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A consult with its texts.
#[utoipa::path(get, path = "/api/dossiers/{dossier}/consults/{consult}", tag = "dossiers",
    params(("dossier" = DossierId, Path), ("consult" = ConsultId, Path)), responses(
    (status = 200, body = ConsultPage), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json")))]
async fn consult(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Ids((dossier, consult)): Ids<(DossierId, ConsultId)>,
) -> Result<Json<ConsultPage>, Error> {
    Ok(Json(read::consult(&ctx, &session, dossier, consult).await?))
}

/// How many dossiers each former coach left behind.
#[utoipa::path(get, path = "/api/bureau/unguided", tag = "dossiers", responses(
    (status = 200, body = Vec<Unguided>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json")))]
async fn unguided(State(ctx): State<Ctx>, SignedIn(session): SignedIn) -> Result<Json<Vec<Unguided>>, Error> {
    session.only(&[Role::Administrator])?;
    Ok(Json(unguiding::list(&ctx, &session).await?))
}

/// Proposes another coach to everybody whom a former coach guided.
#[utoipa::path(post, path = "/api/bureau/unguided", tag = "dossiers", request_body = FindCoach, responses(
    (status = 200, body = Vec<Unguided>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json")))]
async fn find_coach(
    State(ctx): State<Ctx>,
    SignedIn(session): SignedIn,
    Body(new): Body<FindCoach>,
) -> Result<Json<Vec<Unguided>>, Error> {
    session.only(&[Role::Administrator])?;
    Ok(Json(unguiding::propose(&ctx, &session, &new).await?))
}
