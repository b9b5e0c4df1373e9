//! All strings of a PDF that are not drawn: whatever key they stand under, none is passed over.

use super::kinds::{is_annotation, is_field, is_file, is_metadata, is_outline, is_structure};
use super::{Met, Walk};
use crate::picture;
use crate::plain::readable;
use hayro::hayro_syntax::object::{Dict, Object, Stream};
use hayro::hayro_syntax::{Filter, Pdf};
use pdf::protocol::{Part, Place, Refusal};

/// Strings that are numbers in disguise: parts of typefaces, of colours, of seals.
const BINARY: [&[u8]; 9] = [b"ID", b"O", b"U", b"OE", b"UE", b"Perms", b"Registry", b"Ordering", b"CharSet"];

/// A stream with one of these keys is drawn, or part of what is.
const DRAWN: [&[u8]; 8] =
    [b"BBox", b"Width", b"Length1", b"N", b"FunctionType", b"ShadingType", b"PatternType", b"CMapName"];

pub fn strings(pdf: &Pdf, mut add: impl FnMut(Part)) -> Result<(), Refusal> {
    Walk::over(pdf, |met| match met.value {
        Object::String(string) if !is_binary(met) => {
            if let Some(text) = words(string.as_bytes()) {
                add(Part { place: place(met), text });
            }
        }
        Object::Stream(stream) => in_stream(stream, &mut add),
        _ => {}
    })
}

fn is_binary(met: &Met<'_, '_>) -> bool {
    let colours = met.array.is_some_and(|name| name == b"Indexed" || name == b"I");
    let seal = met.key == b"Contents" && met.within.is_some_and(|dict| dict.contains_key(b"ByteRange"));
    colours || seal || BINARY.contains(&met.key)
}

fn place(met: &Met<'_, '_>) -> Place {
    let Some(dict) = met.within else {
        // A string that is an object of its own may be what any key refers to; values of forms mostly are.
        return Place::Field;
    };
    of(dict, met.key)
}

fn of(dict: &Dict<'_>, key: &[u8]) -> Place {
    match key {
        b"ActualText" | b"Alt" | b"E" => Place::Instead,
        b"Names" if !dict.contains_key(b"Dests") => Place::Attachment,
        _ if is_file(dict) => Place::Attachment,
        _ if is_field(dict) => Place::Field,
        b"V" | b"DV" | b"TU" | b"Opt" => Place::Field,
        b"URI" => Place::Annotation,
        _ if is_annotation(dict) => Place::Annotation,
        _ if is_outline(dict) => Place::Outline,
        _ if is_metadata(dict) => Place::Metadata,
        _ if is_structure(dict) => Place::Instead,
        _ => Place::Metadata,
    }
}

/// What streams say in words: descriptions in XML, long values of fields, and what lies beside the points of a picture.
fn in_stream(stream: &Stream<'_>, add: &mut impl FnMut(Part)) {
    let dict = stream.dict();
    if stream.filters().last() == Some(&Filter::DctDecode) {
        for text in picture::strings(&stream.raw_data()) {
            add(Part { place: Place::Metadata, text });
        }
        return;
    }
    if DRAWN.iter().any(|key| dict.contains_key(key)) || dict.contains_key(b"First") {
        return;
    }
    let described = is_metadata(dict) || dict.contains_key(b"Subtype");
    if let Some(text) = described.then(|| stream.decoded_data().ok()).flatten().and_then(|bytes| words(&bytes)) {
        add(Part { place: Place::Metadata, text });
    }
}

/// UTF-16 or UTF-8 with its mark, else the letters of a Latin office; nothing where it is no text at all.
pub fn words(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
        },
    };
    readable(&text)
}
