//! Documents: reports, CVs, test results, plans and letters, each for one purpose (F24, M9).
//!
//! She and who works in the dossier add them. A file comes first, in parts, and is looked at as a whole ([`crate::files`]); then the
//! command names it, through the one door for commands of a dossier. The list and each document are opened through here:
//! of staff the look is written before anything is handed out (F63), and what a doctor or another told of her health is
//! no document to whom that is not for (P10). A page is shown as a picture and as text, both made by the program that
//! reads files; the file itself goes out as it came, to be saved.

pub mod http;

use std::collections::BTreeMap;

use shared::access::{Act, Relation, may};
use shared::api::{DocumentLine, DocumentPage, DocumentsPage, FileText, Upload};
use shared::dossier::documents::{
    DocumentContent, DocumentEvent, DocumentVersion, DocumentView, StoredFile, is_new_to_her,
};
use shared::dossier::view::dossier_acts;
use shared::dossier::{Dossier, DossierEvent};
use shared::ids::{DocumentId, DossierId, EntryId, FileId, PersonId};
use shared::log::read_content;
use shared::refusal::Refusal;
use shared::text::Name;

use crate::ctx::Ctx;
use crate::dossiers::read::{Seen, seen};
use crate::error::Error;
use crate::files::look::Page;
use crate::files::upload::{self, Way};
use crate::files::{Reader, look};
use crate::log::load::{self, Items};
use crate::looks::take::take_documents;
use crate::people;
use crate::sessions::Session;

/// The documents of a dossier. The look of staff is written first (F63).
///
/// # Errors
/// A refusal: for whom the dossier does not exist, or whose its documents are not; or what does not answer.
pub async fn page(ctx: &Ctx, session: &Session, id: DossierId) -> Result<DocumentsPage, Error> {
    let Seen { subject, you, facts, .. } = seen(ctx, session, id, Act::ReadDocuments, Items::All).await?;
    let core = subject.opened()?;
    if you != Relation::Client {
        take_documents(ctx, session, id, None).await?;
    }
    let mut views: Vec<DocumentView> = subject.documents().filter_map(|known| known.seen_by(you)).collect();
    let last = |view: &DocumentView| view.versions.last().map(|version| (version.at, version.entry));
    views.sort_by_key(|view| std::cmp::Reverse(last(view)));
    let wanted: Vec<EntryId> = views.iter().filter_map(last).map(|(_, entry)| entry).collect();
    let entries = load::entries(ctx, session.bureau, id.into(), &wanted).await?;
    let hers = you == Relation::Client;
    let names = names(ctx, session, &views, core.client).await?;
    let line = |view: DocumentView| {
        let entry = last(&view).and_then(|(_, entry)| entries.get(&entry));
        let content = entry.and_then(|entry| content_of(entry.content.as_bytes()));
        let is_new = hers && entry.is_some_and(|entry| is_new_to_her(core, &entry.header));
        DocumentLine { view, content, is_new }
    };
    let documents = views.into_iter().map(line).collect();
    Ok(DocumentsPage {
        client: core.client,
        you,
        documents,
        names,
        special_data: facts.policy_of(&core.regulations).special_data.is,
        allowed: dossier_acts(core, &facts, you, ctx.clock.today()),
        new_up_to: core.new_documents.filter(|_| hers).map(|told| told.last),
    })
}

/// What the entry of a version says.
pub(crate) fn content_of(content: &[u8]) -> Option<DocumentContent> {
    match read_content(content).ok()? {
        DossierEvent::Document(DocumentEvent::DocumentAdded { content, .. }) => Some(*content),
        _ => None,
    }
}

async fn names(
    ctx: &Ctx,
    session: &Session,
    views: &[DocumentView],
    client: PersonId,
) -> Result<BTreeMap<PersonId, Name>, Error> {
    let authors = views.iter().flat_map(|view| view.versions.iter().map(|version| version.by));
    Ok(people::names(ctx, session.bureau, &authors.chain([client]).collect::<Vec<_>>()).await?)
}

/// A document of hers to see, with the version that is asked for, or the one that counts.
fn opened(
    subject: &Dossier,
    you: Relation,
    document: DocumentId,
    wanted: impl Fn(&DocumentVersion) -> bool,
) -> Result<(DocumentView, DocumentVersion), Refusal> {
    let view = subject.document(document)?.seen_by(you).ok_or(Refusal::Unknown)?;
    let version = view.versions.iter().rev().find(|version| wanted(version)).copied().ok_or(Refusal::Unknown)?;
    Ok((view, version))
}

