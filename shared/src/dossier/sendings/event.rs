//! What happens to sendings.

use serde::{Deserialize, Serialize};

use super::{Deletion, Proof, SentFile};
use crate::dossier::DossierEvent;
use crate::ids::{ConsentId, ContactId, EntryId, ItemId, SendingId};
use crate::time::CivilDate;

/// What happens to sendings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SendingEvent {
    /// The door was opened for somebody.
    DocumentSent {
        /// By which yes.
        consent: ConsentId,
        /// Which.
        sending: SendingId,
        /// For whom.
        contact: ContactId,
        /// The entry of the bureau's log that says how she is reached.
        reached: EntryId,
        /// The last day of the link.
        until: CivilDate,
        /// How many times it can be downloaded.
        downloads: u32,
    },
    /// A download began.
    DownloadBegun {
        /// By which yes.
        consent: ConsentId,
        /// Of which sending.
        sending: SendingId,
        /// How she proved who she is.
        proof: Proof,
        /// Of which file.
        what: SentFile,
    },
    /// Whoever had the code made a passkey.
    DoorKeyMade {
        /// By which yes.
        consent: ConsentId,
        /// At the link of which sending.
        sending: SendingId,
    },
    /// A download ended, or broke off.
    DownloadEnded {
        /// By which yes.
        consent: ConsentId,
        /// Of which sending.
        sending: SendingId,
        /// The entry that began it.
        download: EntryId,
        /// How many bytes were given.
        bytes: u32,
    },
    /// Too many wrong codes were tried: this link opens nothing any more.
    DoorBlocked {
        /// By which yes.
        consent: ConsentId,
        /// Of which sending.
        sending: SendingId,
    },
    /// Staff closed the door.
    SendingStopped {
        /// By which yes.
        consent: ConsentId,
        /// Which.
        sending: SendingId,
    },
    /// Whoever took something is asked to delete it (G19).
    DeletionAsked {
        /// By which yes.
        consent: ConsentId,
        /// Of which sending.
        sending: SendingId,
    },
    /// What she answered (F28).
    DeletionAnswered {
        /// By which yes.
        consent: ConsentId,
        /// Of which sending.
        sending: SendingId,
        /// What.
        deletion: Deletion,
    },
}

impl SendingEvent {
    pub(in crate::dossier) const fn kind(&self) -> &'static str {
        match self {
            Self::DocumentSent { .. } => "document_sent",
            Self::DownloadBegun { .. } => "download_begun",
            Self::DoorKeyMade { .. } => "door_key_made",
            Self::DownloadEnded { .. } => "download_ended",
            Self::DoorBlocked { .. } => "door_blocked",
            Self::SendingStopped { .. } => "sending_stopped",
            Self::DeletionAsked { .. } => "deletion_asked",
            Self::DeletionAnswered { .. } => "deletion_answered",
        }
    }

    /// Of which sending, by which yes.
    #[must_use]
    pub const fn of(&self) -> (ConsentId, SendingId) {
        let (Self::DocumentSent { consent, sending, .. }
        | Self::DownloadBegun { consent, sending, .. }
        | Self::DoorKeyMade { consent, sending }
        | Self::DownloadEnded { consent, sending, .. }
        | Self::DoorBlocked { consent, sending }
        | Self::SendingStopped { consent, sending }
        | Self::DeletionAsked { consent, sending }
        | Self::DeletionAnswered { consent, sending, .. }) = self;
        (*consent, *sending)
    }

    pub(in crate::dossier) fn item(&self) -> ItemId {
        self.of().0.into()
    }

    /// Whether it says something that can be erased alone.
    pub(in crate::dossier) const fn has_own_key(&self) -> bool {
        matches!(self, Self::DeletionAnswered { .. })
    }
}

impl From<SendingEvent> for DossierEvent {
    fn from(event: SendingEvent) -> Self {
        Self::Sending(event)
    }
}
