//! The people around a dossier, and what each of them is to it: by the policy it is under, and by the day.

use super::{Act, Relation, may};
use crate::bureau::Bureau;
use crate::dossier::command::Actor;
use crate::dossier::looks::Looker;
use crate::dossier::substitutes::Period;
use crate::ids::PersonId;
use crate::log::Role;
use crate::policy::InForce;
use crate::policy::choices::{CoachApproval, WhoSees, WorkingRole};
use crate::time::{CivilDate, Timestamp};

/// Who is around a dossier: all that a relation to it follows from. Boards make it of index rows, decisions of the core.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// Whose it is.
    pub client: PersonId,
    /// As whom she signs in, where she was here before.
    pub account: Option<PersonId>,
    /// Since when it is here.
    pub opened_at: Timestamp,
    /// Who guides her now.
    pub coach: PersonId,
    /// Since when.
    pub coach_since: Timestamp,
    /// Whether she said yes to that coach.
    pub accepted: bool,
    /// Who may take over.
    pub candidate: Option<PersonId>,
    /// Who stands in with her yes, and from which to which day.
    pub substitute: Option<(PersonId, Period)>,
    /// Who acts for her with her yes, and until which day (W9).
    pub representative: Option<(PersonId, Period)>,
    /// Who looks along, in which role, and from which to which day.
    pub guest: Option<(PersonId, Role, Period)>,
    /// The version of the regulation that she was told of last; 0 for none.
    pub regulation: u32,
}

impl Circle {
    /// As whom she signs in.
    #[must_use]
    pub fn signs_in(&self) -> PersonId {
        self.account.unwrap_or(self.client)
    }

    fn policy(&self, bureau: &Bureau) -> InForce {
        bureau.policy_of(&[self.regulation])
    }
}

/// Whether a coach looks only after she said yes (F59, R4.1).
#[must_use]
pub fn wants_her_yes(policy: &InForce) -> bool {
    policy.coach_approval.is == CoachApproval::BeforeAccess || policy.who_sees.is == WhoSees::ApprovedCoaches
}

/// What a member of staff is to every dossier, by her role alone (W2b, S6); nothing by most regulations.
#[must_use]
pub fn by_role(policy: &InForce, role: Role) -> Option<Relation> {
    if !matches!(policy.who_sees.is, WhoSees::ThreeRoles | WhoSees::JointExecutors) {
        return None;
    }
    let (works_as, relation) = match role {
        Role::Coach => (WorkingRole::Coach, Relation::Colleague),
        Role::EmploymentExpert => (WorkingRole::EmploymentExpert, Relation::Colleague),
        Role::OfficeWorker => (WorkingRole::OfficeWorker, Relation::Office),
        _ => return None,
    };
    policy.working_roles.is.0.contains(&works_as).then_some(relation)
}

/// Whether somebody in this role may be let in for a reason: a colleague where the regulation knows exceptions (P13,
/// S6), the technician under every one (W11b).
#[must_use]
pub fn lets_in(policy: &InForce, role: Role) -> bool {
    match role {
        Role::Technician => true,
        role if Role::IN_DOSSIERS.contains(&role) => {
            matches!(policy.who_sees.is, WhoSees::GuidingStaff | WhoSees::JointExecutors)
        }
        _ => false,
    }
}

/// The versions of the regulation under which every dossier is open to a role.
#[must_use]
pub fn open_to(bureau: &Bureau, role: Role) -> Vec<u32> {
    let versions = bureau.founded().map(|core| core.regulations.as_slice()).unwrap_or_default();
    let open = versions.iter().filter(|version| by_role(&version.policy.in_force(), role).is_some());
    open.map(|version| version.version).collect()
}

