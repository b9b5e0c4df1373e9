//! Killed while a list of clients is on its way in: the same list again goes on where it stopped.

use std::time::Duration;

use reqwest::Method;
use shared::api::{TakeOn, TakenOn, path};
use shared::client_list::{LINES_AT_ONCE_MAX, ListedClient};
use shared::words::Lang;
use support::bureau::{Bureau, email, name};
use support::exchange::number;
use support::person::{Person, new_entry};
use support::postgres::{self, Databases};

use crate::setup;

const ROUNDS: usize = 5;

fn clients(round: usize) -> Vec<ListedClient> {
    let client = |n: usize| ListedClient {
        number: number(&format!("{round}-{n}")),
        name: name(&format!("Cliënt {round} {n}")),
        email: Some(email(&format!("c{round}-{n}@client.example"))),
        phone: None,
        lang: Lang::Nl,
    };
    (0..LINES_AT_ONCE_MAX).map(client).collect()
}

/// Sends a list to a server that may die; the answer, if one came.
async fn takes_on(person: Person, list: TakeOn) -> Option<Vec<TakenOn>> {
    let request = person.request(Method::POST, path::EXCHANGE_IN).json(&list);
    Some(person.tries(path::EXCHANGE_IN, request).await.ok()?.gives())
}

async fn a_list_that_was_cut_off_goes_on(databases: Option<Databases>) {
    let mut program = setup(databases.as_ref()).start().await;
    let bureau = Bureau::of(&program);
    let administrator = bureau.administrator().await;
    administrator.names_a_system().await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    let (mut cut_off, mut begun) = (0, 0);
    for round in 0..ROUNDS {
        let list = TakeOn { list: new_entry(), clients: clients(round) };
        let before = coach.board().await.clients.len();
        let sent = tokio::spawn(takes_on(coach.clone(), list.clone()));
        tokio::time::sleep(Duration::from_millis(40 + u64::try_from(round).unwrap() * 40)).await;
        program.kill();
        cut_off += usize::from(sent.await.unwrap().is_none());
        program.start().await;
        begun += coach.board().await.clients.len() - before;
        let told = takes_on(coach.clone(), list).await.expect("it runs again");
        assert!(told.iter().all(|told| matches!(told, TakenOn::Made { .. })), "{told:?}");
        assert_eq!(coach.board().await.clients.len(), before + LINES_AT_ONCE_MAX, "each is there, once");
    }
    println!("{cut_off} of {ROUNDS} lists were cut off, after {begun} clients");
    assert!(cut_off > 0, "no list was in flight when the server died");
    program.kill();
    let inside = Bureau::reopened(&program, databases.as_ref()).await;
    inside.is_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m2a_a_list_that_was_cut_off_by_a_kill_goes_on_and_makes_nobody_twice() {
    a_list_that_was_cut_off_goes_on(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m2a_a_list_that_was_cut_off_by_a_kill_goes_on_and_makes_nobody_twice_on_postgres() {
    let Some(databases) = postgres::fresh().await else { return };
    a_list_that_was_cut_off_goes_on(Some(databases)).await;
}
