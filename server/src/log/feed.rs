//! Who listens hears that a log changed: in this server at once, in the others through `PostgreSQL`, after commit.

use shared::ids::{BureauId, LogId, PersonId, Uuid};
use tokio::sync::broadcast;

use crate::ctx::Ctx;

/// How many changes a slow listener may lag behind before it is told to look at everything again.
const BACKLOG: usize = 1024;
/// The channel between servers.
const CHANNEL: &str = "akkoord_changed";

/// A log that changed. Ids and a number, nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The controller.
    pub bureau: BureauId,
    /// The log.
    pub log: LogId,
    /// Its last entry.
    pub seq: u64,
    /// Whether others are around it than before: it begins, or another guides her, stands in or may take over.
    pub people: bool,
}

/// The changes of this server and of those that share its database.
#[derive(Clone, Debug)]
pub struct Feed(broadcast::Sender<Change>);

impl Default for Feed {
    fn default() -> Self {
        Self(broadcast::channel(BACKLOG).0)
    }
}

impl Feed {
    /// Hears every change from now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.0.subscribe()
    }

    fn tell(&self, change: Change) {
        // Nobody listening is no error.
        drop(self.0.send(change));
    }
}

/// Tells everybody who listens, here and on the other servers.
pub(super) async fn publish(ctx: &Ctx, change: Change) {
    ctx.feed.tell(change);
    let told = ctx.db.notify(CHANNEL, &payload(change, ctx.server)).await;
    if let Err(cause) = told {
        // The change is committed; listeners elsewhere look again by themselves within a minute.
        tracing::warn!(%cause, "the other servers were not told of a change");
    }
}

/// Tells the devices of a person that something of hers changed which stands in no log. Whoever misses it sees it with the
/// next page.
pub async fn tell(ctx: &Ctx, bureau: BureauId, person: PersonId) {
    publish(ctx, Change { bureau, log: LogId(person.0), seq: 0, people: false }).await;
}

/// Hears the other servers and passes on what they tell, until the task is dropped.
///
/// # Errors
/// [`crate::platform::db::DbError`] when the connection cannot be opened.
pub async fn relay(ctx: Ctx) -> Result<(), crate::platform::db::DbError> {
    let Some(mut listener) = ctx.db.listen(CHANNEL).await? else { return Ok(()) };
    let mut stopping = ctx.stopping.clone();
    loop {
        let heard = tokio::select! {
            _ = stopping.wait_for(|stop| *stop) => return Ok(()),
            heard = listener.try_recv() => heard,
        };
        match heard {
            Ok(Some(heard)) => {
                if let Some(change) = parse(heard.payload(), ctx.server) {
                    ctx.feed.tell(change);
                }
            }
            // The connection was lost and is back: something may have been missed.
            Ok(None) => ctx.feed.tell(Change::MISSED),
            Err(cause) => {
                tracing::warn!(%cause, "hearing the other servers failed; trying again");
                tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            }
        }
    }
}

impl Change {
    /// Something may have been missed: look at everything again.
    pub const MISSED: Self = Self { bureau: BureauId(Uuid::nil()), log: LogId(Uuid::nil()), seq: 0, people: true };
}

fn payload(Change { bureau, log, seq, people }: Change, server: Uuid) -> String {
    format!("{} {} {seq} {people} {server}", bureau.0, log.0)
}

/// A change another server told; what this one told itself is known already.
fn parse(payload: &str, own: Uuid) -> Option<Change> {
    let mut parts = payload.split(' ');
    let bureau = BureauId(parts.next()?.parse().ok()?);
    let log = LogId(parts.next()?.parse().ok()?);
    let seq = parts.next()?.parse().ok()?;
    let people = parts.next()?.parse().ok()?;
    let server: Uuid = parts.next()?.parse().ok()?;
    (server != own).then_some(Change { bureau, log, seq, people })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_does_not_hear_itself() {
        let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let change = Change { bureau: BureauId(Uuid::nil()), log: LogId(Uuid::max()), seq: 7, people: true };
        assert_eq!(parse(&payload(change, other), own), Some(change));
        assert_eq!(parse(&payload(change, own), own), None);
        assert_eq!(parse("nonsense", own), None);
    }
}
