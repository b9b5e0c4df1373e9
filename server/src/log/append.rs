//! The one way anything is written: decide on the loaded state, seal what follows, and commit it as a whole.

use shared::api::Accepted;
use shared::bureau::Bureau;
use shared::bureau::recipients::Known;
use shared::dossier::command::{Actor, Given};
use shared::dossier::consents::Spoken;
use shared::dossier::documents::StoredFile;
use shared::dossier::forms::Scan;
use shared::dossier::summaries::Passage;
use shared::evidence::Verified;
use shared::ids::{BureauId, EntryId, Hash, ItemId, LogId, PersonId};
use shared::log::{Event, Head, Header, canonical, commitment, write_content};
use shared::refusal::Refusal;
use shared::text::Name;
use shared::time::{CivilDate, Timestamp};

use super::LogError;
use super::also::Also;
use super::feed::{self, Change};
use super::ledger::{Ledger, Notice};
use super::load::{Items, Loaded, bureau_with, load};
use super::state::State;
use super::store::{self, StoredEntry};
use crate::ctx::Ctx;
use crate::platform::db::{Tx, retrying};
use crate::platform::keys::{Aad, Key, seal};
use crate::{drafts, mails, platform::random};

/// How many spare keys a log has lying ready: a decision needs two at most.
const SPARE_KEYS: usize = 4;

/// A command on its way into a log.
pub struct Job<'a, L: Ledger> {
    /// The controller.
    pub bureau: BureauId,
    /// The log.
    pub log: LogId,
    /// The entry it becomes: the idempotency key.
    pub entry: EntryId,
    /// Who wants it.
    pub actor: Actor,
    /// What.
    pub command: &'a L::Command,
    /// What else the rules have to be given about it.
    pub witness: Witness,
}

impl<'a, L: Ledger> Job<'a, L> {
    /// A command about which nothing else has to be found out.
    #[must_use]
    pub fn new(bureau: BureauId, log: LogId, entry: EntryId, actor: Actor, command: &'a L::Command) -> Self {
        Self { bureau, log, entry, actor, command, witness: Witness::default() }
    }
}

/// What was found out about a command outside any transaction.
#[derive(Clone, Debug, Default)]
pub struct Witness {
    /// The proof that its evidence was verified.
    pub verified: Option<Verified>,
    /// The hash of the entry that its statement says she had seen.
    pub hash_at_seen: Option<Hash>,
    /// The name in the sentence that was signed.
    pub name: Option<Name>,
    /// The text that counts now, for a command that sends another.
    pub current: Option<Vec<Passage>>,
    /// The scans and files that the command names.
    pub scans: Vec<Scan>,
    /// The file that the command names.
    pub file: Option<StoredFile>,
    /// Whether the number that it gives her is another's.
    pub number_taken: bool,
    /// What stands in entries alone and a decision about a consent needs.
    pub spoken: Option<Box<Spoken>>,
    /// What stood of the recipient or the contact person that it changes.
    pub known: Option<Box<Known>>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The number of its entry; none when there was nothing to change.
    pub seq: Option<u64>,
    /// When the bureau received it.
    pub at: Timestamp,
    /// The last entry of the log.
    pub head: Head,
    /// Whether it was written now, and not found as it was written before.
    pub fresh: bool,
}

impl From<Appended> for Accepted {
    fn from(Appended { seq, at, head, .. }: Appended) -> Self {
        Self { seq, at, head }
    }
}

/// Whether a command would be taken now: asked before anything is made that it needs. Writes nothing.
///
/// # Errors
/// [`LogError::Refused`] by the rules; else what does not answer or cannot be read.
pub async fn rehearse<L: Ledger>(ctx: &Ctx, job: &Job<'_, L>) -> Result<(), LogError> {
    let facts = bureau_with(ctx, &ctx.db.read, job.bureau, Items::These(&L::recipients(job.command))).await?;
    let needed = L::needs(job.command);
    let loaded = load::<L>(ctx, &ctx.db.read, job.bureau, job.log, Items::These(&needed)).await?;
    let given = job.given(ctx, ctx.clock.now());
    let Err(refusal) = loaded.subject.decide(&facts.subject, job.actor, job.command, &given) else { return Ok(()) };
    // Asked last: what was loaded may already hold the very entry, written a moment ago by the same request.
    match store::entry_by_id(&ctx.db.read, job.bureau, job.entry).await? {
        Some(_) => Ok(()),
        None => Err(refusal.into()),
    }
}

/// Writes what follows from a command, once: the same entry again gets the same answer.
///
/// # Errors
/// [`LogError::Refused`] by the rules; else what does not answer or cannot be read. Then nothing was written.
pub async fn append<L: Ledger>(ctx: &Ctx, job: Job<'_, L>) -> Result<Appended, LogError> {
    append_with(ctx, job, &[]).await
}

