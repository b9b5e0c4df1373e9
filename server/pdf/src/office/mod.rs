//! Text documents of an office: DOCX and ODT. Their words are read; how they look is not.

use crate::format::File;
use crate::set::words::Document;
use pdf::protocol::Refusal;

mod archive;
mod docx;
mod docx_parts;
mod odt;
mod xml;

pub use archive::Archive;

pub fn told(bytes: Vec<u8>) -> Result<File, Refusal> {
    let mut archive = Archive::opened(bytes)?;
    if archive.has("word/document.xml") {
        return Ok(File::Docx(archive));
    }
    let kind = archive.small("mimetype")?.unwrap_or_default();
    let is_odt = kind.starts_with(b"application/vnd.oasis.opendocument.text") && archive.has("content.xml");
    if is_odt { Ok(File::Odt(archive)) } else { Err(Refusal::Unknown) }
}

pub fn docx(archive: &mut Archive) -> Result<Document, Refusal> {
    docx::read(archive)
}

pub fn odt(archive: &mut Archive) -> Result<Document, Refusal> {
    odt::read(archive)
}
