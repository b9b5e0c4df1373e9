//! What is kept about her, and what is not: by the regulation's list, the service, the class, the purpose, the ground.

use super::coaches::is;
use super::*;
use crate::dossier::intake::{Intake, Referrer};
use crate::dossier::records::{Class, Form, LegalGround, Purpose, RecordContent, RecordKind, Source, Value, storable};
use crate::ids::RecordId;
use crate::policy::choices::{Bsn, DataItem, Service, SpecialData, TimeLog};
use crate::policy::value::{AllOf, AnyOf, Choice, SomeOf};
use crate::policy::{Parameter, Policy};
use crate::refusal::RecordPart;
use crate::text::CitizenNumber;
use crate::time::Minutes;

pub(super) fn record(n: u128) -> RecordId {
    RecordId(id(0xEC00 + n))
}

fn intake_command(world: &World, service: Service, gatekeeper: bool) -> Command {
    let replaces = world.dossier.opened().unwrap().intake.map(|known| known.entry);
    let intake = Intake { referrer: Referrer::Employer, payer: None, service, gatekeeper };
    Command::RecordIntake { intake, replaces }
}

fn remark(text: &str) -> Remark {
    Remark::new(text).unwrap()
}

/// Something of a kind, told by herself, with the first purpose and the usual ground.
pub(super) fn of_kind(kind: RecordKind) -> RecordContent {
    RecordContent {
        kind,
        value: match kind.form() {
            Form::Text => Value::Text(remark("Zo is het.")),
            // A day of birth lies long ago.
            Form::Day => Value::Day(CivilDate::new(1985, 4, 12).unwrap()),
            Form::Number => Value::Number(CitizenNumber::new("111222333").unwrap()),
        },
        source: match kind {
            RecordKind::PayersPoints => Source::Payer,
            RecordKind::Elsewhere => Source::OtherBureau,
            kind if kind.is_the_bureaus() => Source::Bureau,
            _ => Source::Client,
        },
        purpose: kind.purposes()[0],
        ground: kind.own_class().grounds()[0],
        beside: kind.own_class().beside().first().copied(),
        minutes: None,
        on: kind.is_of_a_day().then(|| CivilDate::new(2026, 1, 5).unwrap()),
        known_on: (kind == RecordKind::PayersPoints).then(|| CivilDate::new(2026, 1, 6).unwrap()),
        reason: None,
        files: Vec::new(),
    }
}

/// A regulation that lists everything, and keeps what is special as it says.
pub(super) fn lists_all(special_data: SpecialData) -> Policy {
    Policy {
        data_items: Some(is(AnyOf(DataItem::ALL.iter().copied().collect()))),
        services: Some(is(SomeOf(Service::ALL.iter().copied().collect()))),
        special_data: Some(is(special_data)),
        bsn: Some(is(Bsn::UwvOnly)),
        ..Policy::default()
    }
}

impl World {
    pub(super) fn takes_in(&mut self, who: Actor, service: Service, gatekeeper: bool) -> Result<usize, Refusal> {
        let command = intake_command(self, service, gatekeeper);
        self.act(who, &command)
    }

    pub(super) fn keeps(&mut self, n: u128, content: RecordContent) -> Result<usize, Refusal> {
        self.keeps_as(coach(), n, content)
    }

    pub(super) fn keeps_as(&mut self, who: Actor, n: u128, content: RecordContent) -> Result<usize, Refusal> {
        let known = self.dossier.record(record(n)).ok().and_then(|known| known.version());
        let replaces = known.map_or(0, |version| version.number);
        self.act(who, &Command::KeepRecord { record: record(n), replaces, content: Box::new(content) })
    }

    /// Started under this policy, with the intake of somebody who is ill for long.
    pub(super) fn keeping_under(policy: Policy) -> Self {
        let mut world = Self::started_under(policy).0;
        world.takes_in(coach(), Service::SecondTrack, true).unwrap();
        world
    }
}

