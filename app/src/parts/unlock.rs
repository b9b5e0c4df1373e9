//! What stands on the screen while it is locked, or after the session ended: one button, and nothing about anybody.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Human, TroubleNotice};
use crate::session::{Standing, session};
use crate::trouble::Trouble;
use crate::ui::{Button, Glyph, LockScreen, Look};
use crate::words::{Word, language, say};

/// The lock of the whole app.
#[component]
pub fn Lock() -> impl IntoView {
    let session = session();
    let standing = session.standing();
    let lang = language();
    let locked = session.closed();
    let ended = Memo::new(move |_| standing.get() == Standing::Ended);
    let pick = move |open: Word, over: Word| move || lang.get().say(if ended.get() { over } else { open });
    // Only while it is needed: a page has one main heading.
    move || {
        locked.get().then(|| {
            view! {
                <LockScreen
                    locked=locked
                    title=pick(Word::PhoneLockTitle, Word::PhoneLockEndedTitle)
                    text=pick(Word::PhoneLockText, Word::PhoneLockEndedText)
                >
                    <Unlock />
                </LockScreen>
            }
        })
    }
}

#[component]
fn Unlock() -> impl IntoView {
    let session = session();
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    let unlock = move || {
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let result = session.touch().await;
            // Where it went well this button is gone already.
            busy.try_set(false);
            if let Err(error) = result {
                drop(trouble.try_set(Some(error)));
            }
        });
    };
    let leave = move || {
        spawn_local(async move {
            if let Err(failure) = session.sign_out().await {
                drop(trouble.try_set(Some(failure.into())));
            }
        });
    };
    view! {
        <TroubleNotice trouble />
        <Button
            text=say(Word::PhoneLockOpen)
            look=Look::Primary
            glyph=Glyph::Fingerprint
            busy
            busy_text=say(Word::PhonePasskeyAsking)
            on_press=unlock
            mark="unlock"
        />
        <Button text=say(Word::PhoneLockLeave) look=Look::Quiet on_press=leave mark="lock-sign-out" />
        <Human />
    }
}
