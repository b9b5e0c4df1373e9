//! Files that want something else than to be read: refused clearly, in little time and memory.

use crate::files::{Paper, docx, docx_with, literal, odt_with, paper, png, two_colours, zipped};
use crate::support::{inspect, refusal, refused};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
use lopdf::{Dictionary, Object, Stream, dictionary};
use pdf::protocol::{Job, Refusal, What};
use std::io::Write;

fn active(file: &[u8]) -> Vec<What> {
    match refusal(file) {
        Refusal::Active(findings) => findings.iter().map(|finding| finding.what).collect(),
        other => panic!("{other:?}"),
    }
}

fn with(change: impl FnOnce(&mut Paper)) -> Vec<u8> {
    let mut made = paper(&["Een gewone regel"]);
    change(&mut made);
    made.bytes()
}

#[test]
fn a_pdf_that_acts_is_refused() {
    // Part of: F25
    let script = dictionary! { "S" => "JavaScript", "JS" => literal("app.alert(1)") };
    let launch = dictionary! { "S" => "Launch", "F" => literal("calc.exe") };
    let submit = dictionary! { "S" => "SubmitForm", "F" => literal("https://example.org") };
    let opens = |action: Dictionary| {
        with(move |made| {
            let catalog = made.catalog;
            made.set(catalog, "OpenAction", action);
        })
    };
    assert!(active(&opens(script)).contains(&What::JavaScript));
    assert!(active(&opens(launch)).contains(&What::Launch));
    assert!(active(&opens(submit)).contains(&What::Submit));
}

#[test]
fn a_pdf_with_a_file_inside_is_refused() {
    let file = with(|made| {
        let data = made.doc.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"inside".to_vec()));
        let spec = made.doc.add_object(dictionary! {
            "Type" => "Filespec", "F" => literal("loon.xlsx"), "EF" => dictionary! { "F" => data },
        });
        let names =
            dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![literal("loon.xlsx"), spec.into()] } };
        let catalog = made.catalog;
        made.set(catalog, "Names", names);
    });
    assert_eq!(active(&file), [What::EmbeddedFile]);
}

#[test]
fn a_form_that_is_a_program_is_refused_and_a_form_to_fill_in_is_not() {
    let form = |xfa: bool| {
        with(move |made| {
            let mut form = dictionary! { "Fields" => Object::Array(vec![]) };
            if xfa {
                let data = made.doc.add_object(Stream::new(Dictionary::new(), b"<xdp/>".to_vec()));
                form.set("XFA", data);
            }
            let catalog = made.catalog;
            made.set(catalog, "AcroForm", form);
        })
    };
    assert_eq!(active(&form(true)), [What::Xfa]);
    assert_eq!(inspect(&form(false)).findings.iter().map(|found| found.what).collect::<Vec<_>>(), [What::FormFields]);
}

#[test]
fn media_and_what_lies_elsewhere_is_refused_and_a_link_is_told() {
    let rect = || vec![0.into(), 0.into(), 10.into(), 10.into()];
    let film = with(|made| {
        made.annotate(dictionary! { "Type" => "Annot", "Subtype" => "RichMedia", "Rect" => rect() });
    });
    assert_eq!(active(&film), [What::Media]);
    let elsewhere = with(|made| {
        made.annotate(dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Rect" => rect(),
            "A" => dictionary! { "S" => "GoToR", "F" => literal("\\\\server\\share") },
        });
    });
    assert_eq!(active(&elsewhere), [What::ExternalReference]);
    let link = with(|made| {
        made.annotate(dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Rect" => rect(),
            "A" => dictionary! { "S" => "URI", "URI" => literal("https://www.uwv.nl") },
        });
    });
    assert_eq!(inspect(&link).findings.iter().map(|found| found.what).collect::<Vec<_>>(), [What::Link]);
}

#[test]
fn a_text_document_that_acts_or_fetches_is_refused() {
    let body = "<w:p><w:r><w:t>Een regel</w:t></w:r></w:p>";
    assert_eq!(active(&docx_with(body, &[("word/vbaProject.bin", b"x")])), [What::Macro]);
    assert_eq!(active(&docx_with(body, &[("word/embeddings/oleObject1.bin", b"x")])), [What::EmbeddedFile]);
    let template = b"<Relationships><Relationship Type='http://x/attachedTemplate' TargetMode='External' Target='http://x/a.dotm'/></Relationships>";
    assert_eq!(active(&docx_with(body, &[("word/_rels/settings.xml.rels", template)])), [What::ExternalReference]);
    let field = "<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>";
    assert_eq!(active(&docx(field)), [What::ExternalReference]);
    let text = "<office:body><office:text><text:p>Een regel</text:p></office:text></office:body>";
    assert_eq!(active(&odt_with(text, &[("Basic/Standard/Module1.xml", b"<x/>")])), [What::Macro]);
    let image = "<office:body><office:text><text:p><draw:image xlink:href='http://x/a.png'/></text:p></office:text></office:body>";
    assert_eq!(active(&odt_with(image, &[])), [What::ExternalReference]);
}

#[test]
fn a_document_that_defines_names_is_refused() {
    let body = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><w:document xmlns:w='w'><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let file = zipped(&[("[Content_Types].xml", crate::files::TYPES), ("word/document.xml", body.as_bytes())]);
    assert_eq!(active(&file), [What::Entities]);
}

