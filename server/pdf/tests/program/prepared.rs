//! What goes out: what a file shows, the stamp on each page, and not one word more.

use crate::files::{Paper, docx_with, jpeg_with_words, literal, odt, paper, pdf, png, two_colours};
use crate::support::{ask, inspect, picture, refused, said, stamp, text};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use pdf::protocol::{Answer, Job, Omitted, Place, Prepared, Refusal, Stamp};

fn prepare(file: &[u8]) -> (Prepared, Vec<u8>) {
    let reply = ask(Job::Prepare { stamp: stamp() }, file);
    match reply.answer {
        Answer::Prepared(told) => (told, reply.file),
        other => panic!("{other:?}"),
    }
}

/// Everything in it as a second reader unpacks it, with what it says beside it.
fn everything(file: &[u8]) -> String {
    let mut doc = Document::load_mem(file).unwrap();
    doc.decompress();
    let mut all = Vec::new();
    doc.save_to(&mut all).unwrap();
    let said: Vec<String> = text(file).parts.into_iter().map(|part| part.text).collect();
    let all = String::from_utf8_lossy(&all).into_owned() + &String::from_utf8_lossy(file) + &said.join("\n");
    assert!(all.contains("Catalog"), "it was unpacked");
    all
}

/// A word as it may stand in a file: in letters, in hexadecimal, in two bytes each.
fn forms(word: &str) -> [String; 4] {
    let wide: String = word.chars().flat_map(|letter| ['\0', letter]).collect();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    [word.to_owned(), hex(word.as_bytes()), hex(word.as_bytes()).to_uppercase(), wide]
}

pub fn nowhere(file: &[u8], words: &[&str]) {
    let all = everything(file);
    for word in words {
        for form in forms(word) {
            assert!(!all.contains(&form), "{word} is in it");
        }
    }
}

fn counts(told: &Prepared) -> Vec<Omitted> {
    told.left_out.iter().map(|left| left.what).collect()
}

pub fn rect() -> Object {
    vec![10.into(), 10.into(), 110.into(), 30.into()].into()
}

/// As many hiding places as one file has.
fn full() -> Paper {
    let mut made = paper(&["Zichtbare regel"]);
    let info =
        made.doc.add_object(dictionary! { "Author" => literal("geheimauteur"), "Eigen" => literal("geheimveld") });
    made.doc.trailer.set("Info", info);
    let xmp = made.doc.add_object(Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        b"<x:xmpmeta><dc:title>geheimxmp</dc:title></x:xmpmeta>".to_vec(),
    ));
    let (catalog, page) = (made.catalog, made.page);
    made.set(catalog, "Metadata", xmp);
    made.set(page, "PieceInfo", dictionary! { "App" => dictionary! { "Private" => literal("geheimstuk") } });
    made.annotate(dictionary! {
        "Type" => "Annot", "Subtype" => "Text", "Rect" => rect(), "Contents" => literal("geheimnotitie"),
    });
    made.annotate(dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => rect(),
        "A" => dictionary! { "S" => "URI", "URI" => literal("https://geheimadres.nl") },
    });
    let field = made.annotate(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "Rect" => rect(), "T" => literal("geheimnaam"),
        "V" => literal("geheimwaarde"),
    });
    made.set(catalog, "AcroForm", dictionary! { "Fields" => vec![Object::from(field)] });
    let outline = made.doc.new_object_id();
    let item = made.doc.add_object(dictionary! { "Title" => literal("geheimkop"), "Parent" => outline });
    made.doc.objects.insert(outline, dictionary! { "First" => item, "Last" => item, "Count" => 1 }.into());
    made.set(catalog, "Outlines", outline);
    let tree = made.doc.add_object(dictionary! {
        "Type" => "StructTreeRoot", "K" => dictionary! { "Type" => "StructElem", "S" => "Figure", "Alt" => literal("geheimbeeld") },
    });
    made.set(catalog, "StructTreeRoot", tree);
    made.draw("/Span << /ActualText (geheimvervanging) >> BDC BT /F1 12 Tf 72 400 Td (Gemarkeerd) Tj ET EMC");
    made.draw("BT /F1 12 Tf 3 Tr 72 480 Td (geheimonzichtbaar) Tj 0 Tr ET");
    let unused = made.form("BT /F1 12 Tf (geheimongebruikt) Tj ET", [0, 0, 100, 100]);
    made.resource("XObject", "Unused", unused);
    made
}

