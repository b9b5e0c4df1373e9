//! Jobs: what the product does by its own clock, on one server at a time.
//!
//! A job has a lease in the database, with a number that grows each time it is taken. Of several servers one holds it;
//! when that one dies, or takes longer, the lease lapses and another goes on. So a lease spares work, and what must not
//! happen twice is fenced where it is written: an entry by the rules, a mail by the row that is put off before it is
//! sent. On `SQLite` there is one server only, and a lease that a killed one left behind is simply taken.

mod store;

use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use shared::ids::Uuid;
use shared::time::Timestamp;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::platform::clock::Clock;
use crate::platform::db::{Backend, Db, DbError};

/// How long a lease lasts at least: longer than a stopped server takes to come back.
const LEASE_MIN: Duration = Duration::from_mins(2);

/// The running jobs of one server; they end with it.
#[derive(Debug)]
pub struct Jobs {
    db: Db,
    clock: Clock,
    server: Uuid,
    stopping: watch::Receiver<bool>,
    tasks: JoinSet<()>,
}

impl Jobs {
    /// No jobs yet, of the server with this id, until `stopping` says so.
    #[must_use]
    pub fn new(db: Db, clock: Clock, server: Uuid, stopping: watch::Receiver<bool>) -> Self {
        Self { db, clock, server, stopping, tasks: JoinSet::new() }
    }

    /// Does a job now and then again and again, on whichever server holds its lease. What fails is logged and tried
    /// again after `every`.
    pub fn run_every<J, F, E>(&mut self, name: &'static str, every: Duration, job: J)
    where
        J: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = Result<(), E>> + Send,
        E: Display + Send,
    {
        let (db, clock, server, job) = (self.db.clone(), self.clock.clone(), self.server, Arc::new(job));
        self.here(every, move || {
            let (db, clock, job) = (db.clone(), clock.clone(), Arc::clone(&job));
            async move {
                if let Err(cause) = once(&db, &clock, server, name, every, &*job).await {
                    tracing::error!(job = name, %cause, "a job's lease cannot be had");
                }
            }
        });
    }

    /// Does something on this server alone, now and then again and again: what concerns its own memory.
    pub fn here<J, F>(&mut self, every: Duration, job: J)
    where
        J: Fn() -> F + Send + Sync + 'static,
        F: Future<Output = ()> + Send,
    {
        let mut stopping = self.stopping.clone();
        self.tasks.spawn(async move {
            while !*stopping.borrow() {
                job().await;
                tokio::select! {
                    _ = stopping.wait_for(|stop| *stop) => return,
                    () = tokio::time::sleep(every) => {}
                }
            }
        });
    }

    /// Waits until the jobs that are being done have ended.
    pub async fn ended(&mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
}

async fn once<J, F, E>(
    db: &Db,
    clock: &Clock,
    server: Uuid,
    name: &'static str,
    every: Duration,
    job: &J,
) -> Result<(), DbError>
where
    J: Fn() -> F,
    F: Future<Output = Result<(), E>>,
    E: Display,
{
    let now = db.now(&db.write, clock).await?;
    let Some(token) = store::take(db, name, server, now, plus(now, every.max(LEASE_MIN)), alone(db)).await? else {
        return Ok(());
    };
    let done = job().await;
    // A job that was done rests on all servers; one that failed may be tried by another at once.
    let until = match &done {
        Ok(()) => plus(now, every.mul_f32(0.9)),
        Err(_) => now,
    };
    if let Err(cause) = done {
        tracing::error!(job = name, %cause, "a job failed and will be tried again");
        metrics::counter!("akkoord_job_failures_total", "job" => name).increment(1);
    }
    store::release(db, name, token, until).await
}

fn alone(db: &Db) -> bool {
    db.backend() == Backend::Sqlite
}

fn plus(moment: Timestamp, by: Duration) -> Timestamp {
    Timestamp(moment.0.saturating_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::{db::Location, random};

    #[tokio::test]
    async fn of_two_servers_one_does_the_job_until_its_lease_lapses() {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&Location::Sqlite(dir.path().join("a.sqlite"))).await.unwrap();
        crate::migrations::run_main(&db).await.unwrap();
        let (one, other) = (random::id(), random::id());
        let at = Timestamp;
        assert_eq!(store::take(&db, "job", one, at(0), at(100), false).await.unwrap(), Some(1));
        assert_eq!(store::take(&db, "job", other, at(99), at(200), false).await.unwrap(), None);
        assert_eq!(store::take(&db, "job", other, at(101), at(300), false).await.unwrap(), Some(2));
        store::release(&db, "job", 1, at(0)).await.unwrap();
        assert_eq!(
            store::take(&db, "job", one, at(200), at(400), false).await.unwrap(),
            None,
            "an old token frees nothing"
        );
        assert_eq!(store::take(&db, "job", one, at(200), at(400), true).await.unwrap(), Some(3));
    }
}
