//! Files: what documents are made of, brought in parts over a line that may break, and kept sealed (P3b, W4, R3.1).
//!
//! Whoever brings one says first how large it is; the server knows how far it has come, and takes the next part only there,
//! so that a lost answer, a second tab or a killed server costs one part at most ([`upload`]). When all of it is here it is
//! looked at as a whole, by a program of its own ([`look`]): its hash, its form, its pages, and whether it does anything
//! by itself. What goes to others is made here from what came, and never changes ([`freeze`]). Only then an entry can name
//! it; what none names goes after a day. The bytes lie in the blob store, the
//! rest in a table. Nothing here knows who may read: that is for the feature whose item a file belongs to.

pub(crate) mod freeze;
pub mod http;
pub(crate) mod look;
pub(crate) mod store;
pub(crate) mod upload;

use futures_util::stream::{self, Stream};
use shared::dossier::documents::{PART_BYTES, StoredFile};
use shared::ids::{DossierId, FileId, ItemId, PersonId, Uuid};
use shared::refusal::{DocumentPart, Refusal};
use shared::time::Timestamp;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::LogError;
use crate::platform::keys::stream::{Part, open_part, seal_part};
use crate::platform::keys::{Aad, Key, KeyRef};
use store::Row;

/// How long a file waits for its next part or its entry, in hours.
const WAIT_HOURS: i64 = 24;
/// How many files of one person wait in one dossier: more than anybody chooses at once.
const WAITING_MAX: u64 = 40;
/// Who brings what the server makes.
const NOBODY: PersonId = PersonId(Uuid::nil());

fn place(row: &Row) -> Aad {
    Aad { bureau: row.bureau, log: row.log, row: row.id.0, item: row.item }
}

/// What a command is given of the file that it names, where somebody brought it for this item: what was seen of it as a
/// whole.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn known(ctx: &Ctx, dossier: DossierId, item: ItemId, file: FileId) -> Result<Option<StoredFile>, Error> {
    let row = store::find(&ctx.db.read, dossier.into(), file).await?;
    Ok(row.filter(|row| row.item == item && row.person != NOBODY).and_then(|row| row.whole))
}

/// Keeps a part of a file, sealed. The same again changes nothing: it broke off before it was known to be here.
///
/// # Errors
/// [`DocumentPart::File`] where another part lies there, which stays; or what does not answer.
async fn keep_part(ctx: &Ctx, row: &Row, number: u32, bytes: &[u8]) -> Result<(), Error> {
    let key = ctx.keys.open_key(row.bureau, KeyRef::Item(row.key)).await?;
    let place = place(row);
    let part = || Part { place: &place, number, file_bytes: row.bytes };
    let sealed = seal_part(&key, part(), bytes)?;
    if ctx.blobs.put(row.bureau, row.id, number, sealed).await.map_err(LogError::from)? {
        return Ok(());
    }
    let there = ctx.blobs.get(row.bureau, row.id, number).await.map_err(LogError::from)?;
    if open_part(&key, part(), &there).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    Err(Refusal::DocumentUnfit { part: DocumentPart::File }.into())
}

/// A file that is here as a whole, part by part.
pub(crate) struct Reader {
    ctx: Ctx,
    row: Row,
    key: Key,
}

impl Reader {
    /// Opens a file that belongs to this item.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] where there is none; or what does not answer.
    pub(crate) async fn open(ctx: &Ctx, dossier: DossierId, item: ItemId, file: FileId) -> Result<Self, Error> {
        let row = store::find(&ctx.db.read, dossier.into(), file).await?.filter(|row| row.item == item);
        Self::of(ctx, row.filter(|row| row.received == row.bytes).ok_or(Refusal::Unknown)?).await
    }

    async fn of(ctx: &Ctx, row: Row) -> Result<Self, Error> {
        let key = ctx.keys.open_key(row.bureau, KeyRef::Item(row.key)).await?;
        Ok(Self { ctx: ctx.clone(), row, key })
    }

    /// How many bytes it has.
    pub(crate) const fn bytes(&self) -> u32 {
        self.row.bytes
    }

    async fn part(&self, number: u32) -> Result<Vec<u8>, LogError> {
        let sealed = self.ctx.blobs.get(self.row.bureau, self.row.id, number).await?;
        let part = Part { place: &place(&self.row), number, file_bytes: self.row.bytes };
        Ok(open_part(&self.key, part, &sealed)?)
    }

    /// Its parts, in their order: no more than one of them is in memory.
    pub(crate) fn parts(self) -> impl Stream<Item = Result<Vec<u8>, LogError>> + Send {
        let count = self.row.bytes.div_ceil(PART_BYTES);
        stream::try_unfold((self, 0), move |(reader, number)| async move {
            if number == count {
                return Ok(None);
            }
            let bytes = reader.part(number).await?;
            Ok(Some((bytes, (reader, number.saturating_add(1)))))
        })
    }
}

/// Deletes what no entry came to name: first nobody can go on with it, then its bytes go, then all trace of it.
///
/// # Errors
/// [`Error`]: what does not answer; the rest goes at the next run.
pub(crate) async fn sweep(ctx: &Ctx, now: Timestamp) -> Result<(), Error> {
    let before = now.plus_hours(-WAIT_HOURS);
    for row in store::stale(&ctx.db.write, before).await? {
        discard(ctx, &row, before).await?;
    }
    Ok(())
}

/// Deletes one that was not touched since.
async fn discard(ctx: &Ctx, row: &Row, before: Timestamp) -> Result<(), Error> {
    if store::give_up(&ctx.db.write, row.id, before).await? {
        ctx.blobs.forget(row.bureau, row.id).await.map_err(LogError::from)?;
        store::forget(&ctx.db.write, row.id).await?;
    }
    Ok(())
}
