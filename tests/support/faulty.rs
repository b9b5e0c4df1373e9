//! A database that refuses to write one thing, or has lost one: the rest is as it should be.

use server::ctx::Ctx;
use server::platform::db::{Backend, Connection};
use shared::ids::Uuid;

/// As long as it stands, every such change is refused.
pub struct Refusing {
    ctx: Ctx,
    table: &'static str,
}

impl Refusing {
    /// Refuses an `insert` into a table, or an `update` of it.
    pub async fn begins(ctx: &Ctx, change: &str, table: &'static str) -> Self {
        let refusing = match ctx.db.backend() {
            Backend::Sqlite => format!(
                "create trigger refusing before {change} on {table} begin select raise(abort, 'refused by a test'); end"
            ),
            Backend::Postgres => format!(
                "create function refuse() returns trigger as $$ begin raise exception 'refused by a test'; end $$ \
                 language plpgsql; create trigger refusing before {change} on {table} execute function refuse()"
            ),
        };
        ctx.db.write.execute_unprepared(&refusing).await.expect("a trigger is made");
        Self { ctx: ctx.clone(), table }
    }

    /// Lets it be written again.
    pub async fn ends(self) {
        let lets = match self.ctx.db.backend() {
            Backend::Sqlite => "drop trigger refusing".to_owned(),
            Backend::Postgres => format!("drop trigger refusing on {}; drop function refuse()", self.table),
        };
        self.ctx.db.write.execute_unprepared(&lets).await.expect("a trigger is dropped");
    }
}

/// Overwrites a sealed content with what does not open.
pub async fn spoils(ctx: &Ctx, table: &str, column: &str, id: Uuid) {
    let (value, id) = match ctx.db.backend() {
        Backend::Sqlite => ("x'00'".to_owned(), format!("x'{}'", id.simple())),
        Backend::Postgres => ("'\\x00'::bytea".to_owned(), format!("'{id}'")),
    };
    let update = format!("update {table} set sealed = {value} where {column} = {id}");
    ctx.db.write.execute_unprepared(&update).await.expect("a row is spoiled");
}

/// How many rows of a table are there.
pub async fn rows(ctx: &Ctx, table: &str) -> u64 {
    let touched = ctx.db.write.execute_unprepared(&format!("update {table} set bureau = bureau")).await;
    touched.expect("rows are counted").rows_affected()
}
