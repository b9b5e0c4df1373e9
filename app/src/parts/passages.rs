//! The text of a summary, as it is and with what changed in it.

use leptos::prelude::*;
use shared::dossier::changes::PassageChange;
use shared::dossier::summaries::Passage;

use crate::ui::{Diff, Piece};
use crate::words::{Word, say};

/// The passages of one version.
#[component]
pub fn PassageList(passages: Vec<Passage>) -> impl IntoView {
    let shown = passages
        .into_iter()
        .map(|passage| view! { <p class="passage" data-test="passage">{String::from(passage.text)}</p> })
        .collect_view();
    view! { <div class="stack-close">{shown}</div> }
}

/// The passages with their changes, for the eye and for the ear.
#[component]
pub fn ChangedPassages(changes: Vec<PassageChange>) -> impl IntoView {
    let shown = changes
        .into_iter()
        .map(|change| {
            let class = if change.changed() { "passage passage-changed" } else { "passage" };
            view! {
                <div class=class data-test="passage">
                    <Changes pieces=change.pieces />
                </div>
            }
        })
        .collect_view();
    view! { <div class="stack-close">{shown}</div> }
}

#[component]
fn Changes(pieces: Vec<Piece>) -> impl IntoView {
    view! {
        <Diff
            pieces=Signal::stored(pieces)
            added=say(Word::UiAdded)
            removed=say(Word::UiRemoved)
            end=say(Word::UiChangeEnds)
        />
    }
}
