//! The table of sessions. Of the secret only a hash.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};
use shared::ids::{BureauId, Bytes, DeviceId, Hash, PersonId, SessionId};
use shared::log::Role;
use shared::time::Timestamp;

use super::Session;
use crate::platform::db::{DbError, name, named};

mod session {
    //! A signed-in device.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub id_hash: Vec<u8>,
        pub bureau: Uuid,
        pub person: Uuid,
        pub role: String,
        pub credential: Vec<u8>,
        pub device: String,
        pub created_at: i64,
        pub seen_at: i64,
        pub expires_at: i64,
        pub locked_at: Option<i64>,
        pub ended_at: Option<i64>,
        pub device_id: Option<Uuid>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A session as it is kept.
pub struct Row {
    /// The session.
    pub session: Session,
    /// What kind of device.
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
    /// The last touch.
    pub seen_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

impl From<session::Model> for Row {
    fn from(row: session::Model) -> Self {
        let role = named(row.role).unwrap_or(Role::System);
        Self {
            session: Session {
                id: SessionId(row.id),
                bureau: BureauId(row.bureau),
                person: PersonId(row.person),
                role,
                credential: Bytes(row.credential),
                expires_at: Timestamp(row.expires_at),
                locked_at: row.locked_at.map(Timestamp),
                // The bureau's own log knows.
                bound: false,
                device: row.device_id.map(DeviceId),
            },
            device: row.device,
            created_at: Timestamp(row.created_at),
            seen_at: Timestamp(row.seen_at),
            ended_at: row.ended_at.map(Timestamp),
        }
    }
}

pub(super) async fn insert(
    on: &impl ConnectionTrait,
    session: &Session,
    hash: Hash,
    device: String,
    now: Timestamp,
) -> Result<(), DbError> {
    let row = session::ActiveModel {
        id: Set(session.id.0),
        id_hash: Set(hash.0.to_vec()),
        bureau: Set(session.bureau.0),
        person: Set(session.person.0),
        role: Set(name(&session.role)),
        credential: Set(session.credential.0.clone()),
        device: Set(device),
        created_at: Set(now.0),
        seen_at: Set(now.0),
        expires_at: Set(session.expires_at.0),
        locked_at: Set(None),
        ended_at: Set(None),
        device_id: Set(session.device.map(|device| device.0)),
    };
    session::Entity::insert(row).exec_without_returning(on).await?;
    Ok(())
}

pub(super) async fn by_hash(on: &impl ConnectionTrait, hash: Hash) -> Result<Option<Row>, DbError> {
    let row = session::Entity::find().filter(session::Column::IdHash.eq(hash.0.to_vec())).one(on).await?;
    Ok(row.map(Row::from))
}

pub(super) async fn of_person(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<Row>, DbError> {
    let rows = session::Entity::find()
        .filter(session::Column::Bureau.eq(bureau.0))
        .filter(session::Column::Person.eq(person.0))
        .filter(session::Column::EndedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now.0))
        .order_by_desc(session::Column::SeenAt);
    Ok(rows.all(on).await?.into_iter().map(Row::from).collect())
}

async fn set(
    on: &impl ConnectionTrait,
    column: session::Column,
    now: Timestamp,
    filter: sea_orm::Condition,
) -> Result<(), DbError> {
    session::Entity::update_many().col_expr(column, Expr::value(now.0)).filter(filter).exec(on).await?;
    Ok(())
}

fn this(id: SessionId) -> sea_orm::Condition {
    sea_orm::Condition::all().add(session::Column::Id.eq(id.0))
}

pub(super) async fn touch(on: &impl ConnectionTrait, id: SessionId, now: Timestamp) -> Result<(), DbError> {
    set(on, session::Column::SeenAt, now, this(id)).await
}

pub(super) async fn lock(on: &impl ConnectionTrait, id: SessionId, now: Timestamp) -> Result<(), DbError> {
    set(on, session::Column::LockedAt, now, this(id).add(session::Column::LockedAt.is_null())).await
}

/// The passkey with which this session of hers began, whether it ended or not.
pub(super) async fn credential_of(
    on: &impl ConnectionTrait,
    person: PersonId,
    id: SessionId,
) -> Result<Option<Bytes>, DbError> {
    let row = session::Entity::find_by_id(id.0).filter(session::Column::Person.eq(person.0));
    Ok(row.one(on).await?.map(|row| Bytes(row.credential)))
}

pub(super) async fn end(
    on: &impl ConnectionTrait,
    person: PersonId,
    id: SessionId,
    now: Timestamp,
) -> Result<(), DbError> {
    let hers = this(id).add(session::Column::Person.eq(person.0)).add(session::Column::EndedAt.is_null());
    set(on, session::Column::EndedAt, now, hers).await
}

pub(super) async fn end_by_hash(on: &impl ConnectionTrait, hash: Hash, now: Timestamp) -> Result<(), DbError> {
    let this = sea_orm::Condition::all()
        .add(session::Column::IdHash.eq(hash.0.to_vec()))
        .add(session::Column::EndedAt.is_null());
    set(on, session::Column::EndedAt, now, this).await
}

pub(super) async fn end_of_credential(
    on: &impl ConnectionTrait,
    person: PersonId,
    credential: &Bytes,
    now: Timestamp,
) -> Result<(), DbError> {
    let hers = sea_orm::Condition::all()
        .add(session::Column::Person.eq(person.0))
        .add(session::Column::Credential.eq(credential.0.clone()))
        .add(session::Column::EndedAt.is_null());
    set(on, session::Column::EndedAt, now, hers).await
}

pub(super) async fn end_of_device(
    on: &impl ConnectionTrait,
    person: PersonId,
    device: DeviceId,
    now: Timestamp,
) -> Result<(), DbError> {
    let hers = sea_orm::Condition::all()
        .add(session::Column::Person.eq(person.0))
        .add(session::Column::DeviceId.eq(device.0))
        .add(session::Column::EndedAt.is_null());
    set(on, session::Column::EndedAt, now, hers).await
}

/// Deletes sessions that ended or lapsed before a moment.
pub(crate) async fn sweep(on: &impl ConnectionTrait, before: Timestamp) -> Result<(), DbError> {
    let over = sea_orm::Condition::any()
        .add(session::Column::EndedAt.lt(before.0))
        .add(session::Column::ExpiresAt.lt(before.0));
    session::Entity::delete_many().filter(over).exec(on).await?;
    Ok(())
}
