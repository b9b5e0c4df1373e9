//! Which dossier has a number in the system beside this one: keyed hashes.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{blob, uuid};

/// The first release in which clients have a number elsewhere.
#[derive(DeriveMigrationName)]
pub struct M2026Exchange;

#[async_trait::async_trait]
impl MigrationTrait for M2026Exchange {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("number_elsewhere")
            .col(uuid("dossier").primary_key())
            .col(uuid("bureau"))
            .col(blob("hash"))
            .take();
        manager.create_table(table).await?;
        super::index(manager, "number_elsewhere", &["bureau", "hash"]).await
    }
}
