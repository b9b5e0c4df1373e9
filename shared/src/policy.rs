//! The parameters in which bureaus differ, each with the article it comes from.

use serde::{Deserialize, Serialize};

use crate::time::CivilDate;

/// What a bureau has chosen. Numbers are in the unit their name ends with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// After how many days without an answer she is reminded, in ascending order (F18, R3.5).
    pub reminders_after_days: Vec<u16>,
    /// From which hour of the day reminders go out (screen 29).
    pub reminders_from_hour: u16,
    /// Until which hour of the day.
    pub reminders_until_hour: u16,
    /// After how many days the question closes as "not answered" (F18).
    pub answer_days_max: u16,
    /// How long a key that came by recovery opens nothing, unless an older key confirms it (F4).
    pub recovered_key_wait_hours: u16,
    /// How long an invitation stands.
    pub invitation_hours_max: u16,
    /// After how long without a touch a client's screen locks (F8).
    pub client_idle_minutes_max: u16,
    /// After how long without a touch a staff screen locks (R3.3).
    pub staff_idle_minutes_max: u16,
    /// After how long everyone signs in anew.
    pub session_hours_max: u16,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            reminders_after_days: vec![3, 7],
            reminders_from_hour: 9,
            reminders_until_hour: 20,
            answer_days_max: 14,
            recovered_key_wait_hours: 24,
            invitation_hours_max: 72,
            client_idle_minutes_max: 15,
            staff_idle_minutes_max: 30,
            session_hours_max: 12,
        }
    }
}

impl Policy {
    /// The day of the next reminder, if there is one left before the end: of those that were missed only the last, so
    /// that nobody is reminded twice in a row.
    #[must_use]
    pub fn remind_on(
        &self,
        asked_on: CivilDate,
        reminded_on: Option<CivilDate>,
        ends_on: CivilDate,
    ) -> Option<CivilDate> {
        let days = self.reminders_after_days.iter().map(|days| asked_on.plus_days(i64::from(*days)));
        days.filter(|day| reminded_on.is_none_or(|last| last < *day) && *day <= ends_on).min()
    }

    /// Whether reminders go out at this hour of the day: nobody is woken by one.
    #[must_use]
    pub fn reminds_at(&self, hour: u16) -> bool {
        (self.reminders_from_hour..self.reminders_until_hour).contains(&hour)
    }
}
