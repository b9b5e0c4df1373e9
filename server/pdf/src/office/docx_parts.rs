//! DOCX: what lies beside its body, and what of that keeps it outside.

use super::archive::Archive;
use super::xml::{self, Piece};
use crate::set::words::Document;
use pdf::protocol::{Omitted, Place, Refusal, What};

/// How it looks, and nothing that anybody wrote.
const LOOKS: [&str; 7] = [
    "styles.xml",
    "theme",
    "settings.xml",
    "fontTable.xml",
    "numbering.xml",
    "webSettings.xml",
    "stylesWithEffects.xml",
];
const BODY: [&str; 3] = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];

pub fn found(archive: &mut Archive, document: &mut Document) -> Result<(), Refusal> {
    for name in archive.names() {
        let name = name.to_lowercase();
        match () {
            () if name.contains("vbaproject") || name.contains("vbadata") => document.find(What::Macro),
            () if name.contains("activex") => document.find(What::Macro),
            () if name.contains("/embeddings/") => document.find(What::EmbeddedFile),
            () => {}
        }
    }
    let types = archive.text("[Content_Types].xml")?.ok_or(Refusal::Broken)?;
    if types.to_lowercase().contains("macroenabled") {
        document.find(What::Macro);
    }
    let relations: Vec<String> = archive.names().iter().filter(|name| ends_as(name, "rels")).cloned().collect();
    for name in relations {
        let text = archive.text(&name)?.unwrap_or_default();
        xml::each(&text, |piece| {
            if let Piece::Open(tag) = piece
                && tag.value("TargetMode").as_deref() == Some("External")
            {
                let is_link = tag.value("Type").is_some_and(|kind| kind.ends_with("/hyperlink"));
                document.find(if is_link { What::Link } else { What::ExternalReference });
                document.keep(Place::Annotation, tag.value("Target").unwrap_or_default())?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// The words of all other parts, each under what it is. A part that nobody knows counts as hidden.
pub fn beside(archive: &mut Archive, document: &mut Document) -> Result<(), Refusal> {
    let parts = archive.names().iter().filter(|name| ends_as(name, "xml") && !name.starts_with('['));
    let parts = parts.filter(|name| !BODY.contains(&name.as_str()) && !LOOKS.iter().any(|look| name.contains(look)));
    for name in parts.cloned().collect::<Vec<_>>() {
        let text = archive.text(&name)?.unwrap_or_default();
        let words = xml::words(&text, &["author", "descr", "title"])?;
        if words.trim().is_empty() {
            continue;
        }
        let file = name.rsplit('/').next().unwrap_or_default();
        let (place, what, omitted) = match file {
            _ if name.starts_with("docProps/") => (Place::Metadata, What::Metadata, Omitted::Metadata),
            _ if file.starts_with("header") || file.starts_with("footer") => {
                document.leave_out(Omitted::Margin);
                document.keep(Place::Margin, words)?;
                continue;
            }
            _ if file.starts_with("comments") || file == "people.xml" => {
                (Place::Annotation, What::Comments, Omitted::Annotation)
            }
            _ => (Place::Hidden, What::HiddenText, Omitted::HiddenText),
        };
        document.find(what);
        document.leave_out(omitted);
        document.keep(place, words)?;
    }
    Ok(())
}

fn ends_as(name: &str, kind: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case(kind))
}
