//! Something on its way to the server: busy, refused, or done; sent twice it happens once.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Accepted, BureauPost, Code, Post, path};
use shared::bureau::BureauCommand;
use shared::dossier::Command;
use shared::ids::{DossierId, EntryId};

use crate::api::{Failure, post};
use crate::ids::fresh_entry;
use crate::parts::Keeper;

/// One thing that can be sent. While it is under way a second press does nothing.
#[derive(Clone, Copy)]
pub struct Sending {
    /// Whether it is under way.
    pub busy: RwSignal<bool>,
    /// Why it was not done.
    pub failure: RwSignal<Option<Failure>>,
    last: StoredValue<Option<(String, EntryId)>>,
}

impl Sending {
    /// Nothing under way yet. Call it while a component is made.
    #[must_use]
    pub fn new() -> Self {
        Self { busy: RwSignal::new(false), failure: RwSignal::new(None), last: StoredValue::new(None) }
    }

    /// Sends what `ask` asks. The same `what` again, after a lost answer, goes under the same entry id.
    pub fn run<T, F>(self, what: String, ask: impl FnOnce(EntryId) -> F, done: impl FnOnce(T) + 'static)
    where
        T: 'static,
        F: Future<Output = Result<T, Failure>> + 'static,
    {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let known = self.last.with_value(|last| last.clone().filter(|(known, _)| *known == what));
        let entry = known.map_or_else(fresh_entry, |(_, entry)| entry);
        self.last.set_value(Some((what, entry)));
        let asked = ask(entry);
        spawn_local(async move {
            let answer = asked.await;
            self.busy.set(false);
            match answer {
                Ok(answer) => {
                    self.failure.set(None);
                    self.last.try_update_value(|last| *last = None);
                    done(answer);
                }
                Err(failure) => {
                    // A half that was shown cannot be shown again: the next press makes another invitation.
                    if failure.is(Code::InvitationShown) {
                        self.last.try_update_value(|last| *last = None);
                    }
                    self.failure.set(Some(failure));
                }
            }
        });
    }

    /// Sends a command for a dossier.
    pub fn command(self, dossier: DossierId, command: Command, done: impl FnOnce(Accepted) + 'static) {
        let what = serde_json::to_string(&command).unwrap_or_default();
        let ask = move |entry| async move {
            post::<_, Accepted>(&path::to(path::DOSSIER_COMMANDS, &[&dossier]), &Post { entry, command }).await
        };
        self.run(what, ask, done);
    }

    /// Sends a command for the bureau.
    pub fn bureau(self, command: BureauCommand, done: impl FnOnce(Accepted) + 'static) {
        let what = serde_json::to_string(&command).unwrap_or_default();
        let ask = move |entry| async move {
            post::<_, Accepted>(path::BUREAU_COMMANDS, &BureauPost { entry, command }).await
        };
        self.run(what, ask, done);
    }

    /// Sends a command that a draft becomes: nothing is kept while it is under way, and the draft ends with it.
    pub fn written(self, keeper: Keeper, dossier: DossierId, command: Command, done: impl FnOnce() + 'static) {
        let what = serde_json::to_string(&command).unwrap_or_default();
        let ask = move |entry| async move {
            keeper.hold().await;
            let at = path::to(path::DOSSIER_COMMANDS, &[&dossier]);
            let answer = post::<_, Accepted>(&at, &Post { entry, command }).await;
            match answer {
                // A draft that could not be thrown away ends by itself; what counts was sent.
                Ok(_) => drop(keeper.end().await),
                Err(_) => keeper.resume(),
            }
            answer
        };
        self.run(what, ask, move |_: Accepted| done());
    }
}
