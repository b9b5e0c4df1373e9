//! The leases of jobs.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use shared::ids::Uuid;
use shared::time::Timestamp;

use crate::platform::db::{Db, DbError};

mod lease {
    //! A row for each job.
    use sea_orm::entity::prelude::*;
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "job_lease")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub holder: Uuid,
        pub until: i64,
        pub token: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
use lease::{ActiveModel, Column, Entity};

/// Takes a lease that lapsed (`alone`: any lease), and gives its new token.
pub(super) async fn take(
    db: &Db,
    name: &str,
    holder: Uuid,
    now: Timestamp,
    until: Timestamp,
    alone: bool,
) -> Result<Option<i64>, DbError> {
    let tx = db.begin_write().await?;
    let first = ActiveModel { name: Set(name.to_owned()), holder: Set(holder), until: Set(i64::MIN), token: Set(0) };
    let twice = OnConflict::column(Column::Name).do_nothing().to_owned();
    Entity::insert(first).on_conflict(twice).exec_without_returning(&tx).await?;
    let lapsed = if alone { Expr::value(true) } else { Column::Until.lt(now.0) };
    let taken = Entity::update_many()
        .col_expr(Column::Holder, Expr::value(holder))
        .col_expr(Column::Until, Expr::value(until.0))
        .col_expr(Column::Token, Expr::col(Column::Token).add(1))
        .filter(Column::Name.eq(name))
        .filter(lapsed)
        .exec(&tx)
        .await?;
    if taken.rows_affected == 0 {
        tx.rollback().await?;
        return Ok(None);
    }
    let query = Entity::find_by_id(name.to_owned()).select_only().column(Column::Token);
    let number = query.into_tuple().one(&tx).await?;
    tx.commit().await?;
    Ok(number)
}

/// Lets a lease lapse at a moment, unless somebody else has it by now.
pub(super) async fn release(db: &Db, name: &str, token: i64, until: Timestamp) -> Result<(), DbError> {
    let mine = Column::Name.eq(name).and(Column::Token.eq(token));
    Entity::update_many().col_expr(Column::Until, Expr::value(until.0)).filter(mine).exec(&db.write).await?;
    Ok(())
}
