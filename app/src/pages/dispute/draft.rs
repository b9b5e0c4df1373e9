//! Her draft: saved by the bureau while she types, thrown away when it was sent.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use shared::api::{Draft, KeepDraft, path};
use shared::time::Timestamp;

use crate::api::{self, Failure};
use crate::clock;
use crate::pages::summary::Place;
use crate::words::{Word, language};

/// A passage she marked, as the draft keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptMark {
    pub passage: u16,
    pub proposed: String,
    pub why: String,
}

/// Everything she typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Kept {
    pub marks: Vec<KeptMark>,
    pub remark: String,
}

/// How the draft stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Untouched,
    Saving,
    Saved(Timestamp),
    Failed(Failure),
}

/// The keeper of one draft.
#[derive(Clone, Copy)]
pub(super) struct Keeper {
    path: StoredValue<String>,
    state: RwSignal<State>,
    pending: StoredValue<Option<Timeout>, LocalStorage>,
    latest: StoredValue<Option<Kept>>,
    done: StoredValue<bool>,
}

const PAUSE_MILLIS: u32 = 600;
const AGAIN_MILLIS: u32 = 3_000;

impl Keeper {
    pub(super) fn new(place: Place) -> Self {
        let keeper = Self {
            path: StoredValue::new(path::to(path::DRAFT, &[&place.dossier, &place.consult])),
            state: RwSignal::new(State::Untouched),
            pending: StoredValue::new_local(None),
            latest: StoredValue::new(None),
            done: StoredValue::new(false),
        };
        on_cleanup(move || keeper.flush());
        keeper
    }

    /// What she left here before.
    pub(super) async fn fetch(self) -> Result<Kept, Failure> {
        match api::get::<Draft>(&self.path.get_value()).await {
            Ok(draft) => {
                self.state.try_set(State::Saved(draft.saved_at));
                Ok(serde_json::from_str(&draft.body).unwrap_or_default())
            }
            Err(failure) if failure.is_nothing_here() => Ok(Kept::default()),
            Err(failure) => Err(failure),
        }
    }

    /// Saves this soon, unless more follows.
    pub(super) fn keep(self, kept: Kept) {
        if self.latest.with_value(|latest| latest.as_ref() == Some(&kept)) || self.done.get_value() {
            return;
        }
        self.latest.set_value(Some(kept));
        self.state.set(State::Saving);
        self.save_in(PAUSE_MILLIS);
    }

    /// What stands in the form already: nothing to save.
    pub(super) fn known(self, kept: Kept) {
        self.latest.set_value(Some(kept));
    }

    fn save_in(self, millis: u32) {
        self.pending.set_value(Some(Timeout::new(millis, move || {
            // The page may be gone; then leaving it has saved.
            if let (Some(path), Some(Some(kept))) = (self.path.try_get_value(), self.latest.try_get_value()) {
                spawn_local(self.save(path, kept));
            }
        })));
    }

    async fn save(self, path: String, kept: Kept) {
        let answer = put(&path, &kept).await;
        if self.latest.try_with_value(|latest| latest.as_ref() == Some(&kept)) != Some(true)
            || self.done.try_get_value() != Some(false)
        {
            return;
        }
        match answer {
            Ok(draft) => {
                self.pending.set_value(None);
                self.state.set(State::Saved(draft.saved_at));
            }
            Err(failure) => {
                self.state.set(State::Failed(failure));
                self.save_in(AGAIN_MILLIS);
            }
        }
    }

    /// She leaves the page before the pause was over.
    fn flush(self) {
        let waits = self.pending.try_with_value(Option::is_some) == Some(true);
        let done = self.done.try_get_value() == Some(true);
        if let (true, false, Some(path), Some(Some(kept))) =
            (waits, done, self.path.try_get_value(), self.latest.try_get_value())
        {
            spawn_local(async move { drop(put(&path, &kept).await) });
        }
    }

    /// It was sent: the draft has done its work.
    pub(super) async fn discard(self) {
        self.done.set_value(true);
        self.pending.set_value(None);
        // One that stays behind ends by itself after thirty days.
        drop(api::delete(&self.path.get_value()).await);
    }
}

async fn put(path: &str, kept: &Kept) -> Result<Draft, Failure> {
    let body = serde_json::to_string(kept).map_err(|_cause| Failure::Broken)?;
    api::put::<_, Draft>(path, &KeepDraft { body }).await
}

/// Whether what she typed is safe.
#[component]
pub(super) fn DraftLine(keeper: Keeper) -> impl IntoView {
    let lang = language();
    let said = move || {
        let lang = lang.get();
        match keeper.state.get() {
            State::Untouched => String::new(),
            State::Saving => lang.say(Word::PhoneDraftSaving).to_owned(),
            State::Saved(at) => lang.fill(Word::PhoneDraftSaved, &[("time", &clock::time(lang, at))]),
            State::Failed(_) => lang.say(Word::PhoneDraftFailed).to_owned(),
        }
    };
    view! {
        <p class="small quiet numbers" role="status" data-test="draft-state">
            {said}
        </p>
    }
}
