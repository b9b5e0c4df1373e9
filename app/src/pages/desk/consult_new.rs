//! The coach records a conversation that has taken place; then its summary can be written.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use shared::dossier::Command;
use shared::ids::DossierId;
use shared::time::CivilDate;

use super::day_form::{minutes_of, past_day};
use super::edit_form::EditForm;
use super::form::{Wrong, Wrongs};
use super::passage_fields::focus_soon;
use super::said::KINDS;
use super::sending::Sending;
use crate::ids::fresh_consult;
use crate::ui::{Button, Field, Glyph, Input, OptionItem, RadioGroup, Text};
use crate::words::{RecordWord, Word, say, told};

const DATE: &str = "consult-date";
const KIND: &str = "consult-kind";
const MINUTES: &str = "consult-minutes";
/// Where the button stands that unfolds the form.
const PLACE: &str = "consult-new";

/// A button that unfolds into the form.
#[component]
pub fn NewConsult(dossier: DossierId, #[prop(into)] today: Signal<CivilDate>) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        {move || {
            if open.get() {
                view! { <Form dossier today=today.get_untracked() open /> }.into_any()
            } else {
                let unfold = move || {
                    open.set(true);
                    focus_soon(DATE.into());
                };
                view! {
                    <div class="row" id=PLACE tabindex="-1">
                        <Button text=say(Word::DeskPersonConsultNew) glyph=Glyph::Plus on_press=unfold mark="consult-new" />
                    </div>
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn Form(dossier: DossierId, today: CivilDate, open: RwSignal<bool>) -> impl IntoView {
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let (date, kind) = (RwSignal::new(String::new()), RwSignal::new("office".to_owned()));
    let took = RwSignal::new(String::new());
    // The same consult, however often the form has to be sent.
    let consult = fresh_consult();
    // Gone with the page: who left is not sent anywhere.
    let navigate = StoredValue::new_local(use_navigate());
    let save = move || {
        let held_on = past_day(&date.get_untracked(), today);
        let form = kind.with_untracked(|kind| KINDS.iter().find(|(_, name, _)| name == kind).map(|(form, ..)| *form));
        let minutes = minutes_of(&took.get_untracked());
        let wrong = [
            held_on.is_none().then_some((DATE.into(), Wrong::Said(Word::DeskPersonWrongDate))),
            form.is_none().then_some((KIND.into(), Wrong::Said(Word::DeskPersonWrongKind))),
            minutes.is_err().then_some((MINUTES.into(), Wrong::Said(Word::DeskWrongMinutes))),
        ];
        wrongs.set(wrong.into_iter().flatten().collect());
        let (Some(held_on), Some(form), Ok(minutes)) = (held_on, form, minutes) else { return };
        sending.command(dossier, Command::RecordConsult { consult, held_on, form, minutes }, move |_| {
            let to = format!("/dossiers/{dossier}/consults/{consult}/write");
            navigate.try_with_value(|go| go(&to, <_>::default()));
        });
    };
    let fold = move || {
        open.set(false);
        focus_soon(PLACE.into());
    };
    let kinds = KINDS.map(|(_, name, word)| OptionItem::new(name, say(word))).to_vec();
    view! {
        <div class="stack card">
            <h3>{say(Word::DeskPersonConsultNew)}</h3>
            <EditForm wrongs sending save=say(Word::DeskPersonConsultSave) save_mark="consult-save" on_save=save on_cancel=fold>
                <Field
                    label=say(Word::DeskPersonConsultDate)
                    value=date
                    input=Input::Date
                    id=DATE
                    mark=DATE
                    latest=today.to_string()
                    error=wrongs.of(DATE)
                />
                <Field label=told(RecordWord::TookLabel) hint=Text::from(told(RecordWord::TookHint)) value=took input=Input::Number id=MINUTES mark=MINUTES error=wrongs.of(MINUTES) />
                <RadioGroup label=say(Word::DeskPersonConsultKind) value=kind options=kinds id=KIND error=wrongs.of(KIND) />
            </EditForm>
        </div>
    }
}
