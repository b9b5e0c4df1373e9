//! The settings in which bureaus differ, each with the article it comes from.

use serde::{Deserialize, Serialize};

use crate::time::CivilDate;

/// What a bureau has chosen. Numbers are in the unit their name ends with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// After how many days without an answer she is reminded, in ascending order (F18, R3.5).
    pub reminders_after_days: Vec<u16>,
    /// From which hour of the day reminders go out (screen 29).
    pub reminders_from_hour: u16,
    /// Until which hour of the day.
    pub reminders_until_hour: u16,
    /// After how many days the question closes as "not answered" (F18).
    pub answer_days_max: u16,
    /// Within how many days the coach answers a dispute: the month of AVG 12(3) at most (F14).
    pub dispute_answer_days_max: u16,
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

/// Within how many days the coach answers a remark.
pub const DISPUTE_ANSWER_DAYS_MAX: i64 = 30;

impl Default for Settings {
    fn default() -> Self {
        Self {
            reminders_after_days: vec![3, 7],
            reminders_from_hour: 9,
            reminders_until_hour: 20,
            answer_days_max: 14,
            dispute_answer_days_max: 30,
            recovered_key_wait_hours: 24,
            invitation_hours_max: 72,
            client_idle_minutes_max: 15,
            staff_idle_minutes_max: 30,
            session_hours_max: 12,
        }
    }
}

/// How many wrong codes close an invitation; the same everywhere, since six digits bear no more.
pub const WRONG_CODES_MAX: i32 = 5;

/// How many reminders a question can have.
const REMINDERS_MAX: usize = 6;

/// A setting, as the wire names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is described in `Settings`")]
pub enum Setting {
    RemindersAfterDays,
    RemindersFromHour,
    RemindersUntilHour,
    AnswerDaysMax,
    DisputeAnswerDaysMax,
    RecoveredKeyWaitHours,
    InvitationHoursMax,
    ClientIdleMinutesMax,
    StaffIdleMinutesMax,
    SessionHoursMax,
}

impl Setting {
    /// Every setting, in the order of a form.
    pub const ALL: &'static [Self] = &[
        Self::RemindersAfterDays,
        Self::RemindersFromHour,
        Self::RemindersUntilHour,
        Self::AnswerDaysMax,
        Self::DisputeAnswerDaysMax,
        Self::RecoveredKeyWaitHours,
        Self::InvitationHoursMax,
        Self::ClientIdleMinutesMax,
        Self::StaffIdleMinutesMax,
        Self::SessionHoursMax,
    ];

    /// Its name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::RemindersAfterDays => "reminders_after_days",
            Self::RemindersFromHour => "reminders_from_hour",
            Self::RemindersUntilHour => "reminders_until_hour",
            Self::AnswerDaysMax => "answer_days_max",
            Self::DisputeAnswerDaysMax => "dispute_answer_days_max",
            Self::RecoveredKeyWaitHours => "recovered_key_wait_hours",
            Self::InvitationHoursMax => "invitation_hours_max",
            Self::ClientIdleMinutesMax => "client_idle_minutes_max",
            Self::StaffIdleMinutesMax => "staff_idle_minutes_max",
            Self::SessionHoursMax => "session_hours_max",
        }
    }
}

/// A setting that cannot be so, and between which numbers it can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingFault {
    /// Which.
    pub setting: Setting,
    /// The least.
    pub min: u16,
    /// The most.
    pub max: u16,
}

impl Settings {
    /// The number of a setting; of the reminders all days.
    #[must_use]
    pub fn numbers(&self, setting: Setting) -> Vec<u16> {
        vec![match setting {
            Setting::RemindersAfterDays => return self.reminders_after_days.clone(),
            Setting::RemindersFromHour => self.reminders_from_hour,
            Setting::RemindersUntilHour => self.reminders_until_hour,
            Setting::AnswerDaysMax => self.answer_days_max,
            Setting::DisputeAnswerDaysMax => self.dispute_answer_days_max,
            Setting::RecoveredKeyWaitHours => self.recovered_key_wait_hours,
            Setting::InvitationHoursMax => self.invitation_hours_max,
            Setting::ClientIdleMinutesMax => self.client_idle_minutes_max,
            Setting::StaffIdleMinutesMax => self.staff_idle_minutes_max,
            Setting::SessionHoursMax => self.session_hours_max,
        }]
    }

