//! The databases: `SQLite` with one writer and many readers, or `PostgreSQL` with one pool for both.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbErr, RuntimeErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use shared::ids::Uuid;
use shared::time::Timestamp;
use sqlx::sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use crate::platform::clock::Clock;

/// How many connections read at the same time on `SQLite`.
const SQLITE_READERS: u32 = 4;
/// How many connections one server opens on one `PostgreSQL` database.
const POSTGRES_CONNECTIONS: u32 = 12;
/// How often a `PostgreSQL` transaction that lost a race is tried.
const ATTEMPTS_MAX: u32 = 5;

/// What a store reads from or writes to: a pool, or a transaction.
pub use sea_orm::ConnectionTrait as Connection;

/// A transaction that an operation passes on to the stores.
pub type Tx = DatabaseTransaction;

/// The database refused or did not answer. The cause is for the log, never for an answer.
#[derive(Debug, thiserror::Error)]
#[error("database: {0}")]
pub struct DbError(#[from] pub DbErr);

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// One file.
    Sqlite,
    /// A server that several of ours may share.
    Postgres,
}

/// Where a database is.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// The path of the file.
    Sqlite(PathBuf),
    /// The URL, with its password: never printed.
    Postgres(String),
}

impl std::fmt::Debug for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite {}", path.display()),
            Self::Postgres(_) => f.write_str("postgres (hidden)"),
        }
    }
}

/// One database: where to write and where to read. On `PostgreSQL` both are the same pool.
#[derive(Clone, Debug)]
pub struct Db {
    /// At most one connection on `SQLite`.
    pub write: DatabaseConnection,
    /// Read-only on `SQLite`.
    pub read: DatabaseConnection,
    backend: Backend,
}

impl Db {
    /// Opens a database, and makes the file of a new `SQLite` one.
    ///
    /// # Errors
    /// [`DbError`] when it cannot be reached or opened.
    pub async fn open(location: &Location) -> Result<Self, DbError> {
        match location {
            Location::Sqlite(path) => {
                let write = Database::connect(sqlite(path, 1, false)).await?;
                let read = Database::connect(sqlite(path, SQLITE_READERS, true)).await?;
                Ok(Self { write, read, backend: Backend::Sqlite })
            }
            Location::Postgres(url) => {
                let mut options = quiet(url);
                options.max_connections(POSTGRES_CONNECTIONS).acquire_timeout(Duration::from_secs(10));
                let pool = Database::connect(options).await?;
                Ok(Self { write: pool.clone(), read: pool, backend: Backend::Postgres })
            }
        }
    }

    /// Which engine it is.
    #[must_use]
    pub const fn backend(&self) -> Backend {
        self.backend
    }

    /// A transaction that will write. On `SQLite` it holds the only writer from the start (never DEFERRED: a
    /// read that turns into a write fails there); on `PostgreSQL` lock what you decide on ([`Self::lock`]).
    ///
    /// # Errors
    /// [`DbError`] when no connection comes free.
    pub async fn begin_write(&self) -> Result<Tx, DbError> {
        let mode = match self.backend {
            Backend::Sqlite => Some(SqliteTransactionMode::Immediate),
            Backend::Postgres => None,
        };
        let options = TransactionOptions { sqlite_transaction_mode: mode, ..Default::default() };
        Ok(self.write.begin_with_options(options).await?)
    }

    /// Holds the log (or whatever has this id) until the transaction ends. On `SQLite` the transaction does already.
    ///
    /// # Errors
    /// [`DbError`] when the connection is lost.
    pub async fn lock(&self, tx: &Tx, id: Uuid) -> Result<(), DbError> {
        if self.backend == Backend::Postgres {
            let (high, low) = id.as_u64_pair();
            let number = i64::from_be_bytes((high ^ low).to_be_bytes());
            advisory_lock(tx, number).await?;
        }
        Ok(())
    }

    /// Lets one server at a time do something as a whole: on `PostgreSQL` others wait until what is returned is dropped.
    /// On `SQLite` there is one server, and the lock of its folder.
    ///
    /// # Errors
    /// [`DbError`] when the connection is lost.
    pub async fn alone(&self, id: Uuid) -> Result<Option<Tx>, DbError> {
        if self.backend == Backend::Sqlite {
            return Ok(None);
        }
        let tx = self.begin_write().await?;
        self.lock(&tx, id).await?;
        Ok(Some(tx))
    }

    /// The time that counts: the database's where several servers share it, else the clock's.
    ///
    /// # Errors
    /// [`DbError`] when the connection is lost.
    pub async fn now(&self, on: &impl ConnectionTrait, clock: &Clock) -> Result<Timestamp, DbError> {
        match self.backend {
            Backend::Sqlite => Ok(clock.now()),
            Backend::Postgres => {
                let sql = "select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms";
                let row = on.query_one_raw(Statement::from_string(sea_orm::DbBackend::Postgres, sql)).await?;
                let ms: i64 = row.ok_or_else(|| DbErr::RecordNotFound("clock".into()))?.try_get("", "ms")?;
                Ok(Timestamp(ms.saturating_add(clock.offset_ms())))
            }
        }
    }

    /// Whether the database can be written: takes the writer and gives it back.
    ///
    /// # Errors
    /// [`DbError`] when it cannot.
    pub async fn ping(&self) -> Result<(), DbError> {
        let tx = self.begin_write().await?;
        Ok(tx.rollback().await?)
    }

