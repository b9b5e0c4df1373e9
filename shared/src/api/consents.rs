//! Consents on the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::access::Relation;
use crate::bureau::recipients::RecipientKind;
use crate::dossier::consents::{Check, Checked, ConsentView, PayerRules};
use crate::dossier::documents::StoredFile;
use crate::ids::{ConsentId, DocumentId, DossierId, PersonId, RecipientId};
use crate::log::Head;
use crate::text::{Label, Name, Remark};
use crate::time::CivilDate;

/// What she was asked about documents that would go to others, and what she said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentsPage {
    /// The consents, the one that was asked last first.
    pub consents: Vec<ConsentLine>,
    /// What a recipient can be to whom nothing may go, by the regulation that holds for her.
    pub unknown_kinds: Vec<RecipientKind>,
    /// What that regulation says of who pays.
    pub payer: PayerRules,
    /// What stands around them.
    pub around: ConsentAround,
}

/// One consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentPage {
    /// The consent.
    pub consent: ConsentLine,
    /// What stands around it.
    pub around: ConsentAround,
}

/// Whose dossier it is, and what whoever answers needs to sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentAround {
    /// The dossier.
    pub dossier: DossierId,
    /// Whose.
    pub client: PersonId,
    /// What you are to it.
    pub you: Relation,
    /// As whom you sign.
    pub signs: PersonId,
    /// The last entry.
    pub head: Head,
    /// The names of the people in it.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
    /// The civil date at the bureau.
    pub today: CivilDate,
}

/// A consent, with what stands in entries. What was erased is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentLine {
    /// What is known of it.
    pub view: ConsentView,
    /// What the version of the document is called.
    pub title: Option<Label>,
    /// What the recipient was called when she was asked.
    pub recipient: Option<Name>,
    /// Why it was asked.
    pub why: Option<Remark>,
    /// What a machine looked for in it, and what was decided about what it found (F36, F37).
    pub check: Option<Checked>,
    /// What stands in entries about another ground; none where her yes is asked.
    pub ground: Option<GroundLine>,
    /// What was sent by it, in the order of the view.
    pub sendings: Vec<SendingLine>,
}

/// What stands in entries about something that goes on another ground than her yes (F34).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroundLine {
    /// Which law and article, where one demands it.
    pub law: Option<Label>,
    /// Why she objects.
    pub objection: Option<Remark>,
    /// What staff answered.
    pub answer: Option<Remark>,
}

/// What stands in entries about a sending, and the code for who sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SendingLine {
    /// What the contact person was called when it was sent.
    pub contact: Option<Name>,
    /// Why something is kept at the recipient's, as the recipient says.
    pub kept: Option<Remark>,
    /// The six digits that are read out to the contact person, for who may send, while the link is open.
    pub code: Option<String>,
}

/// For which question pages are to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewFrozen {
    /// Which; its id is made by the sender.
    pub consent: ConsentId,
    /// Which version of the document.
    pub version: u32,
    /// To whom it would go.
    pub recipient: RecipientId,
}

/// What would go, as it was made for a question: it changes no more (F25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Frozen {
    /// For which question.
    pub consent: ConsentId,
    /// Of which document.
    pub document: DocumentId,
    /// The file.
    pub file: StoredFile,
    /// What the version has and this has not.
    pub left_out: Vec<LeftOut>,
    /// What a machine found in it; each of that is decided about before she is asked.
    pub check: Check,
}

/// What does not go, and how often it was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftOut {
    /// What.
    pub what: Omitted,
    /// How often.
    pub count: u32,
}

/// What does not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Omitted {
    /// Who made it, with what, when and where.
    Metadata,
    /// Remarks.
    Annotation,
    /// Links.
    Link,
    /// A filled-in field that the file does not say how to draw.
    Field,
    /// A file inside the file.
    Attachment,
    /// Anything that acts.
    Action,
    /// What stood on a layer that is off.
    HiddenLayer,
    /// Invisible letters.
    InvisibleText,
    /// What is said instead of what is drawn.
    Structure,
    /// A list of contents beside the pages.
    Outline,
    /// A picture in a text document.
    Picture,
    /// Text that its writer hid, and remarks of a text document.
    HiddenText,
    /// Heads and feet of pages.
    Margin,
    /// Signs that could not be drawn.
    Letter,
    /// What could not be read.
    Unreadable,
}
