//! What people see of cases: the client her own, the officer all of her bureau. For anybody else there are none.

use std::collections::BTreeMap;

use shared::api::{CaseLine, CaseList, CasePage, CaseSaid, Code, OpenedEntry};
use shared::cases::{About, Case, CaseAct, CaseCommand, CaseEvent, CaseRelation, Core, may};
use shared::dossier::command::Actor;
use shared::ids::{CaseId, LogId, PersonId, Uuid};
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
    let mut core = *seen(ctx, session, id).await?.subject.opened()?;
    let opens = match session.role {
        Role::Officer => core.taken_up_at.is_none().then_some(CaseCommand::TakeUp {}),
        _ => core.is_unread().then_some(CaseCommand::Read {}),
    };
    if let Some(command) = opens {
        note(ctx, session, &core, &command).await?;
        core = *seen(ctx, session, id).await?.subject.opened()?;
    }
    let log = LogId::from(id);
    let entries = load::entries_about(ctx, session.bureau, log, log.into(), &WORDS).await?;
    let said: Vec<CaseSaid> = entries.iter().filter_map(said).collect();
    let About::Look { person, .. } = core.about;
    let mut known = vec![core.client, person];
    known.extend(said.iter().map(|said| said.by));
    let names = people::names(ctx, session.bureau, &known).await?;
    let Core { about, taken_up_at, read_at, closed_at, .. } = core;
    let (line, today, allowed) =
        (line(ctx, case_row(&core)), ctx.clock.today(), core.allowed(actor_in(ctx, session, &core).await?));
    Ok(CasePage { line, about, taken_up_at, read_at, closed_at, said, names, today, allowed })
}

/// Loads a case for somebody who may see it; for anybody else it does not exist, and the knock is counted.
///
/// # Errors
/// [`Refusal::Unknown`]; else what does not answer.
pub(super) async fn seen(ctx: &Ctx, session: &Session, id: CaseId) -> Result<Loaded<Case>, Error> {
    let loaded = load::load::<Case>(ctx, &ctx.db.read, session.bureau, id.into(), Items::None).await?;
    let you = match loaded.subject.opened() {
        Ok(core) => core.relation(actor_in(ctx, session, core).await?),
        Err(_) => CaseRelation::None,
    };
    if may(you, CaseAct::See).is_err() {
        attempts::count(ctx, session, id.into()).await;
        return Err(Refusal::Unknown.into());
    }
    Ok(loaded)
}

/// Who is signed in, as this case knows her: a client is in a case about a dossier of hers who she is there (R1.3).
pub(super) async fn actor_in(ctx: &Ctx, session: &Session, core: &Core) -> Result<Actor, Error> {
    let actor = session.actor();
    let hers = session.role == Role::Client && dossiers::open_ids(ctx, session).await?.contains(&core.dossier);
    Ok(match session.role {
        Role::Client if hers => Actor { person: core.client, ..actor },
        Role::Client => Actor { person: PersonId(Uuid::nil()), ..actor },
        _ => actor,
    })
}

/// Writes that somebody opened it.
async fn note(ctx: &Ctx, session: &Session, core: &Core, command: &CaseCommand) -> Result<(), Error> {
    let (entry, actor) = (random::entry_id(ctx.clock.now()), actor_in(ctx, session, core).await?);
    append(ctx, Job::<Case>::new(session.bureau, core.id.into(), entry, actor, command)).await?;
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
