//! Opened keys in memory: for a minute at most, a few thousand at most, wiped when they go.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use shared::ids::{BureauId, KeyId, LogId, PersonId};

use super::seal::Key;

/// How long an opened key stays.
const LIFE: Duration = Duration::from_mins(1);
/// How many stay.
const KEPT_MAX: usize = 4096;

/// What is kept, and since when. One bureau never meets a key of another (F79).
type Kept = HashMap<(BureauId, Slot), (Key, Instant)>;

/// Which key of a bureau.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Epoch(i64),
    Log(LogId),
    Person(PersonId),
    Lookup,
    Item(KeyId),
}

/// The opened keys of one server.
#[derive(Default)]
pub(super) struct Cache(Mutex<Kept>);

impl Cache {
    fn with<T>(&self, act: impl FnOnce(&mut Kept) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn get(&self, bureau: BureauId, slot: Slot) -> Option<Key> {
        self.with(|kept| {
            kept.get(&(bureau, slot)).filter(|(_, since)| since.elapsed() < LIFE).map(|(key, _)| key.clone())
        })
    }

    pub(super) fn put(&self, bureau: BureauId, slot: Slot, key: Key) {
        self.with(|kept| {
            if kept.len() >= KEPT_MAX {
                kept.retain(|_, (_, since)| since.elapsed() < LIFE);
            }
            if kept.len() >= KEPT_MAX {
                kept.clear();
            }
            kept.insert((bureau, slot), (key, Instant::now()));
        });
    }

    pub(super) fn forget(&self, bureau: BureauId, slot: Slot) {
        self.with(|kept| kept.remove(&(bureau, slot)));
    }

    /// Everything: after keys were destroyed that this server may have opened.
    pub(super) fn clear(&self) {
        self.with(HashMap::clear);
    }

    pub(super) fn sweep(&self) {
        self.with(|kept| kept.retain(|_, (_, since)| since.elapsed() < LIFE));
    }
}
