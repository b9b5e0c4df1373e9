//! The post and the invoices: a page for each with the names of the clients, and of one client what that takes and nothing
//! else (M2, W7a). Opening one is a look, which she sees (F63); the page says so before she opens it.

mod cards;
mod names;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::dossier::purposes::PurposeView;
use shared::ids::{DossierId, Uuid};
use shared::log::Role;

use crate::session::session;
use crate::ui::{ButtonLink, Card, Glyph, Look};
use crate::words::{DossierWord, told};
use cards::{ContactPage, FinancePage};
use names::Names;

/// Where the names of a view stand.
const fn place(view: PurposeView) -> &'static str {
    match view {
        PurposeView::Contact => "/post",
        PurposeView::Finance => "/invoices",
    }
}

/// What a view is called.
const fn title(view: PurposeView) -> DossierWord {
    match view {
        PurposeView::Contact => DossierWord::PurposesPost,
        PurposeView::Finance => DossierWord::PurposesInvoices,
    }
}

/// `/post`, `/post/:dossier`, `/invoices` and `/invoices/:dossier`
#[component]
pub fn Purposes() -> impl IntoView {
    let params = use_params_map();
    let view = Memo::new(move |_| {
        let invoices = params.with(|params| params.get("view").is_some_and(|view| view == "invoices"));
        if invoices { PurposeView::Finance } else { PurposeView::Contact }
    });
    // What is no id finds no client.
    let dossier = Memo::new(move |_| {
        params.with(|params| params.get("dossier").map(|id| id.parse().unwrap_or(DossierId(Uuid::nil()))))
    });
    move || match (dossier.get(), view.get()) {
        (None, view) => view! { <Names view /> }.into_any(),
        (Some(dossier), PurposeView::Contact) => view! { <ContactPage dossier /> }.into_any(),
        (Some(dossier), PurposeView::Finance) => view! { <FinancePage dossier /> }.into_any(),
    }
}

/// The ways here: for who works in the office this is her work, for the others a help.
#[component]
pub fn ToPurposes() -> impl IntoView {
    let me = session().me();
    let role = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.role)));
    let ways = move |look: Look| {
        view! {
            <div class="row">
                <ButtonLink text=told(DossierWord::PurposesPost) href=place(PurposeView::Contact) look glyph=Glyph::Mail mark="to-post" />
                <ButtonLink text=told(DossierWord::PurposesInvoices) href=place(PurposeView::Finance) look glyph=Glyph::Document mark="to-invoices" />
            </div>
        }
    };
    move || match role.get() {
        Some(Role::OfficeWorker) => view! {
            <Card title=told(DossierWord::PurposesTitle)>
                <p>{told(DossierWord::PurposesText)}</p>
                {ways(Look::Secondary)}
            </Card>
        }
        .into_any(),
        Some(role) if Role::IN_DOSSIERS.contains(&role) => ways(Look::Quiet).into_any(),
        _ => ().into_any(),
    }
}
