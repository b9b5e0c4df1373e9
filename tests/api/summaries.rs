//! Summaries: one per consult, sent to the client to judge, approved with a signature (R3.5, F11-F18).

use std::time::Duration;

use shared::access::Act;
use shared::dossier::Command;
use shared::dossier::consults::Status;
use shared::statement::Statement;
use shared::text::Sentence;
use support::bureau::Bureau;
use support::person::{Person, new_entry};
use support::phone::Phone;
use support::staff::passages;

const HOURS: &[&str] = &["U werkt twee uur per dag.", "Na het werk bent u moe."];
const MORE_HOURS: &[&str] = &["U werkt drie uur per dag.", "Na het werk bent u moe."];

#[tokio::test]
async fn r3_5_a_client_approves_a_summary_and_the_coach_sees_it() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    assert_eq!(coach.board_status(consult).await, Status::Sent);
    client.reads(consult).await;
    assert_eq!(coach.board_status(consult).await, Status::Seen);
    client.approves(consult).await.is_done();
    assert_eq!(coach.board_status(consult).await, Status::Approved);
    let page = client.consult(client.own(), consult).await;
    let proof =
        page.entries.iter().find(|entry| entry.header.kind == "summary_approved").expect("she can read it back");
    assert!(proof.content.contains("\"signature\""), "with the proof: {}", proof.content);
    assert_eq!((page.view.approvals.len(), page.view.approvals[0].version), (1, 1));
    bureau.is_sound().await;
}

#[tokio::test]
async fn f17_a_client_cannot_approve_a_stale_version() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let (before, entry) = (client.reads(consult).await, new_entry());
    let command = client.approval(&before, 1, entry).await;
    coach.sends(client.own(), consult, MORE_HOURS).await;
    let refused = client.sends_entry(client.own(), entry, command).await.is_refused(409, "stale");
    assert_eq!(refused.problem().article.as_deref(), Some("AVG 5(1)(d)"));
    assert_eq!(client.consult(client.own(), consult).await.view.approvals.len(), 0);
    client.approves(consult).await.is_done();
}

#[tokio::test]
async fn f17_an_approval_belongs_to_one_version_and_is_void_for_the_next() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    client.approves(consult).await.is_done();
    coach.sends(client.own(), consult, MORE_HOURS).await;
    assert_eq!(coach.board_status(consult).await, Status::Sent);
    let page = client.consult(client.own(), consult).await;
    assert_eq!((page.view.version, page.view.approvals[0].version), (2, 1));
    client.approves(consult).await.is_done();
    assert_eq!(client.consult(client.own(), consult).await.view.approvals.len(), 2);
}

#[tokio::test]
async fn a_statement_made_for_one_version_cannot_be_replayed_for_the_next() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let (page, entry) = (client.reads(consult).await, new_entry());
    let Command::ApproveSummary { evidence, .. } = client.approval(&page, 1, entry).await else { unreachable!() };
    client.approves(consult).await.is_done();
    coach.sends(client.own(), consult, MORE_HOURS).await;
    let replayed = Command::ApproveSummary { consult, version: 2, evidence: evidence.clone() };
    client.sends_entry(client.own(), entry, replayed).await.is_refused(422, "statement_differs");
    // The old ticket ended with its question, whatever the text.
    coach.sends(client.own(), consult, HOURS).await;
    let page = client.consult(client.own(), consult).await;
    let sent = page.view.versions.last().unwrap();
    let mut statement: Statement = client.approval_statement(&page, 3, entry);
    assert_eq!(statement.commitment, sent.commitment);
    statement.ticket = evidence.statement.ticket;
    let evidence = Box::new(client.signs(statement).await);
    let old_ticket = Command::ApproveSummary { consult, version: 3, evidence };
    client.sends_entry(client.own(), entry, old_ticket).await.is_refused(422, "statement_differs");
}

#[tokio::test]
async fn a_double_tap_is_one_approval_and_one_answer() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let (page, entry) = (client.reads(consult).await, new_entry());
    let command = client.approval(&page, 1, entry).await;
    let taps = (0..6).map(|_| {
        let (client, command) = (client.clone(), command.clone());
        tokio::spawn(async move { client.sends_entry(client.own(), entry, command).await })
    });
    let mut answers = Vec::new();
    for tap in taps.collect::<Vec<_>>() {
        answers.push(tap.await.unwrap().is_done().body);
    }
    assert!(answers.iter().all(|answer| answer == &answers[0]), "{answers:#?}");
    assert_eq!(approvals(&bureau, &client).await, 1);
    let later = client.sends_entry(client.own(), entry, command).await.is_done();
    assert_eq!((&later.body["seq"], &later.body["at"]), (&answers[0]["seq"], &answers[0]["at"]));
}

