//! What is filled in about a record, read as it will be kept, or a note of what is wrong with which field.

use leptos::prelude::*;
use shared::api::RecordsPage;
use shared::dossier::records::{
    Class, Form, LegalGround, Purpose, RecordContent, RecordKind, RecordView, Source, Value, wants_reason,
};
use shared::ids::RecordId;
use shared::policy::choices::{Bsn, SpecialData};
use shared::text::{CitizenNumber, Remark};
use shared::time::CivilDate;

use super::day_form::{minutes_of, past_day};
use super::form::{FieldId, Wrong};
use super::record_form::field_of;
use crate::parts::Files;
use crate::parts::record_words::SOURCES;
use crate::words::{DossierWord, Word};

/// What is typed, which stays where another kind is chosen.
#[derive(Clone, Copy)]
pub struct Typed {
    pub value: RwSignal<String>,
    pub source: RwSignal<String>,
    pub on: RwSignal<String>,
    pub took: RwSignal<String>,
    pub known: RwSignal<String>,
    pub reason: RwSignal<String>,
}

/// What is filled in about a record of a kind.
#[derive(Clone, Copy)]
pub struct Fields {
    record: RecordId,
    pub kind: RecordKind,
    /// The class it has, where it is put right.
    before: Option<Class>,
    /// Whether it was kept for a purpose that it stays for.
    stays: bool,
    /// Whether what others tell about her health is treated apart.
    pub apart: bool,
    special_data: SpecialData,
    bsn: Bsn,
    pub typed: Typed,
    pub purpose: RwSignal<String>,
    pub ground: RwSignal<String>,
    pub beside: RwSignal<String>,
    pub files: Files,
}

/// What is wrong, and with which field.
pub type Found = Vec<(FieldId, Wrong)>;

impl Typed {
    /// As it is kept, or nothing yet: who told it decides how carefully it is handled, so nothing stands ready.
    pub fn new(known: Option<&RecordContent>) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        let day = |day: Option<CivilDate>| text(day.map(|day| day.to_string()));
        // A number that staff see in part is typed anew.
        let value = known.map(|content| match &content.value {
            Value::Text(text) => text.to_string(),
            Value::Day(day) => day.to_string(),
            Value::Number(_) | Value::Masked(_) => String::new(),
        });
        let source = known.and_then(|known| SOURCES.iter().find(|(source, ..)| *source == known.source));
        Self {
            value: text(value),
            source: text(source.map(|(_, name, _)| (*name).to_owned())),
            on: day(known.and_then(|known| known.on)),
            took: text(known.and_then(|known| known.minutes).map(|minutes| u16::from(minutes).to_string())),
            known: day(known.and_then(|known| known.known_on)),
            reason: text(known.and_then(|known| known.reason.as_ref()).map(ToString::to_string)),
        }
    }

    /// Empty again.
    pub fn clear(self) {
        for field in [self.value, self.source, self.on, self.took, self.known, self.reason] {
            field.set(String::new());
        }
    }
}

impl Fields {
    pub fn new(
        record: RecordId,
        kind: RecordKind,
        page: &RecordsPage,
        typed: Typed,
        known: Option<&(RecordView, RecordContent)>,
    ) -> Self {
        let mut fields = Self {
            stays: false,
            record,
            kind,
            before: known.map(|(view, _)| view.class),
            apart: page.apart,
            special_data: page.special_data,
            bsn: page.bsn,
            typed,
            purpose: RwSignal::new(String::new()),
            ground: RwSignal::new(String::new()),
            beside: RwSignal::new(String::new()),
            files: Files::new(known.map(|(_, known)| known.files.clone()).unwrap_or_default()),
        };
        let at = |at: Option<usize>| at.unwrap_or_default().to_string();
        let purpose = known.and_then(|(_, known)| fields.purposes().iter().position(|one| *one == known.purpose));
        let grounds = untrack(|| fields.class()).grounds();
        let ground = known.and_then(|(_, known)| grounds.iter().position(|one| *one == known.ground));
        let beside = known.and_then(|(_, known)| {
            let beside = untrack(|| fields.class()).beside();
            beside.iter().position(|one| Some(*one) == known.beside)
        });
        fields.stays = purpose.is_some();
        fields.beside.set(at(beside));
        fields.purpose.set(at(purpose));
        fields.ground.set(at(ground));
        fields
    }

    pub fn id(self, field: &str) -> String {
        field_of(field, self.record)
    }

