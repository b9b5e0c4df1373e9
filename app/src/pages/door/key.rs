//! A passkey at the door: shown by who made one before, made by who has link and code where nothing less opens it (F30).

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use shared::api::{Challenge, Code, DoorKey, DoorLink, DoorRoom, path};
use shared::ids::Uuid;

use super::{Stage, Way};
use crate::api;
use crate::parts::TroubleNotice;
use crate::passkey;
use crate::trouble::Trouble;
use crate::ui::{Button, Glyph, Look, PageHeading};
use crate::words::{DoorWord, Word, language, say, told};

async fn hand_over(way: Way, flow: Uuid, credential: Value) -> Result<DoorRoom, Trouble> {
    let answer = DoorKey { token: way.token, flow, credential };
    Ok(api::post::<_, DoorRoom>(path::DOOR_KEY, &answer).await?)
}

async fn show(way: Way) -> Result<DoorRoom, Trouble> {
    let asked = api::post::<_, Challenge>(path::DOOR_KEY_CHALLENGE, &DoorLink { token: way.token }).await?;
    let credential = passkey::get(&asked.options).await?;
    hand_over(way, asked.flow, credential).await
}

/// For who made a passkey at such a door before.
#[component]
pub(super) fn OpenWithKey(way: Way) -> impl IntoView {
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let open = move || {
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let shown = show(way).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match shown {
                Ok(room) => way.stage.set(Stage::Room(Box::new(room))),
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    view! {
        <TroubleNotice trouble />
        <div class="row">
            <Button
                text=told(DoorWord::KeyOpen)
                look=Look::Primary
                glyph=Glyph::Fingerprint
                busy
                busy_text=say(Word::PhonePasskeyAsking)
                on_press=open
                mark="door-key-open"
            />
        </div>
    }
}

/// The making of one. A key that was made but did not arrive is handed over again, not made again.
#[component]
pub(super) fn MakeKey(way: Way, asked: Challenge) -> impl IntoView {
    let lang = language();
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let made = StoredValue::new(None::<Value>);
    let press = move || {
        busy.set(true);
        trouble.set(None);
        let Challenge { flow, options } = asked.clone();
        spawn_local(async move {
            let credential = match made.try_get_value().flatten() {
                Some(made) => Ok(made),
                None => passkey::create(&options).await.map_err(Trouble::from),
            };
            let answer = match credential {
                Ok(credential) => {
                    drop(made.try_set_value(Some(credential.clone())));
                    hand_over(way, flow, credential).await
                }
                Err(error) => Err(error),
            };
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(room) => way.stage.set(Stage::Room(Box::new(room))),
                // The code has to be shown again.
                Err(Trouble::Request(failure)) if failure.is(Code::FlowEnded) => way.open(),
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    view! {
        <div class="page stack" data-test="door-key-step">
            <PageHeading text=told(DoorWord::KeyTitle) lead=move || Some(lang.get().say_later(DoorWord::KeyText).to_owned()) />
            <p>{told(DoorWord::KeyHow)}</p>
            <p>{told(DoorWord::KeyNext)}</p>
            <TroubleNotice trouble />
            <div class="row">
                <Button
                    text=told(DoorWord::KeyMake)
                    look=Look::Primary
                    glyph=Glyph::Fingerprint
                    busy
                    busy_text=say(Word::PhonePasskeyAsking)
                    on_press=press
                    mark="door-key-make"
                />
            </div>
        </div>
    }
}
