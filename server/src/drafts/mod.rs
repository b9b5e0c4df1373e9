//! Drafts: what somebody is still writing, sealed, for its author alone, gone thirty days after the last change.
//!
//! A draft is no entry: it becomes one when it is sent. It is kept under the dossier's own key, so it goes with it.
//! Who may write about an item may keep one draft about it; nobody else reads it. The author's own board says that she
//! has begun, and the client reads how many there are about her (P6).

pub mod http;
pub(crate) mod store;

use std::collections::BTreeSet;

use shared::access::{Act, may};
use shared::api::{Code, Draft};
use shared::ids::{ConsultId, DossierId, EntryId, ItemId, LogId, PersonId, Uuid};
use shared::refusal::Refusal;

use crate::ctx::Ctx;
use crate::dossiers::read::seen;
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::platform::db::{DbError, Tx};
use crate::platform::keys::{Aad, KeyRef, open, seal};
use crate::platform::random;
use crate::sessions::Session;

/// How long a draft stays after its last change.
const DAYS_MAX: i64 = 30;
/// How many bytes it may have: a full summary in any script, as JSON. Twice as many still fit a request, where quotes
/// and line ends are escaped.
pub const BODY_BYTES_MAX: usize = 500_000;

fn place(session: &Session, dossier: DossierId, id: Uuid, item: ItemId) -> Aad {
    Aad { bureau: session.bureau, log: dossier.into(), row: id, item }
}

/// The author's draft about an item.
///
/// # Errors
/// [`Refusal::Unknown`] for whom the dossier does not exist; [`Code::NotFound`] when there is none.
pub async fn read(ctx: &Ctx, session: &Session, dossier: DossierId, item: ItemId) -> Result<Draft, Error> {
    let author = seen(ctx, session, dossier, Act::ReadTexts, Items::None).await?.actor.person;
    let row = store::find(&ctx.db.read, author, dossier.into(), item).await?;
    let row = row.filter(|row| row.ends_at > ctx.clock.now()).ok_or(Code::NotFound)?;
    let key = ctx.keys.open_key(session.bureau, KeyRef::Item(row.key)).await?;
    let plain = open(&key, &place(session, dossier, row.id, item), &row.sealed)?;
    let body = String::from_utf8(plain).map_err(|_cause| Refusal::Unknown)?;
    Ok(Draft { body, saved_at: row.saved_at, ends_at: row.ends_at })
}

/// Keeps what the author has so far.
///
/// # Errors
/// [`Refusal::Unknown`] for whom the dossier or what it is about does not exist; [`Code::TooLarge`].
pub async fn keep(
    ctx: &Ctx,
    session: &Session,
    dossier: DossierId,
    item: ItemId,
    body: String,
) -> Result<Draft, Error> {
    if body.len() > BODY_BYTES_MAX {
        return Err(Code::TooLarge.into());
    }
    let author = about(ctx, session, dossier, item).await?;
    let now = ctx.clock.now();
    let known = store::find(&ctx.db.read, author, dossier.into(), item).await?;
    let (id, key) = match &known {
        Some(row) => (row.id, ctx.keys.open_key(session.bureau, KeyRef::Item(row.key)).await?),
        None => (random::id(), ctx.keys.take_item_key(session.bureau, dossier.into()).await?),
    };
    let sealed = seal(&key, &place(session, dossier, id, item), body.as_bytes())?;
    let ends_at = now.plus_hours(DAYS_MAX.saturating_mul(24));
    let row = store::Row { id, key: key.id(), sealed, saved_at: now, ends_at };
    store::save(&ctx.db.write, session.bureau, author, dossier.into(), item, row).await?;
    Ok(Draft { body, saved_at: now, ends_at })
}

/// A draft is about a consult or a dispute of the dossier, or, about the dossier itself, the next note, by who may write
/// that: nobody fills the table by naming items. Gives the author, as this dossier knows her.
async fn about(ctx: &Ctx, session: &Session, dossier: DossierId, item: ItemId) -> Result<PersonId, Error> {
    let seen = seen(ctx, session, dossier, Act::ReadTexts, Items::These(&[item])).await?;
    let writes = |act| may(seen.you, act);
    if item == dossier.into() {
        writes(Act::KeepRecord)?;
    } else if seen.subject.consult(ConsultId(item.0)).is_ok() {
        writes(Act::SendSummary).or_else(|refusal| writes(Act::DisputeSummary).or(Err(refusal)))?;
    } else if load::is_entry(ctx, session.bureau, dossier.into(), EntryId(item.0), "summary_disputed").await? {
        writes(Act::AnswerDispute)?;
    } else {
        return Err(Refusal::Unknown.into());
    }
    Ok(seen.actor.person)
}

/// Ends the author's draft in the transaction of the entry that it became.
///
/// # Errors
/// [`DbError`] when the database does not answer.
pub async fn end(tx: &Tx, author: PersonId, log: LogId, item: ItemId) -> Result<(), DbError> {
    store::delete(tx, author, log, item).await
}

/// Throws the author's draft away; there may be none.
///
/// # Errors
/// [`Refusal::Unknown`] for whom the dossier does not exist; else what does not answer.
pub async fn discard(ctx: &Ctx, session: &Session, dossier: DossierId, item: ItemId) -> Result<(), Error> {
    let author = seen(ctx, session, dossier, Act::ReadTexts, Items::None).await?.actor.person;
    Ok(store::delete(&ctx.db.write, author, dossier.into(), item).await?)
}

/// The items about which the author has a draft; the draft of a note stands under the dossier's own id.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn items_of(ctx: &Ctx, session: &Session) -> Result<BTreeSet<ItemId>, Error> {
    Ok(store::items_of(&ctx.db.read, session.bureau, session.person, ctx.clock.now()).await?)
}

/// How many drafts there are about a dossier of anybody but her.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn count_of_others(ctx: &Ctx, log: LogId, hers: &[PersonId]) -> Result<u64, Error> {
    Ok(store::count_of_others(&ctx.db.read, log, hers, ctx.clock.now()).await?)
}

/// Gives somebody's drafts about a log to who takes over: what she has herself stays hers.
///
/// # Errors
/// [`DbError`] when the database does not answer.
pub async fn pass_on(tx: &Tx, from: PersonId, to: PersonId, log: LogId) -> Result<(), DbError> {
    store::pass_on(tx, from, to, log).await
}
