//! The index of dossiers and consults: ids, states, dates and numbers.

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, Set, sea_query::OnConflict};
use shared::dossier::Core;
use shared::ids::{BureauId, ConsultId, DossierId, LogId, PersonId};
use shared::index::ConsultRow;
use shared::time::{CivilDate, Timestamp};

use crate::platform::db::{DbError, Tx, name, named};

mod dossier_index {
    //! A dossier: who and how far.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier_index")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier: Uuid,
        pub bureau: Uuid,
        pub client: Uuid,
        pub coach: Uuid,
        pub opened_at: i64,
        pub state: String,
        pub seq: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod consult_index {
    //! A consult: where its summary stands.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "consult_index")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub consult: Uuid,
        pub bureau: Uuid,
        pub coach: Uuid,
        pub held_on: String,
        pub state: String,
        pub version: i32,
        pub state_since: i64,
        pub asked_on: Option<String>,
        pub ends_on: Option<String>,
        pub reminded: i32,
        pub reminded_on: Option<String>,
        pub seq: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A dossier as the board knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierRow {
    /// Which.
    pub dossier: DossierId,
    /// Whose.
    pub client: PersonId,
    /// Who guides her.
    pub coach: PersonId,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Whether the start is confirmed.
    pub started: bool,
}

const STARTED: &str = "started";

impl From<dossier_index::Model> for DossierRow {
    fn from(row: dossier_index::Model) -> Self {
        Self {
            dossier: DossierId(row.dossier),
            client: PersonId(row.client),
            coach: PersonId(row.coach),
            opened_at: Timestamp(row.opened_at),
            started: row.state == STARTED,
        }
    }
}

impl From<&Core> for DossierRow {
    fn from(core: &Core) -> Self {
        Self {
            dossier: core.id,
            client: core.client,
            coach: core.coach,
            opened_at: core.opened_at,
            started: core.start.confirmed_at.is_some(),
        }
    }
}

fn consult_row(row: consult_index::Model) -> Option<(DossierId, ConsultRow)> {
    let date = |text: Option<String>| text.and_then(|text| text.parse::<CivilDate>().ok());
    let consult = ConsultRow {
        consult: ConsultId(row.consult),
        coach: PersonId(row.coach),
        held_on: row.held_on.parse().ok()?,
        status: named(row.state)?,
        since: Timestamp(row.state_since),
        version: u32::try_from(row.version).ok()?,
        asked_on: date(row.asked_on),
        ends_on: date(row.ends_on),
        reminded: u16::try_from(row.reminded).ok()?,
        reminded_on: date(row.reminded_on),
    };
    Some((DossierId(row.dossier), consult))
}

pub(super) async fn save_dossier(tx: &Tx, bureau: BureauId, core: &Core) -> Result<(), DbError> {
    let new = DossierRow::from(core);
    let state = if new.started { STARTED } else { "opened" };
    let row = dossier_index::ActiveModel {
        dossier: Set(new.dossier.0),
        bureau: Set(bureau.0),
        client: Set(new.client.0),
        coach: Set(new.coach.0),
        opened_at: Set(new.opened_at.0),
        state: Set(state.to_owned()),
        seq: Set(i64::try_from(core.head.seq).unwrap_or(i64::MAX)),
    };
    let columns = [dossier_index::Column::Coach, dossier_index::Column::State, dossier_index::Column::Seq];
    let replace = OnConflict::column(dossier_index::Column::Dossier).update_columns(columns).to_owned();
    dossier_index::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) async fn save_consult(tx: &Tx, bureau: BureauId, core: &Core, new: &ConsultRow) -> Result<(), DbError> {
    use consult_index::Column;
    let row = consult_index::ActiveModel {
        consult: Set(new.consult.0),
        dossier: Set(core.id.0),
        bureau: Set(bureau.0),
        coach: Set(new.coach.0),
        held_on: Set(new.held_on.to_string()),
        state: Set(name(&new.status)),
        version: Set(i32::try_from(new.version).unwrap_or(i32::MAX)),
        state_since: Set(new.since.0),
        asked_on: Set(new.asked_on.map(|date| date.to_string())),
        ends_on: Set(new.ends_on.map(|date| date.to_string())),
        reminded: Set(i32::from(new.reminded)),
        reminded_on: Set(new.reminded_on.map(|date| date.to_string())),
        seq: Set(i64::try_from(core.head.seq).unwrap_or(i64::MAX)),
    };
    let columns = [
        Column::Coach,
        Column::HeldOn,
        Column::State,
        Column::Version,
        Column::StateSince,
        Column::AskedOn,
        Column::EndsOn,
        Column::Reminded,
        Column::RemindedOn,
        Column::Seq,
    ];
    let replace = OnConflict::columns([Column::Dossier, Column::Consult]).update_columns(columns).to_owned();
    consult_index::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) async fn of_client(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    client: PersonId,
) -> Result<Vec<DossierId>, DbError> {
    let rows = dossier_index::Entity::find()
        .filter(dossier_index::Column::Bureau.eq(bureau.0))
        .filter(dossier_index::Column::Client.eq(client.0))
        .order_by_desc(dossier_index::Column::OpenedAt);
    Ok(rows.all(on).await?.into_iter().map(|row| DossierId(row.dossier)).collect())
}

/// The dossiers a person has to do with, as client or as coach.
pub(crate) async fn of_person(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    person: PersonId,
) -> Result<Vec<DossierRow>, DbError> {
    let hers =
        Condition::any().add(dossier_index::Column::Client.eq(person.0)).add(dossier_index::Column::Coach.eq(person.0));
    let rows = dossier_index::Entity::find()
        .filter(dossier_index::Column::Bureau.eq(bureau.0))
        .filter(hers)
        .order_by_desc(dossier_index::Column::OpenedAt);
    Ok(rows.all(on).await?.into_iter().map(DossierRow::from).collect())
}

/// The consults of a coach's clients.
pub(super) async fn consults_of_coach(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    coach: PersonId,
) -> Result<Vec<(DossierId, ConsultRow)>, DbError> {
    let rows = consult_index::Entity::find()
        .filter(consult_index::Column::Bureau.eq(bureau.0))
        .filter(consult_index::Column::Coach.eq(coach.0))
        .order_by_desc(consult_index::Column::HeldOn);
    Ok(rows.all(on).await?.into_iter().filter_map(consult_row).collect())
}

/// The consults of one dossier, as the index has them.
pub(crate) async fn consults_of(on: &impl ConnectionTrait, dossier: LogId) -> Result<Vec<ConsultRow>, DbError> {
    let rows = consult_index::Entity::find()
        .filter(consult_index::Column::Dossier.eq(dossier.0))
        .order_by_asc(consult_index::Column::Consult);
    Ok(rows.all(on).await?.into_iter().filter_map(consult_row).map(|(_, row)| row).collect())
}

/// A dossier, as the index has it.
pub(super) async fn dossier(on: &impl ConnectionTrait, id: DossierId) -> Result<Option<DossierRow>, DbError> {
    Ok(dossier_index::Entity::find_by_id(id.0).one(on).await?.map(DossierRow::from))
}

/// Takes the rows of a dossier away, to be written anew.
pub(super) async fn forget(tx: &Tx, log: LogId) -> Result<(), DbError> {
    dossier_index::Entity::delete_by_id(log.0).exec(tx).await?;
    consult_index::Entity::delete_many().filter(consult_index::Column::Dossier.eq(log.0)).exec(tx).await?;
    Ok(())
}

/// A consult whose question is open.
pub(crate) struct OpenQuestion {
    pub bureau: BureauId,
    pub dossier: DossierId,
    pub row: ConsultRow,
}

/// Every open question (F18).
pub(crate) async fn open_questions(on: &impl ConnectionTrait) -> Result<Vec<OpenQuestion>, DbError> {
    let open = consult_index::Entity::find().filter(consult_index::Column::EndsOn.is_not_null());
    let rows = open.order_by_asc(consult_index::Column::Consult).all(on).await?;
    let question = |row: consult_index::Model| {
        let bureau = BureauId(row.bureau);
        consult_row(row).map(|(dossier, row)| OpenQuestion { bureau, dossier, row })
    };
    Ok(rows.into_iter().filter_map(question).collect())
}
