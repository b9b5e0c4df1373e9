//! The register: the rules there are, the tests that show them, and what lacks for those that are open.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::names::{Id, SOURCES, Test, tests_in};

/// Where people act; the tests of the core beside its code do not count.
const PARTS: [&str; 4] = ["api", "articles", "browser", "faults"];

/// Everything that is said about the rules.
pub struct Register {
    /// Each rule with its sentence.
    pub rules: BTreeMap<Id, String>,
    /// What lacks, of each rule that is not kept yet.
    pub open: BTreeMap<Id, String>,
    /// How many rules may be open.
    pub ceiling: usize,
    /// The tests that show a rule.
    pub tests: Vec<Test>,
    /// What could not be read.
    pub strayed: Vec<String>,
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").to_path_buf()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

impl Register {
    /// Reads it all.
    pub fn read() -> Self {
        let mut strayed = Vec::new();
        let rules = rules(&read("tests/articles/requirements.toml"), &mut strayed);
        let (ceiling, open) = open(&read("tests/articles/open.txt"), &rules, &mut strayed);
        let mut tests = Vec::new();
        for part in PARTS {
            for (file, text) in sources(&root().join("tests").join(part)) {
                let (found, lost) = tests_in(&format!("tests/{part}/{file}"), &text, &rules);
                tests.extend(found);
                strayed.extend(lost);
            }
        }
        Self { rules, open, ceiling, tests, strayed }
    }

    /// The tests that show a rule whole.
    pub fn shown_by(&self, id: &Id) -> Vec<&Test> {
        self.tests.iter().filter(|test| test.keeps.contains(id)).collect()
    }

    /// What is wrong with it: a rule in no place, in two, or one that is none.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.strayed.clone();
        for id in self.rules.keys() {
            match (self.shown_by(id).first(), self.open.get(id)) {
                (None, None) => faults.push(format!("{id}: no test begins with `{}_`, and open.txt does not say what lacks", id.snake())),
                (Some(test), Some(_)) => faults.push(format!(
                    "{id}: {} shows it, so it goes out of open.txt; or the test shows a part, under another name and `// Part of: {id}`",
                    test.name
                )),
                _ => {}
            }
        }
        for test in &self.tests {
            let unknown =
                test.unknown.iter().map(|id| format!("{}: {} names «{id}», which is no rule", test.file, test.name));
            faults.extend(unknown);
            let kept = test.parts.iter().filter(|id| !self.open.contains_key(id));
            faults.extend(kept.map(|id| {
                format!("{}: {} shows a part of {id}, which is kept: say `// Keeps: {id}`", test.file, test.name)
            }));
        }
        faults
    }

    /// All of it for people, as `docs/articles.md` has it.
    pub fn document(&self) -> String {
        let (all, kept) = (self.rules.len(), self.rules.len() - self.open.len());
        let mut text = format!(
            "# Articles\n\n\
             What bureaus promise in the regulations that they publish, and what the GDPR asks of them: each rule in one sentence \
             of our own, with the tests in which somebody acts and somebody else then sees, or cannot do, what it says. \
             {kept} of {all} rules are kept.\n\n\
             `UPDATE_ARTICLES=1 ./dev articles` writes this page from `tests/articles/`; a test fails where it is not current.\n"
        );
        for (_, source) in SOURCES {
            let _ =
                write!(text, "\n## {source}\n\n| Rule | What somebody notices | State | Tests |\n|---|---|---|---|\n");
            for id in self.rules.keys().filter(|id| id.source() == source) {
                let _ = writeln!(text, "{}", self.row(id));
            }
        }
        text
    }

    fn row(&self, id: &Id) -> String {
        let state = self.open.get(id).map_or("kept".to_owned(), |reason| format!("open: {reason}"));
        let part =
            self.tests.iter().filter(|test| test.parts.contains(id)).map(|test| format!("in part `{}`", test.name));
        let tests: Vec<String> = self.shown_by(id).iter().map(|test| format!("`{}`", test.name)).chain(part).collect();
        format!("| {id} | {} | {state} | {} |", self.rules[id], tests.join("<br>"))
    }
}

/// The Rust files below a folder with their texts, in the order of their names.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a part of the tests").filter_map(Result::ok).map(|file| file.path()).collect();
    files.sort();
    let rust = files.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    rust.filter_map(|path| Some((path.file_name()?.to_str()?.to_owned(), fs::read_to_string(&path).ok()?))).collect()
}

fn rules(text: &str, strayed: &mut Vec<String>) -> BTreeMap<Id, String> {
    let table: toml::Table = text.parse().unwrap_or_else(|why| panic!("requirements.toml: {why}"));
    let mut rules = BTreeMap::new();
    for (source, said) in &table {
        for (number, sentence) in said.as_table().into_iter().flatten() {
            match (Id::parse(number).filter(|id| id.source() == source), sentence.as_str()) {
                (Some(id), Some(sentence)) => drop(rules.insert(id, sentence.to_owned())),
                _ => strayed.push(format!("requirements.toml: {number} of {source} is no rule with a sentence")),
            }
        }
    }
    rules
}

/// The ceiling and the lines of open.txt.
fn open(text: &str, rules: &BTreeMap<Id, String>, strayed: &mut Vec<String>) -> (usize, BTreeMap<Id, String>) {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let (mut ceiling, mut open) = (0, BTreeMap::new());
    for line in lines {
        let (number, reason) = line.split_once(": ").unwrap_or((line, ""));
        let id = Id::parse(number).filter(|id| rules.contains_key(id) && !reason.is_empty());
        if number == "ceiling" {
            ceiling = reason.parse().unwrap_or_default();
        } else if id.is_none_or(|id| open.insert(id, reason.to_owned()).is_some()) {
            strayed.push(format!("open.txt: «{line}» is no rule with a reason, or one of two"));
        }
    }
    (ceiling, open)
}
