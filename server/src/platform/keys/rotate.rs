//! The end of keys: epochs that change, keys that are destroyed, and what a crash or a restore left behind.

use std::collections::HashSet;

use shared::ids::{BureauId, KeyId, LogId, PersonId, Uuid};
use shared::time::Timestamp;

use super::cache::Slot;
use super::destroyed::Destroyed;
use super::seal::Key;
use super::store::{Renewal, Stored, item, root};
use super::wrap::{on_disk, unwrap_item, wrap_item};
use super::{ATTEMPTS_MAX, Keys, KeysError, Root};

/// How many root keys are wrapped anew in one transaction.
const BATCH: u64 = 200;

impl Keys {
    /// Rotates every bureau whose keys are of an older epoch than this week's. A job calls this every hour.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer. Called again it goes on where it stopped.
    pub async fn rotate_due(&self) -> Result<(), KeysError> {
        for bureau in self.0.store.bureaus().await? {
            self.rotate(BureauId(bureau)).await?;
        }
        Ok(())
    }

    /// Ends all older epochs of a bureau: the new bureau key is made and lasts; from then on no key is wrapped under
    /// an older one; the living root keys are wrapped anew; a bureau key that no row names is destroyed. A crash at
    /// any point loses nothing: every step can be repeated, and each begins from what the step before made last.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer. Called again it goes on where it stopped.
    pub async fn rotate(&self, bureau: BureauId) -> Result<(), KeysError> {
        let epoch = self.current_epoch(bureau).await?;
        self.0.store.end_epochs_before(bureau, epoch, self.0.clock.now()).await?;
        while self.rewrap_some(bureau, epoch).await? {}
        self.destroy_old_epochs(bureau, epoch).await
    }

    /// Wraps some root keys anew; whether there were any.
    pub(super) async fn rewrap_some(&self, bureau: BureauId, epoch: i64) -> Result<bool, KeysError> {
        let old = self.0.store.roots_before(bureau, epoch, BATCH).await?;
        let mut new = Vec::with_capacity(old.len());
        for row in &old {
            let Some(root) = Root::of(row) else { continue };
            let key = self.unwrap_root(bureau, row)?;
            let wrapped = self.wrap_root(bureau, root, &key, epoch)?;
            new.push((row.epoch, root::Model { created_at: row.created_at, ..wrapped }));
        }
        self.0.store.rewrap(&new).await?;
        Ok(!new.is_empty())
    }

    async fn destroy_old_epochs(&self, bureau: BureauId, epoch: i64) -> Result<(), KeysError> {
        let epochs = self.0.epochs.clone();
        let mut old: HashSet<i64> = self.0.store.epochs_before(bureau, epoch).await?.into_iter().collect();
        old.extend(on_disk(move || epochs.list(bureau)).await?.into_iter().filter(|one| *one < epoch));
        if old.is_empty() {
            return Ok(());
        }
        self.0.store.0.settle().await?;
        for one in old {
            if self.0.store.roots_in(bureau, one).await? > 0 {
                continue;
            }
            let epochs = self.0.epochs.clone();
            on_disk(move || epochs.destroy(bureau, one)).await?;
            self.0.cache.forget(bureau, Slot::Epoch(one));
            self.0.store.forget_epoch(bureau, one).await?;
            tracing::info!(%bureau, epoch = one, "an epoch's bureau key was destroyed");
        }
        let epochs = self.0.epochs.clone();
        on_disk(move || epochs.tidy(bureau)).await
    }

    /// Destroys the keys of items in a log and renews the log's key, so that what was wrapped under the old one is
    /// worth nothing at the end of this epoch (G32). Safe to repeat.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer.
    pub async fn destroy_item_keys(&self, bureau: BureauId, log: LogId, keys: &[KeyId]) -> Result<(), KeysError> {
        let all: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        self.list_destroyed(all.iter().copied().map(Destroyed::Item).collect()).await?;
        self.renew_without(bureau, log, &all).await
    }

    /// Destroys a log's key and every key under it (M11: erasing a dossier). Safe to repeat.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer.
    pub async fn destroy_log_key(&self, bureau: BureauId, log: LogId) -> Result<(), KeysError> {
        self.destroy_root(bureau, Destroyed::Log(log.0)).await?;
        self.with_spares(|spares| spares.remove(&log));
        Ok(())
    }

    /// Destroys a person's key: her own data and what is looked up through it. Safe to repeat.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer.
    pub async fn destroy_person_key(&self, bureau: BureauId, person: PersonId) -> Result<(), KeysError> {
        self.destroy_root(bureau, Destroyed::Person(person.0)).await
    }

