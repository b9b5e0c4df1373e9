//! Of one client: how she is reached, or what an invoice takes. It is hers to see that somebody opened it.

use leptos::prelude::*;
use shared::api::{ContactCard, FinanceCard, path};
use shared::dossier::purposes::{PurposeView, ViewItem};
use shared::ids::DossierId;

use super::{place, title};
use crate::parts::{Shown, load, record_words};
use crate::ui::{ButtonLink, Card, Fact, Facts, Glyph, Look, PageHeading, Text};
use crate::words::{DossierWord, RecordWord, Word, language, say, told};

/// What both pages begin with: the way back to the names, whose it is, and that she sees this.
#[component]
fn Head(view: PurposeView, #[prop(into)] name: Text) -> impl IntoView {
    let lang = language();
    let heading = move || {
        let view = lang.get().say_later(title(view));
        lang.get().fill_later(DossierWord::PurposesOf, &[("view", view), ("name", &name.get())])
    };
    view! {
        <p class="desk-back"><ButtonLink text=told(title(view)) href=place(view) look=Look::Quiet glyph=Glyph::ArrowLeft mark="to-names" /></p>
        <PageHeading text=heading lead=Text::from(told(DossierWord::PurposesSeen)) />
    }
}

/// For the post.
#[component]
pub fn ContactPage(dossier: DossierId) -> impl IntoView {
    let loaded = load::<ContactCard>(move || path::to(path::CONTACT_VIEW, &[&dossier]));
    view! {
        <div class="page stack" data-test="contact-view">
            <Shown loaded view=move |card| view! { <Contact card /> } alone=true />
        </div>
    }
}

#[component]
fn Contact(card: RwSignal<ContactCard>) -> impl IntoView {
    let lang = language();
    let name = move || card.with(|card| card.name.to_string());
    let none = move || lang.get().say_later(DossierWord::PurposesUnknown).to_owned();
    let addresses = move || {
        let addresses = card.with(|card| card.items.iter().map(|item| item.words.to_string()).collect::<Vec<_>>());
        let addresses = if addresses.is_empty() { vec![none()] } else { addresses };
        addresses.into_iter().map(|address| view! { <p class="said-text">{address}</p> }).collect_view()
    };
    let email = move || match card.with(|card| card.email.as_ref().map(ToString::to_string)) {
        Some(email) => view! { <a href=format!("mailto:{email}")>{email.clone()}</a> }.into_any(),
        None => none().into_any(),
    };
    let phone = move || match card.with(|card| card.phone.as_ref().map(ToString::to_string)) {
        Some(phone) => {
            let dialled: String = phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
            view! { <a href=format!("tel:{dialled}")>{phone}</a> }.into_any()
        }
        None => none().into_any(),
    };
    let speaks = move || card.with(|card| card.lang.say(Word::LanguageName));
    let payer = move || card.with(|card| card.payer.as_ref().map(ToString::to_string)).unwrap_or_else(none);
    view! {
        <Head view=PurposeView::Contact name />
        <Card title=told(DossierWord::PurposesReach)>
            <Facts>
                <Fact name=told(RecordWord::KindAddress)>{addresses}</Fact>
                <Fact name=say(Word::DeskPersonEmail)>{email}</Fact>
                <Fact name=say(Word::DeskPersonPhone)>{phone}</Fact>
                <Fact name=say(Word::DeskPersonLang)>{speaks}</Fact>
                <Fact name=told(RecordWord::IntakePayer)>{payer}</Fact>
            </Facts>
        </Card>
    }
}

/// For the invoices.
#[component]
pub fn FinancePage(dossier: DossierId) -> impl IntoView {
    let loaded = load::<FinanceCard>(move || path::to(path::FINANCE_VIEW, &[&dossier]));
    view! {
        <div class="page stack" data-test="finance-view">
            <Shown loaded view=move |card| view! { <Finance card /> } alone=true />
        </div>
    }
}

#[component]
fn Finance(card: RwSignal<FinanceCard>) -> impl IntoView {
    let lang = language();
    let name = move || card.with(|card| card.name.to_string());
    let assignment = Memo::new(move |_| card.with(|card| card.assignment.clone()));
    let payer = move || match assignment.get() {
        Some(known) => known.payer.map_or_else(
            || lang.get().say_later(DossierWord::PurposesPaysHerself).to_owned(),
            |payer| payer.to_string(),
        ),
        None => lang.get().say_later(DossierWord::PurposesNoIntake).to_owned(),
    };
    let service = move || {
        assignment.get().map_or_else(
            || lang.get().say_later(DossierWord::PurposesNoIntake),
            |known| lang.get().say_later(record_words::service(known.service)),
        )
    };
    let number = move || {
        let there = card.with(|card| card.number.clone())?;
        let name = move || lang.get().fill_later(DossierWord::PurposesNumber, &[("system", there.system.as_str())]);
        Some(view! { <Fact name>{there.number.to_string()}</Fact> })
    };
    let opened_on = move || card.with(|card| card.opened_on).in_words(lang.get());
    view! {
        <Head view=PurposeView::Finance name />
        <Card title=told(DossierWord::PurposesAssignment)>
            <Facts>
                {number}
                <Fact name=told(RecordWord::IntakePayer)>{payer}</Fact>
                <Fact name=told(RecordWord::IntakeService)>{service}</Fact>
                <Fact name=told(DossierWord::PurposesOpened)>{opened_on}</Fact>
            </Facts>
        </Card>
        <Items card />
    }
}

/// What is kept for the invoices, and how long it took in all.
#[component]
fn Items(card: RwSignal<FinanceCard>) -> impl IntoView {
    let lang = language();
    let none = move || card.with(|card| card.items.is_empty());
    let total = move || {
        let minutes =
            card.with(|card| card.items.iter().filter_map(|item| item.minutes).map(|m| u32::from(u16::from(m))).sum());
        let took = record_words::took(lang.get(), minutes);
        (minutes > 0).then(|| lang.get().fill_later(DossierWord::PurposesTotal, &[("time", &took)]))
    };
    let line = move |item: ViewItem| {
        let ViewItem { kind, words, on, minutes } = item;
        let what = move || {
            let lang = lang.get();
            let day = on.map(|on| on.in_words(lang));
            let took = minutes.map(|minutes| record_words::took(lang, u32::from(u16::from(minutes))));
            let kind = lang.say_later(record_words::kind(kind)).to_owned();
            [Some(kind), day, took].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        };
        view! {
            <li class="record stack-close" data-test="finance-item">
                <p class="quiet small">{what}</p>
                <p class="said-text">{words.to_string()}</p>
            </li>
        }
    };
    view! {
        <Card title=told(DossierWord::PurposesItems)>
            <p class="quiet" hidden=move || !none()>{told(DossierWord::PurposesNoItems)}</p>
            <ul class="plain desk-list">{move || card.with(|card| card.items.clone()).into_iter().map(line).collect_view()}</ul>
            <p class="numbers" hidden=move || total().is_none() data-test="finance-total">{total}</p>
        </Card>
    }
}
