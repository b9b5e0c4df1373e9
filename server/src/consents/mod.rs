//! Consents: whether a version of a document may go to somebody, what would go, and what she said (F23-F29, M3).
//!
//! First what would go is made, from the version and for this one question, and kept as it is ([`made`]). Then the command
//! names it, through the one door for commands of a dossier; what the rules need of names, titles and earlier reasons is
//! opened for them in [`spoken`], and what a machine finds in it in [`check`]. Whoever may read the document reads the question with exactly these pages, as pictures
//! and as text, and saves exactly these bytes; of staff the look at the document is written first (F63). Before she is
//! asked only who may ask reads them. Names, titles and reasons stand in entries, and in no state.

pub(crate) mod check;
pub mod http;
pub mod made;
pub(crate) mod sheet;
pub(crate) mod spoken;

use std::collections::BTreeMap;

use shared::access::{Act, Relation, may};
use shared::api::{
    ConsentAround, ConsentLine, ConsentPage, ConsentsPage, FileText, GroundLine, OpenedEntry, SendingLine,
};
use shared::bureau::recipients::unknown_kinds;
use shared::dossier::Dossier;
use shared::dossier::consents::{ConsentTerms, ConsentView, PayerRules};
use shared::dossier::documents::{Document, DocumentContent, StoredFile};
use shared::dossier::sendings::{Proof, SendingStatus, SendingView, WhichSending, permit};
use shared::ids::{ConsentId, DossierId, EntryId, FileId, ItemId, PersonId, SendingId};
use shared::log::Head;
use shared::refusal::Refusal;
use shared::text::{Label, Name};
use shared::time::CivilDate;

use crate::ctx::Ctx;
use crate::documents::content_of;
use crate::dossiers::read::{Seen, seen};
use crate::error::Error;
use crate::files::look::Page;
use crate::files::{Reader, freeze, look};
use crate::log::load::{self, Items};
use crate::looks::take::take_documents;
use crate::sessions::Session;
use crate::{people, recipients, sendings};

/// What she was asked and said. The look of staff is written first (F63).
///
/// # Errors
/// A refusal: for whom the dossier does not exist, or whose its consents are not; or what does not answer.
pub async fn page(ctx: &Ctx, session: &Session, id: DossierId) -> Result<ConsentsPage, Error> {
    let known = seen(ctx, session, id, Act::ReadConsents, Items::All).await?;
    let head = match known.you {
        Relation::Client => known.head,
        _ => take_documents(ctx, session, id, None).await?,
    };
    let views = visible(&known, ctx.clock.today());
    let around = around(ctx, session, &known, (head, &views)).await?;
    let policy = known.facts.policy_of(&known.subject.opened()?.regulations);
    let (unknown_kinds, payer) = (unknown_kinds(&policy), PayerRules::from(&policy));
    Ok(ConsentsPage { consents: lines(ctx, session, &known.subject, views).await?, unknown_kinds, payer, around })
}

/// The consents that are this person's to see, the one that was asked last first.
fn visible(known: &Seen, today: CivilDate) -> Vec<ConsentView> {
    let Seen { subject, you, .. } = known;
    let views = subject.consents().filter_map(|consent| {
        let document = subject.document(consent.terms.document).ok();
        consent.seen_by(document, *you, today)
    });
    let mut views: Vec<ConsentView> = views.collect();
    views.sort_by_key(|view| std::cmp::Reverse((view.asked_at, view.entry)));
    views
}

/// One consent as this person sees it, and what was loaded of its document.
async fn seen_one(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    consent: ConsentId,
) -> Result<(Seen, ConsentView), Error> {
    let mut known = seen(ctx, session, id, Act::ReadConsents, Items::These(&[consent.into()])).await?;
    let document = known.subject.consent(consent)?.terms.document;
    let items = [consent.into(), document.into()];
    known.subject =
        load::load::<Dossier>(ctx, &ctx.db.read, session.bureau, id.into(), Items::These(&items)).await?.subject;
    let document = known.subject.document(document).ok();
    let view = known.subject.consent(consent)?.seen_by(document, known.you, ctx.clock.today());
    let view = view.ok_or(Refusal::Unknown)?;
    Ok((known, view))
}

