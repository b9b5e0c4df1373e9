//! Another coach: meeting, her yes, her separate signature for the whole dossier, in this order and no other (F60, M8).
//! A no ends it. Where the regulation wants her yes before any look, her first coach is asked about too (F59, R4.1).

use serde::{Deserialize, Serialize};

use super::command::{Actor, Given};
use super::forms::Outcome;
use super::keys::{Expected, check};
use super::{Core, DossierEvent};
use crate::access::{Relation, circle};
use crate::bureau::Bureau;
use crate::evidence::Evidence;
use crate::ids::{EntryId, Hash, PersonId, Ticket};
use crate::log::{Header, Role};
use crate::policy::Parameter;
use crate::policy::choices::Transfer;
use crate::refusal::Refusal;
use crate::statement::{Decision, coach_sentence, hand_over_sentence};
use crate::text::{Name, Remark};
use crate::time::{CivilDate, Timestamp};
use crate::words::Lang;

/// For how many days after her no the same coach is not proposed again.
pub const NO_STANDS_DAYS: i64 = 30;

/// What has to happen next before a coach guides her.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// They meet (M8a).
    Meeting,
    /// She says yes to working with this coach (M8b).
    Yes {
        /// The nonce of the question.
        ticket: Ticket,
    },
    /// She gives the whole dossier, in writing (M8c).
    HandOver {
        /// The nonce of the question.
        ticket: Ticket,
    },
}

/// A coach who is to guide her.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coming {
    /// Who.
    pub coach: PersonId,
    /// The entry that proposed her.
    pub proposal: EntryId,
    /// Its commitment: what her signatures are about.
    pub commitment: Hash,
    /// When that was.
    pub proposed_at: Timestamp,
    /// On which day they met.
    pub met_on: Option<CivilDate>,
    /// What comes next.
    pub step: Step,
}

/// A no of hers to a coach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Declined {
    /// To whom.
    pub coach: PersonId,
    /// On which day.
    pub on: CivilDate,
}

impl Core {
    /// The proposal that is open, if it is this one.
    pub(super) fn coming(&self, proposal: EntryId) -> Result<&Coming, Refusal> {
        self.coming.as_ref().filter(|coming| coming.proposal == proposal).ok_or(Refusal::NoQuestion)
    }
}

/// The question about her first coach, where the regulation that she was told of wants her yes and she was not asked.
pub(super) fn ask_about_own(core: &Core, bureau: &Bureau, version: u32, given: &Given) -> Option<DossierEvent> {
    let asked = core.coach_accepted || core.coming.is_some();
    let wanted = circle::wants_her_yes(&bureau.policy_of(&[version]));
    let coach = core.coach;
    (wanted && !asked).then_some(DossierEvent::CoachProposed { coach, ticket: Some(given.ticket), why: None })
}

/// A coach is proposed: by her coach, or by an administrator where that coach works here no more.
pub(super) fn propose(
    core: &Core,
    bureau: &Bureau,
    you: Relation,
    (coach, why): (PersonId, Option<&Remark>),
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let policy = bureau.policy_of(&core.regulations);
    let again = coach == core.coach && you == Relation::Unapproved;
    if !again && policy.transfer.is == Transfer::No {
        return Err(Refusal::not_by(Parameter::Transfer, &policy.transfer));
    }
    if core.coming.is_some_and(|coming| coming.coach != core.coach || again) {
        return Err(Refusal::ProposalOpen);
    }
    if bureau.is_bound(coach, Role::Coach).is_err() || (coach == core.coach && !again) {
        return Err(Refusal::ColleagueUnfit);
    }
    if let Some(no) = core.declined.iter().find(|no| no.coach == coach && given.today < no.again_on()) {
        return Err(Refusal::SheSaidNo { from: no.again_on() });
    }
    if why.is_none() && !again {
        return Err(Refusal::WhyMissing);
    }
    Ok(DossierEvent::CoachProposed { coach, ticket: again.then_some(given.ticket), why: why.cloned() })
}

impl Declined {
    /// From which day she can be asked about this coach again.
    #[must_use]
    pub fn again_on(&self) -> CivilDate {
        self.on.plus_days(NO_STANDS_DAYS)
    }
}

/// They met: said by who guides her, or by who is to. Only then she is asked (M8a, M8b).
pub(super) fn record_meeting(
    core: &Core,
    actor: Actor,
    proposal: EntryId,
    on: CivilDate,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let coming = core.coming(proposal)?;
    if ![core.coach, coming.coach].contains(&actor.person) {
        return Err(Refusal::NotYours { article: crate::refusal::Article::OwnCoach });
    }
    if coming.step != Step::Meeting {
        return Err(Refusal::NoQuestion);
    }
    on.check_past(given.today)?;
    Ok(DossierEvent::CoachMet { coach: coming.coach, on, ticket: given.ticket })
}

/// She says yes to working with this coach (M8b): her signature.
pub(super) fn accept(
    core: &Core,
    bureau: &Bureau,
    proposal: EntryId,
    evidence: &Evidence,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let coming = core.coming(proposal)?;
    let Step::Yes { ticket } = coming.step else { return Err(Refusal::NoQuestion) };
    let yes = Signs { decision: Decision::AcceptCoach, version: 1, ticket, sentence: coach_sentence };
    yes.check(core, bureau, coming, evidence, given)?;
    // Her own coach has the dossier; another needs her separate word for it (M8c).
    let next = (coming.coach != core.coach).then_some(given.ticket);
    Ok(DossierEvent::CoachAccepted { coach: coming.coach, ticket: next, evidence: Box::new(evidence.clone()) })
}

