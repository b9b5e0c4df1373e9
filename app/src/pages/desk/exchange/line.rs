//! One line of a list: what it would do or did, and what is wrong with which cell.

use leptos::prelude::*;
use shared::api::{LineState, TakenOn};
use shared::client_list::{CellFault, CellWhy, Column};
use shared::ids::DossierId;
use shared::text::TextError;

use super::take::Taking;
use crate::ui::{Glyph, StatusTag, Tone};
use crate::words::{DossierWord, Lang, Word, language, told};

/// What a line is now: a word, its tone and drawing, where it leads, and what is wrong.
#[derive(Clone, PartialEq, Eq)]
struct Shown {
    word: DossierWord,
    tone: Tone,
    glyph: Glyph,
    dossier: Option<DossierId>,
    faults: Vec<CellFault>,
}

impl Shown {
    fn of(taking: Taking, line: u32) -> Option<Self> {
        let is = |word, tone, glyph, dossier, faults| Self { word, tone, glyph, dossier, faults };
        let here = |dossier| is(DossierWord::ExchangeIsHere, Tone::Info, Glyph::Person, Some(dossier), Vec::new());
        let wrong = |faults| is(DossierWord::ExchangeIsWrong, Tone::Warn, Glyph::Alert, None, faults);
        Some(match (taking.told(line), taking.state(line)?) {
            (Some(TakenOn::Made { dossier }), _) => {
                is(DossierWord::ExchangeIsMade, Tone::Ok, Glyph::CheckRound, Some(dossier), Vec::new())
            }
            (Some(TakenOn::Here { dossier }), _) | (_, LineState::Here { dossier }) => here(dossier),
            (Some(TakenOn::Wrong { faults }), _) | (_, LineState::Wrong { faults }) => wrong(faults),
            (_, LineState::New { .. }) => is(DossierWord::ExchangeIsNew, Tone::Plain, Glyph::Plus, None, Vec::new()),
        })
    }
}

/// What is wrong with a cell and what to do, with the name of its column.
fn said(lang: Lang, CellFault { column, why }: CellFault) -> String {
    let form = match column {
        Column::Email => Word::DeskNewWrongEmail,
        Column::Phone => Word::DeskNewWrongPhone,
        _ => Word::FieldWrongForm,
    };
    let why = match why {
        CellWhy::Text(TextError::Form | TextError::TooLong { .. }) if column == Column::Number => {
            lang.say_later(DossierWord::ExchangeWrongNumber).to_owned()
        }
        CellWhy::Text(error) => error.said(lang, form),
        CellWhy::NoContact => lang.say_later(DossierWord::ExchangeWrongContact).to_owned(),
        CellWhy::Language => {
            let codes = Lang::ALL.iter().map(|lang| lang.code()).collect::<Vec<_>>().join(", ");
            lang.fill_later(DossierWord::ExchangeWrongLang, &[("codes", &codes)])
        }
        CellWhy::Above { line } => lang.fill_later(DossierWord::ExchangeWrongAbove, &[("line", &line.to_string())]),
        CellWhy::OfStaff => lang.say(Word::ErrorContactOfStaff).to_owned(),
    };
    lang.fill_later(DossierWord::ExchangeWrongCell, &[("column", column.title(lang)), ("why", &why)])
}

/// The line.
#[component]
pub fn Line(taking: Taking, line: u32) -> impl IntoView {
    let lang = language();
    let shown = Memo::new(move |_| Shown::of(taking, line));
    let name = taking.state(line).and_then(|state| match state {
        LineState::New { client } => Some(client.name.to_string()),
        _ => None,
    });
    let at = move || lang.get().fill_later(DossierWord::ExchangeLine, &[("n", &line.to_string())]);
    let word = move || shown.with(|shown| shown.as_ref().map(|shown| lang.get().say_later(shown.word)));
    let tone = Signal::derive(move || shown.with(|shown| shown.as_ref().map(|shown| shown.tone)).unwrap_or_default());
    let glyph = Signal::derive(move || shown.with(|shown| shown.as_ref().map(|shown| shown.glyph)));
    let dossier = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(|shown| shown.dossier)));
    let fine = move || shown.with(|shown| shown.as_ref().is_none_or(|shown| shown.faults.is_empty()));
    let faults = move || {
        let faults = shown.with(|shown| shown.as_ref().map(|shown| shown.faults.clone())).unwrap_or_default();
        faults.into_iter().map(|fault| view! { <li>{said(lang.get(), fault)}</li> }).collect_view()
    };
    view! {
        <li class="desk-line" data-test="list-line">
            <div class="stack-close">
                <span>{name}</span>
                <span class="quiet small numbers">{at}</span>
                <ul class="plain small" hidden=fine>{faults}</ul>
            </div>
            <StatusTag text=move || word().unwrap_or_default() tone glyph />
            {move || {
                dossier.get().map(|dossier| view! { <a href=format!("/dossiers/{dossier}")>{told(DossierWord::ExchangeSee)}</a> })
            }}
        </li>
    }
}
