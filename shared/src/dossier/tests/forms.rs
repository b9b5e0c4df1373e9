//! What she decides on paper (F5, R3.5).

use super::coaches::{is, why};
use super::paper_acts::{form_of, summary};
use super::*;
use crate::dossier::forms::{Asked, FormAnswer, FormNumber, Held, Returned, Scan, ScanKind};
use crate::ids::ScanId;
use crate::policy::Policy;
use crate::policy::choices::{CoachApproval, Replacement};
use crate::refusal::FormPart;

#[test]
fn f5_r3_5_a_yes_on_paper_counts_when_a_second_member_of_staff_held_the_same_paper() {
    let (mut world, _) = World::with_a_sent_summary();
    let form = form_of(1);
    world.prints(coach(), form, summary()).unwrap();
    assert_eq!(world.holds(other(), form, FormAnswer::Yes), Err(Refusal::Unknown), "nothing came back yet");
    world.records(coach(), form, FormAnswer::Yes).unwrap();
    assert_eq!(world.status(consult_of(0)), Status::Sent, "one pair of eyes is not enough");
    let part = FormPart::SameHand;
    assert_eq!(world.holds(coach(), form, FormAnswer::Yes), Err(Refusal::FormUnfit { part }));
    let part = FormPart::Differs;
    assert_eq!(world.holds(other(), form, FormAnswer::No), Err(Refusal::FormUnfit { part }));
    world.holds(other(), form, FormAnswer::Yes).unwrap();
    assert_eq!(world.status(consult_of(0)), Status::OnPaper, "visibly weaker than a signature");
    assert!(world.seen(other()).is_err(), "M7b: the second sees nothing of the dossier");
}

#[test]
fn f5_r3_5_a_no_on_paper_counts_at_once_with_her_words() {
    let (mut world, _) = World::with_a_sent_summary();
    let form = form_of(1);
    world.prints(coach(), form, summary()).unwrap();
    world.records(coach(), form, FormAnswer::No).unwrap();
    assert_eq!(world.status(consult_of(0)), Status::Disputed);
    let consult = world.dossier.consult(consult_of(0)).unwrap();
    assert_eq!(consult.disputes[0].form, Some(form), "it is said how she said so");
    world.holds(other(), form, FormAnswer::No).unwrap();
    assert_eq!(world.status(consult_of(0)), Status::Disputed);
}

#[test]
fn f5_she_confirms_with_her_key_what_was_recorded_and_then_it_stands_as_if_she_had_signed() {
    let (mut world, key) = World::with_a_sent_summary();
    let form = world.decides_on_paper(summary(), FormAnswer::Yes);
    let part = crate::refusal::StatementPart::Sentence;
    assert_eq!(world.confirms_form(&key, form, FormAnswer::No), Err(Refusal::StatementDiffers { part }));
    assert!(world.seen(client()).unwrap().allowed.contains(&Act::ContestForm));
    world.confirms_form(&key, form, FormAnswer::Yes).unwrap();
    assert_eq!(world.status(consult_of(0)), Status::Approved);
    assert!(!world.seen(client()).unwrap().allowed.contains(&Act::ContestForm));
    assert_eq!(world.contests(form), Err(Refusal::NoQuestion), "what she signed she cannot deny");
}

#[test]
fn f5_what_she_contests_is_undone_at_once() {
    for answer in [FormAnswer::Yes, FormAnswer::No] {
        let (mut world, _) = World::with_a_sent_summary();
        let form = world.decides_on_paper(summary(), answer);
        world.contests(form).unwrap();
        assert_eq!(world.status(consult_of(0)), Status::Sent, "she is asked again");
        let consult = world.dossier.consult(consult_of(0)).unwrap();
        assert!(consult.approvals.is_empty() && consult.disputes.is_empty(), "nothing that she never said stays");
        assert_eq!(world.holds(third(), form, answer), Err(Refusal::NoQuestion));
    }
    let (mut world, _) = World::with_a_sent_summary();
    let form = form_of(1);
    world.prints(coach(), form, summary()).unwrap();
    world.records(coach(), form, FormAnswer::Yes).unwrap();
    world.contests(form).unwrap();
    assert_eq!(world.holds(other(), form, FormAnswer::Yes), Err(Refusal::NoQuestion), "before it counts, too");
    assert_eq!(world.status(consult_of(0)), Status::Sent);
}

