//! The register is whole: each rule is shown or open, what is open only shrinks, and people can read it.

use crate::names::{Id, SOURCES};
use crate::register::{Register, root};

/// How many rules were open when the list was begun. It never rises again.
const OPEN_AT_FIRST: usize = 179;

/// How long a sentence may be for everybody to read it.
const WORDS_MAX: usize = 30;

#[test]
fn every_rule_is_shown_by_a_test_or_says_what_lacks() {
    let faults = Register::read().faults();
    assert!(faults.is_empty(), "the register of rules is not whole:\n  {}", faults.join("\n  "));
}

#[test]
fn what_is_open_only_shrinks() {
    let Register { open, ceiling, .. } = Register::read();
    assert_eq!(open.len(), ceiling, "the ceiling of open.txt is how many rules stand in it");
    assert!(ceiling <= OPEN_AT_FIRST, "{ceiling} rules are open; at first there were {OPEN_AT_FIRST}");
}

#[test]
fn every_rule_is_one_sentence_that_people_can_read() {
    let register = Register::read();
    assert!(SOURCES.iter().all(|(_, source)| register.rules.keys().any(|id| id.source() == *source)));
    let mut said = std::collections::BTreeMap::new();
    for (id, sentence) in &register.rules {
        let words = sentence.split_whitespace().count();
        assert!((6..=WORDS_MAX).contains(&words), "{id} has {words} words: {sentence}");
        assert!(
            sentence.ends_with('.') && !sentence.contains(". ") && !sentence.contains(['«', '"', '|']),
            "{id}: {sentence}"
        );
        assert!(sentence.starts_with(char::is_uppercase), "{id}: {sentence}");
        if let Some(other) = said.insert(sentence, id) {
            panic!("{other} and {id} say the same");
        }
    }
    for (id, reason) in &register.open {
        assert!(!reason.ends_with('.') && !reason.contains(['«', '"', '|', '#']), "{id}: {reason}");
        assert!((3..=WORDS_MAX).contains(&reason.split_whitespace().count()), "{id}: {reason}");
    }
}

/// `./dev articles` shows what this prints.
#[test]
fn the_document_is_the_table_of_the_register() {
    let (document, path) = (Register::read().document(), root().join("docs/articles.md"));
    println!("\n{document}");
    if std::env::var_os("UPDATE_ARTICLES").is_some() {
        std::fs::write(&path, &document).expect("the document can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let changed: Vec<&str> = document.lines().filter(|line| !kept.lines().any(|known| known == *line)).collect();
    assert!(
        kept == document,
        "docs/articles.md is not current (UPDATE_ARTICLES=1 ./dev articles writes it):\n{}",
        changed.join("\n")
    );
}

#[test]
fn a_rule_in_no_place_in_two_or_in_a_part_that_is_kept_is_told() {
    let known = || {
        let rules = ["M1a", "M1b", "M2"].map(|id| (Id::parse(id).expect("a rule"), "A sentence.".to_owned()));
        std::collections::BTreeMap::from(rules)
    };
    let text = "#[test]\nfn m1a_a() {}\n#[test]\nfn w3_b() {}\n// Part of: M2\n#[test]\nfn c() {}\n";
    let (tests, strayed) = crate::names::tests_in("x.rs", text, &known());
    let told = |open: &[&str]| {
        let open = open.iter().filter_map(|id| Some((Id::parse(id)?, "nothing is there".to_owned()))).collect();
        let register = Register { rules: known(), open, ceiling: 0, tests: tests.clone(), strayed: strayed.clone() };
        let faults = register.faults();
        faults.iter().map(|fault| fault.split(',').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let unknown = "x.rs: w3_b names «w3»";
    assert_eq!(told(&["M1b", "M2"]), [unknown]);
    assert_eq!(told(&["M2"]), ["M1b: no test begins with `m1b_`", unknown]);
    assert_eq!(told(&["M1a", "M1b", "M2"]), ["M1a: m1a_a shows it", unknown]);
    let none = "M2: no test begins with `m2_`";
    assert_eq!(told(&["M1b"]), [none, unknown, "x.rs: c shows a part of M2"]);
}
