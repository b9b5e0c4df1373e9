//! What is in a PDF beside what it shows.

use super::kinds::{is_annotation, is_metadata, name_is};
use super::{Met, Walk, dict_of};
use hayro::hayro_syntax::metadata::Metadata;
use hayro::hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro::hayro_syntax::{Filter, Pdf};
use pdf::protocol::{Finding, Refusal, What};
use std::collections::BTreeMap;

/// Everything found, each kind once. The whole file is walked, not only what its pages lead to: what is in it goes along
/// wherever the file goes.
pub fn found(pdf: &Pdf) -> Result<Vec<Finding>, Refusal> {
    let (mut found, mut folded) = (BTreeMap::new(), false);
    Walk::over(pdf, |met| {
        at(met, &mut found);
        folded |= matches!(met.value, Object::Stream(stream) if is_folded(stream));
    })?;
    if folded {
        return Err(Refusal::TooLarge);
    }
    if *pdf.metadata() != Metadata::default() {
        found.entry(What::Metadata).or_insert(1);
    }
    if encrypts(pdf) {
        found.insert(What::Locked, 1);
    }
    Ok(found.into_iter().map(|(what, count)| Finding { what, count }).collect())
}

/// Packed more than once: what comes out is not bounded by what went in, and no writer does it.
fn is_folded(stream: &Stream<'_>) -> bool {
    let packs = |filter: &&Filter| matches!(filter, Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode);
    stream.filters().iter().filter(packs).count() > 1
}

/// It opened without a password, so the dictionary only says what must not be done with it.
fn encrypts(pdf: &Pdf) -> bool {
    pdf.data().as_ref().windows(8).any(|word| word == b"/Encrypt")
}

fn at(met: &Met<'_, '_>, found: &mut BTreeMap<What, u32>) {
    let Some(dict) = dict_of(met.value) else {
        return;
    };
    let mut add = |what| *found.entry(what).or_default() += 1;
    action(&dict).map(&mut add);
    annotation(&dict).map(&mut add);
    for (key, what) in KEYS {
        if dict.contains_key(key) {
            add(what);
        }
    }
    if name_is(&dict, b"Type", &[b"EmbeddedFile"]) && !dict.contains_key(b"EF") {
        add(What::EmbeddedFile);
    }
    if is_metadata(&dict) {
        add(What::Metadata);
    }
    let elsewhere = matches!(met.value, Object::Stream(_)) && dict.contains_key(b"F")
        || name_is(&dict, b"Subtype", &[b"Form"]) && dict.contains_key(b"Ref");
    if elsewhere {
        add(What::ExternalReference);
    }
    if name_is(&dict, b"Type", &[b"Sig"]) && dict.contains_key(b"ByteRange") {
        add(What::Signature);
    }
}

/// Keys that have one meaning wherever they stand.
const KEYS: [(&[u8], What); 8] = [
    (b"JS", What::JavaScript),
    (b"JavaScript", What::JavaScript),
    (b"XFA", What::Xfa),
    (b"EF", What::EmbeddedFile),
    (b"EmbeddedFiles", What::EmbeddedFile),
    (b"RichMediaContent", What::Media),
    (b"OCProperties", What::Layers),
    (b"AcroForm", What::FormFields),
];

fn action(dict: &Dict<'_>) -> Option<What> {
    let does = dict.get::<Name<'_>>(b"S")?;
    match &*does {
        b"JavaScript" => Some(What::JavaScript),
        b"Launch" => Some(What::Launch),
        b"SubmitForm" | b"ImportData" => Some(What::Submit),
        b"GoToR" | b"GoToE" => Some(What::ExternalReference),
        b"Rendition" | b"Movie" | b"Sound" | b"GoTo3DView" | b"RichMediaExecute" => Some(What::Media),
        b"URI" => Some(What::Link),
        _ => None,
    }
}

fn annotation(dict: &Dict<'_>) -> Option<What> {
    if !is_annotation(dict) {
        return None;
    }
    match &*dict.get::<Name<'_>>(b"Subtype")? {
        b"FileAttachment" => Some(What::EmbeddedFile),
        b"RichMedia" | b"Movie" | b"Sound" | b"Screen" | b"3D" => Some(What::Media),
        b"Redact" => Some(What::Redactions),
        // Links are counted by where they lead, fields by their form.
        b"Link" | b"Widget" | b"Popup" => None,
        _ => Some(What::Annotations),
    }
}
