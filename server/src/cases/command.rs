//! A command for a case: the rules decide.

use shared::api::{Accepted, CasePost};
use shared::cases::Case;
use shared::ids::CaseId;

use super::read::seen;
use crate::ctx::Ctx;
use crate::dossiers::read::actor;
use crate::error::Error;
use crate::log::{Job, Witness, append};
use crate::sessions::Session;

/// Writes what follows from a command.
///
/// # Errors
/// [`Error::Refused`] by the rules, and then nothing was written; else what does not answer.
pub async fn post(ctx: &Ctx, session: &Session, case: CaseId, post: &CasePost) -> Result<Accepted, Error> {
    seen(ctx, session, case).await?;
    let job = Job::<Case> {
        bureau: session.bureau,
        log: case.into(),
        entry: post.entry,
        actor: actor(session),
        command: &post.command,
        witness: Witness::default(),
    };
    let done = append(ctx, job).await?;
    Ok(Accepted { seq: done.seq, at: done.at, head: done.head })
}
