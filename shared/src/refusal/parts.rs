//! Which part of what was sent cannot be so.

use serde::{Deserialize, Serialize};

use super::Article;
use crate::words::Word;

/// A part of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordPart {
    /// Another kind than it was.
    Kind,
    /// A value of another form than its kind has.
    Value,
    /// A purpose that its kind does not have (G5.1b, W7).
    Purpose,
    /// A ground that its class does not have (G6).
    Ground,
    /// Told by somebody who cannot tell that.
    Source,
    /// The day on which it was (F64).
    Day,
    /// The day on which she heard of it (R2.2c).
    Known,
    /// Why it is needed (P9, R2.2d).
    Reason,
    /// Files that are not here, too many or too few, or of a kind that cannot go with it (P3b, M4b).
    Files,
}

/// A part of a form on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormPart {
    /// The scan is not here.
    Scan,
    /// What the second reads is not what was recorded.
    Differs,
    /// Who recorded it is no second pair of eyes.
    SameHand,
    /// Nor is whom it makes somebody to the dossier.
    Concerned,
    /// Neither a photograph nor a document.
    Kind,
}

impl FormPart {
    pub(super) const fn word(self) -> Word {
        match self {
            Self::Scan => Word::ToldFormScan,
            Self::Differs => Word::ToldFormDiffers,
            Self::SameHand => Word::ToldFormSameHand,
            Self::Concerned => Word::ToldFormConcerned,
            Self::Kind => Word::ToldFormKind,
        }
    }
}

/// A part of a list of clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListPart {
    /// No text in rows and columns.
    Text,
    /// A column that has to be there is not, or is there twice.
    Columns,
    /// No lines, or too many.
    Lines,
}

impl ListPart {
    pub(super) const fn word(self) -> Word {
        match self {
            Self::Text => Word::ToldListText,
            Self::Columns => Word::ToldListColumns,
            Self::Lines => Word::ToldListLines,
        }
    }
}

/// A part of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementPart {
    /// The format's version.
    Format,
    /// The sentence.
    Sentence,
    /// What is decided.
    Decision,
    /// What it is about.
    Item,
    /// The version of it.
    Version,
    /// The commitment of the content.
    Commitment,
    /// The dossier.
    Dossier,
    /// Who signs.
    Actor,
    /// The entry.
    Entry,
    /// The nonce of the question.
    Ticket,
    /// The key's entry, credential or public key.
    Key,
}

impl RecordPart {
    pub(super) const fn article(self) -> Option<Article> {
        match self {
            Self::Kind | Self::Value | Self::Source | Self::Day | Self::Files => None,
            Self::Purpose => Some(Article::OnePurpose),
            Self::Ground => Some(Article::OneGround),
            Self::Known => Some(Article::Told),
            Self::Reason => Some(Article::Special),
        }
    }

    pub(super) const fn word(self) -> Word {
        match self {
            Self::Kind => Word::ToldRecordKind,
            Self::Value => Word::ToldRecordValue,
            Self::Purpose => Word::ToldRecordPurpose,
            Self::Ground => Word::ToldRecordGround,
            Self::Source => Word::ToldRecordSource,
            Self::Day => Word::ToldRecordDay,
            Self::Known => Word::ToldRecordKnown,
            Self::Reason => Word::ToldRecordReason,
            Self::Files => Word::ToldRecordFiles,
        }
    }
}
