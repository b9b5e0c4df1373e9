//! What was fixed at first start, and numbers about the whole installation.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};
use shared::time::Timestamp;

use crate::platform::db::{Db, DbError};

mod installation {
    //! One row, number 1.
    use sea_orm::entity::prelude::*;
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "installation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub rp_id: String,
        pub created_at: i64,
        pub index_release: i32,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
use installation::{ActiveModel, Column, Entity};

/// The relying party that was fixed; this one, if it is the first start.
pub(super) async fn site(db: &Db, rp_id: &str, now: Timestamp) -> Result<String, DbError> {
    let first =
        ActiveModel { id: Set(1), rp_id: Set(rp_id.to_owned()), created_at: Set(now.0), ..ActiveModel::default() };
    let twice = OnConflict::column(Column::Id).do_nothing().to_owned();
    Entity::insert(first).on_conflict(twice).exec_without_returning(&db.write).await?;
    let row = Entity::find_by_id(1).one(&db.write).await?;
    Ok(row.ok_or_else(|| DbErr::RecordNotFound("installation".into()))?.rp_id)
}

pub(super) async fn index_release(db: &Db) -> Result<Option<i32>, DbError> {
    Ok(Entity::find_by_id(1).one(&db.write).await?.map(|row| row.index_release))
}

pub(super) async fn set_index_release(db: &Db, release: i32) -> Result<(), DbError> {
    let row = ActiveModel { id: Set(1), index_release: Set(release), ..ActiveModel::default() };
    Entity::update(row).exec(&db.write).await?;
    Ok(())
}

pub(super) async fn passkeys(db: &Db) -> Result<u64, DbError> {
    let mut query = Query::select();
    query.expr_as(Func::count(Expr::col(Alias::new("credential"))), Alias::new("n")).from(Alias::new("passkey"));
    query.and_where(Expr::col(Alias::new("removed_at")).is_null());
    let row = db.write.query_one(&query).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(u64::try_from(count).unwrap_or_default())
}

pub(super) async fn newest_entry_at(db: &Db) -> Result<Option<i64>, DbError> {
    let mut query = Query::select();
    query.expr_as(Func::max(Expr::col(Alias::new("at"))), Alias::new("at")).from(Alias::new("log_head"));
    let row = db.read.query_one(&query).await?;
    Ok(row.map_or(Ok(None), |row| row.try_get("", "at"))?)
}
