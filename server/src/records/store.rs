//! The index of what was done with a reason, a record that was kept or somebody who was let in: ids and moments.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set, sea_query::OnConflict};
use shared::ids::{BureauId, DossierId, EntryId, ItemId, LogId, PersonId};
use shared::index::ReasonRow;
use shared::time::Timestamp;

use crate::platform::db::{DbError, Tx};

mod reason_index {
    //! Something with a reason: which entry says it, by whom.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "reason_index")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item: Uuid,
        pub bureau: Uuid,
        pub entry: Uuid,
        pub person: Uuid,
        pub at: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

use reason_index::{Column, Entity};

fn row(model: &reason_index::Model) -> ReasonRow {
    ReasonRow {
        item: ItemId(model.item),
        entry: EntryId(model.entry),
        by: PersonId(model.person),
        at: Timestamp(model.at),
    }
}

/// Writes the row of a thing, or takes it away where the version that counts has no reason.
pub(crate) async fn save(
    tx: &Tx,
    bureau: BureauId,
    dossier: DossierId,
    item: ItemId,
    new: Option<ReasonRow>,
) -> Result<(), DbError> {
    let Some(new) = new else {
        Entity::delete_by_id((dossier.0, item.0)).exec(tx).await?;
        return Ok(());
    };
    let model = reason_index::ActiveModel {
        dossier: Set(dossier.0),
        item: Set(new.item.0),
        bureau: Set(bureau.0),
        entry: Set(new.entry.0),
        person: Set(new.by.0),
        at: Set(new.at.0),
    };
    let columns = [Column::Entry, Column::Person, Column::At];
    let replace = OnConflict::columns([Column::Dossier, Column::Item]).update_columns(columns).to_owned();
    Entity::insert(model).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes the rows of a dossier away, to be written anew.
pub(crate) async fn forget(tx: &Tx, log: LogId) -> Result<(), DbError> {
    Entity::delete_many().filter(Column::Dossier.eq(log.0)).exec(tx).await?;
    Ok(())
}

/// The rows of a dossier, in the order of the things.
pub(crate) async fn of_dossier(on: &impl ConnectionTrait, dossier: DossierId) -> Result<Vec<ReasonRow>, DbError> {
    let rows = Entity::find().filter(Column::Dossier.eq(dossier.0)).order_by_asc(Column::Item);
    Ok(rows.all(on).await?.iter().map(row).collect())
}

/// The newest of a bureau, each with its dossier.
pub(super) async fn of_bureau(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    limit: u64,
) -> Result<Vec<(DossierId, ReasonRow)>, DbError> {
    let rows = Entity::find().filter(Column::Bureau.eq(bureau.0)).order_by_desc(Column::At).limit(limit);
    Ok(rows.all(on).await?.iter().map(|model| (DossierId(model.dossier), row(model))).collect())
}
