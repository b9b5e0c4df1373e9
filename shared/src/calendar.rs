//! Working days in the Netherlands, as the Algemene termijnenwet counts them: no Saturdays, Sundays and public holidays.

use serde::{Deserialize, Serialize};

use crate::time::CivilDate;

/// How near a last day is, for a list that is read from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Near {
    /// It has passed.
    Late,
    /// It is today.
    Today,
    /// It comes before this week is over.
    Week,
    /// It comes after that.
    Later,
}

impl Near {
    /// How near this last day is today.
    #[must_use]
    pub fn of(ends_on: CivilDate, today: CivilDate) -> Self {
        match today.days_until(ends_on) {
            ..0 => Self::Late,
            0 => Self::Today,
            days if days <= 6 - today.weekday() => Self::Week,
            _ => Self::Later,
        }
    }
}

impl CivilDate {
    /// The day of the week: 0 for Monday, 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> i64 {
        // 1 January 1970 was a Thursday.
        (self.days() + 3).rem_euclid(7)
    }

    /// Whether people work: no weekend, no public holiday (Algemene termijnenwet 3).
    #[must_use]
    pub fn is_working_day(self) -> bool {
        self.weekday() < 5 && !self.is_holiday()
    }

    /// How many working days there are after this date up to and including a later one; negative when it is earlier.
    #[must_use]
    pub fn working_days_until(self, later: Self) -> i64 {
        let days = self.days_until(later);
        let (first, count) = if days < 0 { (later, -days) } else { (self, days) };
        let working = (1..=count).filter(|day| first.plus_days(*day).is_working_day()).count();
        i64::try_from(working).unwrap_or(i64::MAX) * days.signum()
    }

    /// The days that the Algemene termijnenwet names, Good Friday and 5 May of every year among them.
    fn is_holiday(self) -> bool {
        let (year, month, day) = self.parts();
        if matches!((month, day), (1, 1) | (5, 5) | (12, 25 | 26)) {
            return true;
        }
        // King's Day is a day earlier when it would be a Sunday.
        let kings_day = Self::new(year, 4, 27).map(|day| if day.weekday() == 6 { day.plus_days(-1) } else { day });
        let Some(easter) = easter(year) else { return false };
        // Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday and Monday.
        kings_day == Some(self) || [-2, 0, 1, 39, 49, 50].contains(&easter.days_until(self))
    }
}

/// Easter Sunday in the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
fn easter(year: i16) -> Option<CivilDate> {
    let y = i64::from(year);
    let (golden, century, of_century) = (y % 19, y / 100, y % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let since_march = epact + to_sunday - 7 * late + 114;
    let part = |n: i64| i8::try_from(n).ok();
    CivilDate::new(year, part(since_march / 31)?, part(since_march % 31 + 1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> CivilDate {
        text.parse().unwrap()
    }

    #[test]
    fn screens_29_nobody_works_on_the_holidays_of_the_termijnenwet() {
        let off = [
            "2026-01-01",
            "2026-04-03",
            "2026-04-05",
            "2026-04-06",
            "2026-04-27",
            "2026-05-05",
            "2026-05-14",
            "2026-05-24",
            "2026-05-25",
            "2026-12-25",
            "2026-12-26",
            "2025-04-26",
            "2025-05-05",
            "2024-03-29",
            "2027-05-05",
            "2027-05-06",
            "2031-04-26",
            "2038-04-26",
        ];
        for day in off {
            assert!(!date(day).is_working_day(), "{day}");
        }
        let on = [
            "2026-04-02",
            "2026-04-07",
            "2026-04-28",
            "2026-05-04",
            "2026-05-15",
            "2026-12-24",
            "2026-12-28",
            "2026-01-02",
        ];
        for day in on {
            assert!(date(day).is_working_day(), "{day}");
        }
        // King's Day moves to Saturday, and leaves its Sunday as it is.
        assert!(!date("2025-04-27").is_holiday() && date("2025-04-26").is_holiday());
    }

    #[test]
    fn easter_falls_where_everybody_keeps_it() {
        let known = [
            "1818-03-22",
            "1943-04-25",
            "1961-04-02",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2019-04-21",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2029-04-01",
            "2030-04-21",
            "2038-04-25",
            "2285-03-22",
        ];
        for day in known.map(date) {
            assert_eq!(easter(day.parts().0), Some(day));
        }
    }

    #[test]
    fn screens_29_what_is_due_stands_under_the_word_for_how_near_it_is() {
        // 25 November 2026 is a Wednesday.
        let today = date("2026-11-25");
        let near = [
            ("2026-11-24", Near::Late),
            ("2026-11-25", Near::Today),
            ("2026-11-26", Near::Week),
            ("2026-11-29", Near::Week),
            ("2026-11-30", Near::Later),
        ];
        for (day, expected) in near {
            assert_eq!(Near::of(date(day), today), expected, "{day}");
        }
        assert_eq!(Near::of(date("2026-11-30"), date("2026-11-29")), Near::Later, "Sunday ends the week");
    }

    #[test]
    fn working_days_are_counted_over_weekends_and_holidays() {
        let counts = [
            ("2026-11-25", "2026-11-25", 0),
            ("2026-11-25", "2026-11-26", 1),
            ("2026-11-27", "2026-11-30", 1),
            ("2026-11-25", "2026-12-02", 5),
            ("2026-04-02", "2026-04-07", 1),
            ("2026-12-24", "2026-12-28", 1),
            ("2026-11-28", "2026-11-29", 0),
            ("2026-11-30", "2026-11-27", -1),
            ("2026-11-29", "2026-11-27", 0),
        ];
        for (from, to, expected) in counts {
            assert_eq!(date(from).working_days_until(date(to)), expected, "{from} to {to}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_days_of_the_week_are_those_of_everybody(days in -700_000_i64..2_900_000) {
            use jiff::ToSpan;
            let theirs = jiff::civil::date(1970, 1, 1).checked_add(days.days()).unwrap();
            let ours = date("1970-01-01").plus_days(days);
            proptest::prop_assert_eq!(ours.weekday(), i64::from(theirs.weekday().to_monday_zero_offset()));
        }

        #[test]
        fn easter_is_a_sunday_between_22_march_and_25_april(year in 1583_i16..9999) {
            let easter = easter(year).unwrap();
            proptest::prop_assert_eq!(easter.weekday(), 6);
            let (_, month, day) = easter.parts();
            proptest::prop_assert!((month == 3 && day >= 22) || (month == 4 && day <= 25));
        }

        #[test]
        fn working_days_add_up_and_run_back_the_same_way(start in 0_i64..40_000, there in 0_i64..400, on in 0_i64..400) {
            let first = date("1970-01-01").plus_days(start);
            let (middle, last) = (first.plus_days(there), first.plus_days(there + on));
            let (whole, parts) = (first.working_days_until(last), first.working_days_until(middle) + middle.working_days_until(last));
            proptest::prop_assert_eq!(whole, parts);
            proptest::prop_assert_eq!(last.working_days_until(first), -whole);
            proptest::prop_assert!((0..=first.days_until(last)).contains(&whole));
        }
    }
}
