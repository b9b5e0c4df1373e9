//! Index rows: ids, states, dates and numbers, never a name or a text. They can be made again from the log at any time.

use serde::{Deserialize, Serialize};

use crate::cases::{self, CaseKind, CaseStatus};
use crate::dossier::consults::{Consult, State, Status};
use crate::dossier::looks::LookKind;
use crate::dossier::records::{Record, RecordVersion};
use crate::ids::{CaseId, ConsultId, DossierId, EntryId, ItemId, PersonId, derived};
use crate::log::{Header, Role};
use crate::settings::{DISPUTE_ANSWER_DAYS_MAX, Settings};
use crate::time::{CivilDate, Timestamp};

/// What boards and jobs ask of a consult.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultRow {
    /// Which.
    pub consult: ConsultId,
    /// On which day.
    pub held_on: CivilDate,
    /// Where the summary stands.
    pub status: Status,
    /// Since when.
    pub since: Timestamp,
    /// The version that counts.
    pub version: u32,
    /// The day of the question, while it is open.
    pub asked_on: Option<CivilDate>,
    /// The last day of the question, while it is open.
    pub ends_on: Option<CivilDate>,
    /// How often she was reminded.
    pub reminded: u16,
    /// The day of the last reminder.
    pub reminded_on: Option<CivilDate>,
}

impl ConsultRow {
    /// The day of the next reminder, if one is left: by the settings in force today.
    #[must_use]
    pub fn remind_on(&self, settings: &Settings) -> Option<CivilDate> {
        settings.remind_on(self.asked_on?, self.reminded_on, self.ends_on?)
    }
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// The coach's: a remark to answer, or an answer that never came.
    Coach,
    /// The client's: a summary to judge.
    Client,
}

impl ConsultRow {
    /// Whose turn it is and until when, where there is a term; `since` is the day on which the state began.
    #[must_use]
    pub fn term(&self, since: CivilDate) -> Option<(Turn, CivilDate)> {
        match self.status {
            Status::Disputed => Some((Turn::Coach, since.plus_days(DISPUTE_ANSWER_DAYS_MAX))),
            // It is written down on the day after the last one.
            Status::Unanswered => Some((Turn::Coach, since.plus_days(-1))),
            _ => self.ends_on.map(|ends_on| (Turn::Client, ends_on)),
        }
    }
}

/// The row of a consult.
#[must_use]
pub fn consult_row(consult: &Consult) -> ConsultRow {
    let (status, since) = consult.status();
    let open = match &consult.state {
        State::Open(open) if open.closed_at.is_none() => Some(open),
        _ => None,
    };
    ConsultRow {
        consult: consult.id,
        held_on: consult.held_on,
        status,
        since,
        version: consult.version(),
        asked_on: open.map(|open| open.question.asked_on),
        ends_on: open.map(|open| open.question.ends_on),
        reminded: open.map_or(0, |open| open.reminded),
        reminded_on: open.and_then(|open| open.reminded_on),
    }
}

/// What the client's page asks of a look (F63).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookRow {
    /// The number of the entry: the newest first is the highest first.
    pub seq: u64,
    /// The entry.
    pub entry: EntryId,
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// When.
    pub at: Timestamp,
    /// What she did.
    pub kind: LookKind,
    /// With what.
    pub item: ItemId,
}

/// The row of an entry, if it is a look.
#[must_use]
pub fn look_row(header: &Header) -> Option<LookRow> {
    let kind = LookKind::of(header)?;
    let Header { seq, entry, actor: person, role, at, item, .. } = *header;
    Some(LookRow { seq, entry, person, role, at, kind, item })
}

/// What the officer's list asks of a record for which it was written why it is needed (P9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReasonRow {
    /// Of which: a record, or the entry that let somebody in.
    pub item: ItemId,
    /// The entry with the reason.
    pub entry: EntryId,
    /// Who wrote it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// The row of a record, if a reason was written with it.
#[must_use]
pub fn reason_row(record: &Record) -> Option<ReasonRow> {
    let RecordVersion { entry, by, at, .. } = *record.version().filter(|version| version.reasoned)?;
    Some(ReasonRow { item: record.id.into(), entry, by, at })
}

/// The row of somebody who was let in for a reason, from its header alone.
#[must_use]
pub fn guest_row(header: &Header) -> Option<ReasonRow> {
    let Header { entry, actor: by, at, .. } = *header;
    (header.kind == "guest_admitted").then_some(ReasonRow {
        // No sender can choose it: the id of a record is another's.
        item: ItemId(derived(entry.0, b"guest")),
        entry,
        by,
        at,
    })
}

/// What lists ask of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Which.
    pub case: CaseId,
    /// Of what kind.
    pub kind: CaseKind,
    /// What it is about.
    pub about: ItemId,
    /// Whose.
    pub client: PersonId,
    /// Of which dossier.
    pub dossier: DossierId,
    /// How it stands.
    pub status: CaseStatus,
    /// Since when.
    pub since: Timestamp,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Whether there is an answer that she has not opened.
    pub unread: bool,
}

/// The row of a case.
#[must_use]
pub fn case_row(case: &cases::Core) -> CaseRow {
    let (status, since) = case.status();
    CaseRow {
        case: case.id,
        kind: case.about.kind(),
        about: case.about.item(),
        client: case.client,
        dossier: case.dossier,
        status,
        since,
        opened_at: case.opened_at,
        unread: case.is_unread(),
    }
}
