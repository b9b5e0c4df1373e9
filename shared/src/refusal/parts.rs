//! Which part of what was sent cannot be so.

use serde::{Deserialize, Serialize};

use super::Article;
use crate::time::CivilDate;
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

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentPart {
    /// Another kind than it was.
    Kind,
    /// None of those a document can be made for, or another than it was made for (F24, M9a).
    Purpose,
    /// Told by somebody who cannot have told it.
    Source,
    /// A ground that its class does not have (G6).
    Ground,
    /// Why it is needed (P9).
    Reason,
    /// The file is not here as a whole.
    File,
    /// The file is in no form that is known.
    Format,
    /// The file opens with a password only.
    Encrypted,
    /// The file cannot be read: it is damaged.
    Broken,
    /// The file has too many pages, or grows too large when it is opened.
    TooLarge,
    /// The file does something by itself, or carries other files.
    Active,
}

impl DocumentPart {
    pub(super) const fn article(self) -> Option<Article> {
        match self {
            Self::Purpose => Some(Article::OnePurpose),
            Self::Ground => Some(Article::OneGround),
            Self::Reason => Some(Article::Special),
            _ => None,
        }
    }

    pub(super) const fn word(self) -> Word {
        match self {
            Self::Kind => Word::ToldDocumentKind,
            Self::Purpose => Word::ToldDocumentPurpose,
            Self::Source => Word::ToldRecordSource,
            Self::Ground => Word::ToldRecordGround,
            Self::Reason => Word::ToldRecordReason,
            Self::File => Word::ToldDocumentFile,
            Self::Format => Word::ToldDocumentFormat,
            Self::Encrypted => Word::ToldDocumentEncrypted,
            Self::Broken => Word::ToldDocumentBroken,
            Self::TooLarge => Word::ToldDocumentTooLarge,
            Self::Active => Word::ToldDocumentActive,
        }
    }
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

/// A part of a question whether something may go to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ConsentPart {
    /// What would go is not here, or was made for another document, version, recipient or day (F25).
    File,
    /// What another told of her health goes to nobody (P10).
    Medical,
    /// She is asked this already.
    Open,
    /// She said yes to this, and it counts.
    Granted,
    /// Who would get it is called otherwise, or lives elsewhere, than when she was asked.
    Recipient,
    /// She said no to this, and the reason is the same (screens 18).
    Repeated {
        /// From when she can be asked again for the same reason.
        from: CivilDate,
    },
    /// A machine found something in what would go, and nobody decided about it (F36, F37).
    Undecided,
    /// No machine can read all of it, and nobody says that she did.
    Unread,
    /// It goes on another ground already (F34).
    Told,
    /// No such ground leads to this recipient.
    Ground,
    /// Which law demands it is not said.
    Law,
    /// She said no to it, and that is no reason for another ground.
    SaidNo,
}

impl ConsentPart {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::File => "consent_file",
            Self::Medical => "consent_medical",
            Self::Open => "consent_open",
            Self::Granted => "consent_granted",
            Self::Recipient => "consent_recipient",
            Self::Repeated { .. } => "consent_repeated",
            Self::Undecided => "consent_undecided",
            Self::Unread => "consent_unread",
            Self::Told => "consent_told",
            Self::Ground => "consent_ground",
            Self::Law => "consent_law",
            Self::SaidNo => "consent_said_no",
        }
    }

    pub(super) const fn article(self) -> Option<Article> {
        match self {
            Self::File | Self::Open | Self::Granted | Self::Undecided | Self::Unread | Self::Told => None,
            Self::Medical => Some(Article::Special),
            Self::Recipient | Self::Repeated { .. } | Self::Ground | Self::Law | Self::SaidNo => Some(Article::HerYes),
        }
    }

    pub(super) const fn word(self) -> Word {
        match self {
            Self::File => Word::ToldConsentFile,
            Self::Medical => Word::ToldConsentMedical,
            Self::Open => Word::ToldConsentOpen,
            Self::Granted => Word::ToldConsentGranted,
            Self::Recipient => Word::ToldConsentRecipient,
            Self::Repeated { .. } => Word::ToldConsentRepeated,
            Self::Undecided => Word::ToldConsentUndecided,
            Self::Unread => Word::ToldConsentUnread,
            Self::Told => Word::ToldConsentTold,
            Self::Ground => Word::ToldConsentGround,
            Self::Law => Word::ToldConsentLaw,
            Self::SaidNo => Word::ToldConsentSaidNo,
        }
    }
}

/// A part of what is sent to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SendingPart {
    /// Her yes does not count: she withdrew it, or it ended (F27, F29).
    NotLive,
    /// Who would get it is called otherwise, or lives elsewhere, than when she said yes.
    Recipient,
    /// Her yes was for once, and was used.
    Once,
    /// It is about her health: that goes only to whom a passkey proves.
    Special,
    /// This contact person is reached there no more.
    Contact,
    /// A link cannot stay that long, or give that many downloads.
    Limits,
    /// A link for this person is open already.
    Open,
    /// The bureau closed it.
    Stopped,
    /// Too many wrong codes were tried.
    Blocked,
    /// The last day of the link is over.
    Over,
    /// It was downloaded as often as it can be.
    Used,
}

impl SendingPart {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::NotLive => "sending_not_live",
            Self::Recipient => "sending_recipient",
            Self::Once => "sending_once",
            Self::Special => "sending_special",
            Self::Contact => "sending_contact",
            Self::Limits => "sending_limits",
            Self::Open => "sending_open",
            Self::Stopped => "sending_stopped",
            Self::Blocked => "sending_blocked",
            Self::Over => "sending_over",
            Self::Used => "sending_used",
        }
    }

    pub(super) const fn article(self) -> Option<Article> {
        match self {
            Self::NotLive | Self::Recipient | Self::Once => Some(Article::HerYes),
            Self::Special => Some(Article::Special),
            _ => None,
        }
    }

    pub(super) const fn word(self) -> Word {
        match self {
            Self::NotLive => Word::ToldSendingNotLive,
            Self::Recipient => Word::ToldSendingRecipient,
            Self::Once => Word::ToldSendingOnce,
            Self::Special => Word::ToldSendingSpecial,
            Self::Contact => Word::ToldSendingContact,
            Self::Limits => Word::ToldSendingLimits,
            Self::Open => Word::ToldSendingOpen,
            Self::Stopped => Word::ToldSendingStopped,
            Self::Blocked => Word::ToldSendingBlocked,
            Self::Over => Word::ToldSendingOver,
            Self::Used => Word::ToldSendingUsed,
        }
    }
}

/// What is the matter with an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementPart {
    /// None is on record that stands.
    Missing,
    /// It ran out.
    Over {
        /// Its last day.
        on: CivilDate,
    },
}

impl AgreementPart {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Missing => "agreement_missing",
            Self::Over { .. } => "agreement_over",
        }
    }

    pub(super) const fn word(self) -> Word {
        match self {
            Self::Missing => Word::ToldAgreementMissing,
            Self::Over { .. } => Word::ToldAgreementOver,
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
