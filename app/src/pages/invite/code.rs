//! The second half: six digits that came by another way.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Code, InvitationPurpose, RedeemInvitation, Registration, path};
use shared::settings::WRONG_CODES_MAX;

use super::refused::is_closed;
use super::{Stage, Way};
use crate::api;
use crate::parts::{CodeEntry, CodeForm, CodeSays};
use crate::ui::PageHeading;
use crate::words::{InviteWord, Lang, language, told};

#[component]
pub(super) fn CodeStep(way: Way) -> impl IntoView {
    let lang = language();
    let entry = CodeEntry::new(way.code);
    let send = move |code| {
        entry.busy.set(true);
        spawn_local(async move {
            let halves = RedeemInvitation { token: way.token, code };
            let answer = api::post::<_, Registration>(path::INVITATION_REDEEM, &halves).await;
            if entry.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(registration) => way.stage.set(Stage::Key(Box::new(registration))),
                Err(failure) if failure.is(Code::WrongCode) => entry.is_wrong(),
                Err(failure) if is_closed(&failure) => way.stage.set(Stage::Refused(failure)),
                Err(failure) => entry.trouble.set(Some(failure.into())),
            }
        });
    };
    let lead = move || lead(way, lang.get());
    view! {
        <PageHeading text=told(InviteWord::InviteCodeTitle) lead problem=move || entry.problem(lang.get()) />
        <CodeForm entry says marks=("invite-code", "invite-continue") on_code=send />
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

fn says(lang: Lang, what: CodeSays) -> String {
    let word = match what {
        CodeSays::Label => InviteWord::InviteCode,
        CodeSays::Hint => InviteWord::InviteCodeHint,
        CodeSays::Short => InviteWord::InviteCodeShort,
        CodeSays::Tries => InviteWord::InviteTries,
        CodeSays::Go => InviteWord::InviteContinue,
        CodeSays::Going => InviteWord::InviteChecking,
    };
    lang.fill_later(word, &[("n", &WRONG_CODES_MAX.to_string())])
}
