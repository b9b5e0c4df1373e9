//! A summary as the client will read it, while it is written: in her language, with its head and what changed.

use leptos::prelude::*;
use shared::dossier::changes::changes_between;
use shared::dossier::summaries::Passage;
use shared::text::PassageText;

use super::editor::{Writing, texts_of};
use crate::clock;
use crate::parts::{ChangedPassages, PassageList};
use crate::session::session;
use crate::ui::{Disclosure, Notice};
use crate::words::{DossierWord, Word, told};

/// Folded away, and drawn only while it is open: comparing versions is work.
#[component]
pub fn Preview(writing: Writing) -> impl IntoView {
    let opened = RwSignal::new(false);
    view! {
        <div data-test="preview">
            <Disclosure summary=told(DossierWord::WritePreview) opened>
                {move || opened.get().then(|| view! { <Sheet writing /> })}
            </Disclosure>
        </div>
    }
}

#[component]
fn Sheet(writing: Writing) -> impl IntoView {
    let me = session().me();
    let (page, replaces) = (writing.page, writing.replaces);
    let lang = Memo::new(move |_| page.with(|page| page.lang));
    let title = move || {
        let date = page.with(|page| clock::near_day(lang.get(), page.view.held_on, page.today));
        lang.get().fill(Word::PhoneSummaryTitle, &[("date", &date)])
    };
    let written = move || {
        let coach = me.with(|me| me.as_ref().map(|me| me.name.to_string())).unwrap_or_default();
        let when = page.with(|page| clock::moment(lang.get(), page.at));
        let version = replaces.get().saturating_add(1).to_string();
        lang.get().fill(Word::PhoneSummaryWritten, &[("coach", &coach), ("when", &when), ("version", &version)])
    };
    let shown = move || {
        let written = writing.parts.written();
        let passage =
            |part: &super::draft::Written| PassageText::new(&part.text).ok().map(|text| Passage { id: part.id, text });
        let passages: Vec<Passage> = written.iter().filter_map(passage).collect();
        match replaces.get() {
            _ if passages.is_empty() => {
                view! { <p class="quiet">{told(DossierWord::WritePreviewEmpty)}</p> }.into_any()
            }
            0 => view! { <PassageList passages /> }.into_any(),
            before => {
                let changes = changes_between(texts_of(page).version(before), &passages);
                let changed = changes.iter().filter(|change| change.changed()).count();
                let count = u64::try_from(changed).unwrap_or(u64::MAX);
                let (one, many) = (Word::PhoneSummaryChangedOne, Word::PhoneSummaryChangedMany);
                view! {
                    <p class="small">{lang.get().count(one, many, count)}</p>
                    <ChangedPassages changes />
                }
                .into_any()
            }
        }
    };
    view! {
        <div class="page write-preview stack" lang=move || lang.get().code()>
            <h2>{title}</h2>
            <Notice title=move || lang.get().say(Word::PhoneSummaryNotYet) />
            <p class="small quiet">{written}</p>
            {shown}
        </div>
    }
}
