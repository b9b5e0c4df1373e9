//! What the board asked the server for: on its way, here, or refused; asked again with each change.
//!
//! Unlike other pages it asks by itself every minute, which must not count as a touch of hers (F8), and it takes a
//! burst of news for one question.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

use crate::api::{Failure, get, get_unasked, live};
use crate::session::session;

/// News comes in bursts: what follows within this time is one question.
const BURST: Duration = Duration::from_millis(150);

/// What was asked for.
pub struct Fetched<T: Send + Sync + 'static> {
    here: RwSignal<Option<T>>,
    failure: RwSignal<Option<Failure>>,
    path: StoredValue<String>,
    turn: StoredValue<u64>,
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}
impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: DeserializeOwned + Send + Sync + 'static> Fetched<T> {
    /// Asks now, and again whenever something changed or the screen was unlocked.
    #[must_use]
    pub fn new(path: String) -> Self {
        let fetched = Self {
            here: RwSignal::new(None),
            failure: RwSignal::new(None),
            path: StoredValue::new(path),
            turn: StoredValue::new(0),
        };
        let (pulse, entered) = (live().pulse(), session().entered());
        Effect::new(move |before: Option<u64>| {
            pulse.track();
            let entered = entered.get();
            match before {
                Some(before) if before == entered => fetched.soon(),
                _ => fetched.ask(true),
            }
            entered
        });
        fetched
    }

    /// Asks again, because this person did something.
    pub fn again(self) {
        self.ask(true);
    }

    /// Asks again of the app's own accord.
    pub fn unasked(self) {
        self.ask(false);
    }

    fn soon(self) {
        let Some(turn) = self.next_turn() else { return };
        let ask = move || {
            if self.turn.try_get_value() == Some(turn) {
                self.ask(false);
            }
        };
        set_timeout(ask, BURST);
    }

    fn next_turn(self) -> Option<u64> {
        self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        })
    }

    fn ask(self, hers: bool) {
        let (Some(turn), Some(path)) = (self.next_turn(), self.path.try_get_value()) else { return };
        spawn_local(async move {
            let answer = if hers { get::<T>(&path).await } else { get_unasked::<T>(&path).await };
            // A later question has a newer answer.
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(value) => {
                    self.failure.set(None);
                    self.here.set(Some(value));
                }
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }
}

impl<T: Send + Sync + 'static> Fetched<T> {
    /// What is here, if it is.
    #[must_use]
    pub fn here(self) -> ReadSignal<Option<T>> {
        self.here.read_only()
    }

    /// Why the last question got no answer.
    #[must_use]
    pub fn failure(self) -> ReadSignal<Option<Failure>> {
        self.failure.read_only()
    }
}
