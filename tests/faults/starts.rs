//! Killed during its first start, and started again.

use std::time::Duration;

use support::bureau::Bureau;
use support::postgres::{self, Databases};
use support::server::Setup;

async fn a_first_start_that_was_cut_off_is_finished(setup: Setup, databases: Option<Databases>, after: Duration) {
    let mut program = databases.iter().fold(setup, Setup::on).not_started();
    program.begin();
    tokio::time::sleep(after).await;
    program.kill();
    program.start().await;
    let administrator = Bureau::of(&program).administrator().await;
    assert!(administrator.is_signed_in().await, "killed after {after:?}");
    drop(administrator);
    program.kill();
    Bureau::reopened(&program, databases.as_ref()).await.is_sound().await;
}

/// Moments from before the first table to after the last entry of a first start.
fn moments() -> impl Iterator<Item = Duration> {
    [10, 30, 60, 100, 150, 220, 320, 450, 700, 1100].into_iter().map(Duration::from_millis)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_start_that_was_killed_is_finished_by_the_next() {
    for after in moments() {
        a_first_start_that_was_cut_off_is_finished(Setup::empty(), None, after).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demonstration_that_was_killed_while_it_was_filled_leaves_a_bureau_that_works() {
    for after in moments() {
        a_first_start_that_was_cut_off_is_finished(Setup::demo(), None, after).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_start_that_was_killed_is_finished_by_the_next_on_postgres() {
    for after in moments() {
        let Some(databases) = postgres::fresh().await else { return };
        a_first_start_that_was_cut_off_is_finished(Setup::empty(), Some(databases), after).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demonstration_that_was_killed_while_it_was_filled_leaves_a_bureau_that_works_on_postgres() {
    for after in moments() {
        let Some(databases) = postgres::fresh().await else { return };
        a_first_start_that_was_cut_off_is_finished(Setup::demo(), Some(databases), after).await;
    }
}
