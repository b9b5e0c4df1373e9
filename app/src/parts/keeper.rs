//! Keeps what somebody is writing on the server, within a second: a lock, a reload or a lost network costs nothing.

use std::time::Duration;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::api::{Draft, KeepDraft, path};
use shared::ids::{DossierId, ItemId};
use shared::time::Timestamp;

use super::TroubleNotice;
use crate::api::{Failure, Nothing, delete, get, put};
use crate::session::session;
use crate::trouble::Trouble;
use crate::ui::{Busy, Button, Notice, PageHeading, Tone};
use crate::words::{Word, say};

/// From the first letter that is not kept until it is sent, also while she types on.
const AFTER: Duration = Duration::from_millis(500);
/// Until it is tried again.
const AGAIN: Duration = Duration::from_secs(4);

/// How a draft stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
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
pub struct Keeper {
    state: RwSignal<Keeping>,
    path: StoredValue<String>,
    wanted: StoredValue<Option<String>>,
    saved: StoredValue<Option<String>>,
    kept_at: StoredValue<Option<Timestamp>>,
    turn: StoredValue<u64>,
    due: StoredValue<bool>,
    under_way: StoredValue<bool>,
    held: StoredValue<bool>,
}

impl Keeper {
    /// Keeps the draft about this item from now on; `since` is when an older one was saved.
    #[must_use]
    pub fn new(dossier: DossierId, item: ItemId, since: Option<Timestamp>) -> Self {
        let keeper = Self {
            state: RwSignal::new(since.map_or(Keeping::Nothing, Keeping::At)),
            path: StoredValue::new(path::to(path::DRAFT, &[&dossier, &item])),
            wanted: StoredValue::new(None),
            saved: StoredValue::new(None),
            kept_at: StoredValue::new(since),
            turn: StoredValue::new(0),
            due: StoredValue::new(false),
            under_way: StoredValue::new(false),
            held: StoredValue::new(false),
        };
        let entered = session().entered();
        Effect::new(move |_| {
            entered.track();
            keeper.save();
        });
        keeper.warn_before_leaving();
        on_cleanup(move || {
            if let (Some(body), Some(path)) = (keeper.pending(), keeper.path.try_get_value()) {
                spawn_local(async move { drop(put::<_, Nothing>(&path, &KeepDraft { body }).await) });
            }
        });
        keeper
    }

    /// Follows what is written; what is there at first, and after the end, counts as kept.
    pub fn follow<T: Serialize>(self, body: impl Fn() -> T + 'static) {
        Effect::new(move |_| {
            let body = serde_json::to_string(&body()).unwrap_or_default();
            if self.saved.with_value(Option::is_none) {
                self.saved.set_value(Some(body));
            } else {
                self.wanted.set_value(Some(body));
                self.soon();
            }
        });
    }

    /// How it stands.
    #[must_use]
    pub fn state(self) -> ReadSignal<Keeping> {
        self.state.read_only()
    }

    /// Keeps nothing more until [`Keeper::resume`], and waits for what is under way: a draft that lands after what it
    /// became would begin another.
    pub async fn hold(self) {
        self.held.try_set_value(true);
        self.due.try_set_value(false);
        self.turn.try_update_value(|turn| *turn = turn.wrapping_add(1));
        while self.under_way.try_get_value() == Some(true) {
            TimeoutFuture::new(20).await;
        }
    }

    /// It was not sent after all: goes on keeping.
    pub fn resume(self) {
        self.held.try_set_value(false);
        self.soon();
    }

    /// Ends it: what was written has been sent or thrown away.
    ///
    /// # Errors
    /// [`Failure`]: the draft may still be there; it ends by itself after thirty days.
    pub async fn end(self) -> Result<(), Failure> {
        self.hold().await;
        let Some(path) = self.path.try_get_value() else { return Ok(()) };
        delete(&path).await?;
        self.wanted.try_set_value(None);
        self.saved.try_set_value(None);
        self.kept_at.try_set_value(None);
        self.held.try_set_value(false);
        self.state.try_set(Keeping::Nothing);
        Ok(())
    }

    fn unsaved(self) -> Option<String> {
        let wanted = self.wanted.try_get_value().flatten()?;
        (self.saved.try_get_value().flatten().as_ref() != Some(&wanted)).then_some(wanted)
    }

    fn pending(self) -> Option<String> {
        self.unsaved().filter(|_| self.held.try_get_value() == Some(false))
    }

    fn soon(self) {
        if self.pending().is_none() || self.due.try_get_value() != Some(false) {
            return;
        }
        if !matches!(self.state.get_untracked(), Keeping::Not(_)) {
            self.state.set(Keeping::Soon);
        }
        self.due.set_value(true);
        self.save_after(AFTER);
    }

