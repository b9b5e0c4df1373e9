//! Tables of the key store: keys under the bureau key, keys under a log's key, epochs, and what was destroyed.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, blob, text, uuid};

/// The first release.
#[derive(DeriveMigrationName)]
pub struct M2026Keys;

#[async_trait::async_trait]
impl MigrationTrait for M2026Keys {
    // As a whole or not at all, on SQLite too: a killed first start is begun anew.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let epoch = Table::create()
            .table("bureau_epoch")
            .col(uuid("bureau"))
            .col(big_integer("epoch"))
            .col(big_integer_null("ended_at"))
            .primary_key(Index::create().col("bureau").col("epoch"))
            .take();
        manager.create_table(epoch).await?;

        let root = Table::create()
            .table("root_key")
            .col(uuid("id").primary_key())
            .col(uuid("bureau"))
            .col(text("kind"))
            .col(uuid("owner"))
            .col(big_integer("epoch"))
            .col(blob("wrapped"))
            .col(big_integer("created_at"))
            .take();
        manager.create_table(root).await?;
        super::unique(manager, "root_key", &["kind", "owner"]).await?;
        super::index(manager, "root_key", &["bureau", "epoch"]).await?;

        let item = Table::create()
            .table("item_key")
            .col(uuid("id").primary_key())
            .col(uuid("bureau"))
            .col(uuid("log"))
            .col(uuid("parent"))
            .col(blob("wrapped"))
            .col(big_integer("created_at"))
            .take();
        manager.create_table(item).await?;
        super::index(manager, "item_key", &["log", "created_at"]).await?;

        let destroyed = Table::create()
            .table("destroyed_key")
            .col(text("kind"))
            .col(uuid("owner"))
            .col(uuid("bureau"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("kind").col("owner"))
            .take();
        manager.create_table(destroyed).await
    }
}
