//! Disputes: count at once; every mark is answered; her words stay beside what the coach keeps (F13-F16).

use shared::api::Accepted;
use shared::dossier::Command;
use shared::dossier::consults::Status;
use shared::dossier::summaries::{PassageAnswer, Verdict};
use support::bureau::Bureau;
use support::client::mark;
use support::person::new_entry;
use support::staff::{accepted, refused};

const HOURS: &[&str] = &["U werkt twee uur per dag.", "Na het werk bent u moe."];

#[tokio::test]
async fn f13_a_dispute_counts_at_once_and_without_a_signature() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    client.disputes(consult, vec![mark(1, "U werkt drie uur per dag.", "Zo is het.")]).await.is_done();
    assert_eq!(coach.board_status(consult).await, Status::Disputed);
    client.approves(consult).await.is_refused(409, "answered");
    let again = coach.wants(
        client.own(),
        Command::SendSummary { consult, replaces: 1, passages: support::staff::passages(&["Iets anders."]) },
    );
    again.await.is_refused(409, "remark_open");
}

#[tokio::test]
async fn f13_what_she_disputed_is_signed_after_and_its_absence_is_shown() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    client.disputes(consult, vec![mark(1, "U werkt drie uur per dag.", "Zo is het.")]).await.is_done();
    let signed_at = async || coach.consult(client.own(), consult).await.view.disputes[0].signed_at;
    assert_eq!(signed_at().await, None);
    let (page, entry) = (client.reads(consult).await, new_entry());
    let command = client.signature(&page, entry).await;
    coach.sends_entry(client.own(), entry, command.clone()).await.is_refused(403, "not_yours");
    let first: Accepted = client.sends_entry(client.own(), entry, command.clone()).await.gives();
    let again: Accepted = client.sends_entry(client.own(), entry, command.clone()).await.gives();
    assert_eq!((first.seq, first.at), (again.seq, again.at), "the same twice is once");
    client.sends_entry(client.own(), new_entry(), command).await.is_refused(409, "signed");
    client.signs_dispute(consult).await.is_refused(409, "signed");
    assert_eq!(signed_at().await, Some(first.at));
    assert_eq!(coach.board_status(consult).await, Status::Disputed);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f17_a_dispute_of_a_version_that_was_replaced_is_signed_no_more() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    client.disputes(consult, vec![mark(1, "U werkt drie uur per dag.", "Zo is het.")]).await.is_done();
    let (page, entry) = (client.reads(consult).await, new_entry());
    let late = client.signature(&page, entry).await;
    let revised = &["U werkt drie uur per dag.", "Na het werk bent u moe."];
    coach.answers(client.own(), consult, vec![accepted()], Some(revised)).await.is_done();
    client.sends_entry(client.own(), entry, late).await.is_refused(409, "stale");
    assert_eq!(client.reads(consult).await.view.disputes[0].signed_at, None);
}

#[tokio::test]
async fn f14_what_the_coach_accepts_is_a_new_version_with_a_new_question() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    client.disputes(consult, vec![mark(1, "U werkt drie uur per dag.", "Zo is het.")]).await.is_done();
    coach.answers(client.own(), consult, vec![accepted()], None).await.is_refused(422, "revision_missing");
    coach.answers(client.own(), consult, vec![accepted()], Some(HOURS)).await.is_refused(422, "revision_missing");
    let elsewhere = &["U werkt twee uur per dag.", "Na het werk bent u heel moe."];
    coach.answers(client.own(), consult, vec![accepted()], Some(elsewhere)).await.is_refused(422, "revision_missing");
    let revised = &["U werkt drie uur per dag.", "Na het werk bent u moe."];
    coach.answers(client.own(), consult, vec![accepted()], Some(revised)).await.is_done();
    let page = client.reads(consult).await;
    assert_eq!((page.view.version, page.view.disputes[0].verdicts.as_slice()), (2, &[Verdict::Accepted][..]));
    client.approves(consult).await.is_done();
    bureau.is_sound().await;
}

// Part of: G5.1d, G16, M6b
#[tokio::test]
async fn f16_what_the_coach_refuses_needs_a_reason_and_her_words_stay() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    client.disputes(consult, vec![mark(2, "U bent niet moe.", "Zo is het.")]).await.is_done();
    let silent = PassageAnswer { verdict: Verdict::Refused, reason: None };
    coach.answers(client.own(), consult, vec![silent], None).await.is_refused(422, "reason_missing");
    coach.answers(client.own(), consult, vec![], None).await.is_refused(422, "answers_incomplete");
    let reason = vec![refused("Dat zei u toen wel.")];
    coach.answers(client.own(), consult, reason.clone(), Some(&["Iets."])).await.is_refused(422, "revision_not_needed");
    coach.answers(client.own(), consult, reason, None).await.is_done();
    assert_eq!(coach.board_status(consult).await, Status::Answered);
    client.approves(consult).await.is_done();
    let page = coach.consult(client.own(), consult).await;
    assert!(page.view.disputes[0].stays_attached());
    assert!(
        page.entries.iter().any(|entry| entry.content.contains("U bent niet moe.")),
        "her words are beside the text"
    );
}

#[tokio::test]
async fn f13_two_rounds_of_a_dispute_end_in_an_approval_of_the_last_version() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    for round in ["drie", "vier"] {
        let words = format!("U werkt {round} uur per dag.");
        client.disputes(consult, vec![mark(1, &words, "Zo is het.")]).await.is_done();
        let revised = [words.as_str(), "Na het werk bent u moe."];
        coach.answers(client.own(), consult, vec![accepted()], Some(&revised)).await.is_done();
    }
    client.approves(consult).await.is_done();
    let page = client.consult(client.own(), consult).await;
    assert_eq!((page.view.version, page.view.disputes.len(), page.view.approvals[0].version), (3, 2, 3));
    bureau.is_sound().await;
}

#[tokio::test]
async fn f13_a_remark_says_something_about_a_passage_that_is_there() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    client.disputes(consult, vec![]).await.is_refused(422, "empty_remark");
    client.disputes(consult, vec![mark(9, "Iets.", "Zo.")]).await.is_refused(422, "unknown_passage");
    let page = client.consult(client.own(), consult).await;
    assert!(page.view.disputes.is_empty());
}

#[tokio::test]
async fn f13_an_approved_summary_can_still_be_disputed() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    client.approves(consult).await.is_done();
    client.disputes(consult, vec![mark(1, "Toch niet.", "Ik las het nog eens.")]).await.is_done();
    assert_eq!(coach.board_status(consult).await, Status::Disputed);
}
