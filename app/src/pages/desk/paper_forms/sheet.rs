//! What is printed: the summary, and the answer sheet with a number, in the client's language whatever the page speaks.

use leptos::prelude::*;
use shared::api::{FormPage, Represents};
use shared::dossier::forms::Asked;
use shared::dossier::representatives::Power;

use super::super::represents::power as said_of;
use crate::parts::PassageList;
use crate::words::{DossierWord, Lang};

/// The sheets. What is said on them is the same sentence that she would sign on her phone.
#[component]
pub fn Sheet(page: FormPage) -> impl IntoView {
    let lang = page.lang;
    let word = move |word| lang.say_later(word);
    let client = page.client.to_string();
    let number = lang.fill_later(DossierWord::FormsSheetNumber, &[("number", &page.form.view.number.to_string())]);
    let text = page.held_on.map(|held_on| {
        let date = held_on.in_words(lang);
        view! {
            <section class="sheet stack" data-test="sheet-text">
                <p class="quiet">{page.bureau.to_string()}</p>
                <p>{lang.fill_later(DossierWord::FormsSheetFor, &[("name", &client)])}</p>
                <h3>{lang.fill_later(DossierWord::FormsSheetSummary, &[("date", &date)])}</h3>
                <p class="quiet">{number.clone()}</p>
                <PassageList passages=page.passages.clone() />
                <p>{word(DossierWord::FormsSheetJudge)}</p>
            </section>
        }
    });
    let coach = page.coach.as_ref().map_or_else(|| page.bureau.to_string(), ToString::to_string);
    let words = matches!(page.form.view.asked, Asked::Summary { .. });
    let represents = page.represents.clone().map(|(power, known)| view! { <Represented lang power known /> });
    view! {
        <div lang=lang.code() class="stack">
            {text}
            <section class="sheet stack" data-test="sheet-answer">
                <p class="quiet">{page.bureau.to_string()}</p>
                <h3>{word(DossierWord::FormsSheetAnswer)}</h3>
                <p class="sheet-number">{number}</p>
                <p>{lang.fill_later(DossierWord::FormsSheetFor, &[("name", &client)])}</p>
                <p>{word(DossierWord::FormsSheetAsk)}</p>
                <blockquote class="sentence">{page.form.sentence.clone()}</blockquote>
                {represents}
                <Boxes lang />
                {words.then(|| view! { <Lines label=word(DossierWord::FormsSheetWords) many=4 /> })}
                <Lines label=word(DossierWord::FormsSheetDate) many=1 />
                <Lines label=word(DossierWord::FormsSheetSign) many=2 />
                <p>{word(DossierWord::FormsSheetFree)}</p>
                <p>{lang.fill_later(DossierWord::FormsSheetBack, &[("coach", &coach)])}</p>
            </section>
        </div>
    }
}

/// Of who would act for her what her phone would show: by what power, by what proof, and where that person is reached (W9).
#[component]
fn Represented(lang: Lang, power: Power, known: Represents) -> impl IntoView {
    let reached = [known.email.map(String::from), known.phone.map(String::from)].into_iter().flatten();
    let reached = reached.collect::<Vec<_>>().join(", ");
    let fact = |name, said: String| {
        view! { <p>{lang.say_later(name)} ": " <strong>{said}</strong></p> }
    };
    view! {
        <div class="stack-close" data-test="sheet-represents">
            {fact(DossierWord::RepresentsSheetPower, lang.say_later(said_of(power)).to_owned())}
            {fact(DossierWord::RepresentsSheetProof, known.proof.to_string())}
            {fact(DossierWord::RepresentsSheetReached, reached)}
            <p>{lang.say_later(DossierWord::RepresentsSheetMay)}</p>
        </div>
    }
}

/// Yes and no, as equals.
#[component]
fn Boxes(lang: Lang) -> impl IntoView {
    let one = |word| {
        view! {
            <p class="sheet-choice">
                <span class="sheet-box" aria-hidden="true"></span>
                {lang.say_later(word)}
            </p>
        }
    };
    view! { <div class="sheet-choices">{one(DossierWord::FormsSheetYes)} {one(DossierWord::FormsSheetNo)}</div> }
}

/// Room to write.
#[component]
fn Lines(label: &'static str, many: usize) -> impl IntoView {
    let lines = (0..many).map(|_| view! { <div class="sheet-line"></div> }).collect_view();
    view! {
        <div class="sheet-write">
            <p class="small">{label}</p>
            {lines}
        </div>
    }
}
