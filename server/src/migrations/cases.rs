//! The index of cases: whose, about what, and how they stand. Never a name or a word.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, text, uuid};

/// The first release with cases.
#[derive(DeriveMigrationName)]
pub struct M2026Cases;

#[async_trait::async_trait]
impl MigrationTrait for M2026Cases {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("case_index")
            .col(uuid("case_id").primary_key())
            .col(uuid("bureau"))
            .col(text("kind"))
            .col(uuid("about"))
            .col(uuid("client"))
            .col(uuid("dossier"))
            .col(text("state"))
            .col(big_integer("since"))
            .col(big_integer("opened_at"))
            .col(boolean("unread"))
            .take();
        manager.create_table(table).await?;
        super::index(manager, "case_index", &["bureau", "state", "opened_at"]).await?;
        super::index(manager, "case_index", &["client", "opened_at"]).await
    }
}
