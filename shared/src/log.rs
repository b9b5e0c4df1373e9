//! A log: headers that anyone may check, contents that only a key opens, a chain that shows rewriting.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::ids::{BureauId, EntryId, Hash, ItemId, LogId, PersonId};
use crate::time::Timestamp;

/// What separates the hash of a header from every other hash.
const HEADER_DOMAIN: &[u8] = b"akkoord-entry-v1\0";

/// Who acts, as the log names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The person the dossier is about.
    Client,
    /// Who acts for her, by law or because she asks it (W9).
    Representative,
    /// The coach (consulent) who guides clients.
    Coach,
    /// The employment expert (arbeidsdeskundige), where the regulation knows one (W2b).
    EmploymentExpert,
    /// The office worker (administratief medewerker), where the regulation knows one (W2b).
    OfficeWorker,
    /// The technician (automatiseerder): sees nothing until she is let in for one fault (W11b).
    Technician,
    /// Names the bureau and invites staff; never sees content (F58).
    Administrator,
    /// The privacy officer (FG).
    Officer,
    /// Somebody at the machine itself, through the command line.
    Operator,
    /// The product, by its own clock.
    System,
}

impl Role {
    /// Every role there is.
    pub const ALL: &'static [Self] = &[
        Self::Client,
        Self::Representative,
        Self::Coach,
        Self::EmploymentExpert,
        Self::OfficeWorker,
        Self::Technician,
        Self::Administrator,
        Self::Officer,
        Self::Operator,
        Self::System,
    ];
    /// The roles a member of staff can have.
    pub const STAFF: &'static [Self] = &[
        Self::Coach,
        Self::EmploymentExpert,
        Self::OfficeWorker,
        Self::Technician,
        Self::Administrator,
        Self::Officer,
    ];
    /// The roles that are at home on the phone: whose dossier it is, and who acts for her.
    pub const ON_PHONE: &'static [Self] = &[Self::Client, Self::Representative];
    /// The roles whose work is in dossiers.
    pub const IN_DOSSIERS: &'static [Self] = &[Self::Coach, Self::EmploymentExpert, Self::OfficeWorker];
    /// The roles that can look into dossiers at all: by their work, or for one reason (W11b).
    pub const LOOK_IN: &'static [Self] = &[Self::Coach, Self::EmploymentExpert, Self::OfficeWorker, Self::Technician];
}

/// The last entry of a log as somebody saw it: the witness against rewriting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Head {
    /// The number of the last entry, from 1; 0 in an empty log.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 9_007_199_254_740_991_i64))]
    pub seq: u64,
    /// Its hash; zeros in an empty log.
    pub hash: Hash,
}

/// The plain, pseudonymous part of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Header {
    /// The controller.
    pub bureau: BureauId,
    /// The log.
    pub log: LogId,
    /// The number in this log: gapless, from 1.
    pub seq: u64,
    /// The entry itself.
    pub entry: EntryId,
    /// The server's time; never earlier than the entry before.
    pub at: Timestamp,
    /// Who did it.
    pub actor: PersonId,
    /// As what.
    pub role: Role,
    /// What kind of event the content is.
    pub kind: String,
    /// What it is about.
    pub item: ItemId,
    /// The entry of the bureau's log under whose facts this was decided.
    pub bureau_seq: u64,
    /// SHA-256 over salt and content.
    pub commitment: Hash,
    /// The hash of the entry before; zeros for the first.
    pub prev: Hash,
    /// SHA-256 over this header without this field.
    pub hash: Hash,
}

/// Where a chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The number does not follow on the one before.
    Gap {
        /// The number that was expected.
        expected: u64,
    },
    /// The header was changed after it was hashed.
    Header {
        /// The entry's number.
        seq: u64,
    },
    /// It does not name the entry before it.
    Link {
        /// The entry's number.
        seq: u64,
    },
    /// The server's time runs backwards.
    Time {
        /// The entry's number.
        seq: u64,
    },
}

impl Header {
    /// The hash this header ought to have: SHA-256 over the domain and its RFC 8785 form without `hash`.
    #[must_use]
    pub fn hashed(&self) -> Hash {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(fields) = value.as_object_mut() {
            fields.remove("hash");
        }
        Hash::of(&[HEADER_DOMAIN, &canonical(&value)])
    }

    /// This header with its hash in place.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.hash = self.hashed();
        self
    }

    /// Whether this entry follows on a head.
    ///
    /// # Errors
    /// [`Broken`]: a gap, a changed header, a wrong link.
    pub fn follows(&self, head: Head) -> Result<Head, Broken> {
        let expected = head.seq.saturating_add(1);
        if self.seq != expected {
            return Err(Broken::Gap { expected });
        }
        if self.prev != head.hash {
            return Err(Broken::Link { seq: self.seq });
        }
        if self.hash != self.hashed() {
            return Err(Broken::Header { seq: self.seq });
        }
        Ok(Head { seq: self.seq, hash: self.hash })
    }
}

/// The RFC 8785 form of a value: what is hashed and signed.
#[must_use]
pub fn canonical<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).unwrap_or_default()
}

