//! The names of the clients, and what opening one shows and to whom it is told.

use leptos::prelude::*;
use shared::api::{ClientNames, NamedClient, path};
use shared::dossier::purposes::PurposeView;

use super::{place, title};
use crate::parts::{Shown, load};
use crate::ui::{Button, ButtonLink, EmptyState, Field, Glyph, Look, PageHeading, Text};
use crate::words::{DossierWord, Word, language, say, told};

/// The page of a view.
#[component]
pub fn Names(view: PurposeView) -> impl IntoView {
    let loaded = load::<ClientNames>(move || path::CLIENT_NAMES.to_owned());
    let lead = match view {
        PurposeView::Contact => DossierWord::PurposesPostLead,
        PurposeView::Finance => DossierWord::PurposesInvoicesLead,
    };
    view! {
        <div class="page stack" data-test="purposes">
            <p class="desk-back"><ButtonLink text=say(Word::DeskToBoard) href="/" look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <PageHeading text=told(title(view)) lead=Text::from(told(lead)) />
            <Shown loaded view=move |page| view! { <List view page /> } />
        </div>
    }
}

#[component]
fn List(view: PurposeView, page: RwSignal<ClientNames>) -> impl IntoView {
    let (lang, wanted) = (language(), RwSignal::new(String::new()));
    let none = Memo::new(move |_| page.with(|page| page.clients.is_empty()));
    let shown = Memo::new(move |_| {
        let wanted = wanted.with(|wanted| wanted.trim().to_lowercase());
        let fits = |client: &&NamedClient| client.name.as_str().to_lowercase().contains(&wanted);
        page.with(|page| page.clients.iter().filter(fits).cloned().collect::<Vec<_>>())
    });
    let found = move || {
        let n = u64::try_from(shown.with(Vec::len)).unwrap_or_default();
        let narrowed = wanted.with(|wanted| !wanted.trim().is_empty());
        narrowed.then(|| lang.get().count(Word::DeskBoardFoundOne, Word::DeskBoardFoundMany, n))
    };
    let line = move |client: NamedClient| {
        let since = move || {
            let date = client.since?.in_words(lang.get());
            Some(lang.get().fill_later(DossierWord::PurposesSince, &[("date", &date)]))
        };
        view! {
            <li class="desk-line">
                <div>
                    <a href=format!("{}/{}", place(view), client.dossier) data-test="view-open">{client.name.to_string()}</a>
                    <p class="quiet small">{since}</p>
                </div>
            </li>
        }
    };
    move || {
        if none.get() {
            view! { <EmptyState title=told(DossierWord::PurposesNoneTitle) text=told(DossierWord::PurposesNone) glyph=Glyph::Person /> }.into_any()
        } else {
            view! {
                <p class="quiet small" data-test="seen-told">{told(DossierWord::PurposesTold)}</p>
                <div class="board-sieve">
                    <Field label=say(Word::DeskBoardSearch) value=wanted mark="names-search" />
                </div>
                <p class="quiet small numbers board-found" role="status">{found}</p>
                <ul class="plain desk-list" data-test="names">
                    <For each=move || shown.get() key=|client| (client.dossier, client.name.to_string(), client.since) let:client>
                        {line(client)}
                    </For>
                </ul>
                <div hidden=move || shown.with(|shown| !shown.is_empty()) class="row">
                    <p>{say(Word::DeskBoardNobody)}</p>
                    <Button text=say(Word::DeskBoardShowAll) on_press=move || wanted.set(String::new()) />
                </div>
            }
            .into_any()
        }
    }
}
