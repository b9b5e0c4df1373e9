//! The number of a client in the system beside this one, at the desk: shown on her page, put right next to the intake.

use leptos::prelude::*;
use shared::access::Act;
use shared::api::{DossierPage, Elsewhere, RecordsPage};
use shared::dossier::Command;
use shared::ids::DossierId;
use shared::text::{SystemNumber, TextError};

use crate::clock;
use crate::pages::desk::edit_form::EditForm;
use crate::pages::desk::form::{Wrong, Wrongs};
use crate::pages::desk::passage_fields::focus_soon;
use crate::pages::desk::sending::Sending;
use crate::ui::{Button, Card, Field, Glyph, Look, Text, announcer};
use crate::words::{DossierWord, Lang, RecordWord, Word, language, say, told};

const CARD: &str = "number-elsewhere";
const NUMBER: &str = "number-field";

/// What the number is called: by the system it is of, or else the one that the regulation names.
fn called(lang: Lang, known: &Elsewhere) -> String {
    let system = known.number.as_ref().map(|line| &line.there.system).or(known.system.as_ref());
    let system = system.map(ToString::to_string).unwrap_or_default();
    lang.fill_later(DossierWord::ExchangeNumber, &[("system", &system)])
}

/// Her number, on top of her page.
#[component]
pub fn NumberLine(page: RwSignal<DossierPage>) -> impl IntoView {
    let lang = language();
    let said = move || {
        page.with(|page| {
            let known = page.elsewhere.as_ref()?;
            let number = &known.number.as_ref()?.there.number;
            Some(format!("{}: {number}", called(lang.get(), known)))
        })
    };
    view! { <p class="small numbers" data-test="number-there" hidden=move || said().is_none()>{said}</p> }
}

/// Her number, who recorded it, when it went there last, and the way to put it right.
#[component]
pub fn NumberCard(page: RwSignal<RecordsPage>, dossier: DossierId) -> impl IntoView {
    let known = Memo::new(move |_| page.with(|page| page.elsewhere.clone()));
    let shown = Memo::new(move |_| known.with(Option::is_some));
    move || shown.get().then(|| view! { <Shown page known dossier /> })
}

#[component]
fn Shown(page: RwSignal<RecordsPage>, known: Memo<Option<Elsewhere>>, dossier: DossierId) -> impl IntoView {
    let (lang, open) = (language(), RwSignal::new(false));
    let may = Memo::new(move |_| page.with(|page| page.allowed.contains(&Act::NumberElsewhere)));
    let title = move || known.with(|known| known.as_ref().map(|known| called(lang.get(), known))).unwrap_or_default();
    let number = Memo::new(move |_| known.with(|known| known.as_ref().and_then(|known| known.number.clone())));
    let said = move || match number.get() {
        Some(line) => line.there.number.to_string(),
        None => lang.get().say_later(DossierWord::ExchangeNumberNone).to_owned(),
    };
    let written = move || {
        let line = number.get()?;
        let (by, date) = (line.by.map(String::from).unwrap_or_default(), clock::day(lang.get(), line.at));
        Some(lang.get().fill_later(RecordWord::IntakeWritten, &[("name", &by), ("date", &date)]))
    };
    let passed = move || {
        let line = known.with(|known| known.as_ref().and_then(|known| known.passed.clone()))?;
        let (by, date) = (line.by.map(String::from).unwrap_or_default(), clock::day(lang.get(), line.at));
        let blanks = [("name", &*by), ("system", line.system.as_str()), ("date", &*date)];
        Some(lang.get().fill_later(DossierWord::ExchangePassed, &blanks))
    };
    let step = move || {
        let there = number.with(Option::is_some);
        lang.get().say_later(if there { DossierWord::ExchangeNumberChange } else { DossierWord::ExchangeNumberAdd })
    };
    let unfold = move || {
        open.set(true);
        focus_soon(NUMBER.into());
    };
    view! {
        <Card title>
            <div id=CARD tabindex="-1" class="stack" data-test=CARD>
                {move || {
                    if open.get() {
                        let now = number.get_untracked().map(|line| line.there.number.to_string());
                        view! { <Form dossier now=now.unwrap_or_default() label=untrack(title) open /> }.into_any()
                    } else {
                        view! {
                            <p class="numbers">{said}</p>
                            <p class="quiet small" hidden=move || written().is_none()>{written}</p>
                            <p class="quiet small" hidden=move || passed().is_none()>{passed}</p>
                            <div class="row" hidden=move || !may.get()>
                                <Button text=step look=Look::Quiet glyph=Glyph::Pen on_press=unfold mark="number-change" />
                            </div>
                        }
                        .into_any()
                    }
                }}
            </div>
        </Card>
    }
}

#[component]
fn Form(dossier: DossierId, now: String, label: String, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let number = RwSignal::new(now.clone());
    let fold = move || {
        open.set(false);
        focus_soon(CARD.into());
    };
    let save = move || {
        let typed = number.get_untracked();
        let (number, wrong) = match SystemNumber::new(&typed) {
            Ok(number) => (Some(number), None),
            Err(TextError::Empty) => (None, None),
            Err(_other) => (None, Some((NUMBER.into(), Wrong::later(DossierWord::ExchangeWrongNumber)))),
        };
        if !wrongs.set(wrong.into_iter().collect()) {
            return;
        }
        if number.as_ref().map_or("", SystemNumber::as_str) == now {
            fold();
            return;
        }
        sending.command(dossier, Command::NumberElsewhere { number }, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::ExchangeNumberSaved).to_owned());
            fold();
        });
    };
    view! {
        <EditForm wrongs sending save=say(Word::DeskSave) save_mark="number-save" on_save=save on_cancel=fold>
            <Field label hint=Text::from(told(DossierWord::ExchangeNumberHint)) value=number id=NUMBER mark=NUMBER error=wrongs.of(NUMBER) />
        </EditForm>
    }
}
