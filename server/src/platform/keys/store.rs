//! The key store's tables: wrapped keys only, never an open one.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use shared::ids::{BureauId, KeyId, LogId, Uuid};
use shared::time::Timestamp;

use super::destroyed::Destroyed;
use crate::platform::db::{Db, DbError, Tx, retrying};

pub(super) mod epoch {
    //! An epoch of a bureau, while any key may still name it.
    use sea_orm::entity::prelude::*;
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "bureau_epoch")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub bureau: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub epoch: i64,
        pub ended_at: Option<i64>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod root {
    //! A key under the bureau key: of a log, of a person, or the bureau's own for look-ups.
    use sea_orm::entity::prelude::*;
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "root_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bureau: Uuid,
        pub kind: String,
        pub owner: Uuid,
        pub epoch: i64,
        pub wrapped: Vec<u8>,
        pub created_at: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod item {
    //! A key under a log's key: of one thing that can be erased alone.
    use sea_orm::entity::prelude::*;
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "item_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub bureau: Uuid,
        pub log: Uuid,
        pub parent: Uuid,
        pub wrapped: Vec<u8>,
        pub created_at: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

mod destroyed_key {
    //! What was destroyed here.
    use sea_orm::entity::prelude::*;
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "destroyed_key")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub owner: Uuid,
        pub bureau: Uuid,
        pub at: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// What became of a key that should be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    Yes,
    /// There is one already.
    Exists,
    /// What it was wrapped under is no longer in use: wrap it anew.
    Outdated,
}

/// A log's key made new, with every item key that lives on under it.
pub(super) struct Renewal {
    pub old: Uuid,
    pub root: root::Model,
    pub items: Vec<item::Model>,
}

#[derive(Clone, Debug)]
pub(super) struct Store(pub Db);

impl Store {
    pub async fn ensure_epoch(&self, bureau: BureauId, epoch: i64) -> Result<(), DbError> {
        let row = epoch::ActiveModel { bureau: Set(bureau.0), epoch: Set(epoch), ended_at: Set(None) };
        let twice = OnConflict::columns([epoch::Column::Bureau, epoch::Column::Epoch]).do_nothing().to_owned();
        epoch::Entity::insert(row).on_conflict(twice).exec_without_returning(&self.0.write).await?;
        Ok(())
    }

    pub async fn root(&self, kind: &str, owner: Uuid) -> Result<Option<root::Model>, DbError> {
        Ok(self.roots(kind, &[owner]).await?.pop())
    }

    pub async fn roots(&self, kind: &str, owners: &[Uuid]) -> Result<Vec<root::Model>, DbError> {
        let of = root::Column::Owner.is_in(owners.iter().copied());
        Ok(root::Entity::find().filter(root::Column::Kind.eq(kind)).filter(of).all(&self.0.read).await?)
    }

    pub async fn insert_root(&self, row: &root::Model) -> Result<Stored, DbError> {
        retrying(|| async {
            let tx = self.0.begin_write().await?;
            if !in_use(&tx, row.bureau, row.epoch).await? {
                return Ok(Stored::Outdated);
            }
            let twice = OnConflict::columns([root::Column::Kind, root::Column::Owner]).do_nothing().to_owned();
            let insert = root::Entity::insert(root::ActiveModel::from(row.clone())).on_conflict(twice);
            let new = insert.exec_without_returning(&tx).await?;
            tx.commit().await?;
            Ok(if new == 1 { Stored::Yes } else { Stored::Exists })
        })
        .await
    }

    pub async fn items(&self, ids: &[Uuid]) -> Result<Vec<item::Model>, DbError> {
        let these = item::Column::Id.is_in(ids.iter().copied());
        Ok(item::Entity::find().filter(these).all(&self.0.read).await?)
    }

    /// Stores keys under a log's key, as long as that is the log's key.
    pub async fn insert_items(&self, parent: KeyId, rows: &[item::Model]) -> Result<Stored, DbError> {
        retrying(|| async {
            let tx = self.0.begin_write().await?;
            let log_key = root::Entity::find_by_id(parent.0).lock_exclusive().one(&tx).await?;
            if log_key.is_none() {
                return Ok(Stored::Outdated);
            }
            let rows = rows.iter().cloned().map(item::ActiveModel::from);
            item::Entity::insert_many(rows).exec_without_returning(&tx).await?;
            tx.commit().await?;
            Ok(Stored::Yes)
        })
        .await
    }

    /// The keys of a log that were made before a moment: candidates of a tidy-up.
    pub async fn items_before(&self, log: LogId, before: Timestamp) -> Result<Vec<Uuid>, DbError> {
        let query = item::Entity::find().filter(item::Column::Log.eq(log.0));
        let query = query.filter(item::Column::CreatedAt.lt(before.0)).select_only().column(item::Column::Id);
        Ok(query.into_tuple().all(&self.0.read).await?)
    }

    /// No key is wrapped under an epoch before this one any more.
    pub async fn end_epochs_before(&self, bureau: BureauId, epoch: i64, now: Timestamp) -> Result<(), DbError> {
        let older = epoch::Column::Bureau.eq(bureau.0).and(epoch::Column::Epoch.lt(epoch));
        let set = Expr::value(now.0);
        let update = epoch::Entity::update_many().col_expr(epoch::Column::EndedAt, set).filter(older);
        update.filter(epoch::Column::EndedAt.is_null()).exec(&self.0.write).await?;
        Ok(())
    }

    pub async fn epochs_before(&self, bureau: BureauId, epoch: i64) -> Result<Vec<i64>, DbError> {
        let older = epoch::Column::Bureau.eq(bureau.0).and(epoch::Column::Epoch.lt(epoch));
        let query = epoch::Entity::find().filter(older).select_only().column(epoch::Column::Epoch);
        Ok(query.into_tuple().all(&self.0.write).await?)
    }

    pub async fn bureaus(&self) -> Result<Vec<Uuid>, DbError> {
        let query = epoch::Entity::find().select_only().column(epoch::Column::Bureau).distinct();
        Ok(query.into_tuple().all(&self.0.read).await?)
    }

    pub async fn roots_before(&self, bureau: BureauId, epoch: i64, most: u64) -> Result<Vec<root::Model>, DbError> {
        let older = root::Column::Bureau.eq(bureau.0).and(root::Column::Epoch.lt(epoch));
        Ok(root::Entity::find().filter(older).order_by_asc(root::Column::Id).limit(most).all(&self.0.write).await?)
    }

    /// Puts keys that were wrapped anew in the place of the old ones, unless somebody replaced them meanwhile.
    pub async fn rewrap(&self, rows: &[(i64, root::Model)]) -> Result<(), DbError> {
        retrying(|| async {
            let tx = self.0.begin_write().await?;
            for (from, row) in rows {
                let unchanged = root::Column::Id.eq(row.id).and(root::Column::Epoch.eq(*from));
                root::Entity::update_many()
                    .col_expr(root::Column::Epoch, Expr::value(row.epoch))
                    .col_expr(root::Column::Wrapped, Expr::value(row.wrapped.clone()))
                    .filter(unchanged)
                    .exec(&tx)
                    .await?;
            }
            Ok(tx.commit().await?)
        })
        .await
    }

    pub async fn roots_in(&self, bureau: BureauId, epoch: i64) -> Result<u64, DbError> {
        let of = root::Column::Bureau.eq(bureau.0).and(root::Column::Epoch.eq(epoch));
        Ok(root::Entity::find().filter(of).count(&self.0.write).await?)
    }

    pub async fn forget_epoch(&self, bureau: BureauId, epoch: i64) -> Result<(), DbError> {
        epoch::Entity::delete_by_id((bureau.0, epoch)).exec(&self.0.write).await?;
        Ok(())
    }

    /// Destroys item keys and puts the renewed log key with the living ones in place: all or nothing. `renew` gets
    /// the log's key and the living item keys as they are stored; `None` from it means that its epoch has ended.
    pub async fn destroy_items<E>(
        &self,
        log: LogId,
        gone: &[Uuid],
        now: Timestamp,
        renew: impl Fn(root::Model, Vec<item::Model>) -> Result<Renewal, E>,
    ) -> Result<Stored, E>
    where
        E: From<DbError> + crate::platform::db::Transient,
    {
        retrying(|| async {
            let tx = self.0.begin_write().await?;
            let of_log = root::Column::Owner.eq(log.0).and(root::Column::Kind.eq("log"));
            let found = root::Entity::find().filter(of_log).lock_exclusive().one(&tx).await.map_err(DbError)?;
            let Some(found) = found else { return Ok(Stored::Yes) };
            let bureau = found.bureau;
            let these = item::Column::Id.is_in(gone.iter().copied());
            item::Entity::delete_many().filter(these).exec(&tx).await.map_err(DbError)?;
            let living = item::Entity::find().filter(item::Column::Log.eq(log.0)).all(&tx).await.map_err(DbError)?;
            let renewal = renew(found, living)?;
            if !in_use(&tx, renewal.root.bureau, renewal.root.epoch).await? {
                return Ok(Stored::Outdated);
            }
            replace(&tx, renewal).await?;
            let gone: Vec<Destroyed> = gone.iter().copied().map(Destroyed::Item).collect();
            record(&tx, bureau, &gone, now).await?;
            tx.commit().await.map_err(DbError)?;
            Ok(Stored::Yes)
        })
        .await
    }

    /// Destroys a log's or a person's key, and every key under it.
    pub async fn destroy_root(&self, bureau: BureauId, what: Destroyed, now: Timestamp) -> Result<(), DbError> {
        retrying(|| async {
            let tx = self.0.begin_write().await?;
            let (kind, owner) = what.parts();
            item::Entity::delete_many().filter(item::Column::Log.eq(owner)).exec(&tx).await?;
            let this = root::Column::Owner.eq(owner).and(root::Column::Kind.eq(kind));
            root::Entity::delete_many().filter(this).exec(&tx).await?;
            record(&tx, bureau.0, &[what], now).await?;
            Ok(tx.commit().await?)
        })
        .await
    }

    pub async fn destroyed(&self) -> Result<Vec<Destroyed>, DbError> {
        let rows = destroyed_key::Entity::find().all(&self.0.read).await?;
        Ok(rows.iter().filter_map(|row| Destroyed::from_parts(&row.kind, row.owner)).collect())
    }
}

/// Whether new keys may be wrapped under an epoch; it cannot end before the transaction does.
async fn in_use(tx: &Tx, bureau: Uuid, epoch: i64) -> Result<bool, DbError> {
    let row = epoch::Entity::find_by_id((bureau, epoch)).lock_exclusive().one(tx).await?;
    Ok(row.is_some_and(|row| row.ended_at.is_none()))
}

async fn replace(tx: &Tx, renewal: Renewal) -> Result<(), DbError> {
    root::Entity::delete_by_id(renewal.old).exec(tx).await?;
    root::Entity::insert(root::ActiveModel::from(renewal.root)).exec_without_returning(tx).await?;
    for row in renewal.items {
        item::Entity::update_many()
            .col_expr(item::Column::Parent, Expr::value(row.parent))
            .col_expr(item::Column::Wrapped, Expr::value(row.wrapped))
            .filter(item::Column::Id.eq(row.id))
            .exec(tx)
            .await?;
    }
    Ok(())
}

async fn record(tx: &Tx, bureau: Uuid, gone: &[Destroyed], now: Timestamp) -> Result<(), DbError> {
    let row = |one: &Destroyed| {
        let (kind, owner) = one.parts();
        let (kind, owner) = (Set(kind.to_owned()), Set(owner));
        destroyed_key::ActiveModel { kind, owner, bureau: Set(bureau), at: Set(now.0) }
    };
    let twice = OnConflict::columns([destroyed_key::Column::Kind, destroyed_key::Column::Owner]);
    let insert =
        destroyed_key::Entity::insert_many(gone.iter().map(row)).on_conflict(twice.clone().do_nothing().to_owned());
    insert.exec_without_returning(tx).await?;
    Ok(())
}
