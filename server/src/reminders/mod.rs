//! Reminders: the product asks again, and at the end date writes down that there was no answer (F18).
//!
//! The index says which questions are open, the bureau's settings which of them are due and at which hours; the rules
//! decide each one again on its own dossier, so running this twice, or on two servers, reminds nobody twice. A
//! reminder is an entry, and its mail is queued with it; after the last day stands that nothing was answered.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::time::Duration;

use shared::dossier::command::Actor;
use shared::dossier::{Command, Dossier};
use shared::ids::{BureauId, PersonId, Uuid};
use shared::log::Role;
use shared::settings::Settings;
use shared::time::CivilDate;

use crate::ctx::Ctx;
use crate::dossiers::store::{self, OpenQuestion};
use crate::error::Error;
use crate::log::{Job, LogError, Witness, append, load};
use crate::platform::random;

/// How often it is looked at.
pub const EVERY: Duration = Duration::from_mins(5);

/// The product itself, by its own clock.
const SYSTEM: Actor = Actor { person: PersonId(Uuid::nil()), role: Role::System };

/// Reminds and closes what is due today; a job calls this every few minutes. What goes wrong with one question holds up
/// no other.
///
/// # Errors
/// [`Error`]: the index does not answer.
pub async fn run(ctx: &Ctx) -> Result<(), Error> {
    let (today, hour) = (ctx.clock.today(), ctx.clock.hour());
    let mut known = BTreeMap::new();
    for question in store::open_questions(&ctx.db.read).await? {
        let done = async {
            let settings = settings_of(ctx, &mut known, question.bureau).await?;
            let Some(command) = due(&question, settings, today, hour) else { return Ok(()) };
            write(ctx, &question, &command).await
        };
        if let Err(cause) = done.await {
            metrics::counter!("akkoord_reminders_failed_total").increment(1);
            tracing::error!(%cause, "a question cannot be reminded of or closed; the others go on");
        }
    }
    Ok(())
}

async fn settings_of<'a>(
    ctx: &Ctx,
    known: &'a mut BTreeMap<BureauId, Settings>,
    bureau: BureauId,
) -> Result<&'a Settings, LogError> {
    Ok(match known.entry(bureau) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => new.insert(load::bureau(ctx, &ctx.db.read, bureau).await?.subject.settings().clone()),
    })
}

fn due(question: &OpenQuestion, settings: &Settings, today: CivilDate, hour: u16) -> Option<Command> {
    let (consult, version) = (question.row.consult, question.row.version);
    if question.row.ends_on.is_some_and(|ends_on| ends_on < today) {
        return Some(Command::LeaveUnanswered { consult, version });
    }
    let day = question.row.remind_on(settings)?;
    (day <= today && settings.reminds_at(hour)).then_some(Command::Remind { consult, version })
}

/// A question that was answered meanwhile is no error.
async fn write(ctx: &Ctx, question: &OpenQuestion, command: &Command) -> Result<(), LogError> {
    let job = Job::<Dossier> {
        bureau: question.bureau,
        log: question.dossier.into(),
        entry: random::entry_id(ctx.clock.now()),
        actor: SYSTEM,
        command,
        witness: Witness::default(),
    };
    match append(ctx, job).await {
        Ok(_) | Err(LogError::Refused(_)) => Ok(()),
        Err(other) => Err(other),
    }
}
