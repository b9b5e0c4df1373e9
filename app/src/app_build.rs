//! Which build of the app this is: the hash by which the browser itself checked the program.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use leptos::prelude::document;
use shared::ids::Bytes;

/// The hash that stands on the link to the program; empty where the build gave none.
#[must_use]
pub fn app_build() -> Bytes {
    let link = document().query_selector("link[type='application/wasm'][integrity]").ok().flatten();
    let hash = link.and_then(|link| link.get_attribute("integrity"));
    let bytes = hash.as_deref().and_then(|hash| hash.split_once('-')).and_then(|(_, text)| STANDARD.decode(text).ok());
    Bytes(bytes.unwrap_or_default())
}
