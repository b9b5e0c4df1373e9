//! What a page asks the server for: asked again after each change, each touch and each loss of the network.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use shared::api::Code;

use crate::api::{self, Failure, live};
use crate::pages::NotFound;
use crate::session::session;
use crate::ui::{Busy, Button, Notice, Tone};
use crate::words::{Word, language, say};

/// Something on the server, as far as it is here.
pub struct Loaded<T: 'static> {
    value: RwSignal<Option<T>>,
    failure: RwSignal<Option<Failure>>,
    again: RwSignal<u32>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Loaded<T> {}

impl<T: Clone + Send + Sync + 'static> Loaded<T> {
    /// What is here now.
    #[must_use]
    pub fn get(self) -> Option<T> {
        self.value.get()
    }

    /// What is here now, for a handler.
    #[must_use]
    pub fn get_untracked(self) -> Option<T> {
        self.value.get_untracked()
    }

    /// Asks for it again.
    pub fn refresh(self) {
        self.again.update(|again| *again = again.wrapping_add(1));
    }
}

/// Asks for what is at this path, and again whenever something changed there.
pub fn load<T>(path: impl Fn() -> String + Send + Sync + 'static) -> Loaded<T>
where
    T: DeserializeOwned + Clone + PartialEq + Send + Sync + 'static,
{
    let loaded = Loaded { value: RwSignal::new(None), failure: RwSignal::new(None), again: RwSignal::new(0) };
    let (entered, pulse) = (session().entered(), live().pulse());
    let latest = StoredValue::new(0_u64);
    Effect::new(move |before: Option<(String, u64)>| {
        let (path, beat) = (path(), pulse.get());
        entered.track();
        loaded.again.track();
        let known = before.as_ref().is_some_and(|(known, _)| *known == path);
        let unasked = before.is_some_and(|(_, known)| known != beat);
        if !known {
            loaded.value.set(None);
        }
        latest.update_value(|latest| *latest = latest.wrapping_add(1));
        let (number, asked) = (latest.get_value(), path.clone());
        spawn_local(async move {
            let answer = if unasked { api::get_unasked::<T>(&asked).await } else { api::get::<T>(&asked).await };
            // An answer that was overtaken, or whose page is gone, is nobody's.
            if latest.try_get_value() == Some(number) {
                loaded.take(answer);
            }
        });
        (path, beat)
    });
    loaded
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Loaded<T> {
    fn take(self, answer: Result<T, Failure>) {
        match answer {
            Ok(value) => {
                self.failure.set(None);
                if self.value.with_untracked(|known| known.as_ref() != Some(&value)) {
                    self.value.set(Some(value));
                }
            }
            Err(failure) => self.failure.set(Some(failure)),
        }
    }
}

/// Shows what was loaded; until then that it is on its way, or why it did not come. What is shown stays in place when
/// it changes: `view` is made once and follows the signal.
#[component]
pub fn Shown<T, V, F>(loaded: Loaded<T>, view: F) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
    F: Fn(RwSignal<T>) -> V + Send + 'static,
{
    let here = Memo::new(move |_| loaded.value.with(Option::is_some));
    move || {
        if here.get()
            && let Some(value) = loaded.value.get_untracked()
        {
            let current = RwSignal::new(value);
            Effect::new(move |_| {
                if let Some(value) = loaded.value.get()
                    && current.with_untracked(|known| *known != value)
                {
                    current.set(value);
                }
            });
            return view(current).into_any();
        }
        view! { <NotHere loaded /> }.into_any()
    }
}

#[component]
fn NotHere<T>(loaded: Loaded<T>) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let lang = language();
    move || match loaded.failure.get() {
        None => view! { <Busy text=say(Word::PhoneLoading) /> }.into_any(),
        // The lock or the sign-in stands in front of this.
        Some(failure) if failure.is_locked() || failure.is_signed_out() => ().into_any(),
        Some(failure) if failure.is(Code::NotFound) || failure.refusal().is_some() => view! { <NotFound /> }.into_any(),
        Some(failure) => view! {
            <Notice title=move || failure.said(lang.get()) tone=Tone::Warn>
                <Button text=say(Word::PhoneRetry) on_press=move || loaded.refresh() />
            </Notice>
        }
        .into_any(),
    }
}
