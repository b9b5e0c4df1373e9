//! A page for somebody who is signed in; for everybody else the way in, at the same address.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Human, text};
use crate::fetched::{Fetched, Part};
use crate::pages::SignIn;
use crate::session::{Standing, session};
use crate::ui::{Button, Glyph, Look, PageHeading};
use crate::words::{Word, say};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Asking,
    Unreachable,
    Out,
    Unbound,
    Open,
}

/// Once open it stays, whatever becomes of the session: the lock stands in front of it.
#[component]
pub fn Private(children: ChildrenFn) -> impl IntoView {
    let session = session();
    let (me, standing) = (session.me(), session.standing());
    let stage = Memo::new(move |_| match standing.get() {
        _ if me.with(|me| me.as_ref().is_some_and(|me| !me.bound)) => Stage::Unbound,
        _ if me.with(Option::is_some) => Stage::Open,
        Standing::Unreachable => Stage::Unreachable,
        Standing::Out | Standing::Ended => Stage::Out,
        Standing::Asking | Standing::Locked | Standing::In => Stage::Asking,
    });
    move || match stage.get() {
        Stage::Asking => view! {
            <div class="page stack">
                <PageHeading text=say(Word::PhoneLoading) passing=true />
            </div>
        }
        .into_any(),
        Stage::Unreachable => view! {
            <div class="page stack">
                <PageHeading text=say(Word::PhoneOfflineTitle) lead=text(Word::PhoneErrorOffline) />
                <Human />
                <Button
                    text=say(Word::PhoneRetry)
                    look=Look::Primary
                    glyph=Glyph::Sync
                    on_press=move || spawn_local(session.ask())
                />
            </div>
        }
        .into_any(),
        Stage::Out => view! { <SignIn /> }.into_any(),
        Stage::Unbound => view! { <Fetched part=Part::Pledge /> }.into_any(),
        Stage::Open => children().into_any(),
    }
}
