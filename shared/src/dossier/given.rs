//! Who wants something in a dossier, and all that a decision is given.

use super::forms::Scan;
use super::summaries::Passage;
use crate::evidence::Verified;
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
    /// Whether the number that the command gives her is another's already, among those whom this person sees.
    pub number_taken: bool,
}
