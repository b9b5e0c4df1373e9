//! Somebody stands in for some days: with her yes, by itself, and never against her no.

use super::coaches::{is, why};
use super::*;
use crate::dossier::substitutes::DAYS_MAX;
use crate::policy::choices::Replacement;
use crate::policy::{Parameter, Policy};
use crate::statement::substitute_sentence;

impl World {
    /// A bureau where somebody may stand in.
    pub(super) fn with_holidays() -> (Self, SoftKey) {
        Self::started_under(Policy { replacement: Some(is(Replacement::AfterHerYes)), ..Policy::default() })
    }

    /// Her coach asks for a colleague, from the third to the fifth day from now.
    pub(super) fn asks_for(&mut self, whom: Actor) -> Result<usize, Refusal> {
        let (from, until) = (self.today.plus_days(3), self.today.plus_days(5));
        self.act(coach(), &Command::ProposeSubstitute { person: whom.person, from, until })
    }

    pub(super) fn substitution(&self) -> EntryId {
        self.dossier.opened().unwrap().substitute.unwrap().proposal
    }

    pub(super) fn agrees(&mut self, key: &SoftKey) -> Result<usize, Refusal> {
        let page = self.seen(client()).unwrap();
        let Some(asked) = page.substitute else { return Err(Refusal::NoQuestion) };
        let sentence = substitute_sentence(Lang::Nl, &name_of(asked.person), asked.from, asked.until);
        let item = ConsultId(asked.proposal.0);
        let (given, statement) =
            self.said(Decision::AcceptSubstitute, &sentence, item, 1, asked.commitment, asked.ticket);
        let (proposal, evidence) = (asked.proposal, Box::new(key.sign(self.entry_of(key), statement)));
        self.act_as(client(), &Command::AcceptSubstitute(SignedYes { proposal, evidence }), given)
    }
}

#[test]
fn f61_r4_3_with_her_yes_it_begins_and_ends_by_itself() {
    let (mut world, key) = World::with_holidays();
    world.asks_for(other()).unwrap();
    world.pass_days(2);
    world.agrees(&key).unwrap();
    let sees: Vec<bool> = (0..5)
        .map(|_| {
            let sees = world.may_read(other());
            world.pass_days(1);
            sees
        })
        .collect();
    assert_eq!(sees, [false, true, true, true, false]);
    assert!(world.may_read(coach()), "her own coach keeps her dossier");
}

#[test]
fn f61_without_her_yes_nobody_stands_in() {
    let (mut world, _) = World::with_holidays();
    world.asks_for(other()).unwrap();
    for _ in 0..8 {
        assert!(!world.may_read(other()));
        world.pass_days(1);
    }
}

#[test]
fn r4_3_her_no_is_a_no_for_those_days_whoever_it_is() {
    let (mut world, _) = World::with_holidays();
    world.asks_for(other()).unwrap();
    let proposal = world.substitution();
    world.act(client(), &Command::DeclineSubstitute { proposal }).unwrap();
    let from = world.today.plus_days(6);
    assert_eq!(world.asks_for(third()), Err(Refusal::SheSaidNo { from }));
    let (person, until) = (third().person, from.plus_days(1));
    world.act(coach(), &Command::ProposeSubstitute { person, from, until }).unwrap();
}

#[test]
fn f61_she_ends_it_at_once_and_so_does_her_coach() {
    for who in [client(), coach()] {
        let (mut world, key) = World::with_holidays();
        world.asks_for(other()).unwrap();
        world.agrees(&key).unwrap();
        world.pass_days(3);
        assert!(world.may_read(other()));
        let proposal = world.substitution();
        assert!(world.act(other(), &Command::EndSubstitute { proposal }).is_err(), "not by who stands in");
        world.act(who, &Command::EndSubstitute { proposal }).unwrap();
        assert!(!world.may_read(other()));
    }
}

#[test]
fn f61_f62_who_stands_in_works_as_her_coach_does_and_she_reads_until_when() {
    let (mut world, key) = World::with_holidays();
    world.asks_for(other()).unwrap();
    world.agrees(&key).unwrap();
    world.pass_days(4);
    let (consult, held_on, form) = (consult_of(1), world.today, ConsultKind::Phone);
    world.act(other(), &Command::RecordConsult { consult, held_on, form, minutes: None }).unwrap();
    assert!(
        world.act(other(), &Command::ProposeCoach { coach: third().person, why: why() }).is_err(),
        "people are her coach's"
    );
    let core = world.dossier.opened().unwrap();
    let can = lookers(&core.circle(), &world.bureau, world.today);
    let told: Vec<_> = can.iter().map(|looker| (looker.person, looker.relation, looker.days)).collect();
    let days = Some((world.today.plus_days(-1), world.today.plus_days(1)));
    assert_eq!(told, [(coach().person, Relation::Coach, None), (other().person, Relation::Substitute, days)]);
}

#[test]
fn f61_f65_who_stops_working_here_stands_in_no_more() {
    let (mut world, key) = World::with_holidays();
    world.asks_for(other()).unwrap();
    world.agrees(&key).unwrap();
    world.pass_days(3);
    at_bureau(&mut world.bureau, system(), &BureauEvent::StaffEnded { person: other().person });
    assert!(!world.may_read(other()));
}

#[test]
fn r4_3_a_regulation_that_does_not_know_it_has_none() {
    let (mut world, _) = World::started();
    let refusal = Refusal::NotByRegulation { parameter: Parameter::Replacement, cite: None };
    assert_eq!(world.asks_for(other()), Err(refusal));
}

#[test]
fn f61_days_that_cannot_be_are_refused_with_the_days_that_can() {
    let (mut world, _) = World::with_holidays();
    let (today, person) = (world.today, other().person);
    let refusal = Err(Refusal::Period { today, days: DAYS_MAX });
    for (from, until) in [(-1, 3), (4, 3), (0, DAYS_MAX), (400, 401)] {
        let (from, until) = (today.plus_days(from), today.plus_days(until));
        assert_eq!(world.act(coach(), &Command::ProposeSubstitute { person, from, until }), refusal);
    }
    let until = today.plus_days(DAYS_MAX - 1);
    world.act(coach(), &Command::ProposeSubstitute { person, from: today, until }).unwrap();
}

#[test]
fn m8c_a_hand_over_ends_what_the_former_coach_arranged() {
    let (mut world, key) = World::with_holidays();
    world.asks_for(third()).unwrap();
    world.agrees(&key).unwrap();
    world.proposes(other()).unwrap();
    world.meets(coach()).unwrap();
    world.says_yes(&key).unwrap();
    world.hands_over(&key).unwrap();
    world.pass_days(4);
    assert!(!world.may_read(third()) && world.may_read(other()));
}
