//! Cases on the wire: what a client brings to the privacy officer, and the answer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::cases::{About, CaseAct, CaseCommand, CaseKind, CaseStatus};
use crate::ids::{CaseId, DossierId, EntryId, ItemId, PersonId};
use crate::log::Role;
use crate::text::{Name, Remark};
use crate::time::{CivilDate, Timestamp};

/// A client opens a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    /// The entry that opens it, made by the sender: the same again gives the same case.
    pub entry: EntryId,
    /// Her dossier.
    pub dossier: DossierId,
    /// What it is about.
    pub about: NewAbout,
    /// Her words, if she has any.
    pub words: Option<Remark>,
}

/// What a new case is about, as she names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum NewAbout {
    /// A look that is not right, by its entry (F63).
    Look(EntryId),
}

/// The case that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseOpened {
    /// Which.
    pub case: CaseId,
}

/// A case in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseLine {
    /// Which.
    pub case: CaseId,
    /// Of what kind.
    pub kind: CaseKind,
    /// What it is about: the entry of a look.
    pub about: ItemId,
    /// Whose.
    pub client: PersonId,
    /// Of which dossier of hers.
    pub dossier: DossierId,
    /// How it stands.
    pub status: CaseStatus,
    /// Since when.
    pub since: Timestamp,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// For how many days it has been open, or was.
    pub days: i64,
    /// Whether there is an answer that she has not opened.
    pub unread: bool,
}

/// Cases: those that wait first, the oldest of them first; then the others, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseList {
    /// The cases.
    pub cases: Vec<CaseLine>,
    /// The names of the clients.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
}

/// A case with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CasePage {
    /// The case.
    pub line: CaseLine,
    /// What it is about.
    pub about: About,
    /// When the officer first opened it.
    pub taken_up_at: Option<Timestamp>,
    /// When the client opened the last answer.
    pub read_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// What was said, the oldest first.
    pub said: Vec<CaseSaid>,
    /// The names of the people in it.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
    /// The civil date at the bureau.
    pub today: CivilDate,
    /// What you may do with it.
    pub allowed: Vec<CaseAct>,
}

/// Words in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseSaid {
    /// Whose.
    pub by: PersonId,
    /// As what she said them.
    pub role: Role,
    /// When.
    pub at: Timestamp,
    /// The words.
    pub words: Remark,
}

/// A command for a case, under the entry id that it becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CasePost {
    /// The id, made by the sender; the same again gets the same answer.
    pub entry: EntryId,
    /// What should happen.
    pub command: CaseCommand,
}
