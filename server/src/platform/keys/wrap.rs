//! Making, wrapping and opening keys: each under the one above it, bound to its place.

use std::sync::PoisonError;

use shared::ids::{BureauId, KeyId, LogId, Uuid};
use shared::time::Timestamp;

use super::cache::Slot;
use super::epochs::epoch_of;
use super::seal::{Key, open_secret, seal_bytes};
use super::store::{Stored, item, root};
use super::{ATTEMPTS_MAX, Keys, KeysError, Root};

/// What separates wrapped keys from every other sealed thing.
const WRAP_DOMAIN: &[u8] = b"akkoord-wrapped-key-v1\0";

impl Keys {
    /// The epoch that new keys are wrapped under: this week's, or a later one if the clock was set back.
    pub(super) async fn current_epoch(&self, bureau: BureauId) -> Result<i64, KeysError> {
        let week = epoch_of(self.0.clock.now());
        let known = self.0.current.lock().unwrap_or_else(PoisonError::into_inner).get(&bureau).copied();
        if let Some(epoch) = known.filter(|epoch| *epoch >= week) {
            return Ok(epoch);
        }
        let epochs = self.0.epochs.clone();
        let epoch = on_disk(move || {
            let newest = epochs.list(bureau)?.last().copied();
            let epoch = newest.map_or(week, |newest| newest.max(week));
            epochs.create(bureau, epoch)?;
            Ok(epoch)
        })
        .await?;
        self.0.store.ensure_epoch(bureau, epoch).await?;
        self.0.current.lock().unwrap_or_else(PoisonError::into_inner).insert(bureau, epoch);
        Ok(epoch)
    }

    pub(super) async fn create_root(&self, bureau: BureauId, root: Root) -> Result<(), KeysError> {
        for _ in 0..ATTEMPTS_MAX {
            let epoch = self.current_epoch(bureau).await?;
            let row = self.wrap_root(bureau, root, &Key::random(), epoch)?;
            match self.0.store.insert_root(&row).await? {
                Stored::Yes | Stored::Exists => return Ok(()),
                Stored::Outdated => self.forget_epoch(bureau),
            }
        }
        Err(KeysError::Busy)
    }

    pub(super) fn forget_epoch(&self, bureau: BureauId) {
        self.0.current.lock().unwrap_or_else(PoisonError::into_inner).remove(&bureau);
    }

    pub(super) async fn create_item_keys(
        &self,
        bureau: BureauId,
        log: LogId,
        count: usize,
    ) -> Result<Vec<Key>, KeysError> {
        for _ in 0..ATTEMPTS_MAX {
            let parent = self.open_root(bureau, Root::Log(log)).await?;
            let made: Vec<Key> = std::iter::repeat_with(Key::random).take(count).collect();
            let now = self.0.clock.now();
            let rows: Result<Vec<_>, _> = made.iter().map(|key| wrap_item(bureau, log, &parent, key, now)).collect();
            if self.0.store.insert_items(parent.id(), &rows?).await? == Stored::Yes {
                for key in &made {
                    self.0.cache.put(bureau, Slot::Item(key.id()), key.clone());
                }
                return Ok(made);
            }
            self.0.cache.forget(bureau, Slot::Log(log));
        }
        Err(KeysError::Busy)
    }

    pub(super) async fn open_root(&self, bureau: BureauId, root: Root) -> Result<Key, KeysError> {
        if let Some(key) = self.0.cache.get(bureau, root.slot()) {
            return Ok(key);
        }
        let (kind, owner) = root.parts();
        let row = self.0.store.root(kind, owner).await?.filter(|row| row.bureau == bureau.0);
        let key = self.open_row(bureau, row.ok_or(KeysError::Missing)?).await?;
        self.0.cache.put(bureau, root.slot(), key.clone());
        Ok(key)
    }

