//! One stream of changes for the whole tab: pages follow its pulse and ask again for what they show.

use std::cell::Cell;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::path;

use super::{Change, Changes, Nothing, changes, get_unasked};
use crate::clock::device_now;

const AGAIN_MILLIS: u32 = 4_000;
/// A tab that was hidden for longer than this counts as one that slept.
const ASLEEP_MILLIS: i64 = 30_000;

/// What changes while somebody looks.
#[derive(Clone, Copy)]
pub struct Live {
    pulse: RwSignal<u64>,
    connected: RwSignal<bool>,
    visible: RwSignal<bool>,
}

impl Live {
    fn new() -> Self {
        Self { pulse: RwSignal::new(0), connected: RwSignal::new(false), visible: RwSignal::new(!document().hidden()) }
    }

    /// Whether somebody can look at this tab.
    #[must_use]
    pub fn visible(self) -> ReadSignal<bool> {
        self.visible.read_only()
    }

    /// Beats with each change, and whenever something may have been missed: read it where you fetch.
    #[must_use]
    pub fn pulse(self) -> ReadSignal<u64> {
        self.pulse.read_only()
    }

    /// Whether news comes in at this moment.
    #[must_use]
    pub fn connected(self) -> ReadSignal<bool> {
        self.connected.read_only()
    }

    fn beat(self) {
        self.pulse.update(|pulse| *pulse = pulse.wrapping_add(1));
    }
}

/// Once, below the session; the stream is open while `wanted`.
pub fn provide_live(wanted: Signal<bool>) {
    let live = Live::new();
    let stream = StoredValue::new_local(None::<Changes>);
    let attempt = RwSignal::new(0_u32);
    Effect::new(move |_| {
        attempt.track();
        let open = wanted.get();
        stream.set_value(None);
        live.connected.set(false);
        if open {
            stream.set_value(changes(live.connected, move |change| match change {
                Change::Log(_) | Change::Missed => live.beat(),
                Change::Lost => open_again(attempt),
            }));
        }
    });
    // A phone that slept, or found its network again, may have missed anything. A stream of before may look alive and
    // bring nothing any more, so after a while another is opened.
    let woke = move |long: bool| {
        if wanted.get_untracked() && !document().hidden() {
            if long {
                attempt.update(|attempt| *attempt = attempt.wrapping_add(1));
            } else {
                live.beat();
            }
        }
    };
    EventListener::new(&window(), "online", move |_| woke(true)).forget();
    let hidden_at = Cell::new(device_now().0);
    EventListener::new(&document(), "visibilitychange", move |_| {
        live.visible.set(!document().hidden());
        let now = device_now().0;
        if document().hidden() {
            hidden_at.set(now);
        } else {
            woke(now.saturating_sub(hidden_at.get()) > ASLEEP_MILLIS);
        }
    })
    .forget();
    provide_context(live);
}

/// A refused stream says not why; an ordinary question does, and the session hears of it.
fn open_again(attempt: RwSignal<u32>) {
    Timeout::new(AGAIN_MILLIS, move || {
        spawn_local(async move {
            drop(get_unasked::<Nothing>(path::ME).await);
            attempt.update(|attempt| *attempt = attempt.wrapping_add(1));
        });
    })
    .forget();
}

/// The pulse of changes. Call it while a component is made.
#[must_use]
pub fn live() -> Live {
    use_context::<Live>().unwrap_or_else(Live::new)
}
