//! The client's page: who can look now, and who looked, newest first, some at a time.

use std::collections::BTreeMap;

use shared::access::{Act, lookers};
use shared::api::{GuestWhy, LetIn, LookLine, LooksPage, LooksQuery, OpenedEntry};
use shared::dossier::DossierEvent;
use shared::dossier::guests::{GuestEvent, looks_along};
use shared::dossier::looks::LookKind;
use shared::ids::{ConsultId, DossierId, EntryId, ItemId, PersonId};
use shared::index::LookRow;
use shared::log::{Role, read_content};
use shared::text::Name;

use super::store;
use crate::ctx::Ctx;
use crate::dossiers;
use crate::dossiers::read::{Seen, guest_why, organisations, seen};
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::people;
use crate::sessions::Session;

/// How many looks a page has.
const PAGE: u64 = 50;

/// Some looks of a dossier, for its client.
///
/// # Errors
/// A refusal: for whom it does not exist, and for her coach, who is told of none.
pub async fn list(ctx: &Ctx, session: &Session, id: DossierId, asked: &LooksQuery) -> Result<LooksPage, Error> {
    let Seen { subject, facts, .. } = seen(ctx, session, id, Act::SeeLooks, Items::None).await?;
    let core = subject.opened()?;
    let on = &ctx.db.read;
    let mut rows = store::page(on, id, asked, PAGE.saturating_add(1)).await?;
    // One more than fits says that there are older ones.
    let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        rows.pop();
    }
    let older = rows.last().filter(|_| more).map(|row| row.seq);
    let now = lookers(&core.circle(), &facts, ctx.clock.today());
    let people = store::people(on, id).await?;
    let guest = looks_along(core, &facts, ctx.clock.today());
    let guest_why = guest_why(ctx, session.bureau, core, guest).await?;
    let told = Told { let_in: let_in(ctx, session, id, &rows).await?, passed: passed(ctx, session, id, &rows).await? };
    let officers = facts.at_work(Role::Officer);
    let known: Vec<PersonId> =
        now.iter().map(|looker| looker.person).chain(people.clone()).chain(officers.clone()).collect();
    let mut names = people::names(ctx, session.bureau, &known).await?;
    let officers = officers.iter().filter_map(|officer| names.get(officer).cloned()).collect();
    names.retain(|person, _| people.contains(person) || now.iter().any(|looker| looker.person == *person));
    let organisations = organisations(&facts, names.keys().copied());
    let consults = dossiers::store::consults_of(on, id.into()).await?;
    let consults: BTreeMap<ConsultId, _> = consults.into_iter().map(|row| (row.consult, row.held_on)).collect();
    let lines = rows.iter().map(|row| line(ctx, row, &consults, &told)).collect();
    let today = ctx.clock.today();
    Ok(LooksPage { now, lines, older, people, names, organisations, consults, guest_why, officers, today })
}

/// Of each who was let in among these: who, until when and why, from its entry.
async fn let_in(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    rows: &[LookRow],
) -> Result<BTreeMap<EntryId, LetIn>, Error> {
    let entries: Vec<EntryId> = rows.iter().filter(|row| row.kind == LookKind::LetIn).map(|row| row.entry).collect();
    let mut found = Vec::new();
    for (entry, opened) in load::entries(ctx, session.bureau, id.into(), &entries).await? {
        if let Ok(DossierEvent::Guest(GuestEvent::GuestAdmitted { person, until, fault, why, .. })) =
            read_content(opened.content.as_bytes())
        {
            found.push((entry, person, until, GuestWhy { why, fault }));
        }
    }
    let people: Vec<PersonId> = found.iter().map(|(_, person, ..)| *person).collect();
    let names = people::names(ctx, session.bureau, &people).await?;
    let let_in = |(entry, person, until, why)| (entry, LetIn { name: names.get(&person).cloned(), until, why });
    Ok(found.into_iter().map(let_in).collect())
}

/// To which system how she is reached went, of each time among these (M2a): from its entry.
async fn passed(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    rows: &[LookRow],
) -> Result<BTreeMap<EntryId, Name>, Error> {
    let entries: Vec<EntryId> = rows.iter().filter(|row| row.kind == LookKind::Passed).map(|row| row.entry).collect();
    let opened = load::entries(ctx, session.bureau, id.into(), &entries).await?;
    let system = |(entry, opened): (EntryId, OpenedEntry)| match read_content(opened.content.as_bytes()) {
        Ok(DossierEvent::PassedToSystem(system)) => Some((entry, system)),
        _ => None,
    };
    Ok(opened.into_iter().filter_map(system).collect())
}

/// What entries say of some of the looks.
struct Told {
    let_in: BTreeMap<EntryId, LetIn>,
    passed: BTreeMap<EntryId, Name>,
}

fn line<T>(ctx: &Ctx, row: &LookRow, consults: &BTreeMap<ConsultId, T>, told: &Told) -> LookLine {
    let LookRow { seq, entry, person, role, at, kind, item: ItemId(item) } = *row;
    let consult = Some(ConsultId(item)).filter(|consult| consults.contains_key(consult));
    LookLine {
        seq,
        entry,
        person,
        role,
        at,
        on: ctx.clock.date_of(at),
        kind,
        consult,
        let_in: told.let_in.get(&entry).cloned(),
        passed_to: told.passed.get(&entry).cloned(),
    }
}
