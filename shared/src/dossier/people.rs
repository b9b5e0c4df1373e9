//! The people of a dossier and its start: who it is about, who guides her, whether the regulation was discussed.

use serde::{Deserialize, Serialize};

use super::command::Given;
use super::forms::{Asked, Outcome};
use super::{Core, DossierEvent, coaches};
use crate::access::Circle;
use crate::bureau::Bureau;
use crate::log::Header;
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
    /// When she had that version of the regulation before her for the first time (M13a, G13).
    pub shown_at: Option<Timestamp>,
    /// The last version that she had before her; 0 where the bureau had none.
    #[serde(default)]
    pub shown: u32,
    /// The last day on which she asked to be sent it (R2.1, P1b).
    pub asked_on: Option<CivilDate>,
    /// When she said of a form that it was not discussed as that says: older forms say nothing any more (F5).
    #[serde(default)]
    pub denied_at: Option<Timestamp>,
}

impl Start {
    /// Whether the trajectory has begun: the coach discussed the regulation, and the client confirmed it (W14).
    #[must_use]
    pub const fn is_made(&self) -> bool {
        self.discussed_on.is_some() && self.confirmed_at.is_some()
    }
}

impl Core {
    /// Whether she has yet to be told of this version of the regulation: before the start she is told of it there (S13).
    #[must_use]
    pub fn has_to_read(&self, version: u32) -> bool {
        self.start.is_made() && !self.regulations.contains(&version)
    }

    /// Everybody around the dossier: what a relation to it follows from.
    #[must_use]
    pub fn circle(&self) -> Circle {
        Circle {
            opened_at: self.opened_at,
            account: self.account,
            client: self.client,
            coach: self.coach,
            coach_since: self.coach_since.unwrap_or(self.opened_at),
            accepted: self.coach_accepted,
            candidate: self.coming.map(|coming| coming.coach).filter(|coming| *coming != self.coach),
            substitute: self.substitute.and_then(|known| Some((known.person, known.period()?))),
            representative: self.representative.as_ref().and_then(|known| Some((known.person, known.period()?))),
            guest: self.guest.map(|known| (known.person, known.role, known.period())),
            regulation: self.regulations.last().copied().unwrap_or_default(),
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
pub(super) fn confirm_regulation(core: &Core, bureau: &Bureau, given: &Given) -> Result<Vec<DossierEvent>, Refusal> {
    if core.start.discussed_on.is_none() {
        return Err(Refusal::NotStarted);
    }
    if core.start.confirmed_at.is_some() {
        return Ok(Vec::new());
    }
    Ok([DossierEvent::RegulationConfirmed].into_iter().chain(told_at_start(core, bureau, given.today, given)).collect())
}

/// With the start she was told of the version that held on that day.
pub(super) fn told_at_start(core: &Core, bureau: &Bureau, on: CivilDate, given: &Given) -> Vec<DossierEvent> {
    let in_force = bureau.regulation(on).map(|published| published.version);
    let told = in_force.filter(|version| !core.regulations.contains(version));
    told.map(|version| tell(core, bureau, version, given)).unwrap_or_default()
}

/// She is told of a version; where it wants her yes to her coach first, she is asked with it (F59).
fn tell(core: &Core, bureau: &Bureau, version: u32, given: &Given) -> Vec<DossierEvent> {
    let asked = coaches::ask_about_own(core, bureau, version, given);
    [DossierEvent::RegulationTold { version }].into_iter().chain(asked).collect()
}

/// She read what the version that holds now changes; once is enough (S13).
pub(super) fn acknowledge_regulation(
    core: &Core,
    bureau: &Bureau,
    in_force: Option<u32>,
    version: u32,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    match in_force {
        Some(current) if current == version => {}
        Some(current) => return Err(Refusal::Stale { current }),
        None => return Err(Refusal::Unknown),
    }
    let told = core.regulations.contains(&version);
    Ok(if told { Vec::new() } else { tell(core, bureau, version, given) })
}

/// The first time is kept (M13a).
pub(super) fn see_regulation(
    core: &Core,
    in_force: u32,
    version: Option<u32>,
) -> Result<Option<DossierEvent>, Refusal> {
    let version = version.unwrap_or(in_force);
    if version != in_force {
        return Err(Refusal::Stale { current: in_force });
    }
    let new = core.start.shown_at.is_none() || core.start.shown < version;
    Ok(new.then_some(DossierEvent::RegulationSeen { version }))
}

/// It is sent at once, and once a day at most.
pub(super) fn ask_regulation(core: &Core, today: CivilDate) -> Option<DossierEvent> {
    (core.start.asked_on != Some(today)).then_some(DossierEvent::RegulationAsked { on: today })
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::RegulationDiscussed { on } => core.start.discussed_on = Some(*on),
        DossierEvent::RegulationConfirmed | DossierEvent::FormSeen { outcome: Some(Outcome::Started), .. } => {
            core.start.confirmed_at = Some(header.at);
        }
        DossierEvent::FormContested { asked: Asked::Start {}, undone, .. } => {
            core.start.denied_at = Some(header.at);
            core.start.confirmed_at = core.start.confirmed_at.filter(|_| *undone != Some(Outcome::Started));
        }
        DossierEvent::RegulationShown => core.start.shown_at = Some(header.at),
        DossierEvent::RegulationSeen { version } => {
            (core.start.shown_at, core.start.shown) = (Some(header.at), *version);
        }
        DossierEvent::RegulationAsked { on } => core.start.asked_on = Some(*on),
        DossierEvent::RegulationTold { version } => core.regulations.push(*version),
        _ => {}
    }
}
