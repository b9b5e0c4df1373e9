//! How something stands: a word with a drawing and a tone, or what the program is busy with.

use leptos::prelude::*;

use super::{Glyph, Icon, Text};

/// The colour of a message; the words carry the meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Info,
    Ok,
    Warn,
    Danger,
}

impl Tone {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "tone-plain",
            Self::Info => "tone-info",
            Self::Ok => "tone-ok",
            Self::Warn => "tone-warn",
            Self::Danger => "tone-danger",
        }
    }

    pub(super) const fn glyph(self) -> Glyph {
        match self {
            Self::Plain | Self::Info => Glyph::Info,
            Self::Ok => Glyph::CheckRound,
            Self::Warn => Glyph::Alert,
            Self::Danger => Glyph::Stop,
        }
    }
}

/// A status: always a drawing and a word. Both may change while it is on the screen.
#[component]
pub fn StatusTag(
    #[prop(into)] text: Text,
    #[prop(optional, into)] tone: Signal<Tone>,
    #[prop(optional, into)] glyph: Signal<Option<Glyph>>,
) -> impl IntoView {
    view! {
        <span class=move || format!("tag {}", tone.get().class())>
            {move || {
                let glyph = glyph.get().unwrap_or_else(|| tone.get().glyph());
                view! { <Icon glyph /> }
            }}
            <span>{move || text.get()}</span>
        </span>
    }
}

/// A turning ring; stands still for who wants less motion.
#[component]
pub fn Spinner() -> impl IntoView {
    view! { <span class="spinner" aria-hidden="true"></span> }
}

/// A line that says what is going on, for whatever takes longer than a second.
#[component]
pub fn Busy(#[prop(into)] text: Text) -> impl IntoView {
    view! {
        <p class="busy" role="status">
            <Spinner />
            <span>{move || text.get()}</span>
        </p>
    }
}
