//! How much a handler, an operation and the story of a feature say.

use crate::source::{Source, none, rust, sources};

const HANDLER_LINES_MAX: usize = 15;
const OPERATION_LINES_MAX: usize = 50;
const STORY_LINES: std::ops::RangeInclusive<usize> = 5..=15;
/// Folders of the server that are no features: outside things, what HTTP answers share, settings, tables.
const NO_FEATURES: [&str; 4] = ["platform", "web", "config", "migrations"];

/// Each function of a file with its first line and how many it has. The house's formatting puts the closing brace
/// under the beginning of its function.
fn functions(file: &Source) -> Vec<(usize, usize)> {
    let lines: Vec<(usize, &str)> = file.product_lines().collect();
    let mut found = Vec::new();
    for (at, (number, line)) in lines.iter().enumerate() {
        let code = line.trim_start();
        let begins = ["fn ", "pub fn ", "pub const fn ", "async fn ", "pub async fn ", "pub(super) fn "]
            .into_iter()
            .chain(["pub(super) async fn ", "pub(crate) fn ", "pub(crate) async fn ", "const fn "])
            .any(|beginning| code.starts_with(beginning));
        if begins && !line.ends_with('}') && !line.ends_with(';') {
            let end = format!("{}}}", &line[..line.len() - code.len()]);
            let rest = lines[at..].iter().position(|(_, line)| *line == end).unwrap_or_default();
            found.push((*number, rest + 1));
        }
    }
    found
}

fn longer_than(max: usize, files: impl Iterator<Item = Source>) -> Vec<String> {
    let long = |file: Source| {
        let long = functions(&file).into_iter().filter(|(_, lines)| *lines > max);
        long.map(|(at, lines)| format!("{}:{at}: {lines} lines", file.path)).collect::<Vec<_>>()
    };
    files.flat_map(long).collect()
}

#[test]
fn no_handler_is_longer_than_fifteen_lines() {
    let files: Vec<Source> = rust(&["server/src"]).into_iter().filter(|file| file.name() == "http.rs").collect();
    assert!(files.iter().map(|file| functions(file).len()).sum::<usize>() > 30, "the handlers were not found");
    none("a handler unpacks, calls and wraps:", &longer_than(HANDLER_LINES_MAX, files.into_iter()));
}

#[test]
fn no_operation_is_longer_than_fifty_lines() {
    let tables = |file: &Source| file.name() == "store.rs" || file.is_below("server/src/migrations/") || file.is_test();
    let files = rust(&["server/src"]).into_iter().filter(|file| !tables(file));
    none("an operation does one thing:", &longer_than(OPERATION_LINES_MAX, files));
}

#[test]
fn every_feature_tells_its_story_in_five_to_fifteen_lines() {
    let features = sources(&["server/src"], &["/mod.rs"]).into_iter().filter(|file| {
        let parts: Vec<&str> = file.path.split('/').collect();
        parts.len() == 4 && !NO_FEATURES.contains(&parts[2])
    });
    let told = features.map(|file| (file.text.lines().take_while(|line| line.starts_with("//!")).count(), file.path));
    let bad: Vec<String> =
        told.filter(|(n, _)| !STORY_LINES.contains(n)).map(|(n, path)| format!("{path}: {n}")).collect();
    none("mod.rs tells what happens here, in 5 to 15 lines:", &bad);
}

/// Only what is described is in the OpenAPI document; whatever is routed by itself is not.
#[test]
fn every_route_is_made_from_its_description() {
    let beside = |file: &Source| -> Vec<String> {
        let routes = file.code().filter(|(_, line)| line.contains(".route("));
        routes.map(|(_, line)| line.trim().to_owned()).collect()
    };
    let found: Vec<String> = rust(&["server/src"]).iter().flat_map(beside).collect();
    // The document itself, and the numbers, which listen elsewhere.
    let known = found.iter().filter(|line| line.contains("\"/api/openapi.json\"") || line.contains("\"/metrics\""));
    assert_eq!(known.count(), found.len(), "a route without `#[utoipa::path]`: {found:#?}");
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn every_url_that_everybody_builds_is_routed() {
    let urls = sources(&["shared/src/api/path.rs"], &[".rs"]);
    let routes: String = rust(&["server/src"]).into_iter().map(|file| file.text).collect();
    let url =
        |line: &str| line.strip_prefix("pub const ")?.split_once(" = \"")?.1.strip_suffix("\";").map(str::to_owned);
    let urls: Vec<String> = urls.iter().flat_map(|file| file.text.lines().filter_map(url)).collect();
    assert!(urls.len() > 20, "the URLs were not found");
    let gone: Vec<String> = urls.into_iter().filter(|url| !routes.contains(&format!("path = \"{url}\""))).collect();
    none("a URL of shared::api::path has no handler:", &gone);
}

#[test]
fn a_function_ends_where_its_brace_stands() {
    let text =
        "impl A {\n    pub async fn a(\n        b: C,\n    ) -> D {\n        if e {\n        }\n    }\n}\nfn f() {}\n";
    let file = Source { path: "a.rs".into(), text: text.into() };
    assert_eq!(functions(&file), [(2, 6)]);
}
