//! A small machine: one CPU, 512 MB.

use std::time::{Duration, Instant};

use support::bureau::Bureau;
use support::person::Person;
use support::server::{Server, Setup};
use support::stream::Changes;

/// What `docs/operator.md` says is enough for the server.
const MEMORY_MB_MAX: u64 = 512;
/// How many times as long a decision may take with one CPU as with all there are.
const SLOWER_MAX: f64 = 3.0;
const BOARDS: usize = 30;
const APPROVALS: usize = 60;

/// A bureau at work, with every board of it open.
struct Busy {
    program: Server,
    coach: Person,
    client: Person,
    boards: Vec<Changes>,
    took: Duration,
}

impl Busy {
    async fn begin(setup: Setup) -> Self {
        let setup = setup.set("AKKOORD_TRUSTED_PROXY", "127.0.0.1").set("AKKOORD_ATTEMPTS_PER_MINUTE", "600");
        let program = setup.start().await;
        let (coach, client) = Bureau::of(&program).coach_and_client().await;
        let mut boards = Vec::new();
        for _ in 0..BOARDS {
            boards.push(coach.copied().listens().await);
        }
        Self { program, coach, client, boards, took: Duration::ZERO }
    }

    /// Four decisions: recorded, sent, seen, approved.
    async fn approves_one(&mut self) {
        let begun = Instant::now();
        let words = ["U werkt nu twee uur per dag.", "Wij praten over twee weken."];
        let consult = self.coach.asks_her(self.client.own(), &words).await;
        self.client.reads(consult).await;
        self.client.approves(consult).await.is_done();
        self.took += begun.elapsed();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f80_one_cpu_and_512_mb_are_enough_for_thirty_open_boards_and_hundreds_of_decisions() {
    let mut small = Busy::begin(Setup::demo().on_one_cpu()).await;
    let mut large = Busy::begin(Setup::demo()).await;
    // In turns, so that whatever else this machine does slows both down.
    for _ in 0..APPROVALS {
        small.approves_one().await;
        large.approves_one().await;
    }
    for board in &mut small.boards {
        board.tell_of(small.client.own()).await;
    }
    let peak = small.program.memory_peak_mb();
    let (decisions, slower) = (APPROVALS * 4, small.took.as_secs_f64() / large.took.as_secs_f64());
    println!("{peak} MB at most, with {BOARDS} boards open");
    println!("{decisions} decisions took {:?}, with all CPUs {:?}: {slower:.2} times as long", small.took, large.took);
    assert!(peak < MEMORY_MB_MAX, "{peak} MB");
    assert!(slower < SLOWER_MAX, "{slower} times as long");
}
