//! Moments and civil dates. Moments come from the server; terms are counted in civil dates of Europe/Amsterdam.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;
use crate::words::{Lang, Word};

/// A moment: milliseconds since 1970, UTC. Travels as RFC 3339, for example `2026-11-23T14:02:11.123Z`.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// A day of the civil calendar in Europe/Amsterdam. Travels as `2026-11-23`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    year: i16,
    month: i8,
    day: i8,
}

/// How long something took: whole minutes, at least one and at most a day. Travels as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(minimum = 1, maximum = 1440))]
#[serde(try_from = "u16", into = "u16")]
pub struct Minutes(u16);

impl Minutes {
    /// A day.
    pub const MAX: u16 = 1_440;

    /// That many, if it can be.
    #[must_use]
    pub fn new(minutes: u16) -> Option<Self> {
        (1..=Self::MAX).contains(&minutes).then_some(Self(minutes))
    }
}

impl TryFrom<u16> for Minutes {
    type Error = NotATime;

    fn try_from(minutes: u16) -> Result<Self, NotATime> {
        Self::new(minutes).ok_or(NotATime)
    }
}

impl From<Minutes> for u16 {
    fn from(minutes: Minutes) -> Self {
        minutes.0
    }
}

/// A text that is not a moment or not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATime;

impl fmt::Display for NotATime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a moment, date or number of minutes that exists")
    }
}
impl std::error::Error for NotATime {}

impl Timestamp {
    /// This moment plus some hours.
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Self {
        Self(self.0.saturating_add(hours.saturating_mul(3_600_000)))
    }

    /// How many whole hours it is until another moment.
    #[must_use]
    pub const fn hours_until(self, later: Self) -> i64 {
        later.0.saturating_sub(self.0).div_euclid(3_600_000)
    }

    /// This moment plus some minutes.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }
}

/// How many days ago something can have happened: ten years.
const PAST_DAYS_MAX: i64 = 3660;
/// One day, in milliseconds.
const DAY_MS: i64 = 86_400_000;

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, ms) = (CivilDate::from_days(self.0.div_euclid(DAY_MS)), self.0.rem_euclid(DAY_MS));
        let (seconds, ms) = (ms / 1000, ms % 1000);
        write!(f, "{date}T{:02}:{:02}:{:02}.{ms:03}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

impl FromStr for Timestamp {
    type Err = NotATime;

    /// Takes exactly what [`fmt::Display`] gives, with or without the fraction.
    fn from_str(text: &str) -> Result<Self, NotATime> {
        let (date, time) = text.strip_suffix('Z').and_then(|rest| rest.split_once('T')).ok_or(NotATime)?;
        let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
        let mut parts = time.splitn(3, ':').map(|part| number(part, 2, 2));
        let mut next =
            |max: i64| parts.next().ok_or(NotATime)?.and_then(|n| if n <= max { Ok(n) } else { Err(NotATime) });
        let seconds = next(23)? * 3600 + next(59)? * 60 + next(59)?;
        let thousandths = number(fraction, 1, 9)? * 1000 / 10_i64.pow(u32::try_from(fraction.len()).unwrap_or(9));
        let days = date.parse::<CivilDate>()?.days();
        Ok(Self(days * DAY_MS + seconds * 1000 + thousandths))
    }
}

/// A number of so many digits and nothing else.
fn number(text: &str, least: usize, most: usize) -> Result<i64, NotATime> {
    if !(least..=most).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotATime);
    }
    text.parse().map_err(|_cause| NotATime)
}

const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

impl CivilDate {
    /// The first and the last date there is: four digits of year.
    const FIRST: Self = Self { year: 1, month: 1, day: 1 };
    const LAST: Self = Self { year: 9999, month: 12, day: 31 };

