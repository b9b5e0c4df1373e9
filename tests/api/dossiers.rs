//! Dossiers: many hands at once, and what everybody finds afterwards.

use shared::access::Relation;
use shared::api::{Accepted, ClientAdded, DossierLine, path};
use shared::dossier::Command;
use shared::dossier::consults::ConsultKind;
use shared::ids::{ConsultId, Uuid};
use support::bureau::Bureau;
use support::faulty::rows;
use support::person::new_entry;
use support::staff::{new_client, passages};

#[tokio::test]
async fn twenty_commands_at_once_leave_no_gap_and_an_unbroken_chain() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let second_desk = coach.signs_in_anew().await;
    let dossier = client.own();
    let before = coach.dossier(dossier).await.view.head.seq;
    let held_on = bureau.at.clock.today();
    let writing = (0..20).map(|number| {
        let coach = if number % 2 == 0 { coach.clone() } else { second_desk.clone() };
        let record = Command::RecordConsult {
            consult: ConsultId(Uuid::new_v4()),
            held_on,
            form: ConsultKind::Visit,
            minutes: None,
        };
        tokio::spawn(async move { coach.wants(dossier, record).await })
    });
    let mut seqs = Vec::new();
    for one in writing.collect::<Vec<_>>() {
        let done: Accepted = one.await.unwrap().gives();
        seqs.push(done.seq.unwrap());
    }
    seqs.sort_unstable();
    assert_eq!(seqs, (before + 1..=before + 20).collect::<Vec<_>>());
    assert_eq!(coach.dossier(dossier).await.view.consults.len(), 20);
    bureau.is_sound().await;
}

#[tokio::test]
async fn coach_and_client_who_write_at_once_both_find_their_words() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let mut racing = Vec::new();
    for number in 0..6 {
        let consult = coach.asks_her(client.own(), &[&format!("Gesprek {number}.")]).await;
        let (page, entry, dossier) = (client.reads(consult).await, new_entry(), client.own());
        let approval = client.approval(&page, 1, entry).await;
        let another = Command::SendSummary { consult, replaces: 1, passages: passages(&["Anders."]) };
        let (client, coach) = (client.clone(), coach.clone());
        racing.push(tokio::spawn(async move { client.sends_entry(dossier, entry, approval).await }));
        racing.push(tokio::spawn(async move { coach.wants(dossier, another).await }));
    }
    for answer in racing {
        let answer = answer.await.unwrap();
        assert!(answer.status == 200 || answer.code() == "stale", "{answer}");
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn a_client_who_is_taken_on_twice_under_one_entry_is_one_client() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let new = new_client("Noor", "noor@client.example");
    let posting = (0..12).map(|_| {
        let (coach, new) = (coach.clone(), new.clone());
        tokio::spawn(async move { coach.posts(path::CLIENTS, &new).await })
    });
    let mut made = Vec::new();
    for answer in posting.collect::<Vec<_>>() {
        let ClientAdded { dossier, person } = answer.await.unwrap().gives();
        made.push((dossier, person));
    }
    made.dedup();
    assert_eq!(made.len(), 1);
    let lines: Vec<DossierLine> = coach.gets(path::DOSSIERS).await.gives();
    assert_eq!((lines.len(), lines[0].you), (1, Relation::Coach));
}

#[tokio::test]
async fn f7_a_client_cannot_have_the_address_of_a_member_of_staff() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let gone = bureau.coach(&administrator, "Bram").await;
    let before = rows(bureau.ctx(), "person").await;
    for address in ["samira@bureau.example", "Samira@Bureau.example"] {
        for lang in ["nl", "en"] {
            let new = new_client("Noor", address);
            let refused = coach.with("accept-language", lang).posts(path::CLIENTS, &new).await;
            let fault = refused.is_refused(422, "bad_request").problem().errors.remove(0);
            assert_eq!((fault.field.as_str(), fault.code.as_str()), ("email", "contact_of_staff"));
            assert!(
                fault.message.contains(if lang == "nl" { "bureau werkt" } else { "works at the bureau" }),
                "{fault:?}"
            );
        }
    }
    assert_eq!(rows(bureau.ctx(), "person").await, before, "where she is refused, nobody is stored");
    let lines: Vec<DossierLine> = coach.gets(path::DOSSIERS).await.gives();
    assert!(lines.is_empty());
    // Who works here no more may be a client.
    coach.posts(path::CLIENTS, &new_client("Bram", "bram@bureau.example")).await.is_refused(422, "bad_request");
    let end = shared::bureau::BureauCommand::EndStaff { person: gone.me.person };
    let post = shared::api::BureauPost { entry: new_entry(), command: end };
    administrator.posts(path::BUREAU_COMMANDS, &post).await.is_done();
    coach.posts(path::CLIENTS, &new_client("Bram", "bram@bureau.example")).await.is_done();
}

