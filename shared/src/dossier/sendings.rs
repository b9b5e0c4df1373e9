//! Sendings: what she said yes to goes out, through one door (F30). Who works in the dossier opens it for one contact
//! person, for some days and some downloads; each download is an entry, begun before the first byte is given and ended
//! with how many were (F35). The door closes when the yes ends, whichever way (F27, F29), and whoever took something is
//! then asked to delete it, and answers (F28, G19).
//!
//! A sending belongs to its consent and is kept with it. Nothing is given without a [`Permit`], which these rules alone make.

mod event;
mod fold;
mod steps;
mod view;

use serde::{Deserialize, Serialize};

pub use event::SendingEvent;
pub(super) use fold::fold;
pub use steps::{Permit, permit};
pub(super) use steps::{asked_to_delete, decide};
pub use view::{DownloadView, SendingStatus, SendingView};

use super::documents::StoredFile;
use crate::access::Act;
use crate::ids::{ConsentId, ContactId, DocumentId, EntryId, ItemId, PersonId, RecipientId, SendingId};
use crate::text::Remark;
use crate::time::{CivilDate, Timestamp};

/// For how many days a link opens something at most.
pub const LINK_DAYS_MAX: u32 = 30;
/// How many downloads a link gives at most.
pub const DOWNLOADS_MAX: u32 = 10;
/// After how many wrong codes a link opens nothing any more.
pub const WRONG_CODES_MAX: u32 = 5;

/// What somebody wants to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSending {
    /// Which; its id is made by the sender.
    pub sending: SendingId,
    /// About which document.
    pub document: DocumentId,
    /// By which yes.
    pub consent: ConsentId,
    /// To which organisation: as the yes says.
    pub recipient: RecipientId,
    /// To whom there.
    pub contact: ContactId,
    /// For how many days the link opens it, today among them.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 30))]
    pub days: u32,
    /// How many times it can be downloaded.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10))]
    pub downloads: u32,
}

/// One sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WhichSending {
    /// About which document.
    pub document: DocumentId,
    /// By which yes.
    pub consent: ConsentId,
    /// To which organisation.
    pub recipient: RecipientId,
    /// Which.
    pub sending: SendingId,
}

/// What became of it at the recipient, as the recipient says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Deletion {
    /// Every copy was deleted.
    Deleted {},
    /// Something is kept, as a law or another ground wants it.
    Kept {
        /// Why.
        why: Remark,
    },
}

/// Which file is collected at the door.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SentFile {
    /// The very bytes she signed for.
    #[default]
    Document,
    /// The sheet of her yes, with those bytes inside it (M3c).
    Sheet,
}

/// How somebody at the door proved who she is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// By the code that was read out to her.
    Code,
    /// By the passkey she made at this door.
    Passkey,
}

/// The server's own: what happens at the door, and the making of the sheet that is collected there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "at_the_door", rename_all = "snake_case")]
pub enum DoorStep {
    /// The sheet of a yes was made.
    Sheet {
        /// About which document.
        document: DocumentId,
        /// Of which yes.
        consent: ConsentId,
        /// What was made.
        file: StoredFile,
    },
    /// Somebody who proved who she is begins a download. Written before anything is given.
    Begin {
        /// Of which sending.
        which: WhichSending,
        /// How she proved it.
        proof: Proof,
        /// Of which file.
        what: SentFile,
    },
    /// Somebody who had the code made a passkey.
    KeyMade {
        /// At the link of which sending.
        which: WhichSending,
    },
    /// A download ended, or broke off.
    End {
        /// Of which sending.
        which: WhichSending,
        /// The entry that began it.
        download: EntryId,
        /// How many bytes were given.
        bytes: u32,
    },
    /// Too many wrong codes were tried.
    Block {
        /// Of which sending.
        which: WhichSending,
    },
    /// A yes is past its last day: whoever took something is asked to delete it.
    Over {
        /// About which document.
        document: DocumentId,
        /// Which yes.
        consent: ConsentId,
    },
    /// Who was asked to delete it answers.
    Answer {
        /// Of which sending.
        which: WhichSending,
        /// What.
        deletion: Deletion,
    },
}

