//! The queue of mails: ids, a kind and moments; never a name or an address.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{QueryOrder, QuerySelect, Set};
use shared::ids::{BureauId, PersonId, Uuid as Id};
use shared::time::Timestamp;

use crate::log::ledger::NoticeKind;
use crate::platform::db::{DbError, name, named};
use crate::platform::random;

mod mail_queue {
    //! A mail to be sent.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "mail_queue")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bureau: Uuid,
        pub person: Uuid,
        pub kind: String,
        pub due_at: i64,
        pub tries: i32,
        pub sent_at: Option<i64>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A mail that is due.
pub(super) struct Row {
    pub id: Id,
    pub bureau: BureauId,
    pub person: PersonId,
    pub kind: NoticeKind,
    pub tries: i32,
}

pub(super) async fn insert(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    person: PersonId,
    kind: NoticeKind,
    now: Timestamp,
) -> Result<(), DbError> {
    let row = mail_queue::ActiveModel {
        id: Set(random::id()),
        bureau: Set(bureau.0),
        person: Set(person.0),
        kind: Set(name(&kind)),
        due_at: Set(now.0),
        tries: Set(0),
        sent_at: Set(None),
    };
    mail_queue::Entity::insert(row).exec_without_returning(on).await?;
    Ok(())
}

pub(super) async fn due(
    on: &impl ConnectionTrait,
    now: Timestamp,
    tries_max: i32,
    limit: u64,
) -> Result<Vec<Row>, DbError> {
    let rows = mail_queue::Entity::find()
        .filter(mail_queue::Column::SentAt.is_null())
        .filter(mail_queue::Column::DueAt.lte(now.0))
        .filter(mail_queue::Column::Tries.lt(tries_max))
        .order_by_asc(mail_queue::Column::DueAt)
        .limit(limit);
    let row = |row: mail_queue::Model| Row {
        id: row.id,
        bureau: BureauId(row.bureau),
        person: PersonId(row.person),
        kind: named(row.kind.as_str()).unwrap_or(NoticeKind::Waiting),
        tries: row.tries,
    };
    Ok(rows.all(on).await?.into_iter().map(row).collect())
}

pub(super) async fn sent(on: &impl ConnectionTrait, id: Id, now: Timestamp) -> Result<(), DbError> {
    mail_queue::Entity::update_many()
        .col_expr(mail_queue::Column::SentAt, Expr::value(now.0))
        .filter(mail_queue::Column::Id.eq(id))
        .exec(on)
        .await?;
    Ok(())
}

/// Counts a try and puts the next one off; false where somebody else did so first.
pub(super) async fn put_off(on: &impl ConnectionTrait, row: &Row, due: Timestamp) -> Result<bool, DbError> {
    let done = mail_queue::Entity::update_many()
        .col_expr(mail_queue::Column::DueAt, Expr::value(due.0))
        .col_expr(mail_queue::Column::Tries, Expr::col(mail_queue::Column::Tries).add(1))
        .filter(mail_queue::Column::Id.eq(row.id))
        .filter(mail_queue::Column::Tries.eq(row.tries))
        .filter(mail_queue::Column::SentAt.is_null())
        .exec(on)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Deletes mails that were sent, or given up, before a moment.
pub(crate) async fn sweep(on: &impl ConnectionTrait, before: Timestamp) -> Result<(), DbError> {
    let over = mail_queue::Column::SentAt.lt(before.0).or(mail_queue::Column::DueAt.lt(before.0));
    mail_queue::Entity::delete_many().filter(over).exec(on).await?;
    Ok(())
}
