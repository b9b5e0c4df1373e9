//! A key of hers in her other dossiers (R1.3): each log tells by itself which keys count, and no transaction spans two.
//!
//! A key is made known in all of them when it is made and when she signs in with it. Where nobody of a dossier has vouched
//! for it, it opens nothing there, not even to read: who was let back into one dossier by its coach is let into no other
//! (R1.7).

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
    /// As whom she signs in.
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
    core.keys.iter().rfind(|known| known.key.credential_id == *credential)
}

/// Whether who signed in with this passkey is the client of a dossier, or acts for her: its key came by a way of that
/// dossier's own, or one of there vouched for it (R1.7, W9).
#[must_use]
pub fn opens(core: &Core, session: &Session) -> bool {
    match session.role {
        Role::Representative => core.representative_key(&session.credential).is_some(),
        _ => opens_to(core, &session.credential),
    }
}

/// Whether a dossier opens to a passkey of its client.
#[must_use]
pub fn opens_to(core: &Core, credential: &Bytes) -> bool {
    key_in(core, credential).is_some_and(|key| key.removed_at.is_none() && !key.is_carried_only())
}

/// Her key as one of her dossiers knows it: one in which it counts, if there is any.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn known(ctx: &Ctx, holder: Holder<'_>) -> Result<Option<ClientKey>, Error> {
    let mut found = None;
    for dossier in dossiers::of_client(ctx, holder.bureau, holder.person).await? {
        let subject = load(ctx, holder.bureau, dossier).await?;
        let Some(key) = key_in(subject.opened()?, holder.credential).cloned() else { continue };
        if key.stands(ctx.clock.now()).is_ok() {
            return Ok(Some(key));
        }
        found = Some(key);
    }
    Ok(found)
}

/// Makes her key known in every dossier of hers; where it is, nothing changes.
///
/// # Errors
/// A refusal, or what does not answer.
pub async fn everywhere(ctx: &Ctx, holder: Holder<'_>) -> Result<(), Error> {
    let dossiers = dossiers::of_client(ctx, holder.bureau, holder.person).await?;
    // Whoever has one dossier has each of her keys there.
    if dossiers.len() < 2 {
        return Ok(());
    }
    let Some(key) = known(ctx, holder).await? else { return Ok(()) };
    for dossier in dossiers {
        let subject = load(ctx, holder.bureau, dossier).await?;
        let core = subject.opened()?;
        if key_in(core, holder.credential).is_some() {
            continue;
        }
        let entry = EntryId(derived(core.id.0, key.entry.0.as_bytes()));
        let command = &Command::RegisterKey {
            credential_id: key.key.credential_id.clone(),
            public_key: key.key.public_key.clone(),
            invitation: None,
            carried: true,
        };
        let actor = Actor { person: core.client, role: Role::Client };
        append(ctx, Job::<Dossier>::new(holder.bureau, core.id.into(), entry, actor, command)).await?;
    }
    Ok(())
}

/// Her dossiers, in each of which the key that she is signed in with is known.
///
/// # Errors
/// As [`everywhere`].
pub async fn hers(ctx: &Ctx, session: &Session) -> Result<Vec<Dossier>, Error> {
    everywhere(ctx, session.into()).await?;
    let mut found = Vec::new();
    for dossier in dossiers::of_client(ctx, session.bureau, session.person).await? {
        found.push(load(ctx, session.bureau, dossier).await?);
    }
    Ok(found)
}

async fn load(ctx: &Ctx, bureau: BureauId, dossier: DossierId) -> Result<Dossier, Error> {
    Ok(load::load::<Dossier>(ctx, &ctx.db.read, bureau, dossier.into(), Items::None).await?.subject)
}
