//! Recording something about a client, or putting it right: only what the regulation and the service allow is offered.

use leptos::prelude::*;
use shared::access::Act;
use shared::api::RecordsPage;
use shared::dossier::Command;
use shared::dossier::records::{Class, Form, RecordContent, RecordKind, RecordView, Source};
use shared::ids::{DossierId, RecordId};
use shared::time::CivilDate;

use super::edit_form::EditForm;
use super::form::Wrongs;
use super::passage_fields::focus_soon;
use super::record_fields::{Fields, Typed};
use super::records::{DATA, DAYS, NOTES, line_of};
use super::sending::Sending;
use crate::ids::fresh_record;
use crate::parts::FilesField;
use crate::parts::record_words::{self, Group, SOURCES};
use crate::ui::{
    Button, Disclosure, Field, Glyph, Input, Look, OptionItem, RadioGroup, Select, Text, TextArea, announcer,
};
use crate::words::{DossierWord, RecordWord, Word, language, say, told};

/// The id of a field in the form of a record: several forms can be open.
pub fn field_of(field: &str, record: RecordId) -> String {
    format!("record-{field}-{record}")
}

/// Where the focus goes when a form has folded.
const fn place_of(kind: RecordKind) -> &'static str {
    match Group::of(kind) {
        Group::Notes => NOTES,
        Group::Days => DAYS,
        Group::Data => DATA,
    }
}

/// A button that unfolds into what can be recorded, and then into the form for it.
#[component]
pub fn NewRecord(dossier: DossierId, page: RwSignal<RecordsPage>, group: Group) -> impl IntoView {
    let (open, kind, typed) = (RwSignal::new(false), RwSignal::new(String::new()), Typed::new(None));
    let (kind_id, place, text, mark) = match group {
        Group::Days => ("day-kind", DAYS, DossierWord::RecordsDayNew, "day-new"),
        _ => ("record-kind", DATA, DossierWord::RecordsAdd, "record-new"),
    };
    let storable = Memo::new(move |_| {
        let can = |kind: &&RecordKind| Group::of(**kind) == group;
        page.with(|page| page.storable.iter().filter(can).copied().collect::<Vec<_>>())
    });
    let unfold = move || {
        kind.set(String::new());
        typed.clear();
        open.set(true);
        focus_soon(kind_id.into());
    };
    // By its own number: what else may be recorded changes while she writes.
    let number = |kind: RecordKind| RecordKind::ALL.iter().position(|one| *one == kind).unwrap_or_default().to_string();
    // Also where it may be recorded no more: what is typed stays, and the refusal says why.
    let chosen =
        Memo::new(move |_| kind.with(|chosen| chosen.parse().ok()).and_then(|at: usize| RecordKind::ALL.get(at)));
    let options = move || {
        let option = |kind: RecordKind| OptionItem::new(number(kind), told(record_words::kind(kind)));
        storable.get().into_iter().map(option).collect::<Vec<_>>()
    };
    let cancel = move || {
        open.set(false);
        focus_soon(place.into());
    };
    let choice = move || {
        view! {
            <Select
                label=told(DossierWord::RecordsKind)
                hint=Text::from(told(DossierWord::RecordsKindHint))
                value=kind
                options=options()
                nothing=told(DossierWord::RecordsKindChoose)
                id=kind_id
                mark=kind_id
            />
        }
    };
    let form = move || match chosen.get() {
        Some(kind) => view! { <KeepForm dossier page kind=*kind typed open /> }.into_any(),
        None => view! {
            <div class="row"><Button text=say(Word::UiCancel) look=Look::Quiet on_press=cancel /></div>
        }
        .into_any(),
    };
    move || {
        if open.get() {
            view! { <div class="stack">{choice} {form}</div> }.into_any()
        } else {
            view! {
                <div class="row"><Button text=told(text) glyph=Glyph::Plus on_press=unfold mark /></div>
            }
            .into_any()
        }
    }
}

