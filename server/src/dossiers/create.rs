//! A coach takes on a client: a person, a dossier, and its first entry.

use shared::api::{ClientAdded, Code, NewClient};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::ids::{BureauId, DossierId, EntryId, PersonId, derived};
use shared::text::SystemNumber;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::exchange::numbers;
use crate::log::{Job, append_with, load, rehearse};
use crate::people::{self, Kind, Person};
use crate::sessions::Session;

/// A dossier that is opened, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The entry that opens it.
    pub entry: EntryId,
    /// The dossier.
    pub dossier: DossierId,
    /// Whose it is.
    pub client: PersonId,
    /// Her number in the system beside this one, where she comes from a list.
    pub number: Option<&'a SystemNumber>,
}

/// The dossier and the client that an entry makes.
#[must_use]
pub fn ids(entry: EntryId) -> (DossierId, PersonId) {
    (DossierId(derived(entry.0, b"dossier")), PersonId(derived(entry.0, b"client")))
}

/// Opens a dossier for a new client. The same entry again gives the same client: ids come from it.
///
/// # Errors
/// A field without a mail address or telephone number, or with one of the staff's; a refusal; or what does not answer.
pub async fn create(ctx: &Ctx, session: &Session, new: &NewClient) -> Result<ClientAdded, Error> {
    if new.email.is_none() && new.phone.is_none() {
        return Err(Error::Field { field: "email", code: Code::ContactMissing });
    }
    let (dossier, client) = ids(new.entry);
    let person = Person { name: new.name.clone(), email: new.email.clone(), phone: new.phone.clone(), lang: new.lang };
    let opening = Opening { entry: new.entry, dossier, client, number: None };
    open(ctx, session.bureau, session.actor(), &opening, &person).await?;
    Ok(ClientAdded { dossier, person: client })
}

/// Opens a dossier for a person who comes with it. The rules are asked first: where they refuse, nobody is stored.
///
/// # Errors
/// As [`create`].
pub async fn open(
    ctx: &Ctx,
    bureau: BureauId,
    actor: Actor,
    opening: &Opening<'_>,
    person: &Person,
) -> Result<(), Error> {
    let Opening { entry, dossier, client, number } = *opening;
    let command = &Command::Open { client, number: number.cloned() };
    let job = Job::<Dossier>::new(bureau, dossier.into(), entry, actor, command);
    rehearse(ctx, &job).await?;
    // Where both halves reach somebody who works here, they do not travel apart (F7).
    let facts = load::bureau(ctx, &ctx.db.read, bureau).await?;
    if let Some(field) = people::reach_of_staff(ctx, bureau, &facts.subject.founded()?.staff, person).await? {
        return Err(Error::Field { field, code: Code::ContactOfStaff });
    }
    let mut also = vec![people::prepare(ctx, bureau, client, Kind::Client, person).await?];
    if number.is_some() {
        also.push(numbers::prepare(ctx, bureau, dossier, number).await?);
    }
    append_with(ctx, job, &also).await?;
    Ok(())
}
