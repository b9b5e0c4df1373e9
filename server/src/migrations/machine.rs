//! Tables of the machine itself: leases of jobs, the queue of mails, and what was fixed at first start.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, integer, text, uuid, uuid_null};

/// The first release.
#[derive(DeriveMigrationName)]
pub struct M2026Machine;

#[async_trait::async_trait]
impl MigrationTrait for M2026Machine {
    // As a whole or not at all, on SQLite too: a killed first start is begun anew.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let installation = Table::create()
            .table("installation")
            .col(integer("id").primary_key())
            .col(text("rp_id"))
            .col(big_integer("created_at"))
            .take();
        manager.create_table(installation).await?;

        let job_lease = Table::create()
            .table("job_lease")
            .col(text("name").primary_key())
            .col(uuid("holder"))
            .col(big_integer("until"))
            .col(big_integer("token"))
            .take();
        manager.create_table(job_lease).await?;

        // Never a name or an address: both are read from the person when the mail is made.
        let mail_queue = Table::create()
            .table("mail_queue")
            .col(uuid("id").primary_key())
            .col(uuid("bureau"))
            .col(uuid("person"))
            .col(text("kind"))
            .col(uuid_null("ref"))
            .col(big_integer("due_at"))
            .col(integer("tries").default(0))
            .col(big_integer_null("sent_at"))
            .take();
        manager.create_table(mail_queue).await?;
        super::index(manager, "mail_queue", &["sent_at", "due_at"]).await?;
        super::index(manager, "mail_queue", &["person"]).await
    }
}
