//! Who acts for a client, with her yes, and on which days.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, text_null, uuid_null};

/// The first release with representatives.
#[derive(DeriveMigrationName)]
pub struct M2026Representatives;

#[async_trait::async_trait]
impl MigrationTrait for M2026Representatives {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            uuid_null("representative"),
            text_null("representative_from"),
            text_null("representative_until"),
            big_integer_null("representative_at"),
        ] {
            manager.alter_table(Table::alter().table("dossier_index").add_column(column).take()).await?;
        }
        super::index(manager, "dossier_index", &["representative"]).await
    }
}
