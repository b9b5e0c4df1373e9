//! The table of doors: hashes, ids and days. What was sent, and whether it may still be given, stands in the dossier alone.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{QueryOrder, QuerySelect, Select, Set};
use shared::dossier::sendings::{Proof, Sending, WRONG_CODES_MAX, WhichSending};
use shared::ids::{
    BureauId, Bytes, ConsentId, ContactId, DocumentId, DossierId, EntryId, Hash, RecipientId, SendingId,
};
use shared::time::{CivilDate, Timestamp};

use super::keys::DoorPasskey;
use crate::platform::db::{DbError, Tx};

mod door {
    //! A way to what was sent.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "door")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub sending: Uuid,
        pub bureau: Uuid,
        pub dossier: Uuid,
        pub document: Uuid,
        pub consent: Uuid,
        pub recipient: Uuid,
        pub contact: Uuid,
        pub token_hash: Vec<u8>,
        pub wrong_codes: i32,
        pub pass_hash: Option<Vec<u8>>,
        pub pass_until: Option<i64>,
        pub pass_by_key: bool,
        pub yes_until: Option<String>,
        pub settled: bool,
        pub asked_at: Option<i64>,
        pub answered_at: Option<i64>,
        pub deleted: bool,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// What opens a door for a while, as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pass {
    pub hash: Hash,
    pub until: Timestamp,
    /// How whoever got it proved who she is.
    pub proof: Proof,
}

mod door_key {
    //! A passkey of somebody at a recipient.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "door_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub credential: Vec<u8>,
        pub bureau: Uuid,
        pub reached: Uuid,
        pub contact: Uuid,
        pub sealed: Vec<u8>,
        pub created_at: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

fn key_of(row: door_key::Model) -> DoorPasskey {
    DoorPasskey {
        credential: Bytes(row.credential),
        bureau: BureauId(row.bureau),
        reached: EntryId(row.reached),
        contact: ContactId(row.contact),
        sealed: row.sealed,
        created_at: Timestamp(row.created_at),
    }
}

pub(super) async fn insert_key(on: &Tx, new: &DoorPasskey) -> Result<(), DbError> {
    let row = door_key::ActiveModel {
        credential: Set(new.credential.0.clone()),
        bureau: Set(new.bureau.0),
        reached: Set(new.reached.0),
        contact: Set(new.contact.0),
        sealed: Set(new.sealed.clone()),
        created_at: Set(new.created_at.0),
    };
    door_key::Entity::insert(row).exec_without_returning(on).await?;
    Ok(())
}

/// A passkey by its credential.
pub(super) async fn key(on: &impl ConnectionTrait, credential: &Bytes) -> Result<Option<DoorPasskey>, DbError> {
    Ok(door_key::Entity::find_by_id(credential.0.clone()).one(on).await?.map(key_of))
}

/// The passkeys of whoever is reached like that.
pub(super) async fn keys_of(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    reached: EntryId,
) -> Result<Vec<DoorPasskey>, DbError> {
    let of = door_key::Entity::find().filter(door_key::Column::Bureau.eq(bureau.0));
    let rows = of.filter(door_key::Column::Reached.eq(reached.0)).all(on).await?;
    Ok(rows.into_iter().map(key_of).collect())
}

/// Keeps what changed when it was shown.
pub(super) async fn key_used(on: &impl ConnectionTrait, credential: &Bytes, sealed: Vec<u8>) -> Result<(), DbError> {
    door_key::Entity::update_many()
        .col_expr(door_key::Column::Sealed, Expr::value(sealed))
        .filter(door_key::Column::Credential.eq(credential.0.clone()))
        .exec(on)
        .await?;
    Ok(())
}

/// A door as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Door {
    /// The controller.
    pub bureau: BureauId,
    /// Whose dossier.
    pub dossier: DossierId,
    /// Which sending.
    pub which: WhichSending,
    /// For whom.
    pub contact: ContactId,
    /// The link, as it is kept.
    pub token_hash: Hash,
    /// What opens it for a while.
    pub pass: Option<Pass>,
    /// The last day of her yes, where it has one.
    pub yes_until: Option<CivilDate>,
}

