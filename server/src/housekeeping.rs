//! Housekeeping: what has ended is kept for thirty days and then deleted; it serves nobody any more (AVG 5(1)(e)).

use std::time::Duration;

use shared::bureau::Bureau;
use shared::cases::Case;
use shared::dossier::Dossier;
use shared::ids::{BureauId, LogId};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load;
use crate::{devices, drafts, files, invitations, mails, passkeys, scans, sessions};

/// How often rows are looked at.
pub const EVERY: Duration = Duration::from_hours(1);
/// How often keys that were made ahead are looked at.
pub const SPARES_EVERY: Duration = Duration::from_hours(24);
/// How long what has ended stays.
const DAYS: i64 = 30;

/// Deletes drafts whose end has come, scans and files that no entry came to name, and what ended thirty days ago: sessions, mails, invitations, removed passkeys.
/// Devices go when no browser would remember them either.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn sweep(ctx: &Ctx) -> Result<(), Error> {
    let (now, on) = (ctx.clock.now(), &ctx.db.write);
    let before = now.plus_hours(DAYS.saturating_mul(-24));
    drafts::store::sweep(on, now).await?;
    files::sweep(ctx, now).await?;
    scans::store::sweep(on, now.plus_hours(-scans::WAIT_HOURS)).await?;
    sessions::store::sweep(on, before).await?;
    devices::store::sweep(on, now.plus_hours(devices::DAYS.saturating_mul(-24))).await?;
    mails::store::sweep(on, before).await?;
    invitations::store::sweep(on, before).await?;
    Ok(passkeys::store::sweep(on, before).await?)
}

/// Destroys keys that were made ahead by servers that are gone and seal nothing.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn tidy_spares(ctx: &Ctx) -> Result<(), Error> {
    for log in load::logs::<Bureau>(ctx, None).await? {
        let bureau = BureauId(log.0);
        tidy_log(ctx, bureau, log).await?;
        for log in load::logs::<Dossier>(ctx, Some(bureau)).await? {
            tidy_log(ctx, bureau, log).await?;
        }
        for log in load::logs::<Case>(ctx, Some(bureau)).await? {
            tidy_log(ctx, bureau, log).await?;
        }
    }
    Ok(())
}

async fn tidy_log(ctx: &Ctx, bureau: BureauId, log: LogId) -> Result<(), Error> {
    let mut used = load::keys_in_use(ctx, log).await?;
    used.extend(drafts::store::keys_in_use(&ctx.db.read, log).await?);
    used.extend(files::store::keys_in_use(&ctx.db.read, log).await?);
    used.extend(scans::store::keys_in_use(&ctx.db.read, log).await?);
    Ok(ctx.keys.tidy_spares(bureau, log, &used).await?)
}
