//! How people reach the bureau: a human being, by other ways than this product (AVG 13).

use serde::{Deserialize, Serialize};

use super::{Bureau, BureauEvent};
use crate::refusal::Refusal;
use crate::text::{Email, Name, Phone};

/// What an administrator has told of it; each part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The number to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// The address to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Where to go, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Name>,
    /// Where else to go: other places of the bureau, a line each (R0).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Name>,
    /// Who watches over personal data here, and how to reach her, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<Name>,
}

/// What follows from telling it; the same again changes nothing.
pub(super) fn set(bureau: &Bureau, contact: &Contact) -> Result<Vec<BureauEvent>, Refusal> {
    let known = bureau.founded()?.contact == *contact;
    Ok((!known).then(|| BureauEvent::ContactSet { contact: contact.clone() }).into_iter().collect())
}
