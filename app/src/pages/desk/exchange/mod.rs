//! A list of clients that comes from the system the bureau keeps beside this one, and one that goes there (M2a). Where the
//! regulation names no such system there is neither.

mod give;
mod line;
mod number;
mod take;

use leptos::prelude::*;
use shared::api::{ExchangePage, path};

use crate::parts::{Shown, load};
use crate::ui::{ButtonLink, EmptyState, Glyph, Look, PageHeading, Text};
use crate::words::{DossierWord, Word, say, told};
use give::Give;
pub use number::{NumberCard, NumberLine};
use take::Take;

/// `/clients/list`
#[component]
pub fn Exchange() -> impl IntoView {
    let loaded = load::<ExchangePage>(move || path::EXCHANGE.to_owned());
    view! {
        <div class="page stack" data-test="exchange">
            <p class="desk-back"><ButtonLink text=say(Word::DeskToBoard) href="/" look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <PageHeading text=told(DossierWord::ExchangeTitle) lead=Text::from(told(DossierWord::ExchangeLead)) />
            <Shown loaded view=move |page| view! { <Both page /> } />
        </div>
    }
}

#[component]
fn Both(page: RwSignal<ExchangePage>) -> impl IntoView {
    let system = Memo::new(move |_| page.with(|page| page.system.as_ref().map(ToString::to_string)));
    move || {
        match system.get() {
        Some(system) => view! {
            <Take system=system.clone() />
            <Give page system />
        }
        .into_any(),
        None => view! { <EmptyState title=told(DossierWord::ExchangeNoneTitle) text=told(DossierWord::ExchangeNone) glyph=Glyph::Info /> }.into_any(),
    }
    }
}

/// The way here, for who takes on clients.
#[component]
pub fn ToExchange() -> impl IntoView {
    view! {
        <div class="row">
            <ButtonLink text=told(DossierWord::ExchangeTo) href="/clients/list" look=Look::Quiet glyph=Glyph::Document mark="to-exchange" />
        </div>
    }
}
