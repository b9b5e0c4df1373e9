//! Reminders: the product asks again, and at the end date writes down that there was no answer (F18).
//!
//! The index says which questions are due; the rules decide each one again on its own dossier, so running this twice,
//! or on two servers, reminds nobody twice.

use std::time::Duration;

use shared::dossier::command::Actor;
use shared::dossier::{Command, Dossier};
use shared::ids::{PersonId, Uuid};
use shared::log::Role;

use crate::ctx::Ctx;
use crate::dossiers::store::{self, Due};
use crate::error::Error;
use crate::log::{Job, LogError, Witness, append};
use crate::platform::random;

/// How often it is looked at.
pub const EVERY: Duration = Duration::from_mins(5);

/// The product itself, by its own clock.
const SYSTEM: Actor = Actor { person: PersonId(Uuid::nil()), role: Role::System };

/// Reminds and closes what is due today; a job calls this every few minutes.
///
/// # Errors
/// [`Error`]: what does not answer. A question that was answered meanwhile is no error.
pub async fn run(ctx: &Ctx) -> Result<(), Error> {
    let today = ctx.clock.today();
    for due in store::due(&ctx.db.read, today).await? {
        let (consult, version) = (due.row.consult, due.row.version);
        let over = due.row.ends_on.is_some_and(|ends_on| ends_on < today);
        let command =
            if over { Command::LeaveUnanswered { consult, version } } else { Command::Remind { consult, version } };
        write(ctx, &due, &command).await?;
    }
    Ok(())
}

async fn write(ctx: &Ctx, due: &Due, command: &Command) -> Result<(), Error> {
    let job = Job::<Dossier> {
        bureau: due.bureau,
        log: due.dossier.into(),
        entry: random::entry_id(ctx.clock.now()),
        actor: SYSTEM,
        command,
        witness: Witness::default(),
    };
    match append(ctx, job).await {
        Ok(_) | Err(LogError::Refused(_)) => Ok(()),
        Err(other) => Err(other.into()),
    }
}
