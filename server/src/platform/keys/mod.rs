//! Keys: how content is sealed, and how it is made unreadable for good (G32, M11).
//!
//! Three storeys. The **bureau key** is a file outside every database, one for each epoch of a week. It wraps the
//! **root keys** in the key store: one for each log (a dossier or the bureau's own), one for each person, one for the
//! bureau's keyed look-ups. A log's key wraps **item keys**: one for each thing that can be erased alone, and one for
//! the log's own business. A key is stored before it seals anything; spare ones are made ahead.
//!
//! What was wrapped once may survive in a write-ahead log, a free page, a replica, a backup. So at the end of an epoch
//! living root keys are wrapped anew and the old bureau key is destroyed ([`rotate`](Keys::rotate)); destroying one
//! item key renews its log's key at once. *Destroyed* is the end of that epoch. A key is never on two epochs: the
//! transaction that stores it holds the epoch it names. Destroyed ids are also listed in a file outside both
//! databases, which is applied at start: a restored key store brings nothing back.
//!
//! Opened keys stay in memory a minute at most. Nothing here prints one.

mod cache;
mod destroyed;
mod epochs;
mod rotate;
mod seal;
mod store;
pub mod stream;
#[cfg(test)]
mod tests;
mod wrap;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use shared::ids::{BureauId, Hash, KeyId, LogId, PersonId, Uuid};
use shared::time::Timestamp;
use zeroize::Zeroizing;

use self::cache::{Cache, Slot};
use self::destroyed::DestroyedList;
use self::epochs::Epochs;
pub use self::seal::{Aad, Key, Unopened, open, seal};
use self::store::Store;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, DbError, Transient};

/// How often storing a key is tried when what it is wrapped under changes meanwhile.
const ATTEMPTS_MAX: u32 = 4;
/// After how long a spare key is no longer used: tidying up may then take it for left over.
const SPARE_HOURS_MAX: i64 = 12;

/// Why a key cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// Never made, or destroyed: what it sealed is unreadable for good.
    #[error("there is no such key")]
    Missing,
    /// The file of an epoch that a key needs is not there.
    #[error("the bureau key of epoch {epoch} is missing from bureau-keys: put the newest copy of that folder back")]
    EpochGone {
        /// Weeks since 1970.
        epoch: i64,
    },
    /// The epoch files are sealed and no root key was given.
    #[error("the bureau keys are sealed: set AKKOORD_ROOT_KEY")]
    RootKeyNeeded,
    /// The epoch files are sealed under another root key.
    #[error("AKKOORD_ROOT_KEY does not open the bureau keys")]
    RootKeyWrong,
    /// The list of destroyed keys is older than the key store.
    #[error("destroyed-keys misses keys that were destroyed: put the newest copy of that file back before serving")]
    ListOutdated,
    /// A wrapped key was changed, or moved.
    #[error("a wrapped key does not open")]
    Unopened(#[from] Unopened),
    /// What a key is wrapped under changed every time it was tried.
    #[error("the keys are being changed; try again")]
    Busy,
    /// A key file cannot be read or written.
    #[error("key file: {0}")]
    File(#[from] std::io::Error),
    /// The key store does not answer.
    #[error("key store: {0}")]
    Store(#[from] DbError),
}

impl Transient for KeysError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Store(cause) if cause.is_transient())
    }
}

impl KeysError {
    /// Whether the same will work later.
    #[must_use]
    pub fn is_away(&self) -> bool {
        match self {
            Self::Busy => true,
            Self::Store(cause) => cause.is_away() || cause.is_transient(),
            _ => false,
        }
    }
}

/// Which key to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyRef {
    /// A person's: her own data.
    Person(PersonId),
    /// An item's, by its own id: everything in a log.
    Item(KeyId),
}

/// The keys of one server; clones share them.
#[derive(Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    store: Store,
    epochs: Epochs,
    clock: Clock,
    cache: Cache,
    destroyed: DestroyedList,
    current: Mutex<HashMap<BureauId, i64>>,
    spares: Mutex<HashMap<LogId, Vec<(KeyId, Timestamp)>>>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(hidden)")
    }
}

