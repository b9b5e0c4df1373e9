//! A bureau: its name, its policy and its staff, in a log of its own by the same mechanism as a dossier.
//!
//! The operator founds it and invites the first administrator; administrators name it and invite staff. Nothing a
//! client says or has is in here (F58). What is in force here is what a dossier's decisions are made under.

mod contact;
mod knocks;
mod staff;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use knocks::{KNOCKS_MAX, Knocks};

use crate::dossier::command::Actor;
use crate::ids::{BureauId, Bytes, InvitationId, ItemId, PersonId, Uuid};
use crate::log::{Event, Head, Header, Role, Subject};
use crate::policy::Policy;
use crate::refusal::{Article, Refusal};
use crate::text::Name;
use crate::time::Timestamp;

pub use contact::Contact;

/// One thing that happened at a bureau.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BureauEvent {
    /// It began.
    Founded {
        /// Its name.
        name: Name,
        /// Its first policy.
        policy: Policy,
    },
    /// It has another name.
    Named {
        /// The name.
        name: Name,
    },
    /// It works by other parameters from now on.
    PolicySet {
        /// All of them.
        policy: Policy,
    },
    /// It can be reached in another way.
    ContactSet {
        /// How, all of it.
        contact: Contact,
    },
    /// Somebody may work here.
    StaffInvited {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
        /// By which invitation.
        invitation: InvitationId,
    },
    /// Somebody does not work here any more.
    StaffEnded {
        /// Who.
        person: PersonId,
    },
    /// A key of a member of staff.
    StaffKeyRegistered {
        /// The credential as the authenticator names it.
        credential_id: Bytes,
    },
    /// A member of staff took a key away.
    StaffKeyRemoved {
        /// The credential.
        credential_id: Bytes,
    },
    /// Somebody knocked where she may not look: one entry per person, target and hour (M7b).
    AttemptRefused {
        /// What she knocked at, as she named it; nil after many in an hour.
        target: ItemId,
    },
}

impl Event for BureauEvent {
    fn kind(&self) -> &'static str {
        match self {
            Self::Founded { .. } => "founded",
            Self::Named { .. } => "named",
            Self::PolicySet { .. } => "policy_set",
            Self::ContactSet { .. } => "contact_set",
            Self::StaffInvited { .. } => "staff_invited",
            Self::StaffEnded { .. } => "staff_ended",
            Self::StaffKeyRegistered { .. } => "staff_key_registered",
            Self::StaffKeyRemoved { .. } => "staff_key_removed",
            Self::AttemptRefused { .. } => "attempt_refused",
        }
    }

    fn item(&self) -> Option<ItemId> {
        match self {
            Self::StaffInvited { person, .. } | Self::StaffEnded { person } => Some(ItemId(person.0)),
            Self::AttemptRefused { target } => Some(*target),
            _ => None,
        }
    }

    fn has_own_key(&self) -> bool {
        false
    }
}

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
    /// Its policy.
    pub policy: Policy,
    /// Its staff, former staff too.
    pub staff: BTreeMap<PersonId, Staff>,
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
    policy: Policy,
}

/// What somebody wants to happen at a bureau.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum BureauCommand {
    /// The server's own: the operator founds it.
    #[serde(skip_deserializing)]
    Found {
        /// Its name.
        name: Name,
    },
    /// An administrator gives it another name.
    Rename {
        /// The name.
        name: Name,
    },
    /// An administrator sets the parameters it works by.
    SetPolicy {
        /// All of them.
        policy: Policy,
    },
    /// An administrator tells how to reach it.
    SetContact {
        /// How, all of it: what is missing is taken away.
        contact: Contact,
    },
    /// The server's own: somebody is invited to work here.
    #[serde(skip_deserializing)]
    InviteStaff {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
        /// By which invitation.
        invitation: InvitationId,
    },
    /// An administrator ends somebody's work here.
    EndStaff {
        /// Who.
        person: PersonId,
    },
    /// The server's own: a member of staff made a passkey.
    #[serde(skip_deserializing)]
    RegisterKey {
        /// The credential.
        credential_id: Bytes,
    },
    /// The server's own: a member of staff removed a passkey.
    #[serde(skip_deserializing)]
    RemoveKey {
        /// The credential.
        credential_id: Bytes,
    },
    /// The server's own: an attempt was refused.
    #[serde(skip_deserializing)]
    CountAttempt {
        /// What was knocked at.
        target: ItemId,
    },
}

