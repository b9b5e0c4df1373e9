//! Whether the bureau can be reached, and when it was last heard: what the foot of each page tells.

use std::sync::OnceLock;

use gloo_events::EventListener;
use gloo_net::http::Response;
use js_sys::Date;
use leptos::prelude::*;
use shared::time::Timestamp;

use crate::clock::device_now;

/// The way to the bureau as the last request found it.
#[derive(Clone, Copy)]
pub struct Reach {
    open: RwSignal<bool>,
    heard_at: RwSignal<Option<Timestamp>>,
}

static REACH: OnceLock<Reach> = OnceLock::new();

impl Reach {
    /// Whether the last request got an answer.
    #[must_use]
    pub fn open(self) -> ReadSignal<bool> {
        self.open.read_only()
    }

    /// When the bureau last answered, by its own clock.
    #[must_use]
    pub fn heard_at(self) -> ReadSignal<Option<Timestamp>> {
        self.heard_at.read_only()
    }
}

/// Once, above the first request.
pub fn provide_reach() {
    let reach = *REACH.get_or_init(|| Reach { open: RwSignal::new(true), heard_at: RwSignal::new(None) });
    EventListener::new(&window(), "offline", move |_| reach.open.set(false)).forget();
    provide_context(reach);
}

/// The way to the bureau. Call it while a component is made.
#[must_use]
pub fn reach() -> Reach {
    use_context::<Reach>().unwrap_or_else(|| Reach { open: RwSignal::new(true), heard_at: RwSignal::new(None) })
}

pub(super) fn answered(response: &Response) {
    if let Some(reach) = REACH.get() {
        let said = response.headers().get("date").map(|date| Date::parse(&date)).filter(|millis| millis.is_finite());
        reach.heard_at.set(Some(said.map_or_else(device_now, crate::clock::from_millis)));
        if !reach.open.get_untracked() {
            reach.open.set(true);
        }
    }
}

pub(super) fn silent() {
    if let Some(reach) = REACH.get()
        && reach.open.get_untracked()
    {
        reach.open.set(false);
    }
}