/// What this person, in this role, is to the dossier on this day (F7: a role never stands in for a person; F58: who
/// works here no more is nothing to it).
#[must_use]
pub fn relation(circle: &Circle, bureau: &Bureau, actor: Actor, today: CivilDate) -> Relation {
    match actor.role {
        Role::Client if actor.person == circle.client || Some(actor.person) == circle.account => {
            return Relation::Client;
        }
        Role::Representative => {
            let acts = circle.representative.is_some_and(|(person, days)| person == actor.person && days.holds(today));
            return if acts { Relation::Representative } else { Relation::None };
        }
        Role::System => return Relation::System,
        _ if bureau.is_bound(actor.person, actor.role).is_err() => return Relation::None,
        Role::Administrator if bureau.is_bound(circle.coach, Role::Coach).is_err() => return Relation::Placer,
        _ => {}
    }
    let policy = circle.policy(bureau);
    let stands_in = |(person, period): (PersonId, Period)| person == actor.person && period.holds(today);
    let looks_along = |(person, role, period): (PersonId, Role, Period)| {
        // Whoever left and was taken on anew was let in by nobody.
        let since_before = bureau.works_since(person).is_some_and(|since| since <= period.agreed_at);
        let hers = (person, role) == (actor.person, actor.role) && since_before;
        hers && period.holds(today) && lets_in(&policy, role)
    };
    match actor.role {
        Role::Coach if actor.person == circle.coach && (circle.accepted || !wants_her_yes(&policy)) => Relation::Coach,
        Role::Coach if actor.person == circle.coach => Relation::Unapproved,
        Role::Coach if circle.substitute.is_some_and(stands_in) => Relation::Substitute,
        role => by_role(&policy, role).unwrap_or(match circle.candidate {
            _ if circle.guest.is_some_and(looks_along) => Relation::Guest,
            Some(candidate) if candidate == actor.person && role == Role::Coach => Relation::Candidate,
            _ => Relation::None,
        }),
    }
}

/// The same for one act: who works in the office does the post and the invoices of every client, whatever else the
/// regulation gives her (M2, W7a).
#[must_use]
pub fn relation_for(act: Act, circle: &Circle, bureau: &Bureau, actor: Actor, today: CivilDate) -> Relation {
    let you = relation(circle, bureau, actor, today);
    let works = actor.role == Role::OfficeWorker && bureau.is_bound(actor.person, actor.role).is_ok();
    if works && act.is_of_a_view() && may(you, act).is_err() { Relation::Clerk } else { you }
}

/// Everybody who can look on this day, by name and role, and since when (F62): first who acts for her, then who guides
/// her. Who looks along and does the post too is told as both.
#[must_use]
pub fn lookers(circle: &Circle, bureau: &Bureau, today: CivilDate) -> Vec<Looker> {
    let acts_for_her = circle.representative.filter(|(_, days)| days.holds(today)).map(|(person, days)| Looker {
        person,
        role: Role::Representative,
        relation: Relation::Representative,
        since: days.agreed_at,
        days: Some((days.from, days.until)),
    });
    let mut found: Vec<Looker> = acts_for_her.into_iter().collect();
    for (person, role, since) in bureau.staff_at_work() {
        let actor = Actor { person, role };
        let opens = relation_for(Act::SeeContactView, circle, bureau, actor, today);
        if opens == Relation::Clerk {
            let since = since.max(circle.opened_at);
            found.push(Looker { person, role, relation: opens, since, days: None });
        }
        let relation = relation(circle, bureau, actor, today);
        if may(relation, Act::ReadTexts).is_err() {
            continue;
        }
        let (since, days) = match (relation, circle.substitute, circle.guest) {
            (Relation::Coach, ..) => (circle.coach_since, None),
            (Relation::Substitute, Some((_, period)), _) | (Relation::Guest, _, Some((.., period))) => {
                (period.agreed_at, Some((period.from, period.until)))
            }
            _ => (since.max(circle.coach_since), None),
        };
        found.push(Looker { person, role, relation, since, days });
    }
    found.sort_by_key(|looker| (looker.relation, looker.role, looker.since, looker.person));
    found
}
