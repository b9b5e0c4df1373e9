//! Who may do what with recipients, and what becomes of them.

use std::collections::BTreeMap;

use super::{
    AGREEMENT_DAYS_MAX, Agreement, AgreementKind, AgreementMark, ContactMark, Details, Known, Person, Recipient,
    RecipientKind,
};
use crate::bureau::{Bureau, BureauCommand, BureauEvent, administers};
use crate::dossier::command::{Actor, Given};
use crate::ids::{ContactId, EntryId, RecipientId};
use crate::log::{Header, Role};
use crate::refusal::Refusal;

/// Whether this role sees them: who sends, who does the post, and who answers for it.
#[must_use]
pub const fn sees(role: Role) -> bool {
    matches!(role, Role::Administrator | Role::Officer | Role::Coach | Role::EmploymentExpert | Role::OfficeWorker)
}

/// Whether this role writes down who they are.
#[must_use]
pub const fn keeps(role: Role) -> bool {
    matches!(role, Role::Administrator | Role::Coach)
}

/// Whether this role writes down what was agreed.
#[must_use]
pub const fn records_agreements(role: Role) -> bool {
    matches!(role, Role::Administrator)
}

fn may_keep(bureau: &Bureau, actor: Actor) -> Result<(), Refusal> {
    match actor.role {
        Role::Coach => bureau.is_bound(actor.person, Role::Coach),
        _ => administers(bureau, actor),
    }
}

/// Whether this may happen to a recipient, and what follows.
pub(in crate::bureau) fn decide(
    bureau: &Bureau,
    actor: Actor,
    command: &BureauCommand,
    given: &Given,
) -> Result<Vec<BureauEvent>, Refusal> {
    match command {
        BureauCommand::RecordAgreement { .. } | BureauCommand::EndAgreement { .. } => administers(bureau, actor)?,
        _ => may_keep(bureau, actor)?,
    }
    let known = given.known.as_deref();
    match command {
        BureauCommand::AddRecipient { recipient, kind, details } => add(bureau, *recipient, *kind, details),
        BureauCommand::ChangeRecipient { recipient, details } => change(bureau, *recipient, details, known),
        BureauCommand::EndRecipient { recipient } => {
            // With it its contact persons: how they are reached is of no use any more (G14).
            let there = standing(bureau, *recipient)?.contacts.iter().filter(|(_, mark)| mark.ended_at.is_none());
            let leave = |(contact, _): (&ContactId, &ContactMark)| BureauEvent::ContactEnded {
                recipient: *recipient,
                contact: *contact,
            };
            Ok(there.map(leave).chain([BureauEvent::RecipientEnded { recipient: *recipient }]).collect())
        }
        BureauCommand::AddContact { recipient, contact, person } => add_contact(bureau, (*recipient, *contact), person),
        BureauCommand::ChangeContact { recipient, contact, person } => {
            change_contact(bureau, (*recipient, *contact), person, known)
        }
        BureauCommand::EndContact { recipient, contact } => {
            here(standing(bureau, *recipient)?, *contact)?;
            Ok(vec![BureauEvent::ContactEnded { recipient: *recipient, contact: *contact }])
        }
        BureauCommand::RecordAgreement { recipient, agreement } => record(bureau, *recipient, agreement, given),
        BureauCommand::EndAgreement { recipient, what } => end_agreement(bureau, *recipient, *what),
        _ => Err(Refusal::Unknown),
    }
}

/// A recipient that did not end: of an ended one nothing changes any more.
fn standing(bureau: &Bureau, id: RecipientId) -> Result<&Recipient, Refusal> {
    let known = bureau.recipient(id)?;
    if known.ended_at.is_some() { Err(Refusal::RecipientEnded) } else { Ok(known) }
}

/// A contact person who is still one.
fn here(recipient: &Recipient, contact: ContactId) -> Result<(), Refusal> {
    let known = recipient.contacts.get(&contact).ok_or(Refusal::Unknown)?;
    if known.ended_at.is_some() { Err(Refusal::RecipientEnded) } else { Ok(()) }
}

fn add(
    bureau: &Bureau,
    recipient: RecipientId,
    kind: RecipientKind,
    details: &Details,
) -> Result<Vec<BureauEvent>, Refusal> {
    if bureau.recipient(recipient).is_ok() {
        return Err(Refusal::EntryTaken { entry: EntryId(recipient.0) });
    }
    Ok(vec![BureauEvent::RecipientAdded { recipient, kind, details: details.clone() }])
}

