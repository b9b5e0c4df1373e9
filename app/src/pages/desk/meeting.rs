//! That the client and a coach who may guide her have met: the first step of a transfer (M8a).

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::dossier::Command;
use shared::ids::{DossierId, EntryId};
use shared::time::CivilDate;

use super::form::{Errors, Wrong, Wrongs};
use super::passage_fields::focus_soon;
use super::refused::Refused;
use super::sending::Sending;
use super::start::past_day;
use crate::ui::{Button, Field, Input, Look, announcer};
use crate::words::{DossierWord, Word, language, say, told};

/// The day of the meeting. `focus` is where the focus goes when it is recorded.
#[component]
pub fn Meeting(dossier: DossierId, proposal: EntryId, today: CivilDate, focus: &'static str) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let (date, id) = (RwSignal::new(String::new()), format!("met-{proposal}"));
    let field = id.clone();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(on) = past_day(&date.get_untracked(), today) else {
            wrongs.set(vec![(field.clone().into(), Wrong::Said(Word::DeskPersonWrongDate))]);
            return;
        };
        wrongs.set(Vec::new());
        sending.command(dossier, Command::RecordMeeting { proposal, on }, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::GuidesMetSaved).to_owned());
            focus_soon(focus.into());
        });
    };
    view! {
        <form class="stack" novalidate on:submit=save>
            <Errors wrongs />
            <Refused failure=sending.failure />
            <Field
                label=told(DossierWord::GuidesMet)
                value=date
                input=Input::Date
                id=id.clone()
                mark="met-on"
                latest=today.to_string()
                error=wrongs.of(id)
            />
            <div class="row">
                <Button text=told(DossierWord::GuidesMetSave) busy_text=say(Word::DeskSaving) look=Look::Secondary busy=sending.busy submit=true mark="met-save" />
            </div>
        </form>
    }
}