/// A key directly under the bureau key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Root {
    Log(LogId),
    Person(PersonId),
    Lookup(BureauId),
}

impl Root {
    const fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Log(id) => ("log", id.0),
            Self::Person(id) => ("person", id.0),
            Self::Lookup(id) => ("lookup", id.0),
        }
    }

    const fn slot(self) -> Slot {
        match self {
            Self::Log(id) => Slot::Log(id),
            Self::Person(id) => Slot::Person(id),
            Self::Lookup(_) => Slot::Lookup,
        }
    }
}

impl Keys {
    /// The keys in a key store, with `bureau-keys` and the list of destroyed keys in the folder `data`. What is on
    /// the list is destroyed again, in case a backup brought it back.
    ///
    /// # Errors
    /// [`KeysError::ListOutdated`] when keys were destroyed that the list does not name; else what does not answer.
    pub async fn start(db: Db, data: &Path, root: Option<[u8; 32]>, clock: Clock) -> Result<Self, KeysError> {
        let epochs = Epochs::new(&data.join("bureau-keys"), root.map(Zeroizing::new));
        let destroyed = DestroyedList::new(&data.join("destroyed-keys"));
        let (cache, current, spares) = (Cache::default(), Mutex::default(), Mutex::default());
        let keys = Self(Arc::new(Inner { store: Store(db), epochs, clock, cache, destroyed, current, spares }));
        keys.apply_destroyed().await?;
        Ok(keys)
    }

    /// Makes the key of a new log. It may be there already.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer.
    pub async fn create_log_key(&self, bureau: BureauId, log: LogId) -> Result<(), KeysError> {
        self.create_root(bureau, Root::Log(log)).await
    }

    /// Makes the key of a new person. It may be there already.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer.
    pub async fn create_person_key(&self, bureau: BureauId, person: PersonId) -> Result<(), KeysError> {
        self.create_root(bureau, Root::Person(person)).await
    }

    /// A key for a new thing in a log: a spare one, or one made on the spot. It is stored before this returns.
    ///
    /// # Errors
    /// [`KeysError::Missing`] when the log has no key; else what does not answer.
    pub async fn take_item_key(&self, bureau: BureauId, log: LogId) -> Result<Key, KeysError> {
        if let Some(id) = self.take_spare(log) {
            match self.open_key(bureau, KeyRef::Item(id)).await {
                Err(KeysError::Missing) => {}
                taken => return taken,
            }
        }
        let made = self.create_item_keys(bureau, log, 1).await?;
        made.into_iter().next().ok_or(KeysError::Busy)
    }

    /// Makes keys ahead until a log has `count` spare ones, so that no decision waits for one.
    ///
    /// # Errors
    /// [`KeysError::Missing`] when the log has no key; else what does not answer.
    pub async fn spare_item_keys(&self, bureau: BureauId, log: LogId, count: usize) -> Result<(), KeysError> {
        let there = self.with_spares(|spares| spares.get(&log).map_or(0, Vec::len));
        let missing = count.saturating_sub(there);
        if missing == 0 {
            return Ok(());
        }
        let now = self.0.clock.now();
        let made = self.create_item_keys(bureau, log, missing).await?;
        let made = made.iter().map(|key| (key.id(), now));
        self.with_spares(|spares| spares.entry(log).or_default().extend(made));
        Ok(())
    }

    /// Opens one key.
    ///
    /// # Errors
    /// [`KeysError::Missing`] when it was destroyed; else what does not answer.
    pub async fn open_key(&self, bureau: BureauId, which: KeyRef) -> Result<Key, KeysError> {
        match which {
            KeyRef::Person(person) => self.open_root(bureau, Root::Person(person)).await,
            KeyRef::Item(id) => self.open_items(bureau, &[id]).await?.remove(&id).ok_or(KeysError::Missing),
        }
    }

