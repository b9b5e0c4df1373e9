//! Writes that somebody other than the client opens something of a dossier, before it is handed out (F63).

use shared::dossier::purposes::PurposeView;
use shared::dossier::{Command, Dossier};
use shared::ids::{BureauId, ConsultId, DocumentId, DossierId, EntryId, ItemId, PersonId, RecordId, derived};
use shared::log::Head;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Job, append_once};
use crate::sessions::Session;

/// Half an hour, in milliseconds: one visit.
pub(crate) const VISIT_MS: i64 = 1_800_000;

/// Takes a look at the texts of a consult, or without one at the client's page; gives the last entry after it.
///
/// # Errors
/// [`Error`]: a refusal, or what does not answer. Then nothing may be handed out.
pub async fn take(ctx: &Ctx, session: &Session, id: DossierId, consult: Option<ConsultId>) -> Result<Head, Error> {
    let item = consult.map_or_else(|| id.into(), ItemId::from);
    write(ctx, session, id, item, Command::Look { consult }).await
}

/// Takes a look at one record that is opened by itself, or without one at all the others; gives the last entry after it.
///
/// # Errors
/// As [`take`].
pub async fn take_records(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    record: Option<RecordId>,
) -> Result<Head, Error> {
    // The page of records is another thing than the client's page.
    let item = record.map_or_else(|| ItemId(derived(id.0, b"records")), ItemId::from);
    write(ctx, session, id, item, Command::LookAtRecords { record }).await
}

/// Takes a look at one document, or without one at the list of them; gives the last entry after it.
///
/// # Errors
/// As [`take`].
pub async fn take_documents(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    document: Option<DocumentId>,
) -> Result<Head, Error> {
    let item = document.map_or_else(|| ItemId(derived(id.0, b"documents")), ItemId::from);
    write(ctx, session, id, item, Command::LookAtDocuments { document }).await
}

/// Takes a look at what is for the post or the invoices; gives the last entry after it.
///
/// # Errors
/// As [`take`].
pub async fn take_view(ctx: &Ctx, session: &Session, id: DossierId, view: PurposeView) -> Result<Head, Error> {
    // Each view is a thing of its own, and neither is the client's page.
    let name: &[u8] = match view {
        PurposeView::Contact => b"contact view",
        PurposeView::Finance => b"finance view",
    };
    write(ctx, session, id, ItemId(derived(id.0, name)), Command::OpenView { view }).await
}

async fn write(ctx: &Ctx, session: &Session, id: DossierId, item: ItemId, command: Command) -> Result<Head, Error> {
    let job = Job::<Dossier>::new(
        session.bureau,
        id.into(),
        entry_of(ctx, session.bureau, session.person, id, item).await?,
        session.actor(),
        &command,
    );
    Ok(append_once(ctx, job).await?.head)
}

/// The entry of a person's visit to one thing: one for each half-hour. Under the bureau's own key, so that nobody
/// outside can take it beforehand.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn entry_of(
    ctx: &Ctx,
    bureau: BureauId,
    person: PersonId,
    dossier: DossierId,
    item: ItemId,
) -> Result<EntryId, Error> {
    let visit = ctx.clock.now().0.div_euclid(VISIT_MS);
    let parts: [&[u8]; 4] = [person.0.as_bytes(), dossier.0.as_bytes(), item.0.as_bytes(), &visit.to_be_bytes()];
    let hash = ctx.keys.keyed_hash(bureau, "look", &parts).await?;
    let random = hash.0.first_chunk::<10>().copied().unwrap_or_default();
    Ok(EntryId::new(u64::try_from(visit.saturating_mul(VISIT_MS)).unwrap_or_default(), &random))
}
