//! What a page asks the server for: asked again after each change, each touch and each loss of the network.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

use crate::api::{self, Failure, live};
use crate::pages::NotFound;
use crate::session::session;
use crate::ui::{Busy, Button, Notice, PageHeading, Tone};
use crate::words::{Word, language, say};

/// Something on the server, as far as it is here.
pub struct Loaded<T: 'static> {
    value: RwSignal<Option<T>>,
    asking: Asking,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Loaded<T> {}

/// What is the same for everything that is asked for, so that the program holds it once.
#[derive(Clone, Copy)]
struct Asking {
    here: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    again: RwSignal<u32>,
}

impl<T: Clone + Send + Sync + 'static> Loaded<T> {
    /// What is here now.
    #[must_use]
    pub fn get(self) -> Option<T> {
        self.value.get()
    }

    /// Whether it came, or is told not to come.
    #[must_use]
    pub fn is_settled(self) -> bool {
        self.asking.here.get() || self.asking.failure.with(Option::is_some)
    }

    /// What is here now, looked at where it lies.
    pub fn with<U>(self, look: impl FnOnce(Option<&T>) -> U) -> U {
        self.value.with(|value| look(value.as_ref()))
    }

    /// What is here now, for a handler.
    #[must_use]
    pub fn get_untracked(self) -> Option<T> {
        self.value.get_untracked()
    }

    /// Asks for it again.
    pub fn refresh(self) {
        self.asking.refresh();
    }
}

/// Asks for what is at this path, and again whenever something changed there.
pub fn load<T>(path: impl Fn() -> String + Send + Sync + 'static) -> Loaded<T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    let pulse = live().pulse();
    follow(move || Some((path(), pulse.get())))
}

/// Asks for what never changes, once it is wanted: the path says so by being there.
pub fn load_still<T>(path: impl Fn() -> Option<String> + Send + Sync + 'static) -> Loaded<T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    follow(move || Some((path()?, 0)))
}

fn follow<T>(path: impl Fn() -> Option<(String, u64)> + Send + Sync + 'static) -> Loaded<T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    let value = RwSignal::new(None::<T>);
    let asking = Asking { here: RwSignal::new(false), failure: RwSignal::new(None), again: RwSignal::new(0) };
    let take = move |text: Option<&str>| {
        value.set(text.map(api::read::<T>).transpose()?);
        Ok(())
    };
    asking.follow(Box::new(path), Box::new(take));
    Loaded { value, asking }
}

/// Where it is, and how often something changed there; nothing while it is not wanted.
type Path = Box<dyn Fn() -> Option<(String, u64)> + Send + Sync>;
/// Keeps what was answered, or forgets what was kept.
type Take = Box<dyn Fn(Option<&str>) -> Result<(), Failure> + Send + Sync>;

impl Asking {
    fn refresh(self) {
        self.again.update(|again| *again = again.wrapping_add(1));
    }

    fn follow(self, path: Path, take: Take) {
        let entered = session().entered();
        let (latest, kept) = (StoredValue::new(0_u64), StoredValue::new(String::new()));
        let take = StoredValue::new(take);
        Effect::new(move |before: Option<Option<(String, u64)>>| {
            let (path, beat) = path()?;
            entered.track();
            self.again.track();
            let before = before.flatten();
            let known = before.as_ref().is_some_and(|(known, _)| *known == path);
            let unasked = before.is_some_and(|(_, known)| known != beat);
            if !known {
                kept.set_value(String::new());
                self.here.set(false);
                drop(take.with_value(|take| take(None)));
            }
            latest.update_value(|latest| *latest = latest.wrapping_add(1));
            let (number, asked) = (latest.get_value(), path.clone());
            spawn_local(async move {
                let answer = if unasked { api::get_text_unasked(&asked).await } else { api::get_text(&asked).await };
                // An answer that was overtaken, or whose page is gone, is nobody's.
                if latest.try_get_value() != Some(number) {
                    return;
                }
                let taken = answer.and_then(|text| {
                    if kept.with_value(|kept| *kept != text) {
                        take.with_value(|take| take(Some(&text)))?;
                        kept.set_value(text);
                    }
                    Ok(())
                });
                let failure = taken.err();
                // What is hers no more does not stay on her screen.
                let gone = failure.as_ref().is_some_and(Failure::is_nothing_here);
                if gone && self.here.get_untracked() {
                    kept.set_value(String::new());
                    self.here.set(false);
                    drop(take.with_value(|take| take(None)));
                }
                if failure.is_none() && !self.here.get_untracked() {
                    self.here.set(true);
                }
                self.failure.set(failure);
            });
            Some((path, beat))
        });
    }
}

/// Shows what was loaded; until then that it is on its way, or why it did not come. What is shown stays in place when
/// it changes: `view` is made once and follows the signal. `alone` says that the page has no other heading meanwhile.
#[component]
pub fn Shown<T, V, F>(loaded: Loaded<T>, view: F, #[prop(default = false)] alone: bool) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
    F: Fn(RwSignal<T>) -> V + Send + 'static,
{
    let make = move || {
        let current = RwSignal::new(loaded.value.get_untracked()?);
        Effect::new(move |_| {
            if let Some(value) = loaded.value.get() {
                current.set(value);
            }
        });
        Some(view(current).into_any())
    };
    here_or_not(loaded.asking, alone, Box::new(make))
}

fn here_or_not(asking: Asking, alone: bool, make: Box<dyn Fn() -> Option<AnyView> + Send>) -> AnyView {
    let here = Memo::new(move |_| asking.here.get());
    let shown = move || if here.get() { make() } else { None }.unwrap_or_else(|| not_here(asking, alone));
    shown.into_any()
}

fn not_here(asking: Asking, alone: bool) -> AnyView {
    let lang = language();
    let heading = move |word: Word| alone.then(|| view! { <PageHeading text=say(word) passing=true /> });
    let shown = move || match asking.failure.get() {
        None if alone => view! { <PageHeading text=say(Word::PhoneLoading) passing=true /> }.into_any(),
        None => view! { <Busy text=say(Word::PhoneLoading) /> }.into_any(),
        // The lock or the sign-in stands in front of this.
        Some(failure) if failure.is_locked() || failure.is_signed_out() => ().into_any(),
        Some(failure) if failure.is_nothing_here() => view! { <NotFound /> }.into_any(),
        Some(failure) => view! {
            <div class="stack">
                {heading(Word::PhoneNotDone)}
                <Notice title=move || failure.said(lang.get()) tone=Tone::Warn>
                    <Button text=say(Word::PhoneRetry) on_press=move || asking.refresh() />
                </Notice>
            </div>
        }
        .into_any(),
    };
    shown.into_any()
}
