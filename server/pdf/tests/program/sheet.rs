//! The sheet of a consent: what it says to whom, and what is inside it. Read back by three programs that did not make it:
//! lopdf, poppler and qpdf (Debian: `qpdf`, `poppler-utils`; `./dev test` installs them).

use crate::files::pdf;
use crate::support::ask;
use lopdf::{Dictionary, Document, Object};
use pdf::protocol::{Answer, Attached, Beside, Job, Lang, Sheet, SheetBlock, SheetMade};
use std::process::Command;

const LEFT: f64 = 68.0;
const RIGHT: f64 = 595.28 - 68.0;
const SENTENCE: &str =
    "Ik geef toestemming om “Samenvatting van 3 november”, versie 2, te sturen aan UWV. Ik kan dit altijd intrekken.";
const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

pub fn pairs(rows: &[(&str, &str)]) -> SheetBlock {
    SheetBlock::Pairs(rows.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

pub fn of_blocks(blocks: Vec<SheetBlock>) -> Sheet {
    Sheet { title: "Blad".into(), lang: Lang::Nl, made_at: 1_796_049_062, blocks, document: None, beside: vec![] }
}

pub fn with_title(more: Vec<SheetBlock>) -> Sheet {
    of_blocks([SheetBlock::Title("Toestemming".into())].into_iter().chain(more).collect())
}

pub fn sheet() -> Sheet {
    let beside = |name: &str, media_type: &str, says: &str, text: &str| Beside {
        name: name.into(),
        media_type: media_type.into(),
        says: says.into(),
        text: text.into(),
    };
    let blocks = vec![
        SheetBlock::Text("Emine Yılmaz heeft toestemming gegeven.".into()),
        SheetBlock::Heading("Wat is ondertekend".into()),
        SheetBlock::Quote(SENTENCE.into()),
        pairs(&[("Van wie", "Emine Yılmaz"), ("SHA-256", HASH)]),
        SheetBlock::Heading("Intrekken & bewaren".into()),
        SheetBlock::Text("Dit kan altijd.".into()),
    ];
    Sheet {
        title: "Toestemming <van> Emine & co".into(),
        document: Some(Attached { name: "document.pdf".into(), says: "Het document, één keer".into() }),
        beside: vec![
            beside("evidence.json", "application/json", "De handtekening", "{\"zin\":\"één\"}\n"),
            beside("record.jsonld", "application/ld+json", "Voor computers", "{}"),
        ],
        ..with_title(blocks)
    }
}

pub fn make(sheet: &Sheet, file: &[u8]) -> (SheetMade, Vec<u8>) {
    let reply = ask(Job::Sheet { sheet: Box::new(sheet.clone()) }, file);
    match reply.answer {
        Answer::Sheet(made) => (made, reply.file),
        other => panic!("{other:?}"),
    }
}

fn made() -> Vec<u8> {
    make(&sheet(), &pdf(&["Het document"])).1
}

/// What another program says of the file. It has to be content with it.
fn told(program: &str, before: &[&str], file: &[u8], after: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.pdf");
    std::fs::write(&path, file).unwrap();
    let told = Command::new(program).args(before).arg(&path).args(after).output();
    let told = told.unwrap_or_else(|cause| panic!("{program} is needed (qpdf, poppler-utils): {cause}"));
    assert!(told.status.success(), "{program}: {}", String::from_utf8_lossy(&told.stderr));
    // Poppler prints some titles as the bytes they are.
    String::from_utf8_lossy(&told.stdout).into_owned()
}

/// The words on its pages, as they are drawn, and a form feed after each page.
fn words(file: &[u8]) -> String {
    told("pdftotext", &["-raw"], file, &["-"])
}

/// What somebody hears who does not see it, with spaces between the pieces.
fn heard(file: &[u8]) -> String {
    let tree = told("pdfinfo", &["-struct-text"], file, &[]);
    let said = tree.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    said.collect::<Vec<_>>().join(" ")
}

fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("no {word} (after what comes before it) in {text}"));
        rest = &rest[at + word.len()..];
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn dict<'a>(doc: &'a Document, of: &'a Object) -> &'a Dictionary {
    doc.dereference(of).unwrap().1.as_dict().unwrap()
}

fn name<'a>(of: &'a Dictionary, key: &str) -> &'a str {
    std::str::from_utf8(of.get(key.as_bytes()).and_then(Object::as_name).unwrap()).unwrap()
}

fn string(of: &Dictionary, key: &str) -> String {
    lopdf::decode_text_string(of.get(key.as_bytes()).unwrap()).unwrap()
}

