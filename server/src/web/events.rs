//! The stream of changes: which logs changed, for those who may see them (F19). Never a content.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use futures_util::stream;
use shared::api::{Changed, Problem};
use shared::ids::LogId;
use shared::log::Role;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::session::Listener;
use super::sse;
use crate::ctx::Ctx;
use crate::dossiers;
use crate::error::Error;
use crate::log::feed::Change;
use crate::sessions::{self, Session};

/// How often a quiet listener's session is looked at.
const CHECK: Duration = Duration::from_secs(30);

/// The routes that need a session.
pub fn private() -> OpenApiRouter<Ctx> {
    OpenApiRouter::new().routes(routes!(events))
}

/// Changes as they are committed, on this server and on those that share its database.
#[utoipa::path(get, path = "/api/events", tag = "events", responses(
    (status = 200, description = "server-sent events named `changed`, each a Changed", content_type = "text/event-stream", body = Changed),
    (status = 401, body = Problem, content_type = "application/problem+json")))]
async fn events(State(ctx): State<Ctx>, Listener(session, secret): Listener) -> Result<impl IntoResponse, Error> {
    let heard = ctx.feed.listen();
    let stopping = ctx.stopping.clone();
    let listening = Listening { hers: hers(&ctx, &session).await?, heard, ctx, session, secret };
    Ok(sse::stream("changed", stream::unfold(listening, Listening::next), stopping))
}

/// The logs that are hers to hear of.
async fn hers(ctx: &Ctx, session: &Session) -> Result<BTreeSet<LogId>, Error> {
    let mut logs = BTreeSet::new();
    match session.role {
        Role::Client | Role::Coach => {
            let rows = dossiers::store::of_person(&ctx.db.read, session.bureau, session.person).await?;
            logs.extend(rows.iter().map(|row| LogId::from(row.dossier)));
        }
        _ => drop(logs.insert(session.bureau.into())),
    }
    Ok(logs)
}

struct Listening {
    hers: BTreeSet<LogId>,
    heard: Receiver<Change>,
    ctx: Ctx,
    session: Session,
    secret: String,
}

impl Listening {
    /// The next change that concerns her. After a gap the nil log says: look at everything again.
    /// The stream ends with her session, and while her screen is locked (F8).
    async fn next(mut self) -> Option<(Changed, Self)> {
        loop {
            let heard = tokio::time::timeout(CHECK, self.heard.recv()).await;
            if !self.may_listen().await {
                return None;
            }
            let Ok(heard) = heard else { continue };
            match heard {
                Ok(change) if change.log.0.is_nil() => return Some((changed(change), self)),
                Ok(change) if change.bureau == self.session.bureau => {
                    if self.concerns(change.log).await {
                        return Some((changed(change), self));
                    }
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return Some((Changed { log: LogId(uuid::Uuid::nil()), seq: 0 }, self)),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    async fn may_listen(&self) -> bool {
        let found = sessions::find(&self.ctx, &self.secret, false).await;
        matches!(found, Ok(Some(session)) if session.locked_at.is_none())
    }

    /// A log that is not known yet may have become hers.
    async fn concerns(&mut self, log: LogId) -> bool {
        if !self.hers.contains(&log)
            && let Ok(hers) = hers(&self.ctx, &self.session).await
        {
            self.hers = hers;
        }
        self.hers.contains(&log)
    }
}

fn changed(change: Change) -> Changed {
    Changed { log: change.log, seq: change.seq }
}