#[test]
fn f5_a_client_without_any_device_starts_and_says_yes_to_her_coach_on_paper() {
    let mut world = World::before_opening();
    world.publishes_policy(1, Policy { coach_approval: Some(is(CoachApproval::BeforeAccess)), ..Policy::default() });
    world.opens();
    world.act(coach(), &Command::DiscussRegulation { on: world.today }).unwrap();
    assert_eq!(world.seen(coach()).unwrap().you, Relation::Unapproved);
    let form = world.decides_on_paper(Asked::Start {}, FormAnswer::Yes);
    assert!(world.dossier.opened().unwrap().start.is_made());
    let proposal = world.proposal();
    let yes = world.decides_on_paper(Asked::Coach { proposal }, FormAnswer::Yes);
    assert_eq!(world.seen(coach()).unwrap().you, Relation::Coach);
    world.contests(yes).unwrap();
    assert_eq!(world.seen(coach()).unwrap().you, Relation::Unapproved, "F59: without her yes nobody reads");
    world.contests(form).unwrap();
    assert!(!world.dossier.opened().unwrap().start.is_made());
}

#[test]
fn f5_m8c_a_dossier_that_was_given_on_paper_goes_back_when_she_says_that_she_never_gave_it() {
    let (mut world, _) = World::started();
    world.act(coach(), &Command::ProposeCoach { coach: other().person, why: why() }).unwrap();
    let proposal = world.proposal();
    let early = world.prints(coach(), form_of(1), Asked::Coach { proposal });
    assert_eq!(early, Err(Refusal::NoQuestion), "M8a: first they meet");
    world.meets(other()).unwrap();
    assert!(world.prints(coach(), form_of(1), Asked::HandOver { proposal }).is_err(), "M8c: after her yes only");
    world.decides_on_paper(Asked::Coach { proposal }, FormAnswer::Yes);
    let form = world.decides_on_paper(Asked::HandOver { proposal }, FormAnswer::Yes);
    assert_eq!((world.seen(other()).unwrap().you, world.seen(coach()).is_err()), (Relation::Coach, true));
    world.contests(form).unwrap();
    assert_eq!((world.seen(coach()).unwrap().you, world.seen(other()).is_err()), (Relation::Coach, true));
}

#[test]
fn f5_f7_only_staff_record_what_is_on_paper_and_only_she_confirms_or_contests_it() {
    let (mut world, _) = World::with_a_sent_summary();
    assert!(world.prints(client(), form_of(1), summary()).is_err());
    assert_eq!(world.prints(other(), form_of(1), summary()), Err(Refusal::Unknown), "M7b: not her client");
    world.prints(coach(), form_of(1), summary()).unwrap();
    let asked = summary();
    let contest = Command::ContestForm { form: form_of(1), asked, words: None };
    assert!(matches!(world.act(coach(), &contest), Err(Refusal::NotYours { .. })));
    assert_eq!(world.contests(form_of(1)), Err(Refusal::NoQuestion), "nothing was recorded");
    let without = Command::RecordForm(Box::new(Returned {
        form: form_of(1),
        asked,
        answer: FormAnswer::Yes,
        signed_on: world.today,
        scan: ScanId(id(1)),
        original: Place::new("Kast 2").unwrap(),
        words: None,
    }));
    let part = FormPart::Scan;
    assert_eq!(world.act(coach(), &without), Err(Refusal::FormUnfit { part }), "no scan, no decision");
    let other_question = Command::ContestForm { form: form_of(1), asked: Asked::Start {}, words: None };
    assert_eq!(world.act(client(), &other_question), Err(Refusal::Unknown), "it asks something else");
    let held = Command::SeeForm(Held { form: form_of(1), asked, answer: FormAnswer::Yes, signed_on: world.today });
    assert!(world.act(client(), &held).is_err(), "she is no second pair of eyes");
}

