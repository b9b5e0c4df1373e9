//! A bureau: founding it, its public face, its commands, and the knocks it counts.
//!
//! The operator founds it at the first start ([`found`]) and invites its first administrator; what an administrator
//! wants comes through [`post`], into the bureau's own log. Its name is public ([`face`]). Whoever knocks at a dossier
//! that is not hers is counted there ([`attempts`], M7b).

pub mod attempts;
pub mod found;
pub mod history;
pub mod http;

use shared::api::{Accepted, BureauFace, BureauPost};
use shared::bureau::Bureau;
use shared::ids::BureauId;
use shared::log::Role;
use shared::settings::Settings;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Job, append, load};
use crate::recipients;
use crate::sessions::Session;

/// The bureau of this installation that visitors without a session meet: the first that was founded.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn first(ctx: &Ctx) -> Result<Option<BureauId>, Error> {
    let logs = load::logs::<Bureau>(ctx, None).await?;
    Ok(logs.first().map(|log| BureauId(log.0)))
}

/// The bureau that somebody meets here: of who is signed in her own, else the first.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn of(ctx: &Ctx, session: Option<&Session>) -> Result<Option<BureauId>, Error> {
    match session {
        Some(session) => Ok(Some(session.bureau)),
        None => first(ctx).await,
    }
}

/// The bureau as anybody may see it: of who is signed in her own.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn face(ctx: &Ctx, session: Option<&Session>) -> Result<BureauFace, Error> {
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let Some(id) = of(ctx, session).await? else { return Ok(BureauFace { version, ..BureauFace::default() }) };
    let facts = load::bureau(ctx, &ctx.db.read, id).await?;
    let core = facts.subject.founded()?.clone();
    Ok(BureauFace { name: Some(core.name), contact: core.contact, settings: core.settings, version })
}

/// The settings the bureau works by.
///
/// # Errors
/// [`shared::api::Code::WrongRole`] for anybody but an administrator.
pub async fn settings(ctx: &Ctx, session: &Session) -> Result<Settings, Error> {
    session.only(&[Role::Administrator])?;
    let facts = load::bureau(ctx, &ctx.db.read, session.bureau).await?;
    Ok(facts.subject.settings().clone())
}

/// Writes what follows from an administrator's command.
///
/// # Errors
/// [`Error::Refused`] by the rules; else what does not answer.
pub async fn post(ctx: &Ctx, session: &Session, post: &BureauPost) -> Result<Accepted, Error> {
    let mut job = Job::<Bureau>::new(session.bureau, session.bureau.into(), post.entry, session.actor(), &post.command);
    job.witness.known = recipients::known(ctx, session.bureau, &post.command).await?.map(Box::new);
    Ok(append(ctx, job).await?.into())
}
