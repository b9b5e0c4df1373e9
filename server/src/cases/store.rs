//! The index of cases: ids, states and moments.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set, sea_query::OnConflict};
use shared::cases::CaseStatus;
use shared::ids::{BureauId, CaseId, DossierId, ItemId, LogId, PersonId};
use shared::index::CaseRow;
use shared::time::Timestamp;

use crate::platform::db::{DbError, Tx, name, named};

mod case_index {
    //! A case: whose, about what, how it stands.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_index")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: Uuid,
        pub bureau: Uuid,
        pub kind: String,
        pub about: Uuid,
        pub client: Uuid,
        pub dossier: Uuid,
        pub state: String,
        pub since: i64,
        pub opened_at: i64,
        pub unread: bool,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

use case_index::{Column, Entity};

/// How many of those that wait for nobody a list shows.
const DONE_MAX: u64 = 100;

fn row(model: case_index::Model) -> Option<CaseRow> {
    Some(CaseRow {
        case: CaseId(model.case_id),
        kind: named(model.kind)?,
        about: ItemId(model.about),
        client: PersonId(model.client),
        dossier: DossierId(model.dossier),
        status: named(model.state)?,
        since: Timestamp(model.since),
        opened_at: Timestamp(model.opened_at),
        unread: model.unread,
    })
}

pub(super) async fn save(tx: &Tx, bureau: BureauId, new: CaseRow) -> Result<(), DbError> {
    let model = case_index::ActiveModel {
        case_id: Set(new.case.0),
        bureau: Set(bureau.0),
        kind: Set(name(&new.kind)),
        about: Set(new.about.0),
        client: Set(new.client.0),
        dossier: Set(new.dossier.0),
        state: Set(name(&new.status)),
        since: Set(new.since.0),
        opened_at: Set(new.opened_at.0),
        unread: Set(new.unread),
    };
    let replace =
        OnConflict::column(Column::CaseId).update_columns([Column::State, Column::Since, Column::Unread]).to_owned();
    Entity::insert(model).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes the row of a case away, to be written anew.
pub(super) async fn forget(tx: &Tx, log: LogId) -> Result<(), DbError> {
    Entity::delete_by_id(log.0).exec(tx).await?;
    Ok(())
}

/// A case, as the index has it.
pub(super) async fn find(on: &impl ConnectionTrait, case: CaseId) -> Result<Option<CaseRow>, DbError> {
    Ok(Entity::find_by_id(case.0).one(on).await?.and_then(row))
}

/// The cases about these dossiers, the newest first.
pub(crate) async fn of_dossiers(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    dossiers: &[DossierId],
) -> Result<Vec<CaseRow>, DbError> {
    let about = Column::Dossier.is_in(dossiers.iter().map(|id| id.0));
    let rows = Entity::find().filter(Column::Bureau.eq(bureau.0)).filter(about);
    Ok(rows.order_by_desc(Column::OpenedAt).all(on).await?.into_iter().filter_map(row).collect())
}

/// A bureau's cases: all that wait for an answer, the oldest first; then some of the others, the newest first.
pub(crate) async fn of_bureau(on: &impl ConnectionTrait, bureau: BureauId) -> Result<Vec<CaseRow>, DbError> {
    let waiting = [name(&CaseStatus::Received), name(&CaseStatus::TakenUp)];
    let done = [name(&CaseStatus::Answered), name(&CaseStatus::Closed)];
    let open = Entity::find().filter(Column::Bureau.eq(bureau.0)).filter(Column::State.is_in(waiting));
    let mut rows = open.order_by_asc(Column::OpenedAt).all(on).await?;
    let done = Entity::find().filter(Column::Bureau.eq(bureau.0)).filter(Column::State.is_in(done));
    rows.extend(done.order_by_desc(Column::OpenedAt).limit(DONE_MAX).all(on).await?);
    Ok(rows.into_iter().filter_map(row).collect())
}
