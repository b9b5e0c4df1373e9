//! Everything that can happen in a case. Events only grow; old ones are read for ever.

use serde::{Deserialize, Serialize};

use super::About;
use crate::ids::{DossierId, ItemId, PersonId};
use crate::log::Event;
use crate::text::Remark;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseEvent {
    /// A client opened it.
    Opened {
        /// Whose it is.
        client: PersonId,
        /// Of which dossier.
        dossier: DossierId,
        /// What it is about.
        about: About,
    },
    /// Her words: an entry of their own, under a key of their own, so that they can be erased alone.
    Said {
        /// What she said.
        words: Remark,
    },
    /// The officer opened it for the first time.
    TakenUp,
    /// The officer answered.
    Answered {
        /// In these words.
        words: Remark,
    },
    /// The client opened the answer.
    Read,
    /// It is done.
    Closed,
}

impl Event for CaseEvent {
    fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "case_opened",
            Self::Said { .. } => "case_said",
            Self::TakenUp => "case_taken_up",
            Self::Answered { .. } => "case_answered",
            Self::Read => "case_read",
            Self::Closed => "case_closed",
        }
    }

    fn item(&self) -> Option<ItemId> {
        None
    }

    fn has_own_key(&self) -> bool {
        matches!(self, Self::Said { .. } | Self::Answered { .. })
    }
}
