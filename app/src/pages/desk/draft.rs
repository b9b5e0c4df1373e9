//! What is being written, kept on the server within a second: a lock, a reload or a lost network costs nothing.

use std::time::Duration;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::api::{Code, Draft, KeepDraft, path};
use shared::ids::{DossierId, ItemId};
use shared::time::Timestamp;

use super::refused::Refused;
use crate::api::{Failure, Nothing, delete, get, put};
use crate::clock;
use crate::session::session;
use crate::ui::{Busy, Glyph, Icon, announcer};
use crate::words::{Word, language, say};

const AFTER: Duration = Duration::from_millis(400);
const AGAIN: Duration = Duration::from_secs(4);

/// A passage while it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its number.
    pub id: u16,
    /// Its text, as it was typed.
    pub text: String,
}

/// How the draft stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There is none, and nothing to keep.
    Nothing,
    /// Something was typed that the server does not have yet.
    Soon,
    /// It is there, since then.
    At(Timestamp),
    /// It is not there, and why; it is tried again.
    Not(Failure),
}

/// A draft found on the server: what was written, and when it was saved.
pub type Found<T> = Option<(T, Timestamp)>;

/// Keeps one draft.
#[derive(Clone, Copy)]
pub struct Autosave {
    state: RwSignal<Kept>,
    path: StoredValue<String>,
    wanted: StoredValue<Option<String>>,
    saved: StoredValue<Option<String>>,
    turn: StoredValue<u64>,
    under_way: StoredValue<bool>,
}

impl Autosave {
    /// Keeps the draft about this item from now on; `since` is when an older one was saved.
    #[must_use]
    pub fn new(dossier: DossierId, item: ItemId, since: Option<Timestamp>) -> Self {
        let saver = Self {
            state: RwSignal::new(since.map_or(Kept::Nothing, Kept::At)),
            path: StoredValue::new(path::to(path::DRAFT, &[&dossier, &item])),
            wanted: StoredValue::new(None),
            saved: StoredValue::new(None),
            turn: StoredValue::new(0),
            under_way: StoredValue::new(false),
        };
        let entered = session().entered();
        Effect::new(move |_| {
            entered.track();
            saver.save();
        });
        saver.warn_before_leaving();
        on_cleanup(move || {
            if let (Some(body), Some(path)) = (saver.pending(), saver.path.try_get_value()) {
                spawn_local(async move { drop(put::<_, Nothing>(&path, &KeepDraft { body }).await) });
            }
        });
        saver
    }

    /// Follows what is written; what is there at first counts as kept.
    pub fn follow<T: Serialize>(self, body: impl Fn() -> T + 'static) {
        Effect::new(move |known: Option<()>| {
            let body = serde_json::to_string(&body()).unwrap_or_default();
            if known.is_none() {
                self.saved.set_value(Some(body));
            } else {
                self.wanted.set_value(Some(body));
                self.soon();
            }
        });
    }

    /// How it stands.
    #[must_use]
    pub fn state(self) -> ReadSignal<Kept> {
        self.state.read_only()
    }

    /// Ends it: what was written has been sent or thrown away.
    pub async fn end(self) -> Result<(), Failure> {
        self.wanted.set_value(None);
        let Some(path) = self.path.try_get_value() else { return Ok(()) };
        // What is still under way would come after the end and begin another draft.
        while self.under_way.try_get_value() == Some(true) {
            TimeoutFuture::new(50).await;
        }
        let gone = delete(&path).await;
        self.state.set(Kept::Nothing);
        gone
    }

    fn pending(self) -> Option<String> {
        let wanted = self.wanted.try_get_value().flatten()?;
        (self.saved.try_get_value().flatten().as_ref() != Some(&wanted)).then_some(wanted)
    }

    fn soon(self) {
        if self.pending().is_none() {
            return;
        }
        if !matches!(self.state.get_untracked(), Kept::Not(_)) {
            self.state.set(Kept::Soon);
        }
        self.save_after(AFTER);
    }

