//! All text of a file, each piece under its place: what shows, what does not, and what stands beside it.

use crate::files::{docx, docx_with, jpeg_with_words, literal, odt_with, paper, two_colours};
use crate::support::{inspect, said, text};
use lopdf::{Object, Stream, dictionary};
use pdf::protocol::{Place, What};

#[test]
fn the_lines_of_a_page_are_read_in_their_order() {
    let found = text(&crate::files::pdf(&["Eerste regel", "Tweede regel"]));
    assert_eq!(said(&found.parts, &Place::Page(1)), "Eerste regel\nTweede regel");
    assert_eq!((found.unread, found.cut), (0, false));
}

#[test]
fn what_no_eye_sees_on_a_page_is_read_too() {
    // Part of: F25
    let mut made = paper(&["Zichtbaar"]);
    made.draw("BT /F1 12 Tf 1 1 1 rg 72 500 Td (witopwit) Tj ET");
    made.draw("BT /F1 12 Tf 3 Tr 72 480 Td (onzichtbaar) Tj ET");
    made.draw("BT /F1 12 Tf 0 Tr -900 480 Td (buitenbeeld) Tj ET");
    made.draw("/Span << /ActualText (vervanging) >> BDC BT /F1 12 Tf 72 400 Td (getekend) Tj ET EMC");
    let found = text(&made.bytes()).parts;
    let page = said(&found, &Place::Page(1));
    assert!(page.contains("Zichtbaar") && page.contains("witopwit") && page.contains("getekend"), "{page}");
    let unseen = said(&found, &Place::Unseen(1));
    assert!(unseen.contains("onzichtbaar") && unseen.contains("buitenbeeld"), "{unseen}");
    assert_eq!(said(&found, &Place::Instead), "vervanging");
}

#[test]
fn what_stands_beside_the_pages_is_named() {
    let mut made = paper(&["Zichtbaar"]);
    let info = made.doc.add_object(dictionary! { "Author" => literal("Schrijver"), "Eigen" => literal("Zelfbedacht") });
    made.doc.trailer.set("Info", info);
    let xmp = made.doc.add_object(Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        b"<x:xmpmeta><dc:title>Beschrijving</dc:title></x:xmpmeta>".to_vec(),
    ));
    let catalog = made.catalog;
    made.set(catalog, "Metadata", xmp);
    let rect = || vec![10.into(), 10.into(), 60.into(), 60.into()];
    made.annotate(dictionary! {
        "Type" => "Annot", "Subtype" => "Text", "Rect" => rect(),
        "Contents" => Object::String([&[0xfe, 0xff][..], &"Opmerking Łódź".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>()].concat(), lopdf::StringFormat::Hexadecimal),
    });
    let field = made.annotate(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "Rect" => rect(), "T" => literal("bsn"),
        "V" => literal("Ingevuld"),
    });
    made.set(catalog, "AcroForm", dictionary! { "Fields" => vec![Object::from(field)] });
    let file = made.bytes();
    let found = text(&file).parts;
    assert!(said(&found, &Place::Metadata).contains("Schrijver"), "{found:?}");
    assert!(said(&found, &Place::Metadata).contains("Zelfbedacht"), "{found:?}");
    assert!(said(&found, &Place::Metadata).contains("Beschrijving"), "{found:?}");
    assert_eq!(said(&found, &Place::Annotation), "Opmerking Łódź");
    assert!(
        said(&found, &Place::Field).contains("Ingevuld") && said(&found, &Place::Field).contains("bsn"),
        "{found:?}"
    );
    let findings: Vec<What> = inspect(&file).findings.iter().map(|found| found.what).collect();
    assert_eq!(findings, [What::FormFields, What::Annotations, What::Metadata]);
}

#[test]
fn a_docx_says_its_paragraphs_its_tables_and_what_is_hidden_in_it() {
    let body = "<w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr><w:r><w:t>Kop</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space='preserve'>Mevrouw </w:t></w:r><w:r><w:t>Ça&amp;ğ</w:t></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>verstopt</w:t></w:r><w:del><w:r><w:delText>geschrapt</w:delText></w:r></w:del></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>links</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>rechts</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let styles = b"<w:styles xmlns:w='w'><w:style w:styleId='Kop1'><w:name w:val='heading 1'/></w:style></w:styles>";
    let core = b"<c xmlns:dc='d'><dc:creator>Maker</dc:creator></c>";
    let comments =
        b"<w:comments xmlns:w='w'><w:comment><w:p><w:r><w:t>Kanttekening</w:t></w:r></w:p></w:comment></w:comments>";
    let parts: [(&str, &[u8]); 3] =
        [("word/styles.xml", styles), ("docProps/core.xml", core), ("word/comments.xml", comments)];
    let found = text(&docx_with(body, &parts)).parts;
    assert_eq!(said(&found, &Place::Page(1)), "Kop\nMevrouw Ça&ğ\nlinks | rechts");
    assert_eq!(said(&found, &Place::Hidden), "verstoptgeschrapt");
    assert!(
        said(&found, &Place::Metadata).contains("Maker") && said(&found, &Place::Annotation).contains("Kanttekening")
    );
}

#[test]
fn an_odt_says_its_paragraphs_its_tables_and_what_is_hidden_in_it() {
    let body = "<office:automatic-styles><style:style style:name='T1'><style:text-properties text:display='none'/></style:style></office:automatic-styles>\
        <office:body><office:text><text:tracked-changes><text:p>geschrapt</text:p></text:tracked-changes>\
        <text:h text:outline-level='1'>Kop</text:h><text:p>Mevrouw<text:s/>Ça<text:span text:style-name='T1'>verstopt</text:span>ğ\
        <office:annotation><text:p>Kanttekening</text:p></office:annotation></text:p>\
        <table:table><table:table-row><table:table-cell><text:p>links</text:p></table:table-cell><table:table-cell><text:p>rechts</text:p></table:table-cell></table:table-row></table:table>\
        </office:text></office:body>";
    let meta = b"<m xmlns:dc='d'><dc:creator>Maker</dc:creator></m>";
    let found = text(&odt_with(body, &[("meta.xml", meta)])).parts;
    assert_eq!(said(&found, &Place::Page(1)), "Kop\nMevrouw Çağ\nlinks | rechts");
    let hidden = said(&found, &Place::Hidden);
    assert!(hidden.contains("verstopt") && hidden.contains("geschrapt"), "{found:?}");
    assert!(
        said(&found, &Place::Annotation).contains("Kanttekening") && said(&found, &Place::Metadata).contains("Maker")
    );
}

#[test]
fn the_words_beside_a_picture_are_read() {
    let found = text(&jpeg_with_words(&two_colours(40, 20), 1, "Fotograaf", "Bijschrift"));
    let beside = said(&found.parts, &Place::Metadata);
    assert!(beside.contains("Fotograaf") && beside.contains("Bijschrift"), "{beside}");
}

#[test]
fn plain_text_is_its_own_text() {
    let found = text("Eén regel\r\nen ğ nog een".as_bytes());
    assert_eq!(said(&found.parts, &Place::Page(1)), "Eén regel\nen ğ nog een");
}

#[test]
fn more_text_than_anybody_reads_is_cut_and_said_to_be() {
    let line = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "woord ".repeat(1_000));
    let found = text(&docx(&line.repeat(400)));
    assert!(
        found.cut && found.parts.iter().map(|part| part.text.len()).sum::<usize>() <= pdf::protocol::TEXT_BYTES_MAX
    );
}
