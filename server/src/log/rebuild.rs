//! Folds a log again from its first entry, compares, and writes anew: state and index can be lost, entries cannot.

use shared::bureau::Bureau;
use shared::cases::Case;
use shared::dossier::Dossier;
use shared::ids::{BureauId, ItemId, KeyId, LogId, Uuid};
use shared::log::{Head, Header, read_content, verify_chain};

use super::load::{Items, load, open_content};
use super::state::State;
use super::{LogError, ledger::Ledger, store};
use crate::ctx::Ctx;
use crate::platform::db::{Connection, DbError, retrying};
use crate::platform::installation;
use crate::platform::keys::KeyRef;

/// How many entries are read at a time.
const PAGE: u64 = 500;

/// What index rows and states hold in this release: counted up by whoever changes their form.
const INDEX: i32 = 5;
/// What only one server at a time does.
const BRINGS_UP: Uuid = Uuid::from_u128(0xA1);

/// What folding a log again gave.
pub struct Rebuilt<L> {
    /// The subject as its entries say.
    pub subject: L,
    /// The items its entries touched.
    pub items: Vec<ItemId>,
    /// The plain part of each entry.
    pub headers: Vec<Header>,
    /// Its last entry; the chain up to it holds.
    pub head: Head,
    /// The key of the log's business: that of its first entry.
    business: Option<KeyId>,
}

/// Folds a log from its first entry. Entries whose content was erased are skipped.
///
/// # Errors
/// [`LogError::Unreadable`] when the chain does not hold or a content cannot be read.
pub async fn rebuild<L: Ledger>(ctx: &Ctx, bureau: BureauId, log: LogId) -> Result<Rebuilt<L>, LogError> {
    folded(ctx, &ctx.db.read, bureau, log).await
}

async fn folded<L: Ledger>(
    ctx: &Ctx,
    on: &impl Connection,
    bureau: BureauId,
    log: LogId,
) -> Result<Rebuilt<L>, LogError> {
    let mut subject = L::assemble(None, Vec::new());
    let (mut items, mut headers, mut next, mut business) = (Vec::new(), Vec::new(), 1, None);
    loop {
        let page = store::entries_from(on, log, next, PAGE).await?;
        let ids: Vec<_> = page.iter().map(|entry| entry.key).collect();
        let keys = ctx.keys.open_items(bureau, &ids).await?;
        let Some(last) = page.last() else { break };
        next = last.header.seq.saturating_add(1);
        business = business.or(page.first().map(|first| first.key));
        for entry in &page {
            headers.push(entry.header.clone());
            let Some(key) = keys.get(&entry.key) else { continue };
            let (_, content) = open_content(key, entry)?;
            let event: L::Event = read_content(&content).map_err(|_cause| LogError::Unreadable("an event"))?;
            for item in subject.fold(&entry.header, &event) {
                if !items.contains(&item) {
                    items.push(item);
                }
            }
        }
    }
    let head = verify_chain(&headers).map_err(|_cause| LogError::Unreadable("the chain does not hold"))?;
    Ok(Rebuilt { subject, items, headers, head, business })
}

/// Whether the stored state of a log is what its entries say.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn agrees<L: Ledger + PartialEq>(ctx: &Ctx, bureau: BureauId, log: LogId) -> Result<bool, LogError> {
    let rebuilt = rebuild::<L>(ctx, bureau, log).await?;
    let kept = load::<L>(ctx, &ctx.db.read, bureau, log, Items::All).await?;
    Ok(rebuilt.subject == kept.subject && rebuilt.head == kept.head)
}

/// Writes the index anew where an earlier release wrote it: a column that was added says nothing of what was before.
///
/// # Errors
/// As [`write_anew`].
pub async fn bring_up(ctx: &Ctx) -> Result<(), LogError> {
    let is_done = async || Ok::<_, DbError>(installation::index_release(&ctx.db).await? >= INDEX);
    if is_done().await? {
        return Ok(());
    }
    let _alone = ctx.db.alone(BRINGS_UP).await?;
    if is_done().await? {
        return Ok(());
    }
    let (begun, mut left) = (store::begun(&ctx.db.read).await?, 0_usize);
    for (bureau, log, kind) in &begun {
        // One log that cannot be read does not keep the others from being served.
        if let Err(cause) = write_one_anew(ctx, *bureau, *log, kind).await {
            if cause.is_away() {
                return Err(cause);
            }
            tracing::error!(%cause, ?log, "a log could not be written anew; the next start tries again");
            left = left.saturating_add(1);
        }
    }
    if left > 0 {
        return Ok(());
    }
    tracing::info!(logs = begun.len(), "the index was written anew for this release");
    Ok(installation::set_index_release(&ctx.db, INDEX).await?)
}

/// Writes state and index of every log anew from its entries; gives how many logs there are.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read. Each log is written as a whole, or not at all.
pub async fn write_anew(ctx: &Ctx) -> Result<usize, LogError> {
    let begun = store::begun(&ctx.db.read).await?;
    for (bureau, log, kind) in &begun {
        write_one_anew(ctx, *bureau, *log, kind).await?;
    }
    Ok(begun.len())
}

async fn write_one_anew(ctx: &Ctx, bureau: BureauId, log: LogId, kind: &str) -> Result<(), LogError> {
    match kind {
        Bureau::BEGINS => retrying(|| write_log_anew::<Bureau>(ctx, bureau, log)).await,
        Dossier::BEGINS => retrying(|| write_log_anew::<Dossier>(ctx, bureau, log)).await,
        Case::BEGINS => retrying(|| write_log_anew::<Case>(ctx, bureau, log)).await,
        _ => Err(LogError::Unreadable("a log that begins with what is not known")),
    }
}

async fn write_log_anew<L: Ledger>(ctx: &Ctx, bureau: BureauId, log: LogId) -> Result<(), LogError> {
    let tx = ctx.db.begin_write().await?;
    ctx.db.lock(&tx, log.0).await?;
    let Rebuilt { subject, items, headers, head, business } = folded::<L>(ctx, &tx, bureau, log).await?;
    let (Some(last), Some(business)) = (headers.last(), business) else { return Ok(()) };
    let business = ctx.keys.open_key(bureau, KeyRef::Item(business)).await?;
    store::forget_items(&tx, log).await?;
    L::forget_index(&tx, log).await?;
    let (subject, items, written, at, business) = (&subject, &items, &headers, last.at, &business);
    State { bureau, log, subject, items, written, head, at, business }.save(&tx).await?;
    Ok(tx.commit().await.map_err(DbError::from)?)
}
