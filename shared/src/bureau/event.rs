//! Everything that can happen at a bureau. Events only grow; old ones are read for ever.

use serde::{Deserialize, Serialize};

use super::recipients::{Agreement, AgreementKind, Details, Person, RecipientKind};
use super::{Contact, Organisation, Regulation};
use crate::ids::{Bytes, ContactId, InvitationId, ItemId, PersonId, RecipientId};
use crate::log::{Event, Role};
use crate::policy::Parameter;
use crate::settings::Settings;
use crate::text::{Name, Sentence};

/// One thing that happened at a bureau.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BureauEvent {
    /// It began.
    Founded {
        /// Its name.
        name: Name,
        /// Its first settings.
        settings: Settings,
    },
    /// It has another name.
    Named {
        /// The name.
        name: Name,
    },
    /// It works by other settings from now on.
    SettingsSet {
        /// All of them.
        settings: Settings,
    },
    /// It can be reached in another way.
    ContactSet {
        /// How, all of it.
        contact: Contact,
    },
    /// Somebody works for this organisation; none is the bureau itself (S0a, W2b).
    StaffPlaced {
        /// Who.
        person: PersonId,
        /// Which.
        organisation: Option<Organisation>,
    },
    /// Somebody may work here.
    StaffInvited {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
        /// By which invitation.
        invitation: InvitationId,
    },
    /// Somebody does not work here any more.
    StaffEnded {
        /// Who.
        person: PersonId,
    },
    /// A key of a member of staff.
    StaffKeyRegistered {
        /// The credential as the authenticator names it.
        credential_id: Bytes,
    },
    /// A member of staff took a key away.
    StaffKeyRemoved {
        /// The credential.
        credential_id: Bytes,
    },
    /// A version of the regulation was published (W1, R8).
    RegulationPublished {
        /// Which, from 1.
        version: u32,
        /// What it says.
        regulation: Box<Regulation>,
        /// Where it is looser than the strict defaults (G24).
        loosened: Vec<Parameter>,
    },
    /// An administrator went through a version of the regulation, against the law that holds now (M12).
    RegulationReviewed {
        /// Which.
        version: u32,
    },
    /// Somebody on the staff has read a version of the regulation (M13b).
    RegulationAcknowledged {
        /// Which.
        version: u32,
    },
    /// Somebody on the staff promised to keep secret what she learns here (M5b, M9c, W11a, F65).
    StaffPledged {
        /// The sentence she agreed to.
        sentence: Sentence,
    },
    /// Somebody knocked where she may not look: one entry per person, target and hour (M7b).
    AttemptRefused {
        /// What she knocked at, as she named it; nil after many in an hour.
        target: ItemId,
    },
    /// Something about clients can go to this organisation (R1.4).
    RecipientAdded {
        /// Which.
        recipient: RecipientId,
        /// What it is to a client.
        kind: RecipientKind,
        /// What is known of it.
        details: Details,
    },
    /// Something else is known of it.
    RecipientChanged {
        /// Which.
        recipient: RecipientId,
        /// What, all of it.
        details: Details,
    },
    /// Nothing goes there any more.
    RecipientEnded {
        /// Which.
        recipient: RecipientId,
    },
    /// Somebody is reached there; she is told so (R1.2, G14).
    ContactAdded {
        /// Where.
        recipient: RecipientId,
        /// Who.
        contact: ContactId,
        /// What is known of her.
        person: Person,
    },
    /// Something else is known of her.
    ContactChanged {
        /// Where.
        recipient: RecipientId,
        /// Who.
        contact: ContactId,
        /// What, all of it.
        person: Person,
        /// Whether her mail goes to another address than before.
        moved: bool,
    },
    /// She is not reached there any more.
    ContactEnded {
        /// Where.
        recipient: RecipientId,
        /// Who.
        contact: ContactId,
    },
    /// Something was agreed on in writing (G28).
    AgreementRecorded {
        /// With whom.
        recipient: RecipientId,
        /// What.
        agreement: Agreement,
    },
    /// An agreement holds no more.
    AgreementEnded {
        /// With whom.
        recipient: RecipientId,
        /// Which of its agreements.
        what: AgreementKind,
    },
}

impl BureauEvent {
    /// The recipient that it is about.
    #[must_use]
    pub const fn recipient(&self) -> Option<RecipientId> {
        match self {
            Self::RecipientAdded { recipient, .. }
            | Self::RecipientChanged { recipient, .. }
            | Self::RecipientEnded { recipient }
            | Self::ContactAdded { recipient, .. }
            | Self::ContactChanged { recipient, .. }
            | Self::ContactEnded { recipient, .. }
            | Self::AgreementRecorded { recipient, .. }
            | Self::AgreementEnded { recipient, .. } => Some(*recipient),
            _ => None,
        }
    }
}

impl Event for BureauEvent {
    fn kind(&self) -> &'static str {
        match self {
            Self::Founded { .. } => "founded",
            Self::Named { .. } => "named",
            Self::SettingsSet { .. } => "settings_set",
            Self::ContactSet { .. } => "contact_set",
            Self::StaffPlaced { .. } => "staff_placed",
            Self::StaffInvited { .. } => "staff_invited",
            Self::StaffEnded { .. } => "staff_ended",
            Self::StaffKeyRegistered { .. } => "staff_key_registered",
            Self::StaffKeyRemoved { .. } => "staff_key_removed",
            Self::RegulationPublished { .. } => "regulation_published",
            Self::RegulationReviewed { .. } => "regulation_reviewed",
            Self::RegulationAcknowledged { .. } => "regulation_acknowledged",
            Self::StaffPledged { .. } => "staff_pledged",
            Self::AttemptRefused { .. } => "attempt_refused",
            Self::RecipientAdded { .. } => "recipient_added",
            Self::RecipientChanged { .. } => "recipient_changed",
            Self::RecipientEnded { .. } => "recipient_ended",
            Self::ContactAdded { .. } => "contact_added",
            Self::ContactChanged { .. } => "contact_changed",
            Self::ContactEnded { .. } => "contact_ended",
            Self::AgreementRecorded { .. } => "agreement_recorded",
            Self::AgreementEnded { .. } => "agreement_ended",
        }
    }

    fn item(&self) -> Option<ItemId> {
        match self {
            Self::StaffInvited { person, .. } | Self::StaffPlaced { person, .. } | Self::StaffEnded { person } => {
                Some(ItemId(person.0))
            }
            Self::AttemptRefused { target } => Some(*target),
            Self::ContactAdded { contact, .. }
            | Self::ContactChanged { contact, .. }
            | Self::ContactEnded { contact, .. } => Some((*contact).into()),
            event => event.recipient().map(ItemId::from),
        }
    }

    fn has_own_key(&self) -> bool {
        // Who is named in it can be erased alone (R1.2).
        matches!(
            self,
            Self::RecipientAdded { .. }
                | Self::RecipientChanged { .. }
                | Self::ContactAdded { .. }
                | Self::ContactChanged { .. }
        )
    }
}
