//! The question before something ends: a recipient, a contact person or an agreement.

use leptos::prelude::*;
use shared::bureau::BureauCommand;
use shared::bureau::recipients::AgreementKind;
use shared::ids::{ContactId, RecipientId};

use super::line::line_of;
use super::{Desk, LIST};
use crate::pages::desk::passage_fields::focus_soon;
use crate::pages::desk::refused::Refused;
use crate::pages::desk::sending::Sending;
use crate::ui::{Button, Dialog, Look, announcer};
use crate::words::{BureauWord, Word, language, say};

/// What ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The recipient itself.
    Recipient,
    /// One of its contact persons.
    Contact(ContactId),
    /// One of its agreements.
    Agreement(AgreementKind),
}

/// What somebody is asked about, and whose name is in the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    pub recipient: RecipientId,
    pub what: What,
    pub name: String,
}

impl Ending {
    fn command(&self) -> BureauCommand {
        let recipient = self.recipient;
        match self.what {
            What::Recipient => BureauCommand::EndRecipient { recipient },
            What::Contact(contact) => BureauCommand::EndContact { recipient, contact },
            What::Agreement(what) => BureauCommand::EndAgreement { recipient, what },
        }
    }
}

/// The question, what it means, the button that does it, and what is said when it is done.
struct Words {
    title: BureauWord,
    text: BureauWord,
    button: BureauWord,
    done: BureauWord,
}

const fn words(what: What) -> Words {
    let text = match what {
        What::Recipient => BureauWord::RecipientsEndText,
        What::Contact(_) => BureauWord::RecipientsEndContactText,
        What::Agreement(_) => BureauWord::RecipientsEndAgreementText,
    };
    match what {
        What::Recipient | What::Contact(_) => Words {
            title: BureauWord::RecipientsEndTitle,
            text,
            button: BureauWord::RecipientsEnd,
            done: BureauWord::RecipientsEnded,
        },
        What::Agreement(_) => Words {
            title: BureauWord::RecipientsEndAgreementTitle,
            text,
            button: BureauWord::RecipientsAgreementEnd,
            done: BureauWord::RecipientsAgreementEnded,
        },
    }
}

/// The dialog; it opens when there is something to ask.
#[component]
pub fn EndIt(desk: Desk) -> impl IntoView {
    let (lang, announce, sending, open) = (language(), announcer(), Sending::new(), RwSignal::new(false));
    // What it asks stays in the words while it closes.
    let asked = RwSignal::new(None::<Ending>);
    Effect::new(move |_| {
        if let Some(ending) = desk.ending.get() {
            desk.ending.set(None);
            sending.failure.set(None);
            asked.set(Some(ending));
            open.set(true);
        }
    });
    let told = move |which: fn(Words) -> BureauWord| {
        move || {
            let said = |asked: &Ending| lang.get().fill_later(which(words(asked.what)), &[("name", &asked.name)]);
            asked.with(|asked| asked.as_ref().map(said)).unwrap_or_default()
        }
    };
    let confirm = move || {
        let Some(ending) = asked.get_untracked() else { return };
        sending.bureau(ending.command(), move |_| {
            open.set(false);
            announce(lang.get_untracked().fill_later(words(ending.what).done, &[("name", &ending.name)]));
            // The button that the focus would return to is gone.
            focus_soon(if ending.what == What::Recipient { LIST.into() } else { line_of(ending.recipient) });
            desk.changed.run(());
        });
    };
    view! {
        <Dialog open title=told(|words| words.title)>
            <p>{told(|words| words.text)}</p>
            <Refused failure=sending.failure />
            <div class="row">
                <Button text=told(|words| words.button) look=Look::Danger busy=sending.busy on_press=confirm mark="end-confirm" />
                <Button text=say(Word::UiCancel) on_press=move || open.set(false) />
            </div>
        </Dialog>
    }
}