    /// Destroys keys of a log that nothing was ever sealed with: spare ones of servers that are gone. `used` is every
    /// key the log's rows name; keys made in the last two days are left alone.
    ///
    /// # Errors
    /// [`KeysError`]: what does not answer.
    pub async fn tidy_spares(&self, bureau: BureauId, log: LogId, used: &HashSet<KeyId>) -> Result<(), KeysError> {
        let before = self.0.clock.now().plus_hours(-48);
        let old = self.0.store.items_before(log, before).await?;
        let unused: Vec<KeyId> = old.into_iter().map(KeyId).filter(|id| !used.contains(id)).collect();
        if unused.is_empty() { Ok(()) } else { self.destroy_item_keys(bureau, log, &unused).await }
    }

    /// At start: what the list names is destroyed again; what was destroyed must be on the list.
    pub(super) async fn apply_destroyed(&self) -> Result<(), KeysError> {
        let list = self.0.destroyed.clone();
        let listed = on_disk(move || list.read()).await?;
        if self.0.store.destroyed().await?.iter().any(|one| !listed.contains(one)) {
            return Err(KeysError::ListOutdated);
        }
        let items: Vec<Uuid> =
            listed.iter().filter(|one| matches!(one, Destroyed::Item(_))).map(|one| one.parts().1).collect();
        for some in items.chunks(500) {
            for row in self.0.store.items(some).await? {
                tracing::warn!(key = %row.id, "a destroyed key had come back and is destroyed again");
                self.renew_without(BureauId(row.bureau), LogId(row.log), &[row.id]).await?;
            }
        }
        for one in listed {
            let (kind, owner) = one.parts();
            if let Some(row) = self.0.store.root(kind, owner).await? {
                tracing::warn!(key = %row.id, "a destroyed key had come back and is destroyed again");
                self.destroy_root(BureauId(row.bureau), one).await?;
            }
        }
        Ok(())
    }

    async fn list_destroyed(&self, all: Vec<Destroyed>) -> Result<(), KeysError> {
        let list = self.0.destroyed.clone();
        on_disk(move || {
            let there = list.read()?;
            let new: Vec<Destroyed> = all.into_iter().filter(|one| !there.contains(one)).collect();
            if new.is_empty() { Ok(()) } else { list.append(&new) }
        })
        .await
    }

    async fn destroy_root(&self, bureau: BureauId, what: Destroyed) -> Result<(), KeysError> {
        self.list_destroyed(vec![what]).await?;
        self.0.store.destroy_root(bureau, what, self.0.clock.now()).await?;
        self.0.cache.clear();
        Ok(self.0.store.0.settle().await?)
    }

    async fn renew_without(&self, bureau: BureauId, log: LogId, gone: &[Uuid]) -> Result<(), KeysError> {
        for _ in 0..ATTEMPTS_MAX {
            let epoch = self.current_epoch(bureau).await?;
            let now = self.0.clock.now();
            let renew =
                |old: root::Model, living: Vec<item::Model>| self.renewed(bureau, log, epoch, now, &old, &living);
            let done = self.0.store.destroy_items(log, gone, now, renew).await?;
            self.0.cache.clear();
            self.with_spares(|spares| {
                spares.get_mut(&log).map(|spares| spares.retain(|(id, _)| !gone.contains(&id.0)))
            });
            match done {
                Stored::Outdated => self.forget_epoch(bureau),
                Stored::Yes | Stored::Exists => return Ok(self.0.store.0.settle().await?),
            }
        }
        Err(KeysError::Busy)
    }

    fn renewed(
        &self,
        bureau: BureauId,
        log: LogId,
        epoch: i64,
        now: Timestamp,
        old: &root::Model,
        living: &[item::Model],
    ) -> Result<Renewal, KeysError> {
        let (old_key, new_key) = (self.unwrap_root(bureau, old)?, Key::random());
        let rewrap = |row: &item::Model| {
            let key = unwrap_item(&old_key, row)?;
            let wrapped = wrap_item(bureau, log, &new_key, &key, now)?;
            Ok::<_, KeysError>(item::Model { created_at: row.created_at, ..wrapped })
        };
        let items: Result<Vec<_>, _> = living.iter().map(rewrap).collect();
        Ok(Renewal { old: old.id, root: self.wrap_root(bureau, Root::Log(log), &new_key, epoch)?, items: items? })
    }
}

impl Root {
    /// What a stored root key is of.
    fn of(row: &root::Model) -> Option<Self> {
        match row.kind.as_str() {
            "log" => Some(Self::Log(LogId(row.owner))),
            "person" => Some(Self::Person(PersonId(row.owner))),
            "lookup" => Some(Self::Lookup(BureauId(row.owner))),
            _ => None,
        }
    }
}
