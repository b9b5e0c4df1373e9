//! The ZIP a text document is: nothing is taken out of it beyond what an honest one holds.

use pdf::protocol::Refusal;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

const FILES_MAX: usize = 3_000;
/// What all of it says it becomes.
const ALL_BYTES_MAX: u64 = 400 << 20;
/// One part, whatever it says.
const PART_BYTES_MAX: u64 = 40 << 20;
const SMALL_BYTES_MAX: u64 = 4 << 10;

pub struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    names: Vec<String>,
}

impl Archive {
    pub fn opened(bytes: Vec<u8>) -> Result<Self, Refusal> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_cause| Refusal::Broken)?;
        if zip.len() > FILES_MAX {
            return Err(Refusal::TooLarge);
        }
        let (mut names, mut all) = (Vec::new(), 0_u64);
        for at in 0..zip.len() {
            let part = zip.by_index_raw(at).map_err(|_cause| Refusal::Broken)?;
            if part.encrypted() {
                return Err(Refusal::Encrypted);
            }
            all = all.saturating_add(part.size());
            names.push(part.name().map_err(|_cause| Refusal::Broken)?.into_owned());
        }
        if all > ALL_BYTES_MAX { Err(Refusal::TooLarge) } else { Ok(Self { zip, names }) }
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    pub fn small(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        self.part(name, SMALL_BYTES_MAX)
    }

    /// A part of the document as text, where it has that part.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let bytes = self.part(name, PART_BYTES_MAX)?;
        bytes.map(|bytes| decoded(&bytes).ok_or(Refusal::Broken)).transpose()
    }

    fn part(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Refusal> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(Refusal::Broken),
        };
        let mut bytes = Vec::new();
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_cause| Refusal::Broken)?;
        let is_more = u64::try_from(bytes.len()).is_ok_and(|length| length > most);
        if is_more { Err(Refusal::TooLarge) } else { Ok(Some(bytes)) }
    }
}

/// XML is UTF-8, or UTF-16 with its mark.
fn decoded(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling_and_without_replacement(rest)?,
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling_and_without_replacement(rest)?,
        _ => std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()?.into(),
    };
    Some(text.into_owned())
}
