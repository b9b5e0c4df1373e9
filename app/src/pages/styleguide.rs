//! Every part in every state, for who builds the product; its sample sentences are not the product's words.

use leptos::prelude::*;

use super::styleguide_messages::{Messages, Overlays, Reading};
use super::styleguide_states::States;
use crate::ui::{
    BottomBar, Button, ButtonLink, Checkbox, Choice, Choices, CodeField, ErrorSummary, Field, FieldError, FileField,
    Glyph, Icon, Input, Look, OptionItem, PageHeading, RadioGroup, Select, TextArea,
};
use crate::words::{Word, language, say};

#[component]
pub fn Styleguide() -> impl IntoView {
    view! {
        <div class="page-wide stack-far">
            <PageHeading text="Alle onderdelen" lead="Elk onderdeel in elke toestand. Kies onderaan een andere taal of een ander thema." />
            <div class="panes panes-even">
                <div class="stack-far">
                    <Buttons />
                    <Fields />
                    <Glyphs />
                </div>
                <div class="stack-far">
                    <Reading />
                    <Messages />
                    <Overlays />
                </div>
            </div>
            <States />
            <BottomBar>
                <Button text="Controleer en teken" look=Look::Primary glyph=Glyph::Pen />
            </BottomBar>
        </div>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let busy = RwSignal::new(false);
    let answer = RwSignal::new("–");
    let choices = vec![
        Choice::new(say(Word::UiYes), move || answer.set("ja")).with_glyph(Glyph::Check),
        Choice::new(say(Word::UiNo), move || answer.set("nee")).with_glyph(Glyph::Cross),
        Choice::new(say(Word::UiLater), move || answer.set("later")).with_glyph(Glyph::Clock),
    ];
    let two = vec![Choice::new("Akkoord", || ()), Choice::new("Niet akkoord of opmerking", || ())];
    view! {
        <section class="stack">
            <h2>"Knoppen"</h2>
            <div class="row">
                <Button text="Lees het verslag" look=Look::Primary glyph=Glyph::Document />
                <Button text="Bewaar als PDF" glyph=Glyph::Download />
                <Button text="Sleutel verwijderen" look=Look::Danger glyph=Glyph::Trash />
                <Button text="Sla over" look=Look::Quiet />
                <ButtonLink text="Terug" href="#" look=Look::Quiet glyph=Glyph::ArrowLeft />
            </div>
            <div class="row">
                <Button text="Bezig bij indrukken" busy=busy busy_text="Wordt verstuurd" on_press=move || busy.set(true) />
                <Button text="Klaar" look=Look::Quiet on_press=move || busy.set(false) />
                <Button text="Versturen" look=Look::Primary busy=true busy_text="Wordt verstuurd" />
            </div>
            <Button text="Nu wissen" look=Look::Danger blocked="Het verslag is nog niet goedgekeurd. Reglement, artikel 3." />
            <h3>"Gelijke keuzes"</h3>
            <Choices question="Mag uw coach dit delen?" choices />
            <p class="quiet">"Gekozen: " {move || answer.get()}</p>
            <Choices question="Klopt het verslag?" choices=two />
        </section>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let wrong = RwSignal::new(false);
    let errors = Signal::derive(move || {
        if wrong.get() {
            vec![FieldError {
                field_id: "sample-mail".into(),
                text: "Vul een e-mailadres in, zoals naam@voorbeeld.nl".into(),
            }]
        } else {
            Vec::new()
        }
    });
    let error = move || wrong.get().then_some("Vul een e-mailadres in, zoals naam@voorbeeld.nl");
    let value = || RwSignal::new(String::new());
    let sorts = || {
        vec![
            OptionItem::new("talk", "Gesprek"),
            OptionItem::new("call", "Telefoongesprek").with_hint("Ook beeldbellen"),
        ]
    };
    view! {
        <section class="stack">
            <h2>"Velden"</h2>
            <ErrorSummary title=say(Word::UiWrongTitle) errors />
            <Field label="Naam" value=RwSignal::new("Samira de Boer".to_owned()) input=Input::Name />
            <Field label="E-mailadres" hint="Hier komt de link naartoe." id="sample-mail" value=value() input=Input::Email error />
            <Field label="Telefoon" value=value() input=Input::Telephone />
            <Field label="Datum van het gesprek" value=value() input=Input::Date />
            <CodeField label="Code" hint="Zes cijfers, van uw coach." value=RwSignal::new("123456".to_owned()) />
            <LongText />
            <Select label="Soort gesprek" value=value() options=sorts() nothing="Kies een soort" />
            <RadioGroup label="Hoe sprak u elkaar?" hint="Kies er een." value=value() options=sorts() />
            <FileField label="Scan" hint="Een foto of pdf." accept="application/pdf" id="scan" mark="scan" on_choose=|_| () />
            <Checkbox label="Ik heb het reglement besproken" value=RwSignal::new(false) />
            <Button text="Fout aan of uit" on_press=move || wrong.update(|wrong| *wrong = !*wrong) />
        </section>
    }
}

#[component]
fn LongText() -> impl IntoView {
    const MOST: usize = 80;
    let lang = language();
    let count = move |used: usize, most: usize| match used.checked_sub(most) {
        Some(over) if over > 0 => lang.get().fill(Word::UiCharactersOver, &[("over", &over.to_string())]),
        _ => lang.get().fill(Word::UiCharacters, &[("used", &used.to_string()), ("most", &most.to_string())]),
    };
    let value =
        RwSignal::new("Wij spraken over werk in de buurt. Ik wil graag drie dagen per week beginnen.".to_owned());
    view! { <TextArea label="Wat klopt er niet?" hint="Schrijf het in uw eigen woorden." value most=MOST count /> }
}

#[component]
fn Glyphs() -> impl IntoView {
    view! {
        <section class="stack">
            <h2>"Tekens"</h2>
            <p class="row">{Glyph::ALL.iter().map(|glyph| view! { <Icon glyph=*glyph big=true /> }).collect_view()}</p>
        </section>
    }
}
