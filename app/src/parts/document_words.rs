//! What is said about a document, the same for her and for staff.

use shared::dossier::documents::DocumentKind;
use shared::dossier::purposes::Purpose;
use shared::dossier::records::Class;

use super::record_words;
use crate::words::{DocumentWord, Lang};

/// What sort of document it is.
#[must_use]
pub const fn kind(kind: DocumentKind) -> DocumentWord {
    match kind {
        DocumentKind::Report => DocumentWord::KindReport,
        DocumentKind::Cv => DocumentWord::KindCv,
        DocumentKind::TestResult => DocumentWord::KindTestResult,
        DocumentKind::Plan => DocumentWord::KindPlan,
        DocumentKind::Letter => DocumentWord::KindLetter,
    }
}

/// How carefully it is handled, where that is worth saying.
#[must_use]
pub const fn class(class: Class) -> Option<DocumentWord> {
    match class {
        Class::ReceivedMedical => Some(DocumentWord::Medical),
        Class::Special => Some(DocumentWord::Health),
        _ => None,
    }
}

/// What it was made for: said wherever it is shown (M9b).
#[must_use]
pub fn made_for(lang: Lang, purpose: Purpose) -> String {
    lang.fill_later(DocumentWord::MadeFor, &[("purpose", lang.say_later(record_words::purpose(purpose)))])
}
