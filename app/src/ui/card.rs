//! Things on the page that stand together: a card, a passkey, and the place where there is nothing yet.

use leptos::prelude::*;

use super::{Glyph, Icon, MaybeText, Text, fresh_id};

/// A card with a heading; `waits` marks what asks something of this person. `aside` stands beside the heading.
#[component]
pub fn Card(
    #[prop(into)] title: Text,
    #[prop(default = false)] waits: bool,
    #[prop(optional, into)] aside: ViewFn,
    children: Children,
) -> impl IntoView {
    let title_id = fresh_id("card");
    let labelled_by = title_id.clone();
    view! {
        <section class="card" class:card-waits=waits aria-labelledby=labelled_by>
            <div class="card-head">
                <h2 id=title_id>{move || title.get()}</h2>
                {aside.run()}
            </div>
            {children()}
        </section>
    }
}

/// One passkey: its name, where and when it came; the children are what one can do with it.
#[component]
pub fn KeyCard(
    #[prop(into)] name: Text,
    #[prop(into)] added: Text,
    #[prop(optional, into)] note: MaybeText,
    #[prop(default = Glyph::Fingerprint)] glyph: Glyph,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="card key-card">
            <Icon glyph big=true />
            <div class="stack-close">
                <h3>{move || name.get()}</h3>
                <p class="quiet small">{move || added.get()}</p>
                {move || note.get().map(|note| view! { <p>{note}</p> })}
                {children.map(|children| view! { <div class="row">{children()}</div> })}
            </div>
        </div>
    }
}

/// Nothing here yet: says why, and what comes.
#[component]
pub fn EmptyState(
    #[prop(into)] title: Text,
    #[prop(into)] text: Text,
    #[prop(default = Glyph::Document)] glyph: Glyph,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph big=true />
            <h2>{move || title.get()}</h2>
            <p class="quiet">{move || text.get()}</p>
            {children.map(|children| children())}
        </div>
    }
}
