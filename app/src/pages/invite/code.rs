//! The second half: six digits that came by another way.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Code, InvitationPurpose, RedeemInvitation, Registration, path};
use shared::settings::WRONG_CODES_MAX;

use super::refused::is_closed;
use super::{Stage, Way};
use crate::api;
use crate::parts::{TroubleNotice, text};
use crate::trouble::Trouble;
use crate::ui::{Button, CodeField, ErrorSummary, FieldError, Look, PageHeading};
use crate::words::{Lang, Word, fill, language, say};

const FIELD: &str = "invite-code";

#[component]
pub(super) fn CodeStep(way: Way) -> impl IntoView {
    let lang = language();
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let wrong = RwSignal::new(None::<Word>);
    let send = move || {
        let code = way.code.get_untracked();
        trouble.set(None);
        if code.len() != 6 {
            wrong.set(Some(Word::PhoneInviteCodeShort));
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
                Err(failure) if failure.is(Code::WrongCode) => wrong.set(Some(Word::ErrorWrongCode)),
                Err(failure) if is_closed(&failure) => way.stage.set(Stage::Refused(failure)),
                Err(failure) => trouble.set(Some(failure.into())),
            }
        });
    };
    let error = move || wrong.get().map(|word| lang.get().say(word));
    let errors = Signal::derive(move || {
        let error = |word| FieldError { field_id: FIELD.to_owned(), text: (move || lang.get().say(word)).into() };
        wrong.get().map(error).into_iter().collect::<Vec<_>>()
    });
    let problem = move || wrong.get().map(|_| lang.get().say(Word::UiProblem));
    let lead = move || lead(way, lang.get());
    view! {
        <PageHeading text=say(Word::PhoneInviteCodeTitle) lead problem />
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
                label=say(Word::PhoneInviteCode)
                hint=text(Word::PhoneInviteCodeHint)
                value=way.code
                error
                id=FIELD
                mark="invite-code"
            />
            <p class="small quiet">{fill(Word::PhoneInviteTries, || vec![("n", WRONG_CODES_MAX.to_string())])}</p>
            <div class="row">
                <Button
                    text=say(Word::PhoneInviteContinue)
                    look=Look::Primary
                    submit=true
                    busy
                    busy_text=say(Word::PhoneInviteChecking)
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
        InvitationPurpose::First => Word::PhoneInviteLeadFirst,
        InvitationPurpose::Recovered => Word::PhoneInviteLeadRecovered,
        InvitationPurpose::Staff => Word::PhoneInviteLeadStaff,
    };
    Some(lang.fill(word, &[("bureau", &way.bureau())]))
}
