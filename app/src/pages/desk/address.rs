//! Who an address is for: the desk's pages are the coach's, and a consult shows each person her own side of it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::log::Role;

use super::{
    AddClient, AnswerPage, ClientPage, DeskConsult, Editor, Exchange, OfficerCase, PaperForm, Purposes, Records,
};
use crate::pages::{CasePage, NotFound, SummaryPage};
use crate::session::session;

fn role() -> Memo<Option<Role>> {
    let me = session().me();
    Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.role)))
}

/// A page for who looks into dossiers; for anybody else there is nothing here. Whose dossier it is, the server knows.
#[component]
fn InDossiers(children: ChildrenFn) -> impl IntoView {
    let role = role();
    move || match role.get() {
        Some(role) if Role::LOOK_IN.contains(&role) => children().into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

/// `/clients/new` and `/clients/list`: who guides her takes her on, alone or with others of a list.
#[component]
pub fn NewClientAddress() -> impl IntoView {
    let (role, params) = (role(), use_params_map());
    let listed = Memo::new(move |_| params.with(|params| params.get("step").is_some_and(|step| step == "list")));
    move || match (role.get(), listed.get()) {
        (Some(Role::Coach), true) => view! { <Exchange /> }.into_any(),
        (Some(Role::Coach), false) => view! { <AddClient /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

/// `/dossiers/:dossier`
#[component]
pub fn DossierAddress() -> impl IntoView {
    view! { <InDossiers><ClientPage /></InDossiers> }
}

/// `/dossiers/:dossier/records`
#[component]
pub fn RecordsAddress() -> impl IntoView {
    view! { <InDossiers><Records /></InDossiers> }
}

/// `/post` and `/invoices`, and one client below each
#[component]
pub fn PurposesAddress() -> impl IntoView {
    let role = role();
    move || match role.get() {
        Some(role) if Role::IN_DOSSIERS.contains(&role) => view! { <Purposes /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

/// `/dossiers/:dossier/forms/:form`
#[component]
pub fn PaperFormAddress() -> impl IntoView {
    view! { <InDossiers><PaperForm /></InDossiers> }
}

/// `/dossiers/:dossier/consults/:consult/write`
#[component]
pub fn WriteAddress() -> impl IntoView {
    view! { <InDossiers><Editor /></InDossiers> }
}

/// `/dossiers/:dossier/consults/:consult/answer`
#[component]
pub fn AnswerAddress() -> impl IntoView {
    view! { <InDossiers><AnswerPage /></InDossiers> }
}

/// `/dossiers/:dossier/consults/:consult`
#[component]
pub fn ConsultAddress() -> impl IntoView {
    let role = role();
    move || match role.get() {
        Some(Role::Client | Role::Representative) => view! { <SummaryPage /> }.into_any(),
        Some(role) if Role::LOOK_IN.contains(&role) => view! { <DeskConsult /> }.into_any(),
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
