//! The table of scans: ciphertext, ids and moments.

use sea_orm::entity::prelude::*;
use sea_orm::{PaginatorTrait, QuerySelect, Set};
use shared::dossier::forms::{Scan, ScanKind};
use shared::ids::{BureauId, Hash, ItemId, KeyId, LogId, ScanId, Uuid as Id};
use shared::time::Timestamp;

use crate::platform::db::{DbError, Tx};

mod scan {
    //! A scan or a file, of a form or a record.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "scan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bureau: Uuid,
        pub log: Uuid,
        pub item: Uuid,
        pub key_id: Uuid,
        pub kind: String,
        pub hash: Vec<u8>,
        pub bytes: i32,
        pub sealed: Vec<u8>,
        pub kept: bool,
        pub created_at: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A scan as it is kept.
pub(super) struct Row {
    pub scan: Scan,
    pub item: ItemId,
    pub key: KeyId,
    pub sealed: Vec<u8>,
}

const fn name(kind: ScanKind) -> &'static str {
    kind.media_type()
}

fn kind(name: &str) -> Option<ScanKind> {
    [ScanKind::Jpeg, ScanKind::Png, ScanKind::Pdf].into_iter().find(|kind| kind.media_type() == name)
}

/// Deletes the scans with this item that no entry names yet.
pub(super) async fn forget_waiting(on: &impl ConnectionTrait, log: LogId, item: ItemId) -> Result<(), DbError> {
    use scan::Column;
    scan::Entity::delete_many()
        .filter(Column::Log.eq(log.0))
        .filter(Column::Item.eq(item.0))
        .filter(Column::Kept.eq(false))
        .exec(on)
        .await?;
    Ok(())
}

/// How many scans of a log no entry names yet.
pub(super) async fn count_waiting(on: &impl ConnectionTrait, log: LogId) -> Result<u64, DbError> {
    use scan::Column;
    Ok(scan::Entity::find().filter(Column::Log.eq(log.0)).filter(Column::Kept.eq(false)).count(on).await?)
}

/// Keeps a scan that no entry names yet.
pub(super) async fn save(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    log: LogId,
    row: Row,
    now: Timestamp,
) -> Result<(), DbError> {
    let model = scan::ActiveModel {
        id: Set(row.scan.id.0),
        bureau: Set(bureau.0),
        log: Set(log.0),
        item: Set(row.item.0),
        key_id: Set(row.key.0),
        kind: Set(name(row.scan.kind).to_owned()),
        hash: Set(row.scan.hash.0.to_vec()),
        bytes: Set(i32::try_from(row.scan.bytes).unwrap_or(i32::MAX)),
        sealed: Set(row.sealed),
        kept: Set(false),
        created_at: Set(now.0),
    };
    scan::Entity::insert(model).exec_without_returning(on).await?;
    Ok(())
}

/// What is known of a scan, if it lies with this item; not the scan itself.
pub(super) async fn known(
    on: &impl ConnectionTrait,
    log: LogId,
    item: ItemId,
    id: ScanId,
) -> Result<Option<Scan>, DbError> {
    use scan::Column;
    let query = scan::Entity::find_by_id(id.0)
        .filter(Column::Log.eq(log.0))
        .filter(Column::Item.eq(item.0))
        .select_only()
        .columns([Column::Kind, Column::Hash, Column::Bytes]);
    let found: Option<(String, Vec<u8>, i32)> = query.into_tuple().one(on).await?;
    Ok(found.and_then(|(kind, hash, bytes)| scan_of(id, &kind, hash, bytes)))
}

fn scan_of(id: ScanId, name: &str, hash: Vec<u8>, bytes: i32) -> Option<Scan> {
    Some(Scan { id, hash: Hash(hash.try_into().ok()?), kind: kind(name)?, bytes: u32::try_from(bytes).ok()? })
}

pub(super) async fn find(on: &impl ConnectionTrait, log: LogId, id: ScanId) -> Result<Option<Row>, DbError> {
    let found = scan::Entity::find_by_id(id.0).filter(scan::Column::Log.eq(log.0)).one(on).await?;
    Ok(found.and_then(|row| {
        let scan = scan_of(id, &row.kind, row.hash, row.bytes)?;
        Some(Row { scan, item: ItemId(row.item), key: KeyId(row.key_id), sealed: row.sealed })
    }))
}

/// An entry names it now: whether it was still there.
pub(crate) async fn keep(tx: &Tx, id: ScanId) -> Result<bool, DbError> {
    use scan::Column;
    let done = scan::Entity::update_many()
        .col_expr(Column::Kept, Expr::value(true))
        .filter(Column::Id.eq(id.0))
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// The ids of the keys that seal a scan of a log.
pub(crate) async fn keys_in_use(on: &impl ConnectionTrait, log: LogId) -> Result<Vec<KeyId>, DbError> {
    let query = scan::Entity::find().filter(scan::Column::Log.eq(log.0)).select_only().column(scan::Column::KeyId);
    let keys: Vec<Id> = query.into_tuple().all(on).await?;
    Ok(keys.into_iter().map(KeyId).collect())
}

/// Deletes scans that no entry came to name.
pub(crate) async fn sweep(on: &impl ConnectionTrait, before: Timestamp) -> Result<(), DbError> {
    use scan::Column;
    let stale = scan::Entity::delete_many().filter(Column::Kept.eq(false)).filter(Column::CreatedAt.lte(before.0));
    stale.exec(on).await?;
    Ok(())
}
