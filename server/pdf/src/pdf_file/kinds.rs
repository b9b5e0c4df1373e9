//! What a dictionary of a PDF is, by its keys: files leave the word that should say it out.

use hayro::hayro_syntax::object::{Dict, Name, Rect};

pub fn name_is(dict: &Dict<'_>, key: &[u8], names: &[&[u8]]) -> bool {
    dict.get::<Name<'_>>(key).is_some_and(|name| names.contains(&&*name))
}

pub fn is_annotation(dict: &Dict<'_>) -> bool {
    name_is(dict, b"Type", &[b"Annot"]) || dict.contains_key(b"Subtype") && dict.get::<Rect>(b"Rect").is_some()
}

pub fn is_field(dict: &Dict<'_>) -> bool {
    const KINDS: [&[u8]; 4] = [b"Tx", b"Btn", b"Ch", b"Sig"];
    name_is(dict, b"FT", &KINDS) || name_is(dict, b"Subtype", &[b"Widget"])
}

pub fn is_outline(dict: &Dict<'_>) -> bool {
    dict.contains_key(b"Title") && dict.contains_key(b"Parent")
}

pub fn is_structure(dict: &Dict<'_>) -> bool {
    name_is(dict, b"Type", &[b"StructElem", b"StructTreeRoot"])
        || dict.contains_key(b"S") && dict.contains_key(b"P") && !dict.contains_key(b"Type")
}

pub fn is_file(dict: &Dict<'_>) -> bool {
    name_is(dict, b"Type", &[b"Filespec", b"F", b"EmbeddedFile"]) || dict.contains_key(b"EF")
}

pub fn is_metadata(dict: &Dict<'_>) -> bool {
    const KEYS: [&[u8]; 5] = [b"Producer", b"Creator", b"Author", b"CreationDate", b"ModDate"];
    name_is(dict, b"Type", &[b"Metadata"]) || !is_annotation(dict) && KEYS.iter().any(|key| dict.contains_key(key))
}
