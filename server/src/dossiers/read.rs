//! What a person sees of a dossier: decided by the rules, with names opened for this page alone.

use std::collections::BTreeMap;

use shared::access::{Act, Relation, may, relation_for};
use shared::api::{
    ClientStart, Colleague, ConsultPage, Contact, DossierLine, DossierPage, GuestWhy, MayCome, Represents,
};
use shared::bureau::Bureau;
use shared::dossier::command::Actor;
use shared::dossier::guests::{Guest, GuestEvent, may_come};
use shared::dossier::papers::Paper;
use shared::dossier::representatives::{RepresentativeEvent, RepresentativeView};
use shared::dossier::view::{DossierView, see_consult};
use shared::dossier::{Core, Dossier, DossierEvent, view};
use shared::ids::{BureauId, ConsultId, DossierId, EntryId, PersonId, Uuid};
use shared::log::{Head, Role, read_content};
use shared::text::{Name, Remark};

use super::store;
use crate::bureaus::attempts;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load::{self, Items, Loaded};
use crate::looks::take::take;
use crate::passkeys::carry::opens;
use crate::sessions::Session;
use crate::{exchange, invitations, passkeys, people};

/// The kinds of entries whose texts make up a consult.
const TEXTS: [&str; 5] = ["summary_sent", "summary_approved", "summary_disputed", "dispute_signed", "dispute_answered"];

/// The dossiers somebody sees.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn lines(ctx: &Ctx, session: &Session) -> Result<Vec<DossierLine>, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, session.bureau).await?.subject;
    let rows = store::around(&ctx.db.read, session.bureau, &facts, session.actor(), ctx.clock.today()).await?;
    let open = match session.role {
        Role::Client | Role::Representative => Some(super::open_ids(ctx, session).await?),
        _ => None,
    };
    let opens = |dossier: &DossierId| open.as_ref().is_none_or(|open| open.contains(dossier));
    let seen = rows.into_iter().filter(|(row, you)| may(*you, Act::Read).is_ok() && opens(&row.dossier));
    Ok(seen.map(|(row, you)| DossierLine { dossier: row.dossier, you, opened_at: row.opened_at }).collect())
}

/// A dossier, all its consults and the names in it. The look of anybody but the client is written first (F63).
///
/// # Errors
/// [`Refusal::Unknown`] for whom it does not exist; such a knock is counted (M7b).
pub async fn page(ctx: &Ctx, session: &Session, id: DossierId) -> Result<DossierPage, Error> {
    let Seen { subject, you, facts, actor, .. } = seen(ctx, session, id, Act::Read, Items::All).await?;
    let core = subject.opened()?;
    let (now, today) = (ctx.clock.now(), ctx.clock.today());
    let mut view = view(&subject, &facts, actor, now, today)?;
    if you != Relation::Client {
        view.head = take(ctx, session, id, None).await?;
    }
    let names = people::names(ctx, session.bureau, &everybody(core, &view)).await?;
    let contact = match may(you, Act::ChangeContact) {
        Ok(()) => contact(ctx, session, core).await?,
        Err(_) => None,
    };
    let colleagues = match you {
        Relation::Coach | Relation::Unapproved => colleagues(ctx, session, &facts).await?,
        _ => Vec::new(),
    };
    let settings = facts.settings().clone();
    let paper = paper(ctx, session.bureau, core).await?;
    let elsewhere = exchange::elsewhere(ctx, session.bureau, &facts, (core, you)).await?;
    let why = why(ctx, session.bureau, core).await?;
    let represents = represents(ctx, session.bureau, core, (you, view.representative)).await?;
    let guest_why = guest_why(ctx, session.bureau, core, view.guest).await?;
    let may_come = match may(you, Act::AdmitGuest) {
        Ok(()) => coming_guests(ctx, session, may_come(core, &facts, today)).await?,
        Err(_) => Vec::new(),
    };
    let organisations = organisations(&facts, names.keys().copied());
    Ok(DossierPage {
        view,
        names,
        at: now,
        today,
        settings,
        contact,
        colleagues,
        may_come,
        guest_why,
        represents,
        organisations,
        why,
        paper,
        elsewhere,
    })
}

