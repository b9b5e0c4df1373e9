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
mod notices;
pub mod read;
pub(crate) mod store;
pub mod unguided;

use shared::dossier::Dossier;
use shared::ids::{BureauId, DossierId, PersonId};
use shared::index::{consult_row, guest_row, look_row, reason_row};
use shared::log::Role;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::exchange;
use crate::log::load::{self, Items};
use crate::log::rebuild;
use crate::passkeys::carry;
use crate::sessions::Session;

/// The dossiers of a client, the newest first.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn of_client(ctx: &Ctx, bureau: BureauId, client: PersonId) -> Result<Vec<DossierId>, Error> {
    Ok(store::of_client(&ctx.db.read, bureau, client).await?)
}

/// Whether somebody acts for a client today (W9); false where the last day has passed, none for who never did.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn represents(ctx: &Ctx, bureau: BureauId, person: PersonId) -> Result<Option<bool>, Error> {
    let rows = store::represented_by(&ctx.db.read, bureau, person).await?;
    let acts = || rows.iter().any(|row| row.is_represented_on(ctx.clock.today()));
    Ok((!rows.is_empty()).then(acts))
}

/// Her dossiers that open to the key she is signed in with, the newest first (R1.7); of who acts for a client, that one's.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn open_to(ctx: &Ctx, session: &Session) -> Result<Vec<Dossier>, Error> {
    let (mut open, today) = (Vec::new(), ctx.clock.today());
    let (on, bureau) = (&ctx.db.read, session.bureau);
    let dossiers = match session.role {
        Role::Representative => {
            let rows = store::represented_by(on, bureau, session.person).await?;
            rows.into_iter().filter(|row| row.is_represented_on(today)).map(|row| row.dossier).collect()
        }
        _ => store::of_client(on, bureau, session.person).await?,
    };
    for dossier in dossiers {
        let loaded = load::load::<Dossier>(ctx, on, bureau, dossier.into(), Items::None).await?;
        if carry::opens(loaded.subject.opened()?, session) {
            open.push(loaded.subject);
        }
    }
    Ok(open)
}

/// Which those are.
///
/// # Errors
/// As [`open_to`].
pub async fn open_ids(ctx: &Ctx, session: &Session) -> Result<Vec<DossierId>, Error> {
    let open = open_to(ctx, session).await?;
    Ok(open.iter().filter_map(|dossier| dossier.opened().ok()).map(|core| core.id).collect())
}

/// Whom her open dossiers know her as, the newest first; of anybody else herself.
///
/// # Errors
/// As [`open_to`].
pub async fn known_as(ctx: &Ctx, session: &Session) -> Result<Vec<PersonId>, Error> {
    if session.role != Role::Client {
        return Ok(vec![session.person]);
    }
    let open = open_to(ctx, session).await?;
    Ok(open.iter().filter_map(|dossier| dossier.opened().ok()).map(|core| core.client).collect())
}

/// Whether a client was told of a version of the regulation, in each of these dossiers that has begun (S13).
///
/// # Errors
/// [`Error`]: one that was never opened.
pub fn were_told(dossiers: &[Dossier], version: u32) -> Result<bool, Error> {
    for dossier in dossiers {
        if dossier.opened()?.has_to_read(version) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The versions of the regulation that a client was told of: in the dossier of hers that is furthest behind, so that she
/// reads all that changes for her (S13, R8).
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn regulations_of(ctx: &Ctx, session: &Session) -> Result<Vec<u32>, Error> {
    let mut told = Vec::new();
    for dossier in open_to(ctx, session).await? {
        told.push(dossier.opened()?.regulations.clone());
    }
    Ok(told.into_iter().min_by_key(|versions| versions.last().copied()).unwrap_or_default())
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
    let asked_back = log.subject.consents().flat_map(|consent| &consent.sendings).filter_map(|known| {
        let answered = known.answered;
        let deleted = answered.is_some_and(|answered| answered.deleted);
        Some((known.id, known.asked_at?, answered.map(|answered| answered.at), deleted))
    });
    let mut asked_back: Vec<_> = asked_back.collect();
    asked_back.sort_by_key(|(id, ..)| *id);
    let forms: Vec<_> = log.subject.forms().map(|form| (form.id, form.number)).collect();
    Ok(store::dossier(&ctx.db.read, dossier).await? == Some(core.into())
        && exchange::numbers::agrees(ctx, bureau, core).await?
        && rows == store::consults_of(&ctx.db.read, dossier.into()).await?
        && looks == crate::looks::store::all(&ctx.db.read, dossier).await?
        && forms == crate::forms::store::of_dossier(&ctx.db.read, dossier).await?
        && asked_back == crate::sendings::store::of_dossier(&ctx.db.read, dossier).await?
        && reasons == crate::records::store::of_dossier(&ctx.db.read, dossier).await?)
}
