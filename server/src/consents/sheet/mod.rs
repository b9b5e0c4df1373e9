//! What she keeps of her answer: the sheet of a yes, which the recipient gets too (M3c, F33), and a receipt of each yes, no
//! and withdrawal, for people and for computers (F39).
//!
//! The sheet is one file with the sentence, the document, the signature and the record inside it. It is made once, right
//! after she signed, by the program for files, and an entry says which file it is; where that broke off it is made when
//! somebody first wants it. A receipt is made anew each time, of what the log says.

mod record;
mod said;

use shared::access::Relation;
use shared::dossier::Dossier;
use shared::dossier::command::Command;
use shared::dossier::consents::{Consent, sheet_file};
use shared::dossier::documents::StoredFile;
use shared::dossier::sendings::{DoorStep, SendingCommand};
use shared::ids::{BureauId, ConsentId, DossierId};
use shared::refusal::Refusal;
use tokio::task::JoinHandle;

use self::record::Outcome;
use self::said::Known;
use super::seen_one;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::files::Reader;
use crate::files::freeze::{self, Place};
use crate::log::also::Also;
use crate::log::load::{self, Items};
use crate::log::{Job, append_with};
use crate::looks::take::take_documents;
use crate::platform::random;
use crate::sendings::SYSTEM;
use crate::sessions::Session;

/// The sheet of a yes, made where it is not there yet.
///
/// # Errors
/// [`Refusal::Unknown`] where nothing was signed, or something of it was erased; why it cannot be made; or what does not
/// answer.
pub(crate) async fn made(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    consent: ConsentId,
) -> Result<StoredFile, Error> {
    let items = [consent.into()];
    let loaded = load::load::<Dossier>(ctx, &ctx.db.read, bureau, dossier.into(), Items::These(&items)).await?;
    let Consent { terms, sheet, .. } = loaded.subject.consent(consent)?;
    if let Some(made) = *sheet {
        return Ok(made);
    }
    let sheet = Known::of(ctx, bureau, dossier, consent).await?.sheet(ctx)?;
    let document = Reader::open(ctx, dossier, consent.into(), terms.file.id).await?;
    let place = |made| Place { bureau, dossier, item: consent.into(), file: sheet_file(consent, made) };
    let file = Box::pin(freeze::sheet(ctx, document, sheet, place)).await?;
    let step = DoorStep::Sheet { document: terms.document, consent, file };
    let command = Command::Sending(SendingCommand::Door(Box::new(step)));
    let job = Job::<Dossier>::new(bureau, dossier.into(), random::entry_id(ctx.clock.now()), SYSTEM, &command);
    append_with(ctx, job, &[Also::FileKept(file.id)]).await?;
    Ok(file)
}

/// Makes it beside what goes on, also where nobody waits for it; where that breaks off it is made when somebody wants it.
pub(crate) fn begin(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    consent: ConsentId,
) -> JoinHandle<Option<StoredFile>> {
    let ctx = ctx.clone();
    tokio::spawn(async move {
        let made = Box::pin(made(&ctx, bureau, dossier, consent)).await;
        made.inspect_err(|cause| tracing::warn!(%cause, "the sheet of a yes is not made yet")).ok()
    })
}

/// The sheet, for who reads the consent. The look of staff is written first (F63).
///
/// # Errors
/// As [`made`].
pub async fn file(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    consent: ConsentId,
) -> Result<(StoredFile, Reader), Error> {
    looked(ctx, session, id, consent).await?;
    let made = Box::pin(made(ctx, session.bureau, id, consent)).await?;
    Ok((made, Reader::open(ctx, id, consent.into(), made.id).await?))
}

/// The receipt of what she answered, as a PDF.
///
/// # Errors
/// [`Refusal::Unknown`] where she has not answered; why it cannot be made; or what does not answer.
pub async fn receipt(ctx: &Ctx, session: &Session, id: DossierId, consent: ConsentId) -> Result<Vec<u8>, Error> {
    let (known, outcome) = answered(ctx, session, id, consent).await?;
    freeze::receipt(ctx, known.receipt(ctx, outcome)?).await
}

/// The same for computers: a consent record by ISO/IEC TS 27560, as JSON-LD.
///
/// # Errors
/// As [`receipt`].
pub async fn record(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    consent: ConsentId,
) -> Result<serde_json::Value, Error> {
    let (known, _) = answered(ctx, session, id, consent).await?;
    Ok(known.record(ctx)?)
}

async fn answered(ctx: &Ctx, session: &Session, id: DossierId, consent: ConsentId) -> Result<(Known, Outcome), Error> {
    looked(ctx, session, id, consent).await?;
    let known = Known::of(ctx, session.bureau, id, consent).await?;
    let outcome = Outcome::of(&known.consent).ok_or(Refusal::Unknown)?;
    Ok((known, outcome))
}

/// Whether she may read it; of staff the look is written.
async fn looked(ctx: &Ctx, session: &Session, id: DossierId, consent: ConsentId) -> Result<(), Error> {
    let (known, view) = seen_one(ctx, session, id, consent).await?;
    if known.you != Relation::Client {
        take_documents(ctx, session, id, Some(view.terms.document)).await?;
    }
    Ok(())
}
