//! The state of a log as it is kept beside its entries: head with the sealed core, sealed items, index rows.

use shared::ids::{BureauId, ItemId, LogId};
use shared::log::{Head, Header};
use shared::time::Timestamp;

use super::load::{core_place, item_place};
use super::store::{self, StoredHead, StoredItem};
use super::{Ledger, LogError};
use crate::platform::db::Tx;
use crate::platform::keys::{Key, seal};

/// What stands after the last entry of a log.
pub(super) struct State<'a, L> {
    pub bureau: BureauId,
    pub log: LogId,
    pub subject: &'a L,
    /// The items to be written.
    pub items: &'a [ItemId],
    /// The entries that have no index rows yet.
    pub written: &'a [Header],
    pub head: Head,
    /// The moment of the last entry.
    pub at: Timestamp,
    /// The key of the log's business.
    pub business: &'a Key,
}

impl<L: Ledger> State<'_, L> {
    /// Writes core, items and index rows in the place of those that are there.
    pub async fn save(&self, tx: &Tx) -> Result<(), LogError> {
        let Self { bureau, log, subject, items, written, head, at, business } = *self;
        let core = serde_json::to_vec(&subject.core()).map_err(|_cause| LogError::Unreadable("a core"))?;
        let core_sealed = seal(business, &core_place(bureau, log), &core)?;
        let row = StoredHead { bureau, head, at, core_key: business.id(), core_sealed };
        store::save_head(tx, log, L::SUBJECT, row).await?;
        for item in items {
            let Some(state) = subject.item(*item) else { continue };
            let plain = serde_json::to_vec(state).map_err(|_cause| LogError::Unreadable("an item"))?;
            let sealed = seal(business, &item_place(bureau, log, *item), &plain)?;
            let row = StoredItem { item: *item, kind: L::ITEM, seq: head.seq, sealed };
            store::save_item(tx, bureau, log, row).await?;
        }
        subject.write_index(tx, bureau, items, written).await
    }
}
