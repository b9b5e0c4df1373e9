//! The way in by invitation: the link in the address, the code by another way, what she reads before, her key.
//!
//! The link's half stands in the part of the address that browsers do not send; it stays there until the invitation is
//! used, so that loading the page again loses nothing.

mod code;
mod come_back;
mod key;
mod refused;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{InvitationFace, InvitationPurpose, OpenInvitation, RedeemInvitation, Registration, path};
use shared::ids::Hash;

use crate::api::{self, Failure};
use crate::memory;
use crate::parts::link_half;
use crate::ui::{Busy, Step, StepList};
use crate::words::{InviteWord, Word, language, say, told};

pub use come_back::ComeBackWay;

use code::CodeStep;
use key::KeyStep;
use refused::Refused;

/// How far she is.
#[derive(Clone, PartialEq)]
enum Stage {
    Opening,
    Refused(Failure),
    Code,
    Key(Box<Registration>),
}

/// What both steps need.
#[derive(Clone, Copy)]
struct Way {
    token: Hash,
    face: RwSignal<Option<InvitationFace>>,
    /// The six digits; kept, so that a key that took too long can be begun again.
    code: RwSignal<String>,
    stage: RwSignal<Stage>,
}

impl Way {
    fn staff(self) -> bool {
        self.face.with_untracked(|face| face.as_ref().is_some_and(|face| face.purpose == InvitationPurpose::Staff))
    }

    fn bureau(self) -> String {
        self.face.with(|face| face.as_ref().map(|face| face.bureau.to_string())).unwrap_or_default()
    }
}

/// A question that waited too long is asked anew with the same two halves.
async fn together_again(way: Way) -> Option<Registration> {
    let halves = RedeemInvitation { token: way.token, code: way.code.get_untracked() };
    api::post::<_, Registration>(path::INVITATION_REDEEM, &halves).await.ok()
}

#[component]
pub fn Invite() -> impl IntoView {
    let token = link_half();
    move || match token.get() {
        Some(token) => view! { <Steps token /> }.into_any(),
        None => view! {
            <div class="page">
                <Refused failure=None retry=|| () />
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Steps(token: Hash) -> impl IntoView {
    let way = Way {
        token,
        face: RwSignal::new(None),
        code: RwSignal::new(String::new()),
        stage: RwSignal::new(Stage::Opening),
    };
    let lang = language();
    let open = move || {
        way.stage.set(Stage::Opening);
        spawn_local(async move {
            match api::post::<_, InvitationFace>(path::INVITATION_OPEN, &OpenInvitation { token }).await {
                Ok(face) => {
                    if memory::read("akkoord.lang").is_none() {
                        lang.set(face.lang);
                    }
                    way.face.try_set(Some(face));
                    way.stage.try_set(Stage::Code);
                }
                Err(failure) => drop(way.stage.try_set(Stage::Refused(failure))),
            }
        });
    };
    open();
    // A code that was wrong keeps its page: only a change of stage draws anew.
    move || match way.stage.get() {
        Stage::Opening => view! {
            <div class="page">
                <Busy text=told(InviteWord::InviteOpening) />
            </div>
        }
        .into_any(),
        Stage::Refused(failure) => view! {
            <div class="page">
                <Refused failure=Some(failure) retry=open />
            </div>
        }
        .into_any(),
        Stage::Code => view! {
            <div class="page stack">
                <Where step=1 />
                <CodeStep way />
            </div>
        }
        .into_any(),
        Stage::Key(registration) => view! {
            <div class="page stack">
                <Where step=2 />
                <KeyStep way registration=*registration />
            </div>
        }
        .into_any(),
    }
}

/// Where she is: the code, then her key.
#[component]
fn Where(step: u8) -> impl IntoView {
    let lang = language();
    let steps = Signal::derive(move || {
        [(1, InviteWord::InviteStepCode), (2, InviteWord::InviteStepKey), (3, InviteWord::InviteStepDone)]
            .into_iter()
            .map(|(number, word)| {
                let state = match step.cmp(&number) {
                    std::cmp::Ordering::Less => Step::Later,
                    std::cmp::Ordering::Equal => Step::Now,
                    std::cmp::Ordering::Greater => Step::Done,
                };
                (lang.get().say_later(word).to_owned(), state)
            })
            .collect::<Vec<_>>()
    });
    view! { <StepList label=told(InviteWord::InviteSteps) done=say(Word::UiStepDone) steps /> }
}