async fn approvals(bureau: &Bureau, client: &Person) -> usize {
    bureau.happened(client.own()).await.iter().filter(|kind| *kind == "summary_approved").count()
}

#[tokio::test]
async fn two_devices_that_approve_at_once_are_one_approval() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let page = client.reads(consult).await;
    let mut racing = Vec::new();
    for _ in 0..5 {
        let (client, entry) = (client.clone(), new_entry());
        let command = client.approval(&page, 1, entry).await;
        racing.push(tokio::spawn(async move { client.sends_entry(client.own(), entry, command).await }));
    }
    let mut done = 0;
    for answer in racing {
        let answer = answer.await.unwrap();
        done += usize::from(answer.status == 200);
        assert!(answer.status == 200 || answer.code() == "answered", "{answer}");
    }
    assert_eq!((done, approvals(&bureau, &client).await), (1, 1));
}

#[tokio::test]
async fn an_entry_id_belongs_to_one_person_and_one_command() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let entry = new_entry();
    let held_on = bureau.at.clock.today();
    let form = shared::dossier::consults::ConsultKind::Office;
    let consult = shared::ids::ConsultId(shared::ids::Uuid::new_v4());
    let record = Command::RecordConsult { consult, held_on, form, minutes: None };
    coach.sends_entry(client.own(), entry, record.clone()).await.is_done();
    let other = Command::RecordConsult { consult, held_on: held_on.plus_days(-1), form, minutes: None };
    coach.sends_entry(client.own(), entry, other).await.is_refused(409, "entry_taken");
    client.sends_entry(client.own(), entry, Command::ConfirmRegulation {}).await.is_refused(409, "entry_taken");
    coach.sends_entry(client.own(), entry, record).await.is_done();
}

#[tokio::test]
async fn f7_a_passkey_of_another_client_approves_nothing() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let other = bureau.client(&coach, "Yara").await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let (page, entry) = (client.reads(consult).await, new_entry());
    let statement = client.approval_statement(&page, 1, entry);
    // Yara's key, Yara's session, Noor's statement: the dossier does not exist for Yara.
    let stranger = other.own_page().await.view.keys[0].clone();
    let evidence = Box::new(other.signs_with(&stranger, statement).await);
    let command = Command::ApproveSummary { consult, version: 1, evidence };
    other.sends_entry(client.own(), entry, command.clone()).await.is_refused(404, "unknown");
    // Yara's key in Noor's session: the key is none of hers.
    client.sends_entry(client.own(), entry, command).await.is_refused(422, "key_unknown");
    assert_eq!(approvals(&bureau, &client).await, 0);
}

#[tokio::test]
async fn f7_a_coach_cannot_approve_even_with_the_clients_own_signature() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let (page, entry) = (client.reads(consult).await, new_entry());
    let command = client.approval(&page, 1, entry).await;
    let refused = coach.sends_entry(client.own(), entry, command.clone()).await.is_refused(403, "not_yours");
    assert_eq!(refused.problem().article.as_deref(), Some("AVG 4(11), 7"));
    client.sends_entry(client.own(), entry, command).await.is_done();
}

#[tokio::test]
async fn a_statement_that_says_something_else_is_refused() {
    type Change = fn(&mut Statement);
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let page = client.reads(consult).await;
    let changes: [(&str, Change); 8] = [
        ("sentence", |said| said.sentence = Sentence::new("Ik vind alles goed.").unwrap()),
        ("version", |said| said.version = 2),
        ("commitment", |said| said.commitment.0[0] ^= 1),
        ("ticket", |said| said.ticket.0[31] ^= 1),
        ("dossier", |said| said.dossier.0 = shared::ids::Uuid::max()),
        ("actor", |said| said.actor.0 = shared::ids::Uuid::max()),
        ("entry", |said| said.entry.0 = shared::ids::Uuid::max()),
        ("item", |said| said.item.0 = shared::ids::Uuid::max()),
    ];
    for (what, change) in changes {
        let entry = new_entry();
        let mut statement = client.approval_statement(&page, 1, entry);
        change(&mut statement);
        let evidence = Box::new(client.signs(statement).await);
        let command = Command::ApproveSummary { consult, version: 1, evidence };
        let refused = client.sends_entry(client.own(), entry, command).await.is_refused(422, "statement_differs");
        assert_eq!(refused.body["refusal"]["statement_differs"]["part"], what, "{refused}");
    }
    let entry = new_entry();
    let mut statement = client.approval_statement(&page, 1, entry);
    statement.head.hash.0[5] ^= 1;
    let evidence = Box::new(client.signs(statement).await);
    let command = Command::ApproveSummary { consult, version: 1, evidence };
    client.sends_entry(client.own(), entry, command).await.is_refused(409, "head_unknown");
    assert_eq!(approvals(&bureau, &client).await, 0);
}

