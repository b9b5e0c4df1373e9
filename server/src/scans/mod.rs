//! Scans and files: a photograph or a document that goes with a form on paper or with a record, sealed under a key of its
//! own and kept with the entry that names it (F5, P3b, P4, M4b).
//!
//! It comes before its entry, and waits a day for it: a form or a record names what lies with it, and the rules are given
//! that very thing. Who may bring or open one is for the feature whose item it is; what it is is told by its first bytes.

pub(crate) mod store;

use shared::api::Code;
use shared::dossier::forms::{SCAN_BYTES_MAX, Scan, ScanKind};
use shared::ids::{BureauId, DossierId, Hash, ItemId, ScanId, Uuid};
use shared::refusal::{FormPart, Refusal};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::platform::keys::{Aad, KeyRef, open, seal};
use crate::platform::random;

/// How long a scan waits for the entry that names it, in hours.
pub const WAIT_HOURS: i64 = 24;

/// How many files wait in one dossier: more than go with a record, for who chose the wrong ones.
const WAITING_MAX: u64 = 30;

fn place(bureau: BureauId, dossier: DossierId, id: Uuid, item: ItemId) -> Aad {
    Aad { bureau, log: dossier.into(), row: id, item }
}

/// Keeps one in the place of others with this item that no entry names yet.
///
/// # Errors
/// As [`keep`].
pub async fn keep_alone(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    item: ItemId,
    bytes: &[u8],
) -> Result<Scan, Error> {
    let kind = kind_of(bytes)?;
    store::forget_waiting(&ctx.db.write, dossier.into(), item).await?;
    write(ctx, bureau, dossier, (item, kind), bytes).await
}

/// Keeps one beside others with this item.
///
/// # Errors
/// [`Code::TooLarge`]; [`FormPart::Kind`] for what is neither a picture nor a PDF; [`Code::TooManyRequests`] where too many
/// wait already; or what does not answer.
pub async fn keep(ctx: &Ctx, bureau: BureauId, dossier: DossierId, item: ItemId, bytes: &[u8]) -> Result<Scan, Error> {
    let kind = kind_of(bytes)?;
    if store::count_waiting(&ctx.db.read, dossier.into()).await? >= WAITING_MAX {
        return Err(Code::TooManyRequests.into());
    }
    write(ctx, bureau, dossier, (item, kind), bytes).await
}

fn kind_of(bytes: &[u8]) -> Result<ScanKind, Error> {
    if bytes.len() > SCAN_BYTES_MAX {
        return Err(Code::TooLarge.into());
    }
    Ok(ScanKind::of(bytes).ok_or(Refusal::FormUnfit { part: FormPart::Kind })?)
}

async fn write(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    (item, kind): (ItemId, ScanKind),
    bytes: &[u8],
) -> Result<Scan, Error> {
    let size = u32::try_from(bytes.len()).map_err(|_cause| Code::TooLarge)?;
    let scan = Scan { id: ScanId(random::id()), hash: Hash::of(&[bytes]), kind, bytes: size };
    let key = ctx.keys.take_item_key(bureau, dossier.into()).await?;
    let sealed = seal(&key, &place(bureau, dossier, scan.id.0, item), bytes)?;
    let row = store::Row { scan, item, key: key.id(), sealed };
    store::save(&ctx.db.write, bureau, dossier.into(), row, ctx.clock.now()).await?;
    Ok(scan)
}

/// What a command is given of the scans that it names: those that lie with this item.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn known(
    ctx: &Ctx,
    dossier: DossierId,
    item: ItemId,
    named: impl IntoIterator<Item = ScanId>,
) -> Result<Vec<Scan>, Error> {
    let mut known = Vec::new();
    for id in named {
        known.extend(store::known(&ctx.db.read, dossier.into(), item, id).await?);
    }
    Ok(known)
}

/// One that an entry names, opened.
///
/// # Errors
/// [`Refusal::Unknown`] where there is none with this item; or what does not answer or cannot be opened.
pub async fn read(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    item: ItemId,
    scan: ScanId,
) -> Result<Vec<u8>, Error> {
    let row = store::find(&ctx.db.read, dossier.into(), scan).await?.filter(|row| row.item == item);
    let row = row.ok_or(Refusal::Unknown)?;
    let key = ctx.keys.open_key(bureau, KeyRef::Item(row.key)).await?;
    Ok(open(&key, &place(bureau, dossier, scan.0, item), &row.sealed)?)
}
