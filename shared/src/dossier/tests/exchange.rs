//! Her number in the system beside this one, and what goes there.

use super::*;
use crate::dossier::exchange::NumberThere;
use crate::policy::Policy;
use crate::refusal::Article;
use crate::text::SystemNumber;

const SYSTEM: &str = "Rivos, beheerd door Bureau Waterkant";

impl World {
    /// From today the regulation names a system beside this one.
    pub(super) fn names_a_system(&mut self, version: u32, policy: Policy) {
        self.publishes_with(version, policy, Name::new(SYSTEM).ok());
    }

    /// Somebody records her number there, or takes it away.
    pub(super) fn is_numbered(&mut self, by: Actor, number: Option<&str>) -> Result<usize, Refusal> {
        let number = number.map(|number| SystemNumber::new(number).unwrap());
        self.act(by, &Command::NumberElsewhere { number })
    }

    fn last(&self) -> DossierEvent {
        read_content(self.contents.last().unwrap()).unwrap()
    }
}

pub(super) fn attempt_exchange(world: &mut World, n: u8) {
    let guide = world.guide();
    match n {
        0 => drop(world.is_numbered(guide, None)),
        1 => drop(world.is_numbered(guide, Some("2026-0042"))),
        _ => drop(world.act(guide, &Command::PassToSystem {})),
    }
}

#[test]
fn m2a_who_works_in_the_dossier_records_her_number_there_with_the_name_of_the_system() {
    let mut world = World::started().0;
    world.names_a_system(1, Policy::default());
    assert!(world.seen(coach()).unwrap().allowed.contains(&Act::NumberElsewhere));
    world.is_numbered(coach(), Some("2026-0042")).unwrap();
    let there = NumberThere { number: SystemNumber::new("2026-0042").unwrap(), system: Name::new(SYSTEM).unwrap() };
    assert_eq!(world.last(), DossierEvent::NumberedElsewhere(Some(there)));
    let core = format!("{:?}", world.dossier.opened().unwrap());
    assert!(!core.contains("2026-0042"), "the number stands in its entry alone");
    assert_eq!(world.is_numbered(client(), None), Err(Refusal::NotYours { article: Article::OwnCoach }));
    assert_eq!(world.is_numbered(other(), None), Err(Refusal::Unknown));
    assert_eq!(world.is_numbered(coach(), None), Ok(1));
    assert_eq!(world.dossier.opened().unwrap().number, None);
    assert_eq!(world.is_numbered(coach(), None), Ok(0), "there is none to take away");
}

#[test]
fn m2a_a_number_of_another_is_refused() {
    let mut world = World::started().0;
    world.names_a_system(1, Policy::default());
    let given = Given { number_taken: true, ..world.given() };
    let number = SystemNumber::new("2026-0042").ok();
    assert_eq!(world.act_as(coach(), &Command::NumberElsewhere { number }, given), Err(Refusal::NumberTaken));
}

#[test]
fn m2a_without_a_system_in_the_regulation_nothing_comes_in_and_nothing_goes_out() {
    let mut world = World::started().0;
    assert!(!world.seen(coach()).unwrap().allowed.contains(&Act::NumberElsewhere));
    for version in [0, 1] {
        if version > 0 {
            world.publishes_policy(version, Policy::default());
        }
        assert_eq!(world.is_numbered(coach(), Some("1")), Err(Refusal::NoSystem));
        assert_eq!(world.act(coach(), &Command::PassToSystem {}), Err(Refusal::NoSystem));
    }
    assert_eq!(Refusal::NoSystem.article(), Some(Article::OnePurpose));
    // What stands can be taken away when the system is gone.
    world.names_a_system(2, Policy::default());
    world.is_numbered(coach(), Some("1")).unwrap();
    world.publishes_policy(3, Policy::default());
    assert!(world.seen(coach()).unwrap().allowed.contains(&Act::NumberElsewhere));
    world.is_numbered(coach(), None).unwrap();
}

#[test]
fn m2a_a_client_of_a_list_comes_with_her_number_in_one_decision() {
    let mut world = World::before_opening();
    let number = SystemNumber::new("1042").ok();
    let open = Command::Open { client: client().person, number };
    assert_eq!(world.act(coach(), &open), Err(Refusal::NoSystem));
    world.names_a_system(1, Policy::default());
    assert_eq!(world.act(coach(), &open), Ok(2));
    assert!(world.dossier.opened().unwrap().number.is_some());
}

#[test]
fn m2a_w7a_what_went_to_the_system_stands_on_her_page_of_looks_and_only_her_coach_passes_it_on() {
    let mut world = World::started().0;
    world.names_a_system(1, Policy::default());
    world.act(coach(), &Command::PassToSystem {}).unwrap();
    assert_eq!(LookKind::of(world.headers.last().unwrap()), Some(LookKind::Passed));
    assert_eq!(world.last(), DossierEvent::PassedToSystem(Name::new(SYSTEM).unwrap()));
    let passed = world.dossier.opened().unwrap().passed.unwrap();
    assert_eq!((passed.by, passed.entry), (coach().person, world.headers.last().unwrap().entry));
    assert_eq!(Act::PassToSystem.belongs_to(), [Relation::Coach]);
    assert_eq!(world.act(other(), &Command::PassToSystem {}), Err(Refusal::Unknown));
}
