//! Who an address is for: the desk's pages are the coach's, and a consult shows each person her own side of it.

use leptos::prelude::*;
use shared::log::Role;

use super::{AddClient, AnswerPage, ClientPage, DeskConsult, Editor, OfficerCase};
use crate::pages::{CasePage, NotFound, SummaryPage};
use crate::session::session;

fn role() -> Memo<Option<Role>> {
    let me = session().me();
    Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.role)))
}

/// A page for coaches; for anybody else there is nothing here.
#[component]
fn Coach(children: ChildrenFn) -> impl IntoView {
    let role = role();
    move || match role.get() {
        Some(Role::Coach) => children().into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

/// `/clients/new`
#[component]
pub fn NewClientAddress() -> impl IntoView {
    view! { <Coach><AddClient /></Coach> }
}

/// `/dossiers/:dossier`
#[component]
pub fn DossierAddress() -> impl IntoView {
    view! { <Coach><ClientPage /></Coach> }
}

/// `/dossiers/:dossier/consults/:consult/write`
#[component]
pub fn WriteAddress() -> impl IntoView {
    view! { <Coach><Editor /></Coach> }
}

/// `/dossiers/:dossier/consults/:consult/answer`
#[component]
pub fn AnswerAddress() -> impl IntoView {
    view! { <Coach><AnswerPage /></Coach> }
}

/// `/dossiers/:dossier/consults/:consult`
#[component]
pub fn ConsultAddress() -> impl IntoView {
    let role = role();
    move || match role.get() {
        Some(Role::Client) => view! { <SummaryPage /> }.into_any(),
        Some(Role::Coach) => view! { <DeskConsult /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

/// `/cases/:case`
#[component]
pub fn CaseAddress() -> impl IntoView {
    let role = role();
    move || match role.get() {
        Some(Role::Client) => view! { <CasePage /> }.into_any(),
        Some(Role::Officer) => view! { <OfficerCase /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}
