//! What of a dossier is for the post and what for the invoices: a page for each, with its own items only (M2, W7a).
//!
//! Who works in the office opens them for every client of the bureau, whatever the regulation gives her beside; who works
//! in a dossier opens them for her own clients. [`names`] is the list, and holds no more than names. [`contact`] and
//! [`finance`] open one client by herself: that is a look (F63), written before anything is handed out, and she reads it.
//!
//! Which items belong where says one table (`shared::dossier::purposes`). Of each that may belong, the entry that counts is
//! opened, and what was kept for another purpose is left out by the rules.

pub mod http;

use std::collections::BTreeMap;

use shared::access::Act;
use shared::api::{Assignment, ClientNames, ContactCard, FinanceCard, NamedClient};
use shared::dossier::intake::Intake;
use shared::dossier::purposes::{PurposeView, ViewItem};
use shared::dossier::records::RecordVersion;
use shared::dossier::{Core, Dossier, DossierEvent};
use shared::ids::{DossierId, EntryId, PersonId};
use shared::log::read_content;
use shared::refusal::Refusal;
use shared::text::Name;

use crate::ctx::Ctx;
use crate::dossiers::read::{Seen, event, seen};
use crate::dossiers::store::{self, DossierRow};
use crate::error::Error;
use crate::exchange;
use crate::log::load::{self, Items};
use crate::looks::take::take_view;
use crate::people::{self, Person};
use crate::sessions::Session;

/// The clients whose views this person may open, by name. A name is no look, as on the board.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn names(ctx: &Ctx, session: &Session) -> Result<ClientNames, Error> {
    let (on, today) = (&ctx.db.read, ctx.clock.today());
    let facts = load::bureau(ctx, on, session.bureau).await?.subject;
    let asks = (session.actor(), Act::SeeContactView);
    let rows = store::with_view(on, session.bureau, &facts, asks, today).await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.circle.client).collect();
    let names = people::names(ctx, session.bureau, &ids).await?;
    let mut many: BTreeMap<&Name, usize> = BTreeMap::new();
    // A person who was erased has no name to show.
    for name in rows.iter().filter_map(|row| names.get(&row.circle.client)) {
        let known = many.entry(name).or_default();
        *known = known.saturating_add(1);
    }
    let line = |row: &DossierRow| {
        let name = names.get(&row.circle.client)?;
        let is_shared = many.get(name).is_some_and(|count| *count > 1);
        let since = is_shared.then(|| ctx.clock.date_of(row.opened_at));
        Some(NamedClient { dossier: row.dossier, name: name.clone(), since })
    };
    let mut clients: Vec<NamedClient> = rows.iter().filter_map(line).collect();
    clients.sort_by_key(|client| (client.name.as_str().to_lowercase(), client.since, client.dossier));
    Ok(ClientNames { clients })
}

/// How a client is reached, for the post.
///
/// # Errors
/// [`Refusal::Unknown`] for whom the dossier does not exist, [`Refusal::NotYours`] for who may not open it; or what does
/// not answer: without a look nothing is handed out.
pub async fn contact(ctx: &Ctx, session: &Session, id: DossierId) -> Result<ContactCard, Error> {
    let Opened { subject, person, items } = open(ctx, session, id, PurposeView::Contact).await?;
    let payer = intake(ctx, session, subject.opened()?).await?.and_then(|intake| intake.payer);
    let Person { name, email, phone, lang } = person;
    Ok(ContactCard { name, email, phone, lang, payer, items })
}

/// What an invoice about a client takes.
///
/// # Errors
/// As [`contact`].
pub async fn finance(ctx: &Ctx, session: &Session, id: DossierId) -> Result<FinanceCard, Error> {
    let Opened { subject, person, items } = open(ctx, session, id, PurposeView::Finance).await?;
    let core = subject.opened()?;
    let assignment = intake(ctx, session, core).await?;
    let assignment = assignment.map(|Intake { payer, service, .. }| Assignment { payer, service });
    let number = exchange::number(ctx, session.bureau, core).await?;
    let opened_on = ctx.clock.date_of(core.opened_at);
    Ok(FinanceCard { name: person.name, number, assignment, opened_on, items })
}

/// What both views begin with.
struct Opened {
    subject: Dossier,
    person: Person,
    items: Vec<ViewItem>,
}

/// Writes the look, then opens what belongs in this view.
async fn open(ctx: &Ctx, session: &Session, id: DossierId, view: PurposeView) -> Result<Opened, Error> {
    let Seen { subject, .. } = seen(ctx, session, id, view.act(), Items::All).await?;
    take_view(ctx, session, id, view).await?;
    let person = people::find(ctx, session.bureau, subject.opened()?.client).await?.ok_or(Refusal::Unknown)?;
    let known = subject.records().filter_map(|record| Some((record.kind, *record.version()?)));
    let known = known.filter(|(kind, version)| view.may_hold(*kind, version.class)).map(|(_, version)| version);
    let known: Vec<RecordVersion> = known.collect();
    let wanted: Vec<EntryId> = known.iter().map(|version| version.entry).collect();
    let mut entries = load::entries(ctx, session.bureau, id.into(), &wanted).await?;
    let mut item = |version: &RecordVersion| match read_content(entries.remove(&version.entry)?.content.as_bytes()) {
        Ok(DossierEvent::RecordKept { content, .. }) => view.item(version.class, *content),
        _ => None,
    };
    let mut items: Vec<ViewItem> = known.iter().filter_map(&mut item).collect();
    items.sort_by_key(|item| (item.kind, std::cmp::Reverse(item.on)));
    Ok(Opened { subject, person, items })
}

async fn intake(ctx: &Ctx, session: &Session, core: &Core) -> Result<Option<Intake>, Error> {
    let Some(mark) = core.intake else { return Ok(None) };
    Ok(match event(ctx, session.bureau, core, mark.entry).await? {
        Some(DossierEvent::IntakeRecorded { intake }) => Some(intake),
        _ => None,
    })
}
