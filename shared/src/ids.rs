//! The names of things: one newtype per noun over a UUID, and the binary values that travel as text.

use std::fmt;
use std::str::FromStr;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
pub use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}({})", stringify!($name), self.0) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> { Uuid::parse_str(text).map(Self) }
        }
    )* };
}

ids! {
    /// A controller: the bureau that keeps the dossiers.
    BureauId,
    /// A log: a dossier's, a case's, or the bureau's own. It has the id of what it is the log of.
    LogId,
    /// A client's dossier of one trajectory (R1.7).
    DossierId,
    /// A person: client or member of staff.
    PersonId,
    /// An entry of a log, made by the sender: the idempotency key. Nothing is read from it.
    EntryId,
    /// Something an entry is about, and that can be erased alone.
    ItemId,
    /// A conversation of coach and client, and its one summary (R1.9, R3.5).
    ConsultId,
    /// A record: something that is kept about her.
    RecordId,
    /// A document.
    DocumentId,
    /// A file of one, as it is kept.
    FileId,
    /// A question to her whether something may go to somebody, and her answer.
    ConsentId,
    /// A form on paper.
    FormId,
    /// A scan of one.
    ScanId,
    /// A wrapped key in the key store.
    KeyId,
    /// A signed-in session; not its secret.
    SessionId,
    /// A browser that a person signed in from; not its secret.
    DeviceId,
    /// An invitation; not its secret halves.
    InvitationId,
    /// A case: something a client asked or said that has a log of its own.
    CaseId,
    /// A recipient: an organisation to which something can go.
    RecipientId,
    /// Somebody who is reached there.
    ContactId,
    /// Something that was sent to somebody.
    SendingId,
}

impl From<DossierId> for LogId {
    fn from(id: DossierId) -> Self {
        Self(id.0)
    }
}
impl From<BureauId> for LogId {
    fn from(id: BureauId) -> Self {
        Self(id.0)
    }
}
impl From<CaseId> for LogId {
    fn from(id: CaseId) -> Self {
        Self(id.0)
    }
}
impl From<DossierId> for ItemId {
    fn from(id: DossierId) -> Self {
        Self(id.0)
    }
}
impl From<LogId> for ItemId {
    fn from(id: LogId) -> Self {
        Self(id.0)
    }
}
impl From<ConsultId> for ItemId {
    fn from(id: ConsultId) -> Self {
        Self(id.0)
    }
}
impl From<RecordId> for ItemId {
    fn from(id: RecordId) -> Self {
        Self(id.0)
    }
}
impl From<DocumentId> for ItemId {
    fn from(id: DocumentId) -> Self {
        Self(id.0)
    }
}
impl From<ConsentId> for ItemId {
    fn from(id: ConsentId) -> Self {
        Self(id.0)
    }
}
impl From<FormId> for ItemId {
    fn from(id: FormId) -> Self {
        Self(id.0)
    }
}
impl From<RecipientId> for ItemId {
    fn from(id: RecipientId) -> Self {
        Self(id.0)
    }
}
impl From<ContactId> for ItemId {
    fn from(id: ContactId) -> Self {
        Self(id.0)
    }
}
impl From<EntryId> for ItemId {
    fn from(id: EntryId) -> Self {
        Self(id.0)
    }
}

impl EntryId {
    /// A version 7 UUID from the milliseconds since 1970 and ten random bytes.
    #[must_use]
    pub fn new(unix_millis: u64, random: &[u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(unix_millis, random).into_uuid())
    }
}

/// An id that follows from another one and a word: a repeated request makes nothing twice.
#[must_use]
pub fn derived(of: Uuid, what: &[u8]) -> Uuid {
    let hash = Hash::of(&[b"akkoord-derived-v1\0", of.as_bytes(), what]);
    uuid::Builder::from_custom_bytes(hash.0.first_chunk::<16>().copied().unwrap_or_default()).into_uuid()
}

/// Bytes that travel as base64url without padding.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(pub Vec<u8>);

/// A SHA-256 value, or another 32 bytes; travels as base64url without padding.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

/// The nonce of one open question (32 random bytes). It ends when the question ends, never by the clock.
pub type Ticket = Hash;

impl Hash {
    /// SHA-256 over the parts, one after the other.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut sha = Sha256::new();
        for part in parts {
            sha.update(part);
        }
        Self(sha.finalize().into())
    }
}

macro_rules! as_text {
    ($name:ident, $parse:expr) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&URL_SAFE_NO_PAD.encode(&self.0))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }
        impl FromStr for $name {
            type Err = NotBase64;
            fn from_str(text: &str) -> Result<Self, NotBase64> {
                let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotBase64)?;
                let build: fn(Vec<u8>) -> Option<Self> = $parse;
                build(bytes).ok_or(NotBase64)
            }
        }
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
            }
        }
        crate::schema::text_schema!($name, |text| text
            .pattern(Some("^[A-Za-z0-9_-]*$"))
            .description(Some("base64url without padding")));
    };
}

as_text!(Bytes, |bytes| Some(Self(bytes)));
as_text!(Hash, |bytes| bytes.try_into().ok().map(Self));

/// A text that should have been base64url, of the right length, and was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotBase64;

impl fmt::Display for NotBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not base64url of the expected length")
    }
}
impl std::error::Error for NotBase64 {}
