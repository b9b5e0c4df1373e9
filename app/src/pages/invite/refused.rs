//! An invitation that opens nothing: why, and what to do now.

use leptos::prelude::*;
use shared::api::Code;
use shared::settings::WRONG_CODES_MAX;

use crate::api::{Failure, reach};
use crate::parts::Human;
use crate::ui::{Button, ButtonLink, Glyph, Look, PageHeading};
use crate::words::{Word, fill, language, say};

const CLOSED: [(Code, Word, Word); 5] = [
    (Code::InvitationUnknown, Word::PhoneInviteUnknownTitle, Word::PhoneInviteUnknownText),
    (Code::InvitationUsed, Word::PhoneInviteUsedTitle, Word::PhoneInviteUsedText),
    (Code::InvitationExpired, Word::PhoneInviteExpiredTitle, Word::PhoneInviteExpiredText),
    (Code::InvitationWithdrawn, Word::PhoneInviteWithdrawnTitle, Word::PhoneInviteWithdrawnText),
    (Code::InvitationBlocked, Word::PhoneInviteBlockedTitle, Word::PhoneInviteBlockedText),
];

/// Whether the link itself is done for, so that no other try helps.
pub(super) fn is_closed(failure: &Failure) -> bool {
    CLOSED.iter().any(|(code, _, _)| failure.is(*code))
}

/// Without a failure there was no link to begin with.
#[component]
pub(super) fn Refused(failure: Option<Failure>, #[prop(into)] retry: Callback<()>) -> impl IntoView {
    let lang = language();
    let face = reach().face();
    let terms = move || {
        let hours = face.with(|face| face.settings.invitation_hours_max.to_string());
        vec![("hours", hours), ("n", WRONG_CODES_MAX.to_string())]
    };
    let known = match &failure {
        None => CLOSED.first(),
        Some(failure) => CLOSED.iter().find(|(code, _, _)| failure.is(*code)),
    };
    match (known, failure) {
        (Some((code, title, text)), _) => {
            let text = fill(*text, terms);
            view! {
                <div class="stack" data-test="invitation-refused" data-code=code.facts().0>
                    <PageHeading text=say(*title) lead=move || Some(text()) />
                    <p>{say(Word::PhoneInviteAsk)}</p>
                    <Human />
                    <div class="row">
                        <ButtonLink text=say(Word::PhoneInviteToSignIn) href="/" glyph=Glyph::Fingerprint />
                    </div>
                </div>
            }
            .into_any()
        }
        (None, Some(failure)) => view! {
            <div class="stack" data-test="invitation-refused">
                <PageHeading
                    text=say(Word::PhoneInviteTroubleTitle)
                    lead=move || Some(failure.said(lang.get()))
                />
                <div class="row">
                    <Button
                        text=say(Word::PhoneRetry)
                        look=Look::Primary
                        glyph=Glyph::Sync
                        on_press=move || retry.run(())
                    />
                </div>
            </div>
        }
        .into_any(),
        (None, None) => ().into_any(),
    }
}
