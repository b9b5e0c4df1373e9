//! What is filled in about a record, read as it will be kept, or a note of what is wrong with which field.

use leptos::prelude::*;
use shared::dossier::records::{Class, Form, LegalGround, Purpose, RecordContent, RecordKind, Source, Storable, Value};
use shared::ids::RecordId;
use shared::text::{CitizenNumber, Remark};
use shared::time::CivilDate;

use super::day_form::past_day;
use super::form::{FieldId, Wrong};
use super::record_form::field_of;
use crate::parts::record_words::SOURCES;
use crate::words::{DossierWord, Word};

/// What is filled in.
#[derive(Clone, Copy)]
pub struct Fields {
    record: RecordId,
    pub storable: Storable,
    /// Whether what others tell about her health is treated apart.
    pub apart: bool,
    pub value: RwSignal<String>,
    pub source: RwSignal<String>,
    pub on: RwSignal<String>,
    pub purpose: RwSignal<String>,
    pub ground: RwSignal<String>,
    pub known: RwSignal<String>,
    pub reason: RwSignal<String>,
}

/// What is wrong, and with which field.
pub type Found = Vec<(FieldId, Wrong)>;

impl Fields {
    pub fn new(record: RecordId, storable: Storable, apart: bool, known: Option<&RecordContent>) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        // A number that staff see in part is typed anew.
        let value = known.map(|content| match &content.value {
            Value::Text(text) => text.to_string(),
            Value::Day(day) => day.to_string(),
            Value::Number(_) | Value::Masked(_) => String::new(),
        });
        // Who told it decides how carefully it is handled: that is chosen, and nothing stands ready.
        let told_by = known.map(|content| content.source).or(match storable.kind {
            RecordKind::PayersPoints => Some(Source::Payer),
            kind if kind.is_the_bureaus() => Some(Source::Bureau),
            _ => None,
        });
        let source =
            SOURCES.iter().find(|(source, ..)| Some(*source) == told_by).map(|(_, name, _)| (*name).to_owned());
        let day = |day: Option<CivilDate>| text(day.map(|day| day.to_string()));
        let fields = Self {
            record,
            storable,
            apart,
            value: text(value),
            source: text(source),
            on: day(known.and_then(|known| known.on)),
            purpose: RwSignal::new(String::new()),
            ground: RwSignal::new(String::new()),
            known: day(known.and_then(|known| known.known_on)),
            reason: text(known.and_then(|known| known.reason.as_ref()).map(ToString::to_string)),
        };
        let at = |at: Option<usize>| at.unwrap_or_default().to_string();
        let purpose = known.and_then(|known| storable.kind.purposes().iter().position(|one| *one == known.purpose));
        let ground = known.and_then(|known| fields.class().grounds().iter().position(|one| *one == known.ground));
        fields.purpose.set(at(purpose));
        fields.ground.set(at(ground));
        fields
    }

    pub fn id(self, field: &str) -> String {
        field_of(field, self.record)
    }

    fn told_by(self) -> Option<Source> {
        self.source.with(|name| SOURCES.iter().find(|(_, known, _)| known == name)).map(|(source, ..)| *source)
    }

    /// How carefully it will be handled, by who told it.
    pub fn class(self) -> Class {
        self.storable.kind.class_of(self.told_by().unwrap_or(Source::Client), self.apart)
    }

    fn purpose(self) -> Option<Purpose> {
        let at = self.purpose.with_untracked(|at| at.parse::<usize>().ok())?;
        self.storable.kind.purposes().get(at).copied()
    }

    fn ground(self) -> Option<LegalGround> {
        let at = self.ground.with_untracked(|at| at.parse::<usize>().ok())?;
        untrack(|| self.class()).grounds().get(at).copied()
    }

    pub fn read(self, today: CivilDate) -> Result<RecordContent, Found> {
        let kind = self.storable.kind;
        let mut wrong = Found::new();
        let value = self.read_value(today, &mut wrong);
        let source = untrack(|| self.told_by());
        if source.is_none() {
            wrong.push((self.id("source").into(), Wrong::later(DossierWord::RecordsWrongSource)));
        }
        let on = self.read_day(kind.is_of_a_day(), ("on", self.on), today, &mut wrong);
        let told = kind == RecordKind::PayersPoints;
        let known_on = self.read_day(told, ("known", self.known), today, &mut wrong);
        let reason = self.reason.get_untracked();
        let reason = if reason.trim().is_empty() {
            if self.storable.with_reason {
                wrong.push((self.id("reason").into(), Wrong::later(DossierWord::RecordsWrongReason)));
            }
            None
        } else {
            self.read_words("reason", &reason, &mut wrong)
        };
        match (value, source, self.purpose(), self.ground()) {
            (Some(value), Some(source), Some(purpose), Some(ground)) if wrong.is_empty() => {
                Ok(RecordContent { kind, value, source, purpose, ground, on, known_on, reason })
            }
            _ => Err(wrong),
        }
    }

    fn read_day(
        self,
        wanted: bool,
        (field, typed): (&str, RwSignal<String>),
        today: CivilDate,
        wrong: &mut Found,
    ) -> Option<CivilDate> {
        let day = past_day(&typed.get_untracked(), today).filter(|_| wanted);
        if wanted && day.is_none() {
            wrong.push((self.id(field).into(), Wrong::later(DossierWord::RecordsWrongKnown)));
        }
        day
    }

    fn read_words(self, field: &str, typed: &str, wrong: &mut Found) -> Option<Remark> {
        match Remark::new(typed) {
            Ok(words) => Some(words),
            Err(error) => {
                wrong.push((self.id(field).into(), Wrong::Text(error, Word::FieldWrongForm)));
                None
            }
        }
    }

    fn read_value(self, today: CivilDate, wrong: &mut Found) -> Option<Value> {
        let typed = self.value.get_untracked();
        let (value, word) = match self.storable.kind.form() {
            Form::Text if typed.trim().is_empty() => (None, DossierWord::RecordsWrongValue),
            Form::Text => return self.read_words("value", &typed, wrong).map(Value::Text),
            Form::Day => (past_day(&typed, today).map(Value::Day), DossierWord::RecordsWrongKnown),
            Form::Number => {
                let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
                (CitizenNumber::new(&digits).ok().map(Value::Number), DossierWord::RecordsWrongNumber)
            }
        };
        if value.is_none() {
            wrong.push((self.id("value").into(), Wrong::later(word)));
        }
        value
    }
}
