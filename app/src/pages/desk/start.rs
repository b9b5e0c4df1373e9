//! The start of a client: invited, a passkey, the regulation discussed and confirmed, and then the consults (W14).

use leptos::prelude::*;
use shared::access::Act;
use shared::api::{ClientStart, DossierPage};
use shared::dossier::Command;
use shared::ids::DossierId;
use shared::time::CivilDate;

use super::day_form::DayForm;
use super::passage_fields::focus_soon;
use super::said::perhaps;
use crate::clock;
use crate::ui::{Card, Look, Step, StepList, announcer};
use crate::words::{Word, language, say};

const DATE: &str = "discuss-date";
const CARD: &str = "start";

/// The steps, and the one that is the coach's now.
#[component]
pub fn StartCard(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let lang = language();
    let steps = Signal::derive(move || {
        let lang = lang.get();
        page.with(steps).map(|(word, step)| (lang.say(word).to_owned(), step)).to_vec()
    });
    let said = move || {
        let lang = lang.get();
        page.with(|page| {
            let start = page.view.start;
            let discussed =
                start.discussed_on.map(|on| lang.fill(Word::DeskPersonDiscussedOn, &[("date", &on.in_words(lang))]));
            let confirmed =
                start.confirmed_at.map(|at| lang.fill(Word::DeskPersonConfirmedOn, &[("date", &clock::day(lang, at))]));
            let waits = (start.discussed_on.is_some() && start.confirmed_at.is_none())
                .then(|| lang.say(Word::DeskPersonConfirmWaits).to_owned());
            [discussed, confirmed, waits].into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
    };
    let may_discuss = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&Act::DiscussRegulation)));
    let discussed = Memo::new(move |_| page.with(|page| page.view.start.discussed_on.is_some()));
    let today = Memo::new(move |_| page.with(|page| page.today));
    view! {
        <div id=CARD tabindex="-1"><Card title=say(Word::DeskPersonStart)>
            <StepList label=say(Word::DeskPersonStart) done=say(Word::UiStepDone) steps />
            <p>{said}</p>
            {move || (may_discuss.get() && !discussed.get()).then(|| view! { <Discuss dossier today=today.get_untracked() /> })}
        </Card></div>
    }
}

fn steps(page: &DossierPage) -> [(Word, Step); 5] {
    let reached = page.contact.as_ref().map_or(ClientStart::NotInvited, |contact| contact.start);
    let start = page.view.start;
    let done = [
        (Word::DeskPersonStepInvite, reached >= ClientStart::Invited),
        (Word::DeskPersonStepKey, reached >= ClientStart::SignedUp),
        (Word::DeskPersonStepDiscuss, start.discussed_on.is_some()),
        (Word::DeskPersonStepConfirm, start.confirmed_at.is_some()),
        (Word::DeskPersonStepConsults, !page.view.consults.is_empty()),
    ];
    let mut now = Some(Step::Now);
    done.map(|(word, done)| (word, if done { Step::Done } else { now.take().unwrap_or(Step::Later) }))
}

/// On which day the coach discussed the regulation.
#[component]
fn Discuss(dossier: DossierId, today: CivilDate) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let done = move || {
        announce(lang.get_untracked().say(Word::DeskPersonDiscussed).to_owned());
        focus_soon(CARD.into());
    };
    view! {
        <DayForm
            dossier
            today
            command=|on| Command::DiscussRegulation { on }
            done
            id=DATE
            label=say(Word::DeskPersonDiscuss)
            hint=perhaps(Word::DeskPersonDiscussHint)
            save=say(Word::DeskPersonDiscussSave)
            look=Look::Primary
            mark=DATE
            save_mark="discuss-save"
        />
    }
}
