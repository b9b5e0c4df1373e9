//! The time: the system's clock, or the same with an offset that tests move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::tz::TimeZone;
use shared::time::{CivilDate, Timestamp};

/// Where the bureaus are: terms are counted in the civil dates of this zone.
const ZONE: &str = "Europe/Amsterdam";

/// What time it is. Clones share the offset. It may run backwards; a log does not let it (`log::append`).
#[derive(Clone, Debug)]
pub struct Clock {
    offset_ms: Arc<AtomicI64>,
    zone: TimeZone,
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

impl Clock {
    /// The system's own clock.
    #[must_use]
    pub fn system() -> Self {
        let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
        Self { offset_ms: Arc::default(), zone }
    }

    /// Moves this clock and its clones forward: for tests of terms, locks and epochs.
    pub fn advance(&self, by: Duration) {
        self.offset_ms.fetch_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// Moves this clock and its clones back: for tests of a clock that was set wrong.
    pub fn set_back(&self, by: Duration) {
        self.offset_ms.fetch_sub(i64::try_from(by.as_millis()).unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// Sets how far this clock and its clones are ahead of the system's: the end of a story that was told in the past.
    pub fn set_offset_ms(&self, offset: i64) {
        self.offset_ms.store(offset, Ordering::SeqCst);
    }

    /// How far this clock is ahead of the system's, in milliseconds.
    #[must_use]
    pub fn offset_ms(&self) -> i64 {
        self.offset_ms.load(Ordering::SeqCst)
    }

    /// Now, in milliseconds since 1970.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let system = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        Timestamp(system.saturating_add(self.offset_ms()))
    }

    /// The civil date in Europe/Amsterdam.
    #[must_use]
    pub fn today(&self) -> CivilDate {
        self.date_of(self.now())
    }

    /// The hour of the day in Europe/Amsterdam.
    #[must_use]
    pub fn hour(&self) -> u16 {
        let utc = jiff::Timestamp::from_millisecond(self.now().0).unwrap_or_default();
        u16::try_from(utc.to_zoned_datetime(self.zone.clone()).hour()).unwrap_or_default()
    }

    /// The civil date in Europe/Amsterdam on which a moment falls.
    #[must_use]
    pub fn date_of(&self, moment: Timestamp) -> CivilDate {
        let utc = jiff::Timestamp::from_millisecond(moment.0).unwrap_or_default();
        let date = utc.to_zoned_datetime(self.zone.clone()).date();
        CivilDate::new(date.year(), date.month(), date.day()).unwrap_or_else(epoch_day)
    }

    /// The minute of its civil day in Europe/Amsterdam in which a moment falls.
    #[must_use]
    pub fn minute_of(&self, moment: Timestamp) -> u16 {
        let utc = jiff::Timestamp::from_millisecond(moment.0).unwrap_or_default();
        let time = utc.to_zoned_datetime(self.zone.clone()).time();
        let minutes = i16::from(time.hour()) * 60 + i16::from(time.minute());
        u16::try_from(minutes).unwrap_or_default()
    }

    /// The moment at which a civil date begins in Europe/Amsterdam.
    #[must_use]
    pub fn start_of(&self, date: CivilDate) -> Timestamp {
        let (year, month, day) = date.parts();
        let midnight =
            jiff::civil::Date::new(year, month, day).and_then(|date| self.zone.to_zoned_datetime(date.at(0, 0, 0, 0)));
        Timestamp(midnight.map_or(0, |moment| moment.timestamp().as_millisecond()))
    }
}

/// 1 January 1970, for moments that no calendar holds.
fn epoch_day() -> CivilDate {
    CivilDate::new(1970, 1, 1).unwrap_or_else(epoch_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_amsterdam_in_summer_and_in_winter() {
        let clock = Clock::system();
        let summer: Timestamp = "2026-06-30T22:30:00Z".parse().unwrap();
        assert_eq!(clock.date_of(summer).to_string(), "2026-07-01");
        assert_eq!(clock.minute_of(summer), 30);
        let winter: Timestamp = "2026-12-31T22:30:00Z".parse().unwrap();
        assert_eq!(clock.date_of(winter).to_string(), "2026-12-31");
        assert_eq!(clock.minute_of(winter), 23 * 60 + 30);
        assert_eq!(clock.start_of(clock.date_of(summer)).to_string(), "2026-06-30T22:00:00.000Z");
    }

    #[test]
    fn clones_share_the_offset() {
        let clock = Clock::system();
        let (other, before) = (clock.clone(), clock.now());
        clock.advance(Duration::from_hours(1));
        assert!(other.now().0 - before.0 >= 3_600_000);
    }
}
