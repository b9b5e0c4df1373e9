//! Reading a log: its state through the sealed core and items, its contents entry by entry.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use shared::api::OpenedEntry;
use shared::bureau::Bureau;
use shared::ids::{BureauId, EntryId, Hash, ItemId, KeyId, LogId};
use shared::log::{Head, Subject, commitment};

use super::store::{self, StoredEntry, StoredHead};
use super::{LogError, ledger::Ledger};
use crate::ctx::Ctx;
use crate::platform::db::Connection;
use crate::platform::keys::{Aad, Key, KeyRef, open};

/// Which items to load.
#[derive(Clone, Copy, Debug)]
pub enum Items<'a> {
    /// None: the core alone.
    None,
    /// These.
    These(&'a [ItemId]),
    /// Every one.
    All,
}

/// A log's state as it was loaded.
pub struct Loaded<S> {
    /// The subject.
    pub subject: S,
    /// Its last entry.
    pub head: Head,
    pub(super) stored: Option<StoredHead>,
    pub(super) business: Option<Key>,
}

/// The place of a log's sealed core.
pub(super) fn core_place(bureau: BureauId, log: LogId) -> Aad {
    Aad { bureau, log, row: log.0, item: log.into() }
}

/// The place of an item's sealed state.
pub(super) fn item_place(bureau: BureauId, log: LogId, item: ItemId) -> Aad {
    Aad { bureau, log, row: item.0, item }
}

/// Loads a log's state; an empty subject when there is no such log in this bureau.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn load<L: Ledger>(
    ctx: &Ctx,
    on: &impl Connection,
    bureau: BureauId,
    log: LogId,
    items: Items<'_>,
) -> Result<Loaded<L>, LogError> {
    let stored = store::head(on, log).await?.filter(|stored| stored.bureau == bureau);
    let Some(stored) = stored else {
        let subject = L::assemble(None, Vec::new());
        return Ok(Loaded { subject, head: Head::default(), stored: None, business: None });
    };
    let business = ctx.keys.open_key(bureau, KeyRef::Item(stored.core_key)).await?;
    let core = open(&business, &core_place(bureau, log), &stored.core_sealed)?;
    let core: L::Core = serde_json::from_slice(&core).map_err(|_cause| LogError::Unreadable("a core"))?;
    let rows = match items {
        Items::None | Items::These([]) => Vec::new(),
        Items::These(ids) => store::items(on, log, Some(ids)).await?,
        Items::All => store::items(on, log, None).await?,
    };
    let mut opened = Vec::with_capacity(rows.len());
    for (item, sealed) in rows {
        let plain = open(&business, &item_place(bureau, log, item), &sealed)?;
        let state: L::Item = serde_json::from_slice(&plain).map_err(|_cause| LogError::Unreadable("an item"))?;
        opened.push((item, state));
    }
    let subject = L::assemble(Some(core), opened);
    Ok(Loaded { subject, head: stored.head, stored: Some(stored), business: Some(business) })
}

/// The facts in force at a bureau.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn bureau(ctx: &Ctx, on: &impl Connection, id: BureauId) -> Result<Loaded<Bureau>, LogError> {
    bureau_with(ctx, on, id, Items::None).await
}

/// The same with these of its recipients.
///
/// # Errors
/// As [`bureau`].
pub async fn bureau_with(
    ctx: &Ctx,
    on: &impl Connection,
    id: BureauId,
    recipients: Items<'_>,
) -> Result<Loaded<Bureau>, LogError> {
    load::<Bureau>(ctx, on, id, id.into(), recipients).await
}

/// Opens a stored content, after its commitment was checked over the stored bytes.
pub(super) fn open_content(key: &Key, stored: &StoredEntry) -> Result<(Hash, Vec<u8>), LogError> {
    let header = &stored.header;
    let place = Aad { bureau: header.bureau, log: header.log, row: header.entry.0, item: header.item };
    let plain = open(key, &place, &stored.sealed)?;
    let (salt, content) = plain.split_first_chunk::<32>().ok_or(LogError::Unreadable("a content without salt"))?;
    if commitment(salt, content) != header.commitment {
        return Err(LogError::Unreadable("a content that is not what was committed to"));
    }
    Ok((Hash(*salt), content.to_vec()))
}

/// The entries about an item, of some kinds, opened. What was erased is left out.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn entries_about(
    ctx: &Ctx,
    bureau: BureauId,
    log: LogId,
    item: ItemId,
    kinds: &[&str],
) -> Result<Vec<OpenedEntry>, LogError> {
    opened(ctx, bureau, store::entries_about(&ctx.db.read, log, item, kinds).await?).await
}

