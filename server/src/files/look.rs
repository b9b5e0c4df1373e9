//! Looking at a file: as a whole when all of it is here, and page by page for who reads it.

use futures_util::StreamExt;
use pdf::protocol::{self, Answer, Format, Inspected, Job, Part, Place};
use sha2::{Digest, Sha256};
use shared::api::FileText;
use shared::dossier::documents::{FileFormat, StoredFile};
use shared::ids::Hash;
use shared::refusal::{DocumentPart, Refusal};

use super::upload::Way;
use super::{Reader, store};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::LogError;

/// A page to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Which, from 1.
    pub number: u32,
    /// How wide, in pixels.
    pub width: u32,
}

const fn unfit(part: DocumentPart) -> Refusal {
    Refusal::DocumentUnfit { part }
}

pub(super) fn refused(why: &protocol::Refusal) -> Refusal {
    match why {
        protocol::Refusal::Unknown => unfit(DocumentPart::Format),
        protocol::Refusal::Encrypted => unfit(DocumentPart::Encrypted),
        protocol::Refusal::Broken | protocol::Refusal::BadStamp | protocol::Refusal::BadSheet => {
            unfit(DocumentPart::Broken)
        }
        protocol::Refusal::TooLarge => unfit(DocumentPart::TooLarge),
        protocol::Refusal::Active(_) => unfit(DocumentPart::Active),
        protocol::Refusal::NoSuchPage => Refusal::Unknown,
    }
}

const fn format(of: Format) -> FileFormat {
    match of {
        Format::Pdf => FileFormat::Pdf,
        Format::Docx => FileFormat::Docx,
        Format::Odt => FileFormat::Odt,
        Format::Jpeg => FileFormat::Jpeg,
        Format::Png => FileFormat::Png,
        Format::Text => FileFormat::Text,
    }
}

/// What the program says of a file, with the hash of what it was given.
pub(super) async fn ask(ctx: &Ctx, reader: Reader, job: &Job) -> Result<(Answer, Vec<u8>, Hash), Error> {
    let bytes = reader.bytes();
    let mut hash = Sha256::new();
    let parts = reader.parts().inspect(|part| {
        if let Ok(part) = part {
            hash.update(part);
        }
    });
    let reply = ctx.pdf.run::<LogError>(job, bytes, parts).await?;
    match reply.answer {
        Answer::Refused(why) => Err(refused(&why).into()),
        answer => Ok((answer, reply.file, Hash(hash.finalize().into()))),
    }
}

/// So many pages, if there can be so many: what the program says is as little to be trusted as the file.
pub(super) fn counted(pages: u32) -> Result<u32, Refusal> {
    let can = usize::try_from(pages).is_ok_and(|pages| pages <= protocol::PAGES_MAX);
    if can { Ok(pages) } else { Err(unfit(DocumentPart::TooLarge)) }
}

/// Another answer than to what was asked.
pub(super) fn unasked() -> Error {
    LogError::Unreadable("the program that reads files answered something else").into()
}

/// Looks at a file that she brought, once all of it is here: the same again gives the same.
///
/// # Errors
/// [`DocumentPart::File`] where some of it is missing or it waited too long; another [`DocumentPart`] for a file that cannot come in, and then it
/// is forgotten with the others that no entry names; [`Refusal::Unknown`] where no such file was begun by her; or what
/// does not answer.
pub async fn at_whole(ctx: &Ctx, way: Way) -> Result<StoredFile, Error> {
    let row = way.row(ctx).await?.ok_or(Refusal::Unknown)?;
    if let Some(whole) = row.whole {
        return Ok(whole);
    }
    if row.received != row.bytes {
        return Err(unfit(DocumentPart::File).into());
    }
    let (id, bytes) = (row.id, row.bytes);
    let (answer, _, hash) = ask(ctx, Reader::of(ctx, row).await?, &Job::Inspect {}).await?;
    let Answer::Inspected(Inspected { format: of, pages, .. }) = answer else { return Err(unasked()) };
    let whole = StoredFile { id, hash, format: format(of), bytes, pages: counted(pages)? };
    if store::looked_at(&ctx.db.write, &whole, ctx.clock.now()).await? {
        Ok(whole)
    } else {
        Err(unfit(DocumentPart::File).into())
    }
}

/// The text of a file, as far as a machine can read it: of each page. What has no pages yet, as a letter that is still
/// written, has one text, and after it its notes and what stands at the head and foot of pages.
///
/// # Errors
/// What does not answer, or a file that cannot be read any more.
pub(crate) async fn text(ctx: &Ctx, (known, reader): (StoredFile, Reader)) -> Result<FileText, Error> {
    let (Answer::Text(texts), ..) = ask(ctx, reader, &Job::Text {}).await? else { return Err(unasked()) };
    let cut = texts.cut;
    if !known.format.has_pictures() {
        let (body, beside): (Vec<_>, Vec<_>) =
            texts.parts.into_iter().partition(|part| matches!(part.place, Place::Page(_)));
        let beside = beside.into_iter().filter(|part| matches!(part.place, Place::Note | Place::Margin));
        let all: Vec<String> = body.into_iter().chain(beside).map(|part| part.text.trim().to_owned()).collect();
        return Ok(FileText { pages: vec![all.join("\n\n")], cut });
    }
    Ok(FileText { pages: by_page(texts.parts, known.pages)?, cut })
}

/// The text of each page of a file, with what stands beside the pages on the first, and whether some of it no machine can
/// read: pictures, signs of which no letter is known, or more than is read.
///
/// # Errors
/// What does not answer, or a file that cannot be read any more.
pub(crate) async fn readable(ctx: &Ctx, pages: u32, reader: Reader) -> Result<(Vec<String>, bool), Error> {
    let (Answer::Text(texts), ..) = ask(ctx, reader, &Job::Text {}).await? else { return Err(unasked()) };
    let unread = texts.cut || texts.unread > 0 || texts.pictures > 0;
    let (on_pages, beside): (Vec<_>, Vec<_>) =
        texts.parts.into_iter().partition(|part| matches!(part.place, Place::Page(_)));
    let mut pages = by_page(on_pages, pages)?;
    if let Some(first) = pages.first_mut() {
        first.extend(beside.into_iter().flat_map(|part| ["\n\n".to_owned(), part.text]));
    }
    Ok((pages, unread))
}

/// What stands on each page.
fn by_page(parts: Vec<Part>, pages: u32) -> Result<Vec<String>, Error> {
    let mut all = vec![String::new(); usize::try_from(counted(pages)?).unwrap_or_default()];
    for part in parts {
        let Place::Page(number) = part.place else { continue };
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        if let Some(page) = at.and_then(|at| all.get_mut(at)) {
            page.push_str(&part.text);
        }
    }
    Ok(all)
}

/// A picture of a page, as PNG.
///
/// # Errors
/// [`Refusal::Unknown`] where there is no such page; or what does not answer, or a file that cannot be read any more.
pub(crate) async fn picture(ctx: &Ctx, reader: Reader, Page { number: page, width }: Page) -> Result<Vec<u8>, Error> {
    let (Answer::Picture(_), png, _) = ask(ctx, reader, &Job::Picture { page, width }).await? else {
        return Err(unasked());
    };
    Ok(png)
}
