//! What she decided and the bureau has not received yet: sent again, unchanged, until there is an answer.
//!
//! A command keeps the entry id it was made with, so sending it twice is sending it once. It lives in memory: closing
//! the tab before it arrived loses it, and the browser asks first. An answer that comes when she has left the page is
//! kept until she has seen it.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use shared::access::Act;
use shared::api::{Accepted, Post, path};
use shared::dossier::Command;
use shared::ids::{DossierId, EntryId};

use crate::api::{self, Failure};
use crate::session::{Session, Standing, session};
use crate::words::Word;

/// The commands on their way, and the answers nobody was there for.
#[derive(Clone, Copy)]
pub struct Outbox {
    waiting: RwSignal<Vec<(EntryId, Word)>>,
    answered: RwSignal<Vec<Answered>>,
    session: Session,
}

/// An answer that came when its page was gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The command's entry.
    pub entry: EntryId,
    /// Whether it was an approval, which has a receipt.
    pub approval: bool,
    /// Where to see what became of it.
    pub href: String,
    /// What the bureau said.
    pub answer: Result<Accepted, Failure>,
}

const FIRST_PAUSE_MILLIS: u32 = 700;
const PAUSE_MILLIS_MAX: u32 = 8_000;

impl Outbox {
    fn new() -> Self {
        Self { waiting: RwSignal::new(Vec::new()), answered: RwSignal::new(Vec::new()), session: session() }
    }

    /// Those that the bureau has not taken so far, each with the word for why.
    #[must_use]
    pub fn waiting(self) -> ReadSignal<Vec<(EntryId, Word)>> {
        self.waiting.read_only()
    }

    /// The answers that came when she had gone elsewhere; taking one out closes it.
    #[must_use]
    pub fn answered(self) -> RwSignal<Vec<Answered>> {
        self.answered
    }

    /// Sends a command and stays with it until the bureau has taken or refused it; it never fails for want of a
    /// connection. `busy` ends then. None when its page is gone: the answer is kept for her.
    pub async fn deliver(
        self,
        dossier: DossierId,
        post: Post,
        busy: RwSignal<bool>,
    ) -> Option<Result<Accepted, Failure>> {
        let answer = self.send(dossier, &post).await;
        if busy.try_set(false).is_none() {
            return Some(answer);
        }
        let (entry, approval) = (post.entry, matches!(post.command, Command::ApproveSummary { .. }));
        let href = place(dossier, &post.command);
        self.answered.update(|answered| answered.push(Answered { entry, approval, href, answer }));
        None
    }

    async fn send(self, dossier: DossierId, post: &Post) -> Result<Accepted, Failure> {
        let path = path::to(path::DOSSIER_COMMANDS, &[&dossier]);
        let mut pause = FIRST_PAUSE_MILLIS;
        loop {
            let answer = api::post::<Post, Accepted>(&path, post).await;
            let why = answer.as_ref().err().and_then(why_again);
            self.waiting.update(|waiting| {
                waiting.retain(|(entry, _)| *entry != post.entry);
                waiting.extend(why.map(|why| (post.entry, why)));
            });
            if why.is_none() {
                return answer;
            }
            TimeoutFuture::new(pause).await;
            while self.session.standing().get_untracked() != Standing::In {
                TimeoutFuture::new(FIRST_PAUSE_MILLIS).await;
            }
            pause = pause.saturating_mul(2).min(PAUSE_MILLIS_MAX);
        }
    }
}

/// Where to see what became of a command.
fn place(dossier: DossierId, command: &Command) -> String {
    if matches!(command, Command::HandIn(_)) {
        return format!("/dossiers/{dossier}/kept");
    }
    if let Command::AddDocument(new) = command {
        return format!("/dossiers/{dossier}/documents/{}", new.document);
    }
    if command.act().is_about_documents() {
        return format!("/dossiers/{dossier}/consents");
    }
    if matches!(command.act(), Act::ConfirmForm | Act::ContestForm) {
        return format!("/dossiers/{dossier}/forms");
    }
    match command.needs().into_iter().next() {
        Some(consult) => format!("/dossiers/{dossier}/consults/{consult}"),
        None if command.act().is_about_people() => format!("/dossiers/{dossier}/people"),
        None => "/".to_owned(),
    }
}

/// Why it is worth sending again, if it is.
fn why_again(failure: &Failure) -> Option<Word> {
    match failure {
        Failure::Offline => Some(Word::PhoneSyncWhyOffline),
        failure if failure.is_locked() || failure.is_signed_out() => Some(Word::PhoneSyncWhyClosed),
        failure => failure.may_pass().then_some(Word::PhoneSyncWhyBusy),
    }
}

/// Once, below the session.
pub fn provide_outbox() {
    let outbox = Outbox::new();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        if outbox.waiting.with_untracked(|waiting| !waiting.is_empty()) {
            event.prevent_default();
        }
    })
    .forget();
    provide_context(outbox);
}

/// The outbox. Call it while a component is made.
#[must_use]
pub fn outbox() -> Outbox {
    use_context::<Outbox>().unwrap_or_else(Outbox::new)
}
