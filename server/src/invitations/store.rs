//! The table of invitations: hashes, ids and moments.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{QueryOrder, Set};
use shared::api::InvitationPurpose;
use shared::ids::{BureauId, DossierId, Hash, InvitationId, PersonId};
use shared::time::Timestamp;

use super::{Invitation, WRONG_CODES_MAX};
use crate::platform::db::{DbError, Tx};

mod invitation {
    //! A way in.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bureau: Uuid,
        pub person: Uuid,
        pub dossier: Option<Uuid>,
        pub purpose: String,
        pub token_hash: Vec<u8>,
        pub code_hash: Vec<u8>,
        pub held_by: String,
        pub made_by: Uuid,
        pub made_at: i64,
        pub expires_at: i64,
        pub wrong_codes: i32,
        pub used_at: Option<i64>,
        pub used_by: Option<Uuid>,
        pub withdrawn_at: Option<i64>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

fn purpose_name(purpose: InvitationPurpose) -> &'static str {
    match purpose {
        InvitationPurpose::First => "first",
        InvitationPurpose::Recovered => "recovered",
        InvitationPurpose::Staff => "staff",
        InvitationPurpose::Representative => "representative",
    }
}

impl From<invitation::Model> for Invitation {
    fn from(row: invitation::Model) -> Self {
        let hash = |bytes: Vec<u8>| Hash(bytes.try_into().unwrap_or_default());
        Self {
            id: InvitationId(row.id),
            bureau: BureauId(row.bureau),
            person: PersonId(row.person),
            dossier: row.dossier.map(DossierId),
            purpose: match row.purpose.as_str() {
                "first" => InvitationPurpose::First,
                "recovered" => InvitationPurpose::Recovered,
                "representative" => InvitationPurpose::Representative,
                _ => InvitationPurpose::Staff,
            },
            token_hash: hash(row.token_hash),
            code_hash: hash(row.code_hash),
            made_by: PersonId(row.made_by),
            made_at: Timestamp(row.made_at),
            expires_at: Timestamp(row.expires_at),
            wrong_codes: row.wrong_codes,
            used_at: row.used_at.map(Timestamp),
            used_by: row.used_by,
            withdrawn_at: row.withdrawn_at.map(Timestamp),
        }
    }
}

/// Keeps a new invitation and withdraws those of the same person that are still open: one way in at a time to each
/// dossier (R1.7).
pub(super) async fn insert(on: &Tx, new: &Invitation, held_by: &str) -> Result<(), DbError> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::WithdrawnAt, Expr::value(new.made_at.0))
        .filter(invitation::Column::Person.eq(new.person.0))
        .filter(match new.dossier {
            Some(dossier) => invitation::Column::Dossier.eq(dossier.0),
            None => invitation::Column::Dossier.is_null(),
        })
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::WithdrawnAt.is_null())
        .exec(on)
        .await?;
    let row = invitation::ActiveModel {
        id: Set(new.id.0),
        bureau: Set(new.bureau.0),
        person: Set(new.person.0),
        dossier: Set(new.dossier.map(|id| id.0)),
        purpose: Set(purpose_name(new.purpose).to_owned()),
        token_hash: Set(new.token_hash.0.to_vec()),
        code_hash: Set(new.code_hash.0.to_vec()),
        held_by: Set(held_by.to_owned()),
        made_by: Set(new.made_by.0),
        made_at: Set(new.made_at.0),
        expires_at: Set(new.expires_at.0),
        wrong_codes: Set(0),
        used_at: Set(None),
        used_by: Set(None),
        withdrawn_at: Set(None),
    };
    invitation::Entity::insert(row).exec_without_returning(on).await?;
    Ok(())
}

pub(super) async fn by_token(on: &impl ConnectionTrait, hash: Hash) -> Result<Option<Invitation>, DbError> {
    let row = invitation::Entity::find().filter(invitation::Column::TokenHash.eq(hash.0.to_vec())).one(on).await?;
    Ok(row.map(Invitation::from))
}

pub(super) async fn by_id(on: &impl ConnectionTrait, id: InvitationId) -> Result<Option<Invitation>, DbError> {
    Ok(invitation::Entity::find_by_id(id.0).one(on).await?.map(Invitation::from))
}

/// The invitations of these people, the newest first.
pub(crate) async fn of_people(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    people: &[PersonId],
) -> Result<Vec<Invitation>, DbError> {
    let rows = invitation::Entity::find()
        .filter(invitation::Column::Bureau.eq(bureau.0))
        .filter(invitation::Column::Person.is_in(people.iter().map(|id| id.0)))
        .order_by_desc(invitation::Column::MadeAt);
    Ok(rows.all(on).await?.into_iter().map(Invitation::from).collect())
}

