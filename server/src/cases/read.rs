//! What people see of cases: the client her own, the officer all of her bureau. For anybody else there are none.

use std::collections::BTreeMap;

use shared::api::{CaseLine, CaseList, CasePage, CaseSaid, Code, OpenedEntry};
use shared::cases::{About, Case, CaseAct, CaseCommand, CaseEvent, Core, may};
use shared::dossier::Dossier;
use shared::dossier::command::Actor;
use shared::ids::{CaseId, LogId, PersonId};
use shared::index::{CaseRow, case_row};
use shared::log::{Role, read_content};
use shared::refusal::Refusal;

use super::store;
use crate::bureaus::attempts;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load::{self, Items, Loaded};
use crate::log::{Job, append};
use crate::platform::random;
use crate::sessions::Session;
use crate::{dossiers, people};

/// The kinds of entries that hold words.
const WORDS: [&str; 2] = ["case_said", "case_answered"];

/// Her cases: a client's own, or for the officer all of the bureau, those that wait first.
///
/// # Errors
/// [`Code::WrongRole`] for anybody else.
pub async fn list(ctx: &Ctx, session: &Session) -> Result<CaseList, Error> {
    let rows = match session.role {
        Role::Client => {
            let open = dossiers::open_ids(ctx, session).await?;
            store::of_dossiers(&ctx.db.read, session.bureau, &open).await?
        }
        Role::Officer => store::of_bureau(&ctx.db.read, session.bureau).await?,
        // What she asks stays between her and the officer (W9).
        Role::Representative => Vec::new(),
        _ => return Err(Code::WrongRole.into()),
    };
    let clients: Vec<PersonId> = rows.iter().map(|row| row.client).collect();
    let names = match session.role {
        Role::Officer => people::names(ctx, session.bureau, &clients).await?,
        _ => BTreeMap::new(),
    };
    Ok(CaseList { cases: rows.into_iter().map(|row| line(ctx, row)).collect(), names })
}

/// A case with its words. What the officer opens is taken up first, and an answer that the client opens is read.
///
/// # Errors
/// [`Refusal::Unknown`] for whom it does not exist; such a knock is counted.
pub async fn page(ctx: &Ctx, session: &Session, id: CaseId) -> Result<CasePage, Error> {
    let Seen { loaded, actor } = seen(ctx, session, id).await?;
    let mut core = *loaded.subject.opened()?;
    let opens = match session.role {
        Role::Officer => core.taken_up_at.is_none().then_some(CaseCommand::TakeUp {}),
        _ => core.is_unread().then_some(CaseCommand::Read {}),
    };
    if let Some(command) = opens {
        note(ctx, session, id, (actor, &command)).await?;
        core = *seen(ctx, session, id).await?.loaded.subject.opened()?;
    }
    let log = LogId::from(id);
    let entries = load::entries_about(ctx, session.bureau, log, log.into(), &WORDS).await?;
    let said: Vec<CaseSaid> = entries.iter().filter_map(said).collect();
    let About::Look { person, .. } = core.about;
    let mut known = vec![core.client, person];
    known.extend(said.iter().map(|said| said.by));
    let names = people::names(ctx, session.bureau, &known).await?;
    let Core { about, taken_up_at, read_at, closed_at, .. } = core;
    let (line, today, allowed) = (line(ctx, case_row(&core)), ctx.clock.today(), core.allowed(actor));
    Ok(CasePage { line, about, taken_up_at, read_at, closed_at, said, names, today, allowed })
}

/// A case for somebody who may see it, and who she is in it.
pub(super) struct Seen {
    pub loaded: Loaded<Case>,
    pub actor: Actor,
}

/// Loads a case for somebody who may see it; for anybody else it does not exist, and the knock is counted.
///
/// # Errors
/// [`Refusal::Unknown`]; else what does not answer.
pub(super) async fn seen(ctx: &Ctx, session: &Session, id: CaseId) -> Result<Seen, Error> {
    let loaded = load::load::<Case>(ctx, &ctx.db.read, session.bureau, id.into(), Items::None).await?;
    if let Ok(core) = loaded.subject.opened() {
        let actor = actor_in(ctx, session, core).await?;
        if may(core.relation(actor), CaseAct::See).is_ok() {
            return Ok(Seen { loaded, actor });
        }
    }
    attempts::count(ctx, session, id.into()).await;
    Err(Refusal::Unknown.into())
}

/// Who is signed in, as this case knows her: a client who she is in the dossier that it is about (R1.3).
async fn actor_in(ctx: &Ctx, session: &Session, core: &Core) -> Result<Actor, Error> {
    if session.role != Role::Client {
        return Ok(session.actor());
    }
    let about = core.dossier.into();
    let loaded = load::load::<Dossier>(ctx, &ctx.db.read, session.bureau, about, Items::None).await?;
    Ok(dossiers::read::actor_in(session, loaded.subject.opened()?))
}

/// Writes that somebody opened it.
async fn note(ctx: &Ctx, session: &Session, id: CaseId, (actor, command): (Actor, &CaseCommand)) -> Result<(), Error> {
    let entry = random::entry_id(ctx.clock.now());
    append(ctx, Job::<Case>::new(session.bureau, id.into(), entry, actor, command)).await?;
    Ok(())
}

fn line(ctx: &Ctx, row: CaseRow) -> CaseLine {
    let CaseRow { case, kind, about, client, dossier, status, since, opened_at, unread } = row;
    let until = if status.waits() { ctx.clock.today() } else { ctx.clock.date_of(since) };
    let days = ctx.clock.date_of(opened_at).days_until(until);
    CaseLine { case, kind, about, client, dossier, status, since, opened_at, days, unread }
}

/// The words of an entry; none where they were erased.
fn said(entry: &OpenedEntry) -> Option<CaseSaid> {
    let header = &entry.header;
    let (CaseEvent::Said { words } | CaseEvent::Answered { words }) = read_content(entry.content.as_bytes()).ok()?
    else {
        return None;
    };
    Some(CaseSaid { by: header.actor, role: header.role, at: header.at, words })
}
