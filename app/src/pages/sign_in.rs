//! The way in: one touch, no password; and what to do without the phone.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{BureauFace, path};
use web_sys::AbortController;

use crate::api;
use crate::parts::{TroubleNotice, text};
use crate::passkey::{self, PasskeyError};
use crate::session::{Session, session};
use crate::trouble::Trouble;
use crate::ui::{Button, Disclosure, Field, Glyph, Look, PageHeading};
use crate::words::{Word, language, say};

#[component]
pub fn SignIn() -> impl IntoView {
    let session = session();
    let lang = language();
    let bureau = RwSignal::new(None::<String>);
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let (offered, list) = (RwSignal::new(false), StoredValue::new_local(None::<AbortController>));
    spawn_local(async move {
        if let Ok(face) = api::get_unasked::<BureauFace>(path::BUREAU).await {
            bureau.try_set(face.name.map(String::from));
        }
    });
    spawn_local(async move {
        if passkey::offers_conditional().await && offered.try_set(true).is_none() {
            wait_for_list(session, list, trouble).await;
        }
    });
    on_cleanup(move || stop(list));
    let sign_in = move || {
        stop(list);
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let result = session.touch().await;
            busy.try_set(false);
            if let Err(error) = result {
                drop(trouble.try_set(Some(error)));
            }
        });
    };
    let lead = move || bureau.get().map(|bureau| lang.get().fill(Word::PhoneSignInLead, &[("bureau", &bureau)]));
    view! {
        <div class="page stack">
            <PageHeading text=say(Word::PhoneSignInTitle) lead />
            <p>{say(Word::PhoneSignInText)}</p>
            <TroubleNotice trouble />
            <div class="row">
                <Button
                    text=say(Word::PhoneSignInButton)
                    look=Look::Primary
                    glyph=Glyph::Fingerprint
                    busy
                    busy_text=say(Word::PhonePasskeyAsking)
                    on_press=sign_in
                    mark="sign-in"
                />
            </div>
            {move || offered.get().then(|| view! { <List /> })}
            <Lost />
        </div>
    }
}

/// A field to hang the browser's own list of keys on; nobody has to type in it.
#[component]
fn List() -> impl IntoView {
    view! {
        <Field
            label=say(Word::PhoneSignInList)
            hint=text(Word::PhoneSignInListHint)
            value=RwSignal::new(String::new())
            autocomplete="username webauthn"
            mark="sign-in-list"
        />
    }
}

/// A lost or new phone: a person helps, the same way on every screen.
#[component]
fn Lost() -> impl IntoView {
    view! {
        <Disclosure summary=say(Word::PhoneSignInLost)>
            <div class="stack-close" data-test="lost-phone">
                <p>{say(Word::PhoneSignInLostCall)}</p>
                <p>{say(Word::PhoneSignInLostThen)}</p>
                <p>{say(Word::PhoneSignInLostWait)}</p>
            </div>
        </Disclosure>
    }
}

async fn wait_for_list(
    session: Session,
    list: StoredValue<Option<AbortController>, LocalStorage>,
    trouble: RwSignal<Option<Trouble>>,
) {
    let Ok(abort) = AbortController::new() else { return };
    drop(list.try_set_value(Some(abort.clone())));
    match session.touch_conditional(&abort).await {
        // Stopped because she pressed the button, or left: nothing to say.
        Ok(()) | Err(Trouble::Passkey(PasskeyError::Cancelled)) => {}
        Err(error) => drop(trouble.try_set(Some(error))),
    }
}

fn stop(list: StoredValue<Option<AbortController>, LocalStorage>) {
    if let Some(Some(abort)) = list.try_get_value() {
        abort.abort();
    }
}
