//! Sheets that are none: they say nothing or too much, or the files inside are not there.

use crate::files::pdf;
use crate::sheet::{make, of_blocks, pairs, sheet, with_title};
use crate::support::refused;
use pdf::protocol::{
    Attached, Beside, Job, Refusal, SHEET_BLOCKS_MAX, SHEET_LINE_MAX, SHEET_ROWS_MAX, SHEET_TEXT_MAX, Sheet, SheetBlock,
};

fn is_refused(sheet: Sheet, file: &[u8]) {
    let shown: String = format!("{sheet:?}").chars().take(300).collect();
    assert_eq!(refused(Job::Sheet { sheet: Box::new(sheet) }, file), Refusal::BadSheet, "{shown}");
}

#[test]
fn a_sheet_that_says_nothing_or_too_much_is_refused() {
    let title = || SheetBlock::Title("Toestemming".into());
    let text = |text: &str| SheetBlock::Text(text.into());
    let heading = |text: &str| SheetBlock::Heading(text.into());
    let bad = [
        vec![],
        vec![title()],
        vec![text("Zonder titel")],
        vec![text("Eerst"), title(), text("Woorden")],
        vec![title(), title(), text("Woorden")],
        vec![title(), text("Woorden"), heading("Niets eronder")],
        vec![title(), text(" \u{a0} ")],
        vec![title(), SheetBlock::Quote(String::new())],
        vec![title(), SheetBlock::Pairs(vec![])],
        vec![title(), pairs(&[("Naam", "")])],
        vec![title(), pairs(&[("", "Waarde")])],
        vec![title(), text("twee\nregels")],
        vec![title(), text("een\0nul")],
        vec![title(), pairs(&[("Naam", "\u{85}x")])],
        vec![title(), text(&"x".repeat(SHEET_TEXT_MAX + 1))],
        vec![title(), heading(&"x".repeat(SHEET_LINE_MAX + 1)), text("Woorden")],
        vec![title(), pairs(&[(&"x".repeat(SHEET_LINE_MAX + 1), "Waarde")])],
        vec![title(), pairs(&vec![("x", "y"); SHEET_ROWS_MAX + 1])],
        [vec![title()], vec![text("x"); SHEET_BLOCKS_MAX]].concat(),
    ];
    for blocks in bad {
        is_refused(of_blocks(blocks), &[]);
    }
    let good = || with_title(vec![SheetBlock::Text("Woorden".into())]);
    is_refused(Sheet { title: " ".into(), ..good() }, &[]);
    is_refused(Sheet { title: "twee\nregels".into(), ..good() }, &[]);
    is_refused(Sheet { made_at: -1, ..good() }, &[]);
    is_refused(Sheet { made_at: i64::MAX, ..good() }, &[]);
    let most = [vec![title()], vec![text("x"); SHEET_BLOCKS_MAX - 1]].concat();
    assert!(make(&of_blocks(most), &[]).0.pages > 1, "as much as is allowed is not too much");
}

#[test]
fn files_that_are_not_there_or_have_no_plain_name_are_refused() {
    let document = pdf(&["Het document"]);
    is_refused(sheet(), &[]);
    is_refused(Sheet { document: None, ..sheet() }, &document);
    let names = ["", "../document.pdf", "a/b.pdf", "a\\b", "één.pdf", "een twee", ".verborgen", "x.", "-x", "x\0"];
    for name in names {
        let attached = Attached { name: name.into(), says: "Het document".into() };
        is_refused(Sheet { document: Some(attached), ..sheet() }, &document);
    }
    is_refused(Sheet { document: Some(Attached { name: "a.pdf".into(), says: "\n".into() }), ..sheet() }, &document);
    let changed = |change: fn(&mut Beside)| {
        let mut sheet = sheet();
        sheet.beside.iter_mut().take(1).for_each(change);
        sheet
    };
    is_refused(changed(|file| file.name = "x".repeat(101)), &document);
    is_refused(changed(|file| file.name = "DOCUMENT.pdf".into()), &document);
    is_refused(changed(|file| file.name = "record.jsonld".into()), &document);
    is_refused(changed(|file| file.media_type = "json".into()), &document);
    is_refused(changed(|file| file.media_type = format!("text/{}", "x".repeat(200))), &document);
    is_refused(changed(|file| file.says = String::new()), &document);
    let file = sheet().beside.remove(0);
    let many = (0..9).map(|at| Beside { name: format!("{at}.json"), ..file.clone() }).collect();
    is_refused(Sheet { beside: many, ..sheet() }, &document);
    assert_eq!(make(&changed(|file| file.text = String::new()), &document).0.pages, 1, "an empty file is a file");
}
