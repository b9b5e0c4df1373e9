//! What a person sees of a dossier: decided by the rules, with names opened for this page alone.

use shared::api::{ClientStart, ConsultPage, Contact, DossierLine, DossierPage};
use shared::dossier::papers::Paper;
use shared::dossier::people::Relation;
use shared::dossier::view::see_consult;
use shared::dossier::{Core, Dossier, DossierEvent, view};
use shared::ids::{BureauId, ConsultId, DossierId, PersonId};
use shared::log::{Role, read_content};
use shared::refusal::Refusal;

use super::store;
use crate::bureaus::attempts;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load::{self, Items, Loaded};
use crate::looks::take::take;
use crate::sessions::Session;
use crate::{invitations, passkeys, people};

/// The kinds of entries whose texts make up a consult.
const TEXTS: [&str; 5] = ["summary_sent", "summary_approved", "summary_disputed", "dispute_signed", "dispute_answered"];

/// The dossiers somebody has to do with.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn lines(ctx: &Ctx, session: &Session) -> Result<Vec<DossierLine>, Error> {
    let you = match session.role {
        Role::Client => Relation::Client,
        Role::Coach => Relation::Coach,
        _ => return Ok(Vec::new()),
    };
    let rows = store::of_person(&ctx.db.read, session.bureau, session.person).await?;
    Ok(rows.into_iter().map(|row| DossierLine { dossier: row.dossier, you, opened_at: row.opened_at }).collect())
}

/// A dossier, all its consults and the names in it. The look of anybody but the client is written first (F63).
///
/// # Errors
/// [`Refusal::Unknown`] for whom it does not exist; such a knock is counted (M7b).
pub async fn page(ctx: &Ctx, session: &Session, id: DossierId) -> Result<DossierPage, Error> {
    let loaded = seen(ctx, session, id, Items::All).await?;
    let core = loaded.subject.opened()?;
    let now = ctx.clock.now();
    let mut view = view(&loaded.subject, session.actor(), now)?;
    if view.you != Relation::Client {
        view.head = take(ctx, session, id, None).await?;
    }
    let names = people::names(ctx, session.bureau, &[core.client, core.coach]).await?;
    let contact = match view.you {
        Relation::Coach => contact(ctx, session, core).await?,
        _ => None,
    };
    let settings = load::bureau(ctx, &ctx.db.read, session.bureau).await?.subject.settings().clone();
    let paper = paper(ctx, session.bureau, core).await?;
    Ok(DossierPage { view, names, at: now, today: ctx.clock.today(), settings, contact, paper })
}

/// Where the paper part lies now (R3.3): the text of the entry that counts.
async fn paper(ctx: &Ctx, bureau: BureauId, core: &Core) -> Result<Option<Paper>, Error> {
    let Some(mark) = core.paper else { return Ok(None) };
    let entry = load::entry(ctx, bureau, core.id.into(), mark.entry).await?;
    Ok(match entry.and_then(|entry| read_content(entry.content.as_bytes()).ok()) {
        Some(DossierEvent::PaperPlaced { paper }) => Some(paper),
        _ => None,
    })
}

/// A consult with its texts, opened for who may read them.
///
/// # Errors
/// [`Refusal::Unknown`] for whom it does not exist; such a knock is counted (M7b).
pub async fn consult(ctx: &Ctx, session: &Session, id: DossierId, consult: ConsultId) -> Result<ConsultPage, Error> {
    let loaded = seen(ctx, session, id, Items::These(&[consult.into()])).await?;
    let core = loaded.subject.opened()?;
    let you = core.relation(session.person, session.role);
    let view = see_consult(loaded.subject.consult(consult)?, you);
    let head = match you {
        Relation::Client => loaded.head,
        _ => take(ctx, session, id, Some(consult)).await?,
    };
    let entries = load::entries_about(ctx, session.bureau, id.into(), consult.into(), &TEXTS).await?;
    let mut known: Vec<PersonId> = entries.iter().map(|entry| entry.header.actor).collect();
    known.extend([core.client, core.coach]);
    let people = people::find_many(ctx, session.bureau, &known).await?;
    let lang = people.get(&core.client).map(|client| client.lang).unwrap_or_default();
    let names = people.into_iter().map(|(id, person)| (id, person.name)).collect();
    Ok(ConsultPage {
        view,
        entries,
        names,
        head,
        you,
        client: core.client,
        lang,
        settings: load::bureau(ctx, &ctx.db.read, session.bureau).await?.subject.settings().clone(),
        at: ctx.clock.now(),
        today: ctx.clock.today(),
    })
}

/// Loads a dossier for somebody who may see it; for anybody else it does not exist, and the knock is counted (M7b).
///
/// # Errors
/// [`Refusal::Unknown`]; else what does not answer.
pub(crate) async fn seen(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    items: Items<'_>,
) -> Result<Loaded<Dossier>, Error> {
    let loaded = load::load::<Dossier>(ctx, &ctx.db.read, session.bureau, id.into(), items).await?;
    let relation = loaded.subject.opened().map(|core| core.relation(session.person, session.role));
    if !matches!(relation, Ok(Relation::Client | Relation::Coach)) {
        attempts::count(ctx, session, id.into()).await;
        return Err(Refusal::Unknown.into());
    }
    Ok(loaded)
}

async fn contact(ctx: &Ctx, session: &Session, core: &Core) -> Result<Option<Contact>, Error> {
    let Some(person) = people::find(ctx, session.bureau, core.client).await? else { return Ok(None) };
    let start = start(ctx, session, core.client, core.start.confirmed_at.is_some()).await?;
    Ok(Some(Contact { email: person.email, phone: person.phone, lang: person.lang, start }))
}

async fn start(ctx: &Ctx, session: &Session, client: PersonId, confirmed: bool) -> Result<ClientStart, Error> {
    let keys = passkeys::credentials(ctx, session.bureau, client).await?.len();
    let now = ctx.clock.now();
    let invitations = invitations::store::of_people(&ctx.db.read, session.bureau, &[client]).await?;
    let open = invitations.iter().any(|invitation| invitation.usable(now).is_ok());
    Ok(start_of(keys, open, confirmed))
}

/// How far a client has come.
pub(super) fn start_of(keys: usize, invited: bool, confirmed: bool) -> ClientStart {
    match (confirmed, keys, invited) {
        (true, _, _) => ClientStart::Ready,
        (false, 1.., _) => ClientStart::SignedUp,
        (false, 0, true) => ClientStart::Invited,
        (false, 0, false) => ClientStart::NotInvited,
    }
}