    /// Opens a root key by its row. Since that was read the key may have been wrapped anew and the older bureau key
    /// destroyed: then the row as it is now tells.
    pub(super) async fn open_row(&self, bureau: BureauId, row: root::Model) -> Result<Key, KeysError> {
        let cause = match self.unwrap_root(bureau, &row) {
            Err(cause @ (KeysError::Unopened(_) | KeysError::EpochGone { .. })) => cause,
            done => return done,
        };
        self.0.cache.forget(bureau, Slot::Epoch(row.epoch));
        let now = self.0.store.root(&row.kind, row.owner).await?.filter(|now| now.bureau == bureau.0);
        match now {
            Some(now) if now.epoch > row.epoch => self.unwrap_root(bureau, &now),
            _ => Err(cause),
        }
    }

    /// The log's key may have been renewed by another server since this one opened it: the row tells.
    pub(super) async fn open_item(&self, bureau: BureauId, row: &item::Model) -> Result<Key, KeysError> {
        let log = Root::Log(LogId(row.log));
        let mut parent = self.open_root(bureau, log).await?;
        if parent.id().0 != row.parent {
            self.0.cache.forget(bureau, log.slot());
            parent = self.open_root(bureau, log).await?;
        }
        unwrap_item(&parent, row)
    }

    fn epoch_key(&self, bureau: BureauId, epoch: i64) -> Result<Key, KeysError> {
        let slot = Slot::Epoch(epoch);
        if let Some(key) = self.0.cache.get(bureau, slot) {
            return Ok(key);
        }
        let key = Key::new(KeyId(Uuid::nil()), self.0.epochs.read(bureau, epoch)?);
        self.0.cache.put(bureau, slot, key.clone());
        Ok(key)
    }

    pub(super) fn wrap_root(
        &self,
        bureau: BureauId,
        root: Root,
        key: &Key,
        epoch: i64,
    ) -> Result<root::Model, KeysError> {
        let (kind, owner) = root.parts();
        let aad = root_aad(bureau.0, kind, owner, key.id(), epoch);
        let wrapped = seal_bytes(self.epoch_key(bureau, epoch)?.bytes(), &aad, key.bytes())?;
        let (id, kind, created_at) = (key.id().0, kind.to_owned(), self.0.clock.now().0);
        Ok(root::Model { id, bureau: bureau.0, kind, owner, epoch, wrapped, created_at })
    }

    pub(super) fn unwrap_root(&self, bureau: BureauId, row: &root::Model) -> Result<Key, KeysError> {
        let aad = root_aad(row.bureau, &row.kind, row.owner, KeyId(row.id), row.epoch);
        let secret = open_secret(self.epoch_key(bureau, row.epoch)?.bytes(), &aad, &row.wrapped)?;
        Ok(Key::new(KeyId(row.id), secret))
    }
}

fn root_aad(bureau: Uuid, kind: &str, owner: Uuid, id: KeyId, epoch: i64) -> Vec<u8> {
    let ids = [bureau.as_bytes().as_slice(), owner.as_bytes(), id.0.as_bytes()].concat();
    [WRAP_DOMAIN, kind.as_bytes(), b"\0", &ids, &epoch.to_be_bytes()].concat()
}

fn item_aad(bureau: Uuid, log: Uuid, parent: Uuid, id: Uuid) -> Vec<u8> {
    let ids = [bureau, log, parent, id].map(Uuid::into_bytes);
    [WRAP_DOMAIN, b"item\0", ids.concat().as_slice()].concat()
}

pub(super) fn wrap_item(
    bureau: BureauId,
    log: LogId,
    parent: &Key,
    key: &Key,
    now: Timestamp,
) -> Result<item::Model, KeysError> {
    let (id, log, parent_id) = (key.id().0, log.0, parent.id().0);
    let wrapped = seal_bytes(parent.bytes(), &item_aad(bureau.0, log, parent_id, id), key.bytes())?;
    Ok(item::Model { id, bureau: bureau.0, log, parent: parent_id, wrapped, created_at: now.0 })
}

pub(super) fn unwrap_item(parent: &Key, row: &item::Model) -> Result<Key, KeysError> {
    let aad = item_aad(row.bureau, row.log, row.parent, row.id);
    Ok(Key::new(KeyId(row.id), open_secret(parent.bytes(), &aad, &row.wrapped)?))
}

/// Runs file work off the async threads: it waits for disks.
pub(super) async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, KeysError> + Send + 'static,
) -> Result<T, KeysError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(stopped) => Err(KeysError::File(std::io::Error::other(stopped))),
    }
}
