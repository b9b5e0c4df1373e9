//! Which release of the index rows an installation has: an older one is written anew at start.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

/// Which release of the index rows an installation has.
#[derive(DeriveMigrationName)]
pub struct M2026IndexRelease;

#[async_trait::async_trait]
impl MigrationTrait for M2026IndexRelease {
    // Killed between the column and the note that it is there, it would be made twice.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let release = integer("index_release").default(0).take();
        manager.alter_table(Table::alter().table("installation").add_column(release).take()).await
    }
}
