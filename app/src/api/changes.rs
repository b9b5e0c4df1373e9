//! The stream of changes as the browser gives it: which log has grown, and when something may have been missed.

use gloo_events::EventListener;
use leptos::prelude::{RwSignal, Set};
use shared::api::{Changed, path};
use wasm_bindgen::JsCast as _;
use web_sys::{Event, EventSource, MessageEvent};

/// What the stream tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// A log has a new last entry.
    Log(Changed),
    /// The stream was away for a while: ask for everything on the screen again.
    Missed,
    /// The browser gave up on the stream; somebody has to open another.
    Lost,
}

/// An open stream; it ends when this is dropped.
pub struct Changes {
    source: EventSource,
    _listeners: [EventListener; 3],
}

impl Drop for Changes {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Opens the stream. The browser itself reconnects after a short loss; each time `Missed` follows.
pub fn changes(connected: RwSignal<bool>, tell: impl Fn(Change) + Clone + 'static) -> Option<Changes> {
    let source = EventSource::new(path::EVENTS).ok()?;
    let (news, opened, lost) = (tell.clone(), tell.clone(), tell);
    let on_changed = EventListener::new(&source, "changed", move |event| {
        if let Some(changed) = read(event) {
            news(Change::Log(changed));
        }
    });
    let on_open = EventListener::new(&source, "open", move |_| {
        connected.set(true);
        opened(Change::Missed);
    });
    let watched = source.clone();
    let on_error = EventListener::new(&source, "error", move |_| {
        connected.set(false);
        if watched.ready_state() == EventSource::CLOSED {
            lost(Change::Lost);
        }
    });
    Some(Changes { source, _listeners: [on_changed, on_open, on_error] })
}

fn read(event: &Event) -> Option<Changed> {
    let text = event.dyn_ref::<MessageEvent>()?.data().as_string()?;
    serde_json::from_str(&text).ok()
}
