//! Registers a passkey: an entry first, then what the next sign-in needs.

use shared::api::{Code, NewPasskey, Registration};
use shared::bureau::{Bureau, BureauCommand};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::dossier::keys::KeyRoute;
use shared::ids::{BureauId, DossierId, EntryId, Hash, Uuid};
use shared::log::Role;
use shared::text::Label;

use super::{Sealed, credentials, flow, neutral_name, seal_passkey, store};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Job, Witness, append};
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
        /// By which route.
        route: KeyRoute,
    },
    /// Somebody's on the staff, in the bureau's log.
    Staff,
}

/// Writes the entry of a passkey, and keeps it for the next sign-in. The entry's id comes from the ceremony, so the
/// same answer sent again after a crash completes what was begun and makes nothing twice.
///
/// # Errors
/// [`Error`]: a refusal, or what does not answer.
pub async fn write(
    ctx: &Ctx,
    bureau: BureauId,
    actor: Actor,
    owner: Owner,
    made: Made,
    label: &Label,
    flow: Uuid,
) -> Result<(), Error> {
    let entry = entry_of(flow);
    match store::find(&ctx.db.read, &made.credential_id).await? {
        Some(known) if known.entry == entry => return Ok(()),
        Some(_) => return Err(Code::PasskeyRefused.into()),
        None => {}
    }
    let person = actor.person;
    match owner {
        Owner::Client { dossier, route } => {
            let command = Command::RegisterKey {
                credential_id: made.credential_id.clone(),
                public_key: made.public_key.clone(),
                route,
            };
            append_to::<Dossier>(ctx, bureau, dossier.into(), entry, actor, &command).await?;
        }
        Owner::Staff => {
            let command = BureauCommand::RegisterKey { credential_id: made.credential_id.clone() };
            append_to::<Bureau>(ctx, bureau, bureau.into(), entry, actor, &command).await?;
        }
    }
    let sealed = Sealed { passkey: made.passkey, label: label.clone() };
    let sealed = seal_passkey(ctx, bureau, person, &made.credential_id, &sealed).await?;
    let created_at = ctx.clock.now();
    let row = store::Row { credential: made.credential_id, bureau, person, sealed, entry, created_at, used_at: None };
    Ok(store::insert(&ctx.db.write, row).await?)
}

fn entry_of(flow: Uuid) -> EntryId {
    let hash = Hash::of(&[b"akkoord-derived-v1\0", flow.as_bytes(), b"key"]);
    EntryId(uuid::Builder::from_custom_bytes(hash.0.first_chunk::<16>().copied().unwrap_or_default()).into_uuid())
}

pub(super) async fn append_to<L: crate::log::Ledger>(
    ctx: &Ctx,
    bureau: BureauId,
    log: shared::ids::LogId,
    entry: EntryId,
    actor: Actor,
    command: &L::Command,
) -> Result<(), Error> {
    append(ctx, Job::<L> { bureau, log, entry, actor, command, witness: Witness::default() }).await?;
    Ok(())
}

/// Begins the making of another passkey by somebody who is signed in.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn begin(ctx: &Ctx, session: &Session) -> Result<Registration, Error> {
    let person = people::find(ctx, session.bureau, session.person).await?.ok_or(Code::NotSignedIn)?;
    let known = credentials(ctx, session.bureau, session.person).await?;
    let begun = ctx.webauthn.start_registration(session.person, neutral_name(person.lang), &known)?;
    let flow = flow::keep(ctx, flow::Kind::Added, Some(session.person), begun.state).await?;
    Ok(Registration { flow, options: begun.options, name: person.name, coach: None, discussed_on: None })
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
    let owner = match session.role {
        Role::Client => {
            let dossiers = crate::dossiers::of_client(ctx, session.bureau, session.person).await?;
            let dossier = dossiers.first().copied().ok_or(Code::NotFound)?;
            Owner::Client { dossier, route: KeyRoute::Added }
        }
        _ => Owner::Staff,
    };
    let actor = Actor { person: session.person, role: session.role };
    write(ctx, session.bureau, actor, owner, made, &new.label, new.flow).await?;
    flow::end(ctx, new.flow).await
}
