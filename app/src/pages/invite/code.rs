//! The second half: six digits that came by another way.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Code, InvitationPurpose, RedeemInvitation, Registration, path};
use shared::settings::WRONG_CODES_MAX;

use super::refused::is_closed;
use super::{Stage, Way};
use crate::api;
use crate::parts::TroubleNotice;
use crate::trouble::Trouble;
use crate::ui::{Button, CodeField, ErrorSummary, FieldError, Look, PageHeading, Text};
use crate::words::{InviteWord, Lang, Word, language, say, told};

const FIELD: &str = "invite-code";

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
            Self::Short => lang.say_later(InviteWord::InviteCodeShort),
            Self::Other => lang.say(Word::ErrorWrongCode),
        }
    }
}

#[component]
pub(super) fn CodeStep(way: Way) -> impl IntoView {
    let lang = language();
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    // What is wrong with it, said when it is shown.
    let wrong = RwSignal::new(None::<Wrong>);
    let send = move || {
        let code = way.code.get_untracked();
        trouble.set(None);
        if code.len() != 6 {
            wrong.set(Some(Wrong::Short));
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let halves = RedeemInvitation { token: way.token, code };
            let answer = api::post::<_, Registration>(path::INVITATION_REDEEM, &halves).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(registration) => way.stage.set(Stage::Key(Box::new(registration))),
                Err(failure) if failure.is(Code::WrongCode) => wrong.set(Some(Wrong::Other)),
                Err(failure) if is_closed(&failure) => way.stage.set(Stage::Refused(failure)),
                Err(failure) => trouble.set(Some(failure.into())),
            }
        });
    };
    let error = move || wrong.get().map(|wrong| wrong.said(lang.get()));
    let errors = Signal::derive(move || {
        let error =
            |wrong: Wrong| FieldError { field_id: FIELD.to_owned(), text: (move || wrong.said(lang.get())).into() };
        wrong.get().map(error).into_iter().collect::<Vec<_>>()
    });
    let problem = move || wrong.get().map(|_| lang.get().say(Word::UiProblem));
    let lead = move || lead(way, lang.get());
    let tries = move || lang.get().fill_later(InviteWord::InviteTries, &[("n", &WRONG_CODES_MAX.to_string())]);
    view! {
        <PageHeading text=told(InviteWord::InviteCodeTitle) lead problem />
        <ErrorSummary title=say(Word::UiWrongTitle) errors />
        <TroubleNotice trouble />
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                if !busy.get_untracked() {
                    wrong.set(None);
                    send();
                }
            }
        >
            <CodeField
                label=told(InviteWord::InviteCode)
                hint=Text::from(told(InviteWord::InviteCodeHint))
                value=way.code
                error
                id=FIELD
                mark="invite-code"
            />
            <p class="small quiet">{tries}</p>
            <div class="row">
                <Button
                    text=told(InviteWord::InviteContinue)
                    look=Look::Primary
                    submit=true
                    busy
                    busy_text=told(InviteWord::InviteChecking)
                    mark="invite-continue"
                />
            </div>
        </form>
    }
}

/// Who invites, and to what.
fn lead(way: Way, lang: Lang) -> Option<String> {
    let purpose = way.face.with(|face| face.as_ref().map(|face| face.purpose))?;
    let word = match purpose {
        InvitationPurpose::First => InviteWord::InviteLeadFirst,
        InvitationPurpose::Recovered => InviteWord::InviteLeadRecovered,
        InvitationPurpose::Staff => InviteWord::InviteLeadStaff,
        InvitationPurpose::Representative => InviteWord::InviteLeadActs,
    };
    Some(lang.fill_later(word, &[("bureau", &way.bureau())]))
}
