//! Which rules a test shows: those that its name begins with, and those in a line above it.

use std::collections::BTreeMap;
use std::fmt;

/// The ways of working that the rules come from, with the letter of their numbers.
pub const SOURCES: [(char, &str); 6] = [
    ('M', "written-only"),
    ('W', "oral-cv"),
    ('R', "client-judges"),
    ('P', "copy-first"),
    ('S', "joint-executors"),
    ('G', "gdpr"),
];

/// The number of a rule: `M7b`, `R3.5`, `G12.1`. They are ordered as in their sources.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id {
    source: usize,
    numbers: Vec<u16>,
    part: String,
}

impl Id {
    /// The rule with this number, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let letter = text.chars().next()?;
        let source = SOURCES.iter().position(|(of, _)| *of == letter)?;
        let rest = &text[1..];
        let numbers = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let part = &rest[numbers.len()..];
        let numbers: Vec<u16> = numbers.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
        (part.len() < 2 && numbers.len() < 3).then(|| Self { source, numbers, part: part.to_owned() })
    }

    /// The source that it stands in.
    pub fn source(&self) -> &'static str {
        SOURCES[self.source].1
    }

    /// As the names of tests have it: `m7b`, `r3_5`.
    pub fn snake(&self) -> String {
        self.to_string().to_lowercase().replace('.', "_")
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.numbers.iter().map(ToString::to_string).collect();
        write!(f, "{}{}{}", SOURCES[self.source].0, numbers.join("."), self.part)
    }
}

/// A test, with the rules that it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Test {
    pub file: String,
    pub name: String,
    /// What it shows whole.
    pub keeps: Vec<Id>,
    /// Of what it shows a part.
    pub parts: Vec<Id>,
    /// What looks like the number of a rule and is none.
    pub unknown: Vec<String>,
}

/// The tests of a file that show a rule, and the marks in it that stand above no test.
pub fn tests_in(file: &str, text: &str, known: &BTreeMap<Id, String>) -> (Vec<Test>, Vec<String>) {
    let (mut found, mut strayed) = (Vec::new(), Vec::new());
    let (mut marks, mut is_test) = (Vec::new(), false);
    for line in text.lines().map(str::trim) {
        if line.starts_with("// Keeps: ") || line.starts_with("// Part of: ") {
            marks.push(line);
        } else if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            is_test = true;
        } else if let Some(name) = name_of_function(line).filter(|_| is_test) {
            let test = test(file, name, &std::mem::take(&mut marks), known);
            found.extend((test != empty(file, name)).then_some(test));
            is_test = false;
        } else if !line.starts_with("//") && !line.starts_with("#[") {
            strayed.extend(marks.drain(..).map(|mark| format!("{file}: «{mark}» stands above no test")));
            is_test = false;
        }
    }
    (found, strayed)
}

fn name_of_function(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once("fn ")?;
    matches!(before, "" | "async ").then(|| rest.split('(').next())?
}

fn empty(file: &str, name: &str) -> Test {
    Test { file: file.to_owned(), name: name.to_owned(), ..Test::default() }
}

fn test(file: &str, name: &str, marks: &[&str], known: &BTreeMap<Id, String>) -> Test {
    let mut test = empty(file, name);
    in_the_name(name, known, &mut test);
    for mark in marks {
        let (kind, ids) = mark.split_once(": ").unwrap_or((mark, ""));
        for id in ids.split(',').map(str::trim) {
            match Id::parse(id).filter(|id| known.contains_key(id)) {
                Some(id) if kind == "// Keeps" => test.keeps.push(id),
                Some(id) => test.parts.push(id),
                None => test.unknown.push(id.to_owned()),
            }
        }
    }
    test
}

/// A name begins with the numbers of rules, of features, of measures and of screens, in any order.
fn in_the_name(name: &str, known: &BTreeMap<Id, String>, test: &mut Test) {
    let words: Vec<&str> = name.split('_').collect();
    let snakes: BTreeMap<String, &Id> = known.keys().map(|id| (id.snake(), id)).collect();
    let mut at = 0;
    while at < words.len() {
        let two = words.get(at..at + 2).map(|two| two.join("_")).unwrap_or_default();
        if let Some(id) = snakes.get(&two) {
            test.keeps.push((*id).clone());
            at += 2;
        } else if let Some(id) = snakes.get(words[at]) {
            test.keeps.push((*id).clone());
            at += 1;
        } else if is_numbered(words[at], "mwrpsg") {
            test.unknown.push(words[at].to_owned());
            at += 1;
        } else if is_numbered(words[at], "fu") || words[at] == "screens" || is_number(words[at]) {
            at += 1;
        } else {
            return;
        }
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

/// One of these letters, digits, and a small letter at most.
fn is_numbered(word: &str, letters: &str) -> bool {
    let mut chars = word.chars();
    let begins = chars.next().is_some_and(|first| letters.contains(first));
    let rest = chars.as_str();
    let number = rest.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(rest);
    begins && is_number(number)
}

#[test]
fn a_name_and_the_lines_above_it_tell_which_rules_a_test_shows() {
    let rules = ["M7b", "M13a", "R3.5", "R2.1", "R1.10", "R3.3", "G12.1", "W14"];
    let known: BTreeMap<Id, String> = rules.iter().map(|id| (Id::parse(id).unwrap(), String::new())).collect();
    // The bar keeps the sample from being read as tests of this file.
    let text = "
        |#[tokio::test]
        |async fn f1_m7b_r3_5_screens_4_12_r1_10_and_w14_is_too_late() {}
        |
        |// Keeps: R2.1, W14
        |// Part of: R3.3
        |#[tokio::test(flavor = \"multi_thread\")]
        |async fn m99z_r3_9_another() {}
        |
        |#[test]
        |fn nothing() {}
        |
        |async fn m13a_is_no_test() {}
        |// Part of: M7b
        |const NUMBER: u8 = 1;
    ";
    let (tests, strayed) = tests_in("a.rs", &text.replace('|', ""), &known);
    let said = |ids: &[Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let told: Vec<_> =
        tests.iter().map(|test| (said(&test.keeps), said(&test.parts), test.unknown.join(" "))).collect();
    let expected = [("M7b R3.5 R1.10", "", ""), ("R2.1 W14", "R3.3", "m99z r3")];
    assert_eq!(told, expected.map(|(keeps, parts, unknown)| (keeps.into(), parts.into(), unknown.into())));
    assert_eq!(strayed, ["a.rs: «// Part of: M7b» stands above no test"]);
}

#[test]
fn rules_are_ordered_by_number_and_read_as_they_are_written() {
    let mut ids: Vec<Id> =
        ["G5.1f", "R1.10", "R1.9", "M2a", "M2", "M10a"].iter().filter_map(|id| Id::parse(id)).collect();
    ids.sort();
    assert_eq!(
        ids.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["M2", "M2a", "M10a", "R1.9", "R1.10", "G5.1f"]
    );
    assert_eq!((ids[3].snake().as_str(), ids[3].source()), ("r1_9", "client-judges"));
    for none in ["", "M", "X1", "M1ab", "R1.2.3", "R1.", "f63"] {
        assert_eq!(Id::parse(none), None, "{none}");
    }
}