#[test]
fn w4_w6_p3c_only_what_stands_in_the_regulations_list_is_kept() {
    let mut world = World::keeping_under(Policy {
        data_items: Some(is(AnyOf([DataItem::Education].into()))),
        ..lists_all(SpecialData::Listed)
    });
    assert_eq!(world.keeps(1, of_kind(RecordKind::Education)), Ok(1));
    for kind in RecordKind::ALL.iter().filter(|kind| kind.listed().is_some_and(|item| item != DataItem::Education)) {
        let refused = world.keeps(2, of_kind(*kind));
        let by_list = matches!(refused, Err(Refusal::NotByRegulation { parameter: Parameter::DataItems, .. }));
        assert!(by_list, "{kind:?}: {refused:?}");
    }
    let offered: Vec<_> = storable(world.dossier.opened().unwrap(), &world.bureau);
    let always = [
        RecordKind::Note,
        RecordKind::Contact,
        RecordKind::Activity,
        RecordKind::Email,
        RecordKind::Letter,
        RecordKind::Elsewhere,
        RecordKind::Told,
        RecordKind::Party,
        RecordKind::Billing,
        RecordKind::Education,
    ];
    assert_eq!(offered, always, "what is offered is what can be kept");
}

#[test]
fn w2a_r2_2a_what_may_be_kept_follows_from_the_intake() {
    let (mut world, _) = World::started_under(lists_all(SpecialData::Listed));
    assert_eq!(world.keeps(1, of_kind(RecordKind::Education)), Err(Refusal::IntakeMissing));
    assert_eq!(world.keeps(1, of_kind(RecordKind::Note)), Ok(1), "M4b: a note needs none");
    world.takes_in(coach(), Service::CareerCoaching, false).unwrap();
    assert_eq!(world.keeps(2, of_kind(RecordKind::Education)), Ok(1));
    assert_eq!(world.keeps(3, of_kind(RecordKind::Limitations)), Err(Refusal::NotForService), "G5.1c");
    world.takes_in(coach(), Service::FirstTrack, true).unwrap();
    assert_eq!(world.keeps(3, of_kind(RecordKind::Limitations)), Ok(1));
    assert!(matches!(world.takes_in(client(), Service::FirstTrack, true), Err(Refusal::NotYours { .. })));
}

#[test]
fn r2_2a_only_a_service_that_the_regulation_knows() {
    let (mut world, _) = World::started();
    let refused = world.takes_in(coach(), Service::Outplacement, false);
    assert!(matches!(refused, Err(Refusal::NotByRegulation { parameter: Parameter::Services, .. })), "{refused:?}");
}

#[test]
fn r2_2d_special_data_only_under_the_law_on_long_illness_and_benefits_with_a_reason() {
    let (mut world, _) = World::started_under(lists_all(SpecialData::GatekeeperLaw));
    world.takes_in(coach(), Service::SecondTrack, false).unwrap();
    for kind in RecordKind::ALL.iter().filter(|kind| kind.own_class() == Class::Special && kind.listed().is_some()) {
        let refused = world.keeps(1, of_kind(*kind));
        assert!(
            matches!(refused, Err(Refusal::NotByRegulation { parameter: Parameter::SpecialData, .. })),
            "{kind:?}: {refused:?}"
        );
    }
    world.takes_in(coach(), Service::SecondTrack, true).unwrap();
    assert_eq!(world.keeps(1, of_kind(RecordKind::FunctionalList)), Ok(1));
    let benefits = of_kind(RecordKind::Benefits);
    assert_eq!(world.keeps(2, benefits.clone()), Err(Refusal::RecordUnfit { part: RecordPart::Reason }));
    assert_eq!(world.keeps(2, RecordContent { reason: Some(remark("Voor de aanvraag.")), ..benefits }), Ok(1));
}

#[test]
fn p9_belief_descent_and_politics_only_with_a_written_reason_and_by_most_regulations_not_at_all() {
    let reason = Some(remark("Werk op zondag kan niet."));
    for special in SpecialData::ALL {
        let mut world = World::keeping_under(lists_all(*special));
        if *special != SpecialData::WithReason {
            let refused = world.keeps(1, RecordContent { reason: reason.clone(), ..of_kind(RecordKind::Belief) });
            let by_rule = matches!(refused, Err(Refusal::NotByRegulation { parameter: Parameter::SpecialData, .. }));
            assert!(by_rule, "{special:?}: {refused:?}");
            continue;
        }
        let belief = of_kind(RecordKind::Belief);
        let refused = world.keeps(1, belief.clone());
        assert_eq!(refused, Err(Refusal::RecordUnfit { part: RecordPart::Reason }), "{special:?}");
        assert_eq!(refused.unwrap_err().article().map(crate::refusal::Article::cited), Some("AVG 9"));
        let with = RecordContent { reason: reason.clone(), ..belief };
        let by_reintegration = RecordContent { ground: LegalGround::Reintegration, ..with.clone() };
        assert_eq!(world.keeps(1, by_reintegration), Err(Refusal::RecordUnfit { part: RecordPart::Ground }));
        assert_eq!(world.keeps(1, with), Ok(1));
    }
}

