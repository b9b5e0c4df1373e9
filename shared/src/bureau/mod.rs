//! A bureau: its name, its settings and its staff, in a log of its own by the same mechanism as a dossier.
//!
//! The operator founds it and invites the first administrator; administrators name it and invite staff. Nothing a
//! client says or has is in here (F58). What is in force here is what a dossier's decisions are made under.

mod command;
mod contact;
mod event;
mod knocks;
pub mod recipients;
pub mod regulations;
mod staff;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use command::BureauCommand;
pub use event::BureauEvent;
pub use knocks::{KNOCKS_MAX, Knocks};

use crate::dossier::command::{Actor, Given};
use crate::ids::{BureauId, Bytes, ItemId, PersonId, RecipientId, Uuid};
use crate::log::{Head, Header, Role, Subject};
use crate::refusal::{Article, Refusal};
use crate::settings::Settings;
use crate::text::Name;
use crate::time::Timestamp;

pub use contact::Contact;
pub use recipients::Recipient;
pub use regulations::{Published, Regulation, Reviewed};
pub use staff::Organisation;

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// As what.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// The keys that can sign in.
    pub keys: BTreeSet<Bytes>,
    /// Since when she is bound to secrecy: before that she sees nothing (F65).
    #[serde(default)]
    pub pledged_at: Option<Timestamp>,
    /// The organisation she works for, where that is not the bureau itself (S0a, W2b).
    #[serde(default)]
    pub organisation: Option<Organisation>,
    /// The last version of the regulation that she read (M13b).
    #[serde(default)]
    pub acknowledged: u32,
}

/// The facts in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Core {
    /// The bureau.
    pub id: BureauId,
    /// Its name.
    pub name: Name,
    /// How to reach it.
    pub contact: Contact,
    /// Its settings.
    pub settings: Settings,
    /// Its staff, former staff too.
    pub staff: BTreeMap<PersonId, Staff>,
    /// The versions of its regulation, in their order.
    #[serde(default)]
    pub regulations: Vec<Published>,
    /// Who knocked in the hour of the last knock, and how often.
    pub knocks: Knocks,
    /// The last entry.
    pub head: Head,
    /// The moment of the last entry.
    pub at: Timestamp,
}

/// A bureau.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bureau {
    core: Option<Core>,
    settings: Settings,
    /// Those that are loaded.
    recipients: BTreeMap<RecipientId, Recipient>,
}

impl Bureau {
    /// The facts of a bureau that was founded.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] before that.
    pub fn founded(&self) -> Result<&Core, Refusal> {
        self.core.as_ref().ok_or(Refusal::Unknown)
    }

    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.core.as_ref().map_or(&self.settings, |core| &core.settings)
    }

    /// The target that a knock counts for: its own, or none any more for who knocks everywhere.
    #[must_use]
    pub fn knock_counts_for(&self, person: PersonId, target: ItemId, now: Timestamp) -> ItemId {
        let count = self.core.as_ref().map_or(0, |core| core.knocks.of(person, now));
        if count < KNOCKS_MAX { target } else { ItemId(Uuid::nil()) }
    }

    /// Whether this person works here now, in this role.
    ///
    /// # Errors
    /// [`Refusal::StaffEnded`] when it ended, [`Refusal::NotYours`] in another role or never.
    pub fn works_here(&self, person: PersonId, role: Role) -> Result<(), Refusal> {
        match self.founded()?.staff.get(&person) {
            Some(staff) if staff.ended_at.is_some() => Err(Refusal::StaffEnded),
            Some(staff) if staff.role == role => Ok(()),
            _ => Err(Refusal::NotYours { article: Article::Role }),
        }
    }

    /// Whether this person works here now, in this role, and is bound to secrecy (F65).
    ///
    /// # Errors
    /// As [`works_here`](Self::works_here); [`Refusal::PledgeMissing`] before she is bound.
    pub fn is_bound(&self, person: PersonId, role: Role) -> Result<(), Refusal> {
        self.works_here(person, role)?;
        let staff = self.founded()?.staff.get(&person);
        match staff.and_then(|staff| staff.pledged_at) {
            Some(_) => Ok(()),
            None => Err(Refusal::PledgeMissing),
        }
    }
}