/// The form for one kind; with `known` it puts that right, where nothing else is typed yet.
#[component]
pub fn KeepForm(
    dossier: DossierId,
    page: RwSignal<RecordsPage>,
    kind: RecordKind,
    typed: Typed,
    #[prop(optional)] known: Option<(RecordView, RecordContent)>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let (record, replaces) = known.as_ref().map_or_else(|| (fresh_record(), 0), |(view, _)| (view.id, view.version));
    let today = page.with_untracked(|page| page.today);
    let medical = page.with_untracked(|page| page.allowed.contains(&Act::ReadMedical));
    let fields = page.with_untracked(|page| Fields::new(record, kind, page, typed, known.as_ref()));
    let place = StoredValue::new(if known.is_some() { line_of(record) } else { place_of(kind).to_owned() });
    let fold = move || {
        open.set(false);
        focus_soon(place.get_value());
    };
    let save = move || {
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
        <EditForm wrongs sending save=told(DossierWord::RecordsSave) save_mark="record-save" on_save=save on_cancel=fold>
            <DayField fields wrongs today field="on" />
            <TookField fields wrongs />
            <ValueField fields wrongs today />
            <FilesOf dossier record fields wrongs />
            <SourceField fields wrongs medical />
            <DayField fields wrongs today field="known" />
            <UseFields fields />
            <ReasonField fields wrongs />
        </EditForm>
    }
}

/// On which day it was, or on which day she heard that it is kept: each where its kind has one.
#[component]
fn DayField(fields: Fields, wrongs: Wrongs, today: CivilDate, field: &'static str) -> impl IntoView {
    let kind = fields.kind;
    let (wanted, label, value, mark) = if field == "on" {
        (kind.is_of_a_day(), DossierWord::RecordsOn, fields.typed.on, "record-on")
    } else {
        (kind == RecordKind::PayersPoints, DossierWord::RecordsKnown, fields.typed.known, "record-known")
    };
    let id = fields.id(field);
    wanted.then(|| {
        let error = wrongs.of(id.clone());
        view! { <Field label=told(label) value input=Input::Date id mark latest=today.to_string() error /> }
    })
}

/// How long it took, where it was on a day (R3.4).
#[component]
fn TookField(fields: Fields, wrongs: Wrongs) -> impl IntoView {
    let id = fields.id("took");
    fields.kind.is_of_a_day().then(|| {
        let error = wrongs.of(id.clone());
        view! { <Field label=told(RecordWord::TookLabel) hint=Text::from(told(RecordWord::TookHint)) value=fields.typed.took input=Input::Number id mark="record-took" error /> }
    })
}

#[component]
fn ValueField(fields: Fields, wrongs: Wrongs, today: CivilDate) -> impl IntoView {
    let (kind, value, id) = (fields.kind, fields.typed.value, fields.id("value"));
    let (error, mark) = (wrongs.of(id.clone()), "record-value");
    match kind.form() {
        Form::Text => {
            let label = match kind {
                RecordKind::Party => DossierWord::RecordsValueParty,
                RecordKind::Billing => DossierWord::RecordsValueBilling,
                RecordKind::Elsewhere => DossierWord::RecordsValueInside,
                RecordKind::IdentityCopy => DossierWord::RecordsValueCovered,
                _ => DossierWord::RecordsValue,
            };
            view! { <TextArea label=told(label) value rows=3 id mark error /> }.into_any()
        }
        Form::Day => view! {
            <Field label=told(record_words::kind(kind)) value input=Input::Date id mark latest=today.to_string() error />
        }
        .into_any(),
        Form::Number => view! {
            <Field label=told(record_words::kind(kind)) hint=Text::from(told(DossierWord::RecordsNumberHint)) value id mark error />
        }
        .into_any(),
    }
}

