//! The stream of changes: which logs changed, for those who may see them (F19). Never a content.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use futures_util::stream;
use shared::api::{Changed, Problem};
use shared::ids::LogId;
use shared::log::Role;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::session::Listener;
use super::sse;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::feed::Change;
use crate::log::load;
use crate::sessions::{self, Session};
use crate::{cases, dossiers};

/// How often a listener's session is looked at, and whether a change was missed.
const CHECK: Duration = Duration::from_secs(10);

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(events))
}

/// Changes as they are committed, on this server and on those that share its database.
#[utoipa::path(get, path = "/api/events", tag = "events", responses(
    (status = 200, description = "server-sent events named `changed`, each a Changed", content_type = "text/event-stream", body = Changed),
    (status = 401, body = Problem, content_type = "application/problem+json")))]
async fn events(State(ctx): State<Ctx>, Listener(session, secret): Listener) -> Result<impl IntoResponse, Error> {
    let stopping = ctx.stopping.clone();
    let listening = Listening::begin(ctx, session, secret).await?;
    Ok(sse::stream("changed", stream::unfold(listening, Listening::next), stopping))
}

/// The logs that are hers to hear of.
async fn hers(ctx: &Ctx, session: &Session) -> Result<BTreeSet<LogId>, Error> {
    let (mut logs, on) = (BTreeSet::new(), &ctx.db.read);
    let cases = match session.role {
        Role::Representative => {
            logs.extend(dossiers::open_ids(ctx, session).await?.into_iter().map(LogId::from));
            Vec::new()
        }
        Role::Client => {
            let open = dossiers::open_ids(ctx, session).await?;
            logs.extend(open.iter().copied().map(LogId::from));
            cases::store::of_dossiers(on, session.bureau, &open).await?
        }
        Role::Administrator => {
            logs.insert(session.bureau.into());
            Vec::new()
        }
        Role::Officer => {
            logs.insert(session.bureau.into());
            cases::store::of_bureau(on, session.bureau).await?
        }
        _ => {
            let (facts, today) = (load::bureau(ctx, on, session.bureau).await?.subject, ctx.clock.today());
            let rows = dossiers::store::around(on, session.bureau, &facts, session.actor(), today).await?;
            logs.extend(rows.iter().map(|(row, _)| LogId::from(row.dossier)));
            Vec::new()
        }
    };
    logs.extend(cases.iter().map(|row| LogId::from(row.case)));
    Ok(logs)
}

struct Listening {
    /// The logs that are hers, and the last entry of each that she was told of.
    hers: BTreeMap<LogId, u64>,
    heard: Receiver<Change>,
    checks: Interval,
    /// What a check found and is still to be told.
    missed: Vec<Changed>,
    ctx: Ctx,
    session: Session,
    secret: String,
}

impl Listening {
    async fn begin(ctx: Ctx, session: Session, secret: String) -> Result<Self, Error> {
        let heard = ctx.feed.listen();
        let mut checks = interval_at(Instant::now() + CHECK, CHECK);
        checks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let hers = load::heads(&ctx, &hers(&ctx, &session).await?).await?;
        Ok(Self { hers, heard, checks, missed: Vec::new(), ctx, session, secret })
    }

    /// The next change that concerns her. After a gap the nil log says: look at everything again.
    /// The stream ends with her session, and while her screen is locked (F8).
    async fn next(mut self) -> Option<(Changed, Self)> {
        loop {
            if let Some(changed) = self.missed.pop() {
                return Some((changed, self));
            }
            let heard = tokio::select! {
                heard = self.heard.recv() => heard,
                _ = self.checks.tick() => {
                    self.may_listen().await.then_some(())?;
                    self.look().await;
                    continue;
                }
            };
            let changed = match heard {
                Ok(change) => match self.concerning(change).await {
                    Some(changed) => changed,
                    None => continue,
                },
                Err(RecvError::Lagged(_)) => Changed { log: LogId(uuid::Uuid::nil()), seq: 0 },
                Err(RecvError::Closed) => return None,
            };
            self.may_listen().await.then_some(())?;
            return Some((changed, self));
        }
    }

    async fn may_listen(&self) -> bool {
        let found = sessions::find(&self.ctx, &self.secret, false).await;
        matches!(found, Ok(Some(session)) if session.locked_at.is_none())
    }

    /// What a change is to her: nothing, mostly, and that is seen without asking the database. A log that begins, or
    /// whose people are others now, may have become hers, or hers no more: that she is told too, once.
    async fn concerning(&mut self, change: Change) -> Option<Changed> {
        if change.log.0.is_nil() {
            return Some(Changed { log: change.log, seq: change.seq });
        }
        if change.bureau != self.session.bureau {
            return None;
        }
        if change.log.0 == self.session.person.0 {
            return Some(Changed { log: change.log, seq: change.seq });
        }
        let changed = Changed { log: change.log, seq: change.seq };
        // Where the database does not answer, the next look finds out.
        if change.people
            && let Ok(hers) = hers(&self.ctx, &self.session).await
        {
            if !hers.contains(&change.log) {
                return self.hers.remove(&change.log).map(|_told| changed);
            }
            self.hers.entry(change.log).or_default();
        }
        let told = self.hers.get_mut(&change.log).filter(|told| **told < change.seq)?;
        *told = change.seq;
        Some(changed)
    }

    /// Compares with the logs themselves: what another server told may have been lost on the way.
    async fn look(&mut self) {
        let heads = match hers(&self.ctx, &self.session).await {
            Ok(hers) => load::heads(&self.ctx, &hers).await.map_err(Error::from),
            Err(cause) => Err(cause),
        };
        let Ok(heads) = heads else { return };
        let told = |log: &LogId| self.hers.get(log).copied().unwrap_or_default();
        let newer = heads.iter().filter(|(log, seq)| told(log) < **seq);
        let gone = self.hers.iter().filter(|(log, _)| !heads.contains_key(log));
        self.missed = newer.chain(gone).map(|(log, seq)| Changed { log: *log, seq: *seq }).collect();
        self.hers = heads;
    }
}
