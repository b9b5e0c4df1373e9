//! The bureau's log as people read it: what happened, by whom, newest first; no texts, and no client by name (S8, F58).

use std::collections::BTreeSet;

use shared::api::{BureauDeed, BureauLogLine, BureauLogPage, BureauLogQuery};
use shared::bureau::BureauEvent;
use shared::ids::PersonId;
use shared::log::{Role, read_content};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load;
use crate::people;
use crate::sessions::Session;

/// How many lines a page has.
const PAGE: u64 = 50;

/// The kind of the entries that say that somebody knocked where she may not look.
const ATTEMPT: &str = "attempt_refused";

/// Some lines of the log, for an administrator or the privacy officer.
///
/// # Errors
/// [`shared::api::Code::WrongRole`] for anybody else; or what does not answer.
pub async fn page(ctx: &Ctx, session: &Session, asked: &BureauLogQuery) -> Result<BureauLogPage, Error> {
    session.only(&[Role::Administrator, Role::Officer])?;
    let only = asked.attempts.then_some(ATTEMPT);
    let log = session.bureau.into();
    // One more than fits says that there are older ones.
    let limit = PAGE.saturating_add(1);
    let mut entries = load::entries_before(ctx, session.bureau, log, asked.before, only, limit).await?;
    let more = entries.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    if more {
        entries.pop();
    }
    let older = entries.last().filter(|_| more).map(|entry| entry.header.seq);
    let line = |entry: &shared::api::OpenedEntry| {
        let header = &entry.header;
        let event = read_content(entry.content.as_bytes()).ok()?;
        let (seq, at, by, role) = (header.seq, header.at, header.actor, header.role);
        Some(BureauLogLine { seq, at, on: ctx.clock.date_of(at), by, role, deed: deed(&event) })
    };
    let lines: Vec<BureauLogLine> = entries.iter().filter_map(line).collect();
    let facts = load::bureau(ctx, &ctx.db.read, session.bureau).await?.subject;
    let staff = &facts.founded()?.staff;
    let people: BTreeSet<PersonId> = lines.iter().flat_map(|line| [Some(line.by), whom(line.deed)]).flatten().collect();
    let people: Vec<PersonId> = people.into_iter().filter(|person| staff.contains_key(person)).collect();
    let names = people::names(ctx, session.bureau, &people).await?;
    Ok(BureauLogPage { lines, older, names, today: ctx.clock.today() })
}

fn deed(event: &BureauEvent) -> BureauDeed {
    match *event {
        BureauEvent::Founded { .. } => BureauDeed::Founded,
        BureauEvent::Named { .. } => BureauDeed::Named,
        BureauEvent::SettingsSet { .. } => BureauDeed::SettingsSet,
        BureauEvent::ContactSet { .. } => BureauDeed::ContactSet,
        BureauEvent::StaffPlaced { person, .. } => BureauDeed::StaffPlaced { person },
        BureauEvent::StaffInvited { person, role, .. } => BureauDeed::StaffInvited { person, role },
        BureauEvent::StaffEnded { person } => BureauDeed::StaffEnded { person },
        BureauEvent::StaffKeyRegistered { .. } => BureauDeed::KeyRegistered,
        BureauEvent::StaffKeyRemoved { .. } => BureauDeed::KeyRemoved,
        BureauEvent::RegulationPublished { version, .. } => BureauDeed::RegulationPublished { version },
        BureauEvent::RegulationReviewed { version } => BureauDeed::RegulationReviewed { version },
        BureauEvent::RegulationAcknowledged { version } => BureauDeed::RegulationAcknowledged { version },
        BureauEvent::StaffPledged { .. } => BureauDeed::Pledged,
        BureauEvent::RecipientAdded { .. } => BureauDeed::RecipientAdded,
        BureauEvent::RecipientChanged { .. } => BureauDeed::RecipientChanged,
        BureauEvent::RecipientEnded { .. } => BureauDeed::RecipientEnded,
        BureauEvent::ContactAdded { .. } => BureauDeed::ContactAdded,
        BureauEvent::ContactChanged { .. } => BureauDeed::ContactChanged,
        BureauEvent::ContactEnded { .. } => BureauDeed::ContactEnded,
        BureauEvent::AgreementRecorded { .. } => BureauDeed::AgreementRecorded,
        BureauEvent::AgreementEnded { .. } => BureauDeed::AgreementEnded,
        BureauEvent::AttemptRefused { target } => BureauDeed::AttemptRefused { many: target.0.is_nil() },
    }
}

const fn whom(deed: BureauDeed) -> Option<PersonId> {
    match deed {
        BureauDeed::StaffPlaced { person }
        | BureauDeed::StaffInvited { person, .. }
        | BureauDeed::StaffEnded { person } => Some(person),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use shared::log::Event;

    use super::*;

    #[test]
    fn the_kind_that_is_filtered_is_the_one_that_is_written() {
        let target = shared::ids::ItemId(shared::ids::Uuid::nil());
        assert_eq!(BureauEvent::AttemptRefused { target }.kind(), ATTEMPT);
    }
}
