//! Who can look into a dossier now (F62), and what an entry says about who looked (F63).

use serde::{Deserialize, Serialize};

use crate::access::Relation;
use crate::ids::{ItemId, PersonId};
use crate::log::{Header, Role};
use crate::time::{CivilDate, Timestamp};

/// Somebody who can look into a dossier now (F62).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Looker {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// What she is to the dossier.
    pub relation: Relation,
    /// Since when that is so, or agreed.
    pub since: Timestamp,
    /// From which to which day, where it begins and ends by itself.
    pub days: Option<(CivilDate, CivilDate)>,
}

/// What an entry tells her of her dossier being looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LookKind {
    /// Somebody opened her page: her name, how she is reached, the list of consults.
    Page,
    /// Somebody opened the texts of a consult.
    Summary,
    /// Somebody opened what is kept about her.
    Records,
    /// Somebody opened one thing about her health that another told (P10).
    Record,
    /// Somebody opened the list of documents.
    Documents,
    /// Somebody opened a document.
    Document,
    /// Somebody opened how she is reached, for the post (M2, W7a).
    Contact,
    /// Somebody opened what an invoice takes (M2).
    Finance,
    /// Somebody let another look along, for a reason (P13, S6, W11b).
    LetIn,
    /// Somebody passed on her number, her name and how she is reached to the system beside this one (M2a).
    Passed,
    /// The product saw that a question was open, and reminded her.
    Reminder,
    /// The product saw that a last day had passed, and wrote that down.
    Unanswered,
}

impl LookKind {
    /// What this entry is, if it is one of these: from its header alone, so that nothing has to be opened.
    #[must_use]
    pub fn of(header: &Header) -> Option<Self> {
        match (header.kind.as_str(), header.role) {
            ("looked", _) if header.item == ItemId::from(header.log) => Some(Self::Page),
            ("looked", _) => Some(Self::Summary),
            ("looked_at_records", _) if header.item == ItemId::from(header.log) => Some(Self::Records),
            ("looked_at_records", _) => Some(Self::Record),
            ("looked_at_documents", _) if header.item == ItemId::from(header.log) => Some(Self::Documents),
            ("looked_at_documents", _) => Some(Self::Document),
            ("contact_view_opened", _) => Some(Self::Contact),
            ("finance_view_opened", _) => Some(Self::Finance),
            ("guest_admitted", _) => Some(Self::LetIn),
            ("passed_to_system", _) => Some(Self::Passed),
            ("reminded", Role::System) => Some(Self::Reminder),
            ("left_unanswered", Role::System) => Some(Self::Unanswered),
            _ => None,
        }
    }

    /// Whether no human being was there: such lines are folded, and can be unfolded (screens 20).
    #[must_use]
    pub const fn is_automatic(self) -> bool {
        matches!(self, Self::Reminder | Self::Unanswered)
    }
}
