//! Scans go with records too: what they lie with is an item of any kind.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;

/// The first release with files.
#[derive(DeriveMigrationName)]
pub struct M2026Scans;

#[async_trait::async_trait]
impl MigrationTrait for M2026Scans {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("scan").rename_column("form", "item").take()).await
    }
}
