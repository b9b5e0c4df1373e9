//! What a file is, told from its bytes: a name can say anything.

use crate::office::{self, Archive};
use crate::plain;
use pdf::protocol::{Format, Refusal};

pub enum File {
    Pdf(Vec<u8>),
    Docx(Archive),
    Odt(Archive),
    Picture(Format, Vec<u8>),
    Text(String),
}

/// Readers of PDF look for its mark this far in.
const PDF_WITHIN: usize = 1024;
const OLD_OFFICE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

pub fn told(bytes: Vec<u8>) -> Result<File, Refusal> {
    match bytes.as_slice() {
        [0xff, 0xd8, 0xff, ..] => Ok(File::Picture(Format::Jpeg, bytes)),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Ok(File::Picture(Format::Png, bytes)),
        [b'P', b'K', 3, 4, ..] => office::told(bytes),
        // Word keeps a document with a password inside a file of its old kind.
        other if other.starts_with(OLD_OFFICE) && has_wide(other, "EncryptedPackage") => Err(Refusal::Encrypted),
        other if has(other.get(..PDF_WITHIN.min(other.len())).unwrap_or_default(), b"%PDF-") => Ok(File::Pdf(bytes)),
        other => plain::told(other).map(File::Text).ok_or(Refusal::Unknown),
    }
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|found| found == word)
}

fn has_wide(bytes: &[u8], word: &str) -> bool {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    has(bytes, &wide)
}
