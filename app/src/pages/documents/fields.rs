//! What is filled in about a document, read as it will be kept, or what is wrong with which field.

use leptos::prelude::*;
use shared::access::Relation;
use shared::dossier::documents::{DocumentContent, DocumentKind, StoredFile};
use shared::dossier::purposes::Purpose;
use shared::dossier::records::{Class, LegalGround, Source, wants_reason_of};
use shared::policy::choices::SpecialData;
use shared::text::{Label, Remark};

use crate::parts::record_words::SOURCES;
use crate::ui::{FieldError, Text};
use crate::words::{DocumentWord, told};

/// What is the same for every file of a form.
#[derive(Clone, Copy)]
pub struct Fields {
    /// Whether she fills it in herself.
    pub hers: bool,
    special_data: SpecialData,
    /// The class of the version before.
    before: Option<Class>,
    pub kind: RwSignal<String>,
    pub purpose: RwSignal<String>,
    pub source: RwSignal<String>,
    pub about_health: RwSignal<bool>,
    pub reason: RwSignal<String>,
    pub ground: RwSignal<String>,
    pub beside: RwSignal<String>,
}

/// The ids of the fields, for who is led to one.
pub const KIND: &str = "document-kind";
pub const PURPOSE: &str = "document-purpose";
pub const SOURCE: &str = "document-source";
pub const REASON: &str = "document-reason";
pub const FILES: &str = "document-files";

/// What has to be known of all of them before any can be kept.
#[derive(Clone)]
pub struct Said {
    kind: DocumentKind,
    purpose: Purpose,
    source: Source,
    ground: LegalGround,
    beside: Option<LegalGround>,
    about_health: bool,
    reason: Option<Remark>,
}

impl Said {
    /// The content for one file.
    pub fn content(&self, title: Label, file: StoredFile) -> DocumentContent {
        let Self { kind, purpose, source, ground, beside, about_health, ref reason } = *self;
        DocumentContent { kind, purpose, title, source, ground, beside, about_health, reason: reason.clone(), file }
    }
}

fn position<T: PartialEq>(all: &[T], one: &T) -> String {
    all.iter().position(|known| known == one).map(|at| at.to_string()).unwrap_or_default()
}

fn chosen<T: Copy>(all: &[T], at: RwSignal<String>) -> Option<T> {
    at.with(|at| at.parse::<usize>().ok()).and_then(|at| all.get(at).copied())
}

impl Fields {
    /// Nothing chosen yet, or as the version that counts says.
    pub fn new(you: Relation, special_data: SpecialData, known: Option<(&DocumentContent, Class)>) -> Self {
        let (known, before) = known.unzip();
        let hers = you == Relation::Client;
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        let class = class_of(known.is_some_and(|known| known.about_health), before);
        Self {
            hers,
            special_data,
            before,
            kind: text(known.map(|known| position(DocumentKind::ALL, &known.kind))),
            purpose: text(known.map(|known| position(Purpose::OF_DOCUMENTS, &known.purpose))),
            source: text(known.and_then(|known| {
                SOURCES.iter().find(|(source, ..)| *source == known.source).map(|(_, name, _)| (*name).to_owned())
            })),
            about_health: RwSignal::new(known.is_some_and(|known| known.about_health)),
            reason: text(known.and_then(|known| known.reason.as_ref()).map(ToString::to_string)),
            ground: RwSignal::new(known.map_or_else(|| "0".into(), |known| position(class.grounds(), &known.ground))),
            beside: RwSignal::new(
                known.and_then(|known| known.beside).map_or_else(|| "0".into(), |one| position(class.beside(), &one)),
            ),
        }
    }

    /// The grounds it can be kept on, and those beside one.
    pub fn class(self) -> Class {
        class_of(self.about_health.get(), self.before)
    }

    /// Whether a reason has to be written.
    pub fn wants_reason(self) -> bool {
        !self.hers && wants_reason_of(self.class(), self.special_data)
    }

    fn source(self) -> Option<Source> {
        if self.hers {
            return Some(Source::Client);
        }
        self.source.with(|name| SOURCES.iter().find(|(_, known, _)| known == name)).map(|(source, ..)| *source)
    }

    /// What is filled in; nothing while something lacks.
    pub fn read(self) -> Option<Said> {
        let class = self.class();
        let reason = self.reason.with(|reason| Remark::new(reason).ok()).filter(|_| self.wants_reason());
        if self.wants_reason() && reason.is_none() {
            return None;
        }
        Some(Said {
            kind: chosen(DocumentKind::ALL, self.kind)?,
            purpose: chosen(Purpose::OF_DOCUMENTS, self.purpose)?,
            source: self.source()?,
            ground: chosen(class.grounds(), self.ground)?,
            beside: if class.is_special() { Some(chosen(class.beside(), self.beside)?) } else { None },
            about_health: self.about_health.get(),
            reason,
        })
    }

    /// The word for what is wrong with a field.
    pub fn wrong(self, field: &str) -> Option<DocumentWord> {
        match field {
            KIND => chosen(DocumentKind::ALL, self.kind).is_none().then_some(DocumentWord::WrongKind),
            PURPOSE => chosen(Purpose::OF_DOCUMENTS, self.purpose).is_none().then_some(DocumentWord::WrongPurpose),
            SOURCE => self.source().is_none().then_some(DocumentWord::WrongSource),
            REASON => (self.wants_reason() && self.reason.with(|reason| Remark::new(reason).is_err()))
                .then_some(DocumentWord::WrongReason),
            _ => None,
        }
    }
}

/// The class decides on which grounds it can be kept; which of the two health classes it is, the server says.
const fn class_of(about_health: bool, before: Option<Class>) -> Class {
    if about_health { Class::Special } else { Class::Ordinary }.after(before)
}

/// A line of the summary of what is wrong.
pub fn field_error(id: &str, word: DocumentWord) -> FieldError {
    FieldError { field_id: id.to_owned(), text: Text::from(told(word)) }
}
