//! What the documents name is there: every file that is linked, every test that stands for an invariant.

use std::path::Path;

use crate::source::{has_word, none, root, rust, sources};

/// The targets of the links of a text in Markdown.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

#[test]
fn every_relative_link_in_the_documents_leads_somewhere() {
    let mut broken = Vec::new();
    for document in sources(&[""], &[".md"]) {
        let folder = root().join(&document.path).parent().map(Path::to_path_buf).unwrap_or_default();
        let relative = links(&document.text).filter(|link| !link.contains("://") && !link.starts_with('#'));
        let gone = relative.filter(|link| !folder.join(link.split('#').next().unwrap_or_default()).exists());
        broken.extend(gone.map(|link| format!("{}: {link}", document.path)));
    }
    none("a link leads nowhere:", &broken);
}

/// A name of a test as these documents write it: small letters, digits and at least three underscores. What the program
/// counts is named alike, and begins with its own name.
fn is_a_test_name(name: &str) -> bool {
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.chars().all(small) && name.matches('_').count() >= 3 && !name.starts_with("akkoord_")
}

#[test]
fn every_test_that_the_documents_name_is_there() {
    let tests: Vec<String> = rust(&["shared", "server", "app", "tests"]).into_iter().map(|file| file.text).collect();
    let is_there = |name: &str| tests.iter().any(|text| has_word(text, &format!("fn {name}")));
    let mut gone = Vec::new();
    for document in sources(&[""], &[".md"]) {
        let named = document.text.split('`').skip(1).step_by(2).filter(|name| is_a_test_name(name));
        gone.extend(named.filter(|name| !is_there(name)).map(|name| format!("{}: {name}", document.path)));
    }
    none("a document names what is not there:", &gone);
}

#[test]
fn the_document_of_proofs_names_every_kind_of_entry() {
    let document = &sources(&["docs/proof.md"], &[".md"])[0].text;
    let mut unsaid = Vec::new();
    for file in rust(&["shared/src/dossier/event/header.rs"]) {
        let (_, kinds) = file.text.split_once("fn kind(&self)").expect("events tell their kind");
        let (kinds, _) = kinds.split_once("\n    }\n").expect("a function ends");
        let kinds: Vec<&str> = kinds.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(kinds.len() > 10, "the kinds are read: {kinds:?}");
        unsaid.extend(kinds.iter().filter(|kind| !document.contains(&format!("`{kind}`"))).map(ToString::to_string));
    }
    none("docs/proof.md does not name a kind of entry:", &unsaid);
}

#[test]
fn the_map_names_every_part_of_the_tests() {
    let map = &sources(&["ARCHITECTURE.md"], &[".md"])[0].text;
    let parts = std::fs::read_dir(root().join("tests")).expect("the tests can be read").filter_map(Result::ok);
    let parts = parts.filter(|part| part.path().is_dir()).map(|part| part.file_name().to_string_lossy().into_owned());
    let gone: Vec<String> = parts.filter(|part| !map.contains(&format!("{part}/"))).collect();
    none("the map of ARCHITECTURE.md lacks a part of tests/:", &gone);
}

#[test]
fn a_link_is_found_with_and_without_a_title() {
    assert_eq!(links("see [a](b.md) and ![c](d.png)").collect::<Vec<_>>(), ["b.md", "d.png"]);
    assert!(is_a_test_name("f7_no_coach_approves") && !is_a_test_name("verify") && !is_a_test_name("key_registered"));
}
