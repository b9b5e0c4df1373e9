//! A no, and a withdrawal: each counts at once, so what it means is said before. Neither asks a reason.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::Post;
use shared::dossier::Command;
use shared::dossier::consents::WhichConsent;
use shared::ids::{ConsentId, DocumentId, DossierId, EntryId};

use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::parts::{TroubleNotice, consent_words, superseded};
use crate::trouble::Trouble;
use crate::ui::{Button, Dialog, Look, announcer};
use crate::words::{ConsentWord, Word, language, say, told};

/// What she closes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// She says no.
    No,
    /// She withdraws her yes.
    Withdraw,
}

impl Closing {
    /// The question, what it means, what stays as it is, the button, and what is said when it is done.
    const fn words(self) -> [ConsentWord; 4] {
        match self {
            Self::No => [ConsentWord::NoTitle, ConsentWord::NoText, ConsentWord::NoConfirm, ConsentWord::DoneNo],
            Self::Withdraw => [
                ConsentWord::WithdrawTitle,
                ConsentWord::WithdrawStops,
                ConsentWord::WithdrawConfirm,
                ConsentWord::DoneWithdrawn,
            ],
        }
    }

    const fn command(self, which: WhichConsent) -> Command {
        match self {
            Self::No => Command::DeclineConsent(which),
            Self::Withdraw => Command::WithdrawConsent(which),
        }
    }
}

/// What she is about to close, and what the recipient is called.
#[derive(Clone, PartialEq, Eq)]
struct About {
    closing: Closing,
    which: WhichConsent,
    recipient: String,
    /// Made once for each time she begins, so that sending it twice is sending it once.
    entry: EntryId,
}

/// Whether she is about to.
#[derive(Clone, Copy)]
pub struct Close {
    open: RwSignal<bool>,
    what: RwSignal<Option<About>>,
    /// It is on its way.
    pub busy: RwSignal<bool>,
    /// Why it was not done.
    trouble: RwSignal<Option<Trouble>>,
}

impl Close {
    pub fn new() -> Self {
        let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
        Self { open, what: RwSignal::new(None), busy, trouble: RwSignal::new(None) }
    }

    pub fn begin(self, closing: Closing, (document, consent): (DocumentId, ConsentId), recipient: String) {
        let which = WhichConsent { document, consent };
        self.what.set(Some(About { closing, which, recipient, entry: fresh_entry() }));
        self.trouble.set(None);
        self.open.set(true);
    }
}

/// What was closed, with the name of the recipient and the entry that says so; 0 where it was closed before.
pub type Closed = (Closing, String, u64);

#[component]
pub fn ConfirmClosing(dossier: DossierId, close: Close, #[prop(into)] done: Callback<(Closed,)>) -> impl IntoView {
    let (lang, tell, outbox) = (language(), announcer(), outbox());
    let Close { open, what, busy, trouble } = close;
    let said = move |which: fn([ConsentWord; 4]) -> ConsentWord| {
        move || {
            let about = what.get()?;
            Some(consent_words::to(lang.get(), which(about.closing.words()), &about.recipient))
        }
    };
    let (title, text) = (said(|[title, ..]| title), said(|[_, text, ..]| text));
    let button = said(|[_, _, button, _]| button);
    let withdraws = move || what.with(|what| what.as_ref().is_some_and(|about| about.closing == Closing::Withdraw));
    let send = move || {
        let Some(About { closing, which, recipient, entry }) = what.get_untracked() else { return };
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let Some(answer) = outbox.deliver(dossier, Post { entry, command: closing.command(which) }, busy).await
            else {
                return;
            };
            match answer {
                Err(failure) if !superseded(&failure) => drop(trouble.try_set(Some(failure.into()))),
                answer => {
                    let seq = answer.map_or(0, |accepted| accepted.head.seq);
                    if seq > 0 {
                        let [.., word] = closing.words();
                        tell(consent_words::to(lang.get_untracked(), word, &recipient));
                    }
                    open.set(false);
                    done.run(((closing, recipient, seq),));
                }
            }
        });
    };
    view! {
        <Dialog open title=move || title().unwrap_or_default()>
            <p>{text}</p>
            <p hidden=move || !withdraws()>{told(ConsentWord::WithdrawStays)}</p>
            <TroubleNotice trouble />
            <div class="row">
                <Button
                    text=move || button().unwrap_or_default()
                    look=Look::Secondary
                    busy
                    busy_text=say(Word::PhoneSending)
                    on_press=send
                    mark="close-confirm"
                />
                <Button text=told(ConsentWord::Cancel) look=Look::Secondary on_press=move || open.set(false) mark="close-back" />
            </div>
        </Dialog>
    }
}