#[test]
fn nothing_but_what_the_page_shows_goes_out() {
    // Part of: F25
    let file = full().bytes();
    assert!(everything(&file).contains("geheimauteur"), "the file has it");
    let (told, out) = prepare(&file);
    nowhere(&out, &["geheim", "Helvetica-geheim", "Annots", "StructTreeRoot", "PieceInfo", "ActualText"]);
    let page = said(&text(&out).parts, &Place::Page(1));
    assert!(page.contains("Zichtbare regel") && page.contains("Gemarkeerd"), "{page}");
    let expected = [
        Omitted::Metadata,
        Omitted::Annotation,
        Omitted::Link,
        Omitted::Field,
        Omitted::InvisibleText,
        Omitted::Structure,
        Omitted::Outline,
    ];
    assert_eq!(counts(&told), expected);
    assert_eq!(inspect(&out).findings.iter().filter(|found| found.refuses()).count(), 0);
}

#[test]
fn a_layer_that_is_off_does_not_go_out_and_one_that_is_on_does() {
    let mut made = paper(&["Zichtbare regel"]);
    let off = made.doc.add_object(dictionary! { "Type" => "OCG", "Name" => literal("geheimelaag") });
    let on = made.doc.add_object(dictionary! { "Type" => "OCG", "Name" => literal("gewonelaag") });
    let neither =
        made.doc.add_object(dictionary! { "Type" => "OCMD", "OCGs" => vec![Object::from(off)], "P" => "AllOn" });
    let catalog = made.catalog;
    let layers = dictionary! {
        "OCGs" => vec![Object::from(off), on.into()], "D" => dictionary! { "OFF" => vec![Object::from(off)] },
    };
    made.set(catalog, "OCProperties", layers);
    made.resource("Properties", "Off", off);
    made.resource("Properties", "On", on);
    made.resource("Properties", "Neither", neither);
    made.draw("/OC /Off BDC BT /F1 12 Tf 72 400 Td (geheimlaagtekst) Tj ET EMC");
    made.draw("/OC /Neither BDC BT /F1 12 Tf 72 380 Td (geheimvoorwaarde) Tj ET EMC");
    made.draw("/OC /On BDC BT /F1 12 Tf 72 360 Td (Laag die aan is) Tj ET EMC");
    let form = made.form("BT /F1 12 Tf (geheimtekening) Tj ET", [0, 0, 100, 100]);
    made.set_stream(form, "OC", off);
    made.resource("XObject", "Drawn", form);
    made.draw("/Drawn Do");
    let file = made.bytes();
    let read = text(&file).parts;
    assert!(!said(&read, &Place::Page(1)).contains("geheim"));
    let layers = said(&read, &Place::Layers(1));
    assert!(
        ["geheimlaagtekst", "geheimvoorwaarde", "geheimtekening"].iter().all(|word| layers.contains(word)),
        "{layers}"
    );
    let (told, out) = prepare(&file);
    nowhere(&out, &["geheim", "OCG", "gewonelaag"]);
    let page = said(&text(&out).parts, &Place::Page(1));
    assert!(page.contains("Zichtbare regel") && page.contains("Laag die aan is"), "{page}");
    assert_eq!(
        told.left_out.iter().map(|left| (left.what, left.count)).collect::<Vec<_>>(),
        [(Omitted::HiddenLayer, 3)]
    );
}

#[test]
fn what_is_filled_in_and_drawn_becomes_part_of_the_page() {
    let mut made = paper(&["Naam:"]);
    let look = made.form("BT /F1 10 Tf 2 5 Td (Ingevulde naam) Tj ET", [0, 0, 100, 20]);
    let field = made.annotate(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "Rect" => rect(), "T" => literal("geheimnaam"),
        "V" => literal("geheimwaarde"), "AP" => dictionary! { "N" => look },
    });
    let catalog = made.catalog;
    made.set(catalog, "AcroForm", dictionary! { "Fields" => vec![Object::from(field)] });
    let hidden = made.form("BT /F1 10 Tf 2 5 Td (geheimveld) Tj ET", [0, 0, 100, 20]);
    made.annotate(dictionary! {
        "Type" => "Annot", "Subtype" => "FreeText", "Rect" => rect(), "F" => 2, "AP" => dictionary! { "N" => hidden },
    });
    let file = made.bytes();
    let (told, out) = prepare(&file);
    nowhere(&out, &["geheim"]);
    let page = said(&text(&out).parts, &Place::Page(1));
    assert!(page.contains("Naam:") && page.contains("Ingevulde naam"), "{page}");
    assert_eq!(told.drawn, 1);
}

