//! Who looks along in a dossier, in its index row; and reasons of other things than records.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, text_null, uuid_null};

/// The first release in which somebody looks along.
#[derive(DeriveMigrationName)]
pub struct M2026Guests;

#[async_trait::async_trait]
impl MigrationTrait for M2026Guests {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            uuid_null("guest"),
            text_null("guest_role"),
            text_null("guest_from"),
            text_null("guest_until"),
            big_integer_null("guest_at"),
        ];
        for column in columns {
            let table = Table::alter().table("dossier_index").add_column(column).take();
            manager.alter_table(table).await?;
        }
        super::index(manager, "dossier_index", &["bureau", "guest"]).await?;
        manager.alter_table(Table::alter().table("reason_index").rename_column("record", "item").take()).await
    }
}
