//! What would go, made before she is asked (F25): stamped for whom, for what and on which day, in her language.

use pdf::protocol::{self, Stamp};
use shared::access::{Act, may};
use shared::api::{Frozen, LeftOut, NewFrozen, Omitted};
use shared::dossier::consents::{frozen_file, may_ask};
use shared::dossier::purposes::Purpose;
use shared::ids::{DocumentId, DossierId, EntryId};
use shared::refusal::Refusal;
use shared::text::{Label, Name};
use shared::time::CivilDate;
use shared::words::{Lang, Word};

use super::check::{Made, check};
use super::spoken;
use crate::ctx::Ctx;
use crate::dossiers::read::{Seen, seen};
use crate::error::Error;
use crate::files::Reader;
use crate::files::freeze::{Place, freeze};
use crate::log::LogError;
use crate::log::load::{self, Items};
use crate::looks::take::take_documents;
use crate::people;
use crate::sessions::Session;

/// Makes the pages of a version for a question that staff want to ask. It is a look at the document (F63).
///
/// # Errors
/// Why she cannot be asked; why it cannot be made; or what does not answer.
pub async fn frozen(
    ctx: &Ctx,
    session: &Session,
    dossier: DossierId,
    (document, new): (DocumentId, NewFrozen),
) -> Result<Frozen, Error> {
    let NewFrozen { consent, version, recipient } = new;
    let items = [document.into(), consent.into()];
    let Seen { subject, you, .. } = seen(ctx, session, dossier, Act::Read, Items::These(&items)).await?;
    may(you, Act::AskConsent)?;
    if subject.consent(consent).is_ok() {
        return Err(Refusal::EntryTaken { entry: EntryId(consent.0) }.into());
    }
    let facts = load::bureau_with(ctx, &ctx.db.read, session.bureau, Items::These(&[recipient.into()])).await?.subject;
    let today = ctx.clock.today();
    let (known, to) = may_ask(&subject, &facts, you, (document, version), recipient, today)?;
    let from = known.version().ok_or(Refusal::Unknown)?.file;
    take_documents(ctx, session, dossier, Some(document)).await?;
    let title = spoken::title(ctx, session.bureau, &subject, (document, version)).await?.ok_or(Refusal::Unknown)?;
    let (named, name) = spoken::recipient(ctx, session.bureau, recipient).await?.ok_or(Refusal::Unknown)?;
    let client = people::find(ctx, session.bureau, subject.opened()?.client).await?;
    let lang = client.map(|client| client.lang).unwrap_or_default();
    let stamp = stamp(lang, &title, stamp_lines(lang, (&name, known.purpose, today)))?;
    let file = frozen_file(consent, (document, version), (to.id, named), today);
    let place = Place { bureau: session.bureau, dossier, item: consent.into(), file };
    let reader = Reader::open(ctx, dossier, document.into(), from.id).await?;
    let (file, left_out) = freeze(ctx, reader, place, stamp).await?;
    let made = Made { consent, recipient, file };
    let check = check(ctx, session.bureau, (&facts, &subject), known, made).await?;
    Ok(Frozen { consent, document, file, left_out: left_out.into_iter().map(told).collect(), check })
}

/// What each page bears: for whom, for what, and when it was asked (M9b).
pub(super) fn stamp_lines(lang: Lang, (recipient, purpose, on): (&Name, Purpose, CivilDate)) -> Vec<String> {
    vec![
        lang.fill(Word::ToldStampFor, &[("recipient", recipient.as_str())]),
        lang.fill(Word::ToldStampPurpose, &[("purpose", lang.say_later(purpose.word()))]),
        lang.fill(Word::ToldStampAsked, &[("date", &on.in_words(lang))]),
    ]
}

fn stamp(lang: Lang, title: &Label, lines: Vec<String>) -> Result<Stamp, LogError> {
    Ok(Stamp { lines, title: title.to_string(), lang: spoken_in(lang)? })
}

/// A language as the program for files names it.
pub(super) fn spoken_in(lang: Lang) -> Result<protocol::Lang, LogError> {
    let spoken = serde_json::from_value(lang.code().into());
    spoken.map_err(|_cause| LogError::Unreadable("a language that the program for files does not speak"))
}

fn told(left: protocol::LeftOut) -> LeftOut {
    use protocol::Omitted as Of;
    let what = match left.what {
        Of::Metadata => Omitted::Metadata,
        Of::Annotation => Omitted::Annotation,
        Of::Link => Omitted::Link,
        Of::Field => Omitted::Field,
        Of::Attachment => Omitted::Attachment,
        Of::Action => Omitted::Action,
        Of::HiddenLayer => Omitted::HiddenLayer,
        Of::InvisibleText => Omitted::InvisibleText,
        Of::Structure => Omitted::Structure,
        Of::Outline => Omitted::Outline,
        Of::Picture => Omitted::Picture,
        Of::HiddenText => Omitted::HiddenText,
        Of::Margin => Omitted::Margin,
        Of::Letter => Omitted::Letter,
        Of::Unreadable => Omitted::Unreadable,
    };
    LeftOut { what, count: left.count }
}
