//! A coach takes on a client: a person, a dossier, and its first entry.

use shared::api::{ClientAdded, Code, NewClient};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::ids::{DossierId, EntryId, Hash, PersonId, Uuid};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Job, Witness, append};
use crate::people::{self, Kind, Person};
use crate::sessions::Session;

/// Opens a dossier for a new client. The same entry again gives the same client: ids come from it.
///
/// # Errors
/// [`Code::ContactMissing`] without a mail address or telephone number; a refusal; or what does not answer.
pub async fn create(ctx: &Ctx, session: &Session, new: &NewClient) -> Result<ClientAdded, Error> {
    if new.email.is_none() && new.phone.is_none() {
        return Err(Error::Field { field: "email", code: Code::ContactMissing });
    }
    let (dossier, client) = (DossierId(derived(new.entry, b"dossier")), PersonId(derived(new.entry, b"client")));
    let actor = Actor { person: session.person, role: session.role };
    let facts = crate::log::load::bureau(ctx, &ctx.db.read, session.bureau).await?;
    facts.subject.works_here(actor.person, shared::log::Role::Coach)?;
    let person = Person { name: new.name.clone(), email: new.email.clone(), phone: new.phone.clone(), lang: new.lang };
    people::create(ctx, session.bureau, client, Kind::Client, &person, ctx.clock.now()).await?;
    let command = Command::Open { client };
    let job = Job::<Dossier> {
        bureau: session.bureau,
        log: dossier.into(),
        entry: new.entry,
        actor,
        command: &command,
        witness: Witness::default(),
    };
    append(ctx, job).await?;
    Ok(ClientAdded { dossier, person: client })
}

/// An id that belongs to an entry id: a repeated request makes nothing twice.
fn derived(entry: EntryId, what: &[u8]) -> Uuid {
    let hash = Hash::of(&[b"akkoord-derived-v1\0", entry.0.as_bytes(), what]);
    let half = hash.0.first_chunk::<16>().copied().unwrap_or_default();
    uuid::Builder::from_custom_bytes(half).into_uuid()
}
