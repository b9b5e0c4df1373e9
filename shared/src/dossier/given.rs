//! Who wants something in a dossier, and all that a decision is given.

use serde::{Deserialize, Serialize};

use super::consents::Spoken;
use super::documents::StoredFile;
use super::forms::Scan;
use super::summaries::Passage;
use crate::bureau::recipients::Known;
use crate::evidence::{Evidence, Verified};
use crate::ids::{EntryId, Hash, PersonId, Ticket};
use crate::log::Role;
use crate::text::Name;
use crate::time::{CivilDate, Timestamp};

/// Who wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// In which role.
    pub role: Role,
}

/// Her yes to what somebody proposed about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedYes {
    /// The entry of the proposal.
    pub proposal: EntryId,
    /// Her signature.
    pub evidence: Box<Evidence>,
}

/// All that a decision takes from outside: nothing else comes in.
#[derive(Clone, Debug)]
pub struct Given {
    /// The entry this becomes; made by the sender.
    pub entry: EntryId,
    /// The server's time.
    pub now: Timestamp,
    /// The civil date in Europe/Amsterdam.
    pub today: CivilDate,
    /// The minute of that day, there.
    pub minute: u16,
    /// 32 fresh random bytes, for a question that may open.
    pub ticket: Ticket,
    /// The proof that the command's evidence was verified.
    pub verified: Option<Verified>,
    /// The hash of the entry that the statement says she had seen last.
    pub hash_at_seen: Option<Hash>,
    /// The name of who is spoken of in the sentence that she signs: names stand in no state.
    pub name: Option<Name>,
    /// The text of the version that counts, where a new one may be sent: no trace of a text stays outside its entry.
    pub current: Option<Vec<Passage>>,
    /// The scans and files that the command names, if the server has them and they lie with this very form or record.
    pub scans: Vec<Scan>,
    /// The file that the command names, if the server has it as a whole and it lies with this very document.
    pub file: Option<StoredFile>,
    /// Whether the number that the command gives her is another's already, among those whom this person sees.
    pub number_taken: bool,
    /// What stands in entries alone and a decision about a consent needs.
    pub spoken: Option<Box<Spoken>>,
    /// What stood of the recipient or the contact person that the command changes.
    pub known: Option<Box<Known>>,
}
