//! The index of forms by number.

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set, sea_query::OnConflict};
use shared::dossier::forms::FormNumber;
use shared::ids::{BureauId, DossierId, FormId, LogId};

use crate::platform::db::{DbError, Tx};

mod form_index {
    //! Where a form is, by its number.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "form_index")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub form: Uuid,
        pub bureau: Uuid,
        pub number: i32,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

fn number_of(number: FormNumber) -> i32 {
    i32::try_from(number.0).unwrap_or_default()
}

/// Writes where a form is; its number never changes.
pub(crate) async fn save(
    tx: &Tx,
    bureau: BureauId,
    dossier: DossierId,
    form: FormId,
    number: FormNumber,
) -> Result<(), DbError> {
    use form_index::Column;
    let model = form_index::ActiveModel {
        dossier: Set(dossier.0),
        form: Set(form.0),
        bureau: Set(bureau.0),
        number: Set(number_of(number)),
    };
    let keep = OnConflict::columns([Column::Dossier, Column::Form]).update_column(Column::Number).to_owned();
    form_index::Entity::insert(model).on_conflict(keep).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes the rows of a dossier away, to be written anew.
pub(crate) async fn forget(tx: &Tx, log: LogId) -> Result<(), DbError> {
    form_index::Entity::delete_many().filter(form_index::Column::Dossier.eq(log.0)).exec(tx).await?;
    Ok(())
}

/// The forms of a dossier with their numbers, in the order of their ids.
pub(crate) async fn of_dossier(
    on: &impl ConnectionTrait,
    dossier: DossierId,
) -> Result<Vec<(FormId, FormNumber)>, DbError> {
    use form_index::Column;
    let rows =
        form_index::Entity::find().filter(Column::Dossier.eq(dossier.0)).order_by_asc(Column::Form).all(on).await?;
    let read = |row: form_index::Model| (FormId(row.form), FormNumber(u32::try_from(row.number).unwrap_or_default()));
    Ok(rows.into_iter().map(read).collect())
}

/// Where the forms with this number are: two can have drawn the same.
pub(super) async fn by_number(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    number: FormNumber,
) -> Result<Vec<(DossierId, FormId)>, DbError> {
    use form_index::Column;
    let found = form_index::Entity::find()
        .filter(Column::Bureau.eq(bureau.0))
        .filter(Column::Number.eq(number_of(number)))
        .order_by_asc(Column::Form)
        .all(on)
        .await?;
    Ok(found.into_iter().map(|row| (DossierId(row.dossier), FormId(row.form))).collect())
}