#[tokio::test]
async fn m7b_one_bureau_does_not_see_the_other() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let next_door = bureau.neighbour().await;
    let (coach, _) = next_door.coach_and_client().await;
    let board = coach.gets(path::BOARD).await.is_done();
    assert!(!board.text.contains(&client.own().to_string()), "{board}");
    let hers = path::to(path::DOSSIER, &[&client.own()]);
    coach.gets(&hers).await.is_refused(404, "unknown");
    assert_eq!((bureau.knocks().await, next_door.knocks().await), (0, 1), "counted where she belongs");
    bureau.is_sound().await;
}

#[tokio::test]
async fn what_was_written_reads_the_same_after_the_clock_was_set_back() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let first = coach.records_consult(client.own()).await;
    bureau.at.clock.set_back(std::time::Duration::from_mins(90));
    let second = coach.records_consult(client.own()).await;
    assert_ne!(first, second);
    let entries = bureau.entries::<shared::dossier::Dossier>(client.own().into()).await;
    assert!(entries.is_sorted_by_key(|header| header.at), "time never runs backwards within a log");
    bureau.is_sound().await;
}

#[tokio::test]
async fn a_consult_id_that_is_used_in_two_dossiers_is_two_consults() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let other = bureau.client(&coach, "Yara").await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    client.approves(consult).await.is_done();
    let held_on = bureau.at.clock.today().plus_days(-3);
    coach.does(other.own(), Command::RecordConsult { consult, held_on, form: ConsultKind::Video, minutes: None }).await;
    assert_eq!(client.consult(client.own(), consult).await.view.approvals.len(), 1);
    let board: shared::api::Board = coach.gets(path::BOARD).await.gives();
    let lines = board.clients.iter().flat_map(|client| &client.consults);
    assert_eq!(lines.filter(|line| line.consult == consult).count(), 2);
    bureau.is_sound().await;
}

#[tokio::test]
async fn one_entry_id_at_two_dossiers_at_once_is_one_entry() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let other = bureau.client(&coach, "Yara").await;
    for _ in 0..5 {
        let entry = new_entry();
        let (consult, held_on) = (ConsultId(Uuid::new_v4()), bureau.at.clock.today());
        let record = Command::RecordConsult { consult, held_on, form: ConsultKind::Office, minutes: None };
        let posting = [client.own(), other.own()].map(|dossier| {
            let (coach, record) = (coach.clone(), record.clone());
            tokio::spawn(async move { coach.sends_entry(dossier, entry, record).await })
        });
        let mut taken = 0;
        for answer in posting {
            let answer = answer.await.unwrap();
            taken += usize::from(answer.code() == "entry_taken");
            assert!(answer.status == 200 || answer.status == 409, "{answer}");
        }
        assert_eq!(taken, 1);
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn screens_29_who_has_no_way_in_comes_before_what_waits_for_a_client() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let new: ClientAdded = coach.posts(path::CLIENTS, &new_client("Yara", "yara@client.example")).await.gives();
    let order = async || {
        let board: shared::api::Board = coach.gets(path::BOARD).await.gives();
        board.clients.iter().map(|client| client.dossier).collect::<Vec<_>>()
    };
    assert_eq!(order().await, [new.dossier, client.own()], "she waits for an invitation");
    coach.records_consult(client.own()).await;
    assert_eq!(order().await, [client.own(), new.dossier], "a summary to write is more urgent");
}

// Keeps: R1.7
#[tokio::test]
async fn a_second_assignment_of_the_same_client_is_a_dossier_of_its_own() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let (first, second) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let address = "noor@client.example";
    let ours: ClientAdded = first.posts(path::CLIENTS, &new_client("Noor", address)).await.gives();
    let theirs: ClientAdded = second.posts(path::CLIENTS, &new_client("Noor", address)).await.gives();
    assert_ne!(ours.dossier, theirs.dossier);
    for (coach, own, other) in [(&first, &ours, &theirs), (&second, &theirs, &ours)] {
        coach.gets(&path::to(path::DOSSIER, &[&own.dossier])).await.is_done();
        coach.gets(&path::to(path::DOSSIER, &[&other.dossier])).await.is_refused(404, "unknown");
    }
}
