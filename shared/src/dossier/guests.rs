//! Who looks along for some days because there is a reason: a colleague, where the regulation knows exceptions (P13, S6),
//! or the technician, for one fault (W11b). Reading only; the client and the privacy officer are told at once, she can
//! end it at once, and it ends by itself.

use serde::{Deserialize, Serialize};

use super::coaches::Declined;
use super::command::Given;
use super::forms::Outcome;
use super::substitutes::Period;
use super::{Core, DossierEvent};
use crate::access::{self, Act, Relation, circle};
use crate::bureau::Bureau;
use crate::dossier::command::Actor;
use crate::ids::{EntryId, PersonId};
use crate::log::{Header, Role};
use crate::policy::Parameter;
use crate::refusal::Refusal;
use crate::text::{Label, Remark};
use crate::time::{CivilDate, Timestamp};

/// For how many days a colleague looks along at most.
pub const DAYS_MAX: i64 = 14;
/// For how many days a technician does: a fault is found, or there is a new reason.
pub const FAULT_DAYS_MAX: i64 = 3;

/// For how many days somebody in this role looks along at most.
const fn days_max(role: Role) -> i64 {
    if matches!(role, Role::Technician) { FAULT_DAYS_MAX } else { DAYS_MAX }
}

/// What happens about who looks along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestEvent {
    /// Somebody looks along, for a reason (P13, S6, W11b). The header says who let her in.
    GuestAdmitted {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
        /// The first day.
        from: CivilDate,
        /// The last day.
        until: CivilDate,
        /// The number of the fault, where it is the technician.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fault: Option<Label>,
        /// Why: the client and the privacy officer read it.
        why: Remark,
    },
    /// It ended before its last day.
    GuestLeft {
        /// Who looked along.
        person: PersonId,
        /// On which day.
        on: CivilDate,
    },
}

impl GuestEvent {
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::GuestAdmitted { .. } => "guest_admitted",
            Self::GuestLeft { .. } => "guest_left",
        }
    }

    /// Whether it says something that can be erased alone.
    pub(super) const fn has_own_key(&self) -> bool {
        matches!(self, Self::GuestAdmitted { .. })
    }
}

impl From<GuestEvent> for DossierEvent {
    fn from(event: GuestEvent) -> Self {
        Self::Guest(event)
    }
}

/// Somebody who looks along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Guest {
    /// Who.
    pub person: PersonId,
    /// As what: only in that role.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
    /// The first day.
    pub from: CivilDate,
    /// The last day.
    pub until: CivilDate,
    /// The entry that says why.
    pub entry: EntryId,
    /// Who let her in.
    pub by: PersonId,
}

impl Guest {
    /// The days.
    #[must_use]
    pub const fn period(&self) -> Period {
        Period { from: self.from, until: self.until, agreed_at: self.since }
    }
}

/// Somebody who looked along, and when that ended: the same is not let in again so soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Who.
    pub person: PersonId,
    /// The first day on which she can be let in again.
    pub again_on: CivilDate,
    /// Whether the client showed her out.
    pub by_her: bool,
}

/// How many days somebody whom the client showed out is not let in again, and a colleague whose days are over.
const STAYS_OUT_DAYS: i64 = 30;

/// Who looks along now: let in, not over, still working here, and by a regulation that lets in.
#[must_use]
pub fn looks_along(core: &Core, bureau: &Bureau, today: CivilDate) -> Option<Guest> {
    let guest = *core.guest_on(today)?;
    let who = Actor { person: guest.person, role: guest.role };
    (access::relation(&core.circle(), bureau, who, today) == Relation::Guest).then_some(guest)
}

impl Core {
    /// Who was let in, and whose last day has not passed.
    fn guest_on(&self, today: CivilDate) -> Option<&Guest> {
        self.guest.as_ref().filter(|guest| guest.until >= today)
    }
}

/// Who could look along: works here, may be let in, and looks not anyway.
#[must_use]
pub fn may_come(core: &Core, bureau: &Bureau, today: CivilDate) -> Vec<(PersonId, Role)> {
    let staff = bureau.staff_at_work().map(|(person, role, _)| (person, role));
    let can = |(person, role): &(PersonId, Role)| {
        fits(core, bureau, Actor { person: *person, role: *role }, today) && out_until(core, *person, today).is_none()
    };
    staff.filter(can).collect()
}

