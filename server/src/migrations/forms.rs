//! Forms on paper: where one is by its number, and the scans of what came back.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob, boolean, integer, text, uuid};

/// The first release with forms.
#[derive(DeriveMigrationName)]
pub struct M2026Forms;

#[async_trait::async_trait]
impl MigrationTrait for M2026Forms {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("form_index")
            .col(uuid("dossier"))
            .col(uuid("form"))
            .col(uuid("bureau"))
            .col(integer("number"))
            .primary_key(Index::create().col("dossier").col("form"))
            .take();
        manager.create_table(table).await?;
        super::index(manager, "form_index", &["bureau", "number"]).await?;
        let table = Table::create()
            .table("scan")
            .col(uuid("id").primary_key())
            .col(uuid("bureau"))
            .col(uuid("log"))
            .col(uuid("form"))
            .col(uuid("key_id"))
            .col(text("kind"))
            .col(blob("hash"))
            .col(integer("bytes"))
            .col(blob("sealed"))
            .col(boolean("kept"))
            .col(big_integer("created_at"))
            .take();
        manager.create_table(table).await?;
        super::index(manager, "scan", &["log", "form"]).await?;
        super::index(manager, "scan", &["kept", "created_at"]).await
    }
}