#[test]
fn g5_1b_w7_each_thing_is_kept_for_a_purpose_of_its_kind_and_for_no_other() {
    let mut world = World::keeping_under(lists_all(SpecialData::WithReason));
    // What needs a file stands in the tests of files.
    let mut n = 100;
    for kind in RecordKind::ALL.iter().filter(|kind| kind.files().0 == 0) {
        for purpose in Purpose::ALL {
            n += 1;
            let reason = Some(remark("Nodig."));
            let kept = world.keeps(n, RecordContent { purpose: *purpose, reason, ..of_kind(*kind) });
            let fits = kind.purposes_under(Bsn::UwvOnly).contains(purpose);
            assert_eq!(kept.is_ok(), fits, "{kind:?} {purpose:?}: {kept:?}");
        }
    }
}

#[test]
fn m2_what_was_kept_for_one_purpose_is_not_put_right_into_another() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let unfit = Err(Refusal::RecordUnfit { part: RecordPart::Purpose });
    let mut record = 0;
    for kind in RecordKind::ALL.iter().filter(|kind| kind.purposes().len() > 1 && kind.files().0 == 0) {
        let purposes = kind.purposes_under(Bsn::UwvOnly);
        for purpose in purposes {
            record += 1;
            let content = |purpose: &Purpose| RecordContent { purpose: *purpose, ..of_kind(*kind) };
            world.keeps(record, content(purpose)).unwrap();
            for other in purposes {
                let again = world.keeps(record, content(other));
                assert_eq!(again, if other == purpose { Ok(1) } else { unfit.clone() }, "{kind:?} {purpose:?}");
            }
        }
    }
}

#[test]
fn g6_w5a_each_thing_rests_on_a_ground_that_its_class_has() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let limits = RecordContent { ground: LegalGround::HerYes, ..of_kind(RecordKind::Limitations) };
    assert_eq!(world.keeps(1, limits), Err(Refusal::RecordUnfit { part: RecordPart::Ground }));
    let number = RecordContent { ground: LegalGround::Interest, ..of_kind(RecordKind::CitizenNumber) };
    assert_eq!(world.keeps(1, number), Err(Refusal::RecordUnfit { part: RecordPart::Ground }));
    for class in [Class::Ordinary, Class::Personal, Class::Special, Class::ReceivedMedical, Class::Number] {
        assert_ne!(class.grounds()[0], LegalGround::HerYes, "her yes is not the usual ground");
        assert_ne!(class.grounds()[0], LegalGround::ExplicitYes);
    }
}

#[test]
fn r2_2c_what_a_payer_tells_in_confidence_is_kept_only_with_her_knowledge() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let points = of_kind(RecordKind::PayersPoints);
    let behind_her_back = RecordContent { known_on: None, ..points.clone() };
    assert_eq!(world.keeps(1, behind_her_back), Err(Refusal::RecordUnfit { part: RecordPart::Known }));
    let tomorrow = RecordContent { known_on: Some(world.today.plus_days(1)), ..points.clone() };
    assert!(matches!(world.keeps(1, tomorrow), Err(Refusal::FutureDate { .. })));
    assert_eq!(world.keeps(1, points), Ok(1));
}

#[test]
fn w7e_a_citizen_number_only_where_the_regulation_has_a_use_for_it() {
    let mut world = World::keeping_under(Policy { bsn: None, ..lists_all(SpecialData::Listed) });
    let refused = world.keeps(1, of_kind(RecordKind::CitizenNumber));
    assert!(matches!(refused, Err(Refusal::NotByRegulation { parameter: Parameter::Bsn, .. })), "{refused:?}");
    let masked = of_kind(RecordKind::CitizenNumber).masked(Bsn::UwvOnly);
    assert_eq!(masked.value, Value::Masked(crate::text::Label::new("••••••333").unwrap()));
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    assert_eq!(world.keeps(1, masked), Err(Refusal::RecordUnfit { part: RecordPart::Value }), "nobody keeps a mask");
}

