//! The board of who works in dossiers: index rows, names, and her own drafts; no text is opened (F11, F19).

use std::collections::{BTreeMap, BTreeSet};

use shared::access::{Act, Relation, may};
use shared::api::{Board, BoardClient, BoardComing, BoardConsult, BoardTerm, ClientStart};
use shared::bureau::Bureau;
use shared::calendar::Near;
use shared::dossier::Dossier;
use shared::dossier::consults::Status;
use shared::ids::{DossierId, ItemId, PersonId};
use shared::index::ConsultRow;
use shared::time::CivilDate;

use super::read::start_of;
use super::store::{self, DossierRow};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::people::Person;
use crate::sessions::Session;
use crate::{drafts, invitations, mails, passkeys, people};

/// Every client she sees today, those that need her first, and those she may come to guide.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn board(ctx: &Ctx, session: &Session) -> Result<Board, Error> {
    let (now, today, on) = (ctx.clock.now(), ctx.clock.today(), &ctx.db.read);
    let facts = load::bureau(ctx, on, session.bureau).await?.subject;
    let around = store::around(on, session.bureau, &facts, session.actor(), today).await?;
    let (candidate, seen): (Vec<_>, Vec<_>) = around.into_iter().partition(|(_, you)| *you == Relation::Candidate);
    let people = people_of(ctx, session, candidate.iter().chain(&seen).map(|(row, _)| row)).await?;
    let dossiers: Vec<&DossierRow> = seen.iter().map(|(row, _)| row).collect();
    let starts = starts(ctx, session, &dossiers).await?;
    let (mut consults, mut terms) = consults(ctx, session, &facts, &seen).await?;
    let mut clients: Vec<BoardClient> = Vec::new();
    for (row, you) in &seen {
        let circle = &row.circle;
        // A person who was erased has no name to show, and no dossier to guide.
        let Some(person) = people.get(&circle.client) else { continue };
        let mut consults = consults.remove(&row.dossier).unwrap_or_default();
        consults.sort_by_key(|consult| (urgency(consult.status), consult.since));
        let named = |person: PersonId| people.get(&person).map(|person| person.name.clone());
        clients.push(BoardClient {
            dossier: row.dossier,
            name: person.name.clone(),
            start: starts.get(&row.dossier).copied().unwrap_or(ClientStart::NotInvited),
            lang: person.lang,
            // Who only looks along is not told how she is reached.
            contact: person
                .masked_contact()
                .filter(|_| may(*you, Act::RemindNow).is_ok() && mails::reaches(ctx, person)),
            you: *you,
            coach: Some(circle.coach).filter(|coach| *coach != session.person).and_then(named),
            until: match you {
                Relation::Substitute => circle.substitute.map(|(_, period)| period.until),
                Relation::Guest => circle.guest.map(|(.., period)| period.until),
                _ => None,
            },
            coming: circle.candidate.and_then(named),
            consults,
        });
    }
    clients.sort_by_key(place);
    let known: BTreeSet<DossierId> = clients.iter().map(|client| client.dossier).collect();
    terms.retain(|term| known.contains(&term.dossier));
    terms.sort_by_key(|term| (term.ends_on, term.turn, term.held_on, term.consult));
    let coming = coming(ctx, session, &candidate, &people).await?;
    Ok(Board { at: now, today, clients, coming, terms })
}

