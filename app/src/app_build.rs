//! Which build of the app this is: the hash of the list of its files, each of which was checked by its own hash there.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leptos::prelude::document;
use shared::ids::Bytes;

/// The hash that the page names; empty where the build gave none.
#[must_use]
pub fn app_build() -> Bytes {
    let named = document().query_selector("meta[name='build']").ok().flatten();
    let hash = named.and_then(|named| named.get_attribute("content"));
    let bytes = hash.as_deref().and_then(|hash| hash.split_once('-')).and_then(|(_, text)| STANDARD.decode(text).ok());
    Bytes(bytes.unwrap_or_default())
}
