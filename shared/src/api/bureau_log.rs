//! The bureau's log, for whoever answers for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::log::Role;
use crate::text::Name;
use crate::time::{CivilDate, Timestamp};

/// Which lines are asked for; nothing is the newest of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BureauLogQuery {
    /// Those before this number.
    pub before: Option<u64>,
    /// Only refused attempts.
    #[serde(default)]
    pub attempts: bool,
}

/// Some lines, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BureauLogPage {
    /// The lines that were asked for.
    pub lines: Vec<BureauLogLine>,
    /// Where older ones begin, if there are any: the next `before`.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 9_007_199_254_740_991_i64))]
    pub older: Option<u64>,
    /// The names of the people in them, as far as the reader may know them: a client's never (F58).
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
    /// The civil date at the bureau.
    pub today: CivilDate,
}

/// One thing that happened at the bureau.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BureauLogLine {
    /// The number of its entry.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 9_007_199_254_740_991_i64))]
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// On which day.
    pub on: CivilDate,
    /// Who did it.
    pub by: PersonId,
    /// As what.
    pub role: Role,
    /// What.
    pub deed: BureauDeed,
}

/// What somebody did at the bureau, without its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum BureauDeed {
    /// It began.
    Founded,
    /// It got another name.
    Named,
    /// It works by other settings.
    SettingsSet,
    /// It is reached in another way.
    ContactSet,
    /// It was said for which organisation somebody works.
    StaffPlaced {
        /// Who.
        person: PersonId,
    },
    /// Somebody was invited to work here.
    StaffInvited {
        /// Who.
        person: PersonId,
        /// As what.
        role: Role,
    },
    /// Somebody's work here ended.
    StaffEnded {
        /// Who.
        person: PersonId,
    },
    /// A key was made.
    KeyRegistered,
    /// A key was taken away.
    KeyRemoved,
    /// A version of the regulation was published.
    RegulationPublished {
        /// Which.
        version: u32,
    },
    /// A version of the regulation was gone through.
    RegulationReviewed {
        /// Which.
        version: u32,
    },
    /// A version of the regulation was read.
    RegulationAcknowledged {
        /// Which.
        version: u32,
    },
    /// Secrecy was promised.
    Pledged,
    /// An organisation is a recipient.
    RecipientAdded,
    /// Something else is known of a recipient.
    RecipientChanged,
    /// An organisation is a recipient no more.
    RecipientEnded,
    /// A recipient has a contact person.
    ContactAdded,
    /// Something else is known of a contact person.
    ContactChanged,
    /// A recipient has a contact person no more.
    ContactEnded,
    /// An agreement was put on record.
    AgreementRecorded,
    /// An agreement ended.
    AgreementEnded,
    /// Somebody knocked where she may not look (M7b).
    AttemptRefused {
        /// Whether it stands for many in an hour.
        many: bool,
    },
}
