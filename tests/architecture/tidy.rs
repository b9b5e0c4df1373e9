//! How a file looks: its opening, its size, its name, and what may not stand in it.

use crate::source::{Source, has_word, none, root, rust, sources};

const LINES_MAX: usize = 400;
const CRATES: [&str; 6] = ["shared", "server", "app", "tests", "style", "public"];

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    let silent = rust(&CRATES).into_iter().filter(|file| {
        file.text.lines().next().and_then(|first| first.strip_prefix("//! ")).is_none_or(|words| words.len() < 10)
    });
    none(
        "every .rs file opens with `//!` and a sentence:",
        &silent.map(|file| format!("{}:1", file.path)).collect::<Vec<_>>(),
    );
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let long = rust(&CRATES).into_iter().filter(|file| file.is_below("tests/support/") || !file.is_test());
    let long = long.map(|file| (file.product_lines().count(), file.path)).filter(|(lines, _)| *lines > LINES_MAX);
    none("at most 400 lines, tests not counted:", &long.map(|(n, path)| format!("{path}:{n}")).collect::<Vec<_>>());
}

#[test]
fn no_lint_is_silenced_without_a_reason() {
    let attributes = [concat!("#[", "allow("), concat!("#![", "allow("), concat!(", ", "allow(")];
    let found = places(&rust(&CRATES), |line| attributes.iter().any(|attribute| line.contains(attribute)));
    none("use #[expect(…, reason = \"…\")]:", &found);
}

#[test]
fn every_crate_inherits_the_lints() {
    let manifests = sources(&CRATES, &["Cargo.toml"]).into_iter().filter(|file| file.path != "tests/Cargo.toml");
    let bare = manifests.filter(|file| !file.text.contains("[lints]\nworkspace = true"));
    none("`[lints] workspace = true`:", &bare.map(|file| format!("{}:1", file.path)).collect::<Vec<_>>());
}

#[test]
fn nothing_is_named_for_nothing_in_particular() {
    const FILES: [&str; 9] = ["util", "utils", "helper", "helpers", "manager", "service", "services", "misc", "common"];
    const TYPES: [&str; 5] = ["Manager", "Helper", "Helpers", "Service", "Utils"];
    let files = rust(&CRATES);
    let folder = |file: &Source| file.path.split('/').rev().nth(1).unwrap_or_default().to_owned();
    let named = files.iter().filter(|file| FILES.contains(&file.stem()) || FILES.contains(&folder(file).as_str()));
    let mut found: Vec<String> = named.map(|file| format!("{}:1", file.path)).collect();
    found.extend(places(&files, |line| {
        let mut words = line.split_whitespace().skip_while(|word| !matches!(*word, "struct" | "enum" | "trait"));
        let name = words.nth(1).unwrap_or_default();
        let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        !line.trim_start().starts_with("//") && TYPES.iter().any(|ending| name.ends_with(ending))
    }));
    none("names say what a thing is:", &found);
}

#[test]
fn nothing_is_left_for_later() {
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
    let found = places(&everything(), |line| words.iter().any(|word| has_word(line, word)));
    none("what is open is an issue, not a comment:", &found);
}

#[test]
fn no_path_of_one_machine_stands_in_the_repository() {
    let folders = [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/")];
    let found = places(&everything(), |line| folders.iter().any(|folder| starts_a_path(line, folder)));
    none("a path of one machine is of no use on another:", &found);
}

#[test]
fn the_top_level_holds_what_the_house_names() {
    const ROOMS: [&str; 14] = [
        "Cargo.toml",
        "Cargo.lock",
        "app",
        "server",
        "shared",
        "style",
        "public",
        "tests",
        "Trunk.toml",
        "README.md",
        "ARCHITECTURE.md",
        "LICENSE",
        "docs",
        "dev",
    ];
    const PRODUCTS: [&str; 4] = ["target", "dist", "data", "node_modules"];
    let names = std::fs::read_dir(root()).expect("the repository can be read");
    let names = names.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let strange = names
        .filter(|name| !name.starts_with('.') && !ROOMS.contains(&name.as_str()) && !PRODUCTS.contains(&name.as_str()));
    none("the top level is the map of the house:", &strange.collect::<Vec<_>>());
}

fn everything() -> Vec<Source> {
    let endings = [
        ".rs", ".toml", ".md", ".css", ".html", ".js", ".json", ".sh", ".svg", ".service", ".conf", ".txt", "dev",
        "run",
    ];
    sources(&[""], &endings)
}

fn places(files: &[Source], bad: impl Fn(&str) -> bool) -> Vec<String> {
    let found = files.iter().flat_map(|file| {
        let lines = file.text.lines().enumerate().filter(|(_, line)| bad(line));
        lines.map(|(at, line)| format!("{}:{}: {}", file.path, at + 1, line.trim())).collect::<Vec<_>>()
    });
    found.collect()
}

/// A folder from the root of the disk, not one inside a URL or a longer path.
fn starts_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder)
        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-/*}".contains(c)))
}
