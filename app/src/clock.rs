//! How moments are shown: always the bureau's time, in Europe/Amsterdam, whatever the device thinks.

use js_sys::{Array, Date, Intl, Object, Reflect};
use shared::time::{CivilDate, Timestamp};
use wasm_bindgen::JsValue;

use crate::words::{Lang, Word};

const ZONE: &str = "Europe/Amsterdam";

/// The time on this device; only for ids and for what a statement says of it.
#[must_use]
pub fn device_now() -> Timestamp {
    from_millis(Date::now())
}

/// A moment as JavaScript counts it.
#[must_use]
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "whole milliseconds fit for 285 000 years")]
pub fn from_millis(millis: f64) -> Timestamp {
    Timestamp(millis as i64)
}

/// A moment in full: `23 november 2026 om 14:02`.
#[must_use]
pub fn moment(lang: Lang, at: Timestamp) -> String {
    lang.fill(Word::PhoneClockMoment, &[("date", &day(lang, at)), ("time", &time(lang, at))])
}

/// The day of a moment: `23 november 2026`.
#[must_use]
pub fn day(lang: Lang, at: Timestamp) -> String {
    format(lang, at.0, ZONE, &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// The time of a moment: `14:02`.
#[must_use]
pub fn time(lang: Lang, at: Timestamp) -> String {
    format(lang, at.0, ZONE, &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")])
}

/// A day without its year, for what is near: `12 november`.
#[must_use]
pub fn near_day(lang: Lang, date: CivilDate, today: CivilDate) -> String {
    if date.parts().0 != today.parts().0 {
        return date.in_words(lang);
    }
    let millis = format!("{date}T00:00:00Z").parse::<Timestamp>().map_or(0, |midnight| midnight.0);
    format(lang, millis, "UTC", &[("day", "numeric"), ("month", "long")])
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "JavaScript counts milliseconds in doubles")]
fn format(lang: Lang, millis: i64, zone: &str, parts: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in parts.iter().chain(&[("timeZone", zone)]) {
        drop(Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value)));
    }
    let locales = Array::of1(&JsValue::from_str(lang.say(Word::LanguageLocale)));
    let date = Date::new(&JsValue::from_f64(millis as f64));
    let formatted = Intl::DateTimeFormat::new(&locales, &options).format().call1(&JsValue::UNDEFINED, &date);
    formatted.ok().and_then(|text| text.as_string()).unwrap_or_default()
}
