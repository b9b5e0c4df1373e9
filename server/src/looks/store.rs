//! The index of looks: ids, numbers and moments.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use shared::api::LooksQuery;
use shared::ids::{BureauId, DossierId, EntryId, ItemId, LogId, PersonId};
use shared::index::LookRow;
use shared::time::Timestamp;

use crate::platform::db::{DbError, Tx, name, named};

mod look_index {
    //! A look: who, when, at what.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "look_index")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub bureau: Uuid,
        pub entry: Uuid,
        pub person: Uuid,
        pub role: String,
        pub at: i64,
        pub kind: String,
        pub item: Uuid,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

use look_index::{Column, Entity};

/// How many rows one statement writes.
const AT_ONCE: usize = 500;

fn row(model: look_index::Model) -> Option<LookRow> {
    Some(LookRow {
        seq: u64::try_from(model.seq).ok()?,
        entry: EntryId(model.entry),
        person: PersonId(model.person),
        role: named(model.role)?,
        at: Timestamp(model.at),
        kind: named(model.kind)?,
        item: ItemId(model.item),
    })
}

/// Writes the rows of entries that have none yet.
pub(crate) async fn insert(tx: &Tx, bureau: BureauId, dossier: DossierId, rows: &[LookRow]) -> Result<(), DbError> {
    for rows in rows.chunks(AT_ONCE) {
        let models = rows.iter().map(|row| look_index::ActiveModel {
            dossier: Set(dossier.0),
            seq: Set(i64::try_from(row.seq).unwrap_or(i64::MAX)),
            bureau: Set(bureau.0),
            entry: Set(row.entry.0),
            person: Set(row.person.0),
            role: Set(name(&row.role)),
            at: Set(row.at.0),
            kind: Set(name(&row.kind)),
            item: Set(row.item.0),
        });
        Entity::insert_many(models).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Takes the rows of a dossier away, to be written anew.
pub(crate) async fn forget(tx: &Tx, log: LogId) -> Result<(), DbError> {
    Entity::delete_many().filter(Column::Dossier.eq(log.0)).exec(tx).await?;
    Ok(())
}

/// Those that are asked for, the newest first, at most `limit`.
pub(super) async fn page(
    on: &impl ConnectionTrait,
    dossier: DossierId,
    asked: &LooksQuery,
    limit: u64,
) -> Result<Vec<LookRow>, DbError> {
    let mut rows = Entity::find().filter(Column::Dossier.eq(dossier.0));
    if let Some(before) = asked.before {
        rows = rows.filter(Column::Seq.lt(i64::try_from(before).unwrap_or(i64::MAX)));
    }
    if let Some(person) = asked.person {
        rows = rows.filter(Column::Person.eq(person.0));
    }
    if let Some(consult) = asked.consult {
        rows = rows.filter(Column::Item.eq(consult.0));
    }
    let rows = rows.order_by_desc(Column::Seq).limit(limit).all(on).await?;
    Ok(rows.into_iter().filter_map(row).collect())
}

/// Everybody who ever looked. One question for each person, whatever the number of looks: the index is entered anew
/// behind the last one.
pub(super) async fn people(on: &impl ConnectionTrait, dossier: DossierId) -> Result<Vec<PersonId>, DbError> {
    let mut people: Vec<PersonId> = Vec::new();
    loop {
        let after = people.last().map_or_else(Uuid::nil, |last| last.0);
        let next = Entity::find()
            .filter(Column::Dossier.eq(dossier.0))
            // The product itself is nobody: the nil id.
            .filter(Column::Person.gt(after))
            .order_by_asc(Column::Person)
            .limit(1)
            .one(on)
            .await?;
        let Some(next) = next else { return Ok(people) };
        people.push(PersonId(next.person));
    }
}

/// One look of a dossier, by its entry.
pub(crate) async fn find(
    on: &impl ConnectionTrait,
    dossier: DossierId,
    entry: EntryId,
) -> Result<Option<LookRow>, DbError> {
    let rows = Entity::find().filter(Column::Dossier.eq(dossier.0)).filter(Column::Entry.eq(entry.0));
    Ok(rows.one(on).await?.and_then(row))
}

/// Every look of a dossier, the oldest first.
pub(crate) async fn all(on: &impl ConnectionTrait, dossier: DossierId) -> Result<Vec<LookRow>, DbError> {
    let rows = Entity::find().filter(Column::Dossier.eq(dossier.0)).order_by_asc(Column::Seq);
    Ok(rows.all(on).await?.into_iter().filter_map(row).collect())
}