#[test]
fn w7e_a_day_of_birth_goes_with_the_citizen_number_and_then_shows_to_no_staff() {
    let birth = |purpose| RecordContent { purpose, ..of_kind(RecordKind::BirthDate) };
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let refused = world.keeps(1, birth(Purpose::Guidance));
    assert_eq!(refused, Err(Refusal::RecordUnfit { part: RecordPart::Purpose }));
    world.keeps(1, birth(Purpose::Uwv)).unwrap();
    assert!(matches!(birth(Purpose::Uwv).masked(Bsn::None).value, Value::Masked(_)));
    // Where a regulation says nothing of the number it is data as any other.
    let mut world = World::keeping_under(Policy { bsn: None, ..lists_all(SpecialData::Listed) });
    world.keeps(1, birth(Purpose::Guidance)).unwrap();
    assert_eq!(birth(Purpose::Guidance).masked(Bsn::None), birth(Purpose::Guidance));
}

#[test]
fn g6_what_is_sensitive_rests_on_two_rights_and_the_rest_on_one() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let unfit = Err(Refusal::RecordUnfit { part: RecordPart::Ground });
    let limits = |beside| RecordContent { beside, ..of_kind(RecordKind::Limitations) };
    assert_eq!(world.keeps(1, limits(None)), unfit);
    assert_eq!(world.keeps(1, limits(Some(LegalGround::ExplicitYes))), unfit, "an exception is no ground of its own");
    world.keeps(1, limits(Some(LegalGround::LegalDuty))).unwrap();
    let school = RecordContent { beside: Some(LegalGround::Interest), ..of_kind(RecordKind::Education) };
    assert_eq!(world.keeps(2, school), unfit);
    for class in [Class::Ordinary, Class::Special, Class::Belief] {
        let first = class.beside().first().or(class.grounds().first());
        assert!(!matches!(first, Some(LegalGround::HerYes)), "her yes is never what stands ready");
    }
}

#[test]
fn r3_4_how_long_something_took_is_kept_with_what_has_a_day() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let minutes = Minutes::new(50);
    let told = RecordContent { minutes, ..of_kind(RecordKind::Told) };
    world.keeps(1, told).unwrap();
    let school = RecordContent { minutes, ..of_kind(RecordKind::Education) };
    assert_eq!(world.keeps(2, school), Err(Refusal::RecordUnfit { part: RecordPart::Day }));
    assert_eq!((Minutes::new(0), Minutes::new(1_441), minutes.map(u16::from)), (None, None, Some(50)));
    let (consult, held_on, form) = (consult_of(1), world.today, ConsultKind::Phone);
    world.act(coach(), &Command::RecordConsult { consult, held_on, form, minutes }).unwrap();
    assert_eq!(world.dossier.consult(consult).unwrap().minutes, minutes);
}

#[test]
fn g5_1d_putting_something_right_is_a_new_version_and_a_stale_one_is_refused() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let content = Box::new(of_kind(RecordKind::Education));
    let keep = |replaces| Command::KeepRecord { record: record(1), replaces, content: content.clone() };
    world.act(coach(), &keep(0)).unwrap();
    assert_eq!(world.act(coach(), &keep(0)), Err(Refusal::Stale { current: 1 }));
    world.act(coach(), &keep(1)).unwrap();
    let kept = world.dossier.record(record(1)).unwrap();
    assert_eq!(kept.versions.iter().map(|version| version.number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(world.keeps(1, of_kind(RecordKind::Income)), Err(Refusal::RecordUnfit { part: RecordPart::Kind }));
    assert_eq!(world.replayed(), world.dossier);
}

#[test]
fn w14_nothing_is_kept_before_the_start_and_by_nobody_whose_it_is_not() {
    let mut world = World::new();
    assert_eq!(world.keeps(1, of_kind(RecordKind::Note)), Err(Refusal::NotStarted));
    let (mut world, _) = World::started();
    assert_eq!(world.keeps_as(other(), 1, of_kind(RecordKind::Note)), Err(Refusal::Unknown), "M7b");
    assert!(matches!(world.keeps_as(client(), 1, of_kind(RecordKind::Note)), Err(Refusal::NotYours { .. })));
}

#[test]
fn the_words_stand_in_their_entry_alone() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let note = RecordContent { value: Value::Text(remark("Kwispelstaart.")), ..of_kind(RecordKind::Note) };
    world.keeps(1, note).unwrap();
    let state = format!("{:?}", world.dossier);
    assert!(!state.contains("Kwispelstaart"), "{state}");
    let event: DossierEvent = read_content(world.contents.last().unwrap()).unwrap();
    assert!(event.has_own_key(), "each is erased alone");
}

