//! Making what goes to somebody: the pages of a file, stamped and without what stands on none of them, kept for good.
//!
//! Nobody brings such a file: it has no person. What is asked about it names it, shows it, and is signed over its hash.

use futures_util::stream;
use pdf::protocol::{Answer, Job, LeftOut, Prepared, Sheet, SheetMade, Stamp};
use shared::api::Code;
use shared::dossier::documents::{FILE_BYTES_MAX, FileFormat, PART_BYTES, StoredFile};
use shared::ids::{BureauId, DossierId, FileId, Hash, ItemId};
use shared::refusal::{ConsentPart, DocumentPart, Refusal};

use super::look::{ask, counted, refused, unasked};
use super::store::{self, Row};
use super::{NOBODY, Reader, WAITING_MAX, discard, keep_part};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::LogError;

/// A sheet is somewhat larger than the largest document that is inside it.
const SHEET_BYTES_MAX: u32 = FILE_BYTES_MAX + (2 << 20);

/// Where it goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The controller.
    pub bureau: BureauId,
    /// Whose dossier.
    pub dossier: DossierId,
    /// To what it belongs.
    pub item: ItemId,
    /// Which file.
    pub file: FileId,
}

/// What was made here for an item, as a whole; nothing that somebody brought.
///
/// # Errors
/// [`Error`]: what does not answer.
pub(crate) async fn known(
    ctx: &Ctx,
    dossier: DossierId,
    item: ItemId,
    file: FileId,
) -> Result<Option<StoredFile>, Error> {
    let row = store::find(&ctx.db.read, dossier.into(), file).await?;
    Ok(row.filter(|row| (row.item, row.person) == (item, NOBODY)).and_then(|row| row.whole))
}

/// Makes it, once: made again for the same place it is the file that was made before.
///
/// # Errors
/// Why the file cannot be made into pages; [`Code::TooManyRequests`] where too much waits; [`ConsentPart::File`] where another
/// is being made in its place; or what does not answer.
pub(crate) async fn freeze(
    ctx: &Ctx,
    from: Reader,
    to: Place,
    stamp: Stamp,
) -> Result<(StoredFile, Vec<LeftOut>), Error> {
    let begun = store::find(&ctx.db.read, to.dossier.into(), to.file).await?.is_some();
    if !begun && store::count_waiting(&ctx.db.read, to.dossier.into(), NOBODY).await? >= WAITING_MAX {
        return Err(Code::TooManyRequests.into());
    }
    let (Answer::Prepared(Prepared { pages, left_out, .. }), made, _) = ask(ctx, from, &Job::Prepare { stamp }).await?
    else {
        return Err(unasked());
    };
    Ok((settle(ctx, to, (&made, pages), FILE_BYTES_MAX).await?, left_out))
}

/// Makes a sheet of the document that is inside it, for whoever says where it goes by its hash.
///
/// # Errors
/// Why it cannot be made; or what does not answer.
pub(crate) async fn sheet(
    ctx: &Ctx,
    document: Reader,
    sheet: Sheet,
    to: impl FnOnce(Hash) -> Place,
) -> Result<StoredFile, Error> {
    let job = Job::Sheet { sheet: Box::new(sheet) };
    let (Answer::Sheet(SheetMade { pages, .. }), made, _) = ask(ctx, document, &job).await? else {
        return Err(unasked());
    };
    settle(ctx, to(Hash::of(&[&made])), (&made, pages), SHEET_BYTES_MAX).await
}

/// Makes a sheet that nobody keeps, with no document inside it.
///
/// # Errors
/// Why it cannot be made; or what does not answer.
pub(crate) async fn receipt(ctx: &Ctx, sheet: Sheet) -> Result<Vec<u8>, Error> {
    let nothing = stream::empty::<Result<Vec<u8>, LogError>>();
    let reply = ctx.pdf.run(&Job::Sheet { sheet: Box::new(sheet) }, 0, nothing).await?;
    match reply.answer {
        Answer::Sheet(_) => Ok(reply.file),
        Answer::Refused(why) => Err(refused(&why).into()),
        _ => Err(unasked()),
    }
}

/// Keeps what was made; what was made for the same place before is what stays.
async fn settle(ctx: &Ctx, to: Place, (made, pages): (&[u8], u32), most: u32) -> Result<StoredFile, Error> {
    if let Some(before) = known(ctx, to.dossier, to.item, to.file).await? {
        return Ok(before);
    }
    let bytes = u32::try_from(made.len()).ok().filter(|bytes| (1..=most).contains(bytes));
    let bytes = bytes.ok_or(Refusal::DocumentUnfit { part: DocumentPart::TooLarge })?;
    let whole =
        StoredFile { id: to.file, hash: Hash::of(&[made]), format: FileFormat::Pdf, bytes, pages: counted(pages)? };
    keep(ctx, to, bytes, made).await?;
    if store::looked_at(&ctx.db.write, &whole, ctx.clock.now()).await? { Ok(whole) } else { Err(unfit()) }
}

fn unfit() -> Error {
    Refusal::ConsentUnfit { part: ConsentPart::File }.into()
}

/// Seals it part by part, as what is brought is sealed. What was begun here before and broke off is gone on with where it
/// is the same, and made anew where it is not.
async fn keep(ctx: &Ctx, to: Place, bytes: u32, made: &[u8]) -> Result<(), Error> {
    let begun = store::find(&ctx.db.write, to.dossier.into(), to.file).await?;
    let row = match begun {
        Some(row) if (row.item, row.person) != (to.item, NOBODY) => return Err(unfit()),
        Some(row) if row.bytes == bytes => row,
        Some(row) => {
            discard(ctx, &row, ctx.clock.now()).await?;
            begin(ctx, to, bytes).await?
        }
        None => begin(ctx, to, bytes).await?,
    };
    let size = usize::try_from(PART_BYTES).unwrap_or(usize::MAX);
    for (number, part) in (0..).zip(made.chunks(size)) {
        keep_part(ctx, &row, number, part).await?;
    }
    store::advance(&ctx.db.write, to.file, (0, bytes), ctx.clock.now()).await?;
    Ok(())
}

async fn begin(ctx: &Ctx, to: Place, bytes: u32) -> Result<Row, Error> {
    let key = ctx.keys.take_item_key(to.bureau, to.dossier.into()).await?.id();
    let row = Row {
        id: to.file,
        bureau: to.bureau,
        log: to.dossier.into(),
        item: to.item,
        key,
        person: NOBODY,
        bytes,
        received: 0,
        whole: None,
        kept: false,
    };
    if store::begin(&ctx.db.write, &row, ctx.clock.now()).await? { Ok(row) } else { Err(unfit()) }
}
