//! XML, as a row of openings, closings and words, within a depth and without a document type of its own.

use pdf::protocol::{Finding, Refusal, What};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

const DEPTH_MAX: usize = 200;

pub enum Piece<'a> {
    Open(Tag<'a>),
    Close(String),
    Words(String),
}

pub struct Tag<'a> {
    /// Without its prefix: writers choose their own.
    pub name: String,
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of an attribute, whatever its prefix.
    pub fn value(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let attributes = attributes.with_checks(false).filter_map(Result::ok);
        let mut named = attributes.filter(|attribute| local(attribute.key.0) == name);
        let value = named.next()?.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    pub fn values(&self) -> Vec<String> {
        let mut attributes = self.start.attributes();
        let attributes = attributes.with_checks(false).filter_map(Result::ok);
        let values = attributes.filter_map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok());
        values.map(std::borrow::Cow::into_owned).collect()
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Gives each piece to `met`, an element without content as an opening and a closing.
pub fn each(text: &str, mut met: impl FnMut(Piece<'_>) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_cause| Refusal::Broken)? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(Refusal::TooLarge);
                }
                met(Piece::Open(tag(start)))?;
            }
            Event::Empty(start) => {
                let tag = tag(start);
                let name = tag.name.clone();
                met(Piece::Open(tag))?;
                met(Piece::Close(name))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                met(Piece::Close(local(end.name().0).to_owned()))?;
            }
            Event::Text(words) => met(Piece::Words(words.xml10_content().into_owned()))?,
            Event::CData(words) => met(Piece::Words(words.xml10_content().into_owned()))?,
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten();
                met(Piece::Words(letter.or_else(|| known(&reference)).unwrap_or('\u{fffd}').to_string()))?;
            }
            // Names that it defines are not followed, and a document that needs them is none of an office's.
            Event::DocType(_) => return Err(Refusal::Active(vec![Finding { what: What::Entities, count: 1 }])),
            Event::Eof if depth > 0 => return Err(Refusal::Broken),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn tag(start: BytesStart<'_>) -> Tag<'_> {
    Tag { name: local(start.name().0).to_owned(), start }
}

fn known(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// All words in it, and those in its attributes where `attributes` says so.
pub fn words(text: &str, attributes: &[&str]) -> Result<String, Refusal> {
    let mut all = String::new();
    each(text, |piece| {
        match piece {
            Piece::Open(tag) => {
                for value in attributes.iter().filter_map(|name| tag.value(name)) {
                    all.push_str(&value);
                    all.push('\n');
                }
            }
            Piece::Close(_) if !all.is_empty() && !all.ends_with('\n') => all.push('\n'),
            Piece::Close(_) => {}
            Piece::Words(words) => all.push_str(words.trim_matches(['\n', '\r'])),
        }
        Ok(())
    })?;
    Ok(all)
}
