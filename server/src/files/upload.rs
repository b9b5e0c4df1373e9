//! A file on its way in: how large it is, then part after part.

use shared::api::{Code, Upload};
use shared::dossier::documents::{FILE_BYTES_MAX, PART_BYTES};
use shared::ids::{BureauId, DocumentId, DossierId, FileId, PersonId};
use shared::refusal::{DocumentPart, Refusal};

use super::store::{self, Row};
use super::{WAITING_MAX, keep_part};
use crate::ctx::Ctx;
use crate::error::Error;

/// Where a file goes, and who brings it.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// The controller.
    pub bureau: BureauId,
    /// Whose dossier.
    pub dossier: DossierId,
    /// For which document.
    pub document: DocumentId,
    /// Which file; its id is made by the sender.
    pub file: FileId,
    /// Who brings it.
    pub person: PersonId,
}

impl Way {
    fn state(&self, row: &Row) -> Upload {
        let (bytes, offset) = (row.bytes, row.received);
        Upload { file: self.file, document: self.document, bytes, offset, part: PART_BYTES }
    }

    /// The file as far as it has come, if it is hers and no entry names it yet.
    pub(super) async fn row(&self, ctx: &Ctx) -> Result<Option<Row>, Error> {
        let row = store::find(&ctx.db.write, self.dossier.into(), self.file).await?;
        let hers = |row: &Row| (row.item, row.person, row.kept) == (self.document.into(), self.person, false);
        match row {
            Some(row) if !hers(&row) => Err(Refusal::Unknown.into()),
            row => Ok(row),
        }
    }
}

const fn unfit(part: DocumentPart) -> Error {
    Error::Refused(Refusal::DocumentUnfit { part })
}

/// Begins a file, or says how far it has come: the same again changes nothing.
///
/// # Errors
/// [`Code::TooLarge`]; [`Code::TooManyRequests`] where too many wait already; [`DocumentPart::File`] where it was begun
/// with another size; [`Refusal::Unknown`] where it is another's; or what does not answer.
pub async fn begin(ctx: &Ctx, way: Way, bytes: u32) -> Result<Upload, Error> {
    if bytes == 0 || bytes > FILE_BYTES_MAX {
        return Err(if bytes == 0 { unfit(DocumentPart::File) } else { Code::TooLarge.into() });
    }
    if let Some(row) = way.row(ctx).await? {
        return if row.bytes == bytes { Ok(way.state(&row)) } else { Err(unfit(DocumentPart::File)) };
    }
    if store::count_waiting(&ctx.db.read, way.dossier.into(), way.person).await? >= WAITING_MAX {
        return Err(Code::TooManyRequests.into());
    }
    let key = ctx.keys.take_item_key(way.bureau, way.dossier.into()).await?.id();
    let new = Row {
        id: way.file,
        bureau: way.bureau,
        log: way.dossier.into(),
        item: way.document.into(),
        key,
        person: way.person,
        bytes,
        received: 0,
        whole: None,
        kept: false,
    };
    store::begin(&ctx.db.write, &new, ctx.clock.now()).await?;
    // Begun twice at once, one of the two stands; in another dossier it is another's.
    let row = way.row(ctx).await?.filter(|row| row.bytes == bytes).ok_or(unfit(DocumentPart::File))?;
    Ok(way.state(&row))
}

/// Takes the part that begins at `offset`, and says how far the file has come. A part that begins elsewhere changes
/// nothing: the answer says where the next one does.
///
/// # Errors
/// [`DocumentPart::File`] for a part of another length than it has there, or another than lies there; [`Refusal::Unknown`] where no such file was
/// begun by her; or what does not answer.
pub async fn take(ctx: &Ctx, way: Way, offset: u32, bytes: &[u8]) -> Result<Upload, Error> {
    let row = way.row(ctx).await?.ok_or(Refusal::Unknown)?;
    if offset != row.received || row.received == row.bytes {
        return Ok(way.state(&row));
    }
    let length = row.bytes.saturating_sub(offset).min(PART_BYTES);
    if u32::try_from(bytes.len()) != Ok(length) {
        return Err(unfit(DocumentPart::File));
    }
    let (number, to) = (offset / PART_BYTES, offset.saturating_add(length));
    // First the bytes, then that they are here: whatever breaks off between, the part is sent again.
    keep_part(ctx, &row, number, bytes).await?;
    if store::advance(&ctx.db.write, way.file, (offset, to), ctx.clock.now()).await? {
        return Ok(way.state(&Row { received: to, ..row }));
    }
    let row = way.row(ctx).await?.ok_or(Refusal::Unknown)?;
    Ok(way.state(&row))
}
