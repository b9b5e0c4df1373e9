//! The tables of passkeys and of the ceremonies that are under way.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};
use shared::ids::{BureauId, Bytes, EntryId, PersonId};
use shared::time::Timestamp;

use crate::platform::db::DbError;

mod passkey {
    //! A passkey, sealed under its person's key.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "passkey")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub credential: Vec<u8>,
        pub bureau: Uuid,
        pub person: Uuid,
        pub sealed: Vec<u8>,
        pub entry: Uuid,
        pub created_at: i64,
        pub used_at: Option<i64>,
        pub removed_at: Option<i64>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod flow {
    //! A ceremony under way.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webauthn_flow")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub state: String,
        pub person: Option<Uuid>,
        pub invitation: Option<Uuid>,
        pub sending: Option<Uuid>,
        pub expires_at: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A passkey as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub credential: Bytes,
    pub bureau: BureauId,
    pub person: PersonId,
    pub sealed: Vec<u8>,
    pub entry: EntryId,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
    pub removed_at: Option<Timestamp>,
}

impl From<passkey::Model> for Row {
    fn from(row: passkey::Model) -> Self {
        Self {
            credential: Bytes(row.credential),
            bureau: BureauId(row.bureau),
            person: PersonId(row.person),
            sealed: row.sealed,
            entry: EntryId(row.entry),
            created_at: Timestamp(row.created_at),
            used_at: row.used_at.map(Timestamp),
            removed_at: row.removed_at.map(Timestamp),
        }
    }
}

pub(crate) async fn insert(on: &impl ConnectionTrait, row: &Row) -> Result<(), DbError> {
    let row = passkey::ActiveModel {
        credential: Set(row.credential.0.clone()),
        bureau: Set(row.bureau.0),
        person: Set(row.person.0),
        sealed: Set(row.sealed.clone()),
        entry: Set(row.entry.0),
        created_at: Set(row.created_at.0),
        used_at: Set(None),
        removed_at: Set(None),
    };
    passkey::Entity::insert(row).exec_without_returning(on).await?;
    Ok(())
}

/// A passkey, one that was removed too.
pub(crate) async fn known(on: &impl ConnectionTrait, credential: &Bytes) -> Result<Option<Row>, DbError> {
    Ok(passkey::Entity::find_by_id(credential.0.clone()).one(on).await?.map(Row::from))
}

/// A passkey that was not removed.
pub(crate) async fn find(on: &impl ConnectionTrait, credential: &Bytes) -> Result<Option<Row>, DbError> {
    let row = passkey::Entity::find_by_id(credential.0.clone()).filter(passkey::Column::RemovedAt.is_null());
    Ok(row.one(on).await?.map(Row::from))
}

/// The passkeys of these people that were not removed, the oldest first.
pub(crate) async fn of_people(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    people: &[PersonId],
) -> Result<Vec<Row>, DbError> {
    let rows = passkey::Entity::find()
        .filter(passkey::Column::Bureau.eq(bureau.0))
        .filter(passkey::Column::Person.is_in(people.iter().map(|id| id.0)))
        .filter(passkey::Column::RemovedAt.is_null())
        .order_by_asc(passkey::Column::CreatedAt);
    Ok(rows.all(on).await?.into_iter().map(Row::from).collect())
}

/// Keeps what changed at a sign-in.
pub(crate) async fn used(
    on: &impl ConnectionTrait,
    credential: &Bytes,
    sealed: Vec<u8>,
    now: Timestamp,
) -> Result<(), DbError> {
    passkey::Entity::update_many()
        .col_expr(passkey::Column::Sealed, Expr::value(sealed))
        .col_expr(passkey::Column::UsedAt, Expr::value(now.0))
        .filter(passkey::Column::Credential.eq(credential.0.clone()))
        .exec(on)
        .await?;
    Ok(())
}

pub(super) async fn relabel(on: &impl ConnectionTrait, credential: &Bytes, sealed: Vec<u8>) -> Result<(), DbError> {
    passkey::Entity::update_many()
        .col_expr(passkey::Column::Sealed, Expr::value(sealed))
        .filter(passkey::Column::Credential.eq(credential.0.clone()))
        .exec(on)
        .await?;
    Ok(())
}

pub(crate) async fn remove(on: &impl ConnectionTrait, credential: &Bytes, now: Timestamp) -> Result<(), DbError> {
    passkey::Entity::update_many()
        .col_expr(passkey::Column::RemovedAt, Expr::value(now.0))
        .filter(passkey::Column::Credential.eq(credential.0.clone()))
        .exec(on)
        .await?;
    Ok(())
}

pub(super) async fn insert_flow(on: &impl ConnectionTrait, row: flow::Model) -> Result<(), DbError> {
    flow::Entity::insert(flow::ActiveModel::from(row).reset_all()).exec_without_returning(on).await?;
    Ok(())
}

/// Lets a ceremony end sooner.
pub(super) async fn shorten_flow(on: &impl ConnectionTrait, id: Uuid, end: Timestamp) -> Result<(), DbError> {
    flow::Entity::update_many()
        .col_expr(flow::Column::ExpiresAt, Expr::value(end.0))
        .filter(flow::Column::Id.eq(id))
        .filter(flow::Column::ExpiresAt.gt(end.0))
        .exec(on)
        .await?;
    Ok(())
}

/// Takes a ceremony away and gives it: the second taker gets nothing.
pub(super) async fn take_flow(on: &impl ConnectionTrait, id: Uuid) -> Result<Option<flow::Model>, DbError> {
    let Some(row) = flow::Entity::find_by_id(id).one(on).await? else { return Ok(None) };
    let gone = flow::Entity::delete_by_id(id).exec(on).await?;
    Ok((gone.rows_affected == 1).then_some(row))
}

pub(super) async fn find_flow(on: &impl ConnectionTrait, id: Uuid) -> Result<Option<flow::Model>, DbError> {
    Ok(flow::Entity::find_by_id(id).one(on).await?)
}

pub(super) async fn sweep_flows(on: &impl ConnectionTrait, now: Timestamp) -> Result<(), DbError> {
    flow::Entity::delete_many().filter(flow::Column::ExpiresAt.lt(now.0)).exec(on).await?;
    Ok(())
}

/// Deletes passkeys that were removed before a moment; their entries stay.
pub(crate) async fn sweep(on: &impl ConnectionTrait, before: Timestamp) -> Result<(), DbError> {
    passkey::Entity::delete_many().filter(passkey::Column::RemovedAt.lt(before.0)).exec(on).await?;
    Ok(())
}
