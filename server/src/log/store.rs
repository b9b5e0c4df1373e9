//! The tables of the logs: entries, heads, items. Only ciphertext, ids, numbers and moments.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set, sea_query::OnConflict};
use shared::ids::{BureauId, EntryId, Hash, ItemId, KeyId, LogId, PersonId};
use shared::log::{Head, Header, Role};
use shared::time::Timestamp;

use super::LogError;
use crate::platform::db::{self, DbError, Tx};

pub(super) mod entry {
    //! An entry: a plain header and a sealed content.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub log: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub bureau: Uuid,
        pub entry: Uuid,
        pub at: i64,
        pub actor: Uuid,
        pub role: String,
        pub kind: String,
        pub item: Uuid,
        pub bureau_seq: i64,
        pub commitment: Vec<u8>,
        pub prev: Vec<u8>,
        pub hash: Vec<u8>,
        pub key_id: Uuid,
        pub sealed: Vec<u8>,
        pub command_hash: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod log_head {
    //! The last entry of a log, and its sealed core.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "log_head")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub log: Uuid,
        pub bureau: Uuid,
        pub subject: String,
        pub seq: i64,
        pub hash: Vec<u8>,
        pub at: i64,
        pub core_key_id: Uuid,
        pub core_sealed: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod item_state {
    //! The sealed state of one item.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "item_state")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub log: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item: Uuid,
        pub bureau: Uuid,
        pub kind: String,
        pub seq: i64,
        pub sealed: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// An entry as it is stored.
pub(super) struct StoredEntry {
    pub header: Header,
    pub key: KeyId,
    pub sealed: Vec<u8>,
    pub command_hash: Vec<u8>,
}

/// The head of a log as it is stored.
pub(super) struct StoredHead {
    pub bureau: BureauId,
    pub head: Head,
    pub at: Timestamp,
    pub core_key: KeyId,
    pub core_sealed: Vec<u8>,
}

fn hash(bytes: &[u8]) -> Result<Hash, LogError> {
    bytes.try_into().map(Hash).map_err(|_cause| LogError::Unreadable("a hash is not 32 bytes"))
}

fn seq(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn number(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// A role or state by its name.
pub(super) fn named<T: serde::de::DeserializeOwned>(name: &str) -> Result<T, LogError> {
    db::named(name).ok_or(LogError::Unreadable("a name that is not known"))
}

impl TryFrom<entry::Model> for StoredEntry {
    type Error = LogError;

    fn try_from(row: entry::Model) -> Result<Self, LogError> {
        let header = Header {
            bureau: BureauId(row.bureau),
            log: LogId(row.log),
            seq: seq(row.seq),
            entry: EntryId(row.entry),
            at: Timestamp(row.at),
            actor: PersonId(row.actor),
            role: named::<Role>(&row.role)?,
            kind: row.kind,
            item: ItemId(row.item),
            bureau_seq: seq(row.bureau_seq),
            commitment: hash(&row.commitment)?,
            prev: hash(&row.prev)?,
            hash: hash(&row.hash)?,
        };
        Ok(Self { header, key: KeyId(row.key_id), sealed: row.sealed, command_hash: row.command_hash })
    }
}

pub(super) async fn head(on: &impl ConnectionTrait, log: LogId) -> Result<Option<StoredHead>, LogError> {
    let row = log_head::Entity::find_by_id(log.0).one(on).await.map_err(DbError::from)?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(StoredHead {
        bureau: BureauId(row.bureau),
        head: Head { seq: seq(row.seq), hash: hash(&row.hash)? },
        at: Timestamp(row.at),
        core_key: KeyId(row.core_key_id),
        core_sealed: row.core_sealed,
    }))
}

/// The number of the last entry of each of these logs.
pub(super) async fn heads(on: &impl ConnectionTrait, logs: &BTreeSet<LogId>) -> Result<BTreeMap<LogId, u64>, DbError> {
    let these = log_head::Column::Log.is_in(logs.iter().map(|log| log.0));
    let rows =
        log_head::Entity::find().filter(these).select_only().columns([log_head::Column::Log, log_head::Column::Seq]);
    let rows: Vec<(Uuid, i64)> = rows.into_tuple().all(on).await?;
    Ok(rows.into_iter().map(|(log, last)| (LogId(log), seq(last))).collect())
}

/// The ids of the keys that seal an entry of a log, or its core.
pub(super) async fn keys_in_use(on: &impl ConnectionTrait, log: LogId) -> Result<HashSet<KeyId>, DbError> {
    let of_log = entry::Entity::find().filter(entry::Column::Log.eq(log.0)).select_only().column(entry::Column::KeyId);
    let mut keys: Vec<Uuid> = of_log.into_tuple().all(on).await?;
    let core = log_head::Entity::find_by_id(log.0).select_only().column(log_head::Column::CoreKeyId);
    keys.extend(core.into_tuple::<Uuid>().all(on).await?);
    Ok(keys.into_iter().map(KeyId).collect())
}

pub(super) async fn save_head(tx: &Tx, log: LogId, subject: &str, row: StoredHead) -> Result<(), DbError> {
    let model = log_head::ActiveModel {
        log: Set(log.0),
        bureau: Set(row.bureau.0),
        subject: Set(subject.to_owned()),
        seq: Set(number(row.head.seq)),
        hash: Set(row.head.hash.0.to_vec()),
        at: Set(row.at.0),
        core_key_id: Set(row.core_key.0),
        core_sealed: Set(row.core_sealed),
    };
    let columns = [
        log_head::Column::Seq,
        log_head::Column::Hash,
        log_head::Column::At,
        log_head::Column::CoreKeyId,
        log_head::Column::CoreSealed,
    ];
    let replace = OnConflict::column(log_head::Column::Log).update_columns(columns).to_owned();
    log_head::Entity::insert(model).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) async fn insert_entries(tx: &Tx, entries: Vec<StoredEntry>) -> Result<(), DbError> {
    let rows = entries.into_iter().map(|stored| entry::ActiveModel {
        log: Set(stored.header.log.0),
        seq: Set(number(stored.header.seq)),
        bureau: Set(stored.header.bureau.0),
        entry: Set(stored.header.entry.0),
        at: Set(stored.header.at.0),
        actor: Set(stored.header.actor.0),
        role: Set(db::name(&stored.header.role)),
        kind: Set(stored.header.kind),
        item: Set(stored.header.item.0),
        bureau_seq: Set(number(stored.header.bureau_seq)),
        commitment: Set(stored.header.commitment.0.to_vec()),
        prev: Set(stored.header.prev.0.to_vec()),
        hash: Set(stored.header.hash.0.to_vec()),
        key_id: Set(stored.key.0),
        sealed: Set(stored.sealed),
        command_hash: Set(stored.command_hash),
    });
    entry::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// The entry with this id, in whatever log of the bureau.
pub(super) async fn entry_by_id(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    id: EntryId,
) -> Result<Option<StoredEntry>, LogError> {
    let rows = entry::Entity::find().filter(entry::Column::Bureau.eq(bureau.0)).filter(entry::Column::Entry.eq(id.0));
    rows.one(on).await.map_err(DbError::from)?.map(StoredEntry::try_from).transpose()
}

/// The hash of an entry by its number.
pub(super) async fn hash_at(on: &impl ConnectionTrait, log: LogId, at: u64) -> Result<Option<Hash>, LogError> {
    let row = entry::Entity::find_by_id((log.0, number(at))).one(on).await.map_err(DbError::from)?;
    row.map(|row| hash(&row.hash)).transpose()
}

/// Entries of a log from a number on, in order, at most `limit`.
pub(super) async fn entries_from(
    on: &impl ConnectionTrait,
    log: LogId,
    from: u64,
    limit: u64,
) -> Result<Vec<StoredEntry>, LogError> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Log.eq(log.0))
        .filter(entry::Column::Seq.gte(number(from)))
        .order_by_asc(entry::Column::Seq)
        .limit(limit);
    rows.all(on).await.map_err(DbError::from)?.into_iter().map(StoredEntry::try_from).collect()
}

/// Entries of a log before a number, the newest first, of one kind or of all, at most `limit`.
pub(super) async fn entries_before(
    on: &impl ConnectionTrait,
    log: LogId,
    before: Option<u64>,
    only: Option<&str>,
    limit: u64,
) -> Result<Vec<StoredEntry>, LogError> {
    let mut rows = entry::Entity::find().filter(entry::Column::Log.eq(log.0));
    if let Some(before) = before {
        rows = rows.filter(entry::Column::Seq.lt(number(before)));
    }
    if let Some(only) = only {
        rows = rows.filter(entry::Column::Kind.eq(only));
    }
    let rows = rows.order_by_desc(entry::Column::Seq).limit(limit);
    rows.all(on).await.map_err(DbError::from)?.into_iter().map(StoredEntry::try_from).collect()
}

/// The entries about one item, of some kinds, in order.
pub(super) async fn entries_about(
    on: &impl ConnectionTrait,
    log: LogId,
    item: ItemId,
    kinds: &[&str],
) -> Result<Vec<StoredEntry>, LogError> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Log.eq(log.0))
        .filter(entry::Column::Item.eq(item.0))
        .filter(entry::Column::Kind.is_in(kinds.iter().copied()))
        .order_by_asc(entry::Column::Seq);
    rows.all(on).await.map_err(DbError::from)?.into_iter().map(StoredEntry::try_from).collect()
}

/// These entries of a log, in order.
pub(super) async fn entries_by_ids(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    log: LogId,
    ids: &[EntryId],
) -> Result<Vec<StoredEntry>, LogError> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Bureau.eq(bureau.0))
        .filter(entry::Column::Log.eq(log.0))
        .filter(entry::Column::Entry.is_in(ids.iter().map(|id| id.0)))
        .order_by_asc(entry::Column::Seq);
    rows.all(on).await.map_err(DbError::from)?.into_iter().map(StoredEntry::try_from).collect()
}

