//! A citizen number that somebody hides in a file does not leave unseen: the file is refused, the number is left behind, the
//! check of the outgoing bytes finds it, or somebody is told to read them herself (F36, F37).

use crate::files::{
    Paper, docx, docx_with, jpeg, jpeg_with_words, literal, odt, odt_with, paper, pdf, png, two_colours,
};
use crate::prepared::{nowhere, rect};
use crate::support::{ask, stamp, text};
use lopdf::{Object, Stream, dictionary};
use pdf::protocol::{Answer, Job};
use shared::dossier::consents::Sought;
use shared::outgoing::found;

const NUMBER: &str = "111222333";

/// What becomes of it.
#[derive(Debug, PartialEq, Eq)]
enum Ends {
    /// The file does not come in.
    Refused,
    /// It stays behind: it is nowhere in what goes.
    Behind,
    /// It is found in what goes.
    Found,
    /// It cannot be read, and that is known.
    Unread,
}

fn ends(file: &[u8]) -> Ends {
    let reply = ask(Job::Prepare { stamp: stamp() }, file);
    let out = match reply.answer {
        Answer::Prepared(_) => reply.file,
        Answer::Refused(_) => return Ends::Refused,
        other => panic!("{other:?}"),
    };
    let texts = text(&out);
    let parts: Vec<String> = texts.parts.iter().map(|part| part.text.clone()).collect();
    let on = "2026-11-30".parse().unwrap();
    if !found(&parts, &[Sought::CitizenNumber], &stamp().lines, on).is_empty() {
        return Ends::Found;
    }
    if texts.unread > 0 || texts.pictures > 0 || texts.cut {
        return Ends::Unread;
    }
    nowhere(&out, &[NUMBER]);
    Ends::Behind
}

fn with(change: impl FnOnce(&mut Paper)) -> Vec<u8> {
    let mut made = paper(&["Een gewone regel"]);
    change(&mut made);
    made.bytes()
}

fn shows(content: &'static str) -> Vec<u8> {
    with(|made| made.draw(content))
}

/// In the parts of a PDF that its pages do not show.
fn beside_the_pages() -> Vec<(&'static str, Vec<u8>, Ends)> {
    let info = with(|made| {
        let info = made.doc.add_object(dictionary! { "Subject" => literal(NUMBER) });
        made.doc.trailer.set("Info", info);
    });
    let xmp = with(|made| {
        let data = format!("<x:xmpmeta><dc:title>{NUMBER}</dc:title></x:xmpmeta>").into_bytes();
        let id = made.doc.add_object(Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, data));
        let catalog = made.catalog;
        made.set(catalog, "Metadata", id);
    });
    let remark = with(|made| {
        made.annotate(
            dictionary! { "Type" => "Annot", "Subtype" => "Text", "Rect" => rect(), "Contents" => literal(NUMBER) },
        );
    });
    let field = |value: bool| {
        with(move |made| {
            let (name, value) = if value { ("naam", NUMBER) } else { (NUMBER, "ja") };
            let field = made.annotate(dictionary! {
                "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "Rect" => rect(), "T" => literal(name),
                "V" => literal(value),
            });
            let catalog = made.catalog;
            made.set(catalog, "AcroForm", dictionary! { "Fields" => vec![Object::from(field)] });
        })
    };
    let drawn_field = with(|made| {
        let look = made.form("BT /F1 10 Tf 2 5 Td (111222333) Tj ET", [0, 0, 100, 20]);
        let field = made.annotate(dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "Rect" => rect(), "T" => literal("naam"),
            "V" => literal("x"), "AP" => dictionary! { "N" => look },
        });
        let catalog = made.catalog;
        made.set(catalog, "AcroForm", dictionary! { "Fields" => vec![Object::from(field)] });
    });
    let attached = with(|made| {
        let data =
            made.doc.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, NUMBER.as_bytes().to_vec()));
        let spec = made.doc.add_object(dictionary! {
            "Type" => "Filespec", "F" => literal("lijst.txt"), "EF" => dictionary! { "F" => data },
        });
        let names =
            dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![literal("lijst.txt"), spec.into()] } };
        let catalog = made.catalog;
        made.set(catalog, "Names", names);
    });
    vec![
        ("subject", info, Ends::Behind),
        ("XMP", xmp, Ends::Behind),
        ("remark", remark, Ends::Behind),
        ("value of a field", field(true), Ends::Behind),
        ("name of a field", field(false), Ends::Behind),
        ("field that is drawn", drawn_field, Ends::Found),
        ("attachment", attached, Ends::Refused),
    ]
}

/// In what leads to the pages, or would be drawn on them.
fn around_the_pages() -> Vec<(&'static str, Vec<u8>, Ends)> {
    let outline = with(|made| {
        let outline = made.doc.new_object_id();
        let item = made.doc.add_object(dictionary! { "Title" => literal(NUMBER), "Parent" => outline });
        made.doc.objects.insert(outline, dictionary! { "First" => item, "Last" => item, "Count" => 1 }.into());
        let catalog = made.catalog;
        made.set(catalog, "Outlines", outline);
    });
    let unused = with(|made| {
        let unused = made.form("BT /F1 12 Tf (111222333) Tj ET", [0, 0, 100, 100]);
        made.resource("XObject", "Unused", unused);
    });
    let link = with(|made| {
        made.annotate(dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Rect" => rect(),
            "A" => dictionary! { "S" => "URI", "URI" => literal("https://post.example/?bsn=111222333") },
        });
    });
    vec![
        ("outline", outline, Ends::Behind),
        ("drawing that is not used", unused, Ends::Behind),
        ("link", link, Ends::Behind),
    ]
}

