//! The parameters in which bureaus differ, each with the article it comes from.

use serde::{Deserialize, Serialize};

/// What a bureau has chosen. Numbers are in the unit their name ends with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// After how many days without an answer she is reminded, in ascending order (F18, R3.5).
    pub reminders_after_days: Vec<u16>,
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
            answer_days_max: 14,
            recovered_key_wait_hours: 24,
            invitation_hours_max: 72,
            client_idle_minutes_max: 15,
            staff_idle_minutes_max: 30,
            session_hours_max: 12,
        }
    }
}