    /// Opens many item keys with one query. Destroyed ones are left out.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer, or does not open.
    pub async fn open_items(&self, bureau: BureauId, ids: &[KeyId]) -> Result<HashMap<KeyId, Key>, KeysError> {
        let mut open: HashMap<KeyId, Key> =
            ids.iter().filter_map(|id| Some((*id, self.0.cache.get(bureau, Slot::Item(*id))?))).collect();
        let closed: Vec<Uuid> = ids.iter().filter(|id| !open.contains_key(id)).map(|id| id.0).collect();
        if closed.is_empty() {
            return Ok(open);
        }
        for row in self.0.store.items(&closed).await?.into_iter().filter(|row| row.bureau == bureau.0) {
            let key = self.open_item(bureau, &row).await?;
            self.0.cache.put(bureau, Slot::Item(key.id()), key.clone());
            open.insert(key.id(), key);
        }
        Ok(open)
    }

    /// Opens the keys of many persons with one query. Destroyed ones are left out.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer, or does not open.
    pub async fn open_persons(
        &self,
        bureau: BureauId,
        persons: &[PersonId],
    ) -> Result<HashMap<PersonId, Key>, KeysError> {
        let mut open: HashMap<PersonId, Key> =
            persons.iter().filter_map(|id| Some((*id, self.0.cache.get(bureau, Slot::Person(*id))?))).collect();
        let closed: Vec<Uuid> = persons.iter().filter(|id| !open.contains_key(id)).map(|id| id.0).collect();
        if closed.is_empty() {
            return Ok(open);
        }
        for row in self.0.store.roots("person", &closed).await?.into_iter().filter(|row| row.bureau == bureau.0) {
            let person = PersonId(row.owner);
            let key = self.open_row(bureau, row).await?;
            self.0.cache.put(bureau, Slot::Person(person), key.clone());
            open.insert(person, key);
        }
        Ok(open)
    }

    /// A hash that only this bureau can make: for exact look-ups (a mail address) and for secrets too short to be
    /// hashed plainly (a code of six digits). `purpose` keeps one use apart from another.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer.
    pub async fn keyed_hash(&self, bureau: BureauId, purpose: &str, parts: &[&[u8]]) -> Result<Hash, KeysError> {
        let root = Root::Lookup(bureau);
        let key = match self.open_root(bureau, root).await {
            Err(KeysError::Missing) => {
                self.create_root(bureau, root).await?;
                self.open_root(bureau, root).await?
            }
            key => key?,
        };
        let hmac = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key.bytes());
        let mut context = ring::hmac::Context::with_key(&hmac);
        for part in [purpose.as_bytes()].iter().chain(parts) {
            context.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            context.update(part);
        }
        let bytes = context.sign().as_ref().try_into().map_err(|_cause| Unopened)?;
        Ok(Hash(bytes))
    }

    /// Wipes opened keys whose minute is over. A job calls this every few seconds.
    pub fn sweep(&self) {
        self.0.cache.sweep();
    }

    /// Whether the key store can be written.
    ///
    /// # Errors
    /// [`KeysError::Store`] when it cannot.
    pub async fn ping(&self) -> Result<(), KeysError> {
        Ok(self.0.store.0.ping().await?)
    }

    /// Forgets every opened key and closes the key store.
    pub async fn close(&self) {
        self.0.cache.clear();
        self.0.store.0.close().await;
    }

    fn with_spares<T>(&self, act: impl FnOnce(&mut HashMap<LogId, Vec<(KeyId, Timestamp)>>) -> T) -> T {
        act(&mut self.0.spares.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn take_spare(&self, log: LogId) -> Option<KeyId> {
        let oldest = self.0.clock.now().plus_hours(-SPARE_HOURS_MAX);
        self.with_spares(|spares| {
            let of_log = spares.get_mut(&log)?;
            of_log.retain(|(_, made)| *made > oldest);
            of_log.pop().map(|(id, _)| id)
        })
    }
}
