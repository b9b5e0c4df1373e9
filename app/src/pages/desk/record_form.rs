//! Recording something about a client, or putting it right: only what the regulation and the service allow is offered.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::api::RecordsPage;
use shared::dossier::Command;
use shared::dossier::records::{
    Class, Form, LegalGround, Purpose, RecordContent, RecordKind, RecordView, Source, Storable, Value,
};
use shared::ids::{DossierId, RecordId};
use shared::text::{CitizenNumber, Remark};
use shared::time::CivilDate;

use super::day_form::past_day;
use super::form::{Errors, FieldId, Wrong, Wrongs, taken};
use super::passage_fields::focus_soon;
use super::records::{DATA, DAYS};
use super::refused::Refused;
use super::sending::Sending;
use crate::ids::fresh_record;
use crate::parts::record_words::{self, Group, SOURCES};
use crate::ui::{
    Button, Disclosure, Field, Glyph, Input, Look, OptionItem, RadioGroup, Select, Text, TextArea, announcer,
};
use crate::words::{DossierWord, RecordWord, Word, language, say, told};

const KIND: &str = "record-kind";
const DAY_KIND: &str = "day-kind";
const ON: &str = "record-on";
const VALUE: &str = "record-value";
const KNOWN: &str = "record-known";
const REASON: &str = "record-reason";

/// A button that unfolds into what can be recorded, and then into the form for it.
#[component]
pub fn NewRecord(dossier: DossierId, page: RwSignal<RecordsPage>, group: Group) -> impl IntoView {
    let (lang, open, kind) = (language(), RwSignal::new(false), RwSignal::new(String::new()));
    let (kind_id, place, text, mark) = match group {
        Group::Days => (DAY_KIND, DAYS, DossierWord::RecordsDayNew, "day-new"),
        _ => (KIND, DATA, DossierWord::RecordsAdd, "record-new"),
    };
    let storable = Memo::new(move |_| {
        let can = |one: &&Storable| Group::of(one.kind) == group;
        page.with(|page| page.storable.iter().filter(can).copied().collect::<Vec<_>>())
    });
    let unfold = move || {
        kind.set(String::new());
        open.set(true);
        focus_soon(kind_id.into());
    };
    let chosen = Memo::new(move |_| {
        let at = kind.with(|kind| kind.parse::<usize>().ok())?;
        storable.with(|storable| storable.get(at).copied())
    });
    let options = move || {
        let option = |(at, one): (usize, Storable)| {
            OptionItem::new(at.to_string(), move || lang.get().say_later(record_words::kind(one.kind)).to_owned())
        };
        storable.get().into_iter().enumerate().map(option).collect::<Vec<_>>()
    };
    let cancel = move || {
        open.set(false);
        focus_soon(place.into());
    };
    move || {
        if !open.get() {
            return view! {
                <div class="row">
                    <Button text=told(text) glyph=Glyph::Plus on_press=unfold mark />
                </div>
            }
            .into_any();
        }
        view! {
            <div class="stack">
                <Select
                    label=told(DossierWord::RecordsKind)
                    hint=Text::from(told(DossierWord::RecordsKindHint))
                    value=kind
                    options=options()
                    nothing=told(DossierWord::RecordsKindChoose)
                    id=kind_id
                    mark=kind_id
                />
                {move || match chosen.get() {
                    Some(storable) => view! { <KeepForm dossier page storable open /> }.into_any(),
                    None => view! {
                        <div class="row"><Button text=say(Word::UiCancel) look=Look::Quiet on_press=cancel /></div>
                    }
                    .into_any(),
                }}
            </div>
        }
        .into_any()
    }
}

/// What is filled in.
#[derive(Clone, Copy)]
struct Fields {
    storable: Storable,
    value: RwSignal<String>,
    source: RwSignal<String>,
    on: RwSignal<String>,
    purpose: RwSignal<String>,
    ground: RwSignal<String>,
    known: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Fields {
    fn new(storable: Storable, known: Option<&RecordContent>) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        // A number that staff see in part is typed anew.
        let value = known.map(|content| match &content.value {
            Value::Text(text) => text.to_string(),
            Value::Day(day) => day.to_string(),
            Value::Number(_) | Value::Masked(_) => String::new(),
        });
        let told_by = match (known, storable.kind) {
            (Some(content), _) => content.source,
            (None, RecordKind::PayersPoints) => Source::Payer,
            (None, RecordKind::Party) => Source::Bureau,
            (None, kind) if kind.is_of_a_day() => Source::Bureau,
            (None, _) => Source::Client,
        };
        let source = SOURCES.iter().find(|(source, ..)| *source == told_by).map(|(_, name, _)| (*name).to_owned());
        let at = |at: Option<usize>| text(Some(at.unwrap_or_default().to_string()));
        let purpose = known.and_then(|known| storable.kind.purposes().iter().position(|one| *one == known.purpose));
        let grounds = storable.kind.own_class().grounds();
        let ground = known.and_then(|known| grounds.iter().position(|one| *one == known.ground));
        Self {
            storable,
            value: text(value),
            source: text(source),
            on: text(known.and_then(|known| known.on).map(|day| day.to_string())),
            purpose: at(purpose),
            ground: at(ground),
            known: text(known.and_then(|known| known.known_on).map(|day| day.to_string())),
            reason: text(known.and_then(|known| known.reason.as_ref()).map(ToString::to_string)),
        }
    }