/// The kinds of its tags, from the top, with their depth.
fn tags(doc: &Document, of: &Object, depth: usize, into: &mut Vec<String>) {
    let Ok(element) = doc.dereference(of).unwrap().1.as_dict() else { return };
    if let Ok(kind) = element.get(b"S").and_then(Object::as_name) {
        into.push(format!("{depth}{}", String::from_utf8_lossy(kind)));
    }
    match element.get(b"K").map(|kids| doc.dereference(kids).unwrap().1) {
        Ok(Object::Array(kids)) => kids.iter().for_each(|kid| tags(doc, kid, depth + 1, into)),
        Ok(kid) => tags(doc, kid, depth + 1, into),
        Err(_) => {}
    }
}

#[test]
fn the_same_sheet_and_document_give_the_same_bytes() {
    let first = made();
    assert_eq!(first, made());
    assert_ne!(first, make(&Sheet { made_at: 0, ..sheet() }, &pdf(&["Het document"])).1, "its date is in it");
}

#[test]
fn it_says_that_it_keeps_the_rules_of_archives_and_of_accessibility() {
    let file = made();
    assert!(told("qpdf", &["--check"], &file, &[]).contains("No syntax or stream encoding errors"));
    let doc = Document::load_mem(&file).unwrap();
    let catalog = doc.catalog().unwrap();
    let xmp = doc.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1.as_stream().unwrap();
    let xmp = String::from_utf8(xmp.get_plain_content().unwrap()).unwrap();
    let says = [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Toestemming &lt;van&gt; Emine &amp; co",
        "2026-11-30T14:31:02",
    ];
    assert!(says.iter().all(|said| xmp.contains(said)), "{xmp}");
    assert_eq!(string(catalog, "Lang"), "nl");
    assert_eq!(dict(&doc, catalog.get(b"MarkInfo").unwrap()).get(b"Marked").unwrap(), &Object::Boolean(true));
    let shown = dict(&doc, catalog.get(b"ViewerPreferences").unwrap());
    assert_eq!(shown.get(b"DisplayDocTitle").unwrap(), &Object::Boolean(true));
    let info = dict(&doc, doc.trailer.get(b"Info").unwrap());
    assert_eq!(string(info, "Title"), sheet().title);
    assert!(string(info, "CreationDate").starts_with("D:20261130143102"), "{info:?}");
    let intents = doc.dereference(catalog.get(b"OutputIntents").unwrap()).unwrap().1.as_array().unwrap();
    assert_eq!(name(dict(&doc, &intents[0]), "S"), "GTS_PDFA1");
}

#[test]
fn its_tags_tell_what_is_what() {
    let doc = Document::load_mem(&made()).unwrap();
    let root = doc.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut kinds = Vec::new();
    tags(&doc, root, 0, &mut kinds);
    let row = ["3TR", "4TH", "4TD"];
    let expected = [&["1Document", "2H1", "2P", "2H2", "2BlockQuote", "3P", "2Table"][..], &row, &row, &["2H2", "2P"]];
    assert_eq!(kinds, expected.concat());
    let scopes = doc.objects.values().filter_map(|object| object.as_dict().ok());
    let heads = scopes.filter(|element| element.get(b"S").and_then(Object::as_name).ok() == Some(b"TH"));
    for head in heads {
        assert!(format!("{head:?}").contains("/Row"), "{head:?}");
    }
}

#[test]
fn a_reader_shows_its_headings_beside_its_pages() {
    let doc = Document::load_mem(&made()).unwrap();
    let outline = dict(&doc, doc.catalog().unwrap().get(b"Outlines").unwrap());
    let title = dict(&doc, outline.get(b"First").unwrap());
    let first = dict(&doc, title.get(b"First").unwrap());
    let second = dict(&doc, first.get(b"Next").unwrap());
    let said = [title, first, second].map(|item| string(item, "Title"));
    assert_eq!(said, ["Toestemming", "Wat is ondertekend", "Intrekken & bewaren"]);
    assert!(second.get(b"Next").is_err());
}

#[test]
fn it_is_read_in_the_order_in_which_it_was_given() {
    let file = made();
    let (half, rest) = (&HASH[..16], &HASH[48..]);
    let seen = [
        "Toestemming",
        "Emine Yılmaz heeft",
        "Wat is ondertekend",
        SENTENCE,
        "Van wie",
        "Emine Yılmaz",
        "SHA-256",
        half,
        rest,
        "Intrekken & bewaren",
        "Dit kan altijd.",
    ];
    in_order(&flat(&words(&file)), &[&seen[..], &["1 / 1"]].concat());
    in_order(&flat(&told("pdftotext", &[], &file, &["-"])), &seen);
    let heard = heard(&file);
    in_order(&heard, &seen);
    assert!(heard.contains(HASH), "whole: {heard}");
    assert!(!heard.contains("1 / 1"), "the number of a page is no part of what it says: {heard}");
}

