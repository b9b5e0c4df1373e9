//! The first page: the way in for who is signed out, else where her work begins.

use leptos::prelude::*;
use shared::log::Role;

use super::{Desk, Home, StaffPage};
use crate::parts::Private;
use crate::session::session;
use crate::ui::PageHeading;
use crate::words::{Word, say};

#[component]
pub fn Start() -> impl IntoView {
    view! {
        <Private>
            <ByRole />
        </Private>
    }
}

#[component]
fn ByRole() -> impl IntoView {
    let me = session().me();
    let role = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.role)));
    move || match role.get() {
        Some(Role::Client) => view! { <Home /> }.into_any(),
        Some(Role::Coach) => view! { <Desk /> }.into_any(),
        Some(Role::Administrator) => view! { <StaffPage /> }.into_any(),
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
