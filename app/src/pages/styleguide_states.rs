//! The third part of the styleguide: the states that a sample in its best clothes hides: wrong, blocked, under way,
//! empty and far too long; and the parts that pages share.

use leptos::prelude::*;
use serde_json::json;
use shared::dossier::changes::changes_between;
use shared::dossier::consults::Status;
use shared::dossier::summaries::Passage;
use shared::text::PassageText;
use shared::time::Timestamp;

use crate::api::Failure;
use crate::parts::{
    ChangedPassages, ConsultStatus, EvidenceDetails, Human, HumanFacts, KeyName, KeyNameField, PassageList, SignedTag,
    SyncLine, TroubleNotice,
};
use crate::passkey::PasskeyError;
use crate::trouble::Trouble;
use crate::ui::{
    Banner, Brand, Button, ButtonLink, Card, Checkbox, Choice, Choices, CodeField, Disclosure, EmptyState,
    ErrorSummary, Fact, Facts, Field, FieldError, FieldErrorLine, Glyph, Input, KeyCard, Look, MaybeText, Notice,
    OptionItem, RadioGroup, Select, Spinner, StatusTag, Step, StepList, TextArea, Tone,
};
use crate::words::{Word, say};

/// One word that finds no place to break, and a sentence that finds no end.
const WORD: &str = "Arbeidsongeschiktheidsverzekeringsmaatschappijvertegenwoordiger";
const LONG: &str = "Fatima-Zahra van der Meulen-Yilmaz uit ’s-Gravenhage, die u op maandag, dinsdag en soms op \
    woensdag spreekt over werk dat u thuis kunt doen, en over werk dat u daar niet kunt doen";
const WRONG: &str = "Dit kan zo niet. Kijk het na en probeer het nog eens.";

#[component]
pub fn States() -> impl IntoView {
    view! {
        <section class="stack">
            <h2>"Toestanden"</h2>
            <p class="quiet">"Waar de focus is, ziet u met Tab. Wat onder de muis ligt, ziet u met de muis."</p>
            <ButtonStates />
            <FieldStates />
            <ReadStates />
        </section>
        <section class="stack">
            <h2>"Wat pagina’s delen"</h2>
            <Shared />
        </section>
    }
}

#[component]
fn ButtonStates() -> impl IntoView {
    let looks = [Look::Primary, Look::Secondary, Look::Quiet, Look::Danger];
    let rows = looks.map(|look| {
        view! {
            <div class="row">
                <Button text="Gewoon" look />
                <Button text="Bezig" look busy=true busy_text="Wordt verstuurd" />
                <Button text="Geblokkeerd" look blocked="Kies eerst een cliënt." />
                <ButtonLink text="Als link" href="#" look />
            </div>
        }
    });
    let answers = vec![Choice::new("Ja", || ()), Choice::new("Nee", || ()), Choice::new("Later", || ())];
    let long = vec![Choice::new(LONG, || ()), Choice::new(WORD, || ()), Choice::new("Nee", || ())];
    view! {
        {rows.collect_view()}
        <Button text=LONG look=Look::Primary glyph=Glyph::Pen />
        <Choices question="Terwijl het verstuurd wordt" choices=answers busy=true />
        <Choices question="Met lange antwoorden" choices=long />
    }
}