    /// Sets a setting; nothing where one number is needed and there are others.
    #[must_use]
    pub fn set(&mut self, setting: Setting, numbers: Vec<u16>) -> Option<()> {
        let (one, [number]) = (
            match setting {
                Setting::RemindersAfterDays => {
                    self.reminders_after_days = numbers;
                    return Some(());
                }
                Setting::RemindersFromHour => &mut self.reminders_from_hour,
                Setting::RemindersUntilHour => &mut self.reminders_until_hour,
                Setting::AnswerDaysMax => &mut self.answer_days_max,
                Setting::DisputeAnswerDaysMax => &mut self.dispute_answer_days_max,
                Setting::RecoveredKeyWaitHours => &mut self.recovered_key_wait_hours,
                Setting::InvitationHoursMax => &mut self.invitation_hours_max,
                Setting::ClientIdleMinutesMax => &mut self.client_idle_minutes_max,
                Setting::StaffIdleMinutesMax => &mut self.staff_idle_minutes_max,
                Setting::SessionHoursMax => &mut self.session_hours_max,
            },
            numbers.try_into().ok()?,
        );
        *one = number;
        Some(())
    }

    /// What cannot be so. The days of the reminders rise, and come before the question closes.
    #[must_use]
    pub fn faults(&self) -> Vec<SettingFault> {
        let numbers = [
            (Setting::RemindersFromHour, self.reminders_from_hour, 0, 23),
            (Setting::RemindersUntilHour, self.reminders_until_hour, self.reminders_from_hour.min(23) + 1, 24),
            (Setting::AnswerDaysMax, self.answer_days_max, 2, 90),
            (Setting::DisputeAnswerDaysMax, self.dispute_answer_days_max, 1, 30),
            (Setting::RecoveredKeyWaitHours, self.recovered_key_wait_hours, 1, 168),
            (Setting::InvitationHoursMax, self.invitation_hours_max, 1, 168),
            (Setting::ClientIdleMinutesMax, self.client_idle_minutes_max, 1, 60),
            (Setting::StaffIdleMinutesMax, self.staff_idle_minutes_max, 1, 60),
            (Setting::SessionHoursMax, self.session_hours_max, 1, 24),
        ];
        let out = |(_, number, min, max): &(_, u16, u16, u16)| !(min..=max).contains(&number);
        let numbers = numbers.into_iter().filter(out).map(|(setting, _, min, max)| SettingFault { setting, min, max });
        let max = self.answer_days_max.clamp(2, 90).saturating_sub(1);
        let days = &self.reminders_after_days;
        let well = days.len() <= REMINDERS_MAX
            && days.iter().all(|day| (1..=max).contains(day))
            && days.is_sorted_by(|earlier, later| earlier < later);
        let days = (!well).then_some(SettingFault { setting: Setting::RemindersAfterDays, min: 1, max });
        days.into_iter().chain(numbers).collect()
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn faulty(change: impl FnOnce(&mut Settings)) -> Vec<Setting> {
        let mut settings = Settings::default();
        change(&mut settings);
        settings.faults().into_iter().map(|fault| fault.setting).collect()
    }

    #[test]
    fn f18_reminders_rise_and_come_before_the_end() {
        assert_eq!(faulty(|_| {}), []);
        assert_eq!(faulty(|settings| settings.reminders_after_days = Vec::new()), [], "none is a choice too");
        for days in [vec![0, 3], vec![7, 3], vec![3, 3], vec![3, 14], (1..=7).collect()] {
            let found = faulty(|settings| settings.reminders_after_days = days.clone());
            assert_eq!(found, [Setting::RemindersAfterDays], "{days:?}");
        }
    }

    #[test]
    fn what_is_read_is_what_was_set() {
        let mut settings = Settings::default();
        for (setting, number) in Setting::ALL.iter().zip(100..) {
            assert_eq!(settings.set(*setting, vec![number]), Some(()));
            assert_eq!(settings.numbers(*setting), [number]);
            let lists = *setting == Setting::RemindersAfterDays;
            assert_eq!(settings.set(*setting, vec![1, 2]).is_some(), lists);
        }
    }

    #[test]
    fn each_number_that_cannot_be_is_named() {
        let found = faulty(|settings| {
            *settings = Settings {
                reminders_after_days: vec![3],
                reminders_from_hour: 24,
                reminders_until_hour: 25,
                answer_days_max: 0,
                dispute_answer_days_max: 31,
                recovered_key_wait_hours: 0,
                invitation_hours_max: 1000,
                client_idle_minutes_max: 0,
                staff_idle_minutes_max: 61,
                session_hours_max: 0,
            };
        });
        assert_eq!(found, Setting::ALL);
        for setting in Setting::ALL {
            assert_eq!(serde_json::to_value(setting).unwrap(), setting.name());
        }
        assert_eq!(faulty(|settings| settings.reminders_until_hour = 9), [Setting::RemindersUntilHour]);
    }
}
