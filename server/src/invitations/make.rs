//! Makes an invitation: one half for the inviter's screen, the other straight to the invited (F4, F7).

use shared::api::{Code, InvitationMade, InvitationPurpose, InviterHalf, NewInvitation};
use shared::dossier::Command;
use shared::dossier::command::Actor;
use shared::dossier::event::LinkHolder;
use shared::dossier::keys::KeyRoute;
use shared::dossier::{Dossier, command};
use shared::ids::{DossierId, Hash, InvitationId, PersonId};
use shared::words::{Lang, Word};

use super::{Invitation, code_hash, qr, store, token_hash};
use crate::ctx::Ctx;
use crate::dossiers::read::seen;
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::log::{Job, Witness, append};
use crate::mails;
use crate::people::{self, Person};
use crate::platform::random;
use crate::sessions::Session;

/// The two halves, together only here and only for as long as this function runs.
pub struct Halves {
    /// The invitation.
    pub invitation: Invitation,
    /// The address of the link.
    pub url: String,
    /// The six digits.
    pub code: String,
}

/// Draws both halves of an invitation; keeps nothing yet.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn draw(
    ctx: &Ctx,
    bureau: shared::ids::BureauId,
    person: PersonId,
    dossier: Option<DossierId>,
    purpose: InvitationPurpose,
    made_by: PersonId,
) -> Result<Halves, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, bureau).await?;
    let (now, token, code) = (ctx.clock.now(), Hash(random::bytes()), random::code());
    let id = InvitationId(random::id());
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
        expires_at: now.plus_hours(i64::from(facts.subject.policy().invitation_hours_max)),
        wrong_codes: 0,
        used_at: None,
        used_by: None,
        withdrawn_at: None,
    };
    // Behind the `#`: no server, proxy or log ever sees the token.
    let url = format!("{}/invite#{token}", ctx.config.public_origin());
    Ok(Halves { invitation, url, code })
}

/// Keeps an invitation, after the entry that tells of it.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn keep(ctx: &Ctx, halves: &Halves, link: LinkHolder) -> Result<(), Error> {
    let held_by = match link {
        LinkHolder::Invited => "mail",
        LinkHolder::Inviter => "coach",
    };
    Ok(store::insert(&ctx.db.write, &halves.invitation, held_by).await?)
}

/// Sends one half to the invited and gives the inviter the other.
///
/// # Errors
/// [`Error`]: what does not answer, or [`Code::ContactMissing`] when a link has no mail address to go to.
pub async fn part(ctx: &Ctx, halves: Halves, link: LinkHolder, person: &Person) -> Result<InvitationMade, Error> {
    let sent_to = person.masked_contact().ok_or(Code::ContactMissing)?;
    let (id, expires_at) = (halves.invitation.id, halves.invitation.expires_at);
    let half = match link {
        LinkHolder::Invited => {
            send(ctx, person, Word::MailInvitationLink, &halves.url).await?;
            InviterHalf::Code { code: halves.code }
        }
        LinkHolder::Inviter => {
            send(ctx, person, Word::MailInvitationCode, &halves.code).await?;
            InviterHalf::Link { qr_svg: qr::svg(&halves.url), url: halves.url }
        }
    };
    Ok(InvitationMade { id, expires_at, half, sent_to })
}

async fn send(ctx: &Ctx, person: &Person, word: Word, half: &str) -> Result<(), Error> {
    let lang: Lang = person.lang;
    mails::send_half(ctx, person, &lang.fill(word, &[("half", half)])).await
}

/// A coach invites the client of her dossier, for a first key or after a loss.
///
/// # Errors
/// [`Error`]: a refusal, a missing contact, or what does not answer.
pub async fn for_client(
    ctx: &Ctx,
    session: &Session,
    dossier: DossierId,
    new: &NewInvitation,
) -> Result<InvitationMade, Error> {
    let actor = Actor { person: session.person, role: session.role };
    let loaded = seen(ctx, session, dossier, Items::None).await?;
    let core = loaded.subject.opened()?;
    shared::access::may(core.relation(actor.person, actor.role), shared::access::Act::MakeInvitation)?;
    let person = people::find(ctx, session.bureau, core.client).await?.ok_or(shared::refusal::Refusal::Unknown)?;
    // A client who has had a key is let back in only after somebody checked that it is she (F4).
    let back = new.route == KeyRoute::Recovered || !core.keys.is_empty();
    if back && new.identity.is_none() {
        return Err(Error::Field { field: "identity", code: Code::IdentityMissing });
    }
    if new.link == LinkHolder::Invited && person.email.is_none() {
        return Err(Error::Field { field: "link", code: Code::ContactMissing });
    }
    let purpose = if back { InvitationPurpose::Recovered } else { InvitationPurpose::First };
    let halves = draw(ctx, session.bureau, core.client, Some(dossier), purpose, actor.person).await?;
    let command = Command::MakeInvitation {
        invitation: halves.invitation.id,
        route: new.route,
        link: new.link,
        identity: new.identity.clone(),
    };
    // Each try is an invitation of its own: a half that was lost on the way cannot be shown again.
    let entry = random::entry_id(ctx.clock.now());
    write(ctx, session, dossier, entry, actor, &command).await?;
    keep(ctx, &halves, new.link).await?;
    part(ctx, halves, new.link, &person).await
}

/// A coach withdraws an invitation of her client's.
///
/// # Errors
/// [`Error`]: a refusal, or what does not answer.
pub async fn withdraw(ctx: &Ctx, session: &Session, dossier: DossierId, id: InvitationId) -> Result<(), Error> {
    seen(ctx, session, dossier, Items::None).await?;
    let known = store::by_id(&ctx.db.read, id).await?.filter(|known| known.dossier == Some(dossier));
    let actor = Actor { person: session.person, role: session.role };
    let known = known.filter(|known| known.bureau == session.bureau).ok_or(shared::refusal::Refusal::Unknown)?;
    let command = Command::WithdrawInvitation { invitation: known.id };
    let entry = random::entry_id(ctx.clock.now());
    write(ctx, session, dossier, entry, actor, &command).await?;
    Ok(store::withdraw(&ctx.db.write, id, ctx.clock.now()).await?)
}

async fn write(
    ctx: &Ctx,
    session: &Session,
    dossier: DossierId,
    entry: shared::ids::EntryId,
    actor: command::Actor,
    command: &Command,
) -> Result<(), Error> {
    let job = Job::<Dossier> {
        bureau: session.bureau,
        log: dossier.into(),
        entry,
        actor,
        command,
        witness: Witness::default(),
    };
    append(ctx, job).await?;
    Ok(())
}
