//! The index of what was kept with a reason.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, uuid};

/// The first release with records.
#[derive(DeriveMigrationName)]
pub struct M2026Records;

#[async_trait::async_trait]
impl MigrationTrait for M2026Records {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("reason_index")
            .col(uuid("dossier"))
            .col(uuid("record"))
            .col(uuid("bureau"))
            .col(uuid("entry"))
            .col(uuid("person"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("dossier").col("record"))
            .take();
        manager.create_table(table).await?;
        super::index(manager, "reason_index", &["bureau", "at"]).await
    }
}