    fn save_after(self, wait: Duration) {
        let turn = self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        let save = move || {
            if self.turn.try_get_value() == turn && self.due.try_set_value(false).is_none() {
                self.save();
            }
        };
        set_timeout(save, wait);
    }

    fn save(self) {
        if self.under_way.try_get_value() != Some(false) {
            return;
        }
        let (Some(body), Some(path)) = (self.pending(), self.path.try_get_value()) else {
            // She took back what she had typed: what is kept is what stands there.
            if self.unsaved().is_none() && matches!(self.state.try_get_untracked(), Some(Keeping::Soon)) {
                self.state.set(self.kept_at.get_value().map_or(Keeping::Nothing, Keeping::At));
            }
            return;
        };
        self.under_way.set_value(true);
        spawn_local(async move {
            let answer = put::<_, Draft>(&path, &KeepDraft { body: body.clone() }).await;
            if self.under_way.try_set_value(false).is_none() {
                self.took(answer, body);
            }
        });
    }

    fn took(self, answer: Result<Draft, Failure>, body: String) {
        match answer {
            Ok(draft) => {
                self.saved.set_value(Some(body));
                self.kept_at.set_value(Some(draft.saved_at));
                // What she typed while it was on its way is not there yet: it does not say so before it is.
                let more = self.pending().is_some();
                self.state.set(if more { Keeping::Soon } else { Keeping::At(draft.saved_at) });
                self.soon();
            }
            Err(failure) => {
                let again = failure.may_pass();
                self.state.set(Keeping::Not(failure));
                self.due.set_value(false);
                if again {
                    self.save_after(AGAIN);
                }
            }
        }
    }

    fn warn_before_leaving(self) {
        let listen = EventListenerOptions { passive: false, ..EventListenerOptions::default() };
        let warn = EventListener::new_with_options(&window(), "beforeunload", listen, move |event| {
            if self.unsaved().is_some() {
                event.prevent_default();
            }
        });
        let warn = StoredValue::new_local(Some(warn));
        on_cleanup(move || warn.set_value(None));
    }
}

/// What was left on the server, before anything can be typed over it. What it cannot read it leaves alone. `alone` says that
/// the page has no other heading meanwhile.
#[component]
pub fn WithDraft<T>(
    dossier: DossierId,
    item: ItemId,
    #[prop(into)] view: Callback<(Found<T>,), AnyView>,
    #[prop(default = false)] alone: bool,
) -> impl IntoView
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    let found = RwSignal::new(None::<Found<T>>);
    let (trouble, newer) = (RwSignal::new(None::<Trouble>), RwSignal::new(false));
    let ask = move || {
        trouble.set(None);
        spawn_local(async move {
            match get::<Draft>(&path::to(path::DRAFT, &[&dossier, &item])).await {
                Ok(draft) => match serde_json::from_str(&draft.body) {
                    Ok(body) => drop(found.try_set(Some(Some((body, draft.saved_at))))),
                    // A newer program wrote it: whatever were typed here would take its place.
                    Err(_) => drop(newer.try_set(true)),
                },
                Err(none) if none.is_nothing_here() => drop(found.try_set(Some(None))),
                // The lock or the sign-in stands in front of this, and it is asked again behind it.
                Err(closed) if closed.is_locked() || closed.is_signed_out() => {}
                Err(other) => drop(trouble.try_set(Some(other.into()))),
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
    let here = Memo::new(move |_| found.with(Option::is_some));
    let heading = move |word: Word| alone.then(|| view! { <PageHeading text=say(word) passing=true /> });
    move || match (here.get(), found.get_untracked()) {
        (true, Some(found)) => view.run((found,)),
        _ if newer.get() => view! {
            {heading(Word::PhoneNotDone)}
            <Notice title=say(Word::PhoneDraftNewer) tone=Tone::Warn>
                <p>{say(Word::PhoneDraftNewerText)}</p>
                <Button text=say(Word::PhoneRetry) on_press=|| drop(window().location().reload()) mark="draft-newer" />
            </Notice>
        }
        .into_any(),
        _ if trouble.with(Option::is_some) => view! {
            {heading(Word::PhoneNotDone)}
            <TroubleNotice trouble />
            <Button text=say(Word::PhoneRetry) on_press=ask />
        }
        .into_any(),
        _ if alone => view! { <PageHeading text=say(Word::PhoneLoading) passing=true /> }.into_any(),
        _ => view! { <Busy text=say(Word::PhoneLoading) /> }.into_any(),
    }
}
