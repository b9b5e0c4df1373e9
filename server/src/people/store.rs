//! The table of people: ciphertext and ids.

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, Set, sea_query::OnConflict};
use shared::ids::{BureauId, Hash, PersonId};
use shared::time::Timestamp;

use super::{Kind, New};
use crate::platform::db::DbError;

mod person {
    //! Somebody, sealed under her own key.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bureau: Uuid,
        pub kind: String,
        pub sealed: Vec<u8>,
        pub email_hash: Option<Vec<u8>>,
        pub phone_hash: Option<Vec<u8>>,
        pub created_at: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) async fn insert(on: &impl ConnectionTrait, new: &New, now: Timestamp) -> Result<(), DbError> {
    let kind = match new.kind {
        Kind::Client => "client",
        Kind::Staff => "staff",
        Kind::Representative => "representative",
    };
    let row = person::ActiveModel {
        id: Set(new.id.0),
        bureau: Set(new.bureau.0),
        kind: Set(kind.to_owned()),
        sealed: Set(new.sealed.clone()),
        email_hash: Set(new.reach.email.map(|hash| hash.0.to_vec())),
        phone_hash: Set(new.reach.phone.map(|hash| hash.0.to_vec())),
        created_at: Set(now.0),
    };
    let keep = OnConflict::column(person::Column::Id).do_nothing().to_owned();
    person::Entity::insert(row).on_conflict(keep).exec_without_returning(on).await?;
    Ok(())
}

pub(super) async fn replace(on: &impl ConnectionTrait, id: PersonId, sealed: Vec<u8>) -> Result<(), DbError> {
    person::Entity::update_many()
        .col_expr(person::Column::Sealed, Expr::value(sealed))
        .filter(person::Column::Id.eq(id.0))
        .exec(on)
        .await?;
    Ok(())
}

pub(super) async fn change(on: &impl ConnectionTrait, new: &New) -> Result<(), DbError> {
    let bytes = |hash: Option<Hash>| Expr::value(hash.map(|hash| hash.0.to_vec()));
    person::Entity::update_many()
        .col_expr(person::Column::Sealed, Expr::value(new.sealed.clone()))
        .col_expr(person::Column::EmailHash, bytes(new.reach.email))
        .col_expr(person::Column::PhoneHash, bytes(new.reach.phone))
        .filter(person::Column::Id.eq(new.id.0))
        .filter(person::Column::Bureau.eq(new.bureau.0))
        .exec(on)
        .await?;
    Ok(())
}

pub(super) async fn find(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    ids: &[PersonId],
) -> Result<Vec<(PersonId, Vec<u8>)>, DbError> {
    let rows = person::Entity::find()
        .filter(person::Column::Bureau.eq(bureau.0))
        .filter(person::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(on)
        .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.id), row.sealed)).collect())
}

/// Who has this address or number.
pub(super) async fn reached_by(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    hash: Hash,
) -> Result<Vec<PersonId>, DbError> {
    let either = Condition::any()
        .add(person::Column::EmailHash.eq(hash.0.to_vec()))
        .add(person::Column::PhoneHash.eq(hash.0.to_vec()));
    let rows = person::Entity::find().filter(person::Column::Bureau.eq(bureau.0)).filter(either).all(on).await?;
    Ok(rows.into_iter().map(|row| PersonId(row.id)).collect())
}
