//! Buttons and links that look like one: busy while something runs, blocked with the reason in sight.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::{Flag, Glyph, Icon, MaybeText, Spinner, Text, fresh_id};

/// How much a button asks for attention. One primary on a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    Primary,
    #[default]
    Secondary,
    Quiet,
    Danger,
}

impl Look {
    /// The names that the style has for it.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button button-secondary",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button. While `busy` a second tap does nothing; while `blocked` holds a reason it stays reachable, says why and
/// does nothing. `submit` makes it send the form it stands in. `mark` is its name for the browser tests, here and in
/// the other parts.
#[component]
pub fn Button(
    #[prop(into)] text: Text,
    #[prop(optional)] look: Look,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(optional, into)] busy: Flag,
    #[prop(optional, into)] busy_text: Option<Text>,
    #[prop(optional, into)] blocked: MaybeText,
    #[prop(default = false)] submit: bool,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    #[prop(optional)] mark: Option<&'static str>,
) -> impl IntoView {
    let reason_id = fresh_id("reason");
    let described_by = reason_id.clone();
    let press = move |event: MouseEvent| {
        if busy.get_untracked() || blocked.is_some_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let said = move || if busy.get() { busy_text.unwrap_or(text).get() } else { text.get() };
    view! {
        <span class="button-wrap">
            <button
                type=if submit { "submit" } else { "button" }
                class=look.class()
                data-test=mark
                aria-busy=move || busy.get().then_some("true")
                aria-disabled=move || (busy.get() || blocked.is_some()).then_some("true")
                aria-describedby=move || blocked.is_some().then(|| described_by.clone())
                on:click=press
            >
                {move || match (busy.get(), glyph) {
                    (true, _) => Some(view! { <Spinner /> }.into_any()),
                    (false, Some(glyph)) => Some(view! { <Icon glyph /> }.into_any()),
                    (false, None) => None,
                }}
                <span>{said}</span>
            </button>
            {move || {
                blocked
                    .get()
                    .map(|reason| {
                        view! {
                            <span class="button-reason" id=reason_id.clone()>
                                <Icon glyph=Glyph::Info />
                                <span>{reason}</span>
                            </span>
                        }
                    })
            }}
        </span>
    }
}

/// A link that looks like a button: for going somewhere, never for doing something.
#[component]
pub fn ButtonLink(
    #[prop(into)] text: Text,
    #[prop(into)] href: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(optional)] mark: Option<&'static str>,
) -> impl IntoView {
    view! {
        <a class=look.class() href=href data-test=mark>
            {glyph.map(|glyph| view! { <Icon glyph /> })}
            <span>{move || text.get()}</span>
        </a>
    }
}
