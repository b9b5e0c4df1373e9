//! The index of looks: who looked into which dossier, by number, so that a page costs the same however many there are.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, text, uuid};

/// The first release with a page of looks.
#[derive(DeriveMigrationName)]
pub struct M2026Looks;

/// What earlier entries say; from their headers, as `shared::index::look_row` does.
const EARLIER: &str = r#"insert into look_index (dossier, seq, bureau, entry, person, role, "at", kind, item)
    select log, seq, bureau, entry, actor, role, "at",
        case when kind = 'looked' and item = log then 'page' when kind = 'looked' then 'summary'
            when kind = 'reminded' then 'reminder' else 'unanswered' end, item
    from entry where kind = 'looked' or (role = 'system' and kind in ('reminded', 'left_unanswered'))"#;

#[async_trait::async_trait]
impl MigrationTrait for M2026Looks {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("look_index")
            .col(uuid("dossier"))
            .col(big_integer("seq"))
            .col(uuid("bureau"))
            .col(uuid("entry"))
            .col(uuid("person"))
            .col(text("role"))
            .col(big_integer("at"))
            .col(text("kind"))
            .col(uuid("item"))
            .primary_key(Index::create().col("dossier").col("seq"))
            .take();
        manager.create_table(table).await?;
        super::index(manager, "look_index", &["dossier", "person", "seq"]).await?;
        super::index(manager, "look_index", &["dossier", "item", "seq"]).await?;
        super::index(manager, "look_index", &["dossier", "entry"]).await?;
        manager.get_connection().execute_unprepared(EARLIER).await?;
        Ok(())
    }
}
