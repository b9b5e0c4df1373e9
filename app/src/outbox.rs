//! What she decided and the bureau has not received yet: sent again, unchanged, until there is an answer.
//!
//! A command keeps the entry id it was made with, so sending it twice is sending it once. It lives in memory: closing
//! the tab before it arrived loses it, and the browser asks first.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use shared::api::{Accepted, Post, path};
use shared::ids::{DossierId, EntryId};

use crate::api::{self, Failure};
use crate::session::{Session, Standing, session};

/// The commands on their way.
#[derive(Clone, Copy)]
pub struct Outbox {
    waiting: RwSignal<Vec<EntryId>>,
    session: Session,
}

const FIRST_PAUSE_MILLIS: u32 = 700;
const PAUSE_MILLIS_MAX: u32 = 8_000;

impl Outbox {
    /// Those that found no bureau so far.
    #[must_use]
    pub fn waiting(self) -> ReadSignal<Vec<EntryId>> {
        self.waiting.read_only()
    }

    /// Sends a command and stays with it until the bureau has taken or refused it.
    ///
    /// # Errors
    /// [`Failure`]: refused; never because there is no connection.
    pub async fn deliver(self, dossier: DossierId, post: Post) -> Result<Accepted, Failure> {
        let path = path::to(path::DOSSIER_COMMANDS, &[&dossier]);
        let mut pause = FIRST_PAUSE_MILLIS;
        loop {
            let answer = api::post::<Post, Accepted>(&path, &post).await;
            let again = answer
                .as_ref()
                .is_err_and(|failure| failure.may_pass() || failure.is_locked() || failure.is_signed_out());
            if !again {
                self.waiting.update(|waiting| waiting.retain(|entry| *entry != post.entry));
                return answer;
            }
            self.waiting.update(|waiting| {
                if !waiting.contains(&post.entry) {
                    waiting.push(post.entry);
                }
            });
            TimeoutFuture::new(pause).await;
            while self.session.standing().get_untracked() != Standing::In {
                TimeoutFuture::new(FIRST_PAUSE_MILLIS).await;
            }
            pause = pause.saturating_mul(2).min(PAUSE_MILLIS_MAX);
        }
    }
}

/// Once, below the session.
pub fn provide_outbox() {
    let outbox = Outbox { waiting: RwSignal::new(Vec::new()), session: session() };
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
    use_context::<Outbox>().unwrap_or_else(|| Outbox { waiting: RwSignal::new(Vec::new()), session: session() })
}
