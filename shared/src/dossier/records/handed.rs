//! What she hands in herself (P3b).

use serde::{Deserialize, Serialize};

use super::{Attached, LegalGround, RecordContent, RecordKind, Source, Value};
use crate::dossier::purposes::Purpose;
use crate::ids::RecordId;
use crate::text::Remark;

/// Something that she hands in, or puts right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HandedIn {
    /// Which record; its id is made by the sender.
    pub record: RecordId,
    /// Which version it replaces; 0 for the first.
    pub replaces: u32,
    /// What it is, in her words.
    pub words: Remark,
    /// The files, at most ten.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 10))]
    pub files: Vec<Attached>,
}

impl HandedIn {
    /// As it is kept: from her, to guide her (P3b).
    pub(in crate::dossier) fn content(&self) -> RecordContent {
        RecordContent {
            kind: RecordKind::HandedIn,
            value: Value::Text(self.words.clone()),
            source: Source::Client,
            purpose: Purpose::Guidance,
            ground: LegalGround::Interest,
            beside: None,
            minutes: None,
            on: None,
            known_on: None,
            reason: None,
            files: self.files.clone(),
        }
    }
}
