//! Passkeys: how people sign in and how a client signs (F1, F3). No password anywhere.
//!
//! A passkey is made from an invitation, or by somebody who is signed in already. Making and removing one is an entry:
//! in the dossier's log for a client ([`carry`]: in each of hers) and for who acts for her, in the bureau's for staff; the row that signs in is written with it. What the
//! browser needs to verify the next sign-in, and what she calls the key, is sealed under her own key.

pub mod carry;
pub mod flow;
pub mod http;
pub mod list;
pub mod register;
pub mod remove;
pub(crate) mod store;

use serde::{Deserialize, Serialize};
use shared::api::Code;
use shared::ids::{BureauId, Bytes, EntryId, Hash, ItemId, LogId, PersonId, Uuid, derived};
use shared::log::Role;
use shared::text::Label;
use shared::words::{Lang, Word};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load;
use crate::platform::db::DbError;
use crate::platform::keys::{Aad, KeyRef, Unopened, open, seal};
use crate::sessions::{self, Session};

/// What is sealed of a passkey.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sealed {
    /// What verifies the next sign-in, as the library keeps it.
    pub passkey: String,
    /// What she calls it.
    pub label: Label,
}

/// The account name that the system's own dialog shows and syncs: it tells nothing about anybody.
#[must_use]
pub fn neutral_name(lang: Lang) -> &'static str {
    lang.say(Word::PasskeyAccount)
}

/// The place of a sealed passkey. Its row has no UUID; the credential's own bytes make one.
fn place(bureau: BureauId, person: PersonId, credential: &Bytes) -> Aad {
    let hash = Hash::of(&[b"akkoord-passkey-v1\0", &credential.0]);
    let row = hash.0.first_chunk::<16>().map_or(Uuid::nil(), |half| Uuid::from_bytes(*half));
    Aad { bureau, log: LogId(person.0), row, item: ItemId(person.0) }
}

/// The id of an entry that belongs to a ceremony or a key: the same again is the same entry.
pub(crate) fn derived_entry(of: Uuid, what: &[u8]) -> EntryId {
    EntryId(derived(of, what))
}

pub(crate) async fn seal_passkey(
    ctx: &Ctx,
    bureau: BureauId,
    person: PersonId,
    credential: &Bytes,
    sealed: &Sealed,
) -> Result<Vec<u8>, Error> {
    let key = ctx.keys.open_key(bureau, KeyRef::Person(person)).await?;
    let plain = serde_json::to_vec(sealed).map_err(|_cause| Unopened)?;
    Ok(seal(&key, &place(bureau, person, credential), &plain)?)
}

pub(crate) async fn open_passkey(
    ctx: &Ctx,
    bureau: BureauId,
    person: PersonId,
    credential: &Bytes,
    sealed: &[u8],
) -> Result<Sealed, Error> {
    let key = ctx.keys.open_key(bureau, KeyRef::Person(person)).await?;
    let plain = open(&key, &place(bureau, person, credential), sealed)?;
    Ok(serde_json::from_slice(&plain).map_err(|_cause| Unopened)?)
}

/// The credentials a person has: a device that holds one is not asked to make another.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn credentials(ctx: &Ctx, bureau: BureauId, person: PersonId) -> Result<Vec<Bytes>, Error> {
    let rows = store::of_people(&ctx.db.read, bureau, &[person]).await?;
    Ok(rows.into_iter().map(|row| row.credential).collect())
}

/// The entry of the key that a session began with.
///
/// # Errors
/// [`Code::NotSignedIn`] when that key is gone.
pub async fn key_of(ctx: &Ctx, session: &Session) -> Result<EntryId, Error> {
    let row = store::find(&ctx.db.read, &session.credential).await?.filter(|row| row.person == session.person);
    Ok(row.ok_or(Code::NotSignedIn)?.entry)
}

/// Whether who is signed in may change what belongs to a key of hers: one that does not count yet changes its own only
/// (F4). A key that is gone has nothing left to guard.
///
/// # Errors
/// A refusal, or what does not answer.
pub async fn may_change(ctx: &Ctx, session: &Session, credential: &Bytes) -> Result<(), Error> {
    if session.role != Role::Client || *credential == session.credential {
        return Ok(());
    }
    if store::find(&ctx.db.read, credential).await?.is_none() {
        return Ok(());
    }
    // Where her key opens nothing it is asked nothing (R1.7).
    for subject in carry::hers(ctx, session).await? {
        let core = subject.opened()?;
        if !carry::opens(core, session) {
            continue;
        }
        let (by, key) = (carry::key_in(core, &session.credential), carry::key_in(core, credential));
        if let Some((by, key)) = by.zip(key) {
            core.key_may_change(by.entry, key.entry, ctx.clock.now())?;
        }
    }
    Ok(())
}

/// Ends a passkey that opens nothing any more, and every session that began with it; again, it changes nothing.
///
/// # Errors
/// [`Error`]: what does not answer.
async fn end(ctx: &Ctx, person: PersonId, credential: &Bytes) -> Result<(), Error> {
    if store::find(&ctx.db.read, credential).await?.is_none() {
        return Ok(());
    }
    let (tx, now) = (ctx.db.begin_write().await?, ctx.clock.now());
    store::remove(&tx, credential, now).await?;
    sessions::end_of_passkey(&tx, person, credential, now).await?;
    Ok(tx.commit().await.map_err(DbError::from)?)
}

/// As what a member of staff works here now.
///
/// # Errors
/// [`Code::WrongRole`] when she does not.
pub async fn staff_role(ctx: &Ctx, bureau: BureauId, person: PersonId) -> Result<Role, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, bureau).await?;
    let staff = facts.subject.founded()?.staff.get(&person).filter(|staff| staff.ended_at.is_none());
    staff.map(|staff| staff.role).ok_or_else(|| Code::WrongRole.into())
}
