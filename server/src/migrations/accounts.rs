//! As whom a client signs in to a dossier, where she was here before.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

/// The first release with two dossiers of one person.
#[derive(DeriveMigrationName)]
pub struct M2026Accounts;

#[async_trait::async_trait]
impl MigrationTrait for M2026Accounts {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table("dossier_index").add_column(uuid_null("account")).take();
        manager.alter_table(table).await?;
        super::index(manager, "dossier_index", &["account"]).await
    }
}