/// A step of a sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum SendingCommand {
    /// Staff open the door for one contact person, under a yes that counts.
    Send(NewSending),
    /// Staff close it.
    Stop(WhichSending),
    /// The server's own: what happens at the door.
    #[serde(skip_deserializing)]
    #[cfg_attr(feature = "openapi", schema(ignore))]
    #[cfg_attr(target_family = "wasm", serde(skip_serializing))]
    Door(Box<DoorStep>),
}

impl SendingCommand {
    /// Which act it is.
    pub(super) const fn act(&self) -> Act {
        match self {
            Self::Send(_) => Act::SendDocument,
            Self::Stop(_) => Act::StopSending,
            Self::Door(_) => Act::KeepTheDoor,
        }
    }

    /// The items a decision on it has to load.
    pub(super) fn needs(&self) -> Vec<ItemId> {
        let (document, consent) = match self {
            Self::Send(new) => (new.document, new.consent),
            Self::Stop(which) => (which.document, which.consent),
            Self::Door(step) => step.about(),
        };
        vec![consent.into(), document.into()]
    }

    /// The recipient that a decision on it asks about.
    pub(super) fn recipient(&self) -> Option<RecipientId> {
        match self {
            Self::Send(new) => Some(new.recipient),
            Self::Stop(_) => None,
            Self::Door(step) => match **step {
                DoorStep::Begin { which, .. } => Some(which.recipient),
                _ => None,
            },
        }
    }
}

impl DoorStep {
    const fn about(&self) -> (DocumentId, ConsentId) {
        let (Self::Begin { which: WhichSending { document, consent, .. }, .. }
        | Self::KeyMade { which: WhichSending { document, consent, .. } }
        | Self::End { which: WhichSending { document, consent, .. }, .. }
        | Self::Block { which: WhichSending { document, consent, .. } }
        | Self::Answer { which: WhichSending { document, consent, .. }, .. }
        | Self::Over { document, consent }
        | Self::Sheet { document, consent, .. }) = self;
        (*document, *consent)
    }
}

/// A download.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Download {
    /// The entry that began it.
    pub entry: EntryId,
    /// When.
    pub begun_at: Timestamp,
    /// How she proved who she is.
    pub proof: Proof,
    /// Of which file.
    pub what: SentFile,
    /// How many bytes were given, once it ended; none while it goes on, or where the server was killed in it.
    pub given: Option<u32>,
}

/// What the recipient answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The entry that holds the words.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Whether every copy was deleted.
    pub deleted: bool,
}

/// A sending: ids, numbers and moments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// Which.
    pub id: SendingId,
    /// For whom.
    pub contact: ContactId,
    /// The entry of the bureau's log that says how she is reached.
    pub reached: EntryId,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// By whom.
    pub sent_by: PersonId,
    /// The last day of the link.
    pub until: CivilDate,
    /// How many times it can be downloaded.
    pub downloads_max: u32,
    /// Every download, the first one first.
    pub downloads: Vec<Download>,
    /// When a passkey was made at its link, the last time.
    pub key_made_at: Option<Timestamp>,
    /// When too many wrong codes had been tried.
    pub blocked_at: Option<Timestamp>,
    /// When staff closed the door.
    pub stopped_at: Option<Timestamp>,
    /// When the recipient was asked to delete it.
    pub asked_at: Option<Timestamp>,
    /// What she answered.
    pub answered: Option<Answered>,
}

impl Sending {
    /// Whether the link itself still opens: as far as the yes behind it counts.
    #[must_use]
    pub fn is_open(&self, today: CivilDate) -> bool {
        self.stopped_at.is_none() && self.blocked_at.is_none() && today <= self.until
    }

    /// How many downloads of a file are left: it can be collected as often as the other.
    #[must_use]
    pub fn left(&self, what: SentFile) -> u32 {
        let taken = self.downloads.iter().filter(|download| download.what == what).count();
        self.downloads_max.saturating_sub(u32::try_from(taken).unwrap_or(u32::MAX))
    }

    /// Whether the document has a download left.
    #[must_use]
    pub fn has_left(&self) -> bool {
        self.left(SentFile::Document) > 0
    }

    /// Whether anything of it may be at the recipient's.
    #[must_use]
    pub const fn was_taken(&self) -> bool {
        !self.downloads.is_empty()
    }
}