/// She gives the whole dossier to the coach to whom she said yes (M8c): a signature of its own. The former coach is
/// nothing to it from then on.
pub(super) fn hand_over(
    core: &Core,
    bureau: &Bureau,
    proposal: EntryId,
    evidence: &Evidence,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let coming = core.coming(proposal)?;
    let Step::HandOver { ticket } = coming.step else { return Err(Refusal::NoQuestion) };
    let all = Signs { decision: Decision::HandOver, version: 2, ticket, sentence: hand_over_sentence };
    all.check(core, bureau, coming, evidence, given)?;
    let (former, coach) = (core.coach, coming.coach);
    Ok(DossierEvent::HandedOver { former, coach, evidence: Box::new(evidence.clone()) })
}

/// What a signature of hers about a coach has to say.
struct Signs {
    decision: Decision,
    /// The step of the proposal that it is about.
    version: u32,
    ticket: Ticket,
    sentence: fn(Lang, &Name) -> String,
}

impl Signs {
    fn check(
        self,
        core: &Core,
        bureau: &Bureau,
        coming: &Coming,
        evidence: &Evidence,
        given: &Given,
    ) -> Result<(), Refusal> {
        if bureau.is_bound(coming.coach, Role::Coach).is_err() {
            return Err(Refusal::ColleagueUnfit);
        }
        let name = given.name.as_ref().ok_or(Refusal::Unknown)?;
        let Self { decision, version, ticket, sentence } = self;
        let (item, commitment) = (coming.proposal.into(), coming.commitment);
        let sentence = &|lang| sentence(lang, name);
        check(core, evidence, &Expected { decision, item, version, commitment, ticket, sentence }, given)
    }
}

/// She says no, at whichever step: that counts at once, and ends it.
pub(super) fn decline(core: &Core, proposal: EntryId, today: CivilDate) -> Result<DossierEvent, Refusal> {
    let coming = core.coming(proposal)?;
    match coming.step {
        Step::Meeting => Err(Refusal::NoQuestion),
        Step::Yes { .. } | Step::HandOver { .. } => Ok(DossierEvent::CoachDeclined { coach: coming.coach, on: today }),
    }
}

/// The proposal is taken back before she handed over.
pub(super) fn withdraw(core: &Core, proposal: EntryId) -> Result<DossierEvent, Refusal> {
    Ok(DossierEvent::CoachWithdrawn { coach: core.coming(proposal)?.coach })
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::CoachProposed { coach, ticket, .. } => {
            core.coming = Some(Coming {
                coach: *coach,
                proposal: header.entry,
                commitment: header.commitment,
                proposed_at: header.at,
                met_on: None,
                step: ticket.map_or(Step::Meeting, |ticket| Step::Yes { ticket }),
            });
        }
        DossierEvent::CoachMet { on, ticket, .. } => {
            if let Some(coming) = core.coming.as_mut() {
                (coming.met_on, coming.step) = (Some(*on), Step::Yes { ticket: *ticket });
            }
        }
        DossierEvent::CoachAccepted { ticket: Some(ticket), .. }
        | DossierEvent::FormSeen { outcome: Some(Outcome::CoachAccepted { ticket: Some(ticket), .. }), .. } => {
            if let Some(coming) = core.coming.as_mut() {
                coming.step = Step::HandOver { ticket: *ticket };
            }
        }
        DossierEvent::CoachAccepted { coach, ticket: None, .. }
        | DossierEvent::FormSeen { outcome: Some(Outcome::CoachAccepted { coach, ticket: None, .. }), .. } => {
            (core.coming, core.coach_accepted, core.paper_yes) = (None, true, event.form());
            core.declined.retain(|no| no.coach != *coach);
        }
        DossierEvent::HandedOver { coach, .. }
        | DossierEvent::FormSeen { outcome: Some(Outcome::HandedOver { coach, .. }), .. } => {
            (core.coach, core.coach_since) = (*coach, Some(header.at));
            (core.coming, core.coach_accepted, core.paper_yes) = (None, true, event.form());
            // She changed her mind: what she said before says nothing of who guides her now.
            core.declined.retain(|no| no.coach != *coach);
        }
        DossierEvent::CoachDeclined { coach, on } => {
            core.coming = None;
            core.declined.retain(|no| no.coach != *coach);
            core.declined.push(Declined { coach: *coach, on: *on });
        }
        DossierEvent::CoachWithdrawn { .. } => core.coming = None,
        DossierEvent::FormContested { undone: Some(undone), .. } => undo(core, header, *undone),
        _ => {}
    }
}

/// She says of a form on paper that it is not so: what followed from it, and still was the last word, stands no more.
fn undo(core: &mut Core, header: &Header, undone: Outcome) {
    match undone {
        Outcome::CoachAccepted { ticket: Some(_), .. } => core.coming = None,
        Outcome::CoachAccepted { ticket: None, .. } => (core.coach_accepted, core.paper_yes) = (false, None),
        // Whoever was proposed by who guided her meanwhile was proposed by nobody.
        Outcome::HandedOver { former, accepted, .. } => {
            (core.coach, core.coach_since) = (former, Some(header.at));
            (core.coming, core.coach_accepted, core.paper_yes) = (None, accepted, None);
        }
        Outcome::CoachDeclined { coach, .. } => core.declined.retain(|no| no.coach != coach),
        _ => {}
    }
}
