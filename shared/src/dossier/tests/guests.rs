//! Somebody looks along for a reason: reading only, for some days, told to the client, and never where the regulation
//! knows no exceptions.

use super::coaches::is;
use super::*;
use crate::dossier::guests::{DAYS_MAX, FAULT_DAYS_MAX};
use crate::policy::choices::WhoSees;
use crate::policy::{Parameter, Policy};
use crate::text::Label;

impl World {
    /// A regulation under which others look with a reason.
    pub(super) fn with_exceptions() -> (Self, SoftKey) {
        Self::started_under(Policy { who_sees: Some(is(WhoSees::GuidingStaff)), ..Policy::default() })
    }

    pub(super) fn technician(&mut self) -> Actor {
        self.works_here(0xE7, Role::Technician)
    }

    /// Somebody lets a colleague look along until some days from now.
    pub(super) fn lets_in(&mut self, by: Actor, whom: Actor, days: i64) -> Result<usize, Refusal> {
        let fault = (whom.role == Role::Technician).then(|| Label::new("INC-1042").unwrap());
        let (person, until) = (whom.person, self.today.plus_days(days));
        self.act(by, &Command::AdmitGuest { person, until, fault, why: Remark::new("Een reden").unwrap() })
    }

    pub(super) fn guest(&self) -> EntryId {
        self.dossier.opened().unwrap().guest.unwrap().entry
    }

    pub(super) fn has_guests(&mut self) {
        let technician = self.technician();
        self.lets_in(coach(), technician, 1).unwrap();
        let guest = self.guest();
        self.act(client(), &Command::EndGuest { guest }).unwrap();
    }
}

#[test]
fn p13_s6_a_colleague_looks_along_for_a_reason_and_it_ends_by_itself() {
    for who_sees in [WhoSees::GuidingStaff, WhoSees::JointExecutors] {
        let (mut world, _) = World::started_under(Policy { who_sees: Some(is(who_sees)), ..Policy::default() });
        // Under a joint regulation every coach looks; who has another role is let in.
        let office = world.works_here(0xE3, Role::OfficeWorker);
        assert!(!world.may_read(office));
        world.lets_in(coach(), office, 1).unwrap();
        let sees: Vec<bool> = (0..3)
            .map(|_| {
                let sees = world.may_read(office);
                world.pass_days(1);
                sees
            })
            .collect();
        assert_eq!(sees, [true, true, false], "{who_sees:?}");
        assert!(world.may_read(coach()));
    }
}

#[test]
fn m7b_a_regulation_that_knows_no_exceptions_lets_no_colleague_in() {
    for who_sees in [WhoSees::OwnCoach, WhoSees::ApprovedCoaches, WhoSees::ThreeRoles] {
        let policy = Policy { who_sees: Some(is(who_sees)), ..Policy::default() };
        let (mut world, key) = World::started_under(policy);
        if who_sees == WhoSees::ApprovedCoaches {
            world.says_yes(&key).unwrap();
        }
        let office = world.works_here(0xE3, Role::OfficeWorker);
        let refusal = Refusal::NotByRegulation { parameter: Parameter::WhoSees, cite: None };
        assert_eq!(world.lets_in(coach(), office, 1), Err(refusal), "{who_sees:?}");
        let technician = world.technician();
        world.lets_in(coach(), technician, 1).unwrap();
        assert!(world.may_read(technician), "W11b: the technician under every regulation");
    }
}

