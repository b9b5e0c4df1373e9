//! Cases: what a client brings to the privacy officer, each in a log of its own that no coach learns of.
//!
//! She opens one about something that stands in her dossier ([`open`]); the officer is told by a mail that says nothing
//! of it. What the officer opens is taken up first ([`read`]), so that the client sees that somebody is on it; answers
//! and the end come through [`command`]. For anybody but these two there is no such case, and who knocks at it is
//! counted. The index rows are written with each entry ([`ledger`]) and can be made again from the log.

pub mod command;
pub mod http;
pub mod ledger;
pub mod open;
pub mod read;
pub(crate) mod store;

use shared::cases::Case;
use shared::ids::{BureauId, CaseId};
use shared::index::case_row;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::rebuild;

/// Whether the index row of a case is what its log says.
///
/// # Errors
/// [`Error`]: what does not answer or cannot be read.
pub async fn index_agrees(ctx: &Ctx, bureau: BureauId, case: CaseId) -> Result<bool, Error> {
    let log = rebuild::rebuild::<Case>(ctx, bureau, case.into()).await?;
    Ok(store::find(&ctx.db.read, case).await? == Some(case_row(log.subject.opened()?)))
}
