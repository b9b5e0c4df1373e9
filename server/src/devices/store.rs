//! The table of devices. Of a browser's secret only a hash, and with the person in it.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};
use shared::ids::{BureauId, Bytes, DeviceId, Hash, PersonId};
use shared::time::Timestamp;

use crate::platform::db::DbError;

mod device {
    //! A browser that a person signed in from.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "device")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bureau: Uuid,
        pub person: Uuid,
        pub secret_hash: Vec<u8>,
        pub kind: String,
        pub credential: Vec<u8>,
        pub created_at: i64,
        pub seen_at: i64,
        pub known_at: Option<i64>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A device as it is kept.
pub(super) struct Row {
    pub id: DeviceId,
    pub bureau: BureauId,
    pub person: PersonId,
    pub hash: Hash,
    pub kind: String,
    /// The passkey that she first signed in with there.
    pub credential: Bytes,
    pub created_at: Timestamp,
    /// When she said that it was she, or that it went without saying.
    pub known_at: Option<Timestamp>,
}

pub(super) async fn insert(on: &impl ConnectionTrait, row: &Row) -> Result<(), DbError> {
    let row = device::ActiveModel {
        id: Set(row.id.0),
        bureau: Set(row.bureau.0),
        person: Set(row.person.0),
        secret_hash: Set(row.hash.0.to_vec()),
        kind: Set(row.kind.clone()),
        credential: Set(row.credential.0.clone()),
        created_at: Set(row.created_at.0),
        seen_at: Set(row.created_at.0),
        known_at: Set(row.known_at.map(|at| at.0)),
    };
    device::Entity::insert(row).exec_without_returning(on).await?;
    Ok(())
}

/// The device with this hash, which is seen again now.
pub(super) async fn seen(on: &impl ConnectionTrait, hash: Hash, now: Timestamp) -> Result<Option<DeviceId>, DbError> {
    let row = device::Entity::find().filter(device::Column::SecretHash.eq(hash.0.to_vec())).one(on).await?;
    let Some(row) = row else { return Ok(None) };
    let seen = device::Entity::update_many().col_expr(device::Column::SeenAt, Expr::value(now.0));
    seen.filter(device::Column::Id.eq(row.id)).exec(on).await?;
    Ok(Some(DeviceId(row.id)))
}

/// The devices of a person that came after a moment and that nothing was said of, the newest first.
pub(super) async fn new_of(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    person: PersonId,
    since: Timestamp,
) -> Result<Vec<Row>, DbError> {
    let rows = device::Entity::find()
        .filter(device::Column::Bureau.eq(bureau.0))
        .filter(device::Column::Person.eq(person.0))
        .filter(device::Column::KnownAt.is_null())
        .filter(device::Column::CreatedAt.gt(since.0))
        .order_by_desc(device::Column::CreatedAt);
    let row = |row: device::Model| Row {
        id: DeviceId(row.id),
        bureau: BureauId(row.bureau),
        person: PersonId(row.person),
        hash: Hash(row.secret_hash.try_into().unwrap_or_default()),
        kind: row.kind,
        credential: Bytes(row.credential),
        created_at: Timestamp(row.created_at),
        known_at: row.known_at.map(Timestamp),
    };
    Ok(rows.all(on).await?.into_iter().map(row).collect())
}

pub(super) async fn know(on: &impl ConnectionTrait, id: DeviceId, now: Timestamp) -> Result<(), DbError> {
    let known = device::Entity::update_many().col_expr(device::Column::KnownAt, Expr::value(now.0));
    known.filter(device::Column::Id.eq(id.0)).exec(on).await?;
    Ok(())
}

pub(super) async fn forget(on: &impl ConnectionTrait, id: DeviceId) -> Result<(), DbError> {
    device::Entity::delete_by_id(id.0).exec(on).await?;
    Ok(())
}

/// Deletes devices that were seen last before a moment.
pub(crate) async fn sweep(on: &impl ConnectionTrait, before: Timestamp) -> Result<(), DbError> {
    device::Entity::delete_many().filter(device::Column::SeenAt.lt(before.0)).exec(on).await?;
    Ok(())
}
