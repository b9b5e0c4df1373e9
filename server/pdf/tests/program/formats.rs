//! Each format is told by its bytes, and whole files of it are taken.

use crate::files::{docx, jpeg, odt, pdf, png, two_colours, zipped};
use crate::support::{inspect, refusal};
use pdf::protocol::{Format, Refusal, Size};

#[test]
fn each_format_is_told_by_its_bytes() {
    // Part of: F25
    let points = two_colours(40, 20);
    let files = [
        (Format::Pdf, pdf(&["Een regel"])),
        (Format::Docx, docx("<w:p><w:r><w:t>Een regel</w:t></w:r></w:p>")),
        (Format::Odt, odt("<text:p>Een regel</text:p>")),
        (Format::Jpeg, jpeg(&points)),
        (Format::Png, png(&points)),
        (Format::Text, "Eén regel".into()),
        (Format::Text, b"E\xe9n regel".to_vec()),
    ];
    for (format, file) in files {
        let found = inspect(&file);
        assert_eq!((found.format, found.pages, found.sizes.len()), (format, 1, 1));
        let is_picture = matches!(format, Format::Jpeg | Format::Png);
        assert_eq!(found.text_chars, if is_picture { 0 } else { 8 }, "{format:?}");
    }
}

#[test]
fn a_page_tells_its_size_upright_and_a_picture_its_points() {
    let mut turned = crate::files::paper(&["Dwars"]);
    let page = turned.page;
    turned.set(page, "Rotate", 90);
    assert_eq!(inspect(&turned.bytes()).sizes, [Size { width: 842.0, height: 595.0 }]);
    assert_eq!(inspect(&png(&two_colours(40, 20))).sizes, [Size { width: 40.0, height: 20.0 }]);
    let held = crate::files::jpeg_with_words(&two_colours(40, 20), 6, "x", "y");
    assert_eq!(inspect(&held).sizes, [Size { width: 20.0, height: 40.0 }]);
}

#[test]
fn what_is_none_of_them_is_unknown() {
    let others: [&[u8]; 7] = [
        b"",
        b"GIF89a\x01\0\x01\0",
        b"{\\rtf1 Een brief}",
        b"<!DOCTYPE html><p>Een brief</p>",
        b"MZ\x90\0\x03\0\0\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old document of an office \0\0",
        b"RIFF\0\0\0\0WEBPVP8 ",
    ];
    for other in others {
        assert_eq!(refusal(other), Refusal::Unknown, "{other:?}");
    }
    assert_eq!(refusal(&zipped(&[("xl/workbook.xml", b"<workbook/>")])), Refusal::Unknown);
}

#[test]
fn a_file_that_only_begins_as_one_is_broken() {
    let points = png(&two_colours(400, 200));
    let photograph = jpeg(&two_colours(400, 200));
    let whole = pdf(&["Een regel"]);
    let letter = docx("<w:p><w:r><w:t>Een regel</w:t></w:r></w:p>");
    let cut = |file: &[u8]| file[..file.len() * 2 / 3].to_vec();
    for file in [cut(&points), cut(&photograph), cut(&whole), cut(&letter)] {
        assert_eq!(refusal(&file), Refusal::Broken);
    }
    for begin in [&b"%PDF-1.7\nniets\n%%EOF\n"[..], b"\x89PNG\r\n\x1a\n....", b"\xff\xd8\xff\xe0..", b"PK\x03\x04...."]
    {
        assert_eq!(refusal(begin), Refusal::Broken, "{begin:?}");
    }
}
