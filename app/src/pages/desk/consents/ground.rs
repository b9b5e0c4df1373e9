//! What goes on another ground: on which, from when, and the answer to her objection (F32, F34).

use leptos::prelude::*;
use shared::access::Act;
use shared::api::{ConsentLine, ConsentsPage, GroundLine};
use shared::dossier::Command;
use shared::dossier::consents::{GroundCommand, OtherGround, Status, WhichConsent};
use shared::ids::DossierId;
use shared::text::Remark;

use super::CARD;
use crate::pages::desk::form::{Wrong, Wrongs};
use crate::pages::desk::passage_fields::focus_soon;
use crate::pages::desk::refused::Refused;
use crate::pages::desk::sending::Sending;
use crate::parts::Loaded;
use crate::ui::{Button, Look, TextArea, announcer};
use crate::words::{ConsentWord, Word, language, say, told};

const WHY: &str = "ground-answer";

/// What each ground is called.
pub(super) const fn word(ground: OtherGround) -> ConsentWord {
    match ground {
        OtherGround::Payer => ConsentWord::GroundPayer,
        OtherGround::Statute => ConsentWord::GroundStatute,
    }
}

#[component]
pub(super) fn Ground(dossier: DossierId, line: ConsentLine, loaded: Loaded<ConsentsPage>) -> impl IntoView {
    let lang = language();
    let ConsentLine { view, ground, .. } = line;
    let (known, GroundLine { law, objection, answer }) = view.ground.zip(Some(ground.unwrap_or_default()))?;
    let from = view.from.filter(|_| view.status == Status::Told);
    let from = from
        .map(|from| move || lang.get().fill_later(ConsentWord::GroundFrom, &[("date", &from.in_words(lang.get()))]));
    let which = WhichConsent { document: view.terms.document, consent: view.id };
    let answers = view.status == Status::Objected && view.allowed.contains(&Act::TellGround);
    Some(view! {
        <div class="stack-close" data-test="consent-ground">
            <p class="small">{told(word(known))} {law.map(|law| format!(": {law}"))}</p>
            {from.map(|from| view! { <p class="small">{from}</p> })}
            {objection.map(|said| view! { <p class="small">{told(ConsentWord::GroundObjection)}</p> <p class="said-text">{said.to_string()}</p> })}
            {answer.map(|said| view! { <p class="small">{told(ConsentWord::GroundAnswer)}</p> <p class="said-text">{said.to_string()}</p> })}
            {answers.then(|| view! { <Answering dossier which loaded /> })}
        </div>
    })
}

/// Staff answer her objection: it goes all the same, or it does not.
#[component]
fn Answering(dossier: DossierId, which: WhichConsent, loaded: Loaded<ConsentsPage>) -> impl IntoView {
    let (lang, announce, sending, wrongs) = (language(), announcer(), Sending::new(), Wrongs::new());
    let why = RwSignal::new(String::new());
    let answer = move |goes: bool| {
        let Ok(why) = why.with_untracked(|why| Remark::new(why)) else {
            wrongs.set(vec![(WHY.into(), Wrong::later(ConsentWord::GroundAnswerMissing))]);
            return;
        };
        wrongs.set(Vec::new());
        let step = GroundCommand::Answer { which, goes, why };
        sending.command(dossier, Command::Ground(step), move |_| {
            announce(lang.get_untracked().say_later(ConsentWord::GroundAnswerDone).to_owned());
            loaded.refresh();
            focus_soon(CARD.into());
        });
    };
    view! {
        <TextArea label=told(ConsentWord::GroundAnswerWhy) value=why rows=2 id=WHY mark=WHY error=wrongs.of(WHY) />
        <Refused failure=sending.failure />
        <div class="row">
            <Button text=told(ConsentWord::GroundStops) busy_text=say(Word::DeskSaving) busy=sending.busy on_press=move || answer(false) mark="ground-stops" />
            <Button text=told(ConsentWord::GroundGoes) busy_text=say(Word::DeskSaving) look=Look::Secondary busy=sending.busy on_press=move || answer(true) mark="ground-goes" />
        </div>
    }
}