#[test]
fn w11b_a_technician_is_let_in_for_one_fault_reads_and_changes_nothing() {
    let (mut world, _) = World::started();
    let technician = world.technician();
    assert!(!world.may_read(technician), "no standing access");
    let (person, until, why) = (technician.person, world.today, Remark::new("Een reden").unwrap());
    let without = Command::AdmitGuest { person, until, fault: None, why };
    assert_eq!(world.act(coach(), &without), Err(Refusal::FaultNumber));
    let refusal = Err(Refusal::LastDay { today: world.today, days: FAULT_DAYS_MAX });
    assert_eq!(world.lets_in(coach(), technician, FAULT_DAYS_MAX), refusal);
    assert_eq!(world.lets_in(coach(), technician, -1), refusal);
    world.lets_in(coach(), technician, FAULT_DAYS_MAX - 1).unwrap();
    assert!(world.may_read(technician));
    let page = world.seen(technician).unwrap();
    assert_eq!(page.allowed, [Act::ReadTexts, Act::EndGuest], "reading, and going");
    let (consult, held_on, form) = (consult_of(1), world.today, ConsultKind::Phone);
    assert!(world.act(technician, &Command::RecordConsult { consult, held_on, form, minutes: None }).is_err());
    world.pass_days(FAULT_DAYS_MAX);
    assert!(!world.may_read(technician));
}

#[test]
fn f62_w11b_she_reads_who_looks_along_and_ends_it_at_once() {
    for who in [client(), coach()] {
        let (mut world, _) = World::started();
        let technician = world.technician();
        world.lets_in(coach(), technician, 1).unwrap();
        let core = world.dossier.opened().unwrap();
        let told = lookers(&core.circle(), &world.bureau, world.today);
        let days = Some((world.today, world.today.plus_days(1)));
        let told: Vec<_> = told.iter().map(|looker| (looker.person, looker.relation, looker.days)).collect();
        assert_eq!(told, [(coach().person, Relation::Coach, None), (technician.person, Relation::Guest, days)]);
        let guest = world.guest();
        assert!(world.act(other(), &Command::EndGuest { guest }).is_err(), "not by anybody else");
        world.act(who, &Command::EndGuest { guest }).unwrap();
        assert!(!world.may_read(technician));
        assert_eq!(world.act(who, &Command::EndGuest { guest }), Err(Refusal::NoQuestion));
    }
}

#[test]
fn p13_one_at_a_time_and_only_who_may_not_look_anyway() {
    let (mut world, _) = World::with_exceptions();
    let (office, gone) = (world.works_here(0xE3, Role::OfficeWorker), world.works_here(0xE4, Role::OfficeWorker));
    let officer = world.works_here(0xE5, Role::Officer);
    at_bureau(&mut world.bureau, system(), &BureauEvent::StaffEnded { person: gone.person });
    for unfit in [coach(), gone, officer, client()] {
        assert_eq!(world.lets_in(coach(), unfit, 1), Err(Refusal::ColleagueUnfit));
    }
    let refusal = Err(Refusal::LastDay { today: world.today, days: DAYS_MAX });
    assert_eq!(world.lets_in(coach(), office, DAYS_MAX), refusal);
    world.lets_in(coach(), office, DAYS_MAX - 1).unwrap();
    assert_eq!(world.lets_in(coach(), other(), 1), Err(Refusal::GuestHere));
    assert!(world.lets_in(office, other(), 1).is_err(), "who looks along lets nobody in");
}

#[test]
fn m8c_whoever_takes_over_takes_over_nobody_whom_another_let_in() {
    let (mut world, key) = World::started();
    let technician = world.technician();
    world.lets_in(coach(), technician, 1).unwrap();
    world.proposes(other()).unwrap();
    world.meets(coach()).unwrap();
    world.says_yes(&key).unwrap();
    world.hands_over(&key).unwrap();
    assert!(!world.may_read(technician) && world.may_read(other()));
}

#[test]
fn f65_w11b_who_stops_working_here_looks_along_no_more() {
    let (mut world, _) = World::started();
    let technician = world.technician();
    world.lets_in(coach(), technician, 1).unwrap();
    at_bureau(&mut world.bureau, system(), &BureauEvent::StaffEnded { person: technician.person });
    assert!(!world.may_read(technician));
}

