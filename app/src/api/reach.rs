//! The bureau as this tab knows it: whether it can be reached, when it was last heard, and what anybody may know of it.

use std::sync::OnceLock;

use gloo_events::EventListener;
use gloo_net::http::Response;
use gloo_timers::future::TimeoutFuture;
use js_sys::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{BureauFace, path};
use shared::time::Timestamp;

use crate::clock::device_now;

/// The way to the bureau as the last request found it.
#[derive(Clone, Copy)]
pub struct Reach {
    open: RwSignal<bool>,
    closings: RwSignal<u32>,
    heard_at: RwSignal<Option<Timestamp>>,
    face: RwSignal<BureauFace>,
}

static REACH: OnceLock<Reach> = OnceLock::new();

const KNOCK_MILLIS: u32 = 4_000;

impl Reach {
    fn new() -> Self {
        Self {
            open: RwSignal::new(true),
            closings: RwSignal::new(0),
            heard_at: RwSignal::new(None),
            face: RwSignal::new(BureauFace::default()),
        }
    }

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

    /// Its name, how to reach its people, and its terms; nothing but the usual terms until it was heard.
    #[must_use]
    pub fn face(self) -> ReadSignal<BureauFace> {
        self.face.read_only()
    }

    /// Asks for what anybody may know: also of who is signed out.
    pub async fn ask(self) {
        if let Ok(face) = super::get_unasked::<BureauFace>(path::BUREAU).await
            && self.face.with_untracked(|known| *known != face)
        {
            self.face.set(face);
        }
    }

    /// The way is closed: knocks until it is open again, whoever is signed in or out.
    fn close(self) {
        if self.open.get_untracked() {
            self.closings.update(|closings| *closings = closings.wrapping_add(1));
            self.open.set(false);
            spawn_local(async move {
                while !self.open.get_untracked() {
                    TimeoutFuture::new(KNOCK_MILLIS).await;
                    if !self.open.get_untracked() {
                        self.ask().await;
                    }
                }
            });
        }
    }
}

/// Once, above the first request.
pub fn provide_reach() {
    let reach = *REACH.get_or_init(Reach::new);
    EventListener::new(&window(), "offline", move |_| reach.close()).forget();
    EventListener::new(&window(), "online", move |_| spawn_local(reach.ask())).forget();
    spawn_local(reach.ask());
    provide_context(reach);
}

/// The way to the bureau. Call it while a component is made.
#[must_use]
pub fn reach() -> Reach {
    use_context::<Reach>().unwrap_or_else(Reach::new)
}

/// How often the way was found closed, for who asks something now.
pub(super) fn closings() -> u32 {
    REACH.get().map_or(0, |reach| reach.closings.get_untracked())
}

/// An answer came. To what was asked before the way was found closed it says nothing of the way now.
pub(super) fn answered(response: &Response, closings: u32) {
    if let Some(reach) = REACH.get() {
        let said = response.headers().get("date").map(|date| Date::parse(&date)).filter(|millis| millis.is_finite());
        reach.heard_at.set(Some(said.map_or_else(device_now, crate::clock::from_millis)));
        if !reach.open.get_untracked() && reach.closings.get_untracked() == closings {
            reach.open.set(true);
        }
    }
}

pub(super) fn silent() {
    if let Some(reach) = REACH.get() {
        reach.close();
    }
}
