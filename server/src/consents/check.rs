//! What a machine says of the very bytes that would go (F36, F37): looked at when they are made, and again when she is asked,
//! so that nobody but the server says what was found.

use shared::bureau::Bureau;
use shared::dossier::Dossier;
use shared::dossier::consents::{Check, Sought};
use shared::dossier::documents::{Document, StoredFile};
use shared::ids::{BureauId, ConsentId, RecipientId};
use shared::outgoing::found;
use shared::refusal::Refusal;

use super::made::stamp_lines;
use super::spoken;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::files::{self, Reader};
use crate::log::LogError;
use crate::people;

/// What is looked at.
#[derive(Clone, Copy)]
pub(super) struct Made {
    /// For which question.
    pub consent: ConsentId,
    /// To whom it would go.
    pub recipient: RecipientId,
    /// What would go.
    pub file: StoredFile,
}

/// What is found in what was made for a question.
///
/// # Errors
/// [`Refusal::Unknown`] where the recipient or the file is not there; or what does not answer.
pub(super) async fn check(
    ctx: &Ctx,
    bureau: BureauId,
    (facts, subject): (&Bureau, &Dossier),
    document: &Document,
    made: Made,
) -> Result<Check, Error> {
    let core = subject.opened()?;
    let to = facts.recipient(made.recipient)?;
    let sought = Sought::in_what_goes(document.kind, to.kind, &facts.policy_of(&core.regulations));
    let (_, name) = spoken::recipient(ctx, bureau, to.id).await?.ok_or(Refusal::Unknown)?;
    let lang = people::find(ctx, bureau, core.client).await?.map(|client| client.lang).unwrap_or_default();
    let today = ctx.clock.today();
    let stamp = stamp_lines(lang, (&name, document.purpose, today));
    let reader = Reader::open(ctx, core.id, made.consent.into(), made.file.id).await?;
    let (pages, unread) = files::look::readable(ctx, made.file.pages, reader).await?;
    // A long text takes a while, and nobody else waits for it.
    let looked = tokio::task::spawn_blocking(move || {
        let hits = found(&pages, &sought, &stamp, today);
        Check { sought, hits, unread }
    });
    Ok(looked.await.map_err(|_cause| LogError::Unreadable("the check of what would go broke off"))?)
}