#[test]
fn what_opens_with_a_password_is_encrypted() {
    let mut made = paper(&["Achter slot"]);
    made.doc.trailer.set("ID", vec![literal("0123456789abcdef"), literal("0123456789abcdef")]);
    let permissions = Permissions::all();
    let version = EncryptionVersion::V2 {
        document: &made.doc,
        owner_password: "baas",
        user_password: "geheim",
        key_length: 128,
        permissions,
    };
    let state = EncryptionState::try_from(version).unwrap();
    made.doc.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    made.doc.save_to(&mut bytes).unwrap();
    assert_eq!(refusal(&bytes), Refusal::Encrypted);
    let manifest = b"<manifest:manifest xmlns:manifest='m'><manifest:encryption-data/></manifest:manifest>";
    assert_eq!(refusal(&odt_with("", &[("META-INF/manifest.xml", manifest)])), Refusal::Encrypted);
}

#[test]
fn a_small_file_that_becomes_a_large_one_is_too_large() {
    let zeros = vec![b' '; 300 << 20];
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&zeros).unwrap();
    let packed = packed.finish().unwrap();
    let once = with(|made| {
        let content = made.doc.add_object(Stream::new(dictionary! { "Filter" => "FlateDecode" }, packed.clone()));
        let page = made.page;
        made.set(page, "Contents", content);
    });
    assert!(once.len() < 1 << 20);
    assert_eq!(refusal(&once), Refusal::TooLarge);

    // Packed twice, and packed behind a filter that no scan of the bytes sees through: that one runs into the limit of
    // memory.
    let mut again = ZlibEncoder::new(Vec::new(), Compression::best());
    again.write_all(&packed).unwrap();
    let again = again.finish().unwrap();
    let twice = with(|made| made.filtered(&["FlateDecode", "FlateDecode"], again));
    assert_eq!(refusal(&twice), Refusal::TooLarge);
    let mut larger = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..4 {
        larger.write_all(&zeros).unwrap();
    }
    let larger = larger.finish().unwrap();
    let digits: Vec<u8> = larger.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect();
    let behind = with(|made| made.filtered(&["ASCIIHexDecode", "FlateDecode"], digits));
    assert_eq!(refusal(&behind), Refusal::TooLarge);

    let body = [crate::files::docx_body(""), zeros].concat();
    assert_eq!(
        refusal(&zipped(&[("[Content_Types].xml", crate::files::TYPES), ("word/document.xml", &body)])),
        Refusal::TooLarge
    );
}

#[test]
fn a_picture_that_says_it_is_enormous_is_too_large() {
    let mut enormous = png(&two_colours(10, 10));
    enormous[16..20].copy_from_slice(&100_000_u32.to_be_bytes());
    enormous[20..24].copy_from_slice(&100_000_u32.to_be_bytes());
    let sum = crc(&enormous[12..29]);
    enormous[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(refusal(&enormous), Refusal::TooLarge);
}

fn crc(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}

#[test]
fn pages_in_a_circle_or_without_end_are_refused() {
    let circle = with(|made| {
        let pages = made.pages;
        made.set(pages, "Kids", vec![pages.into()]);
    });
    assert_eq!(refusal(&circle), Refusal::Broken);
    let many = with(|made| {
        let (pages, page) = (made.pages, made.doc.get_object(made.page).unwrap().clone());
        let kids: Vec<Object> = (0..501).map(|_| made.doc.add_object(page.clone()).into()).collect();
        made.set(pages, "Kids", kids);
        made.set(pages, "Count", 501);
    });
    assert_eq!(refusal(&many), Refusal::TooLarge);
}

#[test]
fn what_nests_too_deeply_is_refused() {
    let deep = |levels: usize| {
        with(move |made| {
            let mut nested = Object::Array(vec![]);
            for _ in 0..levels {
                nested = Object::Array(vec![nested]);
            }
            let catalog = made.catalog;
            made.set(catalog, "Deep", nested);
        })
    };
    assert_eq!(refusal(&deep(200)), Refusal::TooLarge);
    let body = format!("{}{}", "<w:p>".repeat(5_000), "</w:p>".repeat(5_000));
    assert_eq!(refusal(&docx(&body)), Refusal::TooLarge);
}

/// Each draws the one before it twice: more drawings than there is time for, in a few bytes.
#[test]
fn drawings_that_double_run_into_the_limit_of_time() {
    let file = with(|made| {
        let mut form = made.form("0 0 9 9 re f", [0, 0, 100, 100]);
        for _ in 0..45 {
            let own = made.doc.add_object(dictionary! { "XObject" => dictionary! { "Inner" => form } });
            form = made.form("/Inner Do /Inner Do", [0, 0, 100, 100]);
            made.set_stream(form, "Resources", own);
        }
        made.resource("XObject", "Outer", form);
        made.draw("/Outer Do");
    });
    assert_eq!(refused(Job::Inspect {}, &file), Refusal::TooLarge);
}

#[test]
fn a_drawing_that_draws_itself_comes_to_an_end() {
    let file = with(|made| {
        let form = made.form("/Own Do", [0, 0, 100, 100]);
        made.resource("XObject", "Own", form);
        made.draw("/Own Do");
    });
    assert_eq!(inspect(&file).pages, 1);
}
