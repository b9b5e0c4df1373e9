//! A running dossier keeps its regulation until its client was told of the new one.

use super::*;
use crate::bureau::Regulation;
use crate::policy::Policy;
use crate::policy::choices::WhoSees;
use crate::policy::value::Years;
use crate::policy::{Chosen, Parameter};

impl World {
    /// A version of the regulation that keeps things for so many years, from today.
    pub(super) fn publishes(&mut self, version: u32, years: u16) {
        let mut policy = Policy::default();
        let names = vec![years.to_string()];
        policy.choose(Parameter::DigitalYears, Some(Chosen { names, article: None })).unwrap();
        self.publishes_policy(version, policy);
    }

    pub(super) fn publishes_policy(&mut self, version: u32, policy: Policy) {
        self.publishes_with(version, policy, None);
    }

    /// The same, with the name of a system beside this one.
    pub(super) fn publishes_with(&mut self, version: u32, policy: Policy, record_system: Option<Name>) {
        let regulation = Box::new(Regulation {
            title: Name::new("Reglement").unwrap(),
            effective_on: self.today,
            controller: Name::new("De directeur").unwrap(),
            record_system,
            dated: None,
            notification: None,
            policy,
            arrangement: None,
            complaints: None,
            reason: None,
        });
        let event = BureauEvent::RegulationPublished { version, regulation, loosened: Vec::new() };
        at_bureau(&mut self.bureau, system(), &event);
    }

    /// A version is published, and the client is told of it.
    pub(super) fn is_under(&mut self, version: u32, policy: Policy) {
        self.publishes_policy(version, policy);
        self.reads(version).unwrap();
    }

    /// The start is confirmed under this policy, and the client has a passkey.
    pub(super) fn started_under(policy: Policy) -> (Self, SoftKey) {
        let (mut world, key) = (Self::before_opening(), SoftKey::new(1));
        world.publishes_policy(1, policy);
        world.opens();
        world.start(&key);
        (world, key)
    }

    fn years(&self) -> Years {
        self.bureau.policy_of(&self.dossier.opened().unwrap().regulations).digital_years.is
    }

    fn reads(&mut self, version: u32) -> Result<usize, Refusal> {
        self.act(client(), &Command::AcknowledgeRegulation { version })
    }
}

#[test]
fn s13_a_running_dossier_keeps_its_regulation_until_its_client_was_told_of_the_new_one() {
    let mut world = World::started().0;
    assert_eq!(world.reads(1), Err(Refusal::Unknown), "there is none yet");
    world.publishes(1, 1);
    assert_eq!(world.years(), Years(2), "the strict default, under which it began");
    world.reads(1).unwrap();
    assert_eq!(world.years(), Years(1));
    assert_eq!(world.reads(1), Ok(0), "once is enough");
}

#[test]
fn s13_no_term_grows_behind_her_back_not_even_when_she_was_told() {
    let mut world = World::new();
    world.publishes(1, 2);
    world.start(&SoftKey::new(1));
    assert_eq!(world.dossier.opened().unwrap().regulations, [1], "W14: confirming is being told");
    world.publishes(2, 5);
    assert_eq!(world.reads(1), Err(Refusal::Stale { current: 2 }));
    world.reads(2).unwrap();
    assert_eq!(world.years(), Years(2));
}

#[test]
fn w1_a_regulation_holds_from_its_first_day() {
    let mut world = World::new();
    world.publishes(1, 2);
    let before = world.today.plus_days(-1);
    assert!(world.bureau.regulation(before).is_none());
    assert_eq!(world.bureau.regulation(world.today).unwrap().version, 1);
    assert_eq!(world.bureau.policy_of(&[1]).who_sees.is, WhoSees::OwnCoach);
}

#[test]
fn r8_a_dossier_that_is_opened_under_a_version_begins_under_it() {
    let mut world = World::new();
    world.publishes(1, 1);
    world.dossier = Dossier::default();
    world.act(coach(), &Command::Open { client: PersonId(id(CLIENT)), number: None }).unwrap();
    assert_eq!((world.years(), world.dossier.opened().unwrap().regulations.clone()), (Years(1), vec![1]));
}

#[test]
fn f65_a_coach_who_has_not_promised_secrecy_does_nothing_in_a_dossier() {
    let mut world = World::new();
    let invited =
        BureauEvent::StaffInvited { person: PersonId(id(COACH)), role: Role::Coach, invitation: InvitationId(id(1)) };
    let ended = BureauEvent::StaffEnded { person: PersonId(id(COACH)) };
    for event in [ended, invited] {
        at_bureau(&mut world.bureau, system(), &event);
    }
    let discuss = Command::DiscussRegulation { on: world.today };
    assert_eq!(world.act(coach(), &discuss), Err(Refusal::PledgeMissing), "who begins anew promises anew");
}

#[test]
fn g13_the_version_that_she_had_before_her_is_kept_and_no_other_is_taken_for_it() {
    let (mut world, _) = World::started();
    let sees = |world: &mut World, version| world.act(client(), &Command::SeeRegulation { version });
    assert_eq!(sees(&mut world, Some(0)), Ok(1), "where the bureau has published none");
    world.is_under(1, Policy::default());
    assert_eq!(
        sees(&mut world, Some(0)),
        Err(Refusal::Stale { current: 1 }),
        "the page of before is not the one in force"
    );
    assert_eq!(sees(&mut world, Some(1)), Ok(1));
    assert_eq!(world.dossier.opened().unwrap().start.shown, 1);
    assert_eq!(sees(&mut world, None), Ok(0), "an app of before does not say which");
}
