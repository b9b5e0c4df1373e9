//! Whose a number is: found exactly, in this bureau, and among those whom this person sees.

use std::collections::{BTreeMap, BTreeSet};

use shared::access::{Act, may};
use shared::bureau::Bureau;
use shared::dossier::{Core, DossierEvent};
use shared::ids::{BureauId, DossierId, Hash};
use shared::text::SystemNumber;

use super::store;
use crate::ctx::Ctx;
use crate::dossiers;
use crate::error::Error;
use crate::log::{Also, LogError};
use crate::sessions::Session;

/// The number of a dossier, as it is found: its row is written with the entry that says so.
pub(crate) struct Numbered {
    pub(super) bureau: BureauId,
    pub(super) dossier: DossierId,
    pub(super) hash: Option<Hash>,
}

async fn hash(ctx: &Ctx, bureau: BureauId, number: &SystemNumber) -> Result<Hash, LogError> {
    Ok(ctx.keys.keyed_hash(bureau, "number", &[number.as_str().as_bytes()]).await?)
}

/// Makes the row of a number, or of none.
///
/// # Errors
/// [`LogError`]: what does not answer.
pub(crate) async fn prepare(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    number: Option<&SystemNumber>,
) -> Result<Also, LogError> {
    let hash = match number {
        Some(number) => Some(hash(ctx, bureau, number).await?),
        None => None,
    };
    Ok(Also::Numbered(Numbered { bureau, dossier, hash }))
}

/// The dossiers that have these numbers, among those whom this person sees.
///
/// # Errors
/// [`Error`]: what does not answer.
pub(super) async fn known(
    ctx: &Ctx,
    session: &Session,
    facts: &Bureau,
    numbers: impl Iterator<Item = &SystemNumber>,
) -> Result<BTreeMap<SystemNumber, DossierId>, Error> {
    let mut hashes = BTreeMap::new();
    for number in numbers {
        hashes.insert(hash(ctx, session.bureau, number).await?, number.clone());
    }
    let found = store::with(&ctx.db.read, session.bureau, hashes.keys().copied()).await?;
    if found.is_empty() {
        return Ok(BTreeMap::new());
    }
    let (on, today) = (&ctx.db.read, ctx.clock.today());
    let around = dossiers::store::around(on, session.bureau, facts, session.actor(), today).await?;
    let seen = around.into_iter().filter(|(_, you)| may(*you, Act::Read).is_ok());
    let seen: BTreeSet<DossierId> = seen.map(|(row, _)| row.dossier).collect();
    let hers = found.into_iter().filter(|(dossier, _)| seen.contains(dossier));
    Ok(hers.filter_map(|(dossier, hash)| Some((hashes.get(&hash)?.clone(), dossier))).collect())
}

/// Whether another dossier that this person sees has this number.
///
/// # Errors
/// [`Error`]: what does not answer.
pub(crate) async fn is_taken(
    ctx: &Ctx,
    session: &Session,
    facts: &Bureau,
    (dossier, number): (DossierId, &SystemNumber),
) -> Result<bool, Error> {
    Ok(known(ctx, session, facts, std::iter::once(number)).await?.values().any(|other| *other != dossier))
}

/// Whether the row of a dossier is what its entry says.
///
/// # Errors
/// [`Error`]: what does not answer or cannot be read.
pub(crate) async fn agrees(ctx: &Ctx, bureau: BureauId, core: &Core) -> Result<bool, Error> {
    let event = match core.number {
        Some(mark) => super::event(ctx, bureau, core.id, mark.entry).await?,
        None => None,
    };
    let said = match event {
        Some(DossierEvent::NumberedElsewhere(Some(there))) => Some(hash(ctx, bureau, &there.number).await?),
        _ => None,
    };
    Ok(store::of_dossier(&ctx.db.read, core.id).await? == said)
}