/// One consent. The look of staff is written first (F63).
///
/// # Errors
/// [`Refusal::Unknown`] where there is none for her; or what does not answer or cannot be opened.
pub async fn one(ctx: &Ctx, session: &Session, id: DossierId, consent: ConsentId) -> Result<ConsentPage, Error> {
    let (known, view) = seen_one(ctx, session, id, consent).await?;
    let head = match known.you {
        Relation::Client => known.head,
        _ => take_documents(ctx, session, id, Some(view.terms.document)).await?,
    };
    let views = vec![view];
    let around = around(ctx, session, &known, (head, &views)).await?;
    let line = lines(ctx, session, &known.subject, views).await?.pop().ok_or(Refusal::Unknown)?;
    Ok(ConsentPage { consent: line, around })
}

async fn around(
    ctx: &Ctx,
    session: &Session,
    known: &Seen,
    (head, views): (Head, &[ConsentView]),
) -> Result<ConsentAround, Error> {
    let core = known.subject.opened()?;
    let senders = views.iter().flat_map(|view| &view.sendings).map(|sent| sent.sent_by);
    let people = views.iter().flat_map(|view| [Some(view.asked_by), view.answered_by]).flatten().chain(senders);
    let people: Vec<PersonId> = people.chain([core.client]).collect();
    Ok(ConsentAround {
        dossier: core.id,
        client: core.client,
        you: known.you,
        signs: known.actor.person,
        head,
        names: people::names(ctx, session.bureau, &people).await?,
        today: ctx.clock.today(),
    })
}

/// What can be collected by the dossier alone, and not by the bureau's list of recipients, is shown as it is: closed.
async fn close_what_is_shut(
    ctx: &Ctx,
    session: &Session,
    subject: &Dossier,
    views: &mut [ConsentView],
) -> Result<(), Error> {
    let open = |view: &&mut ConsentView| view.sendings.iter().any(|sent| sent.status == SendingStatus::Open);
    let mut views: Vec<&mut ConsentView> = views.iter_mut().filter(open).collect();
    if views.is_empty() {
        return Ok(());
    }
    let recipients: Vec<ItemId> = views.iter().map(|view| view.terms.recipient.into()).collect();
    let facts = load::bureau_with(ctx, &ctx.db.read, session.bureau, Items::These(&recipients)).await?.subject;
    let today = ctx.clock.today();
    for view in &mut views {
        let (consent, ConsentTerms { document, recipient, .. }) = (view.id, view.terms);
        for sent in view.sendings.iter_mut().filter(|sent| sent.status == SendingStatus::Open) {
            let which = WhichSending { document, consent, recipient, sending: sent.id };
            if permit(subject, &facts, (which, Proof::Passkey), today).is_err() {
                sent.status = SendingStatus::Closed;
            }
        }
    }
    Ok(())
}

