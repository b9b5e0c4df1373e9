//! The index of forms by number, and the table of scans: ciphertext, ids and moments.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set, sea_query::OnConflict};
use shared::dossier::forms::{FormNumber, Scan, ScanKind};
use shared::ids::{BureauId, DossierId, FormId, Hash, KeyId, LogId, ScanId, Uuid as Id};
use shared::time::Timestamp;

use crate::platform::db::{DbError, Tx};

mod form_index {
    //! Where a form is, by its number.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "form_index")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub form: Uuid,
        pub bureau: Uuid,
        pub number: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod scan {
    //! A scan of a form.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "scan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bureau: Uuid,
        pub log: Uuid,
        pub form: Uuid,
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
    pub form: FormId,
    pub key: KeyId,
    pub sealed: Vec<u8>,
}

fn number_of(number: FormNumber) -> i32 {
    i32::try_from(number.0).unwrap_or_default()
}

/// Writes where a form is; its number never changes.
pub(crate) async fn save(
    tx: &Tx,
    bureau: BureauId,
    dossier: DossierId,
    form: FormId,
    number: FormNumber,
) -> Result<(), DbError> {
    use form_index::Column;
    let model = form_index::ActiveModel {
        dossier: Set(dossier.0),
        form: Set(form.0),
        bureau: Set(bureau.0),
        number: Set(number_of(number)),
    };
    let keep = OnConflict::columns([Column::Dossier, Column::Form]).update_column(Column::Number).to_owned();
    form_index::Entity::insert(model).on_conflict(keep).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes the rows of a dossier away, to be written anew.
pub(crate) async fn forget(tx: &Tx, log: LogId) -> Result<(), DbError> {
    form_index::Entity::delete_many().filter(form_index::Column::Dossier.eq(log.0)).exec(tx).await?;
    Ok(())
}

/// The forms of a dossier with their numbers, in the order of their ids.
pub(crate) async fn of_dossier(
    on: &impl ConnectionTrait,
    dossier: DossierId,
) -> Result<Vec<(FormId, FormNumber)>, DbError> {
    use form_index::Column;
    let rows =
        form_index::Entity::find().filter(Column::Dossier.eq(dossier.0)).order_by_asc(Column::Form).all(on).await?;
    let read = |row: form_index::Model| (FormId(row.form), FormNumber(u32::try_from(row.number).unwrap_or_default()));
    Ok(rows.into_iter().map(read).collect())
}

/// Where the forms with this number are: two can have drawn the same.
pub(super) async fn by_number(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    number: FormNumber,
) -> Result<Vec<(DossierId, FormId)>, DbError> {
    use form_index::Column;
    let found = form_index::Entity::find()
        .filter(Column::Bureau.eq(bureau.0))
        .filter(Column::Number.eq(number_of(number)))
        .order_by_asc(Column::Form)
        .all(on)
        .await?;
    Ok(found.into_iter().map(|row| (DossierId(row.dossier), FormId(row.form))).collect())
}

const fn name(kind: ScanKind) -> &'static str {
    kind.media_type()
}

fn kind(name: &str) -> Option<ScanKind> {
    [ScanKind::Jpeg, ScanKind::Png, ScanKind::Pdf].into_iter().find(|kind| kind.media_type() == name)
}

/// Keeps a scan that no entry names yet, in the place of another such one of the same form.
pub(super) async fn save_scan(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    log: LogId,
    row: Row,
    now: Timestamp,
) -> Result<(), DbError> {
    use scan::Column;
    scan::Entity::delete_many()
        .filter(Column::Log.eq(log.0))
        .filter(Column::Form.eq(row.form.0))
        .filter(Column::Kept.eq(false))
        .exec(on)
        .await?;
    let model = scan::ActiveModel {
        id: Set(row.scan.id.0),
        bureau: Set(bureau.0),
        log: Set(log.0),
        form: Set(row.form.0),
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

/// What is known of a scan, if it lies with this form; not the scan itself.
pub(super) async fn known_scan(
    on: &impl ConnectionTrait,
    log: LogId,
    form: FormId,
    id: ScanId,
) -> Result<Option<Scan>, DbError> {
    use scan::Column;
    let query = scan::Entity::find_by_id(id.0)
        .filter(Column::Log.eq(log.0))
        .filter(Column::Form.eq(form.0))
        .select_only()
        .columns([Column::Kind, Column::Hash, Column::Bytes]);
    let found: Option<(String, Vec<u8>, i32)> = query.into_tuple().one(on).await?;
    Ok(found.and_then(|(kind, hash, bytes)| scan_of(id, &kind, hash, bytes)))
}

fn scan_of(id: ScanId, name: &str, hash: Vec<u8>, bytes: i32) -> Option<Scan> {
    Some(Scan { id, hash: Hash(hash.try_into().ok()?), kind: kind(name)?, bytes: u32::try_from(bytes).ok()? })
}

pub(super) async fn find_scan(on: &impl ConnectionTrait, log: LogId, id: ScanId) -> Result<Option<Row>, DbError> {
    let found = scan::Entity::find_by_id(id.0).filter(scan::Column::Log.eq(log.0)).one(on).await?;
    Ok(found.and_then(|row| {
        let scan = scan_of(id, &row.kind, row.hash, row.bytes)?;
        Some(Row { scan, form: FormId(row.form), key: KeyId(row.key_id), sealed: row.sealed })
    }))
}

/// An entry names it now: whether it was still there.
pub(crate) async fn keep_scan(tx: &Tx, id: ScanId) -> Result<bool, DbError> {
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
