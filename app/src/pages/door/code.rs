//! The second half: the passkey she made here before, or six digits that were read out.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Code, DoorOpened, DoorProof, path};
use shared::dossier::sendings::WRONG_CODES_MAX;

use super::key::OpenWithKey;
use super::{Stage, Way};
use crate::api;
use crate::parts::TroubleNotice;
use crate::trouble::Trouble;
use crate::ui::{Button, CodeField, Disclosure, ErrorSummary, FieldError, Look, PageHeading, Text};
use crate::words::{DoorWord, Lang, Word, language, say, told};

const FIELD: &str = "door-code";

/// What is wrong with the code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    /// Not all six digits.
    Short,
    /// Six others.
    Other,
}

impl Wrong {
    fn said(self, lang: Lang) -> &'static str {
        match self {
            Self::Short => lang.say_later(DoorWord::CodeShort),
            Self::Other => lang.say(Word::ErrorWrongCode),
        }
    }
}

#[component]
pub(super) fn CodeStep(way: Way) -> impl IntoView {
    let lang = language();
    let (code, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (trouble, wrong) = (RwSignal::new(None::<Trouble>), RwSignal::new(None::<Wrong>));
    let send = move || {
        let code = code.get_untracked();
        trouble.set(None);
        if code.len() != 6 {
            wrong.set(Some(Wrong::Short));
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let proof = DoorProof { token: way.token, code };
            let answer = api::post::<_, DoorOpened>(path::DOOR_PROVE, &proof).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(DoorOpened::Room { room }) => way.stage.set(Stage::Room(room)),
                Ok(DoorOpened::Key { make }) => way.stage.set(Stage::Key(Box::new(make))),
                Err(failure) if failure.is(Code::WrongCode) => wrong.set(Some(Wrong::Other)),
                Err(failure) => trouble.set(Some(failure.into())),
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            wrong.set(None);
            send();
        }
    };
    let lead = move || Some(way.said(lang.get(), DoorWord::Lead));
    let errors = Signal::derive(move || {
        let error =
            |wrong: Wrong| FieldError { field_id: FIELD.to_owned(), text: (move || wrong.said(lang.get())).into() };
        wrong.get().map(error).into_iter().collect::<Vec<_>>()
    });
    let problem = move || wrong.get().map(|_| lang.get().say(Word::UiProblem));
    let known = way.face.with_untracked(|face| face.as_ref().is_some_and(|face| face.key));
    let by_code = view! { <ByCode code wrong busy submit /> };
    let ways = if known {
        view! {
            <OpenWithKey way />
            <Disclosure summary=told(DoorWord::KeyNone)>{by_code}</Disclosure>
        }
        .into_any()
    } else {
        by_code.into_any()
    };
    view! {
        <div class="page stack" data-test="door-code-step">
            <PageHeading text=told(DoorWord::Title) lead problem />
            <ErrorSummary title=say(Word::UiWrongTitle) errors />
            <TroubleNotice trouble />
            {ways}
        </div>
    }
}

#[component]
fn ByCode(
    code: RwSignal<String>,
    wrong: RwSignal<Option<Wrong>>,
    busy: RwSignal<bool>,
    #[prop(into)] submit: Callback<SubmitEvent>,
) -> impl IntoView {
    view! {
        <form class="stack" novalidate on:submit=move |event| submit.run(event)>
            <Fields code wrong />
            <div class="row">
                <Button
                    text=told(DoorWord::Continue)
                    look=Look::Primary
                    submit=true
                    busy
                    busy_text=told(DoorWord::Checking)
                    mark="door-continue"
                />
            </div>
        </form>
    }
}

#[component]
fn Fields(code: RwSignal<String>, wrong: RwSignal<Option<Wrong>>) -> impl IntoView {
    let lang = language();
    let error = move || wrong.get().map(|wrong| wrong.said(lang.get()));
    let tries = move || lang.get().fill_later(DoorWord::Tries, &[("n", &WRONG_CODES_MAX.to_string())]);
    view! {
        <CodeField
            label=told(DoorWord::Code)
            hint=Text::from(told(DoorWord::CodeHint))
            value=code
            error
            id=FIELD
            mark="door-code"
        />
        <p class="small quiet">{tries}</p>
    }
}
