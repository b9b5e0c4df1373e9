//! Dossiers: what the rules in `shared` decide, written to its log; what people see of it, read from its state.
//!
//! Every change comes through [`command`]: the one door for commands of clients and coaches. [`read`] opens a dossier
//! or a consult with its texts, [`board`] asks the index rows and opens only names. The index is written with each
//! entry ([`ledger`]) and can be made again from the log.

pub mod board;
pub mod command;
pub mod contact;
pub mod create;
pub mod http;
pub mod ledger;
pub mod read;
pub(crate) mod store;
pub mod unguided;

use shared::dossier::Dossier;
use shared::ids::{BureauId, DossierId, PersonId};
use shared::index::{consult_row, guest_row, look_row, reason_row};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::exchange;
use crate::log::load::{self, Items};
use crate::log::rebuild;

/// The dossiers of a client, the newest first.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn of_client(ctx: &Ctx, bureau: BureauId, client: PersonId) -> Result<Vec<DossierId>, Error> {
    Ok(store::of_client(&ctx.db.read, bureau, client).await?)
}

/// Whether a client was told of a version of the regulation, in each of her dossiers that has begun (S13).
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn was_told(ctx: &Ctx, bureau: BureauId, client: PersonId, version: u32) -> Result<bool, Error> {
    for dossier in of_client(ctx, bureau, client).await? {
        let loaded = load::load::<Dossier>(ctx, &ctx.db.read, bureau, dossier.into(), Items::None).await?;
        if loaded.subject.opened()?.has_to_read(version) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The versions of the regulation that a client was told of, in her newest dossier.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn regulations_of(ctx: &Ctx, bureau: BureauId, client: PersonId) -> Result<Vec<u32>, Error> {
    let Some(newest) = of_client(ctx, bureau, client).await?.into_iter().next() else { return Ok(Vec::new()) };
    let loaded = load::load::<Dossier>(ctx, &ctx.db.read, bureau, newest.into(), Items::None).await?;
    Ok(loaded.subject.opened()?.regulations.clone())
}

/// Whether the index rows of a dossier are what its log says: they can be made again from it at any time.
///
/// # Errors
/// [`Error`]: what does not answer or cannot be read.
pub async fn index_agrees(ctx: &Ctx, bureau: BureauId, dossier: DossierId) -> Result<bool, Error> {
    let log = rebuild::rebuild::<Dossier>(ctx, bureau, dossier.into()).await?;
    let core = log.subject.opened()?;
    let rows: Vec<_> = log.subject.consults().map(consult_row).collect();
    let looks: Vec<_> = log.headers.iter().filter_map(look_row).collect();
    let reasons = log.subject.records().filter_map(reason_row).chain(log.headers.iter().filter_map(guest_row));
    let mut reasons: Vec<_> = reasons.collect();
    reasons.sort_by_key(|row| row.item);
    let forms: Vec<_> = log.subject.forms().map(|form| (form.id, form.number)).collect();
    Ok(store::dossier(&ctx.db.read, dossier).await? == Some(core.into())
        && exchange::numbers::agrees(ctx, bureau, core).await?
        && rows == store::consults_of(&ctx.db.read, dossier.into()).await?
        && looks == crate::looks::store::all(&ctx.db.read, dossier).await?
        && forms == crate::forms::store::of_dossier(&ctx.db.read, dossier).await?
        && reasons == crate::records::store::of_dossier(&ctx.db.read, dossier).await?)
}
