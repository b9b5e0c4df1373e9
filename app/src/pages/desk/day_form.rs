//! A day that has come, filled in and sent as a command: when the regulation was discussed, when two people met.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::dossier::Command;
use shared::ids::DossierId;
use shared::time::{CivilDate, Minutes, NotATime};

use super::form::{Errors, Wrong, Wrongs};
use super::refused::Refused;
use super::sending::Sending;
use crate::ui::{Button, Field, Input, Look, MaybeText, Text};
use crate::words::{Word, say};

/// One day and one button. `done` runs when the command was taken; `id` names the field.
#[component]
pub fn DayForm(
    dossier: DossierId,
    today: CivilDate,
    command: impl Fn(CivilDate) -> Command + Copy + Send + Sync + 'static,
    done: impl Fn() + Copy + Send + Sync + 'static,
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(into)] save: Text,
    look: Look,
    mark: &'static str,
    save_mark: &'static str,
) -> impl IntoView {
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let (date, field) = (RwSignal::new(String::new()), id.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(on) = past_day(&date.get_untracked(), today) else {
            wrongs.set(vec![(field.clone().into(), Wrong::Said(Word::DeskPersonWrongDate))]);
            return;
        };
        wrongs.set(Vec::new());
        sending.command(dossier, command(on), move |_| done());
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Errors wrongs />
            <Refused failure=sending.failure />
            <Field label hint value=date input=Input::Date id=id.clone() mark latest=today.to_string() error=wrongs.of(id) />
            <div class="row">
                <Button text=save busy_text=say(Word::DeskSaving) look busy=sending.busy submit=true mark=save_mark />
            </div>
        </form>
    }
}

/// The day that was filled in, if it is one and has come.
pub fn past_day(text: &str, today: CivilDate) -> Option<CivilDate> {
    text.parse::<CivilDate>().ok().filter(|day| *day <= today)
}

/// How many minutes were filled in, if any; or that it is no such number.
pub fn minutes_of(text: &str) -> Result<Option<Minutes>, NotATime> {
    match text.trim() {
        "" => Ok(None),
        number => number.parse::<u16>().map_or(Err(NotATime), Minutes::try_from).map(Some),
    }
}
