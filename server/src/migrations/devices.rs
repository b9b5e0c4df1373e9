//! The table of devices, and which of them a session is on (F3).

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, blob, text, uuid, uuid_null};

/// Browsers that people signed in from.
#[derive(DeriveMigrationName)]
pub struct M2026Devices;

#[async_trait::async_trait]
impl MigrationTrait for M2026Devices {
    // As a whole or not at all, on SQLite too.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("device")
            .col(uuid("id").primary_key())
            .col(uuid("bureau"))
            .col(uuid("person"))
            .col(blob("secret_hash"))
            .col(text("kind"))
            .col(blob("credential"))
            .col(big_integer("created_at"))
            .col(big_integer("seen_at"))
            .col(big_integer_null("known_at"))
            .take();
        manager.create_table(table).await?;
        super::unique(manager, "device", &["secret_hash"]).await?;
        super::index(manager, "device", &["person"]).await?;
        super::index(manager, "device", &["seen_at"]).await?;
        let on = Table::alter().table("session").add_column(uuid_null("device_id")).take();
        manager.alter_table(on).await
    }
}
