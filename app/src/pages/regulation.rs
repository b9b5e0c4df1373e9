//! The regulation in our own plain words, for anybody to read: who, why, rights, terms, complaint.

use leptos::prelude::*;

use crate::api::reach;
use crate::parts::{HumanFacts, text};
use crate::ui::PageHeading;
use crate::words::{Word, language, say};

/// The authority that watches over personal data in the Netherlands.
const AUTHORITY: &str = "https://autoriteitpersoonsgegevens.nl";

#[component]
pub fn Regulation() -> impl IntoView {
    let face = reach().face();
    let bureau = Signal::derive(move || face.with(|face| face.name.as_ref().map(ToString::to_string)));
    view! {
        <article class="page stack" data-test="regulation">
            <PageHeading text=say(Word::PhoneRegulationTitle) lead=text(Word::PhoneRegulationLead) />
            <RegulationText bureau />
        </article>
    }
}

const PARTS: [(Word, &[Word]); 6] = [
    (Word::PhoneRegulationWhyTitle, &[Word::PhoneRegulationWhy1, Word::PhoneRegulationWhy2]),
    (Word::PhoneRegulationWhatTitle, &[Word::PhoneRegulationWhat1, Word::PhoneRegulationWhat2]),
    (
        Word::PhoneRegulationReadTitle,
        &[Word::PhoneRegulationRead1, Word::PhoneRegulationRead2, Word::PhoneRegulationRead3],
    ),
    (
        Word::PhoneRegulationJudgeTitle,
        &[Word::PhoneRegulationJudge1, Word::PhoneRegulationJudge2, Word::PhoneRegulationJudge3],
    ),
    (
        Word::PhoneRegulationRightsTitle,
        &[Word::PhoneRegulationRights1, Word::PhoneRegulationRights2, Word::PhoneRegulationRights3],
    ),
    (Word::PhoneRegulationKeepTitle, &[Word::PhoneRegulationKeep1, Word::PhoneRegulationKeep2]),
];

/// The text itself, also where she reads it before her first key.
#[component]
pub fn RegulationText(bureau: Signal<Option<String>>) -> impl IntoView {
    let lang = language();
    let who = move || match bureau.get() {
        Some(bureau) => lang.get().fill(Word::PhoneRegulationWho, &[("bureau", &bureau)]),
        None => lang.get().say(Word::PhoneRegulationWhoNobody).to_owned(),
    };
    let parts = PARTS
        .iter()
        .map(|(title, texts)| {
            let texts = texts.iter().map(|text| view! { <p>{say(*text)}</p> }).collect_view();
            view! {
                <section class="stack-close">
                    <h2>{say(*title)}</h2>
                    {texts}
                </section>
            }
        })
        .collect_view();
    view! {
        <div class="prose">
            <section class="stack-close">
                <h2>{say(Word::PhoneRegulationWhoTitle)}</h2>
                <p>{who}</p>
                <HumanFacts />
            </section>
            {parts}
            <section class="stack-close">
                <h2>{say(Word::PhoneRegulationComplaintTitle)}</h2>
                <p>{say(Word::PhoneRegulationComplaint1)}</p>
                <p>
                    {say(Word::PhoneRegulationComplaint2)} " "
                    <a class="consult-line" href=AUTHORITY rel="noreferrer">"autoriteitpersoonsgegevens.nl"</a>
                </p>
            </section>
        </div>
    }
}
