//! For a client, beside who keeps her data: whether there is paper too, where it lies and who holds the key (R3.3).

use leptos::prelude::*;
use shared::api::{DossierPage, path};
use shared::dossier::papers::Paper;
use shared::ids::DossierId;

use crate::clock;
use crate::parts::{WhichTrajectory, load};
use crate::session::session;
use crate::ui::{Fact, Facts};
use crate::words::{Word, language, say};

/// Nothing for who has no dossier.
#[component]
pub fn PaperLies() -> impl IntoView {
    let me = session().me();
    let dossiers = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.dossiers.clone()).unwrap_or_default()));
    view! {
        <For each=move || dossiers.get() key=|dossier| *dossier let:dossier>
            <Lies dossier />
        </For>
    }
}

#[component]
fn Lies(dossier: DossierId) -> impl IntoView {
    let lang = language();
    let page = load::<DossierPage>(move || path::to(path::DOSSIER, &[&dossier]));
    let known = Memo::new(move |_| page.get().map(|page| (page.paper, page.view.paper.map(|mark| mark.at))));
    let since = move || {
        let at = known.get()?.1?;
        Some(lang.get().fill(Word::PhonePaperSince, &[("when", &clock::day(lang.get(), at))]))
    };
    let lies = move || {
        Some(match known.get()?.0 {
            None => view! { <p>{say(Word::PhonePaperUnknown)}</p> }.into_any(),
            Some(Paper::Absent) => view! {
                <p>{say(Word::PhonePaperAbsent)}</p>
                <p class="quiet small">{since}</p>
            }
            .into_any(),
            Some(Paper::Kept { place, key_holder }) => view! {
                <p>{say(Word::PhonePaperKept)}</p>
                <Facts>
                    <Fact name=say(Word::PhonePaperPlace)>{place.to_string()}</Fact>
                    <Fact name=say(Word::PhonePaperKey)>{key_holder.to_string()}</Fact>
                </Facts>
                <p class="quiet small">{since}</p>
            }
            .into_any(),
        })
    };
    view! { <div class="stack-close" data-test="paper"><WhichTrajectory dossier /> {lies}</div> }
}