#[test]
fn f17_a_form_about_a_version_that_was_replaced_counts_for_nothing() {
    let (mut world, _) = World::with_a_sent_summary();
    world.prints(coach(), form_of(1), summary()).unwrap();
    world.send(consult_of(0), &["U kunt zitten."]).unwrap();
    assert_eq!(world.records(coach(), form_of(1), FormAnswer::Yes), Err(Refusal::Stale { current: 2 }));
    let asked = Asked::Summary { consult: consult_of(0), version: 2 };
    world.prints(coach(), form_of(2), asked).unwrap();
    world.records(coach(), form_of(2), FormAnswer::Yes).unwrap();
    world.send(consult_of(0), &["U kunt staan."]).unwrap();
    assert_eq!(world.holds(other(), form_of(2), FormAnswer::Yes), Err(Refusal::Stale { current: 3 }));
}

#[test]
fn a_number_is_read_as_people_type_it() {
    let number = FormNumber::drawn(Hash([255; 32]));
    assert_eq!(FormNumber::read(&number.to_string()), Some(number));
    assert_eq!(FormNumber::read(" 1234 5678 "), FormNumber::read("1234-5678"));
    for wrong in ["", "1234", "0234-5678", "123456789", "12a4-5678"] {
        assert_eq!(FormNumber::read(wrong), None, "{wrong}");
    }
}

#[test]
fn a_scan_is_known_by_its_first_bytes() {
    assert_eq!(ScanKind::of(b"%PDF-1.7 ..."), Some(ScanKind::Pdf));
    assert_eq!(ScanKind::of(b"\xff\xd8\xff\xe0"), Some(ScanKind::Jpeg));
    assert_eq!(ScanKind::of(b"<html>"), None);
}

#[test]
fn f5_f60_a_no_on_paper_that_she_never_said_stops_nobody() {
    let (mut world, key) = World::started();
    let proposal = world.asks_about(other());
    let form = world.decides_on_paper(Asked::Coach { proposal }, FormAnswer::No);
    assert_eq!(world.dossier.opened().unwrap().coming, None, "a no counts at once");
    world.contests(form).unwrap();
    world.asks_about(other());
    world.says_yes(&key).unwrap();
    let proposal = world.proposal();
    let form = world.decides_on_paper(Asked::HandOver { proposal }, FormAnswer::No);
    world.contests(form).unwrap();
    world.asks_about(other());
}

#[test]
fn f5_f61_a_substitute_is_agreed_to_refused_and_contested_on_paper() {
    for answer in [FormAnswer::Yes, FormAnswer::No] {
        let (mut world, _) = World::started();
        world.publishes_policy(1, Policy { replacement: Some(is(Replacement::AfterHerYes)), ..Policy::default() });
        world.act(client(), &Command::AcknowledgeRegulation { version: 1 }).unwrap();
        let (from, until) = (world.today, world.today.plus_days(3));
        let ask = Command::ProposeSubstitute { person: other().person, from, until };
        world.act(coach(), &ask).unwrap();
        let proposal = world.substitution();
        let asked = Asked::Substitute { proposal };
        world.prints(coach(), form_of(1), asked).unwrap();
        world.records(coach(), form_of(1), answer).unwrap();
        let herself = world.holds(other(), form_of(1), answer);
        let part = FormPart::Concerned;
        assert_eq!(herself.is_err(), answer == FormAnswer::Yes, "{herself:?}");
        if answer == FormAnswer::Yes {
            assert_eq!(herself, Err(Refusal::FormUnfit { part }), "she does not let herself in");
            world.holds(third(), form_of(1), answer).unwrap();
            assert_eq!(world.seen(other()).unwrap().you, Relation::Substitute);
        }
        world.contests(form_of(1)).unwrap();
        assert!(world.seen(other()).is_err(), "nobody stands in");
        world.act(coach(), &ask).unwrap();
        assert!(world.prints(coach(), form_of(2), asked).is_err(), "that was another question");
        world.pass_days(9);
        let proposal = world.substitution();
        assert!(world.prints(coach(), form_of(2), Asked::Substitute { proposal }).is_err(), "the days are over");
    }
}

