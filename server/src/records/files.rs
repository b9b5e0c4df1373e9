//! The files that go with a record: who brings them, and who opens them (P3b, P4, M4b).

use shared::access::{Act, Relation, may};
use shared::dossier::forms::Scan;
use shared::dossier::records::{Attached, RecordContent};
use shared::ids::{DossierId, RecordId, ScanId};
use shared::refusal::Refusal;

use super::content_of;
use crate::ctx::Ctx;
use crate::dossiers::read::{Seen, seen};
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::looks::take::take_records;
use crate::scans;
use crate::sessions::Session;
use shared::log::read_content;

/// Keeps a file until its record is: of hers, or of who keeps records.
///
/// # Errors
/// A refusal for whom neither is; as [`scans::keep`].
pub async fn keep(ctx: &Ctx, session: &Session, id: DossierId, record: RecordId, bytes: &[u8]) -> Result<Scan, Error> {
    let Seen { subject, you, .. } = seen(ctx, session, id, Act::Read, Items::These(&[record.into()])).await?;
    may(you, if you == Relation::Client { Act::HandIn } else { Act::KeepRecord })?;
    // With what is not hers to see nothing is kept (P10).
    if subject.record(record).is_ok_and(|known| known.seen_by(you).is_none()) {
        return Err(Refusal::Unknown.into());
    }
    scans::keep(ctx, session.bureau, id, record.into(), bytes).await
}

/// A file that goes with the version that counts, for whom that version is. The look of staff is written first (F63): of
/// what a doctor or another told about her health one by itself (P10).
///
/// # Errors
/// [`Refusal::Unknown`] where there is none, or not for her; or what does not answer or cannot be opened.
pub async fn read(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    record: RecordId,
    file: ScanId,
) -> Result<(Attached, Vec<u8>), Error> {
    let Seen { subject, you, .. } = seen(ctx, session, id, Act::ReadTexts, Items::These(&[record.into()])).await?;
    // Who looks along takes nothing along (W11b).
    let view = subject.record(record)?.seen_by(you).filter(|_| you != Relation::Guest).ok_or(Refusal::Unknown)?;
    let entry = load::entry(ctx, session.bureau, id.into(), view.entry).await?.ok_or(Refusal::Unknown)?;
    let content = read_content(entry.content.as_bytes()).ok().and_then(content_of).ok_or(Refusal::Unknown)?;
    let RecordContent { files, .. } = content;
    let attached = files.into_iter().find(|known| known.file.id == file).ok_or(Refusal::Unknown)?;
    if you != Relation::Client {
        take_records(ctx, session, id, view.apart.then_some(record)).await?;
    }
    let bytes = scans::read(ctx, session.bureau, id, record.into(), file).await?;
    Ok((attached, bytes))
}
