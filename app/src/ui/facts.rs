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

/// More for who wants it.
#[component]
pub fn Disclosure(
    #[prop(into)] summary: Text,
    #[prop(default = false)] open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open>
            <summary>
                <Icon glyph=Glyph::Chevron />
                <span>{move || summary.get()}</span>
            </summary>
            <div>{children()}</div>
        </details>
    }
}
