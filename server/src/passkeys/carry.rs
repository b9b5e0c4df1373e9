//! Carries a key of hers into another dossier of hers (R1.3): each log tells by itself which keys count, and no
//! transaction spans two.

use shared::dossier::command::{Actor, Command};
use shared::dossier::keys::ClientKey;
use shared::dossier::{Core, Dossier};
use shared::ids::{BureauId, Bytes, DossierId, EntryId, PersonId, derived};
use shared::log::Role;

use crate::ctx::Ctx;
use crate::dossiers;
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::log::{Job, append};
use crate::sessions::Session;

/// Somebody and a passkey of hers.
#[derive(Clone, Copy)]
pub struct Holder<'a> {
    /// The controller.
    pub bureau: BureauId,
    /// Who.
    pub person: PersonId,
    /// Which.
    pub credential: &'a Bytes,
}

impl<'a> From<&'a Session> for Holder<'a> {
    fn from(session: &'a Session) -> Self {
        Self { bureau: session.bureau, person: session.person, credential: &session.credential }
    }
}

/// The key of this passkey in a dossier, removed or not.
#[must_use]
pub fn key_in<'a>(core: &'a Core, credential: &Bytes) -> Option<&'a ClientKey> {
    core.keys.iter().find(|known| known.key.credential_id == *credential)
}

/// Her key as the first of her dossiers that has it knows it.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn known(ctx: &Ctx, holder: Holder<'_>) -> Result<Option<ClientKey>, Error> {
    for dossier in dossiers::of_client(ctx, holder.bureau, holder.person).await? {
        let subject = load(ctx, holder.bureau, dossier).await?;
        if let Some(key) = key_in(subject.opened()?, holder.credential) {
            return Ok(Some(key.clone()));
        }
    }
    Ok(None)
}

/// Carries her key into this dossier where it is not known there; false where it was.
///
/// # Errors
/// [`Error`]: a refusal, or what does not answer.
pub async fn carry(ctx: &Ctx, holder: Holder<'_>, core: &Core) -> Result<bool, Error> {
    if key_in(core, holder.credential).is_some() {
        return Ok(false);
    }
    let Some(key) = known(ctx, holder).await? else { return Ok(false) };
    let entry = EntryId(derived(core.id.0, key.entry.0.as_bytes()));
    let command = &Command::RegisterKey {
        credential_id: key.key.credential_id,
        public_key: key.key.public_key,
        invitation: None,
        carried: Some(key.key.route),
    };
    let actor = Actor { person: holder.person, role: Role::Client };
    append(ctx, Job::<Dossier>::new(holder.bureau, core.id.into(), entry, actor, command)).await?;
    Ok(true)
}

/// Carries her key into every dossier of hers: what a wait or a word of an older key ends begins in all of them at once.
///
/// # Errors
/// As [`carry`].
pub async fn everywhere(ctx: &Ctx, holder: Holder<'_>) -> Result<(), Error> {
    for dossier in dossiers::of_client(ctx, holder.bureau, holder.person).await? {
        let subject = load(ctx, holder.bureau, dossier).await?;
        carry(ctx, holder, subject.opened()?).await?;
    }
    Ok(())
}

/// Her dossiers, in each of which the key that she is signed in with is known.
///
/// # Errors
/// As [`carry`].
pub async fn hers(ctx: &Ctx, session: &Session) -> Result<Vec<Dossier>, Error> {
    let mut found = Vec::new();
    for dossier in dossiers::of_client(ctx, session.bureau, session.person).await? {
        let subject = load(ctx, session.bureau, dossier).await?;
        let carried = carry(ctx, session.into(), subject.opened()?).await?;
        found.push(if carried { load(ctx, session.bureau, dossier).await? } else { subject });
    }
    Ok(found)
}

async fn load(ctx: &Ctx, bureau: BureauId, dossier: DossierId) -> Result<Dossier, Error> {
    Ok(load::load::<Dossier>(ctx, &ctx.db.read, bureau, dossier.into(), Items::None).await?.subject)
}
