//! The program at its limits. It dies at the worst moment: nothing that was answered is lost, nothing happens twice. And
//! it runs on a small machine.

mod commands;
mod lists;
mod operator;
mod sendings;
mod small;
mod starts;
mod uploads;

use support::postgres::Databases;
use support::server::Setup;

/// The program as these tests start it, on PostgreSQL where there is one.
fn setup(databases: Option<&Databases>) -> Setup {
    let setup = Setup::empty().set("AKKOORD_TRUSTED_PROXY", "127.0.0.1").set("AKKOORD_ATTEMPTS_PER_MINUTE", "600");
    match databases {
        Some(databases) => setup.on(databases),
        None => setup,
    }
}
