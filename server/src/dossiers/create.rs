//! A coach takes on a client: a person, a dossier, and its first entry.

use shared::api::{ClientAdded, Code, NewClient};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::ids::{BureauId, DossierId, EntryId, PersonId, derived};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Job, append_with, load, rehearse};
use crate::people::{self, Kind, Person};
use crate::sessions::Session;

/// Opens a dossier for a new client. The same entry again gives the same client: ids come from it.
///
/// # Errors
/// A field without a mail address or telephone number, or with one of the staff's; a refusal; or what does not answer.
pub async fn create(ctx: &Ctx, session: &Session, new: &NewClient) -> Result<ClientAdded, Error> {
    if new.email.is_none() && new.phone.is_none() {
        return Err(Error::Field { field: "email", code: Code::ContactMissing });
    }
    let entry = new.entry.0;
    let (dossier, client) = (DossierId(derived(entry, b"dossier")), PersonId(derived(entry, b"client")));
    let actor = session.actor();
    let person = Person { name: new.name.clone(), email: new.email.clone(), phone: new.phone.clone(), lang: new.lang };
    open(ctx, session.bureau, actor, new.entry, (dossier, client), &person).await?;
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
    entry: EntryId,
    (dossier, client): (DossierId, PersonId),
    person: &Person,
) -> Result<(), Error> {
    let command = &Command::Open { client };
    let job = Job::<Dossier>::new(bureau, dossier.into(), entry, actor, command);
    rehearse(ctx, &job).await?;
    // Where both halves reach somebody who works here, they do not travel apart (F7).
    let facts = load::bureau(ctx, &ctx.db.read, bureau).await?;
    if let Some(field) = people::reach_of_staff(ctx, bureau, &facts.subject.founded()?.staff, person).await? {
        return Err(Error::Field { field, code: Code::ContactOfStaff });
    }
    let comes = people::prepare(ctx, bureau, client, Kind::Client, person).await?;
    append_with(ctx, job, &[comes]).await?;
    Ok(())
}
