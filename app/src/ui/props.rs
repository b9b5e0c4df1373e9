//! What a part may be given: a text, perhaps a text, a yes or no; each fixed or changing.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

/// A text on the screen: a literal, a `String`, or a closure that is read again when the language changes.
#[derive(Clone, Copy)]
pub struct Text(Signal<String>);

impl Text {
    /// The text as it is now; whoever asks is told when it changes.
    #[must_use]
    pub fn get(self) -> String {
        self.0.get()
    }
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self(Signal::stored(text.to_owned()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Signal::stored(text))
    }
}

impl From<Signal<String>> for Text {
    fn from(text: Signal<String>) -> Self {
        Self(text)
    }
}

impl<F, S> From<F> for Text
where
    F: Fn() -> S + Send + Sync + 'static,
    S: Into<String>,
{
    fn from(text: F) -> Self {
        Self(Signal::derive(move || text().into()))
    }
}

/// A text that is not always there, such as an error.
#[derive(Clone, Copy, Default)]
pub struct MaybeText(Signal<Option<String>>);

impl MaybeText {
    /// The text, if there is one now.
    #[must_use]
    pub fn get(self) -> Option<String> {
        self.0.get()
    }

    /// Whether there is a text now.
    #[must_use]
    pub fn is_some(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// Whether there is a text, for a handler that need not hear of changes.
    #[must_use]
    pub fn is_some_untracked(self) -> bool {
        self.0.with_untracked(Option::is_some)
    }
}

impl From<Text> for MaybeText {
    fn from(text: Text) -> Self {
        Self(Signal::derive(move || Some(text.get())))
    }
}

impl From<&'static str> for MaybeText {
    fn from(text: &'static str) -> Self {
        Self(Signal::stored(Some(text.to_owned())))
    }
}

impl From<Signal<Option<String>>> for MaybeText {
    fn from(text: Signal<Option<String>>) -> Self {
        Self(text)
    }
}

impl From<RwSignal<Option<String>>> for MaybeText {
    fn from(text: RwSignal<Option<String>>) -> Self {
        Self(text.into())
    }
}

impl<F, S> From<F> for MaybeText
where
    F: Fn() -> Option<S> + Send + Sync + 'static,
    S: Into<String>,
{
    fn from(text: F) -> Self {
        Self(Signal::derive(move || text().map(Into::into)))
    }
}

/// Yes or no, fixed or changing.
#[derive(Clone, Copy, Default)]
pub struct Flag(Signal<bool>);

impl Flag {
    /// What it is now; whoever asks is told when it changes.
    #[must_use]
    pub fn get(self) -> bool {
        self.0.get()
    }

    /// What it is now, for a handler.
    #[must_use]
    pub fn get_untracked(self) -> bool {
        self.0.get_untracked()
    }
}

impl From<bool> for Flag {
    fn from(flag: bool) -> Self {
        Self(Signal::stored(flag))
    }
}

impl From<Signal<bool>> for Flag {
    fn from(flag: Signal<bool>) -> Self {
        Self(flag)
    }
}

impl From<RwSignal<bool>> for Flag {
    fn from(flag: RwSignal<bool>) -> Self {
        Self(flag.into())
    }
}

impl From<Memo<bool>> for Flag {
    fn from(flag: Memo<bool>) -> Self {
        Self(flag.into())
    }
}

impl<F> From<F> for Flag
where
    F: Fn() -> bool + Send + Sync + 'static,
{
    fn from(flag: F) -> Self {
        Self(Signal::derive(flag))
    }
}

static NEXT: AtomicU32 = AtomicU32::new(1);

/// An id no other element of the page has.
#[must_use]
pub fn fresh_id(stem: &str) -> String {
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
