//! What a device calls itself, coarsely: a first name for the key, which she may change.

use leptos::prelude::window;

use crate::words::{Lang, Word};

/// A name for the key that is made here.
#[must_use]
pub fn device_name(lang: Lang) -> &'static str {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let kinds = [
        ("iPhone", Word::PhoneDeviceIphone),
        ("iPad", Word::PhoneDeviceIpad),
        ("Android", Word::PhoneDeviceAndroid),
        ("Windows", Word::PhoneDeviceWindows),
        ("Macintosh", Word::PhoneDeviceMac),
        ("Linux", Word::PhoneDeviceLinux),
    ];
    let kind = kinds.into_iter().find(|(name, _)| agent.contains(name));
    lang.say(kind.map_or(Word::PhoneDeviceOther, |(_, word)| word))
}
