//! What covers everything when nobody has touched the screen for some minutes.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::{Glyph, Icon, Text, fresh_id};

/// Covers the page and keeps the focus while `locked`; Escape does not help. The page itself should also drop what it
/// shows: a cover is for the eyes, not for who opens the developer tools.
#[component]
pub fn LockScreen(
    #[prop(into)] locked: Signal<bool>,
    #[prop(into)] title: Text,
    #[prop(into)] text: Text,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let obey = move || {
        if let Some(node) = node.get_untracked() {
            match (locked.get_untracked(), node.open()) {
                (true, false) => drop(node.show_modal()),
                (false, true) => node.close(),
                _ => {}
            }
        }
    };
    Effect::new(move |_| {
        locked.track();
        node.track();
        obey();
    });
    let title_id = fresh_id("lock");
    let labelled_by = title_id.clone();
    view! {
        <dialog
            class="lock"
            node_ref=node
            aria-labelledby=labelled_by
            on:cancel=|event: Event| event.prevent_default()
            // A browser lets the second Escape through whatever the page says.
            on:close=move |_| obey()
        >
            <div class="lock-inner">
                <Icon glyph=Glyph::Lock big=true />
                <h1 id=title_id>{move || title.get()}</h1>
                <p>{move || text.get()}</p>
                {move || locked.get().then(|| children())}
            </div>
        </dialog>
    }
}
