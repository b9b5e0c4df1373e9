//! Nobody gets more than the strictest of policy and law, whatever the policy, the people, the day and the act.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::circle::by_role;
use super::*;
use crate::bureau::{Bureau, BureauEvent, Regulation};
use crate::dossier::command::Actor;
use crate::dossier::substitutes::Period;
use crate::ids::{BureauId, EntryId, Hash, InvitationId, LogId, PersonId};
use crate::log::{Event, Header, Role, Subject};
use crate::policy::choices::WhoSees;
use crate::policy::value::Options;
use crate::policy::{Chosen, Parameter, Policy};
use crate::settings::Settings;
use crate::text::{Name, Sentence};
use crate::time::{CivilDate, Timestamp};
use crate::words::{Lang, Word};

#[test]
fn f7_nobody_but_the_client_decides_for_her() {
    for act in Act::ALL.iter().filter(|act| act.belongs_to() == [Relation::Client]) {
        let nobody = [Relation::Client, Relation::None, Relation::Clerk];
        for relation in Relation::ALL.iter().filter(|who| !nobody.contains(who)) {
            assert_eq!(may(*relation, *act), Err(Refusal::NotYours { article: Article::OnlyTheClient }));
        }
    }
    for act in [Act::ConfirmKey, Act::AcceptCoach, Act::HandOver, Act::AcceptSubstitute, Act::AcceptRepresentative] {
        assert_eq!(act.belongs_to(), [Relation::Client]);
    }
    for act in [Act::ApproveSummary, Act::DisputeSummary, Act::SignDispute] {
        assert_eq!(act.belongs_to(), [Relation::Client, Relation::Representative], "W9");
    }
}

#[test]
fn m7b_for_anybody_else_the_dossier_does_not_exist() {
    for act in Act::ALL {
        assert_eq!(may(Relation::None, *act), Err(Refusal::Unknown));
    }
}

#[test]
fn f58_m8a_who_may_only_find_or_become_a_coach_sees_nothing_of_it() {
    for relation in [Relation::Candidate, Relation::Placer] {
        for act in [Act::Read, Act::ReadTexts, Act::Look, Act::SeeLooks] {
            assert!(may(relation, act).is_err(), "{relation:?} {act:?}");
        }
    }
}

#[test]
fn m2_for_who_does_the_post_and_the_invoices_the_rest_of_a_dossier_does_not_exist() {
    for act in Act::ALL {
        let expected = if act.is_of_a_view() { Ok(()) } else { Err(Refusal::Unknown) };
        assert_eq!(may(Relation::Clerk, *act), expected, "{act:?}");
    }
    let works = [Relation::Coach, Relation::Substitute, Relation::Colleague, Relation::Office, Relation::Clerk];
    for act in [Act::SeeContactView, Act::SeeFinanceView] {
        let can: Vec<_> = Relation::ALL.iter().copied().filter(|you| may(*you, act).is_ok()).collect();
        assert_eq!(can, works);
        for you in [Relation::Client, Relation::Unapproved, Relation::Candidate, Relation::Guest, Relation::Placer] {
            assert_eq!(may(you, act), Err(Refusal::NotYours { article: Article::OnePurpose }));
        }
    }
}

fn person(n: u8) -> PersonId {
    PersonId(uuid::Uuid::from_u128(u128::from(n)))
}

fn day(n: i64) -> CivilDate {
    CivilDate::new(2026, 12, 1).unwrap().plus_days(n)
}

/// Something happens at the bureau, by a person.
fn happens(bureau: &mut Bureau, actor: PersonId, event: &BureauEvent) {
    let id = uuid::Uuid::nil();
    let header = Header {
        bureau: BureauId(id),
        log: LogId(id),
        seq: 1,
        entry: EntryId(id),
        at: Timestamp(0),
        actor,
        role: Role::Administrator,
        kind: event.kind().to_owned(),
        item: LogId(id).into(),
        bureau_seq: 1,
        commitment: Hash::default(),
        prev: Hash::default(),
        hash: Hash::default(),
    };
    bureau.fold(&header, event);
}

/// Any policy: each parameter says nothing, or any of what it can be.
fn policy() -> impl Strategy<Value = Policy> {
    let picks = prop::collection::vec(any::<(bool, Index, u8)>(), Parameter::ALL.len());
    picks.prop_map(|picks| {
        let mut policy = Policy::default();
        for (parameter, (says, at, bits)) in Parameter::ALL.iter().zip(picks) {
            let names = match parameter.options() {
                Options::One(names) => vec![names[at.index(names.len())].to_owned()],
                Options::Any(names) => {
                    let some = names.iter().enumerate().filter(|(n, _)| bits >> (n % 8) & 1 == 1);
                    some.map(|(_, name)| (*name).to_owned()).collect()
                }
                Options::Number { min, max } => vec![(min + u16::from(bits) % (max - min + 1)).to_string()],
            };
            policy.choose(*parameter, says.then_some(Chosen { names, article: None })).unwrap();
        }
        policy
    })
}

/// Five people work here in any role: bound, unbound, or gone.
fn bureau(policy: Policy, staff: &[(Role, u8)]) -> Bureau {
    let (mut bureau, name) = (Bureau::default(), Name::new("Bureau").unwrap());
    happens(&mut bureau, person(0), &BureauEvent::Founded { name: name.clone(), settings: Settings::default() });
    let (effective_on, controller) = (day(-9), name.clone());
    let regulation = Regulation {
        title: name,
        effective_on,
        controller,
        record_system: None,
        dated: None,
        notification: None,
        policy,
        arrangement: None,
        complaints: None,
        reason: None,
    };
    let regulation = Box::new(regulation);
    happens(&mut bureau, person(0), &BureauEvent::RegulationPublished { version: 1, regulation, loosened: Vec::new() });
    let sentence = Sentence::new(Lang::Nl.say(Word::StaffPledge)).unwrap();
    for (n, (role, stage)) in (1..).zip(staff) {
        let (person, invitation) = (person(n), InvitationId(uuid::Uuid::nil()));
        happens(&mut bureau, person, &BureauEvent::StaffInvited { person, role: *role, invitation });
        if *stage > 0 {
            happens(&mut bureau, person, &BureauEvent::StaffPledged { sentence: sentence.clone() });
        }
        if *stage > 1 {
            happens(&mut bureau, person, &BureauEvent::StaffEnded { person });
        }
    }
    bureau
}

