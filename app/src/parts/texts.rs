//! The texts of a consult, each checked against what its entry promised before anybody reads it.

use std::collections::BTreeMap;

use serde_json::Value;
use shared::api::ConsultPage;
use shared::dossier::event::TextEvent;
use shared::dossier::summaries::{Marking, Passage, PassageAnswer};
use shared::ids::{EntryId, PersonId};
use shared::log::{Unreadable, commitment, read_content};
use shared::text::Remark;
use shared::time::Timestamp;

/// Why the texts are not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A text is not the one that was written: the check over it fails.
    Changed,
    /// A newer app wrote it.
    Newer,
}

/// What she said was not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarked {
    /// The passages she marked.
    pub marks: Vec<Marking>,
    /// What she said about the whole.
    pub remark: Option<Remark>,
}

/// What was answered to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
    /// One for each mark, then one for the whole.
    pub answers: Vec<PassageAnswer>,
}

/// Every text of a consult.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The versions, by their number.
    pub versions: BTreeMap<u32, Vec<Passage>>,
    /// The remarks, by their entry.
    pub remarks: BTreeMap<EntryId, Remarked>,
    /// The answers, by the entry of the remark.
    pub answers: BTreeMap<EntryId, Answered>,
    /// The signatures: of an approval by its entry, of a remark by that of the remark.
    pub signatures: BTreeMap<EntryId, Value>,
}

impl Texts {
    /// The passages of a version.
    #[must_use]
    pub fn version(&self, number: u32) -> &[Passage] {
        self.versions.get(&number).map_or(&[], Vec::as_slice)
    }

    /// The words of a passage in a version.
    #[must_use]
    pub fn words(&self, version: u32, passage: u16) -> &str {
        self.version(version).iter().find(|known| known.id == passage).map_or("", |known| known.text.as_str())
    }
}

/// Reads the texts of a page.
///
/// # Errors
/// [`Doubt`]: then nothing of it may be shown as if it were sure.
pub fn read_texts(page: &ConsultPage) -> Result<Texts, Doubt> {
    let mut texts = Texts::default();
    for entry in &page.entries {
        let (header, content) = (&entry.header, entry.content.as_bytes());
        if commitment(&entry.salt.0, content) != header.commitment || header.hashed() != header.hash {
            return Err(Doubt::Changed);
        }
        let event = read_content::<TextEvent>(content).map_err(|unreadable| match unreadable {
            Unreadable::Newer => Doubt::Newer,
            Unreadable::Malformed => Doubt::Changed,
        })?;
        match event {
            TextEvent::SummarySent { version, passages } => {
                let promised = page.view.versions.iter().find(|known| known.number == version);
                if promised.is_none_or(|known| known.commitment != header.commitment) {
                    return Err(Doubt::Changed);
                }
                drop(texts.versions.insert(version, passages));
            }
            TextEvent::SummaryDisputed { marks, remark } => {
                drop(texts.remarks.insert(header.entry, Remarked { marks, remark }));
            }
            TextEvent::DisputeSigned { dispute, evidence } => {
                drop(texts.signatures.insert(dispute, evidence));
            }
            TextEvent::DisputeAnswered { dispute, answers } => {
                drop(texts.answers.insert(dispute, Answered { at: header.at, by: header.actor, answers }));
            }
            TextEvent::SummaryApproved { evidence } => {
                drop(texts.signatures.insert(header.entry, evidence));
            }
        }
    }
    let complete = page.view.version == 0 || texts.versions.contains_key(&page.view.version);
    if complete { Ok(texts) } else { Err(Doubt::Changed) }
}
