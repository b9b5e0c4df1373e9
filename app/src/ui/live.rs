//! What a screen reader hears when something changes that has no focus, such as the board or the sync.

use std::time::Duration;

use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Announcer(RwSignal<String>);

/// Once, above everything that announces.
pub fn provide_announcer() {
    provide_context(Announcer(RwSignal::new(String::new())));
}

/// Says a text politely: after what is being read now. The same text twice is heard twice.
pub fn announce(text: impl Into<String>) {
    announcer()(text.into());
}

/// The same for later, from a handler or after an answer. Call it while a component is made.
pub fn announcer() -> impl Fn(String) + Copy + Send + Sync + 'static {
    let said = use_context::<Announcer>().map(|Announcer(said)| said);
    move |text| {
        if let Some(said) = said {
            said.set(String::new());
            set_timeout(move || said.set(text), Duration::from_millis(60));
        }
    }
}

/// Where it is said; once on the page, never removed.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let said = use_context::<Announcer>().map(|Announcer(said)| said);
    view! {
        <div class="sr-only" role="status" aria-live="polite">
            {move || said.map(|said| said.get())}
        </div>
    }
}
