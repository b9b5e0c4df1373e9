//! Where the work of who is signed in begins.

use leptos::prelude::*;
use shared::log::Role;

use crate::fetched::{Fetched, Part};
use crate::session::session;
use crate::ui::PageHeading;
use crate::words::{Word, say};

#[component]
pub fn Start() -> impl IntoView {
    let me = session().me();
    let role = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.role)));
    move || match role.get() {
        Some(role) if Role::ON_PHONE.contains(&role) => view! { <Fetched part=Part::Home /> }.into_any(),
        Some(role) if Role::LOOK_IN.contains(&role) => view! { <Fetched part=Part::Desk /> }.into_any(),
        Some(Role::Administrator) => view! { <Fetched part=Part::Staff /> }.into_any(),
        Some(Role::Officer) => view! { <Fetched part=Part::Cases /> }.into_any(),
        _ => view! { <NoWork /> }.into_any(),
    }
}

/// A role that has no screens of its own.
#[component]
fn NoWork() -> impl IntoView {
    let me = session().me();
    let bureau = move || me.with(|me| me.as_ref().map(|me| me.bureau_name.to_string()));
    view! {
        <div class="page">
            <PageHeading text=say(Word::PhoneStartNothing) lead=bureau />
        </div>
    }
}
