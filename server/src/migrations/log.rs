//! Tables of the logs: entries, heads, state, index rows for boards and jobs, and drafts.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob, integer, text, text_null, uuid};

/// The first release.
#[derive(DeriveMigrationName)]
pub struct M2026Log;

#[async_trait::async_trait]
impl MigrationTrait for M2026Log {
    // As a whole or not at all, on SQLite too: a killed first start is begun anew.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        entry(manager).await?;
        head(manager).await?;
        items(manager).await?;
        dossier_index(manager).await?;
        consult_index(manager).await?;
        draft(manager).await
    }
}

async fn entry(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("entry")
        .col(uuid("bureau"))
        .col(uuid("log"))
        .col(big_integer("seq"))
        .col(uuid("entry"))
        .col(big_integer("at"))
        .col(uuid("actor"))
        .col(text("role"))
        .col(text("kind"))
        .col(uuid("item"))
        .col(big_integer("bureau_seq"))
        .col(blob("commitment"))
        .col(blob("prev"))
        .col(blob("hash"))
        .col(uuid("key_id"))
        .col(blob("sealed"))
        .col(blob("command_hash"))
        .primary_key(Index::create().col("log").col("seq"))
        .take();
    manager.create_table(table).await?;
    // The idempotency key: the same entry twice is the same answer twice.
    super::unique(manager, "entry", &["bureau", "entry"]).await?;
    super::index(manager, "entry", &["log", "item", "seq"]).await?;
    super::index(manager, "entry", &["key_id"]).await
}

async fn head(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("log_head")
        .col(uuid("log").primary_key())
        .col(uuid("bureau"))
        .col(text("subject"))
        .col(big_integer("seq"))
        .col(blob("hash"))
        .col(big_integer("at"))
        .col(uuid("core_key_id"))
        .col(blob("core_sealed"))
        .take();
    manager.create_table(table).await?;
    super::index(manager, "log_head", &["bureau", "subject"]).await?;
    super::index(manager, "log_head", &["at"]).await
}

async fn items(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let state = Table::create()
        .table("item_state")
        .col(uuid("log"))
        .col(uuid("item"))
        .col(uuid("bureau"))
        .col(text("kind"))
        .col(big_integer("seq"))
        .col(blob("sealed"))
        .primary_key(Index::create().col("log").col("item"))
        .take();
    manager.create_table(state).await?;
    super::index(manager, "item_state", &["log", "kind"]).await
}

async fn dossier_index(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("dossier_index")
        .col(uuid("dossier").primary_key())
        .col(uuid("bureau"))
        .col(uuid("client"))
        .col(uuid("coach"))
        .col(big_integer("opened_at"))
        .col(text("state"))
        .col(big_integer("seq"))
        .take();
    manager.create_table(table).await?;
    super::index(manager, "dossier_index", &["bureau", "coach"]).await?;
    super::index(manager, "dossier_index", &["client"]).await
}

async fn consult_index(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("consult_index")
        .col(uuid("dossier"))
        .col(uuid("consult"))
        .col(uuid("bureau"))
        .col(uuid("coach"))
        .col(text("held_on"))
        .col(text("state"))
        .col(integer("version"))
        .col(big_integer("state_since"))
        .col(text_null("asked_on"))
        .col(text_null("ends_on"))
        .col(integer("reminded").default(0))
        .col(text_null("reminded_on"))
        .col(big_integer("seq"))
        // Senders make the ids of consults: one that is used in two dossiers must not touch the other's row.
        .primary_key(Index::create().col("dossier").col("consult"))
        .take();
    manager.create_table(table).await?;
    super::index(manager, "consult_index", &["bureau", "coach", "state"]).await?;
    // F18: the open questions: which of them to remind of, and which end today.
    super::index(manager, "consult_index", &["ends_on"]).await
}

/// What somebody is still writing: sealed, shown in the inventory, gone after its end.
async fn draft(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("draft")
        .col(uuid("id").primary_key())
        .col(uuid("bureau"))
        .col(uuid("author"))
        .col(uuid("log"))
        .col(uuid("item"))
        .col(text("kind"))
        .col(uuid("key_id"))
        .col(blob("sealed"))
        .col(big_integer("updated_at"))
        .col(big_integer("ends_at"))
        .take();
    manager.create_table(table).await?;
    super::unique(manager, "draft", &["author", "log", "item", "kind"]).await?;
    super::index(manager, "draft", &["log", "item"]).await?;
    super::index(manager, "draft", &["ends_at"]).await
}
