//! Who looked into a dossier, and who can now, as its client reads it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::GuestWhy;
use crate::dossier::looks::{LookKind, Looker};
use crate::ids::{ConsultId, EntryId, PersonId};
use crate::log::Role;
use crate::text::Name;
use crate::time::{CivilDate, Timestamp};

/// Which looks are asked for; nothing is the newest of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LooksQuery {
    /// Those before this number.
    pub before: Option<u64>,
    /// Those of one person.
    pub person: Option<PersonId>,
    /// Those at one consult.
    pub consult: Option<ConsultId>,
}

/// Who can look, and who looked, newest first: some at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LooksPage {
    /// Who can look now (F62).
    pub now: Vec<Looker>,
    /// The looks that were asked for, the newest first (F63).
    pub lines: Vec<LookLine>,
    /// Where older ones begin, if there are any: the next `before`.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 9_007_199_254_740_991_i64))]
    pub older: Option<u64>,
    /// Everybody who ever looked.
    pub people: Vec<PersonId>,
    /// The names of all of them, as far as the bureau gives names.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
    /// For whom of them that is not the bureau itself: the organisation they work for.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub organisations: BTreeMap<PersonId, Name>,
    /// The consults there are, each with its day.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, CivilDate>))]
    pub consults: BTreeMap<ConsultId, CivilDate>,
    /// Why somebody looks along (P13, S6, W11b).
    pub guest_why: Option<GuestWhy>,
    /// Who answers when she says that a look is not right.
    pub officers: Vec<Name>,
    /// The civil date at the bureau.
    pub today: CivilDate,
}

/// One look: one person, one thing, one visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookLine {
    /// The number of its entry.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 9_007_199_254_740_991_i64))]
    pub seq: u64,
    /// Its entry.
    pub entry: EntryId,
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// When.
    pub at: Timestamp,
    /// On which day.
    pub on: CivilDate,
    /// What she did.
    pub kind: LookKind,
    /// With which consult.
    pub consult: Option<ConsultId>,
    /// Whom she let look along, where she did.
    pub let_in: Option<LetIn>,
    /// To which system she passed on how the client is reached, where she did (M2a).
    pub passed_to: Option<Name>,
}

/// Somebody who was let in, until when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LetIn {
    /// Her name.
    pub name: Option<Name>,
    /// The last day, as it was arranged.
    pub until: CivilDate,
    /// Why.
    pub why: GuestWhy,
}
