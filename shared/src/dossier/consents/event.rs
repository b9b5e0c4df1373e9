//! What happens to consents, and to what goes on another ground.

use serde::{Deserialize, Serialize};

use super::{Checked, ConsentTerms, OtherGround};
use crate::dossier::DossierEvent;
use crate::dossier::documents::StoredFile;
use crate::evidence::Evidence;
use crate::ids::{ConsentId, DocumentId, ItemId, Ticket};
use crate::text::{Label, Remark};
use crate::time::CivilDate;

/// What happens to consents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentEvent {
    /// She was asked.
    ConsentAsked {
        /// Which.
        consent: ConsentId,
        /// What she is asked to agree to.
        terms: Box<ConsentTerms>,
        /// Why.
        why: Remark,
        /// What a machine looked for in it, and what was decided about what it found.
        check: Box<Checked>,
        /// The nonce of the question.
        ticket: Ticket,
        /// On which day.
        on: CivilDate,
    },
    /// She said yes.
    ConsentGranted {
        /// About which document.
        document: DocumentId,
        /// Which.
        consent: ConsentId,
        /// The signature.
        evidence: Box<Evidence>,
    },
    /// She said no.
    ConsentDeclined {
        /// About which document.
        document: DocumentId,
        /// Which.
        consent: ConsentId,
        /// On which day.
        on: CivilDate,
    },
    /// She withdrew her yes: from this entry on nothing goes.
    ConsentWithdrawn {
        /// About which document.
        document: DocumentId,
        /// Which.
        consent: ConsentId,
        /// On which day.
        on: CivilDate,
    },
    /// The sheet of her yes was made: sentence, document, signature and record in one file (M3c, F33).
    SheetMade {
        /// About which document.
        document: DocumentId,
        /// Which.
        consent: ConsentId,
        /// What was made.
        file: StoredFile,
    },
    /// She was told that something goes on another ground than her yes (F34).
    GroundTold {
        /// Which.
        consent: ConsentId,
        /// What would go, to whom, for what and until when.
        terms: Box<ConsentTerms>,
        /// On which ground.
        ground: OtherGround,
        /// Which law and article, where one demands it.
        law: Option<Label>,
        /// Why.
        why: Remark,
        /// What a machine looked for in it, and what was decided about what it found.
        check: Box<Checked>,
        /// From which day it may go (F32).
        from: CivilDate,
        /// On which day.
        on: CivilDate,
    },
    /// She read it, and it need not wait for her (P12).
    GroundSeen {
        /// About which document.
        document: DocumentId,
        /// Which.
        consent: ConsentId,
        /// On which day.
        on: CivilDate,
    },
    /// She objects: nothing goes until that is answered (P12).
    GroundObjected {
        /// About which document.
        document: DocumentId,
        /// Which.
        consent: ConsentId,
        /// Why.
        why: Remark,
    },
    /// Staff answered her objection.
    ObjectionAnswered {
        /// About which document.
        document: DocumentId,
        /// Which.
        consent: ConsentId,
        /// Whether it goes all the same.
        goes: bool,
        /// Why.
        why: Remark,
    },
    /// Staff took it back: a question before she answered, or what would go on another ground.
    ConsentTakenBack {
        /// About which document.
        document: DocumentId,
        /// Which.
        consent: ConsentId,
    },
}

impl ConsentEvent {
    pub(in crate::dossier) const fn kind(&self) -> &'static str {
        match self {
            Self::ConsentAsked { .. } => "consent_asked",
            Self::ConsentGranted { .. } => "consent_granted",
            Self::ConsentDeclined { .. } => "consent_declined",
            Self::ConsentWithdrawn { .. } => "consent_withdrawn",
            Self::SheetMade { .. } => "sheet_made",
            Self::GroundTold { .. } => "ground_told",
            Self::GroundSeen { .. } => "ground_seen",
            Self::GroundObjected { .. } => "ground_objected",
            Self::ObjectionAnswered { .. } => "objection_answered",
            Self::ConsentTakenBack { .. } => "consent_taken_back",
        }
    }

    pub(in crate::dossier) fn item(&self) -> ItemId {
        let (Self::ConsentAsked { consent, .. }
        | Self::ConsentGranted { consent, .. }
        | Self::ConsentDeclined { consent, .. }
        | Self::ConsentWithdrawn { consent, .. }
        | Self::SheetMade { consent, .. }
        | Self::GroundTold { consent, .. }
        | Self::GroundSeen { consent, .. }
        | Self::GroundObjected { consent, .. }
        | Self::ObjectionAnswered { consent, .. }
        | Self::ConsentTakenBack { consent, .. }) = self;
        (*consent).into()
    }

    /// Whether it says something that can be erased alone.
    pub(in crate::dossier) const fn has_own_key(&self) -> bool {
        matches!(
            self,
            Self::ConsentAsked { .. }
                | Self::ConsentGranted { .. }
                | Self::GroundTold { .. }
                | Self::GroundObjected { .. }
                | Self::ObjectionAnswered { .. }
        )
    }
}

impl From<ConsentEvent> for DossierEvent {
    fn from(event: ConsentEvent) -> Self {
        Self::Consent(event)
    }
}
