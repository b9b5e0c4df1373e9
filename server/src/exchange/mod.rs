//! The system that the bureau keeps beside this product (M2a): a list of clients comes in from it, and goes out to it.
//!
//! A list is a file of at most a megabyte ([`file`]). [`preview`] says of each line what it would do and writes nothing;
//! [`import`] takes its clients on, some at a time: each with a dossier and her number there, in one decision. The ids
//! come from the list and the number, so that the same again makes nobody twice and goes on where it stopped.
//!
//! [`export`] hands a coach a list of her own clients: their number, their name and how they are reached. Of each it is
//! written first, in her dossier, that this went to that system, and by whom.
//!
//! A number stands in its entry alone. Whose it is, is found by a keyed hash ([`numbers`]), written with that entry.

pub mod export;
mod file;
pub mod http;
pub mod import;
pub mod numbers;
pub mod preview;
pub(crate) mod store;

use shared::access::{Act, Relation, may};
use shared::api::{Elsewhere, ExchangePage, NumberLine, PassedLine};
use shared::bureau::Bureau;
use shared::dossier::exchange::{NumberMark, NumberThere, PassedMark};
use shared::dossier::{Core, DossierEvent};
use shared::ids::{BureauId, DossierId, EntryId};
use shared::log::read_content;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load;
use crate::sessions::Session;
use crate::{dossiers, people};

/// What stands there of a client, for her and for who records it; none where there is nothing to tell.
///
/// # Errors
/// [`Error`]: what does not answer or cannot be read.
pub(crate) async fn elsewhere(
    ctx: &Ctx,
    bureau: BureauId,
    facts: &Bureau,
    (core, you): (&Core, Relation),
) -> Result<Option<Elsewhere>, Error> {
    let system = facts.record_system(ctx.clock.today()).cloned();
    let reads = you.reads_as_she_does() || may(you, Act::NumberElsewhere).is_ok();
    if !reads || (system.is_none() && core.number.is_none() && core.passed.is_none()) {
        return Ok(None);
    }
    let (mut number, mut passed) = (None, None);
    if let Some(NumberMark { entry, at, by }) = core.number
        && let Some(DossierEvent::NumberedElsewhere(Some(there))) = event(ctx, bureau, core.id, entry).await?
    {
        let by = people::find(ctx, bureau, by).await?.map(|person| person.name);
        number = Some(NumberLine { there, at, by });
    }
    if let Some(PassedMark { entry, at, by }) = core.passed
        && let Some(DossierEvent::PassedToSystem(system)) = event(ctx, bureau, core.id, entry).await?
    {
        let by = people::find(ctx, bureau, by).await?.map(|person| person.name);
        passed = Some(PassedLine { system, at, by });
    }
    Ok(Some(Elsewhere { system, number, passed }))
}

/// Her number there, where it is recorded.
///
/// # Errors
/// [`Error`]: what does not answer or cannot be read.
pub(crate) async fn number(ctx: &Ctx, bureau: BureauId, core: &Core) -> Result<Option<NumberThere>, Error> {
    let Some(mark) = core.number else { return Ok(None) };
    match event(ctx, bureau, core.id, mark.entry).await? {
        Some(DossierEvent::NumberedElsewhere(there)) => Ok(there),
        _ => Ok(None),
    }
}

/// What an entry of a dossier says; none where it was erased.
async fn event(ctx: &Ctx, bureau: BureauId, dossier: DossierId, entry: EntryId) -> Result<Option<DossierEvent>, Error> {
    let entry = load::entry(ctx, bureau, dossier.into(), entry).await?;
    Ok(entry.and_then(|entry| read_content(entry.content.as_bytes()).ok()))
}

/// What a coach can exchange.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn page(ctx: &Ctx, session: &Session) -> Result<ExchangePage, Error> {
    let (on, today) = (&ctx.db.read, ctx.clock.today());
    let facts = load::bureau(ctx, on, session.bureau).await?.subject;
    let around = dossiers::store::around(on, session.bureau, &facts, session.actor(), today).await?;
    let many = |fits: &dyn Fn(Relation) -> bool| {
        u32::try_from(around.iter().filter(|(_, you)| fits(*you)).count()).unwrap_or(u32::MAX)
    };
    Ok(ExchangePage {
        system: facts.record_system(today).cloned(),
        clients: many(&|you| may(you, Act::PassToSystem).is_ok()),
        waiting: many(&|you| you == Relation::Unapproved),
    })
}