    /// Moves what was overwritten out of the write-ahead log and gives back free pages (`SQLite`; G32).
    ///
    /// # Errors
    /// [`DbError`] when the database refuses.
    pub async fn settle(&self) -> Result<(), DbError> {
        if self.backend == Backend::Sqlite {
            self.write.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
            self.write.execute_unprepared("PRAGMA incremental_vacuum").await?;
        }
        Ok(())
    }

    /// Tells the other servers something short, after commit (`PostgreSQL`; nothing on `SQLite`).
    ///
    /// # Errors
    /// [`DbError`] when the connection is lost.
    pub async fn notify(&self, channel: &str, payload: &str) -> Result<(), DbError> {
        if self.backend == Backend::Postgres {
            let values = [channel.into(), payload.into()];
            let sql = "select pg_notify($1, $2)";
            self.write.execute_raw(Statement::from_sql_and_values(sea_orm::DbBackend::Postgres, sql, values)).await?;
        }
        Ok(())
    }

    /// A connection of its own that hears what other servers tell on a channel; `None` on `SQLite`.
    ///
    /// # Errors
    /// [`DbError`] when it cannot be opened.
    pub async fn listen(&self, channel: &str) -> Result<Option<sqlx::postgres::PgListener>, DbError> {
        if self.backend == Backend::Sqlite {
            return Ok(None);
        }
        let heard = async {
            let mut listener =
                sqlx::postgres::PgListener::connect_with(self.write.get_postgres_connection_pool()).await?;
            listener.listen(channel).await?;
            Ok::<_, sqlx::Error>(listener)
        };
        let listener = heard.await.map_err(|cause| DbErr::Conn(RuntimeErr::SqlxError(cause.into())))?;
        Ok(Some(listener))
    }

    /// Closes all connections; on `SQLite` the write-ahead log is merged.
    pub async fn close(&self) {
        for pool in [&self.read, &self.write] {
            if let Err(cause) = pool.close_by_ref().await {
                tracing::warn!(%cause, "a database did not close");
            }
        }
    }
}

/// What may be tried again as a whole.
pub trait Transient {
    /// Whether another transaction was simply faster.
    fn is_transient(&self) -> bool;
}

impl Transient for DbError {
    fn is_transient(&self) -> bool {
        matches!(self.code().as_deref(), Some("40001" | "40P01"))
    }
}

impl DbError {
    fn cause(&self) -> Option<&sqlx::Error> {
        match &self.0 {
            DbErr::Exec(RuntimeErr::SqlxError(cause))
            | DbErr::Query(RuntimeErr::SqlxError(cause))
            | DbErr::Conn(RuntimeErr::SqlxError(cause)) => Some(cause),
            _ => None,
        }
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        self.cause()?.as_database_error()?.code()
    }

    /// Whether the database is away for a while, or has no connection left: the same will work later.
    #[must_use]
    pub fn is_away(&self) -> bool {
        if matches!(self.0, DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) {
            return true;
        }
        let Some(cause) = self.cause() else { return false };
        match cause {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => true,
            // PostgreSQL: connections lost, too many of them, the server shut down or starting. SQLite: busy, locked.
            _ => self.code().is_some_and(|code| match code.parse::<u32>() {
                Ok(sqlite) if code.len() < 5 => matches!(sqlite & 0xff, 5 | 6),
                _ => ["08", "53", "57P"].iter().any(|class| code.starts_with(class)),
            }),
        }
    }

    /// Whether a row with this key is there already.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(self.0.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
    }
}

/// Runs a whole transaction again while others are faster (serialisation failure, deadlock), five times at most.
///
/// # Errors
/// The last error of `attempt`.
pub async fn retrying<T, E, F>(mut attempt: impl FnMut() -> F) -> Result<T, E>
where
    E: Transient,
    F: Future<Output = Result<T, E>>,
{
    let mut tried = 1;
    loop {
        match attempt().await {
            Err(error) if error.is_transient() && tried < ATTEMPTS_MAX => {
                tokio::time::sleep(Duration::from_millis(5 << tried)).await;
                tried += 1;
            }
            result => return result,
        }
    }
}

/// Takes a `PostgreSQL` lock that ends with the transaction.
///
/// # Errors
/// [`DbError`] when the connection is lost.
pub async fn advisory_lock(tx: &Tx, number: i64) -> Result<(), DbError> {
    let sql = "select pg_advisory_xact_lock($1)";
    tx.execute_raw(Statement::from_sql_and_values(sea_orm::DbBackend::Postgres, sql, [number.into()])).await?;
    Ok(())
}

/// Options that log no statement: statements hold what people wrote.
fn quiet(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).record_stmt_in_spans(false);
    options
}

/// How a `SQLite` file is opened. FULL: an approval that was answered survives a power cut.
fn sqlite(path: &Path, connections: u32, read_only: bool) -> ConnectOptions {
    let path = path.to_owned();
    let mut options = quiet("sqlite:file");
    options.max_connections(connections).acquire_timeout(Duration::from_secs(30)).map_sqlx_sqlite_opts(
        move |options: SqliteConnectOptions| {
            let options = options.filename(&path).busy_timeout(Duration::from_secs(10));
            if read_only {
                return options.read_only(true);
            }
            options
                .create_if_missing(true)
                .auto_vacuum(SqliteAutoVacuum::Incremental)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .pragma("secure_delete", "ON")
        },
    );
    options
}

/// The name of a role, a kind or a state, as rows have it.
#[must_use]
pub fn name<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A role, a kind or a state by its name.
#[must_use]
pub fn named<T: serde::de::DeserializeOwned>(name: impl Into<serde_json::Value>) -> Option<T> {
    serde_json::from_value(name.into()).ok()
}
