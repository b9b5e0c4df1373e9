//! That the client and a coach who may guide her have met: the first step of a transfer (M8a).

use leptos::prelude::*;
use shared::dossier::Command;
use shared::ids::{DossierId, EntryId};
use shared::time::CivilDate;

use super::day_form::DayForm;
use super::passage_fields::focus_soon;
use crate::ui::{Look, announcer};
use crate::words::{DossierWord, language, told};

/// The day of the meeting. `focus` is where the focus goes when it is recorded.
#[component]
pub fn Meeting(dossier: DossierId, proposal: EntryId, today: CivilDate, focus: &'static str) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let done = move || {
        announce(lang.get_untracked().say_later(DossierWord::GuidesMetSaved).to_owned());
        focus_soon(focus.into());
    };
    view! {
        <DayForm
            dossier
            today
            command=move |on| Command::RecordMeeting { proposal, on }
            done
            id=format!("met-{proposal}")
            label=told(DossierWord::GuidesMet)
            save=told(DossierWord::GuidesMetSave)
            look=Look::Secondary
            mark="met-on"
            save_mark="met-save"
        />
    }
}
