//! A list of what is so (name and value), and what unfolds.

use leptos::prelude::*;

use super::{Glyph, Icon, Text};

/// A list of [`Fact`]s.
#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One name and its value.
#[component]
pub fn Fact(#[prop(into)] name: Text, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{move || name.get()}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// More for who wants it. `opened` follows whether it is, for what is costly to draw.
#[component]
pub fn Disclosure(
    #[prop(into)] summary: Text,
    #[prop(default = false)] open: bool,
    #[prop(optional)] opened: Option<RwSignal<bool>>,
    children: Children,
) -> impl IntoView {
    view! {
        <details
            class="disclosure"
            open=open
            on:toggle=move |event| {
                if let Some(opened) = opened {
                    opened.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
                }
            }
        >
            <summary>
                <Icon glyph=Glyph::Chevron />
                <span>{move || summary.get()}</span>
            </summary>
            <div>{children()}</div>
        </details>
    }
}
