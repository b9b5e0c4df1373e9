//! What was said back and forth about a passage, oldest first.

use leptos::prelude::*;

use super::Text;

/// Whose words an entry holds, seen from who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    Own,
    Other,
}

/// A row of entries.
#[component]
pub fn Thread(#[prop(into)] label: Text, children: Children) -> impl IntoView {
    view! {
        <ol class="thread" aria-label=move || label.get()>
            {children()}
        </ol>
    }
}

/// One entry: who, when (`machine_time` as RFC 3339, `time` in words), a status if there is one, and the words.
#[component]
pub fn ThreadEntry(
    voice: Voice,
    #[prop(into)] who: Text,
    #[prop(into)] time: Text,
    #[prop(into)] machine_time: String,
    #[prop(optional, into)] status: ViewFn,
    children: Children,
) -> impl IntoView {
    let class = match voice {
        Voice::Own => "thread-entry thread-own",
        Voice::Other => "thread-entry thread-other",
    };
    view! {
        <li class=class>
            <div class="thread-head">
                <strong>{move || who.get()}</strong>
                <time datetime=machine_time>{move || time.get()}</time>
            </div>
            {status.run()}
            <div class="stack-close">{children()}</div>
        </li>
    }
}
