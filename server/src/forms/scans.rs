//! The scan of a form: sealed under a key of its own, kept with the entry that names it.

use shared::access::{Act, Relation};
use shared::api::Code;
use shared::dossier::forms::{SCAN_BYTES_MAX, Scan, ScanKind};
use shared::ids::{BureauId, DossierId, FormId, Hash, ScanId, Uuid};
use shared::refusal::{FormPart, Refusal};

use super::store::{self, Row};
use crate::ctx::Ctx;
use crate::dossiers::read::{Seen, seen};
use crate::error::Error;
use crate::log::load::Items;
use crate::looks::take::take;
use crate::platform::keys::{Aad, KeyRef, open, seal};
use crate::platform::random;
use crate::sessions::Session;

/// How long a scan waits for the entry that names it, in hours.
pub const WAIT_HOURS: i64 = 24;

fn place(bureau: BureauId, dossier: DossierId, id: Uuid, form: FormId) -> Aad {
    Aad { bureau, log: dossier.into(), row: id, item: form.into() }
}

/// Keeps a scan until its form is recorded; another one of the same form that nobody recorded goes.
///
/// # Errors
/// [`Refusal::Unknown`] where there is no such form for her; [`Code::TooLarge`]; [`FormPart::Kind`] for what is neither a
/// picture nor a PDF; or what does not answer.
pub async fn keep(ctx: &Ctx, session: &Session, id: DossierId, form: FormId, bytes: &[u8]) -> Result<Scan, Error> {
    let Seen { subject, you, .. } = seen(ctx, session, id, Act::RecordForm, Items::These(&[form.into()])).await?;
    subject.form(form)?.is_open_to(you)?;
    if bytes.len() > SCAN_BYTES_MAX {
        return Err(Code::TooLarge.into());
    }
    let kind = ScanKind::of(bytes).ok_or(Refusal::FormUnfit { part: FormPart::Kind })?;
    let size = u32::try_from(bytes.len()).map_err(|_cause| Code::TooLarge)?;
    let scan = Scan { id: ScanId(random::id()), hash: Hash::of(&[bytes]), kind, bytes: size };
    let key = ctx.keys.take_item_key(session.bureau, id.into()).await?;
    let sealed = seal(&key, &place(session.bureau, id, scan.id.0, form), bytes)?;
    let row = Row { scan, form, key: key.id(), sealed };
    store::save_scan(&ctx.db.write, session.bureau, id.into(), row, ctx.clock.now()).await?;
    Ok(scan)
}

/// What a command is given of the scan that it names: nothing, if it does not lie with this form.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn known(ctx: &Ctx, dossier: DossierId, form: FormId, id: ScanId) -> Result<Option<Scan>, Error> {
    Ok(store::known_scan(&ctx.db.read, dossier.into(), form, id).await?)
}

/// The scan of a form as it came back, for who reads the dossier.
///
/// # Errors
/// [`Refusal::Unknown`] where there is none, or not for her; or what does not answer or cannot be opened.
pub async fn read(ctx: &Ctx, session: &Session, id: DossierId, form: FormId) -> Result<(Scan, Vec<u8>), Error> {
    let Seen { subject, you, .. } = seen(ctx, session, id, Act::ReadForms, Items::These(&[form.into()])).await?;
    let came_back = subject.form(form)?;
    came_back.is_open_to(you)?;
    let scan = came_back.recorded.ok_or(Refusal::Unknown)?.scan;
    if you != Relation::Client {
        take(ctx, session, id, came_back.asked.consult()).await?;
    }
    let row = store::find_scan(&ctx.db.read, id.into(), scan.id).await?.ok_or(Refusal::Unknown)?;
    let key = ctx.keys.open_key(session.bureau, KeyRef::Item(row.key)).await?;
    Ok((scan, open(&key, &place(session.bureau, id, scan.id.0, form), &row.sealed)?))
}
