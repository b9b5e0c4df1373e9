//! A coach corrects how her client is reached: her sealed record changes with the entry that says so, and that has no value.

use shared::access::Act;
use shared::api::{Code, NewContact};
use shared::dossier::{Command, Dossier};
use shared::ids::DossierId;
use shared::refusal::Refusal;

use super::read::{Seen, seen};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load::Items;
use crate::log::{Job, Witness, append_with};
use crate::people::{self, Kind, Person};
use crate::sessions::Session;

/// Changes mail address, telephone number and language; what is already so is no entry.
///
/// # Errors
/// [`Code::ContactMissing`] without a mail address or telephone number; a refusal; or what does not answer.
pub async fn change(ctx: &Ctx, session: &Session, dossier: DossierId, new: &NewContact) -> Result<(), Error> {
    let actor = session.actor();
    let Seen { subject, facts, .. } = seen(ctx, session, dossier, Act::ChangeContact, Items::None).await?;
    let core = subject.opened()?;
    if new.email.is_none() && new.phone.is_none() {
        return Err(Error::Field { field: "email", code: Code::ContactMissing });
    }
    let person = people::find(ctx, session.bureau, core.client).await?.ok_or(Refusal::Unknown)?;
    let changed =
        Person { name: person.name.clone(), email: new.email.clone(), phone: new.phone.clone(), lang: new.lang };
    if changed == person {
        return Ok(());
    }
    // Where both halves reach somebody who works here, they do not travel apart (F7).
    if let Some(field) = people::reach_of_staff(ctx, session.bureau, &facts.founded()?.staff, &changed).await? {
        return Err(Error::Field { field, code: Code::ContactOfStaff });
    }
    let also = people::prepare_change(ctx, session.bureau, core.client, Kind::Client, &changed).await?;
    let job = Job::<Dossier> {
        bureau: session.bureau,
        log: dossier.into(),
        entry: new.entry,
        actor,
        command: &Command::ChangeContact {},
        witness: Witness::default(),
    };
    append_with(ctx, job, &[also]).await?;
    Ok(())
}