fn door_of(row: door::Model) -> Door {
    let hash = |bytes: Vec<u8>| Hash(bytes.try_into().unwrap_or_default());
    let proof = if row.pass_by_key { Proof::Passkey } else { Proof::Code };
    let pass = row.pass_hash.map(hash).zip(row.pass_until.map(Timestamp));
    Door {
        bureau: BureauId(row.bureau),
        dossier: DossierId(row.dossier),
        which: WhichSending {
            document: DocumentId(row.document),
            consent: ConsentId(row.consent),
            recipient: RecipientId(row.recipient),
            sending: SendingId(row.sending),
        },
        contact: ContactId(row.contact),
        token_hash: hash(row.token_hash),
        pass: pass.map(|(hash, until)| Pass { hash, until, proof }),
        yes_until: row.yes_until.and_then(|day| day.parse().ok()),
    }
}

/// Keeps a new door: whether there was none for this sending.
pub(super) async fn insert(on: &Tx, new: &Door) -> Result<bool, DbError> {
    let WhichSending { document, consent, recipient, sending } = new.which;
    let row = door::ActiveModel {
        sending: Set(sending.0),
        bureau: Set(new.bureau.0),
        dossier: Set(new.dossier.0),
        document: Set(document.0),
        consent: Set(consent.0),
        recipient: Set(recipient.0),
        contact: Set(new.contact.0),
        token_hash: Set(new.token_hash.0.to_vec()),
        wrong_codes: Set(0),
        pass_hash: Set(None),
        pass_until: Set(None),
        pass_by_key: Set(false),
        yes_until: Set(new.yes_until.map(|day| day.to_string())),
        settled: Set(false),
        asked_at: Set(None),
        answered_at: Set(None),
        deleted: Set(false),
    };
    let taken = sea_orm::sea_query::OnConflict::column(door::Column::Sending).do_nothing().to_owned();
    Ok(door::Entity::insert(row).on_conflict(taken).exec_without_returning(on).await? > 0)
}

pub(super) async fn by_token(on: &impl ConnectionTrait, hash: Hash) -> Result<Option<Door>, DbError> {
    let row = door::Entity::find().filter(door::Column::TokenHash.eq(hash.0.to_vec())).one(on).await?;
    Ok(row.map(door_of))
}

/// The door of a sending.
pub(crate) async fn find(on: &impl ConnectionTrait, sending: SendingId) -> Result<Option<Door>, DbError> {
    Ok(door::Entity::find_by_id(sending.0).one(on).await?.map(door_of))
}

fn wrong_codes_max() -> i32 {
    i32::try_from(WRONG_CODES_MAX).unwrap_or(i32::MAX)
}

