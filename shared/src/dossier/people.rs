//! The people of a dossier and its start: who it is about, who guides her, whether the regulation was discussed.

use serde::{Deserialize, Serialize};

use super::{Core, DossierEvent};
use crate::ids::PersonId;
use crate::log::{Header, Role};
use crate::refusal::Refusal;
use crate::time::{CivilDate, Timestamp};

/// How far the start of the trajectory has come (W14).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Start {
    /// When the coach discussed the regulation with her.
    pub discussed_on: Option<CivilDate>,
    /// When the client confirmed it.
    pub confirmed_at: Option<Timestamp>,
    /// When she first had the regulation before her (M13a).
    pub shown_at: Option<Timestamp>,
    /// The last day on which she asked to be sent it (R2.1, P1b).
    pub asked_on: Option<CivilDate>,
}

impl Start {
    /// Whether the trajectory has begun: the coach discussed the regulation, and the client confirmed it (W14).
    #[must_use]
    pub const fn is_made(&self) -> bool {
        self.discussed_on.is_some() && self.confirmed_at.is_some()
    }
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
    /// Whether she has yet to be told of this version of the regulation: before the start she is told of it there (S13).
    #[must_use]
    pub fn has_to_read(&self, version: u32) -> bool {
        self.start.is_made() && !self.regulations.contains(&version)
    }

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

/// The coach discussed the regulation; the day may be put right until the client has confirmed it.
pub(super) fn discuss_regulation(core: &Core, on: CivilDate, today: CivilDate) -> Result<DossierEvent, Refusal> {
    if core.start.confirmed_at.is_some() {
        return Err(Refusal::Started);
    }
    on.check_past(today)?;
    Ok(DossierEvent::RegulationDiscussed { on })
}

/// The client confirms what the coach said: she alone is no start. Once is enough. She was told of the version that holds
/// on that day.
pub(super) fn confirm_regulation(core: &Core, in_force: Option<u32>) -> Result<Vec<DossierEvent>, Refusal> {
    if core.start.discussed_on.is_none() {
        return Err(Refusal::NotStarted);
    }
    if core.start.confirmed_at.is_some() {
        return Ok(Vec::new());
    }
    let told = in_force.filter(|version| !core.regulations.contains(version));
    let told = told.map(|version| DossierEvent::RegulationTold { version });
    Ok([DossierEvent::RegulationConfirmed].into_iter().chain(told).collect())
}

/// She read what the version that holds now changes; once is enough (S13).
pub(super) fn acknowledge_regulation(
    core: &Core,
    in_force: Option<u32>,
    version: u32,
) -> Result<Vec<DossierEvent>, Refusal> {
    match in_force {
        Some(current) if current == version => {}
        Some(current) => return Err(Refusal::Stale { current }),
        None => return Err(Refusal::Unknown),
    }
    let told = core.regulations.contains(&version);
    Ok((!told).then_some(DossierEvent::RegulationTold { version }).into_iter().collect())
}

/// The first time is kept (M13a).
pub(super) fn see_regulation(core: &Core) -> Option<DossierEvent> {
    core.start.shown_at.is_none().then_some(DossierEvent::RegulationShown)
}

/// It is sent at once, and once a day at most.
pub(super) fn ask_regulation(core: &Core, today: CivilDate) -> Option<DossierEvent> {
    (core.start.asked_on != Some(today)).then_some(DossierEvent::RegulationAsked { on: today })
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::RegulationDiscussed { on } => core.start.discussed_on = Some(*on),
        DossierEvent::RegulationConfirmed => core.start.confirmed_at = Some(header.at),
        DossierEvent::RegulationShown => core.start.shown_at = Some(header.at),
        DossierEvent::RegulationAsked { on } => core.start.asked_on = Some(*on),
        DossierEvent::RegulationTold { version } => core.regulations.push(*version),
        _ => {}
    }
}
