//! Makes an invitation: one half for the inviter's screen, the other straight to the invited (F4, F7).

use shared::access::Act;
use shared::api::{Code, InvitationMade, InvitationPurpose, InviterHalf, NewInvitation};
use shared::dossier::command::Actor;
use shared::dossier::event::LinkHolder;
use shared::dossier::keys::KeyRoute;
use shared::dossier::{Command, Core, Dossier};
use shared::ids::{BureauId, DossierId, EntryId, Hash, InvitationId, PersonId};
use shared::refusal::Refusal;
use shared::time::Timestamp;
use shared::words::{Lang, Word};
use uuid::Builder;

use super::{Invitation, code_hash, qr, store, token_hash};
use crate::bureaus::found;
use crate::ctx::Ctx;
use crate::dossiers::read::{Seen, seen};
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::log::{Also, Job, LogError, append_with};
use crate::mails;
use crate::people::{self, Person};
use crate::platform::db::Tx;
use crate::platform::random;
use crate::sessions::Session;

/// How many invitations one inviter makes for one person in 24 hours.
pub const MADE_MAX: usize = 10;

/// The two halves, together only here and only for as long as this function runs.
pub struct Halves {
    /// The invitation.
    pub invitation: Invitation,
    /// The address of the link.
    pub url: String,
    /// The six digits.
    pub code: String,
}

impl Halves {
    /// The invitation's row, which is written with the entry that tells of it. The halves are not in it.
    pub(crate) fn kept(&self, link: LinkHolder) -> Also {
        Also::InvitationMade { invitation: self.invitation.clone(), link }
    }
}

/// Draws both halves of an invitation; keeps nothing yet.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn draw(
    ctx: &Ctx,
    bureau: BureauId,
    id: InvitationId,
    person: PersonId,
    dossier: Option<DossierId>,
    purpose: InvitationPurpose,
    made_by: PersonId,
) -> Result<Halves, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, bureau).await?;
    let (now, token, code) = (ctx.clock.now(), Hash(random::bytes()), random::code());
    let invitation = Invitation {
        id,
        bureau,
        person,
        dossier,
        purpose,
        token_hash: token_hash(token),
        code_hash: code_hash(ctx, bureau, id, &code).await?,
        made_by,
        made_at: now,
        expires_at: now.plus_hours(i64::from(facts.subject.settings().invitation_hours_max)),
        wrong_codes: 0,
        used_at: None,
        used_by: None,
        withdrawn_at: None,
    };
    // Behind the `#`: no server, proxy or log ever sees the token.
    let url = format!("{}/invite#{token}", ctx.config.public_origin());
    Ok(Halves { invitation, url, code })
}

/// Keeps an invitation in the transaction of its entry, and closes those of the same person that are still open: one
/// way in at a time. The same inviter makes a few a day for one person, so that nobody guesses codes by making many.
pub(crate) async fn keep(tx: &Tx, new: &Invitation, link: LinkHolder, now: Timestamp) -> Result<(), LogError> {
    let day_ago = now.plus_hours(-24);
    let made = store::made_since(tx, new.made_by, new.person, day_ago).await?;
    // The operator is at the machine itself; each start without an administrator prints an invitation.
    if new.made_by != found::operator().person
        && made.len() >= MADE_MAX
        && let Some(first) = made.first()
    {
        let seconds = super::seconds_until(first.plus_hours(24), now);
        return Err(LogError::Later { code: Code::TooManyRequests, seconds });
    }
    let held_by = match link {
        LinkHolder::Invited => "mail",
        LinkHolder::Inviter => "coach",
    };
    Ok(store::insert(tx, new, held_by).await?)
}

/// Sends one half to the invited and gives the inviter the other.
///
/// # Errors
/// [`Error`]: what does not answer, or [`Code::ContactMissing`] when a link has no mail address to go to.
pub async fn part(ctx: &Ctx, halves: Halves, link: LinkHolder, person: &Person) -> Result<InvitationMade, Error> {
    let sent_to = person.masked_contact().ok_or(Code::ContactMissing)?;
    let (id, expires_at) = (halves.invitation.id, halves.invitation.expires_at);
    let hours = halves.invitation.made_at.hours_until(expires_at);
    let half = match link {
        LinkHolder::Invited => {
            send(ctx, person, Word::MailInvitationLink, &halves.url, hours).await?;
            InviterHalf::Code { code: halves.code }
        }
        LinkHolder::Inviter => {
            send(ctx, person, Word::MailInvitationCode, &halves.code, hours).await?;
            InviterHalf::Link { qr_svg: qr::svg(&halves.url), url: halves.url }
        }
    };
    Ok(InvitationMade { id, expires_at, half, sent_to })
}