    fn save_after(self, wait: Duration) {
        let Some(turn) = self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        }) else {
            return;
        };
        let save = move || {
            if self.turn.try_get_value() == Some(turn) {
                self.save();
            }
        };
        set_timeout(save, wait);
    }

    fn save(self) {
        let (Some(body), Some(path)) = (self.pending(), self.path.try_get_value()) else { return };
        if self.under_way.try_get_value() != Some(false) {
            return;
        }
        self.under_way.set_value(true);
        spawn_local(async move {
            let answer = put::<_, Draft>(&path, &KeepDraft { body: body.clone() }).await;
            if self.under_way.try_set_value(false).is_some() || self.wanted.get_value().is_none() {
                return;
            }
            match answer {
                Ok(draft) => {
                    self.saved.set_value(Some(body));
                    self.state.set(Kept::At(draft.saved_at));
                    self.soon();
                }
                Err(failure) => {
                    let again = failure.may_pass();
                    self.state.set(Kept::Not(failure));
                    if again {
                        self.save_after(AGAIN);
                    }
                }
            }
        });
    }

    fn warn_before_leaving(self) {
        let listen = EventListenerOptions { passive: false, ..EventListenerOptions::default() };
        let warn = EventListener::new_with_options(&window(), "beforeunload", listen, move |event| {
            if self.pending().is_some() {
                event.prevent_default();
            }
        });
        let warn = StoredValue::new_local(Some(warn));
        on_cleanup(move || warn.set_value(None));
    }
}

/// What was left on the server, before anything can be typed over it.
#[component]
pub fn WithDraft<T>(
    dossier: DossierId,
    item: ItemId,
    #[prop(into)] view: Callback<(Found<T>,), AnyView>,
) -> impl IntoView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    let found = RwSignal::new(None::<Found<T>>);
    let failure = RwSignal::new(None::<Failure>);
    let ask = move || {
        spawn_local(async move {
            match get::<Draft>(&path::to(path::DRAFT, &[&dossier, &item])).await {
                // What an older app wrote and this one cannot read is no reason to keep somebody from writing.
                Ok(draft) => found.set(Some(serde_json::from_str(&draft.body).ok().map(|body| (body, draft.saved_at)))),
                Err(none) if none.is(Code::NotFound) => found.set(Some(None)),
                Err(other) => failure.set(Some(other)),
            }
        });
    };
    let entered = session().entered();
    Effect::new(move |_| {
        entered.track();
        if found.with_untracked(Option::is_none) {
            ask();
        }
    });
    let again = Callback::new(move |()| ask());
    let here = Memo::new(move |_| found.with(Option::is_some));
    move || match (here.get(), found.get_untracked()) {
        (true, Some(found)) => view.run((found,)),
        _ if failure.with(Option::is_some) => view! { <Refused failure again /> }.into_any(),
        _ => view! { <Busy text=say(Word::DeskLoading) /> }.into_any(),
    }
}

/// Whether what she typed is safe; told aloud only when it is not.
#[component]
pub fn SaveState(saver: Autosave) -> impl IntoView {
    let (lang, announce, state) = (language(), announcer(), saver.state());
    let said = move || {
        let lang = lang.get();
        Some(match state.get() {
            Kept::Nothing => return None,
            Kept::Soon => lang.say(Word::DeskWriteSaving).to_owned(),
            Kept::At(at) => lang.fill(Word::DeskWriteSaved, &[("time", &clock::time(lang, at))]),
            Kept::Not(Failure::Offline) => lang.say(Word::DeskWriteUnsaved).to_owned(),
            Kept::Not(failure) => lang.fill(Word::DeskWriteUnsavedWhy, &[("why", &failure.said(lang))]),
        })
    };
    let lost = Memo::new(move |_| matches!(state.get(), Kept::Not(_)));
    Effect::new(move |_| {
        if lost.get() {
            announce(said().unwrap_or_default());
        }
    });
    let glyph = move || match state.get() {
        Kept::Nothing => None,
        Kept::Soon => Some(Glyph::Sync),
        Kept::At(_) => Some(Glyph::Check),
        Kept::Not(_) => Some(Glyph::Offline),
    };
    view! {
        <p class="save-state small icon-line" class:save-lost=lost data-test="save-state">
            {move || glyph().map(|glyph| view! { <Icon glyph /> })}
            <span class="numbers">{said}</span>
        </p>
    }
}