/// Everybody who is named on the page.
fn everybody(core: &Core, view: &DossierView) -> Vec<PersonId> {
    let coming = core.coming.map(|coming| coming.coach);
    let stands_in = core.substitute.map(|known| known.person);
    let declined = core.declined.iter().map(|no| no.coach);
    let looks_along = view.guest.into_iter().flat_map(|guest| [guest.person, guest.by]);
    let acts_for_her = view.representative.into_iter().flat_map(|known| [known.person, known.by]);
    let known = [core.client, core.coach].into_iter().chain(coming).chain(stands_in).chain(declined);
    known.chain(looks_along).chain(acts_for_her).collect()
}

/// The coaches who could take over or stand in, in the order of their names.
pub(crate) async fn colleagues(ctx: &Ctx, session: &Session, facts: &Bureau) -> Result<Vec<Colleague>, Error> {
    let others = facts.staff_at_work().filter(|(person, role, _)| *role == Role::Coach && *person != session.person);
    let others: Vec<PersonId> = others.map(|(person, ..)| person).collect();
    let names = people::names(ctx, session.bureau, &others).await?;
    let mut colleagues: Vec<Colleague> = names.into_iter().map(|(person, name)| Colleague { person, name }).collect();
    colleagues.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(colleagues)
}

/// Those who could look along, in the order of their names.
async fn coming_guests(ctx: &Ctx, session: &Session, who: Vec<(PersonId, Role)>) -> Result<Vec<MayCome>, Error> {
    let people: Vec<PersonId> = who.iter().map(|(person, _)| *person).collect();
    let mut names = people::names(ctx, session.bureau, &people).await?;
    let found =
        who.into_iter().filter_map(|(person, role)| Some(MayCome { person, name: names.remove(&person)?, role }));
    let mut found: Vec<MayCome> = found.collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// What an entry of a dossier says; nothing where it was erased.
pub(crate) async fn event(
    ctx: &Ctx,
    bureau: BureauId,
    core: &Core,
    entry: EntryId,
) -> Result<Option<DossierEvent>, Error> {
    let opened = load::entry(ctx, bureau, core.id.into(), entry).await?;
    Ok(opened.and_then(|opened| read_content(opened.content.as_bytes()).ok()))
}

/// Why somebody looks along (P13, S6, W11b): in the entry that let her in.
pub(crate) async fn guest_why(
    ctx: &Ctx,
    bureau: BureauId,
    core: &Core,
    guest: Option<Guest>,
) -> Result<Option<GuestWhy>, Error> {
    let Some(guest) = guest else { return Ok(None) };
    Ok(match event(ctx, bureau, core, guest.entry).await? {
        Some(DossierEvent::Guest(GuestEvent::GuestAdmitted { why, fault, .. })) => Some(GuestWhy { why, fault }),
        _ => None,
    })
}

/// How who acts for her is reached, and what was seen as proof (W9): for her, and for who registers it.
pub(crate) async fn represents(
    ctx: &Ctx,
    bureau: BureauId,
    core: &Core,
    (you, known): (Relation, Option<RepresentativeView>),
) -> Result<Option<Represents>, Error> {
    let Some(known) = known.filter(|_| you == Relation::Client || may(you, Act::ProposeRepresentative).is_ok()) else {
        return Ok(None);
    };
    Ok(match event(ctx, bureau, core, known.proposal).await? {
        Some(DossierEvent::Representative(RepresentativeEvent::RepresentativeProposed {
            proof, email, phone, ..
        })) => Some(Represents { email, phone, proof }),
        _ => None,
    })
}

/// The organisation of each who works for another than the bureau itself (S0a, W2b).
pub(crate) fn organisations(facts: &Bureau, people: impl Iterator<Item = PersonId>) -> BTreeMap<PersonId, Name> {
    people.filter_map(|person| Some((person, facts.organisation_of(person)?.name.clone()))).collect()
}

/// Why another coach was proposed (R4.1): in the entry of the proposal.
async fn why(ctx: &Ctx, bureau: BureauId, core: &Core) -> Result<Option<Remark>, Error> {
    let Some(coming) = core.coming else { return Ok(None) };
    Ok(match event(ctx, bureau, core, coming.proposal).await? {
        Some(DossierEvent::CoachProposed { why, .. }) => why,
        _ => None,
    })
}

/// Where the paper part lies now (R3.3): the text of the entry that counts.
async fn paper(ctx: &Ctx, bureau: BureauId, core: &Core) -> Result<Option<Paper>, Error> {
    let Some(mark) = core.paper else { return Ok(None) };
    Ok(match event(ctx, bureau, core, mark.entry).await? {
        Some(DossierEvent::PaperPlaced { paper }) => Some(paper),
        _ => None,
    })
}

/// A consult with its texts, opened for who may read them.
///
/// # Errors
/// [`Refusal::Unknown`] for whom it does not exist; such a knock is counted (M7b).
pub async fn consult(ctx: &Ctx, session: &Session, id: DossierId, consult: ConsultId) -> Result<ConsultPage, Error> {
    let Seen { subject, head, you, facts, actor } =
        seen(ctx, session, id, Act::ReadTexts, Items::These(&[consult.into()])).await?;
    let core = subject.opened()?;
    let view = see_consult(subject.consult(consult)?, you);
    let head = match you {
        Relation::Client => head,
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
        signs: actor.person,
        lang,
        settings: facts.settings().clone(),
        at: ctx.clock.now(),
        today: ctx.clock.today(),
    })
}