/// What it says already changes nothing.
fn change(
    bureau: &Bureau,
    recipient: RecipientId,
    details: &Details,
    known: Option<&Known>,
) -> Result<Vec<BureauEvent>, Refusal> {
    standing(bureau, recipient)?;
    let same = matches!(known, Some(Known::Organisation(known)) if known == details);
    let event = || BureauEvent::RecipientChanged { recipient, details: details.clone() };
    Ok((!same).then(event).into_iter().collect())
}

fn add_contact(
    bureau: &Bureau,
    (recipient, contact): (RecipientId, ContactId),
    person: &Person,
) -> Result<Vec<BureauEvent>, Refusal> {
    if standing(bureau, recipient)?.contacts.contains_key(&contact) {
        return Err(Refusal::EntryTaken { entry: EntryId(contact.0) });
    }
    Ok(vec![BureauEvent::ContactAdded { recipient, contact, person: person.clone() }])
}

/// At another address than before she is told anew: whoever reads there did not know (G14).
fn change_contact(
    bureau: &Bureau,
    (recipient, contact): (RecipientId, ContactId),
    person: &Person,
    known: Option<&Known>,
) -> Result<Vec<BureauEvent>, Refusal> {
    here(standing(bureau, recipient)?, contact)?;
    let before = match known {
        Some(Known::Person(before)) => Some(before),
        _ => None,
    };
    if before == Some(person) {
        return Ok(Vec::new());
    }
    let moved = before.is_none_or(|before| before.email != person.email);
    Ok(vec![BureauEvent::ContactChanged { recipient, contact, person: person.clone(), moved }])
}

/// An agreement takes the place of the one before of its kind.
fn record(
    bureau: &Bureau,
    recipient: RecipientId,
    agreement: &Agreement,
    given: &Given,
) -> Result<Vec<BureauEvent>, Refusal> {
    standing(bureau, recipient)?;
    let today = given.today;
    if agreement.signed_on > today {
        return Err(Refusal::FutureDate { today });
    }
    let lasts = agreement.until.map(|until| today.days_until(until));
    if lasts.is_some_and(|days| !(0..AGREEMENT_DAYS_MAX).contains(&days)) {
        return Err(Refusal::LastDay { today, days: AGREEMENT_DAYS_MAX });
    }
    Ok(vec![BureauEvent::AgreementRecorded { recipient, agreement: agreement.clone() }])
}

fn end_agreement(bureau: &Bureau, recipient: RecipientId, what: AgreementKind) -> Result<Vec<BureauEvent>, Refusal> {
    let known = standing(bureau, recipient)?.agreements.get(&what).ok_or(Refusal::Unknown)?;
    let event = BureauEvent::AgreementEnded { recipient, what };
    Ok(known.ended_at.is_none().then_some(event).into_iter().collect())
}

/// What an entry means for a recipient; gives whose it is.
pub(in crate::bureau) fn fold(
    recipients: &mut BTreeMap<RecipientId, Recipient>,
    header: &Header,
    event: &BureauEvent,
) -> Option<RecipientId> {
    let (entry, at) = (header.entry, header.at);
    if let BureauEvent::RecipientAdded { recipient: id, kind, .. } = event {
        let (contacts, agreements) = (BTreeMap::new(), BTreeMap::new());
        let new = Recipient { id: *id, kind: *kind, entry, since: at, ended_at: None, contacts, agreements };
        recipients.insert(*id, new);
        return Some(*id);
    }
    let id = event.recipient()?;
    let known = recipients.get_mut(&id)?;
    match event {
        BureauEvent::RecipientChanged { .. } => known.entry = entry,
        BureauEvent::RecipientEnded { .. } => known.ended_at = Some(at),
        BureauEvent::ContactAdded { contact, .. } => {
            known.contacts.insert(*contact, ContactMark { entry, since: at, ended_at: None });
        }
        BureauEvent::ContactChanged { contact, .. } => {
            if let Some(contact) = known.contacts.get_mut(contact) {
                contact.entry = entry;
            }
        }
        BureauEvent::ContactEnded { contact, .. } => {
            if let Some(contact) = known.contacts.get_mut(contact) {
                contact.ended_at = Some(at);
            }
        }
        BureauEvent::AgreementRecorded { agreement: Agreement { what, signed_on, until, .. }, .. } => {
            let mark = AgreementMark { entry, signed_on: *signed_on, until: *until, ended_at: None };
            known.agreements.insert(*what, mark);
        }
        BureauEvent::AgreementEnded { what, .. } => {
            if let Some(agreement) = known.agreements.get_mut(what) {
                agreement.ended_at = Some(at);
            }
        }
        _ => {}
    }
    Some(id)
}
