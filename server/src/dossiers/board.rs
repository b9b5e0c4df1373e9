//! The coach's board: index rows, names, and her own drafts; no text is opened (F11, F19).

use std::collections::{BTreeMap, BTreeSet};

use shared::api::{Board, BoardClient, BoardConsult, BoardTerm, ClientStart};
use shared::calendar::Near;
use shared::dossier::consults::Status;
use shared::ids::{ConsultId, DossierId, PersonId};
use shared::index::ConsultRow;
use shared::time::CivilDate;

use super::read::start_of;
use super::store::{self, DossierRow};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::sessions::Session;
use crate::{drafts, invitations, mails, passkeys, people};

/// Every client of this coach, those that need her first.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn board(ctx: &Ctx, session: &Session) -> Result<Board, Error> {
    let (now, today) = (ctx.clock.now(), ctx.clock.today());
    let dossiers = store::of_person(&ctx.db.read, session.bureau, session.person).await?;
    let clients: Vec<PersonId> = dossiers.iter().map(|row| row.client).collect();
    let people = people::find_many(ctx, session.bureau, &clients).await?;
    let starts = starts(ctx, session, &dossiers).await?;
    let drafts = drafts::items_of(ctx, session).await?;
    let mut terms: Vec<BoardTerm> = Vec::new();
    let mut consults: BTreeMap<DossierId, Vec<BoardConsult>> = BTreeMap::new();
    for (dossier, row) in store::consults_of_coach(&ctx.db.read, session.bureau, session.person).await? {
        terms.extend(term(ctx, dossier, &row, today));
        consults.entry(dossier).or_default().push(line(ctx, &row, &drafts, today));
    }
    let mut clients: Vec<BoardClient> = Vec::new();
    for row in dossiers {
        // A person who was erased has no name to show, and no dossier to guide.
        let Some(person) = people.get(&row.client) else { continue };
        let contact = person.masked_contact().filter(|_| mails::reaches(ctx, person));
        let mut consults = consults.remove(&row.dossier).unwrap_or_default();
        consults.sort_by_key(|consult| (urgency(consult.status), consult.since));
        let start = starts.get(&row.client).copied().unwrap_or(ClientStart::NotInvited);
        let (name, lang) = (person.name.clone(), person.lang);
        clients.push(BoardClient { dossier: row.dossier, name, start, lang, contact, consults });
    }
    clients.sort_by_key(|client| {
        let first = client.consults.first();
        let start = if client.start == ClientStart::NotInvited { NOT_INVITED } else { IS_STARTING };
        let consult = first.map(|consult| urgency(consult.status));
        let invites = client.start == ClientStart::NotInvited;
        let first_of_all = consult.into_iter().chain((invites || consult.is_none()).then_some(start)).min();
        (first_of_all, first.map(|consult| consult.since), client.name.clone())
    });
    let known: BTreeSet<DossierId> = clients.iter().map(|client| client.dossier).collect();
    terms.retain(|term| known.contains(&term.dossier));
    terms.sort_by_key(|term| (term.ends_on, term.turn, term.held_on, term.consult));
    Ok(Board { at: now, today, clients, terms })
}

/// Whoever has no way in waits for the coach, whatever else there is of her.
const NOT_INVITED: u8 = 4;
/// A client without a consult comes behind what the coach has to do, before what waits for the client.
const IS_STARTING: u8 = 5;

/// What needs the coach comes first.
fn urgency(status: Status) -> u8 {
    match status {
        Status::Disputed => 0,
        Status::Missing => 1,
        Status::Draft => 2,
        Status::Unanswered => 3,
        Status::Answered => 6,
        Status::Seen => 7,
        Status::Sent => 8,
        Status::Approved => 9,
    }
}

fn line(ctx: &Ctx, row: &ConsultRow, drafts: &BTreeSet<ConsultId>, today: CivilDate) -> BoardConsult {
    let drafted = row.status == Status::Missing && drafts.contains(&row.consult);
    BoardConsult {
        consult: row.consult,
        held_on: row.held_on,
        status: if drafted { Status::Draft } else { row.status },
        since: row.since,
        days: ctx.clock.date_of(row.since).days_until(today),
        version: row.version,
        ends_on: row.ends_on,
    }
}

/// What has a last day: the client's answer, or the coach's.
fn term(ctx: &Ctx, dossier: DossierId, row: &ConsultRow, today: CivilDate) -> Option<BoardTerm> {
    let (turn, ends_on) = row.term(ctx.clock.date_of(row.since))?;
    Some(BoardTerm {
        dossier,
        consult: row.consult,
        held_on: row.held_on,
        status: row.status,
        version: row.version,
        turn,
        ends_on,
        near: Near::of(ends_on, today),
        working_days: today.working_days_until(ends_on),
        reminded_on: row.reminded_on,
    })
}

async fn starts(
    ctx: &Ctx,
    session: &Session,
    dossiers: &[DossierRow],
) -> Result<BTreeMap<PersonId, ClientStart>, Error> {
    let clients: Vec<PersonId> = dossiers.iter().map(|row| row.client).collect();
    let keys = passkeys::store::of_people(&ctx.db.read, session.bureau, &clients).await?;
    let invitations = invitations::store::of_people(&ctx.db.read, session.bureau, &clients).await?;
    let now = ctx.clock.now();
    let start = |row: &DossierRow| {
        let count = keys.iter().filter(|key| key.person == row.client).count();
        let open = invitations.iter().any(|known| known.person == row.client && known.usable(now).is_ok());
        (row.client, start_of(count, open, row.started))
    };
    Ok(dossiers.iter().map(start).collect())
}
