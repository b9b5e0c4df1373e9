//! The beginning: a bureau is founded at first start, and its first administrator is invited.

use shared::api::InvitationPurpose;
use shared::bureau::{Bureau, BureauCommand};
use shared::dossier::command::Actor;
use shared::dossier::event::LinkHolder;
use shared::ids::{BureauId, InvitationId, PersonId, Uuid};
use shared::log::Role;
use shared::text::Name;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::invitations::make::{self, Halves};
use crate::log::{Job, append, append_with, rehearse};
use crate::people::{self, Kind, Person};
use crate::platform::random;

/// Somebody at the machine itself: a person in no table.
#[must_use]
pub const fn operator() -> Actor {
    Actor { person: PersonId(Uuid::nil()), role: Role::Operator }
}

/// Founds a bureau.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn found(ctx: &Ctx, name: &Name) -> Result<BureauId, Error> {
    // A UUIDv7: the one that was founded first sorts first.
    let bureau = BureauId(random::entry_id(ctx.clock.now()).0);
    append(ctx, job(ctx, bureau, operator(), &BureauCommand::Found { name: name.clone() })).await?;
    Ok(bureau)
}

/// Invites somebody to work at a bureau; gives both halves to the operator, or to who parts them.
///
/// # Errors
/// [`Error`]: a refusal, or what does not answer.
pub async fn invite(
    ctx: &Ctx,
    bureau: BureauId,
    by: Actor,
    id: PersonId,
    role: Role,
    person: &Person,
) -> Result<Halves, Error> {
    let invitation = InvitationId(random::id());
    let halves = make::draw(ctx, bureau, invitation, id, None, InvitationPurpose::Staff, by.person).await?;
    let command = BureauCommand::InviteStaff { person: id, role, invitation };
    let job = job(ctx, bureau, by, &command);
    // The rules first: where they refuse, nobody is stored.
    rehearse(ctx, &job).await?;
    let comes = people::prepare(ctx, bureau, id, Kind::Staff, person).await?;
    append_with(ctx, job, &[comes, halves.kept(LinkHolder::Invited)]).await?;
    Ok(halves)
}

fn job<'a>(ctx: &Ctx, bureau: BureauId, actor: Actor, command: &'a BureauCommand) -> Job<'a, Bureau> {
    let entry = random::entry_id(ctx.clock.now());
    Job::new(bureau, bureau.into(), entry, actor, command)
}

/// Writes what follows from a command that is not posted by anybody.
///
/// # Errors
/// [`Error`]: a refusal, or what does not answer.
pub async fn write(ctx: &Ctx, bureau: BureauId, actor: Actor, command: &BureauCommand) -> Result<(), Error> {
    append(ctx, job(ctx, bureau, actor, command)).await?;
    Ok(())
}
