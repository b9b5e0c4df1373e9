//! The coach's board: index rows, names, and her own drafts; no text is opened (F11, F19).

use std::collections::{BTreeMap, BTreeSet};

use shared::api::{Board, BoardClient, BoardConsult, ClientStart};
use shared::dossier::consults::Status;
use shared::ids::{ConsultId, DossierId, PersonId};
use shared::index::ConsultRow;
use shared::time::CivilDate;

use super::read::start_of;
use super::store::{self, DossierRow};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::sessions::Session;
use crate::{drafts, invitations, passkeys, people};

/// Every client of this coach, those that need her first.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn board(ctx: &Ctx, session: &Session) -> Result<Board, Error> {
    let (now, today) = (ctx.clock.now(), ctx.clock.today());
    let dossiers = store::of_person(&ctx.db.read, session.bureau, session.person).await?;
    let clients: Vec<PersonId> = dossiers.iter().map(|row| row.client).collect();
    let names = people::names(ctx, session.bureau, &clients).await?;
    let starts = starts(ctx, session, &dossiers).await?;
    let drafts = drafts::items_of(ctx, session).await?;
    let mut consults: BTreeMap<DossierId, Vec<BoardConsult>> = BTreeMap::new();
    for (dossier, row) in store::consults_of_coach(&ctx.db.read, session.bureau, session.person).await? {
        consults.entry(dossier).or_default().push(line(ctx, &row, &drafts, today));
    }
    let mut clients: Vec<BoardClient> = Vec::new();
    for row in dossiers {
        // A person who was erased has no name to show, and no dossier to guide.
        let Some(name) = names.get(&row.client).cloned() else { continue };
        let mut consults = consults.remove(&row.dossier).unwrap_or_default();
        consults.sort_by_key(|consult| (urgency(consult.status), consult.since));
        let start = starts.get(&row.client).copied().unwrap_or(ClientStart::NotInvited);
        clients.push(BoardClient { dossier: row.dossier, name, start, consults });
    }
    clients.sort_by_key(|client| {
        let first = client.consults.first();
        (first.map_or(START_URGENCY, |consult| urgency(consult.status)), first.map(|c| c.since), client.name.clone())
    });
    Ok(Board { at: now, today, clients })
}

/// A client without a consult comes behind what the coach has to do, before what waits for the client.
const START_URGENCY: u8 = 4;

/// What needs the coach comes first.
fn urgency(status: Status) -> u8 {
    match status {
        Status::Disputed => 0,
        Status::Missing => 1,
        Status::Draft => 2,
        Status::Unanswered => 3,
        Status::Answered => 5,
        Status::Seen => 6,
        Status::Sent => 7,
        Status::Approved => 8,
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
