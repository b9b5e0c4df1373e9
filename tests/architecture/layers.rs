//! Who may know whom: `app -> shared <- server`, and in the server `router -> http -> operation -> {log, store} -> platform`.

use crate::source::{Source, none, rust};

fn broken(files: &[Source], words: &[&str], allowed: impl Fn(&Source) -> bool) -> Vec<String> {
    files.iter().filter(|file| !allowed(file)).flat_map(|file| file.mentions(words)).collect()
}

fn is_store(file: &Source) -> bool {
    file.name() == "store.rs" || file.path.contains("/store/") || file.stem().ends_with("_store")
}

fn is_door(file: &Source) -> bool {
    file.name() == "http.rs"
        || file.is_below("server/src/web/")
        || file.is_below("server/src/router")
        || matches!(file.path.as_str(), "server/src/web.rs" | "server/src/main.rs")
}

#[test]
fn only_stores_migrations_and_the_database_file_know_sea_orm() {
    let allowed = |file: &Source| {
        is_store(file)
            || file.is_below("server/src/migrations/")
            || matches!(file.path.as_str(), "server/src/platform/db.rs" | "server/src/migrations.rs")
    };
    let found =
        broken(&rust(&["server/src", "shared", "app"]), &["sea_orm", "sea_orm_migration", "sea_query"], allowed);
    none("sea-orm belongs in store.rs, platform/db.rs and migrations/:", &found);
}

#[test]
fn only_http_files_the_web_folder_the_router_and_main_know_axum() {
    let found = broken(&rust(&["server/src", "shared", "app"]), &["axum", "axum_extra", "utoipa_axum"], is_door);
    none("axum belongs in http.rs, web/, router.rs and main.rs:", &found);
}

#[test]
fn only_http_files_the_router_and_the_start_of_the_server_use_the_web_folder() {
    let start = ["server/src/lib.rs", "server/src/serve.rs"];
    let allowed = |file: &Source| is_door(file) || start.contains(&file.path.as_str());
    let found = broken(&rust(&["server/src"]), &["crate::web", "server::web"], allowed);
    none("web/ serves http.rs files, the router and serve.rs only:", &found);
}

/// A start that is killed between a change and the note that it was made would make it twice.
#[test]
fn every_migration_is_a_transaction() {
    let migrations =
        rust(&["server/src/migrations"]).into_iter().filter(|file| file.text.contains("impl MigrationTrait"));
    let whole = "fn use_transaction(&self) -> Option<bool> {\n        Some(true)\n    }";
    let loose = migrations.filter(|file| !file.text.contains(whole));
    none("a migration runs in a transaction:", &loose.map(|file| format!("{}:1", file.path)).collect::<Vec<_>>());
}

#[test]
fn the_platform_knows_nothing_above_it() {
    let found = broken(&rust(&["server/src/platform"]), &["crate::log", "crate::web", "crate::router"], |_| false);
    none("platform/ may not reach up to the log, the web or the router:", &found);
}

#[test]
fn only_the_configuration_reads_the_environment() {
    let found = broken(&rust(&["server/src"]), &["env::var", "env::vars", "env::var_os"], |file| {
        file.path == "server/src/config.rs" || file.is_below("server/src/config/")
    });
    none("the environment is read in config.rs:", &found);
}

#[test]
fn the_core_has_no_clock_no_disk_no_network_and_no_chance() {
    let forbidden = [
        "std::time",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant",
        "axum",
        "sea_orm",
        "sqlx",
        "tokio",
        "reqwest",
        "rand",
        "getrandom",
        "fastrand",
        "now_v7",
        "now_v4",
        "new_v4",
        "Zoned::now",
        "Timestamp::now",
    ];
    none("shared/ has no outside:", &broken(&rust(&["shared/src"]), &forbidden, Source::is_test));
}

#[test]
fn only_one_file_of_the_app_asks_for_passkeys() {
    let words = ["navigator.credentials", "CredentialsContainer", ".credentials()", "PublicKeyCredential"];
    let found = broken(&rust(&["app/src"]), &words, |file| {
        file.path == "app/src/passkey.rs" || file.is_below("app/src/passkey/")
    });
    none("navigator.credentials belongs in app/src/passkey.rs:", &found);
}

#[test]
fn the_ui_knows_no_api_and_no_route() {
    let words = ["crate::api", "crate::routes", "crate::pages", "crate::store", "leptos_router", "gloo_net"];
    none("app/src/ui is drawn from what it is given:", &broken(&rust(&["app/src/ui"]), &words, |_| false));
}

#[test]
fn the_app_and_the_server_do_not_know_each_other() {
    let mut found = broken(&rust(&["app/src"]), &["server::", "akkoord::"], |_| false);
    found.extend(broken(&rust(&["server/src"]), &["app::", "leptos"], |_| false));
    found.extend(broken(&rust(&["shared/src"]), &["app::", "server::", "leptos", "web_sys"], |_| false));
    none("app -> shared <- server, and nothing between the two:", &found);
}
