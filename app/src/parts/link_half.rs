//! A link of which the half that counts stands in the part of the address that browsers do not send.

use gloo_events::EventListener;
use leptos::prelude::*;
use shared::ids::Hash;

fn in_address() -> Option<Hash> {
    window().location().hash().ok()?.trim_start_matches('#').parse().ok()
}

/// The link's half, if there is one. Another link in the same tab changes nothing but this part of the address: it is followed.
#[must_use]
pub fn link_half() -> RwSignal<Option<Hash>> {
    let token = RwSignal::new(in_address());
    let follow = EventListener::new(&window(), "hashchange", move |_| {
        if let Some(other) = in_address() {
            // The page may be gone.
            token.try_set(Some(other));
        }
    });
    let follow = StoredValue::new_local(Some(follow));
    on_cleanup(move || follow.set_value(None));
    token
}
