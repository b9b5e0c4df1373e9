//! Files as people and as villains make them.

use image::{ExtendedColorType, ImageEncoder, RgbImage};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

pub fn literal(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

/// A PDF under construction, with one page that says something.
pub struct Paper {
    pub doc: Document,
    pub catalog: ObjectId,
    pub pages: ObjectId,
    pub page: ObjectId,
    pub resources: ObjectId,
}

pub fn paper(lines: &[&str]) -> Paper {
    let mut doc = Document::with_version("1.7");
    let pages = doc.new_object_id();
    let font = doc.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let resources = doc.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let content = doc.add_object(Stream::new(Dictionary::new(), lines_of(lines)));
    let page = doc.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => resources, "Contents" => content,
    });
    doc.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let catalog = doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    doc.trailer.set("Root", catalog);
    Paper { doc, catalog, pages, page, resources }
}

fn lines_of(lines: &[&str]) -> Vec<u8> {
    let mut operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 12.into()]),
        Operation::new("TL", vec![16.into()]),
        Operation::new("Td", vec![72.into(), 770.into()]),
    ];
    for line in lines {
        operations.push(Operation::new("Tj", vec![literal(line)]));
        operations.push(Operation::new("T*", vec![]));
    }
    operations.push(Operation::new("ET", vec![]));
    Content { operations }.encode().unwrap()
}

impl Paper {
    pub fn set(&mut self, of: ObjectId, key: &str, value: impl Into<Object>) {
        self.doc.get_object_mut(of).and_then(Object::as_dict_mut).unwrap().set(key, value);
    }

    pub fn set_stream(&mut self, of: ObjectId, key: &str, value: impl Into<Object>) {
        self.doc.get_object_mut(of).and_then(Object::as_stream_mut).unwrap().dict.set(key, value);
    }

    /// What the page draws after what it draws already.
    pub fn draw(&mut self, content: &str) {
        let more = self.doc.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let page = self.doc.get_object_mut(self.page).and_then(Object::as_dict_mut).unwrap();
        let mut all = match page.get(b"Contents").unwrap().clone() {
            Object::Array(all) => all,
            one => vec![one],
        };
        all.push(more.into());
        page.set("Contents", all);
    }

    pub fn annotate(&mut self, annotation: Dictionary) -> ObjectId {
        let id = self.doc.add_object(annotation);
        let page = self.doc.get_object_mut(self.page).and_then(Object::as_dict_mut).unwrap();
        let mut all = page.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
        all.push(id.into());
        page.set("Annots", all);
        id
    }

    /// Content in these filters, and nothing else.
    pub fn filtered(&mut self, filters: &[&str], bytes: Vec<u8>) {
        let filters: Vec<Object> = filters.iter().map(|filter| (*filter).into()).collect();
        let content = self.doc.add_object(Stream::new(dictionary! { "Filter" => filters }, bytes));
        let page = self.page;
        self.set(page, "Contents", content);
    }

    /// A drawing that others can refer to.
    pub fn form(&mut self, content: &str, bbox: [i64; 4]) -> ObjectId {
        let resources = self.resources;
        let bbox: Vec<Object> = bbox.iter().map(|n| (*n).into()).collect();
        let dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => bbox, "Resources" => resources };
        self.doc.add_object(Stream::new(dict, content.as_bytes().to_vec()))
    }

    pub fn resource(&mut self, category: &str, name: &str, value: impl Into<Object>) {
        let resources = self.doc.get_object_mut(self.resources).and_then(Object::as_dict_mut).unwrap();
        let mut named = resources.get(category.as_bytes()).and_then(Object::as_dict).cloned().unwrap_or_default();
        named.set(name, value);
        resources.set(category, named);
    }

    pub fn bytes(mut self) -> Vec<u8> {
        self.doc.compress();
        let mut bytes = Vec::new();
        self.doc.save_to(&mut bytes).unwrap();
        bytes
    }
}

pub fn pdf(lines: &[&str]) -> Vec<u8> {
    paper(lines).bytes()
}

/// A ZIP with these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub const TYPES: &[u8] = b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";

pub fn docx_body(body: &str) -> Vec<u8> {
    format!("<?xml version='1.0'?><w:document xmlns:w='{WORDS}'><w:body>{body}</w:body></w:document>").into_bytes()
}

pub fn docx(body: &str) -> Vec<u8> {
    zipped(&[("[Content_Types].xml", TYPES), ("word/document.xml", &docx_body(body))])
}

pub fn docx_with(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let body = docx_body(body);
    let all: Vec<(&str, &[u8])> = [("[Content_Types].xml", TYPES), ("word/document.xml", body.as_slice())]
        .into_iter()
        .chain(parts.iter().copied())
        .collect();
    zipped(&all)
}

pub fn odt_with(body: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:style='s' xmlns:table='t' xmlns:xlink='x' \
         xmlns:draw='d' xmlns:fo='f'>{body}</office:document-content>"
    );
    let first: [(&str, &[u8]); 2] =
        [("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())];
    let all: Vec<(&str, &[u8])> = first.into_iter().chain(parts.iter().copied()).collect();
    zipped(&all)
}

pub fn odt(text: &str) -> Vec<u8> {
    odt_with(&format!("<office:body><office:text>{text}</office:text></office:body>"), &[])
}

/// Red on its left half, blue on its right.
pub fn two_colours(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| image::Rgb(if x < width / 2 { [220, 10, 10] } else { [10, 10, 220] }))
}

pub fn jpeg(points: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90)
        .write_image(points, points.width(), points.height(), ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

pub fn png(points: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(points, points.width(), points.height(), ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

/// With an EXIF segment that says how it was held and by whom, and a comment.
pub fn jpeg_with_words(points: &RgbImage, turned: u8, author: &str, comment: &str) -> Vec<u8> {
    let author = [author.as_bytes(), b"\0"].concat();
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0]);
    exif.extend([0x01, 0x3b, 0, 2, 0, 0, 0]);
    exif.push(u8::try_from(author.len()).unwrap());
    exif.extend([0, 0, 0, 38, 0, 0, 0, 0]);
    exif.extend(&author);
    let segment = |mark: u8, data: &[u8]| {
        let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
        [&[0xff, mark][..], &length, data].concat()
    };
    let plain = jpeg(points);
    [&plain[..2], &segment(0xe1, &exif), &segment(0xfe, comment.as_bytes()), &plain[2..]].concat()
}
