//! What stood in something that is kept, before it was put right: fetched when she asks for it (M6a, R3.6).

use leptos::prelude::*;
use shared::api::{EarlierRecord, RecordPage, path};
use shared::dossier::records::RecordView;
use shared::ids::DossierId;

use crate::clock;
use crate::parts::record_words;
use crate::parts::{Shown, load};
use crate::ui::Disclosure;
use crate::words::{ClientWord, language, told};

/// What is folded away, where there is something.
#[component]
pub(super) fn Before(dossier: DossierId, view: RecordView) -> impl IntoView {
    let opened = RwSignal::new(false);
    (view.version > 1).then(|| {
        view! {
            <div data-test="kept-before">
                <Disclosure summary=told(ClientWord::KeptBefore) opened>
                    {move || opened.get().then(|| view! { <Versions dossier view /> })}
                </Disclosure>
            </div>
        }
    })
}

#[component]
fn Versions(dossier: DossierId, view: RecordView) -> impl IntoView {
    let lang = language();
    let loaded = load::<RecordPage>(move || path::to(path::RECORD, &[&dossier, &view.id]));
    let line = move |earlier: EarlierRecord| {
        let EarlierRecord { number, at, by, content } = earlier;
        let by = by.map(String::from);
        let written = move || {
            let lang = lang.get();
            let by = by.clone().unwrap_or_else(|| lang.say_later(ClientWord::LookSomebody).to_owned());
            let blanks = [("version", &*number.to_string()), ("name", &by), ("when", &clock::moment(lang, at))];
            lang.fill_later(ClientWord::KeptVersion, &blanks)
        };
        let value = move || {
            let lang = lang.get();
            let gone = || lang.say_later(ClientWord::KeptGone).to_owned();
            content.as_ref().map_or_else(gone, |content| record_words::value(lang, &content.value))
        };
        view! {
            <li class="stack-close">
                <p class="quiet small">{written}</p>
                <p class="said-text">{value}</p>
            </li>
        }
    };
    let shown = move |page: RwSignal<RecordPage>| {
        view! {
            <ul class="plain stack" data-test="kept-earlier">
                <For each=move || page.with(|page| page.earlier.clone()) key=|earlier| earlier.number children=line />
            </ul>
        }
    };
    view! { <Shown loaded view=shown /> }
}
