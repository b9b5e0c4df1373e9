//! What somebody wants to happen at a bureau.

use serde::{Deserialize, Serialize};

use super::recipients::{Agreement, AgreementKind, Details, Person, RecipientKind};
use super::{Contact, Organisation, Regulation};
use crate::ids::{Bytes, ContactId, InvitationId, ItemId, PersonId, RecipientId};
use crate::log::Role;
use crate::settings::Settings;
use crate::text::{Name, Sentence};
use crate::time::CivilDate;

/// What somebody wants to happen at a bureau.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum BureauCommand {
    /// The server's own: the operator founds it.
    #[serde(skip_deserializing)]
    Found {
        /// Its name.
        name: Name,
    },
    /// An administrator gives it another name.
    Rename {
        /// The name.
        name: Name,
    },
    /// An administrator sets the settings it works by.
    SetSettings {
        /// All of them.
        settings: Settings,
    },
    /// An administrator tells how to reach it.
    SetContact {
        /// How, all of it: what is missing is taken away.
        contact: Contact,
    },
    /// The server's own: an administrator publishes a version of the regulation.
    #[serde(skip_deserializing)]
    Publish {
        /// What it says.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        regulation: Box<Regulation>,
        /// Today, at the bureau.
        today: CivilDate,
    },
    /// An administrator went through a version of the regulation, against the law that holds now (M12).
    ReviewRegulation {
        /// Which.
        version: u32,
    },
    /// A member of staff has read a version of the regulation.
    AcknowledgeRegulation {
        /// Which.
        version: u32,
    },
    /// A member of staff promises secrecy.
    Pledge {
        /// The sentence she agrees to, in a language of the product.
        sentence: Sentence,
    },
    /// The server's own: somebody is invited to work here.
    #[serde(skip_deserializing)]
    InviteStaff {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
        /// By which invitation.
        invitation: InvitationId,
    },
    /// An administrator says for which organisation somebody works; none is the bureau itself.
    PlaceStaff {
        /// Who.
        person: PersonId,
        /// Which.
        organisation: Option<Organisation>,
    },
    /// An administrator ends somebody's work here.
    EndStaff {
        /// Who.
        person: PersonId,
    },
    /// The server's own: a member of staff made a passkey.
    #[serde(skip_deserializing)]
    RegisterKey {
        /// The credential.
        credential_id: Bytes,
    },
    /// The server's own: a member of staff removed a passkey.
    #[serde(skip_deserializing)]
    RemoveKey {
        /// The credential.
        credential_id: Bytes,
    },
    /// The server's own: an attempt was refused.
    #[serde(skip_deserializing)]
    CountAttempt {
        /// What was knocked at.
        target: ItemId,
    },
    /// An organisation to which something can go.
    AddRecipient {
        /// Which; made by the sender.
        recipient: RecipientId,
        /// What it is to a client.
        kind: RecipientKind,
        /// What is known of it.
        details: Details,
    },
    /// Something else is known of it.
    ChangeRecipient {
        /// Which.
        recipient: RecipientId,
        /// What, all of it.
        details: Details,
    },
    /// Nothing goes there any more.
    EndRecipient {
        /// Which.
        recipient: RecipientId,
    },
    /// Somebody who is reached there; she is told so by mail (R1.2, G14).
    AddContact {
        /// Where.
        recipient: RecipientId,
        /// Who; made by the sender.
        contact: ContactId,
        /// What is known of her.
        person: Person,
    },
    /// Something else is known of her.
    ChangeContact {
        /// Where.
        recipient: RecipientId,
        /// Who.
        contact: ContactId,
        /// What, all of it.
        person: Person,
    },
    /// She is not reached there any more.
    EndContact {
        /// Where.
        recipient: RecipientId,
        /// Who.
        contact: ContactId,
    },
    /// An administrator writes down what was agreed on (G28).
    RecordAgreement {
        /// With whom.
        recipient: RecipientId,
        /// What.
        agreement: Agreement,
    },
    /// An administrator writes down that an agreement holds no more.
    EndAgreement {
        /// With whom.
        recipient: RecipientId,
        /// Which of its agreements.
        what: AgreementKind,
    },
}

impl BureauCommand {
    /// The recipient that it is about: a decision loads it.
    #[must_use]
    pub const fn recipient(&self) -> Option<RecipientId> {
        match self {
            Self::AddRecipient { recipient, .. }
            | Self::ChangeRecipient { recipient, .. }
            | Self::EndRecipient { recipient }
            | Self::AddContact { recipient, .. }
            | Self::ChangeContact { recipient, .. }
            | Self::EndContact { recipient, .. }
            | Self::RecordAgreement { recipient, .. }
            | Self::EndAgreement { recipient, .. } => Some(*recipient),
            _ => None,
        }
    }
}