#[test]
fn f64_what_is_listed_by_day_has_its_day_and_only_what_the_regulation_lists() {
    let contacts = Policy { time_log: Some(is(AllOf([TimeLog::Contacts].into()))), ..lists_all(SpecialData::Listed) };
    let mut world = World::keeping_under(contacts);
    assert_eq!(world.keeps(1, of_kind(RecordKind::Contact)), Ok(1));
    let without = RecordContent { on: None, ..of_kind(RecordKind::Contact) };
    assert_eq!(world.keeps(2, without), Err(Refusal::RecordUnfit { part: RecordPart::Day }));
    let note = RecordContent { on: Some(world.today), ..of_kind(RecordKind::Note) };
    assert_eq!(world.keeps(2, note), Err(Refusal::RecordUnfit { part: RecordPart::Day }), "a note has none");
    let tomorrow = RecordContent { on: Some(world.today.plus_days(1)), ..of_kind(RecordKind::Contact) };
    assert!(matches!(world.keeps(2, tomorrow), Err(Refusal::FutureDate { .. })));
    for kind in [RecordKind::Activity, RecordKind::Email, RecordKind::Letter] {
        let refused = world.keeps(2, of_kind(kind));
        let by_rule = matches!(refused, Err(Refusal::NotByRegulation { parameter: Parameter::TimeLog, .. }));
        assert!(by_rule, "{kind:?}: {refused:?}");
    }
    assert_eq!(world.keeps(3, of_kind(RecordKind::Told)), Ok(1), "G12.1: what was told aloud can always be recorded");
}

#[test]
fn p9_what_was_kept_with_a_reason_has_a_row_for_the_officer_as_long_as_it_has_one() {
    let mut world = World::keeping_under(lists_all(SpecialData::WhenNeeded));
    let health = RecordContent { reason: Some(remark("Voor het werk.")), ..of_kind(RecordKind::Health) };
    world.keeps(1, health).unwrap();
    world.keeps(2, of_kind(RecordKind::Education)).unwrap();
    let rows = |world: &World| world.dossier.records().filter_map(crate::index::reason_row).collect::<Vec<_>>();
    let [row] = rows(&world)[..] else { panic!("one row") };
    assert_eq!((row.item, row.by), (record(1).into(), coach().person));
    world.keeps(2, RecordContent { reason: Some(remark("Gevraagd.")), ..of_kind(RecordKind::Education) }).unwrap();
    assert_eq!(rows(&world).len(), 2, "a reason that nobody asked for is one");
    world.keeps(2, of_kind(RecordKind::Education)).unwrap();
    assert_eq!(rows(&world), [row]);
}

#[test]
fn g16_what_may_be_kept_no_more_can_still_be_put_right() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    world.keeps(1, of_kind(RecordKind::Limitations)).unwrap();
    world.takes_in(coach(), Service::Coaching, false).unwrap();
    assert_eq!(world.keeps(2, of_kind(RecordKind::Limitations)), Err(Refusal::NotForService));
    assert_eq!(world.keeps(1, of_kind(RecordKind::Limitations)), Ok(1));
}

#[test]
fn a_thing_has_an_id_of_its_own() {
    let mut world = World::keeping_under(lists_all(SpecialData::WithReason));
    let consult = world.consult(7);
    world.keeps(1, of_kind(RecordKind::Note)).unwrap();
    let keep = |id: uuid::Uuid| Command::KeepRecord {
        record: RecordId(id),
        replaces: 0,
        content: Box::new(of_kind(RecordKind::Note)),
    };
    for taken in [consult.0, id(DOSSIER)] {
        let refused = world.act(coach(), &keep(taken));
        assert!(matches!(refused, Err(Refusal::EntryTaken { .. })), "{refused:?}");
    }
    let held_on = world.today;
    let talk =
        Command::RecordConsult { consult: ConsultId(record(1).0), held_on, form: ConsultKind::Phone, minutes: None };
    assert!(matches!(world.act(coach(), &talk), Err(Refusal::EntryTaken { .. })));
}

#[test]
fn w2a_an_intake_that_somebody_else_changed_is_not_written_over() {
    let mut world = World::keeping_under(lists_all(SpecialData::Listed));
    let stale = intake_command(&world, Service::Coaching, false);
    world.takes_in(coach(), Service::FirstTrack, true).unwrap();
    assert_eq!(world.act(coach(), &stale), Err(Refusal::IntakeStale));
}
