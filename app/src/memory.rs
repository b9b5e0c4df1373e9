//! What this browser remembers between visits: choices of looks and language, and the numbers of keys that she knows;
//! never anything about a person.

use leptos::prelude::window;

/// What was kept under this name, if the browser keeps anything at all.
pub fn read(name: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Keeps a choice. A browser that keeps nothing (private window) just asks again next time.
pub fn write(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(storage.set_item(name, value));
    }
}
