//! What changed in a text, for the eye and for the ear.

use leptos::prelude::*;
pub use shared::dossier::changes::Piece;

use super::Text;

/// The text with its changes. The words are spoken around each change, since few screen readers announce `ins` and
/// `del` by themselves: "added", "removed", "end of change".
#[component]
pub fn Diff(
    #[prop(into)] pieces: Signal<Vec<Piece>>,
    #[prop(into)] added: Text,
    #[prop(into)] removed: Text,
    #[prop(into)] end: Text,
) -> impl IntoView {
    let spoken = move |word: Text| view! { <span class="sr-only">" [" {move || word.get()} "] "</span> };
    view! {
        <p class="diff">
            {move || {
                pieces
                    .get()
                    .into_iter()
                    .map(|piece| match piece {
                        Piece::Same(text) => text.into_any(),
                        Piece::Added(text) => view! { <ins>{spoken(added)} {text} {spoken(end)}</ins> }.into_any(),
                        Piece::Removed(text) => view! { <del>{spoken(removed)} {text} {spoken(end)}</del> }.into_any(),
                    })
                    .collect_view()
            }}
        </p>
    }
}
