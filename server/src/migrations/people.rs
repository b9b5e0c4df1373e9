//! Tables of people and how they get in: persons, passkeys, invitations, sessions.

#![expect(elided_lifetimes_in_paths, reason = "the trait of the migrations is written without them")]

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, blob, blob_null, integer, text, uuid, uuid_null};

/// The first release.
#[derive(DeriveMigrationName)]
pub struct M2026People;

#[async_trait::async_trait]
impl MigrationTrait for M2026People {
    // As a whole or not at all, on SQLite too: a killed first start is begun anew.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        person(manager).await?;
        passkey(manager).await?;
        flow(manager).await?;
        invitation(manager).await?;
        session(manager).await
    }
}

async fn person(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("person")
        .col(uuid("id").primary_key())
        .col(uuid("bureau"))
        .col(text("kind"))
        .col(blob("sealed"))
        // Keyed hashes: an address or number is found exactly, by this bureau only, and read by nobody.
        .col(blob_null("email_hash"))
        .col(blob_null("phone_hash"))
        .col(big_integer("created_at"))
        .take();
    manager.create_table(table).await?;
    super::index(manager, "person", &["bureau", "kind"]).await?;
    super::index(manager, "person", &["email_hash"]).await?;
    super::index(manager, "person", &["phone_hash"]).await
}

async fn passkey(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("passkey")
        .col(blob("credential").primary_key())
        .col(uuid("bureau"))
        .col(uuid("person"))
        .col(blob("sealed"))
        .col(uuid("entry"))
        .col(big_integer("created_at"))
        .col(big_integer_null("used_at"))
        .col(big_integer_null("removed_at"))
        .take();
    manager.create_table(table).await?;
    super::index(manager, "passkey", &["person"]).await
}

/// What a ceremony with a passkey began with, until it ends or lapses.
async fn flow(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("webauthn_flow")
        .col(uuid("id").primary_key())
        .col(text("kind"))
        .col(text("state"))
        .col(uuid_null("person"))
        .col(uuid_null("invitation"))
        .col(big_integer("expires_at"))
        .take();
    manager.create_table(table).await?;
    super::index(manager, "webauthn_flow", &["expires_at"]).await
}

/// Two halves that travel apart, neither of them stored (F4, F7).
async fn invitation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("invitation")
        .col(uuid("id").primary_key())
        .col(uuid("bureau"))
        .col(uuid("person"))
        .col(uuid_null("dossier"))
        .col(text("purpose"))
        .col(blob("token_hash"))
        .col(blob("code_hash"))
        .col(text("held_by"))
        .col(uuid("made_by"))
        .col(big_integer("made_at"))
        .col(big_integer("expires_at"))
        .col(integer("wrong_codes").default(0))
        .col(big_integer_null("used_at"))
        .col(uuid_null("used_by"))
        .col(big_integer_null("withdrawn_at"))
        .take();
    manager.create_table(table).await?;
    super::unique(manager, "invitation", &["token_hash"]).await?;
    super::index(manager, "invitation", &["person"]).await?;
    super::index(manager, "invitation", &["bureau", "expires_at"]).await
}

async fn session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("session")
        .col(uuid("id").primary_key())
        .col(blob("id_hash"))
        .col(uuid("bureau"))
        .col(uuid("person"))
        .col(text("role"))
        .col(blob("credential"))
        .col(text("device"))
        .col(big_integer("created_at"))
        .col(big_integer("seen_at"))
        .col(big_integer("expires_at"))
        .col(big_integer_null("locked_at"))
        .col(big_integer_null("ended_at"))
        .take();
    manager.create_table(table).await?;
    super::unique(manager, "session", &["id_hash"]).await?;
    super::index(manager, "session", &["person"]).await?;
    super::index(manager, "session", &["expires_at"]).await
}
