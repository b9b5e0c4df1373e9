//! What a page reads of the entries with the texts of a consult.

use serde::Deserialize;

use super::summaries::{Marking, Passage, PassageAnswer};
use crate::ids::EntryId;
use crate::text::Remark;

/// The events that hold the texts of a consult, as a page reads them: the same bytes as [`super::DossierEvent`], without what
/// no page shows. Reading all of them would be a twentieth of the phone's program.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each stands in DossierEvent")]
pub enum TextEvent {
    SummarySent {
        version: u32,
        passages: Vec<Passage>,
    },
    /// The evidence as it was written: a page shows it, and nobody but a verifier reads it.
    SummaryApproved {
        evidence: serde_json::Value,
    },
    SummaryDisputed {
        marks: Vec<Marking>,
        remark: Option<Remark>,
    },
    DisputeSigned {
        dispute: EntryId,
        evidence: serde_json::Value,
    },
    DisputeAnswered {
        dispute: EntryId,
        answers: Vec<PassageAnswer>,
    },
}
