//! The table of drafts: ciphertext, ids and moments.

use std::collections::BTreeSet;

use sea_orm::entity::prelude::*;
use sea_orm::{QuerySelect, Set, sea_query::OnConflict};
use shared::ids::{BureauId, ItemId, KeyId, LogId, PersonId, Uuid as Id};
use shared::time::Timestamp;

use crate::platform::db::DbError;

mod draft {
    //! What somebody is still writing.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bureau: Uuid,
        pub author: Uuid,
        pub log: Uuid,
        pub item: Uuid,
        pub kind: String,
        pub key_id: Uuid,
        pub sealed: Vec<u8>,
        pub updated_at: i64,
        pub ends_at: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A draft as it is kept.
pub(super) struct Row {
    pub id: Id,
    pub key: KeyId,
    pub sealed: Vec<u8>,
    pub saved_at: Timestamp,
    pub ends_at: Timestamp,
}

pub(super) async fn find(
    on: &impl ConnectionTrait,
    author: PersonId,
    log: LogId,
    item: ItemId,
) -> Result<Option<Row>, DbError> {
    let row = draft::Entity::find()
        .filter(draft::Column::Author.eq(author.0))
        .filter(draft::Column::Log.eq(log.0))
        .filter(draft::Column::Item.eq(item.0))
        .one(on)
        .await?;
    Ok(row.map(|row| Row {
        id: row.id,
        key: KeyId(row.key_id),
        sealed: row.sealed,
        saved_at: Timestamp(row.updated_at),
        ends_at: Timestamp(row.ends_at),
    }))
}

pub(super) async fn save(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    author: PersonId,
    log: LogId,
    item: ItemId,
    row: Row,
) -> Result<(), DbError> {
    use draft::Column;
    let model = draft::ActiveModel {
        id: Set(row.id),
        bureau: Set(bureau.0),
        author: Set(author.0),
        log: Set(log.0),
        item: Set(item.0),
        kind: Set("consult".to_owned()),
        key_id: Set(row.key.0),
        sealed: Set(row.sealed),
        updated_at: Set(row.saved_at.0),
        ends_at: Set(row.ends_at.0),
    };
    // The place it is sealed for has its id in it, so the id comes along.
    let columns = [Column::Id, Column::KeyId, Column::Sealed, Column::UpdatedAt, Column::EndsAt];
    let replace = OnConflict::columns([Column::Author, Column::Log, Column::Item, Column::Kind])
        .update_columns(columns)
        .to_owned();
    draft::Entity::insert(model).on_conflict(replace).exec_without_returning(on).await?;
    Ok(())
}

pub(super) async fn delete(
    on: &impl ConnectionTrait,
    author: PersonId,
    log: LogId,
    item: ItemId,
) -> Result<(), DbError> {
    draft::Entity::delete_many()
        .filter(draft::Column::Author.eq(author.0))
        .filter(draft::Column::Log.eq(log.0))
        .filter(draft::Column::Item.eq(item.0))
        .exec(on)
        .await?;
    Ok(())
}

pub(super) async fn items_of(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    author: PersonId,
    now: Timestamp,
) -> Result<BTreeSet<ItemId>, DbError> {
    let rows = draft::Entity::find()
        .filter(draft::Column::Bureau.eq(bureau.0))
        .filter(draft::Column::Author.eq(author.0))
        .filter(draft::Column::EndsAt.gt(now.0))
        .all(on)
        .await?;
    Ok(rows.into_iter().map(|row| ItemId(row.item)).collect())
}

pub(super) async fn count_of_others(
    on: &impl ConnectionTrait,
    log: LogId,
    authors: &[PersonId],
    now: Timestamp,
) -> Result<u64, DbError> {
    let here = draft::Entity::find()
        .filter(draft::Column::Log.eq(log.0))
        .filter(draft::Column::Author.is_not_in(authors.iter().map(|person| person.0)))
        .filter(draft::Column::EndsAt.gt(now.0));
    Ok(here.count(on).await?)
}

/// The ids of the keys that seal a draft about a log.
pub(crate) async fn keys_in_use(on: &impl ConnectionTrait, log: LogId) -> Result<Vec<KeyId>, DbError> {
    let query = draft::Entity::find().filter(draft::Column::Log.eq(log.0)).select_only().column(draft::Column::KeyId);
    let keys: Vec<Id> = query.into_tuple().all(on).await?;
    Ok(keys.into_iter().map(KeyId).collect())
}

pub(crate) async fn sweep(on: &impl ConnectionTrait, now: Timestamp) -> Result<(), DbError> {
    draft::Entity::delete_many().filter(draft::Column::EndsAt.lte(now.0)).exec(on).await?;
    Ok(())
}

pub(super) async fn pass_on(
    on: &impl ConnectionTrait,
    from: PersonId,
    to: PersonId,
    log: LogId,
) -> Result<(), DbError> {
    use draft::Column;
    let of = |author: PersonId| draft::Entity::find().filter(Column::Author.eq(author.0)).filter(Column::Log.eq(log.0));
    let hers = of(to).select_only().column(Column::Item);
    let hers: Vec<Id> = hers.into_tuple().all(on).await?;
    draft::Entity::update_many()
        .col_expr(Column::Author, to.0.into())
        .filter(Column::Author.eq(from.0))
        .filter(Column::Log.eq(log.0))
        .filter(Column::Item.is_not_in(hers))
        .exec(on)
        .await?;
    Ok(())
}
