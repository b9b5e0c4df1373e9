//! Another key, on this device or on another: who has two does not lose her way in with a phone.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{NewPasskey, Registration, path};
use shared::text::Label;

use crate::api::{self, Nothing};
use crate::parts::{KeyName, KeyNameField, TroubleNotice, device_name};
use crate::passkey;
use crate::trouble::Trouble;
use crate::ui::{Button, Card, Glyph, announcer};
use crate::words::{MeWord, Word, language, say, told};

#[component]
pub(super) fn AddKey(#[prop(into)] refresh: Callback<()>) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let name = KeyName::new(device_name(lang.get_untracked()));
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let add = move || {
        let Some(label) = name.read() else { return };
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let result = made(label).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(()) => {
                    tell(lang.get_untracked().say_later(MeWord::KeysAdded).to_owned());
                    refresh.run(());
                }
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    view! {
        <Card title=told(MeWord::KeysAddTitle)>
            <p>{told(MeWord::KeysAddText)}</p>
            <KeyNameField name mark="new-key-name" />
            <TroubleNotice trouble />
            <div class="row">
                <Button
                    text=told(MeWord::KeysAdd)
                    glyph=Glyph::Plus
                    busy
                    busy_text=say(Word::PhonePasskeyAsking)
                    on_press=add
                    mark="add-key"
                />
            </div>
        </Card>
    }
}

async fn made(label: Label) -> Result<(), Trouble> {
    let begun: Registration = api::post_nothing(path::PASSKEY_CHALLENGE).await?;
    let credential = passkey::create(&begun.options).await?;
    api::post::<_, Nothing>(path::PASSKEYS, &NewPasskey { flow: begun.flow, credential, label }).await?;
    Ok(())
}