/// With what stands in entries: the title of the version, what the recipient was called, and why it was asked.
async fn lines(
    ctx: &Ctx,
    session: &Session,
    subject: &Dossier,
    mut views: Vec<ConsentView>,
) -> Result<Vec<ConsentLine>, Error> {
    close_what_is_shut(ctx, session, subject, &mut views).await?;
    let version = |view: &ConsentView| {
        let known: &Document = subject.document(view.terms.document).ok()?;
        known.versions.iter().find(|version| version.number == view.terms.version).map(|version| version.entry)
    };
    let answers = views.iter().flat_map(|view| &view.sendings).map(|sent| sent.answer);
    let of_view = |view: &ConsentView| [Some(view.entry), version(view), view.objection, view.objection_answer];
    let wanted = views.iter().flat_map(of_view).chain(answers);
    let wanted: Vec<EntryId> = wanted.flatten().collect();
    let entries: BTreeMap<EntryId, OpenedEntry> =
        load::entries(ctx, session.bureau, subject.opened()?.id.into(), &wanted).await?;
    let of_recipients: Vec<EntryId> = views.iter().map(|view| view.terms.named).collect();
    let called: BTreeMap<EntryId, Name> = recipients::names(ctx, session.bureau, &of_recipients).await?;
    let reached: Vec<EntryId> = views.iter().flat_map(|view| &view.sendings).map(|sent| sent.reached).collect();
    let contacts: BTreeMap<EntryId, Name> = recipients::contacts(ctx, session.bureau, &reached).await?;
    let content = |entry: EntryId| entries.get(&entry).map(|opened| opened.content.as_bytes());
    let mut codes: BTreeMap<SendingId, String> = BTreeMap::new();
    let open = |sent: &&SendingView| sent.status == SendingStatus::Open && sent.allowed.contains(&Act::StopSending);
    for sent in views.iter().flat_map(|view| &view.sendings).filter(open) {
        codes.insert(sent.id, sendings::code(ctx, session.bureau, sent.id).await?);
    }
    let sending = |sent: &SendingView| SendingLine {
        contact: contacts.get(&sent.reached).cloned(),
        kept: sent.answer.and_then(content).and_then(sendings::kept),
        code: codes.get(&sent.id).cloned(),
    };
    let line = |view: ConsentView| {
        let title: Option<Label> =
            version(&view).and_then(content).and_then(content_of).map(|DocumentContent { title, .. }| title);
        let (why, check) = content(view.entry).and_then(spoken::asked).unzip();
        let recipient = called.get(&view.terms.named).cloned();
        let sendings = view.sendings.iter().map(sending).collect();
        ConsentLine { ground: ground(&view, content), view, title, recipient, why, check, sendings }
    };
    Ok(views.into_iter().map(line).collect())
}

/// What stands in entries about another ground.
fn ground<'a>(view: &ConsentView, content: impl Fn(EntryId) -> Option<&'a [u8]>) -> Option<GroundLine> {
    view.ground?;
    Some(GroundLine {
        law: content(view.entry).and_then(spoken::law),
        objection: view.objection.and_then(&content).and_then(spoken::objection),
        answer: view.objection_answer.and_then(&content).and_then(spoken::objection),
    })
}

/// What would go, byte for byte. Before she is asked it is there for who may ask; then for who reads the consent. The
/// look of staff is written first.
///
/// # Errors
/// [`Refusal::Unknown`] where there is none for her; or what does not answer.
pub(crate) async fn file(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    (consent, file): (ConsentId, FileId),
) -> Result<(StoredFile, Reader), Error> {
    let known = seen(ctx, session, id, Act::ReadConsents, Items::These(&[consent.into()])).await?;
    let made = if known.subject.consent(consent).is_ok() {
        let (known, view) = seen_one(ctx, session, id, consent).await?;
        if known.you != Relation::Client {
            take_documents(ctx, session, id, Some(view.terms.document)).await?;
        }
        Some(view.terms.file).filter(|made| made.id == file)
    } else {
        // No question says yet which document it is of: the look is at all of them.
        may(known.you, Act::AskConsent).map_err(|_refused| Refusal::Unknown)?;
        take_documents(ctx, session, id, None).await?;
        freeze::known(ctx, id, consent.into(), file).await?
    };
    let made = made.ok_or(Refusal::Unknown)?;
    Ok((made, Reader::open(ctx, id, consent.into(), file).await?))
}

/// The text of it, as [`file`].
///
/// # Errors
/// [`Refusal::Unknown`] where there is none for her; or what does not answer or cannot be read.
pub async fn text(ctx: &Ctx, session: &Session, id: DossierId, which: (ConsentId, FileId)) -> Result<FileText, Error> {
    look::text(ctx, Box::pin(file(ctx, session, id, which)).await?).await
}

/// A picture of a page of it, as PNG.
///
/// # Errors
/// [`Refusal::Unknown`] where there is no such page for her; or what does not answer or cannot be drawn.
pub async fn picture(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    (consent, which, page): (ConsentId, FileId, Page),
) -> Result<Vec<u8>, Error> {
    let (known, reader) = Box::pin(file(ctx, session, id, (consent, which))).await?;
    if !(1..=known.pages).contains(&page.number) {
        return Err(Refusal::Unknown.into());
    }
    look::picture(ctx, reader, page).await
}
