//! Folds a log again from its first entry and compares: state and index can be lost, entries cannot.

use shared::ids::{BureauId, ItemId, LogId};
use shared::log::{Head, Header, read_content, verify_chain};

use super::load::{Items, load, open_content};
use super::{LogError, ledger::Ledger, store};
use crate::ctx::Ctx;

/// How many entries are read at a time.
const PAGE: u64 = 500;

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
}

/// Folds a log from its first entry. Entries whose content was erased are skipped.
///
/// # Errors
/// [`LogError::Unreadable`] when the chain does not hold or a content cannot be read.
pub async fn rebuild<L: Ledger>(ctx: &Ctx, bureau: BureauId, log: LogId) -> Result<Rebuilt<L>, LogError> {
    let mut subject = L::assemble(None, Vec::new());
    let (mut items, mut headers, mut next) = (Vec::new(), Vec::new(), 1);
    loop {
        let page = store::entries_from(&ctx.db.read, log, next, PAGE).await?;
        let ids: Vec<_> = page.iter().map(|entry| entry.key).collect();
        let keys = ctx.keys.open_items(bureau, &ids).await?;
        let Some(last) = page.last() else { break };
        next = last.header.seq.saturating_add(1);
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
    Ok(Rebuilt { subject, items, headers, head })
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
