//! She says what is not right: by passage, with her own words, or about the whole. It counts at once (F13).
//!
//! What she types is kept by the bureau as her draft, within a second, and comes back after a reload; nothing of it is
//! left in the browser.

mod draft;
mod form;
mod mark;

use leptos::prelude::*;
use shared::access::Act;
use shared::api::{ConsultPage, path};

use crate::pages::NotFound;
use crate::pages::summary::{Place, place};
use crate::parts::{Shown, load, read_texts, text};
use crate::ui::{ButtonLink, Glyph, Look, PageHeading};
use crate::words::{Word, say};

use form::Form;

#[component]
pub fn DisputePage() -> impl IntoView {
    let place = place();
    move || match place.get() {
        Some(place) => view! { <Loading place /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Loading(place: Place) -> impl IntoView {
    let loaded = load::<ConsultPage>(move || path::to(path::CONSULT, &[&place.dossier, &place.consult]));
    let shown = move |page: RwSignal<ConsultPage>| {
        // What she types here must outlive any change of the summary, so this is asked once.
        let (allowed, texts) =
            page.with_untracked(|page| (page.view.allowed.contains(&Act::DisputeSummary), read_texts(page)));
        match (allowed, texts) {
            (true, Ok(texts)) => view! { <Form place page=page.get_untracked() texts /> }.into_any(),
            _ => view! { <NotNow place /> }.into_any(),
        }
    };
    view! {
        <div class="page">
            <Shown loaded view=shown alone=true />
        </div>
    }
}

#[component]
fn NotNow(place: Place) -> impl IntoView {
    view! {
        <div class="stack">
            <PageHeading text=say(Word::PhoneDisputeTitle) lead=text(Word::PhoneDisputeNotNow) />
            <div class="row">
                <ButtonLink
                    text=say(Word::PhoneReceiptToText)
                    href=place.href("")
                    look=Look::Primary
                    glyph=Glyph::ArrowLeft
                />
            </div>
        </div>
    }
}