#[test]
fn f5_what_she_said_since_on_her_phone_is_not_overruled_by_older_paper() {
    let (mut world, key) = World::with_a_sent_summary();
    for form in [form_of(1), form_of(2)] {
        world.prints(coach(), form, summary()).unwrap();
    }
    world.records(coach(), form_of(1), FormAnswer::Yes).unwrap();
    world.dispute(consult_of(0), 1, 1).unwrap();
    world.answer(consult_of(0), Verdict::Refused, None).unwrap();
    assert_eq!(world.holds(other(), form_of(1), FormAnswer::Yes), Err(Refusal::NoQuestion), "she said no since");
    assert_eq!(world.records(coach(), form_of(2), FormAnswer::Yes), Err(Refusal::NoQuestion));
    let (mut again, _) = World::with_a_sent_summary();
    for form in [form_of(1), form_of(2)] {
        again.prints(coach(), form, summary()).unwrap();
    }
    again.records(coach(), form_of(1), FormAnswer::Yes).unwrap();
    again.contests(form_of(1)).unwrap();
    assert_eq!(again.records(coach(), form_of(2), FormAnswer::Yes), Err(Refusal::NoQuestion), "nor by other paper");
    world.approve(&key, consult_of(0), 1).unwrap();
    assert_eq!(world.status(consult_of(0)), Status::Approved);
}

#[test]
fn f5_what_came_after_a_form_stands_when_she_contests_it() {
    let (mut world, key) = World::started();
    let proposal = world.asks_about(other());
    world.decides_on_paper(Asked::Coach { proposal }, FormAnswer::Yes);
    let form = world.decides_on_paper(Asked::HandOver { proposal }, FormAnswer::Yes);
    for coming in [third(), other()] {
        world.asks_about(coming);
        world.says_yes(&key).unwrap();
        world.hands_over(&key).unwrap();
    }
    world.contests(form).unwrap();
    assert_eq!(world.guide(), other(), "she signed for that since");
    assert!(world.dossier.opened().unwrap().coach_accepted);
}

#[test]
fn f5_f59_who_gets_a_dossier_back_is_what_she_was_to_it() {
    let mut world = World::before_opening();
    world.publishes_policy(1, Policy { coach_approval: Some(is(CoachApproval::BeforeAccess)), ..Policy::default() });
    world.opens();
    let key = SoftKey::new(1);
    world.start(&key);
    let proposal = world.asks_about(other());
    world.decides_on_paper(Asked::Coach { proposal }, FormAnswer::Yes);
    let form = world.decides_on_paper(Asked::HandOver { proposal }, FormAnswer::Yes);
    world.contests(form).unwrap();
    assert_eq!(world.guide(), coach());
    assert_eq!(world.seen(coach()).unwrap().you, Relation::Unapproved, "she never said yes to this one");
}

#[test]
fn f5_a_second_pair_of_eyes_is_none_of_those_who_recorded_it_and_looks_once() {
    let (mut world, _) = World::with_a_sent_summary();
    world.prints(coach(), form_of(1), summary()).unwrap();
    world.records(coach(), form_of(1), FormAnswer::Yes).unwrap();
    let office = world.works_here(0x0F, Role::OfficeWorker);
    world.holds(office, form_of(1), FormAnswer::Yes).unwrap();
    assert_eq!(world.records(coach(), form_of(1), FormAnswer::No), Err(Refusal::NoQuestion), "it was checked");
    let mut start = World::new();
    start.act(coach(), &Command::DiscussRegulation { on: start.today }).unwrap();
    start.prints(coach(), form_of(1), Asked::Start {}).unwrap();
    start.records(coach(), form_of(1), FormAnswer::No).unwrap();
    start.holds(other(), form_of(1), FormAnswer::No).unwrap();
    assert_eq!(start.records(coach(), form_of(1), FormAnswer::Yes), Err(Refusal::NoQuestion), "a checked no is no yes");
}