/// Whether this may happen, and what follows.
///
/// # Errors
/// [`Refusal`].
pub fn decide(
    bureau: &Bureau,
    actor: Actor,
    command: &BureauCommand,
    given: &Given,
) -> Result<Vec<BureauEvent>, Refusal> {
    let event = match command {
        BureauCommand::Found { name } if bureau.core.is_none() && actor.role == Role::Operator => {
            BureauEvent::Founded { name: name.clone(), settings: Settings::default() }
        }
        BureauCommand::Found { .. } => return Err(Refusal::NotYours { article: Article::Role }),
        BureauCommand::Rename { name } => {
            administers(bureau, actor)?;
            if bureau.founded()?.name == *name {
                return Ok(Vec::new());
            }
            BureauEvent::Named { name: name.clone() }
        }
        BureauCommand::SetSettings { settings } => {
            administers(bureau, actor)?;
            let faults = settings.faults();
            if !faults.is_empty() {
                return Err(Refusal::Settings { faults });
            }
            if bureau.founded()?.settings == *settings {
                return Ok(Vec::new());
            }
            BureauEvent::SettingsSet { settings: settings.clone() }
        }
        BureauCommand::SetContact { contact } => {
            administers(bureau, actor)?;
            return contact::set(bureau, contact);
        }
        BureauCommand::InviteStaff { person, role, invitation } => {
            administers(bureau, actor)?;
            if !Role::STAFF.contains(role) {
                return Err(Refusal::NotYours { article: Article::OnlyTheClient });
            }
            // Whoever works here in another role would lose it; the last administrator cannot.
            let known = bureau.founded()?.staff.get(person);
            if known.is_some_and(|known| known.ended_at.is_none() && known.role != *role) {
                return Err(Refusal::NotYours { article: Article::Role });
            }
            BureauEvent::StaffInvited { person: *person, role: *role, invitation: *invitation }
        }
        BureauCommand::PlaceStaff { person, organisation } => {
            administers(bureau, actor)?;
            return staff::place(bureau, *person, organisation.as_ref());
        }
        BureauCommand::EndStaff { person } => {
            administers(bureau, actor)?;
            staff::end(bureau, *person)?
        }
        BureauCommand::Publish { .. }
        | BureauCommand::ReviewRegulation { .. }
        | BureauCommand::AcknowledgeRegulation { .. } => return regulations::decide(bureau, actor, command),
        BureauCommand::Pledge { sentence } => {
            bureau.works_here(actor.person, actor.role)?;
            return staff::pledge(bureau, actor.person, sentence);
        }
        BureauCommand::RegisterKey { credential_id } => {
            bureau.works_here(actor.person, actor.role)?;
            BureauEvent::StaffKeyRegistered { credential_id: credential_id.clone() }
        }
        BureauCommand::RemoveKey { credential_id } => {
            bureau.works_here(actor.person, actor.role)?;
            staff::remove_key(bureau, actor.person, credential_id)?
        }
        BureauCommand::CountAttempt { target } => BureauEvent::AttemptRefused { target: *target },
        command => return recipients::decide(bureau, actor, command, given),
    };
    Ok(vec![event])
}

fn administers(bureau: &Bureau, actor: Actor) -> Result<(), Refusal> {
    match actor.role {
        Role::Operator => bureau.founded().map(drop),
        role => bureau.is_bound(actor.person, Role::Administrator).and(match role {
            Role::Administrator => Ok(()),
            _ => Err(Refusal::NotYours { article: Article::Role }),
        }),
    }
}

impl Subject for Bureau {
    type Event = BureauEvent;
    type Core = Core;
    type Item = Recipient;

    fn assemble(core: Option<Core>, items: Vec<(ItemId, Recipient)>) -> Self {
        let recipients = items.into_iter().map(|(_, recipient)| (recipient.id, recipient)).collect();
        Self { core, settings: Settings::default(), recipients }
    }

    fn core(&self) -> Option<&Core> {
        self.core.as_ref()
    }

    fn item(&self, id: ItemId) -> Option<&Recipient> {
        self.recipients.get(&RecipientId(id.0))
    }

    fn fold(&mut self, header: &Header, event: &BureauEvent) -> Vec<ItemId> {
        if let BureauEvent::Founded { name, settings } = event {
            self.core = Some(Core {
                id: header.bureau,
                name: name.clone(),
                contact: Contact::default(),
                settings: settings.clone(),
                staff: BTreeMap::new(),
                regulations: Vec::new(),
                knocks: Knocks::default(),
                head: Head::default(),
                at: header.at,
            });
        }
        let Some(core) = self.core.as_mut() else { return Vec::new() };
        core.head = Head { seq: header.seq, hash: header.hash };
        core.at = header.at;
        match event {
            BureauEvent::Named { name } => core.name = name.clone(),
            BureauEvent::SettingsSet { settings } => core.settings = settings.clone(),
            BureauEvent::ContactSet { contact } => core.contact = contact.clone(),
            BureauEvent::StaffInvited { person, role, .. } => {
                // Whoever is invited once more has worked here since before.
                let known = core.staff.remove(person);
                let works = known.as_ref().filter(|known| known.ended_at.is_none() && known.role == *role);
                let since = works.map_or(header.at, |known| known.since);
                // A promise of secrecy has no end (M10c), but whoever begins anew makes it anew.
                let pledged_at = works.and_then(|known| known.pledged_at);
                let acknowledged = known.as_ref().map_or(0, |known| known.acknowledged);
                let organisation = known.as_ref().and_then(|known| known.organisation.clone());
                let keys = known.map(|known| known.keys).unwrap_or_default();
                let staff = Staff { role: *role, since, ended_at: None, keys, pledged_at, organisation, acknowledged };
                core.staff.insert(*person, staff);
            }
            BureauEvent::StaffPlaced { person, organisation } => {
                if let Some(staff) = core.staff.get_mut(person) {
                    staff.organisation.clone_from(organisation);
                }
            }
            BureauEvent::StaffEnded { person } => {
                if let Some(staff) = core.staff.get_mut(person) {
                    staff.ended_at = Some(header.at);
                }
            }
            BureauEvent::AttemptRefused { .. } => core.knocks.count(header.actor, header.at),
            BureauEvent::StaffKeyRegistered { credential_id } => {
                if let Some(staff) = core.staff.get_mut(&header.actor) {
                    staff.keys.insert(credential_id.clone());
                }
            }
            BureauEvent::StaffKeyRemoved { credential_id } => {
                if let Some(staff) = core.staff.get_mut(&header.actor) {
                    staff.keys.remove(credential_id);
                }
            }
            BureauEvent::RegulationPublished { .. }
            | BureauEvent::RegulationReviewed { .. }
            | BureauEvent::RegulationAcknowledged { .. } => regulations::fold(core, header, event),
            BureauEvent::StaffPledged { .. } => {
                if let Some(staff) = core.staff.get_mut(&header.actor) {
                    staff.pledged_at = Some(header.at);
                }
            }
            BureauEvent::Founded { .. } => {}
            event => {
                return recipients::fold(&mut self.recipients, header, event).map(ItemId::from).into_iter().collect();
            }
        }
        Vec::new()
    }
}