/// One document. The look of staff is written first (F63).
///
/// # Errors
/// [`Refusal::Unknown`] where there is none for her; or what does not answer or cannot be opened.
pub async fn one(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    (document, number): (DocumentId, Option<u32>),
) -> Result<DocumentPage, Error> {
    let items = [document.into()];
    let Seen { subject, you, facts, .. } = seen(ctx, session, id, Act::ReadDocuments, Items::These(&items)).await?;
    let wanted = |version: &DocumentVersion| number.is_none_or(|number| number == version.number);
    let (view, version) = opened(&subject, you, document, wanted)?;
    if you != Relation::Client {
        take_documents(ctx, session, id, Some(document)).await?;
    }
    let core = subject.opened()?;
    let entry = load::entry(ctx, session.bureau, id.into(), version.entry).await?.ok_or(Refusal::Unknown)?;
    let content = content_of(entry.content.as_bytes()).ok_or(Refusal::Unknown)?;
    Ok(DocumentPage {
        names: names(ctx, session, std::slice::from_ref(&view), core.client).await?,
        view,
        you,
        version: version.number,
        content,
        special_data: facts.policy_of(&core.regulations).special_data.is,
        allowed: dossier_acts(core, &facts, you, ctx.clock.today()),
    })
}

/// A file of a version that is hers to see; the look of staff is written first.
async fn file(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    (document, file): (DocumentId, FileId),
) -> Result<(StoredFile, Reader), Error> {
    let items = [document.into()];
    let Seen { subject, you, .. } = seen(ctx, session, id, Act::ReadDocuments, Items::These(&items)).await?;
    let (_, version) = opened(&subject, you, document, |version| version.file.id == file)?;
    if you != Relation::Client {
        take_documents(ctx, session, id, Some(document)).await?;
    }
    Ok((version.file, Reader::open(ctx, id, document.into(), file).await?))
}

/// The text of a file; the look of staff is written first.
///
/// # Errors
/// [`Refusal::Unknown`] where there is none for her; or what does not answer or cannot be read.
pub async fn text(ctx: &Ctx, session: &Session, id: DossierId, which: (DocumentId, FileId)) -> Result<FileText, Error> {
    look::text(ctx, file(ctx, session, id, which).await?).await
}

/// A picture of a page, as PNG.
///
/// # Errors
/// [`Refusal::Unknown`] where there is no such page for her; or what does not answer or cannot be drawn.
pub async fn picture(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    (document, which, page): (DocumentId, FileId, Page),
) -> Result<Vec<u8>, Error> {
    let (known, reader) = file(ctx, session, id, (document, which)).await?;
    if !known.format.has_pictures() || !(1..=known.pages).contains(&page.number) {
        return Err(Refusal::Unknown.into());
    }
    look::picture(ctx, reader, page).await
}

/// Where a file goes that she brings: for a document that may be added, or is hers to add a version of.
async fn way(
    ctx: &Ctx,
    session: &Session,
    dossier: DossierId,
    (document, file): (DocumentId, FileId),
) -> Result<Way, Error> {
    let items = [document.into()];
    let Seen { subject, you, actor, .. } = seen(ctx, session, dossier, Act::Read, Items::These(&items)).await?;
    may(you, Act::AddDocument)?;
    if subject.document(document).is_ok_and(|known| known.seen_by(you).is_none()) {
        return Err(Refusal::Unknown.into());
    }
    Ok(Way { bureau: session.bureau, dossier, document, file, person: actor.person })
}

/// Begins a file, or says how far it has come.
///
/// # Errors
/// A refusal for whom it is not; as [`upload::begin`].
pub async fn begin(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    which: (DocumentId, FileId),
    bytes: u32,
) -> Result<Upload, Error> {
    upload::begin(ctx, way(ctx, session, id, which).await?, bytes).await
}

/// Takes a part of it.
///
/// # Errors
/// A refusal for whom it is not; as [`upload::take`].
pub async fn take(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    which: (DocumentId, FileId),
    (offset, bytes): (u32, &[u8]),
) -> Result<Upload, Error> {
    upload::take(ctx, way(ctx, session, id, which).await?, offset, bytes).await
}

/// Looks at it as a whole.
///
/// # Errors
/// A refusal for whom it is not; as [`look::at_whole`].
pub async fn whole(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    which: (DocumentId, FileId),
) -> Result<StoredFile, Error> {
    look::at_whole(ctx, way(ctx, session, id, which).await?).await
}
