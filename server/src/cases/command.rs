//! A command for a case: the rules decide.

use shared::api::{Accepted, CasePost};
use shared::cases::Case;
use shared::ids::CaseId;

use super::read::seen;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Job, append};
use crate::sessions::Session;

/// Writes what follows from a command.
///
/// # Errors
/// [`Error::Refused`] by the rules, and then nothing was written; else what does not answer.
pub async fn post(ctx: &Ctx, session: &Session, case: CaseId, post: &CasePost) -> Result<Accepted, Error> {
    let actor = seen(ctx, session, case).await?.actor;
    let job = Job::<Case>::new(session.bureau, case.into(), post.entry, actor, &post.command);
    Ok(append(ctx, job).await?.into())
}