async fn opened(ctx: &Ctx, bureau: BureauId, stored: Vec<StoredEntry>) -> Result<Vec<OpenedEntry>, LogError> {
    let ids: Vec<_> = stored.iter().map(|entry| entry.key).collect();
    let keys = ctx.keys.open_items(bureau, &ids).await?;
    let mut opened = Vec::with_capacity(stored.len());
    for entry in stored.into_iter().filter(|entry| entry.header.bureau == bureau) {
        let Some(key) = keys.get(&entry.key) else { continue };
        opened.push(readable(key, entry)?);
    }
    Ok(opened)
}

fn readable(key: &Key, entry: StoredEntry) -> Result<OpenedEntry, LogError> {
    let (salt, content) = open_content(key, &entry)?;
    let content = String::from_utf8(content).map_err(|_cause| LogError::Unreadable("a content that is not text"))?;
    Ok(OpenedEntry { header: entry.header, salt, content })
}

/// One entry of a log, opened; nothing where it was erased.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn entry(ctx: &Ctx, bureau: BureauId, log: LogId, id: EntryId) -> Result<Option<OpenedEntry>, LogError> {
    let stored = store::entry_by_id(&ctx.db.read, bureau, id).await?.filter(|stored| stored.header.log == log);
    let Some(stored) = stored else { return Ok(None) };
    let keys = ctx.keys.open_items(bureau, &[stored.key]).await?;
    keys.get(&stored.key).map(|key| readable(key, stored)).transpose()
}

/// Some entries of a log, opened, by their ids. What was erased is left out.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn entries(
    ctx: &Ctx,
    bureau: BureauId,
    log: LogId,
    ids: &[EntryId],
) -> Result<BTreeMap<EntryId, OpenedEntry>, LogError> {
    let opened = opened(ctx, bureau, store::entries_by_ids(&ctx.db.read, bureau, log, ids).await?).await?;
    Ok(opened.into_iter().map(|entry| (entry.header.entry, entry)).collect())
}

/// Entries of a log before a number, the newest first, of one kind or of all; opened. What was erased is left out.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn entries_before(
    ctx: &Ctx,
    bureau: BureauId,
    log: LogId,
    before: Option<u64>,
    only: Option<&str>,
    limit: u64,
) -> Result<Vec<OpenedEntry>, LogError> {
    opened(ctx, bureau, store::entries_before(&ctx.db.read, log, before, only, limit).await?).await
}

/// The hash of the entry with this number.
///
/// # Errors
/// [`LogError`]: what does not answer.
pub async fn hash_at(ctx: &Ctx, log: LogId, seq: u64) -> Result<Option<Hash>, LogError> {
    store::hash_at(&ctx.db.read, log, seq).await
}

/// The number of the last entry of each of these logs.
///
/// # Errors
/// [`LogError`]: what does not answer.
pub async fn heads(ctx: &Ctx, logs: &BTreeSet<LogId>) -> Result<BTreeMap<LogId, u64>, LogError> {
    Ok(store::heads(&ctx.db.read, logs).await?)
}

/// The ids of the keys that seal something in a log.
///
/// # Errors
/// [`LogError`]: what does not answer.
pub async fn keys_in_use(ctx: &Ctx, log: LogId) -> Result<HashSet<KeyId>, LogError> {
    Ok(store::keys_in_use(&ctx.db.read, log).await?)
}

/// Whether an entry with this id is in this log, and of this kind.
///
/// # Errors
/// [`LogError`]: what does not answer.
pub async fn is_entry(ctx: &Ctx, bureau: BureauId, log: LogId, entry: EntryId, kind: &str) -> Result<bool, LogError> {
    let stored = store::entry_by_id(&ctx.db.read, bureau, entry).await?;
    Ok(stored.is_some_and(|stored| stored.header.log == log && stored.header.kind == kind))
}

/// Every log about one kind of subject.
///
/// # Errors
/// [`LogError`]: what does not answer.
pub async fn logs<L: Ledger>(ctx: &Ctx, bureau: Option<BureauId>) -> Result<Vec<LogId>, LogError> {
    Ok(store::logs(&ctx.db.read, bureau, L::SUBJECT).await?)
}

impl<S: Subject> Loaded<S> {
    /// Whether the log has an entry.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.stored.is_some()
    }
}
