//! Registers a passkey: an entry, and with it what the next sign-in needs.

use shared::api::{Code, NewPasskey, Registration};
use shared::bureau::{Bureau, BureauCommand};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::dossier::representatives::Step;
use shared::ids::{BureauId, DossierId, InvitationId, PersonId, Uuid};
use shared::log::Role;
use shared::text::Label;

use super::carry::{self, Holder};
use super::{Sealed, credentials, derived_entry, flow, neutral_name, seal_passkey, store};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Also, Job, append_with};
use crate::people;
use crate::platform::webauthn::Made;
use crate::sessions::Session;

/// Whose passkey it is, and in which log that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A client's, in her dossier.
    Client {
        /// Which.
        dossier: DossierId,
    },
    /// Of who acts for her, in her dossier (W9).
    Representative {
        /// Which.
        dossier: DossierId,
    },
    /// Somebody's on the staff, in the bureau's log.
    Staff,
}

/// Who makes a passkey, and how she came to it.
#[derive(Clone, Copy, Debug)]
pub struct Maker {
    /// The controller.
    pub bureau: BureauId,
    /// As whom she signs in.
    pub person: PersonId,
    /// Who makes it, as the log of its entry knows her.
    pub actor: Actor,
    /// Whose it will be.
    pub owner: Owner,
    /// By which ceremony.
    pub flow: Uuid,
    /// From which invitation, which it uses up.
    pub invitation: Option<InvitationId>,
}

/// Writes the entry of a passkey, and with it what the next sign-in needs. The entry's id comes from the ceremony, so
/// the same answer sent again makes nothing twice.
///
/// # Errors
/// [`Error`]: a refusal, or what does not answer.
pub async fn write(ctx: &Ctx, maker: Maker, made: Made, label: &Label) -> Result<(), Error> {
    let Maker { bureau, person, actor, owner, flow, invitation } = maker;
    let (entry, credential) = (derived_entry(flow, b"key"), made.credential_id.clone());
    match store::known(&ctx.db.read, &credential).await? {
        Some(known) if known.entry == entry && known.removed_at.is_none() => {
            return carry::everywhere(ctx, Holder { bureau, person, credential: &credential }).await;
        }
        Some(_) => return Err(Code::PasskeyRefused.into()),
        None => {}
    }
    let sealed = Sealed { passkey: made.passkey, label: label.clone() };
    let sealed = seal_passkey(ctx, bureau, person, &credential, &sealed).await?;
    let begins = Also::PasskeyBegins(store::Row {
        credential: credential.clone(),
        bureau,
        person,
        sealed,
        entry,
        created_at: ctx.clock.now(),
        used_at: None,
        removed_at: None,
    });
    let used = invitation.map(|invitation| Also::InvitationUsed { invitation, flow });
    let mut also: Vec<Also> = [begins].into_iter().chain(used).collect();
    match owner {
        Owner::Client { dossier } => {
            let public_key = made.public_key.clone();
            let command = &Command::RegisterKey { credential_id: credential, public_key, invitation, carried: false };
            let job = Job::<Dossier>::new(bureau, dossier.into(), entry, actor, command);
            append_with(ctx, job, &also).await?;
            carry::everywhere(ctx, Holder { bureau, person, credential: &made.credential_id }).await?;
        }
        Owner::Representative { dossier } => {
            let invitation = invitation.ok_or(Code::FlowEnded)?;
            let step = Step::RegisterKey { credential_id: credential, public_key: made.public_key, invitation };
            let command = &Command::Represent(Box::new(step));
            // The one before signs in no more either.
            let former = credentials(ctx, bureau, person).await?.into_iter();
            also.extend(former.map(|credential| Also::PasskeyEnds { person, credential }));
            let job = Job::<Dossier>::new(bureau, dossier.into(), entry, actor, command);
            append_with(ctx, job, &also).await?;
        }
        Owner::Staff => {
            let command = &BureauCommand::RegisterKey { credential_id: credential };
            let job = Job::<Bureau>::new(bureau, bureau.into(), entry, actor, command);
            append_with(ctx, job, &also).await?;
        }
    }
    Ok(())
}

/// Begins the making of another passkey by somebody who is signed in.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn begin(ctx: &Ctx, session: &Session) -> Result<Registration, Error> {
    // One key at a time, by invitation alone (W9).
    if session.role == Role::Representative {
        return Err(Code::WrongRole.into());
    }
    let known_as = crate::dossiers::known_as(ctx, session).await?.first().copied().ok_or(Code::NotSignedIn)?;
    let person = people::find(ctx, session.bureau, known_as).await?.ok_or(Code::NotSignedIn)?;
    let known = credentials(ctx, session.bureau, session.person).await?;
    let begun = ctx.webauthn.start_registration(session.person, neutral_name(person.lang), &known)?;
    let flow = flow::keep(ctx, flow::Kind::Added, Some(session.person), begun.state).await?;
    Ok(Registration {
        flow,
        options: begun.options,
        name: person.name,
        coach: None,
        acts_for: None,
        discussed_on: None,
    })
}

/// Adds another passkey of somebody who is signed in.
///
/// # Errors
/// [`Error::Door`] when the ceremony lapsed or the passkey does not hold.
pub async fn add(ctx: &Ctx, session: &Session, new: &NewPasskey) -> Result<(), Error> {
    let begun = flow::look(ctx, new.flow).await?;
    if begun.kind != flow::Kind::Added || begun.person != Some(session.person) {
        return Err(Code::FlowEnded.into());
    }
    let made = ctx.webauthn.finish_registration(&begun.state, &new.credential)?;
    let (owner, actor) = match session.role {
        // Into a dossier that opens to the key she came with, so into no other by its coach's word alone (R1.7).
        Role::Client => {
            let open = crate::dossiers::open_to(ctx, session).await?;
            let core = open.first().ok_or(Code::NotFound)?.opened()?;
            (Owner::Client { dossier: core.id }, Actor { person: core.client, role: Role::Client })
        }
        Role::Representative => return Err(Code::WrongRole.into()),
        _ => (Owner::Staff, session.actor()),
    };
    let (bureau, person) = (session.bureau, session.person);
    let maker = Maker { bureau, person, actor, owner, flow: new.flow, invitation: None };
    write(ctx, maker, made, &new.label).await?;
    flow::end(ctx, new.flow).await
}
