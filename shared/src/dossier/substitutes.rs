//! Who stands in while her coach is away: only with her yes, from a first to a last day, beginning and ending by itself
//! (F61, R4.3). Her no is a no for those days.

use serde::{Deserialize, Serialize};

use super::command::Given;
use super::forms::Outcome;
use super::keys::{Expected, check};
use super::{Core, DossierEvent};
use crate::bureau::Bureau;
use crate::evidence::Evidence;
use crate::ids::{EntryId, Hash, PersonId, Ticket};
use crate::log::{Header, Role};
use crate::policy::Parameter;
use crate::policy::choices::Replacement;
use crate::refusal::Refusal;
use crate::statement::{Decision, substitute_sentence};
use crate::time::{CivilDate, Timestamp};

/// For how many days somebody stands in at most: longer is a transfer.
pub const DAYS_MAX: i64 = 92;
/// How many days ahead it is asked at most.
const AHEAD_DAYS_MAX: i64 = 366;

/// From which to which day somebody stands in, and since when that is agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: CivilDate,
    /// The last day.
    pub until: CivilDate,
    /// When she agreed.
    pub agreed_at: Timestamp,
}

impl Period {
    /// Whether it holds on this day.
    #[must_use]
    pub fn holds(&self, today: CivilDate) -> bool {
        (self.from..=self.until).contains(&today)
    }
}

/// Somebody who stands in, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Substitute {
    /// Who.
    pub person: PersonId,
    /// The first day.
    pub from: CivilDate,
    /// The last day.
    pub until: CivilDate,
    /// The entry that proposed it.
    pub proposal: EntryId,
    /// Its commitment: what her signature is about.
    pub commitment: Hash,
    /// The nonce of the question.
    pub ticket: Ticket,
    /// When she agreed; until then nobody stands in.
    pub agreed_at: Option<Timestamp>,
}

impl Substitute {
    /// The days, once she agreed.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        Some(Period { from: self.from, until: self.until, agreed_at: self.agreed_at? })
    }
}

/// Days for which she wants nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refused {
    /// The first day.
    pub from: CivilDate,
    /// The last day.
    pub until: CivilDate,
}

impl Core {
    pub(super) fn proposed(&self, proposal: EntryId) -> Result<&Substitute, Refusal> {
        self.substitute.as_ref().filter(|known| known.proposal == proposal).ok_or(Refusal::NoQuestion)
    }

    /// What of it is not over.
    #[must_use]
    pub fn substitute_on(&self, today: CivilDate) -> Option<&Substitute> {
        self.substitute.as_ref().filter(|known| known.until >= today)
    }
}

/// Her coach asks for some days: within what the regulation allows, and never for days she refused.
pub(super) fn propose(
    core: &Core,
    bureau: &Bureau,
    person: PersonId,
    (from, until): (CivilDate, CivilDate),
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let policy = bureau.policy_of(&core.regulations);
    if policy.replacement.is == Replacement::No {
        return Err(Refusal::not_by(Parameter::Replacement, &policy.replacement));
    }
    if core.substitute_on(given.today).is_some() {
        return Err(Refusal::ProposalOpen);
    }
    if person == core.coach || bureau.is_bound(person, Role::Coach).is_err() {
        return Err(Refusal::ColleagueUnfit);
    }
    if from < given.today
        || until < from
        || from.days_until(until) >= DAYS_MAX
        || given.today.days_until(from) > AHEAD_DAYS_MAX
    {
        return Err(Refusal::Period { today: given.today, days: DAYS_MAX });
    }
    if let Some(no) = core.refused.iter().find(|no| no.from <= until && from <= no.until) {
        return Err(Refusal::SheSaidNo { from: no.until.plus_days(1) });
    }
    Ok(DossierEvent::SubstituteProposed { person, from, until, ticket: given.ticket })
}

/// She agrees, with a signature: from the first to the last day this colleague is what her coach is.
pub(super) fn accept(
    core: &Core,
    proposal: EntryId,
    evidence: &Evidence,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let known = core.proposed(proposal)?;
    if known.agreed_at.is_some() || known.until < given.today {
        return Err(Refusal::NoQuestion);
    }
    let name = given.name.as_ref().ok_or(Refusal::Unknown)?;
    let expected = Expected {
        decision: Decision::AcceptSubstitute,
        item: proposal.into(),
        version: 1,
        commitment: known.commitment,
        ticket: known.ticket,
        sentence: &|lang| substitute_sentence(lang, name, known.from, known.until),
    };
    check(core, evidence, &expected, given)?;
    Ok(DossierEvent::SubstituteAccepted { person: known.person, evidence: Box::new(evidence.clone()) })
}

/// She says no: nobody stands in on those days, and she is not asked again about them.
pub(super) fn decline(core: &Core, proposal: EntryId) -> Result<DossierEvent, Refusal> {
    let known = core.proposed(proposal)?;
    if known.agreed_at.is_some() {
        return Err(Refusal::NoQuestion);
    }
    Ok(DossierEvent::SubstituteDeclined { person: known.person })
}

/// It ends at once, by her or by her coach, before its last day or before its first.
pub(super) fn end(core: &Core, proposal: EntryId, today: CivilDate) -> Result<DossierEvent, Refusal> {
    let known = core.proposed(proposal)?;
    if known.until < today {
        return Err(Refusal::NoQuestion);
    }
    Ok(DossierEvent::SubstituteEnded { person: known.person })
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::SubstituteProposed { person, from, until, ticket } => {
            // What she refused and is over binds nobody any more; the days only go on.
            core.refused.retain(|no| no.until >= *from);
            core.substitute = Some(Substitute {
                person: *person,
                from: *from,
                until: *until,
                proposal: header.entry,
                commitment: header.commitment,
                ticket: *ticket,
                agreed_at: None,
            });
        }
        DossierEvent::SubstituteAccepted { .. }
        | DossierEvent::FormSeen { outcome: Some(Outcome::SubstituteAccepted { .. }), .. } => {
            if let Some(known) = core.substitute.as_mut() {
                known.agreed_at = Some(header.at);
            }
        }
        DossierEvent::SubstituteDeclined { .. } => {
            let no = core.substitute.take().map(|known| Refused { from: known.from, until: known.until });
            core.refused.extend(no);
        }
        // Whoever takes over a dossier takes over no holiday of somebody else's.
        DossierEvent::SubstituteEnded { .. }
        | DossierEvent::HandedOver { .. }
        | DossierEvent::FormSeen { outcome: Some(Outcome::HandedOver { .. }), .. }
        | DossierEvent::FormContested {
            undone: Some(Outcome::SubstituteAccepted { .. } | Outcome::HandedOver { .. }),
            ..
        } => core.substitute = None,
        DossierEvent::FormContested { undone: Some(Outcome::SubstituteDeclined { from, until, .. }), .. } => {
            core.refused.retain(|no| (no.from, no.until) != (*from, *until));
        }
        _ => {}
    }
}