    fn purpose(self) -> Option<Purpose> {
        let at = self.purpose.with_untracked(|at| at.parse::<usize>().ok())?;
        self.storable.kind.purposes().get(at).copied()
    }

    fn ground(self) -> Option<LegalGround> {
        let at = self.ground.with_untracked(|at| at.parse::<usize>().ok())?;
        self.storable.kind.own_class().grounds().get(at).copied()
    }

    fn read(self, today: CivilDate) -> Result<RecordContent, Vec<(FieldId, Wrong)>> {
        let kind = self.storable.kind;
        let mut wrong = Vec::new();
        let value = self.read_value(today, &mut wrong);
        let source = self.source.with_untracked(|name| SOURCES.iter().find(|(_, known, _)| known == name));
        let source = source.map(|(source, ..)| *source);
        let known_on = if kind == RecordKind::PayersPoints {
            let day = past_day(&self.known.get_untracked(), today);
            if day.is_none() {
                wrong.push((KNOWN.into(), Wrong::later(DossierWord::RecordsWrongKnown)));
            }
            day
        } else {
            None
        };
        let on = if kind.is_of_a_day() {
            let day = past_day(&self.on.get_untracked(), today);
            if day.is_none() {
                wrong.push((ON.into(), Wrong::later(DossierWord::RecordsWrongKnown)));
            }
            day
        } else {
            None
        };
        let reason = self.reason.get_untracked();
        let reason = if reason.trim().is_empty() {
            if self.storable.with_reason {
                wrong.push((REASON.into(), Wrong::later(DossierWord::RecordsWrongReason)));
            }
            None
        } else {
            taken(Remark::new(&reason), REASON, Word::FieldWrongForm, &mut wrong)
        };
        match (value, source, self.purpose(), self.ground()) {
            (Some(value), Some(source), Some(purpose), Some(ground)) if wrong.is_empty() => {
                Ok(RecordContent { kind, value, source, purpose, ground, on, known_on, reason })
            }
            _ => Err(wrong),
        }
    }

    fn read_value(self, today: CivilDate, wrong: &mut Vec<(FieldId, Wrong)>) -> Option<Value> {
        let typed = self.value.get_untracked();
        let (value, word) = match self.storable.kind.form() {
            Form::Text if typed.trim().is_empty() => (None, DossierWord::RecordsWrongValue),
            Form::Text => return taken(Remark::new(&typed), VALUE, Word::FieldWrongForm, wrong).map(Value::Text),
            Form::Day => (past_day(&typed, today).map(Value::Day), DossierWord::RecordsWrongKnown),
            Form::Number => {
                let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
                (CitizenNumber::new(&digits).ok().map(Value::Number), DossierWord::RecordsWrongNumber)
            }
        };
        if value.is_none() {
            wrong.push((VALUE.into(), Wrong::later(word)));
        }
        value
    }
}

/// The form for one kind; with `known` it puts that right.
#[component]
pub fn KeepForm(
    dossier: DossierId,
    page: RwSignal<RecordsPage>,
    storable: Storable,
    #[prop(optional)] known: Option<(RecordView, RecordContent)>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let fields = Fields::new(storable, known.as_ref().map(|(_, content)| content));
    let (record, replaces): (RecordId, u32) =
        known.map_or_else(|| (fresh_record(), 0), |(view, _)| (view.id, view.version));
    let today = page.with_untracked(|page| page.today);
    let place = if storable.kind.is_of_a_day() { DAYS } else { DATA };
    let fold = move || {
        open.set(false);
        focus_soon(place.into());
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let content = match fields.read(today) {
            Ok(content) => Box::new(content),
            Err(wrong) => {
                wrongs.set(wrong);
                return;
            }
        };
        wrongs.set(Vec::new());
        sending.command(dossier, Command::KeepRecord { record, replaces, content }, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::RecordsSaved).to_owned());
            fold();
        });
    };
    view! {
        <form class="stack" novalidate on:submit=save data-test="record-form">
            <Errors wrongs />
            <Refused failure=sending.failure />
            <OnDay fields today wrongs />
            <ValueField fields today wrongs />
            <Told fields wrongs today />
            <For_ fields />
            <Reason fields wrongs />
            <div class="row">
                <Button text=told(DossierWord::RecordsSave) busy_text=say(Word::DeskSaving) look=Look::Primary busy=sending.busy submit=true mark="record-save" />
                <Button text=say(Word::UiCancel) look=Look::Quiet on_press=fold />
            </div>
        </form>
    }
}

