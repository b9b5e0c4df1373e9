//! The tables of both databases, made and changed at start. The order of a list is the order in which they run.
//!
//! Only `SeaQuery`, so that one text makes the tables on `SQLite` and on `PostgreSQL`. Moments are milliseconds since
//! 1970, civil dates are text (`2026-11-23`), ids are UUIDs, sealed things are blobs. Every table names its bureau
//! (F79) but those of the machine itself. A migration that was released is never changed: add another.

mod accounts;
mod cases;
mod circles;
mod devices;
mod doors;
mod exchange;
mod files;
mod forms;
mod guests;
mod index_release;
mod keys;
mod log;
mod looks;
mod machine;
mod people;
mod records;
mod representatives;
mod scans;

use sea_orm_migration::prelude::*;
use sea_orm_migration::{MigrationTrait, MigratorTrait};

use crate::platform::db::{Backend, Db, DbError, advisory_lock};

/// The number that all our servers lock on `PostgreSQL` while one of them changes tables.
const LOCK: i64 = 0x616b_6b6f_6f72_6431;

/// What the main database holds.
struct Main;

#[async_trait::async_trait]
impl MigratorTrait for Main {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(machine::M2026Machine),
            Box::new(people::M2026People),
            Box::new(log::M2026Log),
            Box::new(looks::M2026Looks),
            Box::new(cases::M2026Cases),
            Box::new(devices::M2026Devices),
            Box::new(circles::M2026Circles),
            Box::new(index_release::M2026IndexRelease),
            Box::new(records::M2026Records),
            Box::new(forms::M2026Forms),
            Box::new(guests::M2026Guests),
            Box::new(scans::M2026Scans),
            Box::new(accounts::M2026Accounts),
            Box::new(exchange::M2026Exchange),
            Box::new(representatives::M2026Representatives),
            Box::new(files::M2026Files),
            Box::new(doors::M2026Doors),
        ]
    }
}

/// What the key store holds.
struct KeyStore;

#[async_trait::async_trait]
impl MigratorTrait for KeyStore {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(keys::M2026Keys)]
    }
}

/// Brings the main database up to this release.
///
/// # Errors
/// [`DbError`] when a table cannot be made.
pub async fn run_main(db: &Db) -> Result<(), DbError> {
    run::<Main>(db).await
}

/// Brings the key store up to this release.
///
/// # Errors
/// [`DbError`] when a table cannot be made.
pub async fn run_keys(db: &Db) -> Result<(), DbError> {
    run::<KeyStore>(db).await
}

/// Two servers that start together take turns: the second finds nothing left to do.
async fn run<M: MigratorTrait>(db: &Db) -> Result<(), DbError> {
    if db.backend() == Backend::Sqlite {
        return Ok(M::up(&db.write, None).await?);
    }
    let turn = db.begin_write().await?;
    advisory_lock(&turn, LOCK).await?;
    M::up(&db.write, None).await?;
    Ok(turn.commit().await?)
}

/// Makes an index over columns.
async fn index(manager: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}

/// Makes a unique index over columns.
async fn unique(manager: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(format!("{table}_{}_unique", columns.join("_"))).table(table).unique();
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}
