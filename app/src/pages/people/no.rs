//! A no, and an end: each counts at once, so what it means is said before.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::Post;
use shared::dossier::Command;
use shared::ids::{EntryId, PersonId};

use super::{Guided, go_on, named};
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::parts::{TroubleNotice, superseded};
use crate::trouble::Trouble;
use crate::ui::{Button, Dialog, Look, announcer};
use crate::words::{ClientWord, Word, language, say, told};

/// What she closes: by which proposal, and whom it is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum No {
    Coach(EntryId, PersonId),
    Substitute(EntryId, PersonId),
    End(EntryId, PersonId),
    Guest(EntryId, PersonId),
    /// She does not want who would act for her.
    Representative(EntryId, PersonId),
    /// Who acts for her acts for her no more.
    Acts(EntryId, PersonId),
    /// Who acts for a client stops: it is about that client.
    Task(EntryId, PersonId),
}

impl No {
    const fn about(self) -> (EntryId, PersonId) {
        let (Self::Coach(entry, who)
        | Self::Substitute(entry, who)
        | Self::End(entry, who)
        | Self::Guest(entry, who)
        | Self::Representative(entry, who)
        | Self::Acts(entry, who)
        | Self::Task(entry, who)) = self;
        (entry, who)
    }

    const fn command(self) -> Command {
        match self {
            Self::Coach(proposal, _) => Command::DeclineCoach { proposal },
            Self::Substitute(proposal, _) => Command::DeclineSubstitute { proposal },
            Self::End(proposal, _) => Command::EndSubstitute { proposal },
            Self::Guest(guest, _) => Command::EndGuest { guest },
            Self::Representative(proposal, _) | Self::Acts(proposal, _) | Self::Task(proposal, _) => {
                Command::EndRepresentative { proposal }
            }
        }
    }

    /// The question, what it means, the button, and what is said when it is done.
    const fn words(self) -> [ClientWord; 4] {
        match self {
            Self::Coach(..) => [
                ClientWord::PeopleDeclineTitle,
                ClientWord::PeopleDeclineText,
                ClientWord::PeopleConfirmNo,
                ClientWord::PeopleDoneNo,
            ],
            Self::Substitute(..) => [
                ClientWord::PeopleDeclineTitle,
                ClientWord::PeopleDeclineStandText,
                ClientWord::PeopleConfirmNo,
                ClientWord::PeopleDoneNo,
            ],
            Self::End(..) => [
                ClientWord::PeopleEndTitle,
                ClientWord::PeopleEndText,
                ClientWord::PeopleConfirmEnd,
                ClientWord::PeopleDoneEnd,
            ],
            Self::Guest(..) => [
                ClientWord::PeopleGuestEndTitle,
                ClientWord::PeopleGuestEndText,
                ClientWord::PeopleConfirmEnd,
                ClientWord::PeopleGuestDone,
            ],
            Self::Representative(..) => [
                ClientWord::PeopleDeclineTitle,
                ClientWord::PeopleActsDeclineText,
                ClientWord::PeopleConfirmNo,
                ClientWord::PeopleActsDeclined,
            ],
            Self::Acts(..) => [
                ClientWord::PeopleActsEndTitle,
                ClientWord::PeopleActsEndText,
                ClientWord::PeopleConfirmEnd,
                ClientWord::PeopleActsDone,
            ],
            Self::Task(..) => [
                ClientWord::PeopleActsTaskTitle,
                ClientWord::PeopleActsTaskText,
                ClientWord::PeopleConfirmEnd,
                ClientWord::PeopleActsTaskDone,
            ],
        }
    }
}

/// What she is about to close. The entry is made once for each time she begins, so sending it twice is sending it once.
#[derive(Clone, Copy)]
pub(super) struct Refusing {
    open: RwSignal<bool>,
    what: RwSignal<Option<(No, EntryId)>>,
    /// It is on its way.
    pub(super) busy: RwSignal<bool>,
}

impl Refusing {
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), what: RwSignal::new(None), busy: RwSignal::new(false) }
    }

    pub(super) fn begin(self, no: No) {
        self.what.set(Some((no, fresh_entry())));
        self.open.set(true);
    }
}

#[component]
pub(super) fn Confirm(guided: Guided) -> impl IntoView {
    let (lang, tell, outbox) = (language(), announcer(), outbox());
    let Refusing { open, what, busy } = guided.refusing;
    let trouble = RwSignal::new(None::<Trouble>);
    let said = move |which: fn([ClientWord; 4]) -> ClientWord| {
        move || {
            let (no, _) = what.get()?;
            Some(named(lang.get(), which(no.words()), &guided.name(no.about().1)))
        }
    };
    let (title, text) = (said(|[title, ..]| title), said(|[_, text, ..]| text));
    let button = said(|[_, _, button, _]| button);
    let send = move || {
        let Some((no, entry)) = what.get_untracked() else { return };
        let (proposal, who) = no.about();
        let [.., done] = no.words();
        let (name, dossier) = (untrack(|| guided.name(who)), guided.page.with_untracked(|page| page.view.id));
        busy.set(true);
        trouble.set(None);
        guided.hers.set(Some(proposal));
        spawn_local(async move {
            let Some(answer) = outbox.deliver(dossier, Post { entry, command: no.command() }, busy).await else {
                return;
            };
            guided.take(&answer, done, name.clone());
            let ended = answer.is_ok();
            match answer {
                Err(failure) if !superseded(&failure) => drop(trouble.try_set(Some(failure.into()))),
                other => {
                    if other.is_ok() {
                        tell(named(lang.get_untracked(), done, &name));
                    }
                    open.set(false);
                    // Who acts for her no more has nothing open here: the way in is all that is left.
                    if matches!(no, No::Task(..)) && ended {
                        drop(window().location().replace("/"));
                        return;
                    }
                    go_on();
                }
            }
        });
    };
    view! {
        <Dialog open title=move || title().unwrap_or_default()>
            <p>{text}</p>
            <TroubleNotice trouble />
            <div class="row">
                <Button
                    text=move || button().unwrap_or_default()
                    look=Look::Secondary
                    busy
                    busy_text=say(Word::PhoneSending)
                    on_press=send
                    mark="no-confirm"
                />
                <Button
                    text=told(ClientWord::PeopleBack)
                    look=Look::Secondary
                    on_press=move || open.set(false)
                    mark="no-back"
                />
            </div>
        </Dialog>
    }
}
