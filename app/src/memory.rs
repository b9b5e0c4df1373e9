//! What this browser remembers between visits: choices of looks and language, the numbers of keys that she knows, and
//! the regulation that an administrator is writing; never anything about a person.

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

/// Forgets what was kept under this name.
#[cfg(feature = "desk")]
pub fn forget(name: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(storage.remove_item(name));
    }
}
