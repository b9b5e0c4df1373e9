//! What a list would do, line by line: nothing is written.

use std::collections::BTreeMap;

use shared::api::{LineState, ListLine, ListPreview};
use shared::bureau::Bureau;
use shared::client_list::{CellFault, CellWhy, Column, Columns, LIST_LINES_MAX, ListedClient};
use shared::dossier::exchange::system;
use shared::ids::DossierId;
use shared::refusal::{ListPart, Refusal};
use shared::text::SystemNumber;

use super::file::{self, Row};
use super::numbers;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load;
use crate::people::{self, Person};
use crate::sessions::Session;

/// Of each line of a list whether its client is new, here already, or wrong, and why.
///
/// # Errors
/// [`Refusal::NoSystem`]; [`Refusal::ListUnfit`] for a file that cannot be read at all; or what does not answer.
pub async fn read(ctx: &Ctx, session: &Session, bytes: &[u8]) -> Result<ListPreview, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, session.bureau).await?.subject;
    system(&facts, ctx.clock.today())?;
    let rows = file::rows(bytes)?;
    let (head, rows) = rows.split_first().ok_or(Refusal::ListUnfit { part: ListPart::Columns })?;
    let (columns, unread) = Columns::of(&head.cells)?;
    if !(1..=LIST_LINES_MAX).contains(&rows.len()) {
        return Err(Refusal::ListUnfit { part: ListPart::Lines }.into());
    }
    let read: Vec<_> = rows.iter().map(|row| (row.line, columns.read(&row.cells))).collect();
    let clients = || read.iter().filter_map(|(_, client)| client.as_ref().ok());
    let known = numbers::known(ctx, session, &facts, clients().map(|client| &client.number)).await?;
    let above = first_lines(&columns, rows);
    let mut lines = Vec::new();
    for (line, client) in read {
        let state = match client {
            Err(faults) => LineState::Wrong { faults },
            Ok(client) => match above.get(&client.number).filter(|first| **first != line) {
                Some(first) => wrong(Column::Number, CellWhy::Above { line: *first }),
                None => state(ctx, session, &facts, (client, &known)).await?,
            },
        };
        lines.push(ListLine { line, state });
    }
    Ok(ListPreview { lines, unread })
}

/// The line in which each number stands first, also where something else is wrong with it.
fn first_lines(columns: &Columns, rows: &[Row]) -> BTreeMap<SystemNumber, u32> {
    let numbered = |row: &Row| Some((columns.number(&row.cells)?, row.line));
    rows.iter().rev().filter_map(numbered).collect()
}

async fn state(
    ctx: &Ctx,
    session: &Session,
    facts: &Bureau,
    (client, known): (ListedClient, &BTreeMap<SystemNumber, DossierId>),
) -> Result<LineState, Error> {
    if let Some(dossier) = known.get(&client.number) {
        return Ok(LineState::Here { dossier: *dossier });
    }
    let field = people::reach_of_staff(ctx, session.bureau, &facts.founded()?.staff, &person(&client)).await?;
    Ok(match field {
        Some(field) => LineState::Wrong { faults: vec![of_staff(field)] },
        None => LineState::New { client },
    })
}

fn wrong(column: Column, why: CellWhy) -> LineState {
    LineState::Wrong { faults: vec![CellFault { column, why }] }
}

/// That a cell reaches somebody who works here, by the name of the field.
pub(super) fn of_staff(field: &str) -> CellFault {
    let column = if field == "phone" { Column::Phone } else { Column::Email };
    CellFault { column, why: CellWhy::OfStaff }
}

/// The person of a line.
pub(super) fn person(client: &ListedClient) -> Person {
    let ListedClient { name, email, phone, lang, .. } = client.clone();
    Person { name, email, phone, lang }
}