impl Bureau {
    /// The facts of a bureau that was founded.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] before that.
    pub fn founded(&self) -> Result<&Core, Refusal> {
        self.core.as_ref().ok_or(Refusal::Unknown)
    }

    /// The policy in force.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        self.core.as_ref().map_or(&self.policy, |core| &core.policy)
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
}

/// Whether this may happen, and what follows.
///
/// # Errors
/// [`Refusal`].
pub fn decide(bureau: &Bureau, actor: Actor, command: &BureauCommand) -> Result<Vec<BureauEvent>, Refusal> {
    let event = match command {
        BureauCommand::Found { name } if bureau.core.is_none() && actor.role == Role::Operator => {
            BureauEvent::Founded { name: name.clone(), policy: Policy::default() }
        }
        BureauCommand::Found { .. } => return Err(Refusal::NotYours { article: Article::Role }),
        BureauCommand::Rename { name } => {
            administers(bureau, actor)?;
            if bureau.founded()?.name == *name {
                return Ok(Vec::new());
            }
            BureauEvent::Named { name: name.clone() }
        }
        BureauCommand::SetPolicy { policy } => {
            administers(bureau, actor)?;
            let faults = policy.faults();
            if !faults.is_empty() {
                return Err(Refusal::Policy { faults });
            }
            if bureau.founded()?.policy == *policy {
                return Ok(Vec::new());
            }
            BureauEvent::PolicySet { policy: policy.clone() }
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
        BureauCommand::EndStaff { person } => {
            administers(bureau, actor)?;
            staff::end(bureau, *person)?
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
    };
    Ok(vec![event])
}

fn administers(bureau: &Bureau, actor: Actor) -> Result<(), Refusal> {
    match actor.role {
        Role::Operator => bureau.founded().map(drop),
        role => bureau.works_here(actor.person, Role::Administrator).and(match role {
            Role::Administrator => Ok(()),
            _ => Err(Refusal::NotYours { article: Article::Role }),
        }),
    }
}

impl Subject for Bureau {
    type Event = BureauEvent;
    type Core = Core;
    type Item = ();

    fn assemble(core: Option<Core>, _items: Vec<(ItemId, ())>) -> Self {
        Self { core, policy: Policy::default() }
    }

    fn core(&self) -> Option<&Core> {
        self.core.as_ref()
    }

    fn item(&self, _id: ItemId) -> Option<&()> {
        None
    }

    fn fold(&mut self, header: &Header, event: &BureauEvent) -> Vec<ItemId> {
        if let BureauEvent::Founded { name, policy } = event {
            self.core = Some(Core {
                id: header.bureau,
                name: name.clone(),
                contact: Contact::default(),
                policy: policy.clone(),
                staff: BTreeMap::new(),
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
            BureauEvent::PolicySet { policy } => core.policy = policy.clone(),
            BureauEvent::ContactSet { contact } => core.contact = contact.clone(),
            BureauEvent::StaffInvited { person, role, .. } => {
                // Whoever is invited once more has worked here since before.
                let known = core.staff.remove(person);
                let works = known.as_ref().filter(|known| known.ended_at.is_none() && known.role == *role);
                let since = works.map_or(header.at, |known| known.since);
                let keys = known.map(|known| known.keys).unwrap_or_default();
                core.staff.insert(*person, Staff { role: *role, since, ended_at: None, keys });
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
            BureauEvent::Founded { .. } => {}
        }
        Vec::new()
    }
}