/// On a page of a PDF, in ways that hide it from an eye or from a search.
fn on_a_page() -> Vec<(&'static str, Vec<u8>, Ends)> {
    let layer = with(|made| {
        let off = made.doc.add_object(dictionary! { "Type" => "OCG", "Name" => literal("laag") });
        let catalog = made.catalog;
        let layers = dictionary! {
            "OCGs" => vec![Object::from(off)], "D" => dictionary! { "OFF" => vec![Object::from(off)] },
        };
        made.set(catalog, "OCProperties", layers);
        made.resource("Properties", "Off", off);
        made.draw("/OC /Off BDC BT /F1 12 Tf 72 400 Td (111222333) Tj ET EMC");
    });
    let form = with(|made| {
        let form = made.form("BT /F1 12 Tf 10 10 Td (111222333) Tj ET", [0, 0, 200, 100]);
        made.resource("XObject", "Inner", form);
        made.draw("/Inner Do");
    });
    let scan = with(|made| {
        let photograph = Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 64, "Height" => 32, "ColorSpace" => "DeviceRGB",
                "BitsPerComponent" => 8, "Filter" => "DCTDecode",
            },
            jpeg(&two_colours(64, 32)),
        );
        let id = made.doc.add_object(photograph.with_compression(false));
        made.resource("XObject", "Scan", id);
        made.draw("q 200 0 0 100 72 300 cm /Scan Do Q");
    });
    vec![
        ("plain", pdf(&["BSN 111222333"]), Ends::Found),
        ("with dots", pdf(&["1112.22.333"]), Ends::Found),
        ("over two lines", pdf(&["BSN 11122", "2333"]), Ends::Found),
        ("white on white", shows("BT /F1 12 Tf 1 1 1 rg 72 500 Td (111222333) Tj ET"), Ends::Found),
        ("very small", shows("BT /F1 0.5 Tf 72 500 Td (111222333) Tj ET"), Ends::Found),
        ("in pieces", shows("BT /F1 12 Tf 72 500 Td [(1112) -20 (22) 30 (333)] TJ ET"), Ends::Found),
        (
            "digit by digit",
            shows("BT /F1 12 Tf 72 500 Td [(1)-400(1)-400(1)-400(2)-400(2)-400(2)-400(3)-400(3)-400(3)] TJ ET"),
            Ends::Found,
        ),
        ("under a white box", shows("BT /F1 12 Tf 72 500 Td (111222333) Tj ET 1 g 60 490 200 30 re f"), Ends::Found),
        ("letters that are not drawn", shows("BT /F1 12 Tf 3 Tr 72 480 Td (111222333) Tj 0 Tr ET"), Ends::Behind),
        (
            "instead of what is drawn",
            shows("/Span << /ActualText (111222333) >> BDC BT /F1 12 Tf 72 400 Td (x) Tj ET EMC"),
            Ends::Behind,
        ),
        ("a layer that is off", layer, Ends::Behind),
        ("a drawing inside the page", form, Ends::Found),
        ("a scan", scan, Ends::Unread),
    ]
}

/// In other files than PDF.
fn elsewhere() -> Vec<(&'static str, Vec<u8>, Ends)> {
    let line = |text: &str| docx(&format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"));
    let body = "<w:p><w:r><w:t>Een regel</w:t></w:r></w:p>";
    let comments = format!(
        "<w:comments xmlns:w='w'><w:comment><w:p><w:r><w:t>{NUMBER}</w:t></w:r></w:p></w:comment></w:comments>"
    );
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>111222333</w:t></w:r><w:r><w:t>Een regel</w:t></w:r></w:p>";
    let core = format!("<c xmlns:dc='d'><dc:creator>{NUMBER}</dc:creator></c>");
    let taken_out = "<office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>111222333\
        </text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>Een regel</text:p></office:text></office:body>";
    vec![
        ("DOCX, other digits", line("\u{ff11}\u{ff11}\u{ff11}222333"), Ends::Unread),
        ("DOCX, signs that nobody sees", line("111\u{200b}222\u{ad}333"), Ends::Found),
        ("DOCX, in two runs", docx("<w:p><w:r><w:t>11122</w:t></w:r><w:r><w:t>2333</w:t></w:r></w:p>"), Ends::Found),
        ("DOCX, a comment", docx_with(body, &[("word/comments.xml", comments.as_bytes())]), Ends::Behind),
        ("DOCX, hidden", docx(hidden), Ends::Behind),
        ("DOCX, who made it", docx_with(body, &[("docProps/core.xml", core.as_bytes())]), Ends::Behind),
        ("ODT", odt("<text:p>111<text:s/>222<text:s/>333</text:p>"), Ends::Found),
        ("ODT, taken out", odt_with(taken_out, &[]), Ends::Behind),
        ("text", b"nummer: 111-222-333\n".to_vec(), Ends::Found),
        ("EXIF", jpeg_with_words(&two_colours(32, 32), 1, NUMBER, "x"), Ends::Unread),
        ("a photograph", png(&two_colours(32, 32)), Ends::Unread),
    ]
}

// Part of: W7d, W7e
#[test]
fn f37_of_thirty_files_that_hide_a_citizen_number_none_passes() {
    let all: Vec<_> =
        beside_the_pages().into_iter().chain(around_the_pages()).chain(on_a_page()).chain(elsewhere()).collect();
    assert!(all.len() >= 30, "{}", all.len());
    for (name, file, expected) in all {
        assert_eq!(ends(&file), expected, "{name}");
    }
}
