//! Who is around a dossier, in its index row: boards and lists ask by it. A consult's row names its dossier alone, so
//! that another coach is one row changed.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, boolean, text_null, uuid_null};

/// People around a dossier.
#[derive(DeriveMigrationName)]
pub struct M2026Circles;

#[async_trait::async_trait]
impl MigrationTrait for M2026Circles {
    // As a whole or not at all, on SQLite too: a killed first start is begun anew.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            big_integer("coach_since").default(0).take(),
            boolean("accepted").default(false).take(),
            uuid_null("candidate"),
            uuid_null("substitute"),
            text_null("substitute_from"),
            text_null("substitute_until"),
            big_integer_null("substitute_at"),
            big_integer("regulation").default(0).take(),
        ];
        for column in columns {
            let table = Table::alter().table("dossier_index").add_column(column).take();
            manager.alter_table(table).await?;
        }
        for column in ["candidate", "substitute"] {
            super::index(manager, "dossier_index", &["bureau", column]).await?;
        }
        let mut index = Index::drop();
        index.name("consult_index_bureau_coach_state").table("consult_index");
        manager.drop_index(index).await?;
        manager.alter_table(Table::alter().table("consult_index").drop_column("coach").take()).await
    }
}
