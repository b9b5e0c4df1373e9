//! The table of numbers in the system beside this one: keyed hashes, read by nobody.

use sea_orm::entity::prelude::*;
use sea_orm::{Set, sea_query::OnConflict};
use shared::ids::{BureauId, DossierId, Hash};

use super::numbers::Numbered;
use crate::platform::db::{DbError, Tx};

mod number_elsewhere {
    //! Which dossier has a number.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "number_elsewhere")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier: Uuid,
        pub bureau: Uuid,
        pub hash: Vec<u8>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

use number_elsewhere::{ActiveModel, Column, Entity, Model};

fn hash_of(row: &Model) -> Option<Hash> {
    row.hash.as_slice().try_into().ok().map(Hash)
}

/// Writes the number of a dossier in the place of the one before, or takes it away.
pub(crate) async fn keep(tx: &Tx, new: &Numbered) -> Result<(), DbError> {
    let Some(hash) = new.hash else {
        Entity::delete_by_id(new.dossier.0).exec(tx).await?;
        return Ok(());
    };
    let row = ActiveModel { dossier: Set(new.dossier.0), bureau: Set(new.bureau.0), hash: Set(hash.0.to_vec()) };
    let replace = OnConflict::column(Column::Dossier).update_column(Column::Hash).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// The dossiers of this bureau that have one of these numbers.
pub(super) async fn with(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    hashes: impl Iterator<Item = Hash>,
) -> Result<Vec<(DossierId, Hash)>, DbError> {
    let rows = Entity::find()
        .filter(Column::Bureau.eq(bureau.0))
        .filter(Column::Hash.is_in(hashes.map(|hash| hash.0.to_vec())))
        .all(on)
        .await?;
    Ok(rows.iter().filter_map(|row| Some((DossierId(row.dossier), hash_of(row)?))).collect())
}

/// The number of a dossier.
pub(super) async fn of_dossier(on: &impl ConnectionTrait, dossier: DossierId) -> Result<Option<Hash>, DbError> {
    Ok(Entity::find_by_id(dossier.0).one(on).await?.as_ref().and_then(hash_of))
}