#[tokio::test]
async fn a_signature_with_one_changed_bit_is_refused() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let (page, entry) = (client.reads(consult).await, new_entry());
    let Command::ApproveSummary { mut evidence, .. } = client.approval(&page, 1, entry).await else { unreachable!() };
    let last = evidence.signature.0.len() - 1;
    evidence.signature.0[last] ^= 1;
    let command = Command::ApproveSummary { consult, version: 1, evidence };
    client.sends_entry(client.own(), entry, command).await.is_refused(422, "unproven");
}

#[tokio::test]
async fn an_approval_signed_before_others_wrote_still_counts() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let (page, entry) = (client.reads(consult).await, new_entry());
    let command = client.approval(&page, 1, entry).await;
    coach.asks_her(client.own(), &["Een ander gesprek."]).await;
    bureau.passes(std::time::Duration::from_hours(2));
    client.unlocks().await;
    client.sends_entry(client.own(), entry, command).await.is_done();
}

#[tokio::test]
async fn a_phone_whose_clock_is_two_hours_off_approves_normally() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let (page, entry) = (client.reads(consult).await, new_entry());
    let mut statement = client.approval_statement(&page, 1, entry);
    statement.device_at = statement.device_at.plus_hours(-2);
    let evidence = Box::new(client.signs(statement).await);
    let command = Command::ApproveSummary { consult, version: 1, evidence };
    let done: shared::api::Accepted = client.sends_entry(client.own(), entry, command).await.gives();
    assert!((bureau.at.clock.now().0 - done.at.0).abs() < 60_000, "the bureau's time is what counts");
}

#[tokio::test]
async fn f11_a_summary_replaces_the_version_its_writer_had_before_her() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let again = |replaces, words| Command::SendSummary { consult, replaces, passages: passages(words) };
    coach.wants(client.own(), again(0, MORE_HOURS)).await.is_refused(409, "stale");
    coach.wants(client.own(), again(1, HOURS)).await.is_refused(422, "nothing_changed");
    coach.wants(client.own(), again(1, MORE_HOURS)).await.is_done();
}

#[tokio::test]
async fn f18_she_is_reminded_after_3_and_7_days_and_silence_is_never_a_yes() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let address = coach.dossier(client.own()).await.contact.unwrap().email.unwrap().as_str().to_owned();
    let reminded = async || bureau.happened(client.own()).await.iter().filter(|kind| *kind == "reminded").count();
    bureau.days_pass(2).await;
    assert_eq!(reminded().await, 0);
    bureau.days_pass(1).await;
    assert_eq!(reminded().await, 1);
    bureau.days_pass(3).await;
    assert_eq!(reminded().await, 1);
    bureau.days_pass(1).await;
    assert_eq!(reminded().await, 2);
    server::reminders::run(bureau.ctx()).await.unwrap();
    assert_eq!(reminded().await, 2, "nobody is reminded twice");
    let mails = bureau.mails_to(&address).await;
    assert!(mails.iter().filter(|mail| mail.subject.contains("nog iets")).count() >= 2, "{mails:#?}");
    bureau.days_pass(7).await;
    assert!(!bureau.happened(client.own()).await.contains(&"left_unanswered".to_owned()), "the last day is hers");
    bureau.days_pass(1).await;
    assert!(bureau.happened(client.own()).await.contains(&"left_unanswered".to_owned()));
    bureau.days_pass(10).await;
    assert_eq!(reminded().await, 2);
    assert_eq!(approvals(&bureau, &client).await, 0);
    coach.unlocks().await;
    client.unlocks().await;
    assert_eq!(coach.board_status(consult).await, Status::Unanswered);
    client.approves(consult).await.is_done();
    assert_eq!(coach.board_status(consult).await, Status::Approved, "late is not too late");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f18_whoever_answered_is_not_reminded() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    client.approves(consult).await.is_done();
    bureau.days_pass(20).await;
    let happened = bureau.happened(client.own()).await;
    assert!(!happened.iter().any(|kind| kind == "reminded" || kind == "left_unanswered"), "{happened:?}");
}

