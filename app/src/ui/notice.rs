//! A message in the page, and one across it; both stay until what they say is no longer so.

use leptos::prelude::*;

use super::{Icon, Text, Tone};

/// A message with a title. Errors that appear after an action are read aloud at once.
#[component]
pub fn Notice(
    #[prop(into)] title: Text,
    #[prop(default = Tone::Info)] tone: Tone,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("notice {}", tone.class()) role=(tone == Tone::Danger).then_some("alert")>
            <Icon glyph=tone.glyph() />
            <div class="notice-body">
                <p class="notice-title">{move || title.get()}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}

/// A line across the page: no network, not sent yet, a new version of the app. Blocks nothing. What holds it says it.
#[component]
pub fn Banner(
    #[prop(into)] text: Text,
    #[prop(default = Tone::Info)] tone: Tone,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("notice banner {}", tone.class())>
            <Icon glyph=tone.glyph() />
            <div class="row-apart">
                <p>{move || text.get()}</p>
                {children.map(|children| children())}
            </div>
        </div>
    }
}
