//! The people of a dossier and its start: who it is about, who guides her, whether the regulation was discussed.

use serde::{Deserialize, Serialize};

use super::{Core, DossierEvent};
use crate::ids::PersonId;
use crate::log::{Header, Role};
use crate::time::{CivilDate, Timestamp};

/// How far the start of the trajectory has come (W14).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Start {
    /// When the coach discussed the regulation with her.
    pub discussed_on: Option<CivilDate>,
    /// When the client confirmed it.
    pub confirmed_at: Option<Timestamp>,
}

/// What somebody is to a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The person it is about.
    Client,
    /// The coach who guides her now.
    Coach,
    /// The product, by its own clock.
    System,
    /// Nobody to it: it does not exist for her.
    None,
}

impl Core {
    /// What this person, in this role, is to the dossier (M7b, F7: a role never stands in for a person).
    #[must_use]
    pub fn relation(&self, person: PersonId, role: Role) -> Relation {
        match role {
            Role::Client if person == self.client => Relation::Client,
            Role::Coach if person == self.coach => Relation::Coach,
            Role::System => Relation::System,
            _ => Relation::None,
        }
    }
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::RegulationDiscussed { on } => core.start.discussed_on = Some(*on),
        DossierEvent::RegulationConfirmed => core.start.confirmed_at = Some(header.at),
        _ => {}
    }
}
