//! What a doctor or another tells about her health (P10), and what that asks (R2.2a, R2.2d).

use super::coaches::is;
use super::records::{lists_all, of_kind, record};
use super::*;
use crate::dossier::records::{Class, LegalGround, RecordContent, RecordKind, Source};
use crate::policy::choices::{ReceivedMedical, Service, SpecialData, WhoSees, WorkingRole};
use crate::policy::value::AnyOf;
use crate::policy::{Parameter, Policy};
use crate::refusal::RecordPart;

fn from_a_doctor(kind: RecordKind) -> RecordContent {
    let beside = Some(LegalGround::Interest);
    RecordContent { source: Source::Doctor, ground: LegalGround::Reintegration, beside, ..of_kind(kind) }
}

#[test]
fn p10_what_others_tell_about_her_health_is_read_by_fewer() {
    let three_roles = Policy {
        who_sees: Some(is(WhoSees::ThreeRoles)),
        working_roles: Some(is(AnyOf([WorkingRole::Coach].into()))),
        received_medical: Some(is(ReceivedMedical::Apart)),
        ..lists_all(SpecialData::Listed)
    };
    let mut world = World::keeping_under(three_roles);
    let from_doctor = RecordContent { source: Source::Doctor, ..of_kind(RecordKind::Health) };
    world.keeps(1, from_doctor.clone()).unwrap();
    world.keeps(2, of_kind(RecordKind::Health)).unwrap();
    let [told, own] = [1, 2].map(|n| world.dossier.record(record(n)).unwrap().clone());
    assert_eq!(told.version().unwrap().class, Class::ReceivedMedical);
    assert!(told.seen_by(Relation::Coach).unwrap().apart && !told.seen_by(Relation::Client).unwrap().apart);
    assert_eq!(told.seen_by(Relation::Colleague), None, "who works in every dossier reads no doctor's letter");
    assert!(own.seen_by(Relation::Colleague).is_some());
    // Not even that it is there: neither its version nor its kind is told by a refusal.
    for replaces in [0, 1] {
        let content = Box::new(of_kind(RecordKind::Health));
        let hidden = Command::KeepRecord { record: record(1), replaces, content };
        assert_eq!(world.act(other(), &hidden), Err(Refusal::Unknown));
    }
    let mark = Command::MarkPaper { item: record(1).into(), there: true };
    assert_eq!(world.act(other(), &mark), Err(Refusal::Unknown));
    assert!(matches!(world.keeps_as(other(), 3, from_doctor), Err(Refusal::NotYours { .. })));
    assert!(matches!(
        world.act(other(), &Command::LookAtRecords { record: Some(record(1)) }),
        Err(Refusal::NotYours { .. })
    ));
    world.act(coach(), &Command::LookAtRecords { record: Some(record(1)) }).unwrap();
    world.act(coach(), &Command::LookAtRecords { record: None }).unwrap();
    let looks: Vec<_> = world.headers.iter().filter_map(LookKind::of).collect();
    assert_eq!(looks, [LookKind::Record, LookKind::Records]);
}

#[test]
fn p10_a_doctors_letter_stays_one_whatever_is_put_right_in_it_and_whatever_it_came_in() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let told = RecordContent { source: Source::Doctor, ..of_kind(RecordKind::Health) };
    world.keeps(1, told.clone()).unwrap();
    world.keeps(1, RecordContent { source: Source::Client, ..told.clone() }).unwrap();
    let class = |world: &World, n| world.dossier.record(record(n)).unwrap().version().unwrap().class;
    assert_eq!(class(&world, 1), Class::ReceivedMedical, "it does not become ordinary");
    world.keeps(2, from_a_doctor(RecordKind::Letter)).unwrap();
    assert_eq!(class(&world, 2), Class::ReceivedMedical);
    let plan = RecordContent { source: Source::Uwv, ..of_kind(RecordKind::WorkPlan) };
    world.keeps(3, plan).unwrap();
    assert_eq!(class(&world, 3), Class::Special, "an assignment is no doctor's letter");
}

#[test]
fn p10_where_the_regulation_does_not_keep_it_apart_a_doctors_letter_is_special_all_the_same() {
    let policy = Policy { received_medical: Some(is(ReceivedMedical::AsOthers)), ..lists_all(SpecialData::Listed) };
    let mut world = World::keeping_under(policy);
    let mut letter = from_a_doctor(RecordKind::Letter);
    world.keeps(1, letter.clone()).unwrap();
    assert_eq!(world.dossier.record(record(1)).unwrap().version().unwrap().class, Class::Special);
    letter.ground = LegalGround::Interest;
    let refused = world.keeps(2, letter);
    assert_eq!(refused, Err(Refusal::RecordUnfit { part: RecordPart::Ground }), "AVG 9: not for an interest alone");
}

#[test]
fn p9_w7e_belief_and_the_citizen_number_keep_their_own_ground_whoever_told_them() {
    for kind in [RecordKind::Belief, RecordKind::CitizenNumber] {
        assert_eq!(kind.class_of(Source::Doctor, true), kind.own_class());
    }
}

#[test]
fn r2_2a_r2_2d_health_data_in_a_letter_ask_what_health_data_ask() {
    let letter = || from_a_doctor(RecordKind::Letter);
    let mut world = World::started_under(lists_all(SpecialData::Listed)).0;
    assert_eq!(world.keeps(1, letter()), Err(Refusal::IntakeMissing));
    world.takes_in(coach(), Service::Coaching, true).unwrap();
    assert_eq!(world.keeps(1, letter()), Err(Refusal::NotForService));
    world.takes_in(coach(), Service::SecondTrack, true).unwrap();
    assert_eq!(world.keeps(1, letter()), Ok(1));
    let mut world = World::started_under(lists_all(SpecialData::GatekeeperLaw)).0;
    world.takes_in(coach(), Service::SecondTrack, false).unwrap();
    let refused = world.keeps(1, letter());
    assert!(matches!(refused, Err(Refusal::NotByRegulation { parameter: Parameter::SpecialData, .. })), "{refused:?}");
    let mut world = World::keeping_under(lists_all(SpecialData::WithReason));
    assert_eq!(world.keeps(1, letter()), Err(Refusal::RecordUnfit { part: RecordPart::Reason }));
    let mut reasoned = letter();
    reasoned.reason = Some(Remark::new("Voor het werk.").unwrap());
    assert_eq!(world.keeps(1, reasoned), Ok(1));
}

/// Of any kind, and also from a doctor.
pub(super) fn attempt_to_keep(world: &mut World, record: u8, kind: u8) {
    let kind = RecordKind::ALL[usize::from(kind) % RecordKind::ALL.len()];
    drop(world.takes_in(coach(), Service::SecondTrack, true));
    let source = if record == 0 { Source::Doctor } else { of_kind(kind).source };
    let content = RecordContent { source, reason: Remark::new("Nodig voor het werk.").ok(), ..of_kind(kind) };
    let kept = world.keeps_as(coach(), u128::from(record), content);
    assert!(kept.is_err() || world.guides(coach()), "M7b: only who guides her keeps anything");
    drop(world.act(coach(), &Command::LookAtRecords { record: None }));
    drop(world.act(client(), &Command::SeeRecords { up_to: u64::MAX }));
}
