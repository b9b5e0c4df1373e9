//! Who acts for a client (F6, W9): staff register the person with a proof, she says yes, and then a way in is made.
//!
//! The person is known to this one dossier: somebody who acts for two clients has a key for each. How she is reached is
//! what the client read before she said yes, and is never changed: a half of every invitation goes there (F7). One key at a
//! time: the next takes its place. With the end the way in and the key close too ([`closing`]).

pub mod http;

use shared::access::Act;
use shared::api::{Code, InvitationMade, InvitationPurpose, InviteRepresentative, NewRepresentative};
use shared::dossier::event::LinkHolder;
use shared::dossier::representatives::Step;
use shared::dossier::{Command, Core, Dossier};
use shared::ids::{DossierId, PersonId, derived};
use shared::refusal::Refusal;

use crate::ctx::Ctx;
use crate::dossiers::read::{Seen, seen};
use crate::error::Error;
use crate::invitations::{Invitation, make};
use crate::log::load::{self, Items};
use crate::log::{Also, Job, append_with, rehearse};
use crate::mails;
use crate::people::{self, Kind, Person};
use crate::sessions::Session;

/// Registers who is to act for a client; she is asked. The same entry again gives the same person.
///
/// # Errors
/// A field without a mail address or telephone number, or with one of the staff's; a refusal; or what does not answer.
pub async fn propose(ctx: &Ctx, session: &Session, dossier: DossierId, new: &NewRepresentative) -> Result<(), Error> {
    let Seen { facts, .. } = seen(ctx, session, dossier, Act::ProposeRepresentative, Items::None).await?;
    if new.email.is_none() && new.phone.is_none() {
        return Err(Error::Field { field: "email", code: Code::ContactMissing });
    }
    let id = PersonId(derived(new.entry.0, b"representative"));
    let person = Person { name: new.name.clone(), email: new.email.clone(), phone: new.phone.clone(), lang: new.lang };
    let step = Step::Propose {
        person: id,
        power: new.power,
        until: new.until,
        proof: new.proof.clone(),
        email: new.email.clone(),
        phone: new.phone.clone(),
    };
    let command = &Command::Represent(Box::new(step));
    let job = Job::<Dossier>::new(session.bureau, dossier.into(), new.entry, session.actor(), command);
    rehearse(ctx, &job).await?;
    // Whoever works here decides for no client (F7).
    if let Some(field) = people::reach_of_staff(ctx, session.bureau, &facts.founded()?.staff, &person).await? {
        return Err(Error::Field { field, code: Code::ContactOfStaff });
    }
    // A half that could go nowhere later is refused now.
    if !mails::reaches(ctx, &person) {
        return Err(Error::Field { field: "email", code: Code::ContactUnreachable });
    }
    let comes = people::prepare(ctx, session.bureau, id, Kind::Representative, &person).await?;
    append_with(ctx, job, &[comes]).await?;
    Ok(())
}

/// What closes with it: the way in that is open, and the key with its sessions.
pub(crate) fn closing(core: &Core) -> Vec<Also> {
    let Some(known) = core.representative.as_ref() else { return Vec::new() };
    let invitation = known.invitation.map(Also::InvitationWithdrawn);
    let key = known
        .key
        .as_ref()
        .map(|key| Also::PasskeyEnds { person: known.person, credential: key.key.credential_id.clone() });
    invitation.into_iter().chain(key).collect()
}

/// Whether an invitation still lets somebody in who acts for a client; any other does.
///
/// # Errors
/// [`Code::InvitationWithdrawn`] where that has ended; or what does not answer.
pub(crate) async fn check(ctx: &Ctx, invitation: &Invitation) -> Result<(), Error> {
    let (InvitationPurpose::Representative, Some(dossier)) = (invitation.purpose, invitation.dossier) else {
        return Ok(());
    };
    let loaded = load::load::<Dossier>(ctx, &ctx.db.read, invitation.bureau, dossier.into(), Items::None).await?;
    let known = loaded.subject.opened()?.representative_on(ctx.clock.today());
    let stands = known.is_some_and(|known| known.invitation == Some(invitation.id));
    if stands { Ok(()) } else { Err(Code::InvitationWithdrawn.into()) }
}

/// Makes a way in for who acts for a client: one half for the screen, the other straight to the person.
///
/// # Errors
/// [`Error`]: a refusal, a missing contact, or what does not answer. [`Code::InvitationShown`] for a request that was here
/// before.
pub async fn invite(
    ctx: &Ctx,
    session: &Session,
    dossier: DossierId,
    new: &InviteRepresentative,
) -> Result<InvitationMade, Error> {
    let Seen { subject, .. } = seen(ctx, session, dossier, Act::InviteRepresentative, Items::None).await?;
    let core = subject.opened()?;
    let known = core.representative_on(ctx.clock.today()).ok_or(Refusal::NoQuestion)?.person;
    let person = people::find(ctx, session.bureau, known).await?.ok_or(Refusal::Unknown)?;
    if new.link == LinkHolder::Invited && person.email.is_none() {
        return Err(Error::Field { field: "link", code: Code::ContactMissing });
    }
    // Before anything is written: a half that can go nowhere is no invitation.
    if !mails::reaches(ctx, &person) {
        return Err(Code::ContactUnreachable.into());
    }
    let id = make::id_of(ctx, session.bureau, dossier, new.entry).await?;
    let (purpose, by) = (InvitationPurpose::Representative, session.person);
    let halves = make::draw(ctx, session.bureau, id, known, Some(dossier), purpose, by).await?;
    let command = &Command::Represent(Box::new(Step::Invite { invitation: id, link: new.link }));
    let job = Job::<Dossier>::new(session.bureau, dossier.into(), new.entry, session.actor(), command);
    let done = append_with(ctx, job, &[halves.kept(new.link)]).await?;
    make::part(ctx, Some(halves).filter(|_| done.fresh).ok_or(Code::InvitationShown)?, new.link, &person).await
}