async fn send(ctx: &Ctx, person: &Person, word: Word, half: &str, hours: i64) -> Result<(), Error> {
    let lang: Lang = person.lang;
    mails::send_half(ctx, person, &lang.fill(word, &[("half", half), ("hours", &hours.to_string())])).await
}

/// A coach invites the client of her dossier, for a first key or after a loss.
///
/// # Errors
/// [`Error`]: a refusal, a missing contact, or what does not answer. [`Code::InvitationShown`] for a request that was
/// here before: it made one invitation, whose half was shown then.
pub async fn for_client(
    ctx: &Ctx,
    session: &Session,
    dossier: DossierId,
    new: &NewInvitation,
) -> Result<InvitationMade, Error> {
    let actor = session.actor();
    let Seen { subject, .. } = seen(ctx, session, dossier, Act::MakeInvitation, Items::None).await?;
    let core = subject.opened()?;
    let person = people::find(ctx, session.bureau, core.client).await?.ok_or(Refusal::Unknown)?;
    if new.link == LinkHolder::Invited && person.email.is_none() {
        return Err(Error::Field { field: "link", code: Code::ContactMissing });
    }
    // Before anything is written: a half that can go nowhere is no invitation.
    if !mails::reaches(ctx, &person) {
        return Err(Code::ContactUnreachable.into());
    }
    let halves = invite(ctx, session.bureau, actor, core, new).await.map_err(|error| match error {
        Error::Refused(Refusal::IdentityMissing) => Error::Field { field: "identity", code: Code::IdentityMissing },
        other => other,
    })?;
    part(ctx, halves.ok_or(Code::InvitationShown)?, new.link, &person).await
}

/// The id of the invitation that a request makes: nobody outside can know it beforehand.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn id_of(ctx: &Ctx, bureau: BureauId, dossier: DossierId, entry: EntryId) -> Result<InvitationId, Error> {
    let parts: [&[u8]; 2] = [dossier.0.as_bytes(), entry.0.as_bytes()];
    let hash = ctx.keys.keyed_hash(bureau, "invitation", &parts).await?;
    let half = hash.0.first_chunk::<16>().copied().unwrap_or_default();
    Ok(InvitationId(Builder::from_custom_bytes(half).into_uuid()))
}

/// Invites the client of a dossier: an entry, and the row that stands or falls with it. None where the same request
/// was here before; the id of the invitation comes from it, so that it makes one.
///
/// # Errors
/// [`Error`]: a refusal, or what does not answer.
pub async fn invite(
    ctx: &Ctx,
    bureau: BureauId,
    actor: Actor,
    core: &Core,
    new: &NewInvitation,
) -> Result<Option<Halves>, Error> {
    let id = id_of(ctx, bureau, core.id, new.entry).await?;
    let back = new.route == KeyRoute::Recovered || !core.keys.is_empty();
    let purpose = if back { InvitationPurpose::Recovered } else { InvitationPurpose::First };
    let halves = draw(ctx, bureau, id, core.client, Some(core.id), purpose, actor.person).await?;
    let identity = new.identity.clone();
    let command = Command::MakeInvitation { invitation: id, route: new.route, link: new.link, identity };
    let job = job(bureau, core.id, new.entry, actor, &command);
    let done = append_with(ctx, job, &[halves.kept(new.link)]).await?;
    Ok(done.fresh.then_some(halves))
}

/// A coach withdraws an invitation of her client's.
///
/// # Errors
/// [`Error`]: a refusal, or what does not answer.
pub async fn withdraw(ctx: &Ctx, session: &Session, dossier: DossierId, id: InvitationId) -> Result<(), Error> {
    seen(ctx, session, dossier, Act::WithdrawInvitation, Items::None).await?;
    let known = store::by_id(&ctx.db.read, id).await?.filter(|known| known.dossier == Some(dossier));
    let actor = session.actor();
    let known = known.filter(|known| known.bureau == session.bureau).ok_or(Refusal::Unknown)?;
    let command = Command::WithdrawInvitation { invitation: known.id };
    let job = job(session.bureau, dossier, random::entry_id(ctx.clock.now()), actor, &command);
    append_with(ctx, job, &[Also::InvitationWithdrawn(id)]).await?;
    Ok(())
}

fn job(bureau: BureauId, dossier: DossierId, entry: EntryId, actor: Actor, command: &Command) -> Job<'_, Dossier> {
    Job::new(bureau, dossier.into(), entry, actor, command)
}
