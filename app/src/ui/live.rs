//! What a screen reader hears when something changes that has no focus, such as the board or the sync.

use std::time::Duration;

use leptos::prelude::*;

/// What is said within this time is said together: the second would else silence the first.
const TOGETHER_MILLIS: f64 = 1_500.0;

#[derive(Clone, Copy)]
struct Announcer {
    said: RwSignal<String>,
    hushed: RwSignal<bool>,
    /// Since when, and what, is being said.
    last: StoredValue<(f64, String)>,
}

impl Announcer {
    fn say(self, text: String) {
        let now = js_sys::Date::now();
        let together = self.last.with_value(|(since, last)| {
            (now - since < TOGETHER_MILLIS && !last.is_empty()).then(|| (*since, format!("{last} {text}")))
        });
        let (since, text) = together.unwrap_or((now, text));
        self.last.set_value((since, text.clone()));
        self.said.set(text);
    }
}

/// Once, above everything that announces.
pub fn provide_announcer() {
    let last = StoredValue::new((0.0, String::new()));
    provide_context(Announcer { said: RwSignal::new(String::new()), hushed: RwSignal::new(false), last });
}

/// While this is so nothing is said, and what was said before is gone: it may hold names.
pub fn hush_while(closed: impl Into<Signal<bool>>) {
    let closed = closed.into();
    if let Some(Announcer { said, hushed, last }) = use_context::<Announcer>() {
        Effect::new(move |_| {
            hushed.set(closed.get());
            said.set(String::new());
            last.set_value((0.0, String::new()));
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
        if let Some(announcer) = announcer {
            announcer.said.set(String::new());
            let say = move || {
                if !announcer.hushed.get_untracked() {
                    announcer.say(text);
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
