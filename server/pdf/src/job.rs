//! One job, from its request to its answer.

use crate::format::{self, File};
use crate::guard::{self, Guards};
use crate::picture::Photograph;
use crate::plain::{self, Budget};
use crate::set::words::Document;
use crate::{office, pdf_file, picture, prepare, set};
use hayro::hayro_syntax::Pdf;
use pdf::protocol::{Answer, Finding, Inspected, Job, PICTURE_WIDTH_MAX, Part, Place, Refusal, Reply, Request, Texts};

/// A file that may come in.
pub enum Opened {
    Pdf(Pdf, Vec<Finding>),
    Words(Document),
    Picture(Photograph),
}

pub fn done(request: Request, guards: Guards) -> Reply {
    let Request { job, file } = request;
    let answer = match job {
        Job::Guards {} => Ok((Answer::Guarded(guard::tried(guards)), Vec::new())),
        Job::Inspect {} => inspected(file).map(|found| (Answer::Inspected(found), Vec::new())),
        Job::Text {} => read(file).map(|texts| (Answer::Text(texts), Vec::new())),
        Job::Picture { page, width } => drawn(file, page, width.clamp(1, PICTURE_WIDTH_MAX)),
        Job::Prepare { stamp } => prepare::prepared(file, &stamp),
        Job::Sheet { sheet } => set::sheet(&sheet, file).map(|(made, file)| (Answer::Sheet(made), file)),
    };
    match answer {
        Ok((answer, file)) => Reply { answer, file },
        Err(why) => Reply::refused(why),
    }
}

/// What refuses a file refuses it in every job: nothing is done with a file that would not have come in.
pub fn opened(file: Vec<u8>) -> Result<Opened, Refusal> {
    match format::told(file)? {
        File::Pdf(bytes) => {
            let pdf = pdf_file::opened(bytes)?;
            let findings = pdf_file::found(&pdf)?;
            let_in(&findings)?;
            Ok(Opened::Pdf(pdf, findings))
        }
        File::Docx(mut archive) => words(office::docx(&mut archive)?),
        File::Odt(mut archive) => words(office::odt(&mut archive)?),
        File::Text(text) => words(plain::document(&text)?),
        File::Picture(kind, bytes) => Photograph::opened(kind, &bytes).map(Opened::Picture),
    }
}

fn words(document: Document) -> Result<Opened, Refusal> {
    let_in(&document.findings())?;
    Ok(Opened::Words(document))
}

fn let_in(findings: &[Finding]) -> Result<(), Refusal> {
    let refusing: Vec<Finding> = findings.iter().copied().filter(Finding::refuses).collect();
    if refusing.is_empty() { Ok(()) } else { Err(Refusal::Active(refusing)) }
}

fn inspected(file: Vec<u8>) -> Result<Inspected, Refusal> {
    match opened(file)? {
        Opened::Pdf(pdf, findings) => Ok(pdf_file::inspected(&pdf, findings)),
        Opened::Words(document) => {
            let pages = pdf_file::opened(set::pages(&document)?.0)?;
            let found = pdf_file::inspected(&pages, document.findings());
            Ok(Inspected { format: document.format, ..found })
        }
        Opened::Picture(photograph) => Ok(photograph.inspected()),
    }
}

fn read(file: Vec<u8>) -> Result<Texts, Refusal> {
    match opened(file)? {
        Opened::Pdf(pdf, _) => pdf_file::texts(&pdf),
        Opened::Words(document) => Ok(words_of(document)),
        Opened::Picture(photograph) => {
            let mut budget = Budget::new();
            for text in photograph.words {
                budget.add(Part { place: Place::Metadata, text });
            }
            let (parts, cut) = budget.parts();
            Ok(Texts { parts, cut, unread: 0, pictures: 1 })
        }
    }
}

/// A document of words has no pages until it is set, so all it says is said of the first.
fn words_of(document: Document) -> Texts {
    let mut budget = Budget::new();
    let lines: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
    budget.add(Part { place: Place::Page(1), text: lines.join("\n") });
    for part in document.parts {
        budget.add(part);
    }
    let (parts, cut) = budget.parts();
    Texts { parts, cut, unread: 0, pictures: 0 }
}

fn drawn(file: Vec<u8>, page: u32, width: u32) -> Result<(Answer, Vec<u8>), Refusal> {
    let (picture, png) = match opened(file)? {
        Opened::Pdf(pdf, _) => pdf_file::drawn(&pdf, page, width)?,
        Opened::Words(document) => {
            let pages = pdf_file::opened(set::pages(&document)?.0)?;
            pdf_file::drawn(&pages, page, width)?
        }
        Opened::Picture(photograph) if page == 1 => {
            picture::png(picture::within(photograph.points, width, width.saturating_mul(3)))?
        }
        Opened::Picture(..) => return Err(Refusal::NoSuchPage),
    };
    Ok((Answer::Picture(picture), png))
}