#[test]
fn s13_w14_a_start_on_paper_is_under_the_regulation_of_the_day_she_signed() {
    let mut world = World::new();
    world.publishes(1, 5);
    world.act(coach(), &Command::DiscussRegulation { on: world.today }).unwrap();
    world.prints(coach(), form_of(1), Asked::Start {}).unwrap();
    world.records(coach(), form_of(1), FormAnswer::Yes).unwrap();
    let signed_on = world.today;
    world.pass_days(2);
    world.publishes(2, 5);
    let command =
        Command::SeeForm(Held { form: form_of(1), asked: Asked::Start {}, answer: FormAnswer::Yes, signed_on });
    world.act(other(), &command).unwrap();
    let core = world.dossier.opened().unwrap();
    assert!(core.has_to_read(2) && core.regulations.contains(&1), "{:?}", core.regulations);
    let (mut late, _) = World::with_a_sent_summary();
    late.prints(coach(), form_of(1), summary()).unwrap();
    let before = late.today.plus_days(-1);
    let mut given = late.given();
    given.scans = vec![Scan { id: ScanId(id(1)), hash: Hash::of(&[b"scan"]), kind: ScanKind::Pdf, bytes: 4 }];
    let early = Command::RecordForm(Box::new(Returned {
        form: form_of(1),
        asked: summary(),
        answer: FormAnswer::Yes,
        signed_on: before,
        scan: ScanId(id(1)),
        original: Place::new("Kast 2").unwrap(),
        words: None,
    }));
    let first = late.today;
    assert_eq!(late.act_as(coach(), &early, given), Err(Refusal::DateTooEarly { first }), "signed before it was made");
}

#[test]
fn f5_who_recorded_it_first_does_not_check_what_another_put_right() {
    let (mut world, key) = World::started();
    world.publishes_policy(1, Policy { replacement: Some(is(Replacement::AfterHerYes)), ..Policy::default() });
    world.act(client(), &Command::AcknowledgeRegulation { version: 1 }).unwrap();
    let (from, until) = (world.today, world.today.plus_days(3));
    world.act(coach(), &Command::ProposeSubstitute { person: other().person, from, until }).unwrap();
    world.agrees(&key).unwrap();
    let consult = world.consult(1);
    world.send(consult, &["U kunt tillen."]).unwrap();
    world.prints(coach(), form_of(1), Asked::Summary { consult, version: 1 }).unwrap();
    world.records(coach(), form_of(1), FormAnswer::Yes).unwrap();
    world.records(other(), form_of(1), FormAnswer::Yes).unwrap();
    let part = FormPart::SameHand;
    for hand in [coach(), other()] {
        assert_eq!(world.holds(hand, form_of(1), FormAnswer::Yes), Err(Refusal::FormUnfit { part }));
    }
    world.holds(third(), form_of(1), FormAnswer::Yes).unwrap();
}

#[test]
fn f5_a_form_whose_question_is_gone_waits_for_nobody() {
    let (mut world, key) = World::with_a_sent_summary();
    world.prints(coach(), form_of(1), summary()).unwrap();
    world.records(coach(), form_of(1), FormAnswer::Yes).unwrap();
    assert!(world.seen(client()).unwrap().allowed.contains(&Act::ContestForm), "it may count yet");
    world.approve(&key, consult_of(0), 1).unwrap();
    assert!(!world.seen(client()).unwrap().allowed.contains(&Act::ContestForm), "she answered herself");
}