#[tokio::test]
async fn f78_a_mail_says_that_there_is_something_and_never_what() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Zwaantje").await;
    let client = bureau.client(&coach, "Quirientje").await;
    let consult = coach.asks_her(client.own(), &["Kwikstaartje werkt twee uur."]).await;
    bureau.days_pass(8).await;
    client.unlocks().await;
    client.disputes(consult, vec![support::client::mark(1, "Drie uur, mierikswortel.", "Zo was het.")]).await.is_done();
    coach.unlocks().await;
    coach.answers(client.own(), consult, vec![support::staff::refused("Nachtschade.")], None).await.is_done();
    client.adds_key_of(&Phone::new()).await;
    let mails = bureau.mails().await;
    assert!(mails.len() >= 6, "{}", mails.len());
    for mail in mails {
        for word in
            ["Zwaantje", "Quirientje", "Kwikstaartje", "mierikswortel", "Nachtschade", "samenvatting", "Akkoord:"]
        {
            let said = format!("{} {}", mail.subject, mail.text).to_lowercase();
            assert!(!said.contains(&word.to_lowercase()), "{word} in {mail:#?}");
        }
        assert!(!mail.raw.contains(&client.own().to_string()), "no dossier in {mail:#?}");
    }
}

#[tokio::test]
async fn w14_no_consult_before_the_regulation_was_discussed_and_confirmed() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let case = coach.takes_on("Noor").await;
    let record = Command::RecordConsult {
        consult: shared::ids::ConsultId(shared::ids::Uuid::new_v4()),
        held_on: bureau.at.clock.today(),
        form: shared::dossier::consults::ConsultKind::Phone,
        minutes: None,
    };
    let refused = coach.wants(case.dossier, record.clone()).await.is_refused(403, "not_started");
    assert_eq!(refused.problem().article.as_deref(), Some("AVG 13"));
    let client = coach.lets_in(&case).await;
    coach.discusses_the_regulation(case.dossier).await;
    client.confirms_the_regulation().await;
    coach.wants(case.dossier, record).await.is_done();
}

#[tokio::test]
async fn w14_she_alone_confirming_is_no_start() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let case = coach.takes_on("Noor").await;
    let client = coach.lets_in(&case).await;
    assert!(!client.own_page().await.view.allowed.contains(&Act::ConfirmRegulation));
    client.wants(client.own(), Command::ConfirmRegulation {}).await.is_refused(403, "not_started");
    let on = bureau.at.clock.today();
    let long_ago = Command::DiscussRegulation { on: on.plus_days(-4000) };
    coach.wants(client.own(), long_ago).await.is_refused(422, "date_too_early");
    coach.discusses_the_regulation(client.own()).await;
    assert!(client.own_page().await.view.allowed.contains(&Act::ConfirmRegulation));
    client.confirms_the_regulation().await;
    coach.wants(client.own(), Command::DiscussRegulation { on }).await.is_refused(409, "started");
}

#[tokio::test]
async fn m13a_r2_1_p1b_when_she_saw_the_regulation_is_kept_and_she_is_sent_it_when_she_asks() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let case = coach.takes_on("Noor").await;
    let client = coach.lets_in(&case).await;
    // M13a: the first time counts, also for the coach who looks it up.
    client.does(client.own(), Command::SeeRegulation { version: Some(0) }).await;
    let first = client.own_page().await.view.start.shown_at.expect("it was shown");
    bureau.passes(Duration::from_mins(10));
    client.unlocks().await;
    client.does(client.own(), Command::SeeRegulation { version: Some(0) }).await;
    assert_eq!(coach.dossier(case.dossier).await.view.start.shown_at, Some(first));
    // R2.1, P1b: sent where she asks, once a day, with nothing in it that is about her.
    let sent = async || {
        let mails = bureau.mails_to(&case.email).await;
        mails.into_iter().filter(|mail| mail.text.contains("/regulation")).collect::<Vec<_>>()
    };
    assert!(sent().await.is_empty());
    for _ in 0..2 {
        client.does(client.own(), Command::AskRegulation {}).await;
    }
    let mails = sent().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(!mails[0].text.contains("Noor"), "{mails:?}");
    coach.wants(case.dossier, Command::AskRegulation {}).await.is_refused(403, "not_yours");
}

// Keeps: R3.6
// Part of: R1.8
#[tokio::test]
async fn what_the_coach_changes_in_the_dossier_shows_in_the_copy_of_the_client_and_the_other_way_about() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let alike = async || {
        let hers = client.consult(client.own(), consult).await;
        let of_the_coach = coach.consult(client.own(), consult).await;
        assert_eq!(hers.entries, of_the_coach.entries, "both read the same words, signatures and answers");
        assert_eq!(
            (hers.view.versions, hers.view.approvals),
            (of_the_coach.view.versions, of_the_coach.view.approvals)
        );
        hers.entries.len()
    };
    assert_eq!(alike().await, 1);
    client.approves(consult).await.is_done();
    assert_eq!(alike().await, 2);
    coach.sends(client.own(), consult, &["U werkt drie uur."]).await;
    assert_eq!(alike().await, 3);
    let hers = client.consult(client.own(), consult).await;
    assert!(hers.entries.last().unwrap().content.contains("U werkt drie uur."));
}
