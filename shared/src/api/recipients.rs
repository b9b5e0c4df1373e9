//! The recipients as staff see them: who they are, how they are reached, what was agreed, and whether anything may go there.

use serde::{Deserialize, Serialize};

use crate::bureau::recipients::{AgreementKind, Details, Readiness, RecipientKind};
use crate::ids::{ContactId, RecipientId};
use crate::text::{Email, Label, Name, Phone, Place};
use crate::time::CivilDate;
use crate::words::Lang;

/// All of them, by the name of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecipientsPage {
    /// The recipients; those to which nothing goes any more come last.
    pub recipients: Vec<RecipientLine>,
    /// The kinds that the regulation of today does not know.
    pub unknown_kinds: Vec<RecipientKind>,
    /// Whether the reader writes down who they are.
    pub keeps: bool,
    /// Whether the reader writes down what was agreed.
    pub agrees: bool,
    /// The civil date at the bureau.
    pub today: CivilDate,
}

/// A recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecipientLine {
    /// Which.
    pub recipient: RecipientId,
    /// What it is to a client.
    pub kind: RecipientKind,
    /// What is known of it; nothing where that was erased.
    pub details: Option<Details>,
    /// Since when.
    pub since: CivilDate,
    /// When it ended.
    pub ended_on: Option<CivilDate>,
    /// Its contact persons, former ones last.
    pub contacts: Vec<ContactLine>,
    /// What was agreed on: of each kind the last.
    pub agreements: Vec<AgreementLine>,
    /// Whether anything may be sent there today.
    pub readiness: Readiness,
}

/// A contact person. Of who is none any more nothing is left but who she was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactLine {
    /// Who.
    pub contact: ContactId,
    /// Her name.
    pub name: Name,
    /// What she does there.
    pub role: Option<Label>,
    /// Where a link can go.
    pub email: Option<Email>,
    /// Where a code can be read out.
    pub phone: Option<Phone>,
    /// In which language she is written to.
    pub lang: Lang,
    /// Since when; on that day she was told by mail (G14).
    pub since: CivilDate,
    /// When it ended.
    pub ended_on: Option<CivilDate>,
}

/// What was agreed on in writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgreementLine {
    /// Which of the two it is.
    pub what: AgreementKind,
    /// On which day it was signed.
    pub signed_on: CivilDate,
    /// Its last day, where it has one.
    pub until: Option<CivilDate>,
    /// Where it lies.
    pub kept: Option<Place>,
    /// When it was ended.
    pub ended_on: Option<CivilDate>,
}