#[test]
fn inside_it_are_the_document_and_the_files_as_they_were_given() {
    let (given, document) = (sheet(), pdf(&["Het document"]));
    let file = make(&given, &document).1;
    let doc = Document::load_mem(&file).unwrap();
    let catalog = doc.catalog().unwrap();
    let files = doc.dereference(catalog.get(b"AF").unwrap()).unwrap().1.as_array().unwrap();
    let found: Vec<_> = files.iter().map(|file| inside(&doc, file)).collect();
    let beside = given.beside.iter().map(|file| {
        (
            file.name.clone(),
            file.says.clone(),
            "Data".to_owned(),
            file.media_type.clone(),
            file.text.clone().into_bytes(),
        )
    });
    let attached = given.document.iter().map(|file| {
        (file.name.clone(), file.says.clone(), "Source".to_owned(), "application/pdf".to_owned(), document.clone())
    });
    assert_eq!(found, attached.chain(beside).collect::<Vec<_>>());
    let listed = told("pdfdetach", &["-list"], &file, &[]);
    assert_eq!(listed.trim(), "3 embedded files\n1: document.pdf\n2: evidence.json\n3: record.jsonld");
    let out = tempfile::tempdir().unwrap();
    let at = out.path().join("out.pdf");
    told("pdfdetach", &["-save", "1", "-o", at.to_str().unwrap()], &file, &[]);
    assert_eq!(std::fs::read(&at).unwrap(), document);
}

/// Its name, what is said of it, its relationship, its medium and its bytes.
fn inside(doc: &Document, file: &Object) -> (String, String, String, String, Vec<u8>) {
    let spec = dict(doc, file);
    assert_eq!(string(spec, "F"), string(spec, "UF"));
    let stream = dict(doc, spec.get(b"EF").unwrap()).get(b"F").unwrap();
    let stream = doc.dereference(stream).unwrap().1.as_stream().unwrap();
    let params = dict(doc, stream.dict.get(b"Params").unwrap());
    assert!(string(params, "ModDate").starts_with("D:20261130143102"));
    let bytes = stream.get_plain_content().unwrap();
    assert_eq!(params.get(b"Size").and_then(Object::as_i64).unwrap(), i64::try_from(bytes.len()).unwrap());
    let medium = name(&stream.dict, "Subtype").to_owned();
    (string(spec, "UF"), string(spec, "Desc"), name(spec, "AFRelationship").to_owned(), medium, bytes)
}

#[test]
fn a_sheet_without_files_has_none() {
    let (made, file) = make(&with_title(vec![SheetBlock::Text("Woorden".into())]), &[]);
    assert_eq!(made, SheetMade { pages: 1, letters_missing: 0 });
    assert_eq!(told("pdfdetach", &["-list"], &file, &[]).trim(), "0 embedded files");
    assert!(Document::load_mem(&file).unwrap().catalog().unwrap().get(b"AF").is_err());
}

#[test]
fn a_long_name_stays_on_its_page() {
    let one = || "W".repeat(200);
    let blocks =
        vec![SheetBlock::Title(one()), SheetBlock::Heading(one()), SheetBlock::Text(one()), SheetBlock::Quote(one())];
    let file = make(&Sheet { title: one(), ..of_blocks(blocks) }, &[]).1;
    let boxes = boxes(&file);
    assert!(boxes.len() > 20 && boxes.iter().all(|(from, to)| *from > LEFT - 0.5 && *to < RIGHT + 0.5), "{boxes:?}");
    assert_eq!(words(&file).matches('W').count(), 800);
}

#[test]
fn a_long_name_stays_within_its_column() {
    let (one, many) = ("W".repeat(200), "Wilhelmina ".repeat(18).trim_end().to_owned());
    let file = make(&with_title(vec![pairs(&[(&one, &one), (&many, &many)])]), &[]).1;
    let (boxes, second) = (boxes(&file), LEFT + (RIGHT - LEFT) * 0.32);
    let is_first = |(from, to): &&(f64, f64)| *from > LEFT - 0.5 && *to < second - 10.0;
    let is_second = |(from, to): &&(f64, f64)| *from > second - 0.5 && *to < RIGHT + 0.5;
    let (first, second) = (boxes.iter().filter(is_first).count(), boxes.iter().filter(is_second).count());
    assert!(first > 30 && second > 20 && first + second == boxes.len(), "{boxes:?}");
    assert_eq!(words(&file).matches('W').count(), 2 * 200 + 2 * 18);
}