    /// The date of a year (1-9999), month (1-12) and day (1-31), if there is one.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let (y, m, d) = (i64::from(year), i64::from(month), i64::from(day));
        let there_is = (1..=9999).contains(&y) && (1..=12).contains(&m) && (1..=days_in(y, m)).contains(&d);
        there_is.then_some(Self { year, month, day })
    }

    /// Days since 1 January 1970, in the Gregorian calendar. Years begin in March here, so that the leap day is last.
    pub(crate) fn days(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The date of a number of days since 1 January 1970; stays at the calendar's edge.
    fn from_days(days: i64) -> Self {
        let days = days.clamp(Self::FIRST.days(), Self::LAST.days()) + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        let day = of_year - (153 * march_month + 2) / 5 + 1;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let part = |n: i64| i8::try_from(n).unwrap_or(1);
        Self { year: i16::try_from(year).unwrap_or(1), month: part(month), day: part(day) }
    }

    /// This date plus (or minus) some days; stays at the calendar's edge.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days(self.days().saturating_add(days))
    }

    /// How many days from this date to a later one; negative when it is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        later.days() - self.days()
    }

    /// Whether something can have happened on this date: not after today, and not so long ago that it must be a mistake.
    ///
    /// # Errors
    /// [`Refusal::FutureDate`] or [`Refusal::DateTooEarly`].
    pub fn check_past(self, today: Self) -> Result<(), Refusal> {
        let first = today.plus_days(-PAST_DAYS_MAX);
        if self > today {
            return Err(Refusal::FutureDate { today });
        }
        if self < first { Err(Refusal::DateTooEarly { first }) } else { Ok(()) }
    }

    /// The year, the month (1-12) and the day (1-31).
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        (self.year, self.month, self.day)
    }

    /// The date in words, for example `12 november 2026`.
    #[must_use]
    pub fn in_words(self, lang: Lang) -> String {
        let month = match self.month {
            1 => Word::Month1,
            2 => Word::Month2,
            3 => Word::Month3,
            4 => Word::Month4,
            5 => Word::Month5,
            6 => Word::Month6,
            7 => Word::Month7,
            8 => Word::Month8,
            9 => Word::Month9,
            10 => Word::Month10,
            11 => Word::Month11,
            _ => Word::Month12,
        };
        let (day, year) = (self.day.to_string(), self.year.to_string());
        lang.fill(Word::MonthDate, &[("day", &day), ("month", lang.say(month)), ("year", &year)])
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for CivilDate {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        let mut parts = text.splitn(3, '-');
        let mut next = |digits: usize| number(parts.next().ok_or(NotATime)?, digits, digits);
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        let part = |n: i64| i8::try_from(n).map_err(|_cause| NotATime);
        Self::new(i16::try_from(year).map_err(|_cause| NotATime)?, part(month)?, part(day)?).ok_or(NotATime)
    }
}

macro_rules! as_text {
    ($name:ident, $format:literal) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
            }
        }
        crate::schema::text_schema!($name, |text| text
            .format(Some(utoipa::openapi::schema::SchemaFormat::Custom($format.into()))));
    };
}

as_text!(Timestamp, "date-time");
as_text!(CivilDate, "date");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_travels_as_rfc_3339_with_milliseconds() {
        let moment = Timestamp(1_763_906_531_123);
        assert_eq!(moment.to_string(), "2025-11-23T14:02:11.123Z");
        assert_eq!(moment.to_string().parse(), Ok(moment));
    }

    #[test]
    fn what_is_no_moment_or_date_is_refused() {
        for text in ["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "0000-01-01", "2026-01-01x", "+026-01-01"] {
            assert_eq!(text.parse::<CivilDate>(), Err(NotATime), "{text}");
        }
        for text in ["2026-01-01T24:00:00Z", "2026-01-01T00:00Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z"] {
            assert_eq!(text.parse::<Timestamp>(), Err(NotATime), "{text}");
        }
        assert_eq!("2026-01-01T00:00:01.5Z".parse::<Timestamp>().map(|moment| moment.0 % 2000), Ok(1500));
    }

    proptest::proptest! {
        #[test]
        fn the_calendar_is_the_one_everybody_uses(days in -719_162_i64..2_932_896, more in -4000_i64..4000) {
            use jiff::ToSpan;
            let epoch = jiff::civil::date(1970, 1, 1);
            let theirs = epoch.checked_add(days.days()).unwrap();
            let ours = CivilDate::from_days(days);
            proptest::prop_assert_eq!(ours.to_string(), theirs.to_string());
            proptest::prop_assert_eq!(ours.to_string().parse(), Ok(ours));
            proptest::prop_assert_eq!(ours.days_until(ours.plus_days(more)), (days + more).clamp(-719_162, 2_932_896) - days);
        }

        #[test]
        fn a_moment_is_written_as_everybody_writes_it(ms in -62_135_596_800_000_i64..253_402_207_200_000) {
            let theirs = jiff::Timestamp::from_millisecond(ms).unwrap();
            proptest::prop_assert_eq!(Timestamp(ms).to_string(), format!("{theirs:.3}"));
            proptest::prop_assert_eq!(Timestamp(ms).to_string().parse(), Ok(Timestamp(ms)));
        }
    }

    #[test]
    fn days_are_counted_over_the_change_to_summer_time() {
        let (before, after) = (CivilDate::new(2026, 3, 28).unwrap(), CivilDate::new(2026, 3, 30).unwrap());
        assert_eq!(before.days_until(after), 2);
        assert_eq!(before.plus_days(2), after);
        assert_eq!(after.in_words(Lang::Nl), "30 maart 2026");
    }
}
