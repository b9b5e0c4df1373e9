//! The scan of a form: who brings it, and who reads it.

use shared::access::{Act, Relation};
use shared::dossier::forms::Scan;
use shared::ids::{DossierId, FormId};
use shared::refusal::Refusal;

use crate::ctx::Ctx;
use crate::dossiers::read::{Seen, seen};
use crate::error::Error;
use crate::log::load::Items;
use crate::looks::take::take;
use crate::scans;
use crate::sessions::Session;

/// Keeps a scan until its form is recorded; another one of the same form that nobody recorded goes.
///
/// # Errors
/// [`Refusal::Unknown`] where there is no such form for her; as [`scans::keep`].
pub async fn keep(ctx: &Ctx, session: &Session, id: DossierId, form: FormId, bytes: &[u8]) -> Result<Scan, Error> {
    let Seen { subject, you, .. } = seen(ctx, session, id, Act::RecordForm, Items::These(&[form.into()])).await?;
    subject.form(form)?.is_open_to(you)?;
    scans::keep_alone(ctx, session.bureau, id, form.into(), bytes).await
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
    Ok((scan, scans::read(ctx, session.bureau, id, form.into(), scan.id).await?))
}
