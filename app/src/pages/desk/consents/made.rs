//! The pages that would go, what was left out of them and what a machine finds in them, before the question is sent.

use leptos::prelude::*;
use shared::api::{ConsentsPage, Frozen, LeftOut, Omitted, path};
use shared::dossier::Command;
use shared::dossier::consents::{GroundCommand, NewConsent, NewGround};
use shared::ids::DossierId;

use super::check::{Deciding, Findings, Reasons};
use super::form::Question;
use crate::pages::desk::refused::Refused;
use crate::pages::desk::sending::Sending;
use crate::parts::{FilePages, Loaded};
use crate::ui::{Button, Glyph, Look, Text, announcer};
use crate::words::{ConsentWord, language, told};

/// What does not go.
const fn omitted(what: Omitted) -> ConsentWord {
    match what {
        Omitted::Metadata => ConsentWord::LeftMetadata,
        Omitted::Annotation => ConsentWord::LeftAnnotation,
        Omitted::Link => ConsentWord::LeftLink,
        Omitted::Field => ConsentWord::LeftField,
        Omitted::Attachment => ConsentWord::LeftAttachment,
        Omitted::Action => ConsentWord::LeftAction,
        Omitted::HiddenLayer => ConsentWord::LeftHiddenLayer,
        Omitted::InvisibleText => ConsentWord::LeftInvisibleText,
        Omitted::Structure => ConsentWord::LeftStructure,
        Omitted::Outline => ConsentWord::LeftOutline,
        Omitted::Picture => ConsentWord::LeftPicture,
        Omitted::HiddenText => ConsentWord::LeftHiddenText,
        Omitted::Margin => ConsentWord::LeftMargin,
        Omitted::Letter => ConsentWord::LeftLetter,
        Omitted::Unreadable => ConsentWord::LeftUnreadable,
    }
}

#[component]
pub(super) fn Made(
    dossier: DossierId,
    version: u32,
    question: Question,
    frozen: Frozen,
    reasons: StoredValue<Reasons>,
    loaded: Loaded<ConsentsPage>,
    #[prop(into)] change: Callback<()>,
    #[prop(into)] fold: Callback<()>,
) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let Frozen { consent, document, file, left_out, check } = frozen;
    let deciding = Deciding::new(check, reasons);
    let back = move || {
        deciding.keep(reasons);
        change.run(());
    };
    let Question { recipient, until, why, ground } = question;
    let go = if ground.is_some() { ConsentWord::GroundTell } else { ConsentWord::AskSend };
    let send = move || {
        let Some((decided, read_by_person)) = deciding.decided() else { return };
        let why = why.clone();
        let new = NewConsent { consent, document, version, recipient, until, why, file, decided, read_by_person };
        let (command, done) = match ground.clone() {
            None => (Command::AskConsent(Box::new(new)), ConsentWord::AskSent),
            Some((ground, law)) => {
                let tell = NewGround { what: new, ground, law };
                (Command::Ground(GroundCommand::Tell(Box::new(tell))), ConsentWord::GroundTellDone)
            }
        };
        sending.command(dossier, command, move |_| {
            announce(lang.get_untracked().say_later(done).to_owned());
            loaded.refresh();
            fold.run(());
        });
    };
    let text = path::to(path::CONSENT_TEXT, &[&dossier, &consent, &file.id]);
    let picture = move |page| path::to(path::CONSENT_PICTURE, &[&dossier, &consent, &file.id, &page]);
    let nothing = left_out.is_empty();
    let line = |left: LeftOut| view! { <li>{told(omitted(left.what))} " (" {left.count} ")"</li> };
    view! {
        <div class="stack" data-test="consent-made">
            <h3>{told(ConsentWord::AskMade)}</h3>
            <FilePages file text picture caption=Text::from(told(ConsentWord::AskMade)) />
            <h4>{told(ConsentWord::LeftOut)}</h4>
            {nothing.then(|| view! { <p class="small">{told(ConsentWord::LeftNone)}</p> })}
            <ul class="plain stack-close small" data-test="consent-left-out">{left_out.into_iter().map(line).collect_view()}</ul>
            <Findings deciding />
            <Refused failure=sending.failure />
            <div class="row">
                <Button text=told(go) busy_text=told(ConsentWord::AskSending) look=Look::Primary busy=sending.busy on_press=send mark="consent-send" />
                <Button text=told(ConsentWord::AskChange) look=Look::Quiet glyph=Glyph::ArrowLeft on_press=back mark="consent-change" />
            </div>
        </div>
    }
}