#[test]
fn a_photograph_inside_a_page_loses_its_words() {
    let mut made = paper(&["Zichtbare regel"]);
    let points = two_colours(64, 32);
    let photograph = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 64, "Height" => 32, "ColorSpace" => "DeviceRGB",
            "BitsPerComponent" => 8, "Filter" => "DCTDecode",
        },
        jpeg_with_words(&points, 1, "geheimfotograaf", "geheimbijschrift"),
    );
    let id = made.doc.add_object(photograph.with_compression(false));
    made.resource("XObject", "Photo", id);
    made.draw("q 200 0 0 100 72 300 cm /Photo Do Q");
    let file = made.bytes();
    assert!(everything(&file).contains("geheimfotograaf"));
    let (_, out) = prepare(&file);
    nowhere(&out, &["geheim"]);
    let drawn = picture(&out, 1, 595);
    let red = drawn.pixels().filter(|point| point.0[0] > 180 && point.0[2] < 60).count();
    assert!(red > 5_000, "{red}");
}

#[test]
fn a_photograph_goes_out_upright_on_a_page_without_its_words() {
    let file = jpeg_with_words(&two_colours(400, 200), 6, "geheimfotograaf", "geheimbijschrift");
    let (told, out) = prepare(&file);
    nowhere(&out, &["geheim", "Exif"]);
    assert_eq!((told.pages, counts(&told)), (1, vec![Omitted::Metadata]));
    let drawn = picture(&out, 1, 595);
    assert!(drawn.height() > drawn.width(), "A4 upright");
    let above = drawn.get_pixel(297, 100).0;
    assert!(above[0] > 180 && above[2] < 60, "{above:?}");
}

#[test]
fn a_text_document_goes_out_as_its_words_on_pages() {
    let long = "Een zin die zich herhaalt tot de regel vol is en nog even verder gaat. ".repeat(8);
    let body = format!(
        "<w:p><w:r><w:t>Brief aan Çağrı Łukasiewicz</w:t></w:r></w:p>{}<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheimverstopt</w:t></w:r></w:p>",
        format!("<w:p><w:r><w:t>{long}</w:t></w:r></w:p>").repeat(40)
    );
    let core = b"<c xmlns:dc='d'><dc:creator>geheimmaker</dc:creator></c>";
    let (told, out) = prepare(&docx_with(&body, &[("docProps/core.xml", core)]));
    nowhere(&out, &["geheim"]);
    assert!(told.pages > 3, "{told:?}");
    assert_eq!(counts(&told), [Omitted::Metadata, Omitted::HiddenText]);
    let found = text(&out).parts;
    assert!(said(&found, &Place::Page(1)).contains("Brief aan Çağrı Łukasiewicz"), "{found:?}");
    let (told, _) = prepare(&odt("<text:p>Een regel</text:p><text:p>سلام</text:p>"));
    assert_eq!(counts(&told), [Omitted::Letter]);
}

#[test]
fn each_page_has_the_stamp_below_what_it_shows() {
    let mut made = paper(&["Zichtbare regel"]);
    let (pages, page) = (made.pages, made.page);
    let copy = made.doc.get_object(page).unwrap().clone();
    let turned = made.doc.add_object(copy.clone());
    made.set(turned, "Rotate", 90);
    let small = made.doc.add_object(copy);
    made.set(small, "MediaBox", vec![0.into(), 700.into(), 226.into(), 842.into()]);
    made.set(pages, "Kids", vec![page.into(), turned.into(), small.into()]);
    made.set(pages, "Count", 3);
    let (told, out) = prepare(&made.bytes());
    assert_eq!(told.pages, 3);
    let found = text(&out).parts;
    for number in 1..=3 {
        let page = said(&found, &Place::Page(number));
        let flat = page.replace('\n', " ");
        assert!(flat.contains("Zichtbare regel"), "{flat}");
        assert!(stamp().lines.iter().all(|line| flat.contains(line.as_str())), "{flat}");
    }
    let sizes: Vec<(u16, u16)> =
        inspect(&out).sizes.iter().map(|size| (whole(size.width), whole(size.height))).collect();
    assert_eq!(sizes, [(595, 842), (842, 595), (842, 595)]);
}

fn whole(number: f32) -> u16 {
    (1..u16::MAX).find(|whole| f32::from(*whole) > number - 0.5).unwrap()
}

