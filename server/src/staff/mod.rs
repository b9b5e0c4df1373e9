//! The staff of a bureau: administrators invite, list and end (F58: they see no content).
//!
//! A new member is made as a person, stands in the bureau's log as invited, and gets in by two halves like everybody:
//! the link goes to her own mail, the code is on the administrator's screen. Who lost her keys is invited again in the
//! role she has.

pub mod http;

use shared::api::{InvitationMade, NewStaff, StaffView};
use shared::bureau::Core;
use shared::dossier::event::LinkHolder;
use shared::ids::{PersonId, derived};
use shared::log::Role;
use shared::refusal::Refusal;

use crate::bureaus::found;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::invitations::{self, make};
use crate::log::load;
use crate::passkeys;
use crate::people::{self, Person};
use crate::sessions::Session;

/// The facts of the bureau, for an administrator.
async fn administered(ctx: &Ctx, session: &Session) -> Result<Core, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, session.bureau).await?;
    session.only(&[Role::Administrator])?;
    facts.subject.works_here(session.person, Role::Administrator)?;
    Ok(facts.subject.founded()?.clone())
}

/// The staff, former staff too, in the order of their names.
///
/// # Errors
/// [`shared::api::Code::WrongRole`] for anybody but an administrator.
pub async fn list(ctx: &Ctx, session: &Session) -> Result<Vec<StaffView>, Error> {
    let bureau = administered(ctx, session).await?;
    let ids: Vec<PersonId> = bureau.staff.keys().copied().collect();
    let mut names = people::names(ctx, session.bureau, &ids).await?;
    let keys = passkeys::store::of_people(&ctx.db.read, session.bureau, &ids).await?;
    let invitations = invitations::store::of_people(&ctx.db.read, session.bureau, &ids).await?;
    let now = ctx.clock.now();
    let mut views = Vec::new();
    for (person, staff) in &bureau.staff {
        let Some(name) = names.remove(person) else { continue };
        let last = invitations.iter().find(|known| known.person == *person && known.used_at.is_none());
        views.push(StaffView {
            person: *person,
            name,
            role: staff.role,
            since: staff.since,
            ended_at: staff.ended_at,
            organisation: staff.organisation.clone(),
            pledged_at: staff.pledged_at,
            keys: u32::try_from(keys.iter().filter(|key| key.person == *person).count()).unwrap_or(u32::MAX),
            invitation: last.map(|known| known.view(now)),
        });
    }
    views.sort_by_key(|view| (view.ended_at.is_some(), view.name.clone()));
    Ok(views)
}

/// Invites somebody to work here: the link goes to the own mail, the code stays on the administrator's screen.
///
/// # Errors
/// [`shared::api::Code::WrongRole`]; a refusal; or what does not answer.
pub async fn invite(ctx: &Ctx, session: &Session, new: &NewStaff) -> Result<InvitationMade, Error> {
    administered(ctx, session).await?;
    let id = PersonId(derived(new.entry.0, b"staff"));
    let person = Person { name: new.name.clone(), email: Some(new.email.clone()), phone: None, lang: new.lang };
    send(ctx, session, id, new.role, &person).await
}

/// Invites somebody anew whose invitation ended unused, or who lost the keys.
///
/// # Errors
/// [`Refusal::Unknown`] for who does not work here; else as [`invite`].
pub async fn invite_again(ctx: &Ctx, session: &Session, id: PersonId) -> Result<InvitationMade, Error> {
    let bureau = administered(ctx, session).await?;
    let staff = bureau.staff.get(&id).filter(|staff| staff.ended_at.is_none()).ok_or(Refusal::Unknown)?;
    let person = people::find(ctx, session.bureau, id).await?.ok_or(Refusal::Unknown)?;
    send(ctx, session, id, staff.role, &person).await
}

async fn send(
    ctx: &Ctx,
    session: &Session,
    id: PersonId,
    role: Role,
    person: &Person,
) -> Result<InvitationMade, Error> {
    let by = session.actor();
    let halves = found::invite(ctx, session.bureau, by, id, role, person).await?;
    make::part(ctx, halves, LinkHolder::Invited, person).await
}