#[component]
fn FieldStates() -> impl IntoView {
    let value = |text: &str| RwSignal::new(text.to_owned());
    let sorts = || vec![OptionItem::new("talk", LONG).with_hint(LONG), OptionItem::new("call", WORD)];
    let error = |field_id: &str, text: &'static str| FieldError { field_id: field_id.to_owned(), text: text.into() };
    let errors = Signal::stored(vec![error("wrong-line", WRONG), error("wrong-text", LONG)]);
    view! {
        <ErrorSummary title=say(Word::UiWrongTitle) errors />
        <Field label="Leeg en fout" id="wrong-line" hint="Een uitleg." value=value("") error=WRONG />
        <Field label=LONG hint=LONG value=value(WORD) input=Input::Email error=LONG />
        <Field label="Datum" value=value("2999-01-01") input=Input::Date error="Kies vandaag of een eerdere dag." />
        <CodeField label="Code" value=value("12") error="Een code heeft zes cijfers." />
        <TextArea label="Te lang" id="wrong-text" value=value(LONG) error=LONG most=80 />
        <Select label="Niet gekozen" value=value("") options=sorts() nothing="Kies een soort" error=WRONG />
        <RadioGroup label="Niet gekozen" value=value("") options=sorts() error=WRONG />
        <RadioGroup label="Gekozen" value=value("call") options=sorts() />
        <Checkbox label=LONG hint=LONG value=RwSignal::new(true) error=WRONG />
        <FieldErrorLine id="alone".to_owned() error=MaybeText::from(WRONG) />
    }
}

#[component]
fn ReadStates() -> impl IntoView {
    let steps = Signal::stored(vec![(LONG.to_owned(), Step::Done), (WORD.to_owned(), Step::Now)]);
    let tones = [Tone::Plain, Tone::Info, Tone::Ok, Tone::Warn, Tone::Danger];
    let tags = tones.map(|tone| view! { <StatusTag text=WORD tone /> });
    view! {
        <Brand href="/" name="Bureau met een bijzonder lange naam" />
        <p class="row"><Spinner /> "Zonder woorden erbij"</p>
        <p class="row">{tags.collect_view()}</p>
        <Card title=LONG><p>{WORD}</p></Card>
        <Facts>
            <Fact name=LONG>{WORD}</Fact>
            <Fact name="Leeg">"–"</Fact>
        </Facts>
        <Disclosure summary=LONG open=true><p>{LONG}</p></Disclosure>
        <Notice title=LONG tone=Tone::Warn><p>{WORD}</p></Notice>
        <Banner text=LONG tone=Tone::Ok>
            <a href="#">"Bekijk"</a>
            <Button text=say(Word::UiClose) look=Look::Quiet />
        </Banner>
        <KeyCard name=WORD added="Gemaakt op 3 november 2026" glyph=Glyph::Device />
        <EmptyState title=LONG text=LONG glyph=Glyph::Bell>
            <Button text="Nieuwe cliënt" glyph=Glyph::Plus />
        </EmptyState>
        <StepList label="Lange stappen" done=say(Word::UiStepDone) steps />
    }
}

fn passages(texts: &[&str]) -> Vec<Passage> {
    let passage = |(id, text): (u16, &&str)| Some(Passage { id, text: PassageText::new(text).ok()? });
    (1..).zip(texts).filter_map(passage).collect()
}

#[component]
fn Shared() -> impl IntoView {
    let (old, new) = (passages(&["U werkt twee uur.", WORD]), passages(&["U werkt drie uur.", "أعمل. 🙂"]));
    let changes = changes_between(&old, &new);
    let all = [
        Status::Missing,
        Status::Sent,
        Status::Seen,
        Status::Answered,
        Status::Unanswered,
        Status::Approved,
        Status::Disputed,
    ];
    let statuses = all.map(|status| view! { <ConsultStatus status=Signal::stored(status) /> });
    let troubles = [Trouble::from(Failure::Offline), Trouble::from(PasskeyError::Cancelled)];
    let troubles = troubles.map(|trouble| view! { <TroubleNotice trouble=Signal::stored(Some(trouble)) /> });
    let evidence = json!({ "statement": { "sentence": LONG }, "credential_id": WORD, "signature": WORD });
    view! {
        <p class="row">{statuses.collect_view()}</p>
        <div class="row">
            <SignedTag signed_at=None />
            <SignedTag signed_at=Some(Timestamp(1_795_000_000_000)) />
        </div>
        <PassageList passages=new />
        <ChangedPassages changes />
        {troubles.collect_view()}
        <EvidenceDetails evidence />
        <p><Human /></p>
        <HumanFacts />
        <SyncLine />
        <KeyNameField name=KeyName::new("Telefoon van Noor") mark="sample-key-name" />
    }
}