#[test]
fn the_title_and_the_language_are_those_of_the_stamp() {
    let (_, out) = prepare(&pdf(&["Zichtbare regel"]));
    let doc = Document::load_mem(&out).unwrap();
    assert_eq!(doc.catalog().unwrap().get(b"Lang").and_then(Object::as_str).unwrap(), b"nl");
    assert!(said(&text(&out).parts, &Place::Metadata).contains(&stamp().title));
}

#[test]
fn the_same_file_and_stamp_give_the_same_bytes() {
    let files = [
        full().bytes(),
        jpeg_with_words(&two_colours(40, 20), 6, "x", "y"),
        png(&two_colours(40, 20)),
        b"Een regel".to_vec(),
    ];
    for file in files {
        assert_eq!(prepare(&file).1, prepare(&file).1);
    }
}

#[test]
fn what_went_out_can_be_prepared_again_and_says_the_same() {
    let (_, once) = prepare(&full().bytes());
    let (told, twice) = prepare(&once);
    assert_eq!(counts(&told), [Omitted::Metadata]);
    let (once, twice) = (text(&once).parts, text(&twice).parts);
    assert!(said(&twice, &Place::Page(1)).starts_with(&said(&once, &Place::Page(1))));
}

#[test]
fn a_stamp_that_cannot_be_printed_is_refused() {
    let with = |lines: Vec<String>| refused(Job::Prepare { stamp: Stamp { lines, ..stamp() } }, &pdf(&["x"]));
    assert_eq!(with(vec![]), Refusal::BadStamp);
    assert_eq!(with(vec!["x".into(); 9]), Refusal::BadStamp);
    assert_eq!(with(vec!["x".repeat(401)]), Refusal::BadStamp);
    assert_eq!(with(vec!["two\nlines".into()]), Refusal::BadStamp);
}

#[test]
fn content_that_is_left_open_or_closed_too_often_does_not_spill() {
    let mut made = paper(&["Zichtbare regel"]);
    made.draw("Q Q q q 0.5 0 0 0.5 0 0 cm BX unknown EX (x) ' EMC Q");
    let look = made.form("0 1 0 rg 0 0 100 20 re f", [0, 0, 100, 20]);
    made.annotate(
        dictionary! { "Type" => "Annot", "Subtype" => "Square", "Rect" => rect(), "AP" => dictionary! { "N" => look } },
    );
    let (_, out) = prepare(&made.bytes());
    let drawn = picture(&out, 1, 595);
    let green = drawn.pixels().filter(|point| point.0[1] > 200 && point.0[0] < 60).count();
    assert!((1_500..2_200).contains(&green), "{green} points of a hundred by twenty, a little smaller");
    let _: Dictionary = Document::load_mem(&out).unwrap().trailer;
}

#[test]
fn letters_that_are_drawings_go_out_and_what_no_letter_draws_does_not() {
    let mut made = paper(&["Zichtbare regel"]);
    let square = made.doc.add_object(Stream::new(Dictionary::new(), b"500 0 d0 /Square Do".to_vec()));
    let drawn = made.form("0 0 400 400 re f", [0, 0, 500, 500]);
    let unused = made.form("BT /F1 12 Tf (geheimongebruikt) Tj ET", [0, 0, 100, 100]);
    let face = made.doc.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "FontBBox" => vec![0.into(), 0.into(), 500.into(), 500.into()],
        "FontMatrix" => vec![Object::Real(0.001), 0.into(), 0.into(), Object::Real(0.001), 0.into(), 0.into()],
        "FirstChar" => 97, "LastChar" => 97, "Widths" => vec![500.into()],
        "Encoding" => dictionary! { "Differences" => vec![97.into(), "a".into()] },
        "CharProcs" => dictionary! { "a" => square },
        "Resources" => dictionary! { "XObject" => dictionary! { "Square" => drawn, "Unused" => unused } },
    });
    made.resource("Font", "F3", face);
    made.draw("BT /F3 200 Tf 72 300 Td (a) Tj ET");
    let (_, out) = prepare(&made.bytes());
    nowhere(&out, &["geheim"]);
    assert!(said(&text(&out).parts, &Place::Page(1)).contains("\na"));
    let black = picture(&out, 1, 595).pixels().filter(|point| point.0 == [0, 0, 0]).count();
    assert!((5_000..6_500).contains(&black), "{black} points of eighty by eighty, a little smaller");
}
