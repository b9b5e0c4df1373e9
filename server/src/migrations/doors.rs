//! Doors: how a recipient gets what was sent.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, blob, blob_null, boolean, integer, text_null, uuid, uuid_null,
};

/// The first release that sends.
#[derive(DeriveMigrationName)]
pub struct M2026Doors;

#[async_trait::async_trait]
impl MigrationTrait for M2026Doors {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("door")
            .col(uuid("sending").primary_key())
            .col(uuid("bureau"))
            .col(uuid("dossier"))
            .col(uuid("document"))
            .col(uuid("consent"))
            .col(uuid("recipient"))
            .col(uuid("contact"))
            .col(blob("token_hash"))
            .col(integer("wrong_codes"))
            .col(blob_null("pass_hash"))
            .col(big_integer_null("pass_until"))
            .col(boolean("pass_by_key"))
            .col(text_null("yes_until"))
            .col(boolean("settled"))
            .col(big_integer_null("asked_at"))
            .col(big_integer_null("answered_at"))
            .col(boolean("deleted"))
            .take();
        manager.create_table(table).await?;
        super::unique(manager, "door", &["token_hash"]).await?;
        super::index(manager, "door", &["settled", "yes_until"]).await?;
        super::index(manager, "door", &["bureau", "asked_at"]).await?;
        let table = Table::create()
            .table("door_key")
            .col(blob("credential").primary_key())
            .col(uuid("bureau"))
            .col(uuid("reached"))
            .col(uuid("contact"))
            .col(blob("sealed"))
            .col(big_integer("created_at"))
            .take();
        manager.create_table(table).await?;
        super::index(manager, "door_key", &["bureau", "reached"]).await?;
        let flow = Table::alter().table("webauthn_flow").add_column(uuid_null("sending")).take();
        manager.alter_table(flow).await
    }
}
