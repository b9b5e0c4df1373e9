//! The database goes away for a moment: she is told to try again, and trying again does it once.

use std::time::Duration;

use server::platform::db::Location;
use shared::dossier::Command;
use shared::ids::{DossierId, EntryId};
use support::answer::Answer;
use support::bureau::Bureau;
use support::person::{Person, new_entry};
use support::postgres;

/// Sends the same until there is an answer, as the app's outbox does.
async fn delivers(client: Person, dossier: DossierId, entry: EntryId, command: Command) -> Answer {
    for _ in 0..50 {
        let answer = client.sends_entry(dossier, entry, command.clone()).await;
        if answer.status == 200 {
            return answer;
        }
        answer.is_refused(503, "busy");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it was not done in fifty tries");
}

async fn approvals(bureau: &Bureau, client: &Person) -> usize {
    bureau.happened(client.own()).await.iter().filter(|kind| *kind == "summary_approved").count()
}

/// The URLs of the databases; none on SQLite, which does not go away.
fn urls(bureau: &Bureau) -> Option<[String; 2]> {
    let config = &bureau.ctx().config;
    match (&config.database, &config.keys_database) {
        (Location::Postgres(main), Location::Postgres(keys)) => Some([main.clone(), keys.clone()]),
        _ => None,
    }
}

#[tokio::test]
async fn an_approval_whose_connection_is_lost_before_the_commit_is_busy_and_then_done_once() {
    let bureau = Bureau::start().await;
    let Some([url, _]) = urls(&bureau) else { return };
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let (page, entry) = (client.reads(consult).await, new_entry());
    let command = client.approval(&page, 1, entry).await;
    let mut other = postgres::hold(&url, client.own().0).await;
    let tap = {
        let (client, command) = (client.clone(), command.clone());
        tokio::spawn(async move { client.sends_entry(client.own(), entry, command).await })
    };
    postgres::somebody_waits(&mut other).await;
    postgres::cut_off(&url).await;
    let answer = tap.await.unwrap().is_refused(503, "busy");
    assert!(answer.header("retry-after").parse::<u64>().is_ok(), "{answer}");
    assert_eq!(approvals(&bureau, &client).await, 0);
    delivers(client.clone(), client.own(), entry, command).await;
    assert_eq!(approvals(&bureau, &client).await, 1);
    bureau.is_sound().await;
}

#[tokio::test]
async fn approvals_are_done_once_while_every_connection_is_cut_again_and_again() {
    let bureau = Bureau::start().await;
    let Some(urls) = urls(&bureau) else { return };
    let (coach, client) = bureau.coach_and_client().await;
    for round in 0..6 {
        let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
        let (page, entry) = (client.reads(consult).await, new_entry());
        let command = client.approval(&page, 1, entry).await;
        let tap = tokio::spawn(delivers(client.clone(), client.own(), entry, command));
        for url in &urls {
            tokio::time::sleep(Duration::from_millis(round * 4)).await;
            postgres::cut_off(url).await;
        }
        tap.await.unwrap();
        // What another reads meanwhile may be told to wait too.
        while coach.gets(shared::api::path::BOARD).await.status == 503 {}
    }
    assert_eq!(approvals(&bureau, &client).await, 6);
    bureau.is_sound().await;
}