/// The same for what the server writes once in a while, under an id made of what it is about: should that id be taken,
/// it is written under a fresh one. Nobody keeps the server from writing something down.
///
/// # Errors
/// As [`append`].
pub async fn append_once<L: Ledger>(ctx: &Ctx, job: Job<'_, L>) -> Result<Appended, LogError> {
    let Job { bureau, log, actor, command, ref witness, .. } = job;
    let entry = random::entry_id(ctx.clock.now());
    let anew = Job::<L> { bureau, log, entry, actor, command, witness: witness.clone() };
    match append(ctx, job).await {
        Err(LogError::Refused(Refusal::EntryTaken { .. })) => append(ctx, anew).await,
        done => done,
    }
}

/// The same, with rows that stand or fall with what is written: a command that was here before has written them.
///
/// # Errors
/// As [`append`]; [`LogError::Door`] when such a row cannot be written any more.
pub(crate) async fn append_with<L: Ledger>(ctx: &Ctx, job: Job<'_, L>, also: &[Also]) -> Result<Appended, LogError> {
    ready_keys(ctx, &job).await?;
    match retrying(|| attempt(ctx, &job, also)).await? {
        Attempt::Wrote { appended, people } => {
            let Job { bureau, log, .. } = job;
            feed::publish(ctx, Change { bureau, log, seq: appended.head.seq, people }).await;
            Ok(appended)
        }
        // Nothing changed, so nobody is told: a page that looks again at each change would else never come to rest.
        Attempt::Found(appended) => Ok(appended),
    }
}

/// What an attempt did.
enum Attempt {
    /// Entries stand that did not stand before, and perhaps other people are around the log.
    Wrote { appended: Appended, people: bool },
    /// The same command was here before, or there was nothing to change.
    Found(Appended),
}

/// Makes the keys a decision may need. A log that is not there gets its key only when the rules would begin it, and
/// one of another bureau gets none: nobody fills the key store by naming logs.
async fn ready_keys<L: Ledger>(ctx: &Ctx, job: &Job<'_, L>) -> Result<(), LogError> {
    match store::head(&ctx.db.read, job.log).await? {
        Some(known) if known.bureau != job.bureau => return Err(Refusal::Unknown.into()),
        Some(_) => {}
        None => {
            rehearse(ctx, job).await?;
            ctx.keys.create_log_key(job.bureau, job.log).await?;
        }
    }
    Ok(ctx.keys.spare_item_keys(job.bureau, job.log, SPARE_KEYS).await?)
}

async fn attempt<L: Ledger>(ctx: &Ctx, job: &Job<'_, L>, also: &[Also]) -> Result<Attempt, LogError> {
    let tx = ctx.db.begin_write().await?;
    ctx.db.lock(&tx, job.log.0).await?;
    let command_hash = job.command_hash();
    if let Some(answer) = answered_before(&tx, job, &command_hash).await? {
        return Ok(Attempt::Found(answer));
    }
    let facts = bureau_with(ctx, &tx, job.bureau, Items::These(&L::recipients(job.command))).await?;
    let needed = L::needs(job.command);
    let loaded = load::<L>(ctx, &tx, job.bureau, job.log, Items::These(&needed)).await?;
    let last = loaded.stored.as_ref().map_or(Timestamp(i64::MIN), |stored| stored.at);
    let now = ctx.db.now(&tx, &ctx.clock).await?.max(last);
    let given = job.given(ctx, now);
    let events = loaded.subject.decide(&facts.subject, job.actor, job.command, &given)?;
    if events.is_empty() {
        return Ok(Attempt::Found(Appended { seq: None, at: now, head: loaded.head, fresh: false }));
    }
    let (begins, before) = (loaded.stored.is_none(), loaded.subject.circle());
    let mut writing = Writing::begin(ctx, job, &facts, loaded, now).await?;
    for event in &events {
        writing.add(event, command_hash).await?;
    }
    let people = begins || before != writing.subject.circle();
    let appended = writing.save(&tx).await?;
    for row in also {
        row.write(&tx, now).await?;
    }
    tx.commit().await.map_err(crate::platform::db::DbError::from)?;
    Ok(Attempt::Wrote { appended, people })
}

impl<L: Ledger> Job<'_, L> {
    fn given(&self, ctx: &Ctx, now: Timestamp) -> Given {
        let Witness { verified, hash_at_seen, name, current, scans, file, number_taken, spoken, known } =
            self.witness.clone();
        let (today, minute, ticket) = (ctx.clock.date_of(now), ctx.clock.minute_of(now), Hash(random::bytes()));
        Given {
            entry: self.entry,
            now,
            today,
            minute,
            ticket,
            verified,
            hash_at_seen,
            name,
            current,
            scans,
            file,
            number_taken,
            spoken,
            known,
        }
    }

    /// An entry id belongs to one actor, one log and one command.
    fn command_hash(&self) -> Hash {
        Hash::of(&[self.log.0.as_bytes(), self.actor.person.0.as_bytes(), &canonical(self.command)])
    }
}