/// The consults of each dossier that she reads, and those with a last day where she may remind.
async fn consults(
    ctx: &Ctx,
    session: &Session,
    facts: &Bureau,
    seen: &[(DossierRow, Relation)],
) -> Result<(BTreeMap<DossierId, Vec<BoardConsult>>, Vec<BoardTerm>), Error> {
    let (on, today) = (&ctx.db.read, ctx.clock.today());
    let drafts = drafts::items_of(ctx, session).await?;
    let those = |act: Act| -> BTreeSet<DossierId> {
        seen.iter().filter(|(_, you)| may(*you, act).is_ok()).map(|(row, _)| row.dossier).collect()
    };
    let (reads, reminds) = (those(Act::ReadTexts), those(Act::RemindNow));
    let (mut consults, mut terms) = (BTreeMap::<_, Vec<BoardConsult>>::new(), Vec::new());
    for (dossier, row) in store::consults_around(on, session.bureau, facts, session.actor()).await? {
        if reads.contains(&dossier) {
            terms.extend(term(ctx, dossier, &row, today).filter(|_| reminds.contains(&dossier)));
            consults.entry(dossier).or_default().push(line(ctx, &row, &drafts, today));
        }
    }
    Ok((consults, terms))
}

/// Everybody who is named on it.
async fn people_of(
    ctx: &Ctx,
    session: &Session,
    rows: impl Iterator<Item = &DossierRow>,
) -> Result<BTreeMap<PersonId, Person>, Error> {
    let named = rows.flat_map(|row| [Some(row.circle.client), Some(row.circle.coach), row.circle.candidate]);
    let named: Vec<PersonId> = named.flatten().collect();
    Ok(people::find_many(ctx, session.bureau, &named).await?)
}

/// Her own clients first; among them whoever needs her first.
fn place(client: &BoardClient) -> impl Ord + use<> {
    let first = client.consults.first();
    let start = if client.start == ClientStart::NotInvited { NOT_INVITED } else { IS_STARTING };
    let consult = first.map(|consult| urgency(consult.status));
    let invites = client.start == ClientStart::NotInvited;
    let first_of_all = consult.into_iter().chain((invites || consult.is_none()).then_some(start)).min();
    (!client.you.guides(), first_of_all, first.map(|consult| consult.since), client.name.clone())
}

/// The clients she may come to guide: of each a name, and what comes next.
async fn coming(
    ctx: &Ctx,
    session: &Session,
    rows: &[(DossierRow, Relation)],
    people: &BTreeMap<PersonId, Person>,
) -> Result<Vec<BoardComing>, Error> {
    let mut found = Vec::new();
    for (row, _) in rows {
        let log = load::load::<Dossier>(ctx, &ctx.db.read, session.bureau, row.dossier.into(), Items::None).await?;
        let (Some(coming), Some(client)) = (log.subject.opened()?.coming, people.get(&row.circle.client)) else {
            continue;
        };
        let coach = people.get(&row.circle.coach).map(|coach| coach.name.clone());
        found.push(BoardComing { dossier: row.dossier, name: client.name.clone(), coach, coming });
    }
    Ok(found)
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
        Status::OnPaper | Status::Approved => 9,
    }
}

fn line(ctx: &Ctx, row: &ConsultRow, drafts: &BTreeSet<ItemId>, today: CivilDate) -> BoardConsult {
    let drafted = row.status == Status::Missing && drafts.contains(&row.consult.into());
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
    dossiers: &[&DossierRow],
) -> Result<BTreeMap<DossierId, ClientStart>, Error> {
    let clients: Vec<PersonId> = dossiers.iter().map(|row| row.circle.signs_in()).collect();
    let keys = passkeys::store::of_people(&ctx.db.read, session.bureau, &clients).await?;
    let ids: Vec<DossierId> = dossiers.iter().map(|row| row.dossier).collect();
    let invitations = invitations::store::of_dossiers(&ctx.db.read, session.bureau, &ids).await?;
    let now = ctx.clock.now();
    let start = |row: &&DossierRow| {
        let count = keys.iter().filter(|key| key.person == row.circle.signs_in()).count();
        let hers = |known: &&invitations::Invitation| known.dossier == Some(row.dossier) && known.invites_her();
        let open = invitations.iter().filter(hers).any(|known| known.usable(now).is_ok());
        (row.dossier, start_of(count, open, row.started))
    };
    Ok(dossiers.iter().map(start).collect())
}