/// Counts a try before it is looked at: whether one was left.
pub(super) async fn count_try(on: &impl ConnectionTrait, sending: SendingId) -> Result<bool, DbError> {
    let done = door::Entity::update_many()
        .col_expr(door::Column::WrongCodes, Expr::col(door::Column::WrongCodes).add(1))
        .filter(door::Column::Sending.eq(sending.0))
        .filter(door::Column::WrongCodes.lt(wrong_codes_max()))
        .exec(on)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Whether there is no try left.
pub(super) async fn is_spent(on: &impl ConnectionTrait, sending: SendingId) -> Result<bool, DbError> {
    let query = door::Entity::find_by_id(sending.0).select_only().column(door::Column::WrongCodes);
    let wrong: Option<i32> = query.into_tuple().one(on).await?;
    Ok(wrong.is_none_or(|wrong| wrong >= wrong_codes_max()))
}

/// The code was right: the tries before it count no more.
pub(super) async fn forgive_tries(on: &impl ConnectionTrait, sending: SendingId) -> Result<(), DbError> {
    door::Entity::update_many()
        .col_expr(door::Column::WrongCodes, Expr::value(0))
        .filter(door::Column::Sending.eq(sending.0))
        .exec(on)
        .await?;
    Ok(())
}

/// This opens it until then. What opened it before does so no more.
pub(super) async fn let_in(on: &impl ConnectionTrait, sending: SendingId, pass: Pass) -> Result<(), DbError> {
    door::Entity::update_many()
        .col_expr(door::Column::PassHash, Expr::value(pass.hash.0.to_vec()))
        .col_expr(door::Column::PassUntil, Expr::value(pass.until.0))
        .col_expr(door::Column::PassByKey, Expr::value(pass.proof == Proof::Passkey))
        .filter(door::Column::Sending.eq(sending.0))
        .exec(on)
        .await?;
    Ok(())
}

/// The doors whose yes is past its last day, and that nobody has settled.
pub(super) async fn over(on: &impl ConnectionTrait, today: CivilDate) -> Result<Vec<Door>, DbError> {
    let query = door::Entity::find().filter(door::Column::Settled.eq(false));
    let rows = query.filter(door::Column::YesUntil.lt(today.to_string())).all(on).await?;
    Ok(rows.into_iter().map(door_of).collect())
}

/// What has to follow on the end of the yes was written down.
pub(super) async fn settle(on: &impl ConnectionTrait, sending: SendingId) -> Result<(), DbError> {
    door::Entity::update_many()
        .col_expr(door::Column::Settled, Expr::value(true))
        .filter(door::Column::Sending.eq(sending.0))
        .exec(on)
        .await?;
    Ok(())
}

/// Whether it was asked back, and what was answered: the index of what stands in the dossier.
pub(crate) async fn index(tx: &Tx, sending: &Sending) -> Result<(), DbError> {
    let Some(asked_at) = sending.asked_at else { return Ok(()) };
    let answered = sending.answered;
    door::Entity::update_many()
        .col_expr(door::Column::AskedAt, Expr::value(asked_at.0))
        .col_expr(door::Column::AnsweredAt, Expr::value(answered.map(|answered| answered.at.0)))
        .col_expr(door::Column::Deleted, Expr::value(answered.is_some_and(|answered| answered.deleted)))
        .filter(door::Column::Sending.eq(sending.id.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// What was asked back: the door, when, and when it was said that something is kept.
pub(super) type AskedBack = (Door, Timestamp, Option<Timestamp>);

fn asked_back(row: door::Model) -> AskedBack {
    let (asked, answered) = (Timestamp(row.asked_at.unwrap_or_default()), row.answered_at.map(Timestamp));
    (door_of(row), asked, answered)
}

fn not_deleted(bureau: BureauId) -> Select<door::Entity> {
    let of = door::Entity::find().filter(door::Column::Bureau.eq(bureau.0)).filter(door::Column::AskedAt.is_not_null());
    of.filter(door::Column::Deleted.eq(false))
}

/// What was asked back and not answered, what was asked longest ago first.
pub(super) async fn unanswered(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    limit: u64,
) -> Result<Vec<AskedBack>, DbError> {
    let query = not_deleted(bureau).filter(door::Column::AnsweredAt.is_null()).order_by_asc(door::Column::AskedAt);
    Ok(query.limit(limit).all(on).await?.into_iter().map(asked_back).collect())
}

/// What was asked back and is kept, as the recipient says, the last answer first.
pub(super) async fn kept(on: &impl ConnectionTrait, bureau: BureauId, limit: u64) -> Result<Vec<AskedBack>, DbError> {
    let query = not_deleted(bureau).filter(door::Column::AnsweredAt.is_not_null());
    let rows = query.order_by_desc(door::Column::AnsweredAt).limit(limit).all(on).await?;
    Ok(rows.into_iter().map(asked_back).collect())
}

/// What the index says of the sendings of a dossier that were asked back: when, when it was answered, and whether it was
/// deleted.
pub(crate) async fn of_dossier(
    on: &impl ConnectionTrait,
    dossier: DossierId,
) -> Result<Vec<(SendingId, Timestamp, Option<Timestamp>, bool)>, DbError> {
    let query = door::Entity::find().filter(door::Column::Dossier.eq(dossier.0));
    let rows = query.filter(door::Column::AskedAt.is_not_null()).order_by_asc(door::Column::Sending).all(on).await?;
    let line = |row: door::Model| {
        let (asked, answered) = (row.asked_at.unwrap_or_default(), row.answered_at);
        (SendingId(row.sending), Timestamp(asked), answered.map(Timestamp), row.deleted)
    };
    Ok(rows.into_iter().map(line).collect())
}
