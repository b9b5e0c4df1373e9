//! Passkeys at the door: what is about her health opens with nothing less (F30, G6).
//!
//! Whoever has link and code makes one. It belongs to the entry that says how she is reached: when another is reached in her
//! place, it opens nothing of what is sent from then on. It never signs in: it stands in a table of its own.

use shared::api::{Challenge, Code, DoorKey, DoorRoom};
use shared::dossier::command::Command;
use shared::dossier::sendings::{DoorStep, Proof, SendingCommand};
use shared::ids::{BureauId, Bytes, ContactId, EntryId, Hash, ItemId, LogId, PersonId, Uuid};
use shared::time::Timestamp;
use shared::words::Word;

use super::{Behind, enter, job, store};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Also, append_with};
use crate::passkeys::{derived_entry, flow};
use crate::platform::db::{DbError, Tx};
use crate::platform::keys::{Aad, KeyRef, open, seal};
use crate::platform::webauthn::Made;
use crate::recipients;

/// A passkey of somebody at a recipient, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DoorPasskey {
    /// The credential as the authenticator names it.
    pub credential: Bytes,
    /// The controller.
    pub bureau: BureauId,
    /// The entry that says how she is reached.
    pub reached: EntryId,
    /// Who.
    pub contact: ContactId,
    /// What verifies the next touch, under her key.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Keeps it in the transaction of its entry.
pub(crate) async fn keep(tx: &Tx, new: &DoorPasskey) -> Result<(), DbError> {
    store::insert_key(tx, new).await
}

/// Whether whoever is reached like that has one.
pub(super) async fn has_any(ctx: &Ctx, bureau: BureauId, reached: EntryId) -> Result<bool, Error> {
    Ok(!store::keys_of(&ctx.db.read, bureau, reached).await?.is_empty())
}

/// As who the device knows her.
const fn handle(contact: ContactId) -> PersonId {
    PersonId(contact.0)
}

/// The place of a sealed passkey; the credential's own bytes make its row an id.
fn place(bureau: BureauId, contact: ContactId, credential: &Bytes) -> Aad {
    let hash = Hash::of(&[b"akkoord-door-key-v1\0", &credential.0]);
    let row = hash.0.first_chunk::<16>().map_or(Uuid::nil(), |half| Uuid::from_bytes(*half));
    Aad { bureau, log: LogId(contact.0), row, item: ItemId(contact.0) }
}

/// The making of one begins: the code was right.
pub(super) async fn begin(ctx: &Ctx, behind: &Behind) -> Result<Challenge, Error> {
    let (bureau, sending) = (behind.door.bureau, behind.sending()?);
    let known = store::keys_of(&ctx.db.read, bureau, sending.reached).await?;
    let known: Vec<Bytes> = known.into_iter().map(|row| row.credential).collect();
    let lang = recipients::reached(ctx, bureau, sending.reached).await?.map(|(_, lang)| lang).unwrap_or_default();
    let begun = ctx.webauthn.start_registration(handle(sending.contact), lang.say(Word::PasskeyAtTheDoor), &known)?;
    let kind = flow::Kind::AtTheDoor { sending: sending.id, made: true };
    let flow = flow::keep(ctx, kind, None, begun.state).await?;
    Ok(Challenge { flow, options: begun.options })
}

/// A challenge for whoever made one before.
///
/// # Errors
/// [`Code::InvitationUnknown`] for a link that is none; or what does not answer.
pub async fn ask(ctx: &Ctx, link: Hash) -> Result<Challenge, Error> {
    let sending = Behind::of(ctx, link).await?.door.which.sending;
    let begun = ctx.webauthn.start_sign_in()?;
    let flow = flow::keep(ctx, flow::Kind::AtTheDoor { sending, made: false }, None, begun.state).await?;
    Ok(Challenge { flow, options: begun.options })
}

/// The passkey that was made or shown: what was sent, and what opens it for a while.
///
/// # Errors
/// [`Code::FlowEnded`] for a ceremony that lapsed or is another link's, [`Code::PasskeyUnknown`] for a key that is not known
/// here, [`Code::PasskeyRefused`] when it does not hold; why it may not be given; or what does not answer.
pub async fn answer(ctx: &Ctx, answer: &DoorKey) -> Result<DoorRoom, Error> {
    let behind = Behind::of(ctx, answer.token).await?;
    let begun = flow::look(ctx, answer.flow).await?;
    let flow::Kind::AtTheDoor { sending, made } = begun.kind else { return Err(Code::FlowEnded.into()) };
    if sending != behind.door.which.sending {
        return Err(Code::FlowEnded.into());
    }
    let permit = behind.permit(Proof::Passkey, ctx.clock.today())?;
    if made {
        let made = ctx.webauthn.finish_registration(&begun.state, &answer.credential)?;
        write(ctx, &behind, answer.flow, made).await?;
        flow::end(ctx, answer.flow).await?;
    } else {
        let begun = flow::take(ctx, answer.flow).await?;
        shown(ctx, &behind, &begun.state, answer).await?;
    }
    enter(ctx, &behind, (&permit, Proof::Passkey)).await
}

/// Writes down that one was made, and keeps it. The same again after a lost answer changes nothing.
async fn write(ctx: &Ctx, behind: &Behind, flow: Uuid, made: Made) -> Result<(), Error> {
    let (bureau, sending) = (behind.door.bureau, behind.sending()?);
    let (contact, reached) = (sending.contact, sending.reached);
    if let Some(known) = store::key(&ctx.db.read, &made.credential_id).await? {
        let again = known.bureau == bureau && known.reached == reached;
        return if again { Ok(()) } else { Err(Code::PasskeyRefused.into()) };
    }
    ctx.keys.create_person_key(bureau, handle(contact)).await?;
    let key = ctx.keys.open_key(bureau, KeyRef::Person(handle(contact))).await?;
    let sealed = seal(&key, &place(bureau, contact, &made.credential_id), made.passkey.as_bytes())?;
    let (credential, created_at) = (made.credential_id, ctx.clock.now());
    let also = [Also::DoorKeyMade(DoorPasskey { credential, bureau, reached, contact, sealed, created_at })];
    let command = Command::Sending(SendingCommand::Door(Box::new(DoorStep::KeyMade { which: behind.door.which })));
    append_with(ctx, job(&behind.door, derived_entry(flow, b"door-key"), &command), &also).await?;
    Ok(())
}

/// Whether the answer is by a key of whom this was sent to.
async fn shown(ctx: &Ctx, behind: &Behind, state: &str, answer: &DoorKey) -> Result<(), Error> {
    let (bureau, sending) = (behind.door.bureau, behind.sending()?);
    let (person, credential) = ctx.webauthn.identify(&answer.credential)?;
    let known = store::key(&ctx.db.read, &credential).await?;
    let known = known.filter(|known| (known.bureau, known.reached) == (bureau, sending.reached));
    let known = known.filter(|known| handle(known.contact) == person).ok_or(Code::PasskeyUnknown)?;
    let (key, place) = (KeyRef::Person(person), place(bureau, known.contact, &credential));
    let key = ctx.keys.open_key(bureau, key).await?;
    let passkey = String::from_utf8(open(&key, &place, &known.sealed)?).map_err(|_cause| Code::PasskeyRefused)?;
    let after = ctx.webauthn.finish_sign_in(state, &answer.credential, &passkey)?;
    Ok(store::key_used(&ctx.db.write, &credential, seal(&key, &place, after.as_bytes())?).await?)
}
