//! The second half: the passkey she made here before, or six digits that were read out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Code, DoorOpened, DoorProof, path};
use shared::dossier::sendings::WRONG_CODES_MAX;

use super::key::OpenWithKey;
use super::{Stage, Way};
use crate::api;
use crate::parts::{CodeEntry, CodeForm, CodeSays};
use crate::ui::{Disclosure, PageHeading};
use crate::words::{DoorWord, Lang, language, told};

#[component]
pub(super) fn CodeStep(way: Way) -> impl IntoView {
    let lang = language();
    let entry = CodeEntry::new(RwSignal::new(String::new()));
    let lead = move || Some(way.said(lang.get(), DoorWord::Lead));
    let key = way.face.with_untracked(|face| face.as_ref().is_some_and(|face| face.key));
    let code = if key {
        view! {
            <OpenWithKey way />
            <Disclosure summary=told(DoorWord::KeyNone)>
                <ByCode way entry />
            </Disclosure>
        }
        .into_any()
    } else {
        view! { <ByCode way entry /> }.into_any()
    };
    view! {
        <div class="page stack" data-test="door-code-step">
            <PageHeading text=told(DoorWord::Title) lead problem=move || entry.problem(lang.get()) />
            {code}
        </div>
    }
}

#[component]
fn ByCode(way: Way, entry: CodeEntry) -> impl IntoView {
    let send = move |code| {
        entry.busy.set(true);
        spawn_local(async move {
            let proof = DoorProof { token: way.token, code };
            let answer = api::post::<_, DoorOpened>(path::DOOR_PROVE, &proof).await;
            if entry.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(DoorOpened::Room { room }) => way.stage.set(Stage::Room(room)),
                Ok(DoorOpened::Key { make }) => way.stage.set(Stage::Key(Box::new(make))),
                Err(failure) if failure.is(Code::WrongCode) => entry.is_wrong(),
                Err(failure) => entry.trouble.set(Some(failure.into())),
            }
        });
    };
    view! { <CodeForm entry says marks=("door-code", "door-continue") on_code=send /> }
}

fn says(lang: Lang, what: CodeSays) -> String {
    let word = match what {
        CodeSays::Label => DoorWord::Code,
        CodeSays::Hint => DoorWord::CodeHint,
        CodeSays::Short => DoorWord::CodeShort,
        CodeSays::Tries => DoorWord::Tries,
        CodeSays::Go => DoorWord::Continue,
        CodeSays::Going => DoorWord::Checking,
    };
    lang.fill_later(word, &[("n", &WRONG_CODES_MAX.to_string())])
}
