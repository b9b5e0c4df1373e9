//! Files in parts.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob_null, boolean, integer, integer_null, text_null, uuid};

/// The first release with documents.
#[derive(DeriveMigrationName)]
pub struct M2026Files;

#[async_trait::async_trait]
impl MigrationTrait for M2026Files {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("file")
            .col(uuid("id").primary_key())
            .col(uuid("bureau"))
            .col(uuid("log"))
            .col(uuid("item"))
            .col(uuid("key_id"))
            .col(uuid("person"))
            .col(integer("bytes"))
            .col(integer("received"))
            .col(text_null("format"))
            .col(blob_null("hash"))
            .col(integer_null("pages"))
            .col(boolean("kept"))
            .col(big_integer("touched_at"))
            .take();
        manager.create_table(table).await?;
        super::index(manager, "file", &["log"]).await?;
        super::index(manager, "file", &["kept", "touched_at"]).await
    }
}