async fn answered_before<L: Ledger>(
    tx: &Tx,
    job: &Job<'_, L>,
    command_hash: &Hash,
) -> Result<Option<Appended>, LogError> {
    let Some(known) = store::entry_by_id(tx, job.bureau, job.entry).await? else { return Ok(None) };
    if known.command_hash != command_hash.0 {
        return Err(Refusal::EntryTaken { entry: job.entry }.into());
    }
    let head = store::head(tx, job.log).await?.map_or_else(Head::default, |stored| stored.head);
    Ok(Some(Appended { seq: Some(known.header.seq), at: known.header.at, head, fresh: false }))
}

/// The entries of one decision while they are made.
struct Writing<'a, L: Ledger> {
    ctx: &'a Ctx,
    job: &'a Job<'a, L>,
    facts: &'a Loaded<Bureau>,
    subject: L,
    business: Key,
    now: Timestamp,
    today: CivilDate,
    head: Head,
    first: Option<u64>,
    entries: Vec<StoredEntry>,
    changed: Vec<ItemId>,
    notices: Vec<Notice>,
    drafts: Vec<ItemId>,
    passed_on: Vec<(PersonId, PersonId)>,
}

impl<'a, L: Ledger> Writing<'a, L> {
    async fn begin(
        ctx: &'a Ctx,
        job: &'a Job<'a, L>,
        facts: &'a Loaded<Bureau>,
        loaded: Loaded<L>,
        now: Timestamp,
    ) -> Result<Self, LogError> {
        let business = match loaded.business {
            Some(key) => key,
            None => ctx.keys.take_item_key(job.bureau, job.log).await?,
        };
        Ok(Self {
            ctx,
            job,
            facts,
            subject: loaded.subject,
            business,
            now,
            today: ctx.clock.date_of(now),
            head: loaded.head,
            first: None,
            entries: Vec::new(),
            changed: Vec::new(),
            notices: Vec::new(),
            drafts: Vec::new(),
            passed_on: Vec::new(),
        })
    }

    /// Seals one event as the next entry and folds it.
    async fn add(&mut self, event: &L::Event, command_hash: Hash) -> Result<(), LogError> {
        let Job { bureau, log, actor, .. } = *self.job;
        let entry = if self.first.is_none() { self.job.entry } else { random::entry_id(self.now) };
        let key =
            if event.has_own_key() { self.ctx.keys.take_item_key(bureau, log).await? } else { self.business.clone() };
        let (salt, content) = (random::bytes::<32>(), write_content(event));
        let header = Header {
            bureau,
            log,
            seq: self.head.seq.saturating_add(1),
            entry,
            at: self.now,
            actor: actor.person,
            role: actor.role,
            kind: event.kind().to_owned(),
            item: event.item().unwrap_or_else(|| log.into()),
            bureau_seq: self.facts.head.seq,
            commitment: commitment(&salt, &content),
            prev: self.head.hash,
            hash: Hash::default(),
        }
        .sealed();
        let place = Aad { bureau, log, row: entry.0, item: header.item };
        let sealed = seal(&key, &place, &[&salt[..], &content].concat())?;
        for item in self.subject.fold(&header, event) {
            if !self.changed.contains(&item) {
                self.changed.push(item);
            }
        }
        self.notices.extend(self.subject.notices(&self.facts.subject, &header, self.today, event));
        self.drafts.extend(L::ends_draft(log, event));
        self.passed_on.extend(L::passes_drafts_on(event));
        self.head = Head { seq: header.seq, hash: header.hash };
        self.first.get_or_insert(header.seq);
        self.entries.push(StoredEntry { header, key: key.id(), sealed, command_hash: command_hash.0.to_vec() });
        Ok(())
    }

    /// Writes entries, core, changed items, index rows and mails in the transaction, and ends the drafts they were.
    async fn save(self, tx: &Tx) -> Result<Appended, LogError> {
        let Job { bureau, log, actor, .. } = *self.job;
        let written: Vec<Header> = self.entries.iter().map(|entry| entry.header.clone()).collect();
        store::insert_entries(tx, self.entries).await?;
        let state = State {
            bureau,
            log,
            subject: &self.subject,
            items: &self.changed,
            written: &written,
            head: self.head,
            at: self.now,
            business: &self.business,
        };
        state.save(tx).await?;
        for draft in self.drafts {
            drafts::end(tx, actor.person, log, draft).await?;
        }
        for (from, to) in self.passed_on {
            drafts::pass_on(tx, from, to, log).await?;
        }
        for notice in self.notices {
            mails::queue(tx, bureau, notice, self.now).await?;
        }
        Ok(Appended { seq: self.first, at: self.now, head: self.head, fresh: true })
    }
}
