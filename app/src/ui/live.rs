//! What a screen reader hears when something changes that has no focus, such as the board or the sync.

use std::time::Duration;

use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Announcer {
    said: RwSignal<String>,
    hushed: RwSignal<bool>,
}

/// Once, above everything that announces.
pub fn provide_announcer() {
    provide_context(Announcer { said: RwSignal::new(String::new()), hushed: RwSignal::new(false) });
}

/// While this is so nothing is said, and what was said before is gone: it may hold names.
pub fn hush_while(closed: impl Into<Signal<bool>>) {
    let closed = closed.into();
    if let Some(Announcer { said, hushed }) = use_context::<Announcer>() {
        Effect::new(move |_| {
            hushed.set(closed.get());
            said.set(String::new());
        });
    }
}

/// Says a text politely: after what is being read now. The same text twice is heard twice.
pub fn announce(text: impl Into<String>) {
    announcer()(text.into());
}

/// The same for later, from a handler or after an answer. Call it while a component is made.
pub fn announcer() -> impl Fn(String) + Copy + Send + Sync + 'static {
    let announcer = use_context::<Announcer>();
    move |text| {
        if let Some(Announcer { said, hushed }) = announcer {
            said.set(String::new());
            let say = move || {
                if !hushed.get_untracked() {
                    said.set(text);
                }
            };
            set_timeout(say, Duration::from_millis(60));
        }
    }
}

/// Where it is said; once on the page, never removed.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let announcer = use_context::<Announcer>();
    view! {
        <div class="sr-only" role="status" aria-live="polite">
            {move || announcer.map(|announcer| announcer.said.get())}
        </div>
    }
}