/// Whether a log, from its first entry, was left as it was written.
///
/// # Errors
/// [`Broken`]: the first entry that does not hold.
pub fn verify_chain<'a>(headers: impl IntoIterator<Item = &'a Header>) -> Result<Head, Broken> {
    let mut head = Head::default();
    let mut last = Timestamp(i64::MIN);
    for header in headers {
        head = header.follows(head)?;
        if header.at < last {
            return Err(Broken::Time { seq: header.seq });
        }
        last = header.at;
    }
    Ok(head)
}

/// SHA-256 over a 32-byte salt and the stored bytes of a content.
#[must_use]
pub fn commitment(salt: &[u8; 32], content: &[u8]) -> Hash {
    Hash::of(&[salt, content])
}

/// The newest version of the events' schema.
const SCHEMA: u32 = 1;

/// An event as it is stored: with the version of its schema.
#[derive(Serialize, Deserialize)]
struct Stored<T> {
    v: u32,
    event: T,
}

/// Why a stored content cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A newer program wrote it: ask for the update, keep what waits.
    Newer,
    /// Not a content of this kind of log.
    Malformed,
}

/// The bytes that are stored for an event.
#[must_use]
pub fn write_content<E: Serialize>(event: &E) -> Vec<u8> {
    canonical(&Stored { v: SCHEMA, event })
}

/// The event of stored bytes, read through the upcasters of older versions.
///
/// # Errors
/// [`Unreadable`]: of a newer release, or malformed.
pub fn read_content<E: DeserializeOwned>(content: &[u8]) -> Result<E, Unreadable> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    let content = str::from_utf8(content).map_err(|_cause| Unreadable::Malformed)?;
    let Version { v } = serde_json::from_str(content).map_err(|_cause| Unreadable::Malformed)?;
    if v > SCHEMA {
        return Err(Unreadable::Newer);
    }
    let stored: Stored<E> = serde_json::from_str(content).map_err(|_cause| Unreadable::Newer)?;
    Ok(stored.event)
}

/// Under which key something is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyOf {
    /// The log's own business: looks, states, access.
    Business,
    /// A key of the item's own: it can be erased alone.
    Item(ItemId),
}

/// What happens in a log: an event knows its kind, what it is about, and under which key it is sealed.
pub trait Event: Serialize + DeserializeOwned {
    /// The kind, as the header names it.
    fn kind(&self) -> &'static str;
    /// What it is about; `None` for the subject of the log itself.
    fn item(&self) -> Option<ItemId>;
    /// Whether its content has a key of its own.
    fn has_own_key(&self) -> bool;
}

/// What a log is the log of: rules fold its entries into a core and items.
pub trait Subject: Sized {
    /// What happens to it.
    type Event: Event;
    /// Ids, states and dates that every decision needs; of bounded size.
    type Core: Serialize + DeserializeOwned + Clone;
    /// One thing in it, loaded only when a decision needs it.
    type Item: Serialize + DeserializeOwned + Clone;

    /// A subject of what was loaded; without a core the log is empty.
    fn assemble(core: Option<Self::Core>, items: Vec<(ItemId, Self::Item)>) -> Self;
    /// The core, once there is one.
    fn core(&self) -> Option<&Self::Core>;
    /// An item that is loaded.
    fn item(&self, id: ItemId) -> Option<&Self::Item>;
    /// What this entry means; never refuses. Returns the items it changed.
    fn fold(&mut self, header: &Header, event: &Self::Event) -> Vec<ItemId>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(seq: u64, prev: Hash) -> Header {
        let id = uuid::Uuid::from_u128(u128::from(seq) + 7);
        Header {
            bureau: BureauId(id),
            log: LogId(id),
            seq,
            entry: EntryId(id),
            at: Timestamp(1_000 + i64::try_from(seq).unwrap()),
            actor: PersonId(id),
            role: Role::Coach,
            kind: "consult_recorded".into(),
            item: ItemId(id),
            bureau_seq: 1,
            commitment: Hash([9; 32]),
            prev,
            hash: Hash::default(),
        }
        .sealed()
    }

    #[test]
    fn a_changed_header_a_gap_and_a_wrong_link_each_break_the_chain() {
        let first = header(1, Hash::default());
        let second = header(2, first.hash);
        assert_eq!(verify_chain([&first, &second]), Ok(Head { seq: 2, hash: second.hash }));
        let mut changed = first.clone();
        changed.role = Role::Client;
        assert_eq!(verify_chain([&changed]), Err(Broken::Header { seq: 1 }));
        assert_eq!(verify_chain([&second]), Err(Broken::Gap { expected: 1 }));
        assert_eq!(verify_chain([&first, &header(2, Hash([1; 32]))]), Err(Broken::Link { seq: 2 }));
    }

    #[test]
    fn a_content_of_a_newer_release_is_told_apart_from_a_broken_one() {
        assert_eq!(read_content::<String>(br#"{"v":2,"event":"x"}"#), Err(Unreadable::Newer));
        assert_eq!(read_content::<String>(b"nonsense"), Err(Unreadable::Malformed));
        assert_eq!(read_content::<String>(&write_content(&"x")).unwrap(), "x");
    }
}
