//! A test that a rule names must fail where the regulation does not have that rule: some are drawn by lot at each run,
//! switched off in the policy, and tried.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use shared::ids::Hash;
use support::regulation::SWITCHED_OFF;

use crate::names::{Id, Test};
use crate::register::{Register, root};

/// How many are drawn.
const DRAWN: usize = 10;

/// What switches each rule off, as a test is told it.
fn switches() -> BTreeMap<Id, String> {
    let text = fs::read_to_string(root().join("tests/articles/off.toml")).expect("off.toml");
    let table: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(&text).expect("off.toml is TOML");
    let said = |rules: BTreeMap<String, String>| {
        rules.iter().map(|(parameter, is)| format!("{parameter}={is}")).collect::<Vec<_>>().join(",")
    };
    let rule = |id: String| Id::parse(&id).unwrap_or_else(|| panic!("off.toml: {id} is no rule"));
    table.into_iter().map(|(id, rules)| (rule(id), said(rules))).collect()
}

/// Some of them, by lot: one that is told can be drawn again.
fn drawn(lot: u64) -> Vec<(Id, String)> {
    let mut all: Vec<(Id, String)> = switches().into_iter().collect();
    all.sort_by_key(|(id, _)| Hash::of(&[&lot.to_be_bytes(), id.to_string().as_bytes()]));
    all.truncate(DRAWN);
    all
}

/// The newest program with the tests of a part: built beside this one.
fn program(part: &str) -> PathBuf {
    let here = std::env::current_exe().expect("this program");
    let is_its = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        path.extension().is_none() && name.rsplit_once('-').is_some_and(|(of, _)| of == part)
    };
    let beside = fs::read_dir(here.parent().expect("a folder")).expect("the folder can be read");
    let programs = beside.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_its(path));
    let newest = programs.max_by_key(|path| fs::metadata(path).and_then(|facts| facts.modified()).ok());
    newest.unwrap_or_else(|| panic!("the tests of {part} are built beside {}", here.display()))
}

/// Whether a test passes in a bureau whose regulation has these parameters.
fn passes(test: &Test, off: &str) -> bool {
    let (part, file) = test.file.trim_start_matches("tests/").split_once('/').expect("a part and a file");
    let name = format!("{}::{}", file.trim_end_matches(".rs"), test.name);
    let ran = Command::new(program(part)).args(["--exact", &name]).env(SWITCHED_OFF, off).output().expect("it runs");
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(said.contains("running 1 test"), "{name} is not there: {said}");
    ran.status.success()
}

#[test]
fn a_rule_that_the_regulation_switches_off_fails_its_test() {
    let lot = SystemTime::now().duration_since(UNIX_EPOCH).map_or(7, |now| now.as_secs());
    println!("the lot: {lot}");
    let register = Register::read();
    for (id, off) in drawn(lot) {
        let shown = register.shown_by(&id);
        let here = |test: &&&Test| ["tests/api/", "tests/articles/"].iter().any(|part| test.file.starts_with(part));
        let tests: Vec<&Test> = shown.iter().filter(here).map(|test| &**test).collect();
        assert!(!tests.is_empty(), "{id}: no test over HTTP shows it");
        let fails = tests.iter().any(|test| !passes(test, &off));
        assert!(
            fails,
            "{id}: with {off} its tests pass all the same: {:?}",
            tests.iter().map(|t| &t.name).collect::<Vec<_>>()
        );
    }
}
