//! The door: how somebody at a recipient collects what the client said yes to, and says what became of it (F28, F30).
//!
//! The link's half stands in the part of the address that browsers do not send. The code came another way; what is about
//! her health opens with a passkey only. What was
//! collected and is asked back is answered here too, by the link alone.

mod answer;
mod code;
mod key;
mod room;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Challenge, Code, DoorFace, DoorLink, DoorRoom, DoorState, path};
use shared::ids::Hash;

use self::answer::{Asked, Said};
use self::code::CodeStep;
use self::key::MakeKey;
use self::room::Room;
use crate::api::{self, Failure};
use crate::memory;
use crate::parts::{Human, link_half};
use crate::ui::{Busy, Button, Glyph, Look, PageHeading};
use crate::words::{DoorWord, Lang, Word, language, say, told};

/// How far she is.
#[derive(Clone, PartialEq)]
enum Stage {
    Opening,
    /// There is no such link.
    Unknown,
    Trouble(Failure),
    /// What the link tells.
    Face,
    /// Nothing less than a passkey opens it.
    Key(Box<Challenge>),
    Room(Box<DoorRoom>),
}

/// What every step needs.
#[derive(Clone, Copy)]
struct Way {
    token: Hash,
    face: RwSignal<Option<DoorFace>>,
    stage: RwSignal<Stage>,
    lang: RwSignal<Lang>,
}

impl Way {
    fn open(self) {
        self.stage.set(Stage::Opening);
        spawn_local(async move {
            match api::post::<_, DoorFace>(path::DOOR_OPEN, &DoorLink { token: self.token }).await {
                Ok(face) => {
                    if memory::read("akkoord.lang").is_none() {
                        self.lang.set(face.lang);
                    }
                    self.show(face);
                }
                Err(failure) if failure.is(Code::InvitationUnknown) => drop(self.stage.try_set(Stage::Unknown)),
                Err(failure) => drop(self.stage.try_set(Stage::Trouble(failure))),
            }
        });
    }

    /// Whether it still opens: asked where something broke off, for whatever reason.
    fn look_again(self) {
        spawn_local(async move {
            let asked = api::post::<_, DoorFace>(path::DOOR_OPEN, &DoorLink { token: self.token }).await;
            if let Ok(face) = asked
                && face.state != DoorState::Open
            {
                self.show(face);
            }
        });
    }

    /// How things stand now.
    fn show(self, face: DoorFace) {
        self.face.try_set(Some(face));
        self.stage.try_set(Stage::Face);
    }

    /// A word with the bureau and both days in it.
    fn said(self, lang: Lang, word: DoorWord) -> String {
        self.face.with(|face| {
            let Some(face) = face else { return String::new() };
            let (sent, until) = (face.sent_on.in_words(lang), face.until.in_words(lang));
            lang.fill_later(word, &[("bureau", face.bureau.as_str()), ("date", &sent), ("until", &until)])
        })
    }

    fn state(self) -> Option<DoorState> {
        self.face.with(|face| face.as_ref().map(|face| face.state))
    }
}

/// `/door#<token>`
#[component]
pub fn Door() -> impl IntoView {
    let token = link_half();
    move || match token.get() {
        Some(token) => view! { <Steps token /> }.into_any(),
        None => view! { <Unknown /> }.into_any(),
    }
}

#[component]
fn Unknown() -> impl IntoView {
    let lang = language();
    let lead = move || Some(lang.get().say_later(DoorWord::UnknownText).to_owned());
    view! {
        <div class="page stack" data-test="door-unknown">
            <PageHeading text=told(DoorWord::UnknownTitle) lead />
            <Human />
        </div>
    }
}

#[component]
fn Steps(token: Hash) -> impl IntoView {
    let (face, stage) = (RwSignal::new(None), RwSignal::new(Stage::Opening));
    let way = Way { token, face, stage, lang: language() };
    way.open();
    move || match way.stage.get() {
        Stage::Opening => view! {
            <div class="page">
                <Busy text=told(DoorWord::Opening) />
            </div>
        }
        .into_any(),
        Stage::Unknown => view! { <Unknown /> }.into_any(),
        Stage::Trouble(failure) => view! { <Trouble way failure /> }.into_any(),
        Stage::Key(asked) => view! { <MakeKey way asked=*asked /> }.into_any(),
        Stage::Room(room) => view! { <Room way room=*room /> }.into_any(),
        Stage::Face => match way.state() {
            Some(DoorState::Open) => view! { <CodeStep way /> }.into_any(),
            Some(DoorState::Asked) => view! { <Asked way /> }.into_any(),
            Some(DoorState::Deleted | DoorState::Kept) => view! { <Said way /> }.into_any(),
            Some(DoorState::Closed) | None => view! { <Closed way /> }.into_any(),
        },
    }
}

#[component]
fn Trouble(way: Way, failure: Failure) -> impl IntoView {
    let lang = language();
    view! {
        <div class="page stack">
            <PageHeading text=told(DoorWord::TroubleTitle) lead=move || Some(failure.said(lang.get())) />
            <div class="row">
                <Button text=say(Word::PhoneRetry) look=Look::Primary glyph=Glyph::Sync on_press=move || way.open() />
            </div>
        </div>
    }
}

#[component]
fn Closed(way: Way) -> impl IntoView {
    let lang = language();
    view! {
        <div class="page stack" data-test="door-closed">
            <PageHeading text=told(DoorWord::ClosedTitle) lead=move || Some(way.said(lang.get(), DoorWord::ClosedText)) />
            <Human />
        </div>
    }
}
