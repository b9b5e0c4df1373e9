//! Disputing and answering: it counts at once, and what is refused stays.

use super::approvals::changes;
use super::*;

#[test]
fn f13_a_dispute_counts_at_once_and_is_signed_once_after() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    assert_eq!(world.status(consult), Status::Disputed, "it counts without a signature");
    let shown = world.shown(consult);
    assert!(shown.allowed.contains(&Act::SignDispute));
    assert_eq!(shown.disputes[0].signed_at, None, "its absence is shown");
    let signed_at = world.now;
    assert_eq!(world.sign_dispute(&key, consult), Ok(1));
    assert_eq!(world.status(consult), Status::Disputed, "a signature changes nothing about where it stands");
    let shown = world.shown(consult);
    assert_eq!(shown.disputes[0].signed_at, Some(signed_at));
    assert!(!shown.allowed.contains(&Act::SignDispute));
    assert_eq!(world.sign_dispute(&key, consult), Err(Refusal::Signed { at: signed_at }));
}

#[test]
fn f2_the_signature_under_a_dispute_counts_for_exactly_what_was_shown() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    let dispute = world.dossier.consult(consult).unwrap().disputes[0].entry;
    for (part, change) in changes() {
        let (given, mut statement) = world.dispute_statement(consult);
        change(&mut statement);
        let evidence = Box::new(key.sign(world.entry_of(&key), statement));
        let refused = world.act_as(client(), &Command::SignDispute { consult, dispute, evidence }, given);
        assert_eq!(refused, Err(Refusal::StatementDiffers { part }));
    }
    // What she signed under the text is no signature under the dispute, and the other way about.
    let (given, statement) = world.statement(consult, 1);
    let evidence = Box::new(key.sign(world.entry_of(&key), statement));
    let refused = world.act_as(client(), &Command::SignDispute { consult, dispute, evidence }, given);
    assert_eq!(refused, Err(Refusal::StatementDiffers { part: StatementPart::Decision }));
    assert_eq!(world.shown(consult).disputes[0].signed_at, None);
}

#[test]
fn f13_what_was_refused_may_still_be_signed_until_she_approves_or_says_something_else() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een.", "Twee."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    let first = world.dossier.consult(consult).unwrap().disputes[0].entry;
    let (early, of_the_first) = world.dispute_statement(consult);
    world.answer(consult, Verdict::Refused, None).unwrap();
    assert!(world.shown(consult).allowed.contains(&Act::SignDispute), "her words stay attached: she may sign them");
    world.dispute(consult, 1, 2).unwrap();
    let evidence = Box::new(key.sign(world.entry_of(&key), of_the_first));
    let refused = world.act_as(client(), &Command::SignDispute { consult, dispute: first, evidence }, early);
    assert_eq!(refused, Err(Refusal::NoQuestion), "what she said last is what is asked");
    world.answer(consult, Verdict::Refused, None).unwrap();
    world.approve(&key, consult, 1).unwrap();
    assert!(!world.shown(consult).allowed.contains(&Act::SignDispute));
    let refused = world.sign_dispute(&key, consult);
    assert!(matches!(refused, Err(Refusal::Answered { answer: Answer::Approved, .. })), "{refused:?}");
}

#[test]
fn f17_a_dispute_of_a_version_that_counts_no_more_is_not_signed() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    world.answer(consult, Verdict::Accepted, Some(&["Zo was het."])).unwrap();
    assert!(!world.shown(consult).allowed.contains(&Act::SignDispute));
    assert_eq!(world.sign_dispute(&key, consult), Err(Refusal::Stale { current: 2 }));
    assert_eq!(world.shown(consult).disputes[0].signed_at, None, "and that it was not signed stays to be seen");
}

#[test]
fn f4_a_key_that_counts_for_nothing_yet_signs_no_dispute() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    let new = SoftKey::new(2);
    world.register(&new, KeyRoute::Recovered);
    let refused = world.sign_dispute(&new, consult);
    assert!(matches!(refused, Err(Refusal::KeyTooNew { .. })), "{refused:?}");
}

