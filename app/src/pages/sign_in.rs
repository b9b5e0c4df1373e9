//! The way in: one touch, no password; and what to do without the phone.

use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::AbortController;

use crate::api::{Failure, reach};
use crate::clock::device_now;
use crate::parts::{Human, TroubleNotice, text};
use crate::passkey::{self, PasskeyError};
use crate::session::{Session, session};
use crate::trouble::Trouble;
use crate::ui::{Button, Disclosure, Field, Glyph, Look, PageHeading};
use crate::words::{Word, fill, language, say};

/// Between one offer of the list and the next.
const PAUSE_MILLIS: u32 = 400;
/// An offer that lasted this long was a real one.
const LONG_MILLIS: i64 = 3_000;
/// The question is asked anew before the server forgets it.
const RENEW_MILLIS: u32 = 5 * 60_000;

#[component]
pub fn SignIn() -> impl IntoView {
    let session = session();
    let lang = language();
    let face = reach().face();
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let (offered, list) = (RwSignal::new(false), StoredValue::new_local(None::<AbortController>));
    spawn_local(async move {
        if passkey::offers_conditional().await && offered.try_set(true).is_none() {
            keep_offering(session, list, busy, trouble).await;
        }
    });
    on_cleanup(move || stop(list));
    let sign_in = move || {
        busy.set(true);
        stop(list);
        trouble.set(None);
        spawn_local(async move {
            let result = session.touch().await;
            busy.try_set(false);
            if let Err(error) = result {
                drop(trouble.try_set(Some(error)));
            }
        });
    };
    let lead = move || {
        let bureau = face.with(|face| face.name.as_ref().map(ToString::to_string))?;
        Some(lang.get().fill(Word::PhoneSignInLead, &[("bureau", &bureau)]))
    };
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
    let face = reach().face();
    let hours = move || vec![("hours", face.with(|face| face.settings.recovered_key_wait_hours.to_string()))];
    view! {
        <Disclosure summary=say(Word::PhoneSignInLost)>
            <div class="stack-close" data-test="lost-phone">
                <p>{say(Word::PhoneSignInLostCall)}</p>
                <p>{say(Word::PhoneSignInLostThen)}</p>
                <p>{fill(Word::PhoneSignInLostWait, hours)}</p>
                <Human />
            </div>
        </Disclosure>
    }
}

/// The list ends with each touch that was tried otherwise, with each key that did not fit, and with its question: then it
/// is offered anew, as long as this page stands.
async fn keep_offering(
    session: Session,
    list: StoredValue<Option<AbortController>, LocalStorage>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
) {
    let mut pause = PAUSE_MILLIS;
    while let Some(touching) = busy.try_get_untracked() {
        if !touching {
            let Ok(abort) = AbortController::new() else { return };
            if list.try_set_value(Some(abort.clone())).is_some() {
                return;
            }
            let begun = device_now().0;
            let fresh = abort.clone();
            let _renewed = Timeout::new(RENEW_MILLIS, move || fresh.abort());
            match session.touch_conditional(&abort).await {
                Ok(()) => return,
                // Stopped because she pressed the button, or to ask a fresh question; and what has no answer is told
                // by the banner.
                Err(Trouble::Passkey(PasskeyError::Cancelled) | Trouble::Request(Failure::Offline)) => {}
                Err(error) => drop(trouble.try_set(Some(error))),
            }
            // A browser that ends it at once is not asked again and again.
            let long = device_now().0.saturating_sub(begun) > LONG_MILLIS || busy.try_get_untracked() == Some(true);
            pause = if long { PAUSE_MILLIS } else { pause.saturating_mul(2).min(RENEW_MILLIS) };
        }
        TimeoutFuture::new(pause).await;
    }
}

fn stop(list: StoredValue<Option<AbortController>, LocalStorage>) {
    if let Some(Some(abort)) = list.try_get_value() {
        abort.abort();
    }
}