/// The invitations to these dossiers, the newest first.
pub(crate) async fn of_dossiers(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    dossiers: &[DossierId],
) -> Result<Vec<Invitation>, DbError> {
    let rows = invitation::Entity::find()
        .filter(invitation::Column::Bureau.eq(bureau.0))
        .filter(invitation::Column::Dossier.is_in(dossiers.iter().map(|id| id.0)))
        .order_by_desc(invitation::Column::MadeAt);
    Ok(rows.all(on).await?.into_iter().map(Invitation::from).collect())
}

/// When this inviter made invitations for this person, from a moment on, the oldest first.
pub(super) async fn made_since(
    on: &impl ConnectionTrait,
    by: PersonId,
    person: PersonId,
    since: Timestamp,
) -> Result<Vec<Timestamp>, DbError> {
    let rows = invitation::Entity::find()
        .filter(invitation::Column::Person.eq(person.0))
        .filter(invitation::Column::MadeBy.eq(by.0))
        .filter(invitation::Column::MadeAt.gt(since.0))
        .order_by_asc(invitation::Column::MadeAt);
    Ok(rows.all(on).await?.into_iter().map(|row| Timestamp(row.made_at)).collect())
}

/// The invitations of a person, made from a moment on, for which a wrong code was entered: when, and how many.
pub(super) async fn wrong_codes_since(
    on: &impl ConnectionTrait,
    person: PersonId,
    since: Timestamp,
) -> Result<Vec<(Timestamp, i32)>, DbError> {
    let rows = invitation::Entity::find()
        .filter(invitation::Column::Person.eq(person.0))
        .filter(invitation::Column::MadeAt.gt(since.0))
        .filter(invitation::Column::WrongCodes.gt(0))
        .order_by_asc(invitation::Column::MadeAt);
    Ok(rows.all(on).await?.into_iter().map(|row| (Timestamp(row.made_at), row.wrong_codes)).collect())
}

/// Counts a try before the code is compared, so that tries at the same time count as well. False when none is left.
pub(super) async fn count_try(on: &impl ConnectionTrait, id: InvitationId) -> Result<bool, DbError> {
    let done = invitation::Entity::update_many()
        .col_expr(invitation::Column::WrongCodes, Expr::col(invitation::Column::WrongCodes).add(1))
        .filter(invitation::Column::Id.eq(id.0))
        .filter(invitation::Column::WrongCodes.lt(WRONG_CODES_MAX))
        .exec(on)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes back a try: the code was right.
pub(super) async fn forgive_try(on: &impl ConnectionTrait, id: InvitationId) -> Result<(), DbError> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::WrongCodes, Expr::col(invitation::Column::WrongCodes).sub(1))
        .filter(invitation::Column::Id.eq(id.0))
        .exec(on)
        .await?;
    Ok(())
}

/// Uses it up, once, by one ceremony: false for whoever comes second.
pub(crate) async fn use_up(
    on: &impl ConnectionTrait,
    id: InvitationId,
    flow: Uuid,
    now: Timestamp,
) -> Result<bool, DbError> {
    let done = invitation::Entity::update_many()
        .col_expr(invitation::Column::UsedAt, Expr::value(now.0))
        .col_expr(invitation::Column::UsedBy, Expr::value(flow))
        .filter(invitation::Column::Id.eq(id.0))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::WithdrawnAt.is_null())
        .exec(on)
        .await?;
    Ok(done.rows_affected == 1)
}

pub(crate) async fn withdraw(on: &impl ConnectionTrait, id: InvitationId, now: Timestamp) -> Result<(), DbError> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::WithdrawnAt, Expr::value(now.0))
        .filter(invitation::Column::Id.eq(id.0))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::WithdrawnAt.is_null())
        .exec(on)
        .await?;
    Ok(())
}

/// Deletes invitations that were used, withdrawn or lapsed before a moment.
pub(crate) async fn sweep(on: &impl ConnectionTrait, before: Timestamp) -> Result<(), DbError> {
    let over = sea_orm::Condition::any()
        .add(invitation::Column::UsedAt.lt(before.0))
        .add(invitation::Column::WithdrawnAt.lt(before.0))
        .add(invitation::Column::ExpiresAt.lt(before.0));
    invitation::Entity::delete_many().filter(over).exec(on).await?;
    Ok(())
}
