//! What stands in entries alone and a decision about a consent needs: names, titles, and why it was asked before.

use shared::dossier::consents::{Checked, ConsentEvent, NewConsent, SignedConsent, Spoken, earlier};
use shared::dossier::documents::{DocumentEvent, StoredFile};
use shared::dossier::{Dossier, DossierEvent};
use shared::ids::{BureauId, DocumentId, DossierId, EntryId, RecipientId};
use shared::log::read_content;
use shared::text::{Label, Name, Remark};

use super::check::{Made, check};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::LogError;
use crate::log::load::{self, Items};
use crate::recipients;

/// What an entry of a dossier says; nothing where it was erased.
async fn event(ctx: &Ctx, bureau: BureauId, dossier: DossierId, id: EntryId) -> Result<Option<DossierEvent>, LogError> {
    let opened = load::entry(ctx, bureau, dossier.into(), id).await?;
    Ok(opened.and_then(|opened| read_content(opened.content.as_bytes()).ok()))
}

/// What a version of a document is called.
pub(super) async fn title(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: &Dossier,
    (document, version): (DocumentId, u32),
) -> Result<Option<Label>, LogError> {
    let (Ok(core), Ok(known)) = (dossier.opened(), dossier.document(document)) else { return Ok(None) };
    let Some(version) = known.versions.iter().find(|known| known.number == version) else { return Ok(None) };
    Ok(match event(ctx, bureau, core.id, version.entry).await? {
        Some(DossierEvent::Document(DocumentEvent::DocumentAdded { content, .. })) => Some(content.title),
        _ => None,
    })
}

/// What a recipient is called now, and the entry that says so.
pub(super) async fn recipient(
    ctx: &Ctx,
    bureau: BureauId,
    id: RecipientId,
) -> Result<Option<(EntryId, Name)>, LogError> {
    let facts = load::bureau_with(ctx, &ctx.db.read, bureau, Items::These(&[id.into()])).await?.subject;
    let Ok(known) = facts.recipient(id) else { return Ok(None) };
    let named = recipients::names(ctx, bureau, &[known.entry]).await?.remove(&known.entry);
    Ok(named.map(|name| (known.entry, name)))
}

/// What a question is about, why the same was asked before, and what a machine finds in the file that was made for it;
/// nothing where something of it is not there.
///
/// # Errors
/// [`Error`]: what does not answer or cannot be read.
pub async fn before(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    (new, file): (&NewConsent, Option<StoredFile>),
) -> Result<Option<Spoken>, Error> {
    let items = [new.document.into()];
    let loaded = load::load::<Dossier>(ctx, &ctx.db.read, bureau, dossier.into(), Items::These(&items)).await?;
    let Ok(document) = loaded.subject.document(new.document) else { return Ok(None) };
    let marks = earlier(document, new.recipient, ctx.clock.today());
    let entries: Vec<EntryId> = marks.map(|mark| mark.entry).collect();
    let opened = load::entries(ctx, bureau, dossier.into(), &entries).await?;
    let reasons = opened.iter().filter_map(|(id, entry)| Some((*id, asked(entry.content.as_bytes())?.0))).collect();
    let title = title(ctx, bureau, &loaded.subject, (new.document, new.version)).await?;
    let Some((_, recipient)) = recipient(ctx, bureau, new.recipient).await? else { return Ok(None) };
    let to = [new.recipient.into()];
    let facts = load::bureau_with(ctx, &ctx.db.read, bureau, Items::These(&to)).await?.subject;
    let made = file.map(|file| Made { consent: new.consent, recipient: new.recipient, file });
    let check = match made {
        Some(made) => Some(check(ctx, bureau, (&facts, &loaded.subject), document, made).await?),
        None => None,
    };
    Ok(title.map(|title| Spoken { title, recipient, reasons, check }))
}

/// Why it was asked, and what was decided about what a machine found: as it is shown, without whole citizen numbers.
pub(super) fn asked(content: &[u8]) -> Option<(Remark, Checked)> {
    match read_content(content).ok()? {
        DossierEvent::Consent(
            ConsentEvent::ConsentAsked { why, check, .. } | ConsentEvent::GroundTold { why, check, .. },
        ) => Some((why, check.masked())),
        _ => None,
    }
}

/// Which law demands it.
pub(super) fn law(content: &[u8]) -> Option<Label> {
    match read_content(content).ok()? {
        DossierEvent::Consent(ConsentEvent::GroundTold { law, .. }) => law,
        _ => None,
    }
}

/// What she objects, or what was answered.
pub(super) fn objection(content: &[u8]) -> Option<Remark> {
    match read_content(content).ok()? {
        DossierEvent::Consent(
            ConsentEvent::GroundObjected { why, .. } | ConsentEvent::ObjectionAnswered { why, .. },
        ) => Some(why),
        _ => None,
    }
}

/// The names in the sentence that she signs; nothing where something of it is not there.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn in_her_yes(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    yes: &SignedConsent,
) -> Result<Option<Spoken>, LogError> {
    let items = [yes.consent.into(), yes.document.into()];
    let loaded = load::load::<Dossier>(ctx, &ctx.db.read, bureau, dossier.into(), Items::These(&items)).await?;
    let Ok(known) = loaded.subject.consent(yes.consent) else { return Ok(None) };
    let terms = known.terms;
    let title = title(ctx, bureau, &loaded.subject, (terms.document, terms.version)).await?;
    let recipient = recipients::names(ctx, bureau, &[terms.named]).await?.remove(&terms.named);
    Ok(title.zip(recipient).map(|(title, recipient)| Spoken { title, recipient, reasons: Vec::new(), check: None }))
}
