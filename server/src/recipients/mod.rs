//! Recipients: the organisations to which something about a client can go, their contact persons and their agreements.
//!
//! They stand in the bureau's log; what somebody wants with them comes through the bureau's one door for commands. [`page`]
//! is the list: the state says which there are and what may go there, and the names are opened from the entries, all in one
//! query. [`known`] opens what a command would change, for the rules. [`reach`] opens how one contact person is reached, for
//! a mail: she is told that she stands here (G14), and nothing of any client.
//!
//! Names and addresses are in no state, no index and no queue of mails.

pub mod http;

use std::collections::BTreeMap;

use shared::api::{AgreementLine, ContactLine, OpenedEntry, RecipientLine, RecipientsPage};
use shared::bureau::recipients::{
    Agreement, AgreementKind, AgreementMark, ContactMark, Details, Known, Person, Recipient, keeps, records_agreements,
    sees, unknown_kinds,
};
use shared::bureau::{BureauCommand, BureauEvent};
use shared::ids::{BureauId, ContactId, EntryId};
use shared::log::{Role, read_content};
use shared::policy::Policy;
use shared::text::{Email, Name};
use shared::time::{CivilDate, Timestamp};
use shared::words::Lang;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::LogError;
use crate::log::load::{self, Items};
use crate::sessions::Session;

/// The recipients of the bureau, for who works with them.
///
/// # Errors
/// [`shared::api::Code::WrongRole`] for anybody else; or what does not answer.
pub async fn page(ctx: &Ctx, session: &Session) -> Result<RecipientsPage, Error> {
    let readers: Vec<Role> = Role::STAFF.iter().copied().filter(|role| sees(*role)).collect();
    session.only(&readers)?;
    let facts = load::bureau_with(ctx, &ctx.db.read, session.bureau, Items::All).await?.subject;
    let wanted: Vec<EntryId> = facts.recipients().flat_map(entries_of).collect();
    let opened = load::entries(ctx, session.bureau, session.bureau.into(), &wanted).await?;
    let told = Told { ctx, opened, today: ctx.clock.today() };
    let mut recipients: Vec<RecipientLine> = facts.recipients().map(|one| told.recipient(one)).collect();
    recipients.sort_by_cached_key(|line| {
        let name = line.details.as_ref().map(|details| details.name.as_str().to_lowercase());
        (line.ended_on.is_some(), name, line.recipient)
    });
    let policy = facts.regulation(told.today).map_or_else(Policy::default, |version| version.policy.clone()).in_force();
    let (keeps, agrees) = (keeps(session.role), records_agreements(session.role));
    Ok(RecipientsPage { recipients, unknown_kinds: unknown_kinds(&policy), keeps, agrees, today: told.today })
}

/// The entries in which a recipient's names and places stand.
fn entries_of(recipient: &Recipient) -> impl Iterator<Item = EntryId> {
    let contacts = recipient.contacts.values().map(|contact| contact.entry);
    [recipient.entry].into_iter().chain(contacts).chain(recipient.agreements.values().map(|known| known.entry))
}

/// What the entries tell.
struct Told<'a> {
    ctx: &'a Ctx,
    opened: BTreeMap<EntryId, OpenedEntry>,
    today: CivilDate,
}

impl Told<'_> {
    fn event(&self, entry: EntryId) -> Option<BureauEvent> {
        read_content(self.opened.get(&entry)?.content.as_bytes()).ok()
    }

    fn day(&self, at: Option<Timestamp>) -> Option<CivilDate> {
        at.map(|at| self.ctx.clock.date_of(at))
    }

    fn recipient(&self, known: &Recipient) -> RecipientLine {
        let mut contacts: Vec<ContactLine> =
            known.contacts.iter().filter_map(|(id, mark)| self.contact(*id, *mark)).collect();
        contacts.sort_by_cached_key(|line| (line.ended_on.is_some(), line.name.as_str().to_lowercase(), line.contact));
        RecipientLine {
            recipient: known.id,
            kind: known.kind,
            details: self.event(known.entry).and_then(details),
            since: self.ctx.clock.date_of(known.since),
            ended_on: self.day(known.ended_at),
            contacts,
            agreements: known.agreements.iter().map(|(what, mark)| self.agreement(*what, *mark)).collect(),
            readiness: known.readiness(self.today),
        }
    }

    fn contact(&self, contact: ContactId, mark: ContactMark) -> Option<ContactLine> {
        let Person { name, role, email, phone, lang } = self.event(mark.entry).and_then(person)?;
        let ended_on = self.day(mark.ended_at);
        // How somebody is reached who is reached no more is nobody's business.
        let (email, phone) = if ended_on.is_none() { (Some(email), phone) } else { (None, None) };
        Some(ContactLine {
            contact,
            name,
            role,
            email,
            phone,
            lang,
            since: self.ctx.clock.date_of(mark.since),
            ended_on,
        })
    }

    fn agreement(&self, what: AgreementKind, mark: AgreementMark) -> AgreementLine {
        let kept = match self.event(mark.entry) {
            Some(BureauEvent::AgreementRecorded { agreement: Agreement { kept, .. }, .. }) => Some(kept),
            _ => None,
        };
        let AgreementMark { signed_on, until, ended_at, .. } = mark;
        AgreementLine { what, signed_on, until, kept, ended_on: self.day(ended_at) }
    }
}

