//! What was collected is asked back: deleted, or kept and why (F28, G19).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{DoorAnswer, DoorFace, DoorState, path};
use shared::dossier::sendings::Deletion;
use shared::text::{Remark, TextError};

use super::Way;
use crate::api;
use crate::parts::TroubleNotice;
use crate::trouble::Trouble;
use crate::ui::{Button, Choice, Choices, Look, PageHeading, Text, TextArea, focus_by_id};
use crate::words::{DoorWord, Word, language, told};

const WHY: &str = "door-why";
const SURE: &str = "door-sure-part";

/// What she is about to answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chosen {
    Deleted,
    Kept,
}

/// An answer on its way.
#[derive(Clone, Copy)]
struct Answering {
    way: Way,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
}

impl Answering {
    fn new(way: Way) -> Self {
        Self { way, busy: RwSignal::new(false), trouble: RwSignal::new(None) }
    }

    fn send(self, deletion: Deletion) {
        let Self { way, busy, trouble } = self;
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let answer = DoorAnswer { token: way.token, deletion };
            let answer = api::post::<_, DoorFace>(path::DOOR_ANSWER, &answer).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(face) => way.show(face),
                Err(failure) => trouble.set(Some(failure.into())),
            }
        });
    }
}

#[component]
pub(super) fn Asked(way: Way) -> impl IntoView {
    let (lang, answering) = (language(), Answering::new(way));
    let (chosen, why) = (RwSignal::new(None::<Chosen>), RwSignal::new(String::new()));
    let wrong = RwSignal::new(None::<TextError>);
    let error = move || {
        let word = wrong.get()?;
        Some(match word {
            TextError::Empty => lang.get().say_later(DoorWord::WhyMissing).to_owned(),
            other => other.said(lang.get(), Word::RefusalWhyMissing),
        })
    };
    let keep = move || match why.with_untracked(|why| Remark::new(why)) {
        Ok(why) => {
            wrong.set(None);
            answering.send(Deletion::Kept { why });
        }
        Err(fault) => {
            wrong.set(Some(fault));
            focus_by_id(WHY);
        }
    };
    let choose = move |what, part: &'static str| {
        chosen.set(Some(what));
        focus_by_id(part);
    };
    let deleted = move || choose(Chosen::Deleted, SURE);
    let kept = move || choose(Chosen::Kept, WHY);
    let choices = vec![
        Choice::new(told(DoorWord::AskedDeleted), deleted).with_mark("door-deleted"),
        Choice::new(told(DoorWord::AskedKept), kept).with_mark("door-kept"),
    ];
    view! {
        <div class="page stack" data-test="door-asked">
            <PageHeading text=told(DoorWord::AskedTitle) lead=move || Some(way.said(lang.get(), DoorWord::AskedLead)) />
            <p>{told(DoorWord::AskedWhat)}</p>
            <TroubleNotice trouble=answering.trouble />
            <Choices question=told(DoorWord::AskedWhat) choices busy=answering.busy />
            <div id=SURE tabindex="-1" hidden=move || chosen.get() != Some(Chosen::Deleted)>
                <Sure answering />
            </div>
            <div class="stack" hidden=move || chosen.get() != Some(Chosen::Kept)>
                <TextArea
                    label=told(DoorWord::Why)
                    hint=Text::from(told(DoorWord::WhyHint))
                    value=why
                    rows=3
                    id=WHY
                    mark="door-why"
                    error
                />
                <div class="row">
                    <Button
                        text=told(DoorWord::WhySend)
                        look=Look::Primary
                        busy=answering.busy
                        busy_text=told(DoorWord::Sending)
                        on_press=keep
                        mark="door-why-send"
                    />
                </div>
            </div>
        </div>
    }
}

/// It cannot be taken back, so it is said once more.
#[component]
fn Sure(answering: Answering) -> impl IntoView {
    view! {
        <div class="stack">
            <p>{told(DoorWord::Sure)}</p>
            <div class="row">
                <Button
                    text=told(DoorWord::WhySend)
                    look=Look::Primary
                    busy=answering.busy
                    busy_text=told(DoorWord::Sending)
                    on_press=move || answering.send(Deletion::Deleted {})
                    mark="door-sure"
                />
            </div>
        </div>
    }
}

/// What was answered; what was kept can be deleted later.
#[component]
pub(super) fn Said(way: Way) -> impl IntoView {
    let answering = Answering::new(way);
    let kept = way.state() == Some(DoorState::Kept);
    let (title, text) =
        if kept { (DoorWord::KeptTitle, DoorWord::KeptText) } else { (DoorWord::DeletedTitle, DoorWord::DeletedText) };
    let lang = language();
    view! {
        <div class="page stack" data-test="door-said">
            <PageHeading text=told(title) lead=move || Some(lang.get().say_later(text).to_owned()) />
            <TroubleNotice trouble=answering.trouble />
            {kept.then(|| view! { <Later answering /> })}
        </div>
    }
}

/// What was kept is deleted after all.
#[component]
fn Later(answering: Answering) -> impl IntoView {
    let open = RwSignal::new(false);
    let press = move || {
        open.set(true);
        focus_by_id(SURE);
    };
    view! {
        <div class="row" hidden=move || open.get()>
            <Button text=told(DoorWord::AskedDeleted) look=Look::Secondary on_press=press mark="door-deleted" />
        </div>
        <div id=SURE tabindex="-1" hidden=move || !open.get()>
            <Sure answering />
        </div>
    }
}