/// Why somebody is not let in yet: the client's no, to her as a coach too, or that she has just looked along.
fn out_until(core: &Core, person: PersonId, today: CivilDate) -> Option<Refusal> {
    let declined = core.declined.iter().filter(|no| no.coach == person).map(Declined::again_on);
    let left = |by_her: bool| {
        let these = core.guests_left.iter().filter(move |left| left.person == person && left.by_her == by_her);
        these.map(|left| left.again_on)
    };
    let said = declined.chain(left(true)).filter(|from| *from > today).max();
    let recent = || left(false).filter(|from| *from > today).max();
    said.map(|from| Refusal::SheSaidNo { from }).or_else(|| recent().map(|from| Refusal::GuestRecent { from }))
}

fn fits(core: &Core, bureau: &Bureau, who: Actor, today: CivilDate) -> bool {
    let you = access::relation(&core.circle(), bureau, who, today);
    // Who may come to guide her sees nothing before her yes (M8a).
    let comes = core.coming.is_some_and(|coming| coming.coach == who.person);
    let looks_anyway = access::may(you, Act::Read).is_ok() || comes;
    bureau.is_bound(who.person, who.role).is_ok()
        && circle::lets_in(&bureau.policy_of(&core.regulations), who.role)
        && !looks_anyway
}

/// Who works in the dossier lets somebody in: one at a time, for one reason, until a last day.
pub(super) fn admit(
    core: &Core,
    bureau: &Bureau,
    person: PersonId,
    until: CivilDate,
    (fault, why): (Option<&Label>, &Remark),
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    if looks_along(core, bureau, given.today).is_some() {
        return Err(Refusal::GuestHere);
    }
    let known = bureau.founded()?.staff.get(&person).ok_or(Refusal::ColleagueUnfit)?;
    let role = known.role;
    let policy = bureau.policy_of(&core.regulations);
    if Role::IN_DOSSIERS.contains(&role) && !circle::lets_in(&policy, role) {
        return Err(Refusal::not_by(Parameter::WhoSees, &policy.who_sees));
    }
    if !fits(core, bureau, Actor { person, role }, given.today) {
        return Err(Refusal::ColleagueUnfit);
    }
    if let Some(refusal) = out_until(core, person, given.today) {
        return Err(refusal);
    }
    if (role == Role::Technician) != fault.is_some() {
        return Err(Refusal::FaultNumber);
    }
    let days = days_max(role);
    if !(0..days).contains(&given.today.days_until(until)) {
        return Err(Refusal::LastDay { today: given.today, days });
    }
    let (fault, why) = (fault.cloned(), why.clone());
    Ok(GuestEvent::GuestAdmitted { person, role, from: given.today, until, fault, why }.into())
}

/// It ends at once: by her, by who works in the dossier, or by the guest.
pub(super) fn end(core: &Core, guest: EntryId, today: CivilDate) -> Result<DossierEvent, Refusal> {
    let known = core.guest_on(today).filter(|known| known.entry == guest).ok_or(Refusal::NoQuestion)?;
    Ok(GuestEvent::GuestLeft { person: known.person, on: today }.into())
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::Guest(GuestEvent::GuestAdmitted { person, role, from, until, .. }) => {
            // A colleague comes for some days, and not for ever by coming again and again; a fault may come back.
            core.guests_left.retain(|left| left.again_on > *from && left.person != *person);
            if *role != Role::Technician {
                core.guests_left.push(Left {
                    person: *person,
                    again_on: until.plus_days(STAYS_OUT_DAYS),
                    by_her: false,
                });
            }
            core.guest = Some(Guest {
                person: *person,
                role: *role,
                since: header.at,
                from: *from,
                until: *until,
                entry: header.entry,
                by: header.actor,
            });
        }
        DossierEvent::Guest(GuestEvent::GuestLeft { person, on }) => {
            core.guest = None;
            if header.role == Role::Client {
                core.guests_left.retain(|left| left.person != *person);
                core.guests_left.push(Left { person: *person, again_on: on.plus_days(STAYS_OUT_DAYS), by_her: true });
            }
        }
        // Who may come to guide her looks along no more: first her yes (M8a).
        DossierEvent::CoachProposed { coach, .. } if core.guest.is_some_and(|guest| guest.person == *coach) => {
            core.guest = None;
        }
        // Whoever takes over a dossier takes over nobody whom another let in.
        DossierEvent::HandedOver { .. }
        | DossierEvent::FormSeen { outcome: Some(Outcome::HandedOver { .. }), .. }
        | DossierEvent::FormContested { undone: Some(Outcome::HandedOver { .. }), .. } => core.guest = None,
        _ => {}
    }
}