#[test]
fn f62_m8b_whom_she_showed_out_or_said_no_to_is_not_let_in_again() {
    let (mut world, _) = World::with_exceptions();
    world.lets_in(coach(), other(), 2).unwrap();
    let guest = world.guest();
    world.act(client(), &Command::EndGuest { guest }).unwrap();
    let from = world.today.plus_days(30);
    assert_eq!(world.lets_in(coach(), other(), 2), Err(Refusal::SheSaidNo { from }));
    world.lets_in(coach(), third(), 2).unwrap();
    let guest = world.guest();
    world.act(coach(), &Command::EndGuest { guest }).unwrap();
    // A colleague does not look along for ever by coming again and again; a fault may come back.
    let from = world.today.plus_days(2 + 30);
    assert_eq!(world.lets_in(coach(), third(), 2), Err(Refusal::GuestRecent { from }), "she said no such thing");
    let technician = world.technician();
    for _ in 0..2 {
        world.lets_in(coach(), technician, 1).unwrap();
        let guest = world.guest();
        world.act(technician, &Command::EndGuest { guest }).unwrap();
    }
    // Her no to a coach stands.
    let fourth = world.works_here(0xC7, Role::Coach);
    world.proposes(fourth).unwrap();
    let proposal = world.proposal();
    world.meets(coach()).unwrap();
    world.act(client(), &Command::DeclineCoach { proposal }).unwrap();
    let refused = world.lets_in(coach(), fourth, 2);
    assert!(matches!(refused, Err(Refusal::SheSaidNo { .. })), "{refused:?}");
}

#[test]
fn m8a_f60_who_may_come_to_guide_her_looks_along_neither_before_nor_after_that_is_proposed() {
    let (mut world, _) = World::with_exceptions();
    world.lets_in(coach(), other(), 5).unwrap();
    world.proposes(other()).unwrap();
    assert!(!world.may_read(other()), "first her yes");
    assert_eq!(world.seen(client()).unwrap().guest, None);
    assert_eq!(world.lets_in(coach(), other(), 5), Err(Refusal::ColleagueUnfit));
}

#[test]
fn w11b_f65_who_was_taken_on_anew_was_let_in_by_nobody_and_bars_nobody() {
    let (mut world, _) = World::started();
    let technician = world.technician();
    world.lets_in(coach(), technician, 2).unwrap();
    at_bureau(&mut world.bureau, system(), &BureauEvent::StaffEnded { person: technician.person });
    let other = world.works_here(0xE8, Role::Technician);
    assert_eq!(world.seen(client()).unwrap().guest, None, "who left looks along no more, and is shown as nobody");
    world.lets_in(coach(), other, 2).unwrap();
}

#[test]
fn w11b_p10_who_looks_along_sees_no_address_no_number_and_nothing_sensitive() {
    use crate::dossier::records::RecordKind;
    let mut world = World::keeping_under(super::records::lists_all(crate::policy::choices::SpecialData::Listed));
    let kinds = [RecordKind::Address, RecordKind::Party, RecordKind::CitizenNumber, RecordKind::Limitations];
    for (n, kind) in (1..).zip(kinds.into_iter().chain([RecordKind::Education])) {
        world.keeps(n, super::records::of_kind(kind)).unwrap();
    }
    let seen: Vec<_> = world.dossier.records().filter_map(|known| known.seen_by(Relation::Guest)).collect();
    assert_eq!(seen.iter().map(|view| view.kind).collect::<Vec<_>>(), [RecordKind::Education]);
}

#[test]
fn w11b_f65_who_left_and_is_taken_on_anew_does_not_look_along_once_more() {
    let (mut world, _) = World::started();
    let technician = world.technician();
    world.lets_in(coach(), technician, 2).unwrap();
    assert!(world.may_read(technician));
    let anew =
        BureauEvent::StaffInvited { person: technician.person, role: technician.role, invitation: InvitationId(id(2)) };
    let pledged = BureauEvent::StaffPledged { sentence: Sentence::new(Lang::Nl.say(Word::StaffPledge)).unwrap() };
    let story =
        [(system(), BureauEvent::StaffEnded { person: technician.person }), (system(), anew), (technician, pledged)];
    for (actor, event) in &story {
        let (header, _) = log_header(0xB0, 1, Hash::default(), world.now, *actor, event);
        world.bureau.fold(&header, event);
    }
    assert!(!world.may_read(technician), "nobody let in who works here since then");
}
