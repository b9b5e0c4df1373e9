//! The table of files: ids, sizes, hashes and moments; the bytes lie apart, sealed.

use sea_orm::entity::prelude::*;
use sea_orm::{PaginatorTrait, QuerySelect, Set};
use shared::dossier::documents::{FileFormat, StoredFile};
use shared::ids::{BureauId, FileId, Hash, ItemId, KeyId, LogId, PersonId, Uuid as Id};
use shared::time::Timestamp;

use crate::platform::db::{DbError, Tx};

mod file {
    //! A file in parts.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bureau: Uuid,
        pub log: Uuid,
        pub item: Uuid,
        pub key_id: Uuid,
        pub person: Uuid,
        pub bytes: i32,
        pub received: i32,
        pub format: Option<String>,
        pub hash: Option<Vec<u8>>,
        pub pages: Option<i32>,
        pub kept: bool,
        pub touched_at: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// How many bytes are said to be here of a file that is being deleted.
const GIVEN_UP: i32 = -1;

/// A file as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub id: FileId,
    pub bureau: BureauId,
    pub log: LogId,
    pub item: ItemId,
    pub key: KeyId,
    /// Who brings it.
    pub person: PersonId,
    /// How many bytes it has.
    pub bytes: u32,
    /// How many of them are here.
    pub received: u32,
    /// What it is, once it was looked at as a whole.
    pub whole: Option<StoredFile>,
    /// Whether an entry names it.
    pub kept: bool,
}

fn number(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

fn format_of(name: &str) -> Option<FileFormat> {
    FileFormat::ALL.iter().copied().find(|format| format.suffix() == name)
}

fn row(model: file::Model) -> Row {
    let (id, bytes) = (FileId(model.id), u32::try_from(model.bytes).unwrap_or_default());
    let whole = || {
        let hash = Hash(model.hash?.try_into().ok()?);
        let format = format_of(model.format.as_deref()?)?;
        Some(StoredFile { id, hash, format, bytes, pages: u32::try_from(model.pages?).ok()? })
    };
    Row {
        id,
        bureau: BureauId(model.bureau),
        log: LogId(model.log),
        item: ItemId(model.item),
        key: KeyId(model.key_id),
        person: PersonId(model.person),
        bytes,
        received: u32::try_from(model.received).unwrap_or_default(),
        whole: whole(),
        kept: model.kept,
    }
}

/// Begins a file: nothing of it is here yet. Whether it was not begun before.
pub(super) async fn begin(on: &impl ConnectionTrait, new: &Row, now: Timestamp) -> Result<bool, DbError> {
    let model = file::ActiveModel {
        id: Set(new.id.0),
        bureau: Set(new.bureau.0),
        log: Set(new.log.0),
        item: Set(new.item.0),
        key_id: Set(new.key.0),
        person: Set(new.person.0),
        bytes: Set(number(new.bytes)),
        received: Set(0),
        format: Set(None),
        hash: Set(None),
        pages: Set(None),
        kept: Set(false),
        touched_at: Set(now.0),
    };
    let conflict = sea_orm::sea_query::OnConflict::column(file::Column::Id).do_nothing().to_owned();
    let done = file::Entity::insert(model).on_conflict(conflict).exec_without_returning(on).await?;
    Ok(done > 0)
}

/// A file of a log; none where it is being deleted.
pub(super) async fn find(on: &impl ConnectionTrait, log: LogId, id: FileId) -> Result<Option<Row>, DbError> {
    use file::Column;
    let query = file::Entity::find_by_id(id.0).filter(Column::Log.eq(log.0)).filter(Column::Received.ne(GIVEN_UP));
    Ok(query.one(on).await?.map(row))
}

/// How many files that a person brings to a log no entry names yet.
pub(super) async fn count_waiting(on: &impl ConnectionTrait, log: LogId, person: PersonId) -> Result<u64, DbError> {
    use file::Column;
    let of = file::Entity::find().filter(Column::Log.eq(log.0)).filter(Column::Person.eq(person.0));
    Ok(of.filter(Column::Kept.eq(false)).count(on).await?)
}

/// More of a file is here, if it had come so far and no farther: whether it had.
pub(super) async fn advance(
    on: &impl ConnectionTrait,
    id: FileId,
    (from, to): (u32, u32),
    now: Timestamp,
) -> Result<bool, DbError> {
    use file::Column;
    let done = file::Entity::update_many()
        .col_expr(Column::Received, Expr::value(number(to)))
        .col_expr(Column::TouchedAt, Expr::value(now.0))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Received.eq(number(from)))
        .exec(on)
        .await?;
    Ok(done.rows_affected > 0)
}

/// All of a file is here, and was looked at: whether it is still here.
pub(super) async fn looked_at(on: &impl ConnectionTrait, whole: &StoredFile, now: Timestamp) -> Result<bool, DbError> {
    use file::Column;
    let done = file::Entity::update_many()
        .col_expr(Column::Format, Expr::value(whole.format.suffix()))
        .col_expr(Column::Hash, Expr::value(whole.hash.0.to_vec()))
        .col_expr(Column::Pages, Expr::value(number(whole.pages)))
        .col_expr(Column::TouchedAt, Expr::value(now.0))
        .filter(Column::Id.eq(whole.id.0))
        .filter(Column::Received.eq(number(whole.bytes)))
        .exec(on)
        .await?;
    Ok(done.rows_affected > 0)
}

/// An entry names it now: whether it was still there, as a whole.
pub(crate) async fn keep(tx: &Tx, id: FileId) -> Result<bool, DbError> {
    use file::Column;
    let done = file::Entity::update_many()
        .col_expr(Column::Kept, Expr::value(true))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Hash.is_not_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected > 0)
}

/// The ids of the keys that seal a file of a log.
pub(crate) async fn keys_in_use(on: &impl ConnectionTrait, log: LogId) -> Result<Vec<KeyId>, DbError> {
    let query = file::Entity::find().filter(file::Column::Log.eq(log.0)).select_only().column(file::Column::KeyId);
    let keys: Vec<Id> = query.into_tuple().all(on).await?;
    Ok(keys.into_iter().map(KeyId).collect())
}

/// Files that no entry came to name, untouched since.
pub(super) async fn stale(on: &impl ConnectionTrait, before: Timestamp) -> Result<Vec<Row>, DbError> {
    use file::Column;
    let query = file::Entity::find().filter(Column::Kept.eq(false)).filter(Column::TouchedAt.lte(before.0));
    Ok(query.all(on).await?.into_iter().map(row).collect())
}

/// Takes a file away from whoever brings it, if no entry names it and nobody touched it since: whether that was so. From
/// here on no entry can name it.
pub(super) async fn give_up(on: &impl ConnectionTrait, id: FileId, before: Timestamp) -> Result<bool, DbError> {
    use file::Column;
    let done = file::Entity::update_many()
        .col_expr(Column::Received, Expr::value(GIVEN_UP))
        .col_expr(Column::Hash, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Kept.eq(false))
        .filter(Column::TouchedAt.lte(before.0))
        .exec(on)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Forgets a file that was given up, when none of it is left.
pub(super) async fn forget(on: &impl ConnectionTrait, id: FileId) -> Result<(), DbError> {
    use file::Column;
    let given_up = file::Entity::delete_many().filter(Column::Id.eq(id.0)).filter(Column::Received.eq(GIVEN_UP));
    given_up.filter(Column::Kept.eq(false)).exec(on).await?;
    Ok(())
}
