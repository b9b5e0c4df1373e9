//! Dossiers whose coach works here no more: an administrator finds another for all of them, and learns how many there
//! are and nothing of whom (F58, F60). Each client then meets, says yes and hands over, or says no.

use std::collections::BTreeMap;

use shared::access::{Relation, relation};
use shared::api::{FindCoach, Unguided};
use shared::bureau::Bureau;
use shared::dossier::{Command, Dossier};
use shared::ids::{EntryId, PersonId, derived};
use shared::log::Role;
use shared::refusal::Refusal;

use super::store::{self, DossierRow};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::{Job, LogError, append, load};
use crate::people;
use crate::sessions::Session;

async fn rows(ctx: &Ctx, session: &Session, facts: &Bureau) -> Result<Vec<DossierRow>, Error> {
    let coaches = facts.staff_at_work().filter(|(_, role, _)| *role == Role::Coach).map(|(coach, ..)| coach);
    let rows = store::guided_by_none_of(&ctx.db.read, session.bureau, coaches).await?;
    let today = ctx.clock.today();
    let hers = |row: &DossierRow| relation(&row.circle, facts, session.actor(), today) == Relation::Placer;
    Ok(rows.into_iter().filter(hers).collect())
}

/// How many each former coach left behind.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn list(ctx: &Ctx, session: &Session) -> Result<Vec<Unguided>, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, session.bureau).await?.subject;
    let mut counts: BTreeMap<PersonId, (u32, u32)> = BTreeMap::new();
    for row in rows(ctx, session, &facts).await? {
        let (without, proposed) = counts.entry(row.circle.coach).or_default();
        let count = if row.circle.candidate.is_some() { proposed } else { without };
        *count = count.saturating_add(1);
    }
    let former: Vec<PersonId> = counts.keys().copied().collect();
    let names = people::names(ctx, session.bureau, &former).await?;
    let found = counts.into_iter().filter_map(|(former, (without, proposed))| {
        Some(Unguided { former, name: names.get(&former)?.clone(), without, proposed })
    });
    Ok(found.collect())
}

/// Proposes a coach to everybody whom a former coach guided and who has none proposed; who said no to that coach is
/// left for another. Gives how it then stands.
///
/// # Errors
/// A refusal that holds for all of them; or what does not answer.
pub async fn propose(ctx: &Ctx, session: &Session, new: &FindCoach) -> Result<Vec<Unguided>, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, session.bureau).await?.subject;
    let command = &Command::ProposeCoach { coach: new.coach, why: Some(new.why.clone()) };
    let (mut asked, mut refused) = (false, None);
    for row in rows(ctx, session, &facts).await? {
        if row.circle.coach != new.former || row.circle.candidate.is_some() {
            continue;
        }
        let entry = EntryId(derived(new.entry.0, row.dossier.0.as_bytes()));
        let job = Job::<Dossier>::new(session.bureau, row.dossier.into(), entry, session.actor(), command);
        match append(ctx, job).await {
            Ok(_) => asked = true,
            Err(LogError::Refused(no @ (Refusal::SheSaidNo { .. } | Refusal::NotByRegulation { .. }))) => {
                refused = Some(no);
            }
            Err(other) => return Err(other.into()),
        }
    }
    // Where nobody could be asked, she learns why.
    if let Some(refusal) = refused.filter(|_| !asked) {
        return Err(refusal.into());
    }
    list(ctx, session).await
}
