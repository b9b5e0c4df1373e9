//! Index rows: ids, states, dates and numbers, never a name or a text. They can be made again from the log at any time.

use crate::dossier::consults::{Consult, State, Status};
use crate::ids::{ConsultId, PersonId};
use crate::policy::Policy;
use crate::time::{CivilDate, Timestamp};

/// What boards and jobs ask of a consult.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultRow {
    /// Which.
    pub consult: ConsultId,
    /// Who guides the client.
    pub coach: PersonId,
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
    /// The day of the next reminder, if one is left: by the policy in force today.
    #[must_use]
    pub fn remind_on(&self, policy: &Policy) -> Option<CivilDate> {
        policy.remind_on(self.asked_on?, self.reminded_on, self.ends_on?)
    }
}

/// The row of a consult.
#[must_use]
pub fn consult_row(consult: &Consult, coach: PersonId) -> ConsultRow {
    let (status, since) = consult.status();
    let open = match &consult.state {
        State::Open(open) if open.closed_at.is_none() => Some(open),
        _ => None,
    };
    ConsultRow {
        consult: consult.id,
        coach,
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
