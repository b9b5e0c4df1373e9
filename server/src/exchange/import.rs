//! The clients of a list are taken on, some at a time.

use shared::api::{Code, TakeOn, TakenOn};
use shared::bureau::Bureau;
use shared::client_list::{LINES_AT_ONCE_MAX, ListedClient};
use shared::dossier::exchange::system;
use shared::ids::{EntryId, derived};
use shared::refusal::{ListPart, Refusal};

use super::numbers;
use super::preview::{of_staff, person};
use crate::ctx::Ctx;
use crate::dossiers::create;
use crate::error::Error;
use crate::log::load;
use crate::sessions::Session;

/// Takes on these clients of a list, each as a whole or not at all; tells of each what became of her, in their order.
///
/// # Errors
/// [`Refusal::NoSystem`]; [`Refusal::ListUnfit`] for too many at once; or what does not answer: the same again goes on.
pub async fn take_on(ctx: &Ctx, session: &Session, list: &TakeOn) -> Result<Vec<TakenOn>, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, session.bureau).await?.subject;
    system(&facts, ctx.clock.today())?;
    if list.clients.len() > LINES_AT_ONCE_MAX {
        return Err(Refusal::ListUnfit { part: ListPart::Lines }.into());
    }
    let mut taken = Vec::new();
    for client in &list.clients {
        taken.push(one(ctx, session, &facts, (list.list, client)).await?);
    }
    Ok(taken)
}

/// One client. Her ids come from the list and her number.
async fn one(
    ctx: &Ctx,
    session: &Session,
    facts: &Bureau,
    (list, client): (EntryId, &ListedClient),
) -> Result<TakenOn, Error> {
    if client.email.is_none() && client.phone.is_none() {
        return Err(Error::Field { field: "email", code: Code::ContactMissing });
    }
    let entry = EntryId(derived(list.0, client.number.as_str().as_bytes()));
    let (dossier, her) = create::ids(entry);
    let known = numbers::known(ctx, session, facts, std::iter::once(&client.number)).await?;
    match known.get(&client.number) {
        // By this very list, a moment ago.
        Some(there) if *there == dossier => return Ok(TakenOn::Made { dossier }),
        Some(there) => return Ok(TakenOn::Here { dossier: *there }),
        None => {}
    }
    let opening = create::Opening { entry, dossier, client: her, number: Some(&client.number) };
    match create::open(ctx, session.bureau, session.actor(), &opening, &person(client)).await {
        Ok(()) => Ok(TakenOn::Made { dossier }),
        Err(Error::Field { field, code: Code::ContactOfStaff }) => Ok(TakenOn::Wrong { faults: vec![of_staff(field)] }),
        Err(error) => Err(error),
    }
}