/// Where each word on its pages begins and ends.
fn boxes(file: &[u8]) -> Vec<(f64, f64)> {
    told("pdftotext", &["-bbox"], file, &["-"]).lines().filter_map(sides).collect()
}

fn sides(line: &str) -> Option<(f64, f64)> {
    let word = line.trim().strip_prefix("<word ")?;
    let side = |key: &str| word.split(key).nth(1)?.split('"').nth(1)?.parse().ok();
    Some((side("xMin=")?, side("xMax=")?))
}

#[test]
fn two_hundred_rows_go_on_over_pages_and_each_stays_whole() {
    let rows: Vec<(String, String)> = (0..200).map(|at| (format!("naam-{at}."), format!("waarde-{at}."))).collect();
    let (made, file) = make(&with_title(vec![SheetBlock::Pairs(rows.clone())]), &[]);
    let text = words(&file);
    let pages: Vec<&str> = text.split_terminator('\u{c}').collect();
    assert_eq!(usize::try_from(made.pages).unwrap(), pages.len());
    assert!(pages.len() > 5);
    for (at, page) in pages.iter().enumerate() {
        assert!(page.trim_end().ends_with(&format!("{} / {}", at + 1, pages.len())), "{page}");
    }
    for (name, value) in &rows {
        let on: Vec<&&str> = pages.iter().filter(|page| page.contains(name.as_str())).collect();
        assert_eq!(on.len(), 1, "{name}");
        in_order(&flat(on[0]), &[name, value]);
    }
    let all: Vec<&str> = rows.iter().flat_map(|(name, value)| [name.as_str(), value.as_str()]).collect();
    in_order(&heard(&file), &all);
}

#[test]
fn ten_thousand_letters_go_on_over_pages_and_none_is_lost() {
    let long = "z".repeat(10_000);
    for block in [SheetBlock::Text(long.clone()), SheetBlock::Quote(long.clone()), pairs(&[("Naam", &long)])] {
        let (made, file) = make(&with_title(vec![block]), &[]);
        assert!(made.pages > 1);
        assert_eq!(words(&file).matches('z').count(), 10_000);
        assert!(heard(&file).replace(' ', "").contains(&long));
    }
}

#[test]
fn letters_that_the_typeface_has_not_are_seen_to_be_missing() {
    let hostile = [
        ("Aya آية", 3),
        ("שלום", 4),
        ("王小明", 3),
        ("ก้าว", 4),
        ("😀👩\u{200d}👩", 3),
        ("\u{e000}\u{f8ff}\u{10fffd}", 3),
        ("\u{ffff}\u{fffe}\u{1fffe}", 3),
        ("\u{fff9}\u{fffa}", 2),
        ("\u{feff}\u{200b}", 1),
        ("ja\u{202e}een\u{2066}\u{ad}\u{200f}\u{34f}\u{fe0f}", 0),
        ("q\u{323}\u{301} e\u{301} \u{301} n\u{303}", 1),
        (&"a\u{300}\u{301}\u{302}".repeat(100), 100),
        ("\u{1d400}ﬁfi\u{2028}\u{3000}\u{a0}x", 1),
    ];
    for (text, missing) in hostile {
        let said = || text.to_owned();
        let blocks = vec![
            SheetBlock::Title(said()),
            SheetBlock::Heading(said()),
            SheetBlock::Quote(said()),
            SheetBlock::Pairs(vec![(said(), said())]),
        ];
        let (made, file) = make(&Sheet { title: said(), ..of_blocks(blocks) }, &[]);
        assert_eq!(made.letters_missing, missing * 5, "{text:?}");
        let shown = if text.starts_with("a\u{300}") { 0 } else { 5 * usize::try_from(missing).unwrap() };
        assert_eq!(words(&file).matches('\u{fffd}').count(), shown, "{text:?}");
        let unseen = |letter: char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}');
        assert!(!words(&file).contains(unseen), "{text:?}");
    }
    let (made, file) = make(&with_title(vec![SheetBlock::Text("Voor Aya آية, ja".into())]), &[]);
    assert_eq!(made.letters_missing, 3);
    in_order(&heard(&file), &["Voor Aya \u{fffd}\u{fffd}\u{fffd}, ja"]);
}
