//! The stream of changes: told at once to those whose dossier it is, and to nobody else (F19).

use std::time::Duration;

use server::ctx::Ctx;
use server::log::feed::Feed;
use server::log::{Job, Witness, append};
use shared::api::path;
use shared::dossier::command::Actor;
use shared::dossier::consults::ConsultKind;
use shared::dossier::{Command, Dossier};
use shared::ids::{ConsultId, DossierId, Uuid};
use support::bureau::Bureau;
use support::person::Person;

#[tokio::test]
async fn f19_the_coach_hears_of_an_approval_within_a_second() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let mut changes = coach.listens().await;
    let done: shared::api::Accepted = client.approves(consult).await.gives();
    let begun = std::time::Instant::now();
    let changed = changes.tell_of(client.own()).await;
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!(Some(changed.seq), done.seq);
}

#[tokio::test]
async fn f19_a_client_who_is_taken_on_later_is_heard_too() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let mut changes = coach.listens().await;
    let case = coach.takes_on("Noor").await;
    changes.tell_of(case.dossier).await;
}

#[tokio::test]
async fn m7b_nobody_hears_of_a_dossier_that_is_not_hers() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let other = bureau.client(&coach, "Yara").await;
    let next_door = bureau.neighbour().await;
    let (their_coach, _) = next_door.coach_and_client().await;
    let mut streams = [other.listens().await, their_coach.listens().await];
    coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    for stream in &mut streams {
        assert!(stream.are_silent(Duration::from_millis(400)).await);
    }
}

#[tokio::test]
async fn f8_a_stream_ends_with_its_session() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let listening = coach.copied();
    let mut changes = listening.listens().await;
    coach.deletes(path::SESSION_CURRENT).await.is_done();
    let again = coach.signs_in_anew().await;
    again.records_consult(client.own()).await;
    let heard = tokio::time::timeout(Duration::from_secs(20), changes.next_named("changed")).await;
    assert_eq!(heard.expect("the stream ends or stays silent"), None, "nothing is told to who signed out");
}

#[tokio::test]
async fn what_is_told_is_which_log_and_nothing_in_it() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let mut changes = client.listens().await;
    coach.asks_her(client.own(), &["Kwispelstaart."]).await;
    let data = changes.next_named("changed").await.unwrap();
    let value: serde_json::Value = serde_json::from_str(&data).unwrap();
    let mut fields: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
    fields.sort();
    assert_eq!(fields, ["log", "seq"]);
}

#[tokio::test]
async fn f19_a_change_made_through_one_server_is_heard_through_the_other_within_a_second() {
    let Some(bureau) = Bureau::behind_two_servers().await else { return };
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let mut changes = coach.by_way_of(1).listens().await;
    let begun = std::time::Instant::now();
    client.approves(consult).await.is_done();
    changes.tell_of(client.own()).await;
    println!("heard after {:?}", begun.elapsed());
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!(
        coach.by_way_of(1).board_status(consult).await,
        shared::dossier::consults::Status::Approved,
        "the other server shows it"
    );
}

#[tokio::test]
async fn approvals_through_two_servers_at_once_are_one_approval() {
    let Some(bureau) = Bureau::behind_two_servers().await else { return };
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let page = client.reads(consult).await;
    let entry = support::person::new_entry();
    let same = client.approval(&page, 1, entry).await;
    let mut racing = Vec::new();
    for number in 0..8 {
        let through = client.by_way_of(number % 2);
        let (entry, command) = if number < 4 {
            (entry, same.clone())
        } else {
            let own = support::person::new_entry();
            (own, client.approval(&page, 1, own).await)
        };
        racing.push(tokio::spawn(async move { through.sends_entry(through.own(), entry, command).await }));
    }
    for answer in racing {
        let answer = answer.await.unwrap();
        assert!(answer.status == 200 || answer.code() == "answered", "{answer}");
    }
    let happened = bureau.happened(client.own()).await;
    assert_eq!(happened.iter().filter(|kind| *kind == "summary_approved").count(), 1);
    bureau.is_sound().await;
}

/// Writes as a server whose word to the others is lost.
async fn records_unheard(bureau: &Bureau, coach: &Person, dossier: DossierId) {
    let unheard = Ctx { feed: Feed::default(), ..bureau.ctx().clone() };
    let consult = ConsultId(Uuid::new_v4());
    let command =
        &Command::RecordConsult { consult, held_on: bureau.at.clock.today(), form: ConsultKind::Phone, minutes: None };
    let actor = Actor { person: coach.me.person, role: coach.me.role };
    let (bureau, log, entry, witness) = (bureau.id, dossier.into(), support::person::new_entry(), Witness::default());
    append(&unheard, Job::<Dossier> { bureau, log, entry, actor, command, witness }).await.expect("it is written");
}

#[tokio::test]
async fn f19_a_change_that_another_server_could_not_tell_of_is_found_within_some_seconds() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let mut changes = coach.listens().await;
    records_unheard(&bureau, &coach, client.own()).await;
    assert!(changes.are_silent(Duration::from_secs(1)).await, "nobody told of it");
    let changed = changes.tell_of(client.own()).await;
    assert_eq!(changed.seq, client.own_page().await.view.head.seq);
    assert!(changes.are_silent(Duration::from_secs(11)).await, "it is told once");
}