#[test]
fn f14_what_the_coach_accepts_is_a_new_version_and_a_new_question() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een.", "Twee."]).unwrap();
    world.dispute(consult, 1, 2).unwrap();
    assert_eq!(world.status(consult), Status::Disputed);
    assert_eq!(world.answer(consult, Verdict::Accepted, None), Err(Refusal::RevisionMissing));
    assert_eq!(world.answer(consult, Verdict::Accepted, Some(&["Een.", "Twee."])), Err(Refusal::RevisionMissing));
    let elsewhere = world.answer(consult, Verdict::Partly, Some(&["Iets anders.", "Twee."]));
    assert_eq!(elsewhere, Err(Refusal::RevisionMissing), "what was accepted must show in the passage it is about");
    assert_eq!(world.answer(consult, Verdict::Accepted, Some(&["Een.", "Zo was het."])), Ok(2));
    assert_eq!(world.status(consult), Status::Sent);
    assert!(!world.dossier.consult(consult).unwrap().disputes[0].stays_attached());
    world.approve(&key, consult, 2).unwrap();
}

#[test]
fn f14_a_passage_that_was_accepted_may_also_go() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een.", "Twee."]).unwrap();
    world.dispute(consult, 1, 2).unwrap();
    assert_eq!(world.answer(consult, Verdict::Accepted, Some(&["Een."])), Ok(2));
}

#[test]
fn f16_where_the_coach_refuses_her_words_stay_attached_to_every_later_version() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    assert_eq!(world.answer(consult, Verdict::Refused, Some(&["Anders."])), Err(Refusal::RevisionNotNeeded));
    assert_eq!(world.answer(consult, Verdict::Refused, None), Ok(1));
    assert_eq!(world.status(consult), Status::Answered);
    world.approve(&key, consult, 1).unwrap();
    world.send(consult, &["Een, nieuw."]).unwrap();
    assert!(world.dossier.consult(consult).unwrap().disputes[0].stays_attached());
}

#[test]
fn f14_a_refusal_without_a_reason_is_no_answer() {
    let (mut world, _) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    world.dispute(consult, 1, 1).unwrap();
    let dispute = world.dossier.consult(consult).unwrap().disputes[0].entry;
    for (answers, refusal) in [
        (vec![], Refusal::AnswersIncomplete),
        (vec![PassageAnswer { verdict: Verdict::Refused, reason: None }], Refusal::ReasonMissing),
    ] {
        let command = Command::AnswerDispute { consult, dispute, answers, revision: None };
        assert_eq!(world.act(coach(), &command), Err(refusal));
    }
}

#[test]
fn f18_silence_is_reminded_of_twice_and_never_taken_for_a_yes() {
    let (mut world, key) = World::started();
    let consult = world.consult(1);
    world.send(consult, &["Een."]).unwrap();
    let remind = Command::Remind { consult, version: 1 };
    let leave = Command::LeaveUnanswered { consult, version: 1 };
    assert_eq!(world.act(system(), &remind), Err(Refusal::NoQuestion));
    // The coach may remind too, once a day, and that takes nothing from the product's own.
    let by_hand = Command::RemindNow { consult, version: 1 };
    let today = world.today;
    assert_eq!(world.act(coach(), &by_hand), Ok(1));
    assert_eq!(world.act(coach(), &by_hand), Err(Refusal::RemindedToday { from: today.plus_days(1) }));
    world.pass_days(3);
    assert_eq!(world.act(system(), &remind), Ok(1));
    assert_eq!(world.act(system(), &remind), Err(Refusal::NoQuestion));
    world.pass_days(4);
    assert_eq!(world.act(system(), &remind), Ok(1));
    assert_eq!(world.act(system(), &leave), Err(Refusal::NoQuestion));
    assert!(matches!(world.act(coach(), &by_hand), Err(Refusal::RemindedToday { .. })), "the product did so today");
    world.pass_days(8);
    assert_eq!(world.act(system(), &leave), Ok(1));
    assert_eq!(world.act(coach(), &by_hand), Err(Refusal::NoQuestion));
    assert_eq!(world.status(consult), Status::Unanswered);
    assert!(world.dossier.consult(consult).unwrap().approvals.is_empty());
    assert_eq!(world.approve(&key, consult, 1), Ok(1));
}