/// What goes with it, where its kind takes files.
#[component]
fn FilesOf(dossier: DossierId, record: RecordId, fields: Fields, wrongs: Wrongs) -> impl IntoView {
    let (kind, files, id) = (fields.kind, fields.files, fields.id("files"));
    (kind.files().1 > 0).then(|| {
        let error = wrongs.of(id.clone());
        view! { <FilesField dossier record kind files id error /> }
    })
}

/// Who told it, where that is not plain.
#[component]
fn SourceField(fields: Fields, wrongs: Wrongs, medical: bool) -> impl IntoView {
    let kind = fields.kind;
    // What she could not read again she cannot write either (P10).
    let hers = |source: Source| medical || kind.class_of(source, fields.apart) != Class::ReceivedMedical;
    let can = move |source: Source| !kind.is_anothers() || source.is_others();
    let sources = SOURCES.iter().filter(|(source, ..)| hers(*source) && can(*source));
    let sources = sources.map(|(_, name, word)| OptionItem::new(*name, told(*word))).collect::<Vec<_>>();
    let id = fields.id("source");
    fields.plain_source().is_none().then(|| {
        let error = wrongs.of(id.clone());
        view! {
            <Select
                label=told(DossierWord::RecordsSource)
                hint=Text::from(told(DossierWord::RecordsSourceHint))
                value=fields.typed.source
                options=sources
                nothing=told(DossierWord::RecordsKindChoose)
                id
                mark="record-source"
                error
            />
        }
    })
}

/// What it is for, where there is a choice, and on which ground: folded away, with the usual one chosen.
#[component]
fn UseFields(fields: Fields) -> impl IntoView {
    let option = |(at, word): (usize, RecordWord)| OptionItem::new(at.to_string(), told(word));
    let purposes = fields.purposes().iter().map(|one| record_words::purpose(*one)).enumerate();
    let purposes: Vec<OptionItem> = purposes.map(option).collect();
    let class = Memo::new(move |before: Option<&Class>| {
        let class = fields.class();
        // Other grounds: the usual one stands first.
        if before.is_some_and(|before| *before != class) {
            fields.ground.set("0".to_owned());
            fields.beside.set("0".to_owned());
        }
        class
    });
    let grounds = move || {
        let grounds = class.get().grounds();
        let options = grounds.iter().map(|one| record_words::ground(*one)).enumerate();
        let options: Vec<OptionItem> = options.map(option).collect();
        let beside: Vec<OptionItem> =
            class.get().beside().iter().map(|one| record_words::ground(*one)).enumerate().map(option).collect();
        let both = !beside.is_empty();
        (grounds.len() > 1 || both).then(|| {
            view! {
                <Disclosure summary=told(if both { DossierWord::RecordsGrounds } else { DossierWord::RecordsGround })>
                    <div class="stack">
                        {(options.len() > 1).then(|| view! { <RadioGroup label=told(DossierWord::RecordsGround) value=fields.ground options /> })}
                        {both.then(|| view! { <RadioGroup label=told(DossierWord::RecordsGroundBeside) value=fields.beside options=beside /> })}
                    </div>
                </Disclosure>
            }
        })
    };
    view! {
        {fields.chooses_purpose().then(|| view! { <RadioGroup label=told(DossierWord::RecordsPurpose) value=fields.purpose options=purposes /> })}
        <p class="small" data-test="record-finance" hidden=move || !fields.is_for_invoices()>{told(DossierWord::RecordsFinance)}</p>
        {grounds}
    }
}

/// Why it is needed, where that has to be said: who told it can change that.
#[component]
fn ReasonField(fields: Fields, wrongs: Wrongs) -> impl IntoView {
    let wanted = Memo::new(move |_| fields.wants_reason());
    move || {
        let id = fields.id("reason");
        wanted.get().then(|| {
            let error = wrongs.of(id.clone());
            view! {
                <TextArea
                    label=told(DossierWord::RecordsReason)
                    hint=Text::from(told(DossierWord::RecordsReasonHint))
                    value=fields.typed.reason
                    rows=2
                    id
                    mark="record-reason"
                    error
                />
            }
        })
    }
}