fn details(event: BureauEvent) -> Option<Details> {
    match event {
        BureauEvent::RecipientAdded { details, .. } | BureauEvent::RecipientChanged { details, .. } => Some(details),
        _ => None,
    }
}

fn person(event: BureauEvent) -> Option<Person> {
    match event {
        BureauEvent::ContactAdded { person, .. } | BureauEvent::ContactChanged { person, .. } => Some(person),
        _ => None,
    }
}

/// What stands of whom a command changes: the rules say whether that is anything new.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn known(ctx: &Ctx, bureau: BureauId, command: &BureauCommand) -> Result<Option<Known>, LogError> {
    let (recipient, contact) = match command {
        BureauCommand::ChangeRecipient { recipient, .. } => (*recipient, None),
        BureauCommand::ChangeContact { recipient, contact, .. } => (*recipient, Some(*contact)),
        _ => return Ok(None),
    };
    let facts = load::bureau_with(ctx, &ctx.db.read, bureau, Items::These(&[recipient.into()])).await?.subject;
    let Ok(recipient) = facts.recipient(recipient) else { return Ok(None) };
    let entry = contact.map_or(Some(recipient.entry), |id| recipient.contacts.get(&id).map(|mark| mark.entry));
    let Some(entry) = entry else { return Ok(None) };
    let Some(opened) = load::entry(ctx, bureau, bureau.into(), entry).await? else { return Ok(None) };
    let Ok(event) = read_content::<BureauEvent>(opened.content.as_bytes()) else { return Ok(None) };
    Ok(match contact {
        Some(_) => person(event).map(Known::Person),
        None => details(event).map(Known::Organisation),
    })
}

/// What organisations are called, by the entries that say so. What was erased is left out.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn names(ctx: &Ctx, bureau: BureauId, entries: &[EntryId]) -> Result<BTreeMap<EntryId, Name>, LogError> {
    let opened = load::entries(ctx, bureau, bureau.into(), entries).await?;
    let name = |(id, entry): (EntryId, OpenedEntry)| {
        let told = read_content(entry.content.as_bytes()).ok().and_then(details)?;
        Some((id, told.name))
    };
    Ok(opened.into_iter().filter_map(name).collect())
}

/// Where somebody was written to, and in which language, by the entry that says so; also who is none any more.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn reached(ctx: &Ctx, bureau: BureauId, entry: EntryId) -> Result<Option<(Email, Lang)>, LogError> {
    let opened = load::entry(ctx, bureau, bureau.into(), entry).await?;
    let told = opened.and_then(|opened| read_content(opened.content.as_bytes()).ok()).and_then(person);
    Ok(told.map(|person| (person.email, person.lang)))
}

/// What contact persons are called, by the entries that say so. What was erased is left out.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn contacts(ctx: &Ctx, bureau: BureauId, entries: &[EntryId]) -> Result<BTreeMap<EntryId, Name>, LogError> {
    let opened = load::entries(ctx, bureau, bureau.into(), entries).await?;
    let name = |(id, entry): (EntryId, OpenedEntry)| {
        let told = read_content(entry.content.as_bytes()).ok().and_then(person)?;
        Some((id, told.name))
    };
    Ok(opened.into_iter().filter_map(name).collect())
}

/// Where a contact person is written to, and in which language; nothing where she is none any more.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn reach(ctx: &Ctx, bureau: BureauId, contact: ContactId) -> Result<Option<(Email, Lang)>, LogError> {
    let kinds = ["contact_added", "contact_changed", "contact_ended"];
    let told = load::entries_about(ctx, bureau, bureau.into(), contact.into(), &kinds).await?;
    let last = told.last().and_then(|entry| read_content(entry.content.as_bytes()).ok());
    Ok(last.and_then(person).map(|person| (person.email, person.lang)))
}