    /// Who told it, where that is plain from the kind.
    pub fn plain_source(self) -> Option<Source> {
        match self.kind {
            RecordKind::PayersPoints => Some(Source::Payer),
            kind if kind.is_the_bureaus() => Some(Source::Bureau),
            _ => None,
        }
    }

    fn told_by(self) -> Option<Source> {
        if let plain @ Some(_) = self.plain_source() {
            return plain;
        }
        self.typed.source.with(|name| SOURCES.iter().find(|(_, known, _)| known == name)).map(|(source, ..)| *source)
    }

    /// How carefully it will be handled, by who told it.
    pub fn class(self) -> Class {
        self.kind.class_after(self.before, self.told_by().unwrap_or(Source::Client), self.apart)
    }

    /// Whether a reason has to be written with it.
    pub fn wants_reason(self) -> bool {
        wants_reason(self.kind, self.class(), self.special_data)
    }

    /// What it can be kept for, under the regulation.
    pub fn purposes(self) -> &'static [Purpose] {
        self.kind.purposes_under(self.bsn)
    }

    /// Whether there is a choice: what was kept for one purpose is not put right into another.
    pub fn chooses_purpose(self) -> bool {
        !self.stays && self.purposes().len() > 1
    }

    fn purpose(self) -> Option<Purpose> {
        let at = self.purpose.with_untracked(|at| at.parse::<usize>().ok())?;
        self.purposes().get(at).copied()
    }

    /// Whether who does the invoices will read it.
    pub fn is_for_invoices(self) -> bool {
        let at = self.purpose.with(|at| at.parse::<usize>().ok());
        at.and_then(|at| self.purposes().get(at).copied()) == Some(Purpose::Finance)
    }

    fn beside(self) -> Option<LegalGround> {
        let at = self.beside.with_untracked(|at| at.parse::<usize>().ok())?;
        untrack(|| self.class()).beside().get(at).copied()
    }

    fn ground(self) -> Option<LegalGround> {
        let at = self.ground.with_untracked(|at| at.parse::<usize>().ok())?;
        untrack(|| self.class()).grounds().get(at).copied()
    }

    pub fn read(self, today: CivilDate) -> Result<RecordContent, Found> {
        let kind = self.kind;
        let mut wrong = Found::new();
        let value = self.read_value(today, &mut wrong);
        let source = untrack(|| self.told_by());
        if source.is_none() {
            wrong.push((self.id("source").into(), Wrong::later(DossierWord::RecordsWrongSource)));
        }
        let on = self.read_day(kind.is_of_a_day(), ("on", self.typed.on), today, &mut wrong);
        let minutes = if kind.is_of_a_day() { minutes_of(&self.typed.took.get_untracked()) } else { Ok(None) };
        if minutes.is_err() {
            wrong.push((self.id("took").into(), Wrong::Said(Word::DeskWrongMinutes)));
        }
        let minutes = minutes.ok().flatten();
        let told = kind == RecordKind::PayersPoints;
        let known_on = self.read_day(told, ("known", self.typed.known), today, &mut wrong);
        let reason = self.typed.reason.get_untracked();
        let reason = if !untrack(|| self.wants_reason()) {
            None
        } else if reason.trim().is_empty() {
            wrong.push((self.id("reason").into(), Wrong::later(DossierWord::RecordsWrongReason)));
            None
        } else {
            self.read_words("reason", &reason, &mut wrong)
        };
        let files = untrack(|| self.files.read(kind)).unwrap_or_else(|word| {
            wrong.push((self.id("files").into(), Wrong::later(word)));
            Vec::new()
        });
        match (value, source, self.purpose(), self.ground()) {
            (Some(value), Some(source), Some(purpose), Some(ground)) if wrong.is_empty() => {
                let beside = self.beside();
                Ok(RecordContent { kind, value, source, purpose, ground, beside, minutes, on, known_on, reason, files })
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
            wrong.push((self.id(field).into(), Wrong::Said(Word::DeskPersonWrongDate)));
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
        let typed = self.typed.value.get_untracked();
        let (value, is_wrong) = match self.kind.form() {
            Form::Text if typed.trim().is_empty() => (None, Wrong::later(DossierWord::RecordsWrongValue)),
            Form::Text => return self.read_words("value", &typed, wrong).map(Value::Text),
            Form::Day => (past_day(&typed, today).map(Value::Day), Wrong::Said(Word::DeskPersonWrongDate)),
            Form::Number => {
                let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
                (CitizenNumber::new(&digits).ok().map(Value::Number), Wrong::later(DossierWord::RecordsWrongNumber))
            }
        };
        if value.is_none() {
            wrong.push((self.id("value").into(), is_wrong));
        }
        value
    }
}
