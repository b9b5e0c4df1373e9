//! A small machine: one CPU, 512 MB.

use std::time::Instant;

use support::bureau::Bureau;
use support::server::Setup;

/// What `docs/akkoord.service` allows.
const MEMORY_MB_MAX: u64 = 512;
const BOARDS: usize = 30;
const APPROVALS: usize = 80;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f80_one_cpu_and_512_mb_are_enough_for_thirty_open_boards_and_hundreds_of_decisions() {
    let setup = Setup::demo().on_one_cpu();
    let setup = setup.set("AKKOORD_TRUSTED_PROXY", "127.0.0.1").set("AKKOORD_ATTEMPTS_PER_MINUTE", "600");
    let program = setup.start().await;
    let bureau = Bureau::of(&program);
    let (coach, client) = bureau.coach_and_client().await;
    let mut boards = Vec::new();
    for _ in 0..BOARDS {
        boards.push(coach.copied().listens().await);
    }
    let begun = Instant::now();
    for _ in 0..APPROVALS {
        let consult =
            coach.asks_her(client.own(), &["U werkt nu twee uur per dag.", "Wij praten over twee weken."]).await;
        client.reads(consult).await;
        client.approves(consult).await.is_done();
    }
    // Recorded, sent, seen, approved.
    let (decisions, took) = (APPROVALS * 4, begun.elapsed());
    for board in &mut boards {
        board.tell_of(client.own()).await;
    }
    let peak = program.memory_peak_mb();
    println!("{peak} MB at most, with {BOARDS} boards open; {decisions} decisions took {took:?}");
    assert!(peak < MEMORY_MB_MAX, "{peak} MB");
}
