//! A question on top of the page, by the browser's own dialog: it holds the focus and gives it back.

use leptos::html;
use leptos::prelude::*;

use super::{Text, fresh_id};

/// Opens and closes with `open`. Keep it in the page while closed, or the focus cannot return.
/// Escape closes it, and is told through `on_close` like any other way.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Text,
    #[prop(optional, into)] on_close: Option<Callback<()>>,
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let wanted = open.get();
        if let Some(node) = node.get() {
            match (wanted, node.open()) {
                (true, false) => drop(node.show_modal()),
                (false, true) => node.close(),
                _ => {}
            }
        }
    });
    let closed = move |_| {
        open.set(false);
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    let title_id = fresh_id("dialog");
    let labelled_by = title_id.clone();
    view! {
        <dialog class="dialog" node_ref=node aria-labelledby=labelled_by on:close=closed>
            <div class="dialog-inner">
                // The question has the focus, not one of its answers.
                <h2 id=title_id tabindex="-1" autofocus>
                    {move || title.get()}
                </h2>
                {move || open.get().then(|| children())}
            </div>
        </dialog>
    }
}
