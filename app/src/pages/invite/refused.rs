//! An invitation that opens nothing: why, and what to do now.

use leptos::prelude::*;
use shared::api::Code;
use shared::settings::WRONG_CODES_MAX;

use crate::api::{Failure, reach};
use crate::parts::Human;
use crate::ui::{Button, ButtonLink, Glyph, Look, PageHeading};
use crate::words::{InviteWord, Word, language, say, told};

const CLOSED: [(Code, InviteWord, InviteWord); 5] = [
    (Code::InvitationUnknown, InviteWord::InviteUnknownTitle, InviteWord::InviteUnknownText),
    (Code::InvitationUsed, InviteWord::InviteUsedTitle, InviteWord::InviteUsedText),
    (Code::InvitationExpired, InviteWord::InviteExpiredTitle, InviteWord::InviteExpiredText),
    (Code::InvitationWithdrawn, InviteWord::InviteWithdrawnTitle, InviteWord::InviteWithdrawnText),
    (Code::InvitationBlocked, InviteWord::InviteBlockedTitle, InviteWord::InviteBlockedText),
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
        [("hours", hours), ("n", WRONG_CODES_MAX.to_string())]
    };
    let known = match &failure {
        None => CLOSED.first(),
        Some(failure) => CLOSED.iter().find(|(code, _, _)| failure.is(*code)),
    };
    match (known, failure) {
        (Some((code, title, text)), _) => {
            let text = move || {
                let blanks = terms();
                lang.get().fill_later(*text, &blanks.each_ref().map(|(name, value)| (*name, value.as_str())))
            };
            view! {
                <div class="stack" data-test="invitation-refused" data-code=code.facts().0>
                    <PageHeading text=told(*title) lead=move || Some(text()) />
                    <p>{told(InviteWord::InviteAsk)}</p>
                    <Human />
                    <div class="row">
                        <ButtonLink text=told(InviteWord::InviteToSignIn) href="/" glyph=Glyph::Fingerprint />
                    </div>
                </div>
            }
            .into_any()
        }
        (None, Some(failure)) => view! {
            <div class="stack" data-test="invitation-refused">
                <PageHeading
                    text=told(InviteWord::InviteTroubleTitle)
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