prop_compose! {
    fn circle()(
        coach in 1..6_u8, accepted in any::<bool>(), candidate in prop::option::of(1..6_u8),
        substitute in prop::option::of((1..6_u8, 0..6_i64, 0..6_i64)), regulation in 0..2_u32,
        guest in prop::option::of((1..6_u8, select(Role::ALL), 0..6_i64, 0..6_i64)),
        representative in prop::option::of((1..10_u8, 0..6_i64, 0..6_i64)),
    ) -> Circle {
        let period = |from: i64, days: i64| Period { from: day(from), until: day(from + days), agreed_at: Timestamp(0) };
        Circle {
            account: None,
            client: person(9),
            opened_at: Timestamp(0),
            coach: person(coach),
            coach_since: Timestamp(0),
            accepted,
            candidate: candidate.map(person),
            substitute: substitute.map(|(who, from, days)| (person(who), period(from, days))),
            representative: representative.map(|(who, from, days)| (person(who), period(from, days))),
            guest: guest.map(|(who, role, from, days)| (person(who), role, period(from, days))),
            regulation,
        }
    }
}

/// Whether it does more than read, and being told to leave.
const fn act_changes(act: Act) -> bool {
    !matches!(act, Act::Read | Act::ReadTexts | Act::Look | Act::LookAtRecords | Act::EndGuest)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn access_never_grants_more_than_the_strictest_of_policy_and_law(
        policy in policy(), circle in circle(), today in 0..12_i64, who in 1..10_u8,
        staff in prop::collection::vec((select(Role::STAFF), 0..3_u8), 5),
        role in select(Role::ALL), act in select(Act::ALL),
    ) {
        let bureau = bureau(policy, &staff);
        let (actor, today) = (Actor { person: person(who), role }, day(today));
        let you = relation(&circle, &bureau, actor, today);
        let done = may(you, act);
        // What the law asks of every bureau: secrecy promised, her role, her own word (G29, F65, F7).
        let bound = bureau.is_bound(actor.person, role).is_ok();
        prop_assert!(bound || matches!(you, Relation::Client | Relation::Representative | Relation::System | Relation::None));
        // Who acts for her does so by her yes, until the last day, and decides nothing about her people or keys (W9).
        let acts = circle.representative.is_some_and(|(who, days)| who == actor.person && (days.from..=days.until).contains(&today));
        prop_assert_eq!(you == Relation::Representative, acts && role == Role::Representative);
        prop_assert!(you != Relation::Client || (actor.person == circle.client && role == Role::Client));
        // What the policy in force asks.
        let policy = bureau.policy_of(&[circle.regulation]);
        let sees = may(you, Act::ReadTexts).is_ok() && (bound || you == Relation::Representative);
        let own = role == Role::Coach && actor.person == circle.coach && (circle.accepted || !wants_her_yes(&policy));
        let stands_in = circle.substitute.is_some_and(|(who, period)| {
            role == Role::Coach && who == actor.person && (period.from..=period.until).contains(&today)
        });
        let looks_along = circle.guest.is_some_and(|(who, as_what, period)| {
            let knows = matches!(policy.who_sees.is, WhoSees::GuidingStaff | WhoSees::JointExecutors);
            let may = role == Role::Technician || (knows && Role::IN_DOSSIERS.contains(&role));
            (who, as_what) == (actor.person, role) && (period.from..=period.until).contains(&today) && may
        });
        prop_assert!(!sees || own || stands_in || looks_along || acts || by_role(&policy, role).is_some(), "{you:?} sees");
        prop_assert!(you != Relation::Guest || done.is_err() || !act_changes(act), "P13, S6, W11b: reading only");
        prop_assert!(!matches!(role, Role::Administrator | Role::Officer | Role::Operator) || !sees, "F58, W5b: {you:?}");
        // Every no of a rule names an article that exists.
        match done {
            Ok(()) => prop_assert!(act.belongs_to().contains(&you)),
            Err(Refusal::Unknown) => prop_assert_eq!(you, Relation::None),
            Err(refusal) => prop_assert!(refusal.article().is_some_and(|article| !article.cited().is_empty())),
        }
        // Under every regulation an office worker does the post and the invoices, and that opens nothing else (M2, W7a).
        let (office, opens) = (role == Role::OfficeWorker && bound, relation_for(act, &circle, &bureau, actor, today));
        let works = sees && you != Relation::Guest && !matches!(role, Role::Client | Role::Representative);
        prop_assert!(opens == you || (opens == Relation::Clerk && office && act.is_of_a_view()), "{opens:?}");
        prop_assert!(!act.is_of_a_view() || may(opens, act).is_ok() == (office || works), "{opens:?}");
        // Who can look is who is told to her as one who can (F62): into it, or at what is for the post.
        let told = lookers(&circle, &bureau, today);
        let told = |clerk: bool| {
            told.iter().any(|l| (l.person, l.role) == (actor.person, role) && (l.relation == Relation::Clerk) == clerk)
        };
        prop_assert_eq!(told(false), sees && role != Role::Client && may(you, Act::Look).is_ok());
        prop_assert_eq!(told(true), office && !works);
    }
}
