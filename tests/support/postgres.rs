//! Empty databases on the PostgreSQL of this run.

use sqlx::{Connection as _, Executor as _, Row as _};

/// The URLs of two new databases: one for what is written, one for the keys.
#[derive(Clone, Debug)]
pub struct Databases {
    pub database: String,
    pub keys: String,
}

/// Two empty databases, or nothing where the run is not to use PostgreSQL (`AKKOORD_TEST_POSTGRES=none`) or has none.
/// `./dev test` starts one and sets that variable to its URL; with `CI=true` it has to be set.
pub async fn fresh() -> Option<Databases> {
    let server = std::env::var("AKKOORD_TEST_POSTGRES").unwrap_or_default();
    if server.is_empty() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "AKKOORD_TEST_POSTGRES is not set");
        println!("SKIPPED: there is no PostgreSQL (AKKOORD_TEST_POSTGRES is not set)");
        return None;
    }
    if server == "none" {
        return None;
    }
    let name = format!("t{}", uuid::Uuid::new_v4().simple());
    let mut connection = sqlx::PgConnection::connect(&server).await.expect("the PostgreSQL of this run answers");
    for database in [&name, &format!("{name}_keys")] {
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {database}"));
        connection.execute(sqlx::raw_sql(create)).await.expect("a database can be made");
    }
    let url = |database: &str| {
        let mut url = url::Url::parse(&server).expect("AKKOORD_TEST_POSTGRES is a URL");
        url.set_path(database);
        url.to_string()
    };
    Some(Databases { database: url(&name), keys: url(&format!("{name}_keys")) })
}

/// Every row of every table of a database, as text: what somebody with a copy of it would read.
pub async fn rows(url: &str) -> Vec<(String, String)> {
    let mut connection = sqlx::PgConnection::connect(url).await.expect("the database answers");
    let tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";
    let tables = connection.fetch_all(sqlx::raw_sql(tables)).await.expect("the names of its tables");
    let mut found = Vec::new();
    for table in tables {
        let table: String = table.get(0);
        let rows = sqlx::AssertSqlSafe(format!("SELECT row_to_json(t)::text FROM \"{table}\" t"));
        for row in connection.fetch_all(sqlx::raw_sql(rows)).await.expect("its rows") {
            found.push((table.clone(), row.get(0)));
        }
    }
    found
}

/// Lets nobody in any more, and puts out who is in.
pub async fn close(url: &str) {
    let mut server = url::Url::parse(url).expect("a URL");
    let name = server.path().trim_start_matches('/').to_owned();
    server.set_path("postgres");
    let mut connection = sqlx::PgConnection::connect(server.as_str()).await.expect("the server answers");
    let closed = sqlx::AssertSqlSafe(format!(
        "ALTER DATABASE {name} ALLOW_CONNECTIONS false; \
         SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    ));
    connection.execute(sqlx::raw_sql(closed)).await.expect("a database can be closed");
}

/// Ends every connection to a database but the own, as a restart or a failing network would.
pub async fn cut_off(url: &str) {
    let mut connection = sqlx::PgConnection::connect(url).await.expect("the database answers");
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    connection.execute(sqlx::raw_sql(others)).await.expect("connections can be ended");
}

/// Holds what has this id, as a slow transaction of another server would, until it is dropped.
pub async fn hold(url: &str, id: uuid::Uuid) -> sqlx::PgConnection {
    let mut connection = sqlx::PgConnection::connect(url).await.expect("the database answers");
    let (high, low) = id.as_u64_pair();
    let number = i64::from_be_bytes((high ^ low).to_be_bytes());
    let lock = sqlx::AssertSqlSafe(format!("SELECT pg_advisory_lock({number})"));
    connection.execute(sqlx::raw_sql(lock)).await.expect("the lock is free");
    connection
}

/// Waits until somebody waits for a lock that is held.
pub async fn somebody_waits(connection: &mut sqlx::PgConnection) {
    let waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    for _ in 0..1000 {
        let row = connection.fetch_one(sqlx::raw_sql(waiting)).await.expect("the locks");
        if row.get::<i64, _>(0) > 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("nobody waits for the lock");
}
