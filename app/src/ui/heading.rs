//! The heading of a page, which takes the focus when the page comes and names the tab; and the way past the menu.

use std::sync::atomic::{AtomicBool, Ordering};

use leptos::html;
use leptos::prelude::*;

use super::{MaybeText, Text};

/// The first page a browser loads starts at its top, as people expect; only going on moves the focus.
static WENT_ON: AtomicBool = AtomicBool::new(false);

/// The one `h1`. `problem` goes before the title of the tab ("Error: …"); `lead` is a line below; `passing` is for what
/// stands there only until the page itself comes.
#[component]
pub fn PageHeading(
    #[prop(into)] text: Text,
    #[prop(optional, into)] lead: MaybeText,
    #[prop(optional, into)] problem: MaybeText,
    #[prop(default = false)] passing: bool,
) -> impl IntoView {
    let node = NodeRef::<html::H1>::new();
    Effect::new(move |_| {
        if let Some(node) = node.get()
            && WENT_ON.fetch_or(!passing, Ordering::Relaxed)
        {
            drop(node.focus());
        }
    });
    Effect::new(move |_| {
        let problem = problem.get().map(|problem| format!("{problem} ")).unwrap_or_default();
        document().set_title(&format!("{problem}{} – Akkoord", text.get()));
    });
    view! {
        <div class="page-head">
            <h1 tabindex="-1" node_ref=node>
                {move || text.get()}
            </h1>
            {move || lead.get().map(|lead| view! { <p class="lead">{lead}</p> })}
        </div>
    }
}

/// The first stop of the Tab key: past the menu, to `main`.
#[component]
pub fn SkipLink(#[prop(into)] text: Text) -> impl IntoView {
    let go = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
        super::field::focus_by_id("main");
    };
    view! {
        <a class="skip" href="#main" on:click=go>
            {move || text.get()}
        </a>
    }
}