/// A dossier as it was loaded for somebody, and what she is to it.
pub(crate) struct Seen {
    /// What was loaded.
    pub subject: Dossier,
    /// Its last entry.
    pub head: Head,
    /// What she is to it today.
    pub you: Relation,
    /// The facts in force at the bureau.
    pub facts: Bureau,
    /// Who is signed in, as this dossier knows her.
    pub actor: Actor,
}

/// Loads a dossier for somebody who may do this; for whom it does not exist the knock is counted (M7b).
///
/// # Errors
/// [`Refusal::Unknown`], or [`Refusal::NotYours`] for who sees it; else what does not answer.
pub(crate) async fn seen(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    act: Act,
    items: Items<'_>,
) -> Result<Seen, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, session.bureau).await?.subject;
    let Loaded { subject, head, .. } =
        load::load::<Dossier>(ctx, &ctx.db.read, session.bureau, id.into(), items).await?;
    let core = subject.opened().ok();
    let actor = core.map_or(session.actor(), |core| actor_in(session, core));
    let you = core.map_or(Relation::None, |core| relation_for(act, &core.circle(), &facts, actor, ctx.clock.today()));
    if you == Relation::None {
        attempts::count(ctx, session, id.into()).await;
    }
    may(you, act)?;
    Ok(Seen { subject, head, you, facts, actor })
}

/// Who is signed in, as this dossier knows her. A client is in each of hers who was taken on there; with a key that does
/// not count there she is nobody to it (R1.7).
pub(crate) fn actor_in(session: &Session, core: &Core) -> Actor {
    let actor = session.actor();
    let is_she = core.circle().signs_in() == actor.person && opens(core, session);
    match actor.role {
        Role::Client if is_she => Actor { person: core.client, ..actor },
        Role::Representative if opens(core, session) => actor,
        Role::Client | Role::Representative => Actor { person: PersonId(Uuid::nil()), ..actor },
        _ => actor,
    }
}

/// How a client is reached, and how far she has come.
pub(crate) async fn contact(ctx: &Ctx, session: &Session, core: &Core) -> Result<Option<Contact>, Error> {
    let Some(person) = people::find(ctx, session.bureau, core.client).await? else { return Ok(None) };
    let start = start(ctx, session, core).await?;
    Ok(Some(Contact { email: person.email, phone: person.phone, lang: person.lang, start }))
}

async fn start(ctx: &Ctx, session: &Session, core: &Core) -> Result<ClientStart, Error> {
    let keys = passkeys::credentials(ctx, session.bureau, core.circle().signs_in()).await?.len();
    let now = ctx.clock.now();
    let invitations = invitations::store::of_dossiers(&ctx.db.read, session.bureau, &[core.id]).await?;
    let open = invitations.iter().any(|invitation| invitation.invites_her() && invitation.usable(now).is_ok());
    Ok(start_of(keys, open, core.start.confirmed_at.is_some()))
}

/// How far a client has come.
pub(super) fn start_of(keys: usize, invited: bool, confirmed: bool) -> ClientStart {
    match (confirmed, keys, invited) {
        (true, 0, false) => ClientStart::OnPaper,
        (true, ..) => ClientStart::Ready,
        (false, 1.., _) => ClientStart::SignedUp,
        (false, 0, true) => ClientStart::Invited,
        (false, 0, false) => ClientStart::NotInvited,
    }
}