/// The sealed state of these items; of all when `ids` is `None`.
pub(super) async fn items(
    on: &impl ConnectionTrait,
    log: LogId,
    ids: Option<&[ItemId]>,
) -> Result<Vec<(ItemId, Vec<u8>)>, DbError> {
    let mut rows = item_state::Entity::find().filter(item_state::Column::Log.eq(log.0));
    if let Some(ids) = ids {
        rows = rows.filter(item_state::Column::Item.is_in(ids.iter().map(|id| id.0)));
    }
    let rows = rows.order_by_asc(item_state::Column::Item).all(on).await?;
    Ok(rows.into_iter().map(|row| (ItemId(row.item), row.sealed)).collect())
}

/// One item's state as it will be stored.
pub(super) struct StoredItem {
    pub item: ItemId,
    pub kind: &'static str,
    pub seq: u64,
    pub sealed: Vec<u8>,
}

pub(super) async fn save_item(tx: &Tx, bureau: BureauId, log: LogId, row: StoredItem) -> Result<(), DbError> {
    let model = item_state::ActiveModel {
        log: Set(log.0),
        item: Set(row.item.0),
        bureau: Set(bureau.0),
        kind: Set(row.kind.to_owned()),
        seq: Set(number(row.seq)),
        sealed: Set(row.sealed),
    };
    let replace = OnConflict::columns([item_state::Column::Log, item_state::Column::Item])
        .update_columns([item_state::Column::Seq, item_state::Column::Sealed])
        .to_owned();
    item_state::Entity::insert(model).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// Every log of a bureau about one kind of subject.
pub(super) async fn logs(
    on: &impl ConnectionTrait,
    bureau: Option<BureauId>,
    subject: &str,
) -> Result<Vec<LogId>, DbError> {
    let mut rows = log_head::Entity::find().filter(log_head::Column::Subject.eq(subject));
    if let Some(bureau) = bureau {
        rows = rows.filter(log_head::Column::Bureau.eq(bureau.0));
    }
    Ok(rows.order_by_asc(log_head::Column::Log).all(on).await?.into_iter().map(|row| LogId(row.log)).collect())
}

/// Every log that has a first entry, with its controller and the kind of that entry.
pub(super) async fn begun(on: &impl ConnectionTrait) -> Result<Vec<(BureauId, LogId, String)>, DbError> {
    let rows = entry::Entity::find().filter(entry::Column::Seq.eq(1)).order_by_asc(entry::Column::Log).all(on).await?;
    Ok(rows.into_iter().map(|row| (BureauId(row.bureau), LogId(row.log), row.kind)).collect())
}

/// Takes the sealed state of a log's items away, to be written anew.
pub(super) async fn forget_items(tx: &Tx, log: LogId) -> Result<(), DbError> {
    item_state::Entity::delete_many().filter(item_state::Column::Log.eq(log.0)).exec(tx).await?;
    Ok(())
}