/// On which day it was.
#[component]
fn OnDay(fields: Fields, today: CivilDate, wrongs: Wrongs) -> impl IntoView {
    fields.storable.kind.is_of_a_day().then(|| {
        view! {
            <Field
                label=told(DossierWord::RecordsOn)
                value=fields.on
                input=Input::Date
                id=ON
                mark=ON
                latest=today.to_string()
                error=wrongs.of(ON)
            />
        }
    })
}

#[component]
fn ValueField(fields: Fields, today: CivilDate, wrongs: Wrongs) -> impl IntoView {
    let (kind, value) = (fields.storable.kind, fields.value);
    let error = wrongs.of(VALUE);
    match kind.form() {
        Form::Text => {
            let label = if kind == RecordKind::Party { DossierWord::RecordsValueParty } else { DossierWord::RecordsValue };
            view! { <TextArea label=told(label) value rows=3 id=VALUE mark=VALUE error /> }.into_any()
        }
        Form::Day => view! {
            <Field label=told(record_words::kind(kind)) value input=Input::Date id=VALUE mark=VALUE latest=today.to_string() error />
        }
        .into_any(),
        Form::Number => view! {
            <Field label=told(record_words::kind(kind)) hint=Text::from(told(DossierWord::RecordsNumberHint)) value id=VALUE mark=VALUE error />
        }
        .into_any(),
    }
}

/// Who told it, and when she heard of it.
#[component]
fn Told(fields: Fields, wrongs: Wrongs, today: CivilDate) -> impl IntoView {
    let confided = fields.storable.kind == RecordKind::PayersPoints;
    if fields.storable.kind.is_of_a_day() {
        return ().into_any();
    }
    let sources = SOURCES.map(|(_, name, word)| OptionItem::new(name, told(word))).to_vec();
    if confided {
        return view! {
            <Field
                label=told(DossierWord::RecordsKnown)
                value=fields.known
                input=Input::Date
                id=KNOWN
                mark=KNOWN
                latest=today.to_string()
                error=wrongs.of(KNOWN)
            />
        }
        .into_any();
    }
    view! {
        <Select
            label=told(DossierWord::RecordsSource)
            hint=Text::from(told(DossierWord::RecordsSourceHint))
            value=fields.source
            options=sources
            mark="record-source"
        />
    }
    .into_any()
}

/// What it is for, where there is a choice, and on which ground: folded away, with the usual one chosen.
#[component]
fn For_(fields: Fields) -> impl IntoView {
    let kind = fields.storable.kind;
    let option = |(at, word): (usize, RecordWord)| OptionItem::new(at.to_string(), told(word));
    let purposes = kind.purposes().iter().map(|one| record_words::purpose(*one)).enumerate();
    let purposes: Vec<OptionItem> = purposes.map(option).collect();
    let grounds = kind.own_class().grounds().iter().map(|one| record_words::ground(*one)).enumerate();
    let grounds: Vec<OptionItem> = grounds.map(option).collect();
    let one_purpose = purposes.len() < 2;
    let one_ground = kind.own_class() == Class::Number || kind.is_of_a_day();
    view! {
        {(!one_purpose).then(|| view! { <RadioGroup label=told(DossierWord::RecordsPurpose) value=fields.purpose options=purposes /> })}
        {(!one_ground)
            .then(|| {
                view! {
                    <Disclosure summary=told(DossierWord::RecordsGround)>
                        <RadioGroup label=told(DossierWord::RecordsGround) value=fields.ground options=grounds />
                    </Disclosure>
                }
            })}
    }
}

/// Why it is needed, where that has to be said.
#[component]
fn Reason(fields: Fields, wrongs: Wrongs) -> impl IntoView {
    fields.storable.with_reason.then(|| {
        view! {
            <TextArea
                label=told(DossierWord::RecordsReason)
                hint=Text::from(told(DossierWord::RecordsReasonHint))
                value=fields.reason
                rows=2
                id=REASON
                mark=REASON
                error=wrongs.of(REASON)
            />
        }
    })
}
