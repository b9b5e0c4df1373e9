//! What is kept about her, on the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Contact, Elsewhere};
use crate::access::{Act, Relation};
use crate::dossier::intake::Intake;
use crate::dossier::records::{RecordContent, RecordKind, RecordView};
use crate::ids::{EntryId, PersonId, RecordId};
use crate::log::Role;
use crate::policy::choices::{Bsn, Service, SpecialData};
use crate::text::{Cite, Label, Name, Remark};
use crate::time::{CivilDate, Minutes, Timestamp};

/// What is kept about her beside her talks, as somebody sees it (M6a, R3.6, P6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordsPage {
    /// Whose it is.
    pub client: PersonId,
    /// What you are to her dossier.
    pub you: Relation,
    /// For her: how she is reached, which is kept too.
    pub contact: Option<Contact>,
    /// The intake, once it is recorded.
    pub intake: Option<IntakeLine>,
    /// For her and for who records her number: what stands in the system beside this one (M2a).
    pub elsewhere: Option<Elsewhere>,
    /// What is kept, in the order of the kinds, the newest of each first.
    pub records: Vec<RecordLine>,
    /// For whoever keeps something: what may be kept now.
    pub storable: Vec<RecordKind>,
    /// On what the regulation keeps special data: that says whether a reason has to be written (P9, R2.2d).
    pub special_data: SpecialData,
    /// What the regulation says of the citizen number: her day of birth goes with it (W7e).
    pub bsn: Bsn,
    /// Whether what others tell about her health is treated apart (P10).
    pub apart: bool,
    /// For whoever keeps something: the services that the regulation knows.
    pub services: Vec<Service>,
    /// Her talks, the newest first.
    pub consults: Vec<TalkLine>,
    /// For her: how many drafts of staff there are about her, which only their authors read.
    pub drafts: u64,
    /// After how many years everything digital is destroyed, and in which article of the regulation.
    pub years: u16,
    /// The article that says so, where the regulation names one.
    pub years_by: Option<Cite>,
    /// The names of the people in it.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
    /// What you may do.
    pub allowed: Vec<Act>,
    /// The civil date at the bureau.
    pub today: CivilDate,
    /// For her: up to which entry of the log there is something that others told about her and she has not seen (G14).
    pub told_up_to: Option<u64>,
}

impl RecordsPage {
    /// The name of somebody in it; nothing for who is not there any more.
    #[must_use]
    pub fn name_of(&self, person: PersonId) -> String {
        self.names.get(&person).map(ToString::to_string).unwrap_or_default()
    }
}

/// One of her talks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TalkLine {
    /// On which day it was.
    pub on: CivilDate,
    /// For how many minutes.
    pub minutes: Option<Minutes>,
    /// Whether it lies on paper too.
    pub on_paper: bool,
}

/// The intake that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntakeLine {
    /// Its entry: whoever changes it names it.
    pub entry: EntryId,
    /// What was recorded.
    pub intake: Intake,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
}

/// One thing that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordLine {
    /// Which, and how it is handled.
    pub view: RecordView,
    /// What, from whom and for what; none where it is opened by itself (P10), or was erased.
    pub content: Option<RecordContent>,
}

/// Why something was kept that needs a reason, for the privacy officer: not what, and not about whom (P9, W5b).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReasonLine {
    /// The entry that says it.
    pub entry: EntryId,
    /// What for.
    pub of: ReasonOf,
    /// Why it is needed.
    pub reason: Remark,
    /// Who wrote that.
    pub by: Option<Name>,
    /// When.
    pub at: Timestamp,
}

/// What a reason is given for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ReasonOf {
    /// Something is kept (P9).
    Kept {
        /// Of which kind it is.
        kind: RecordKind,
    },
    /// Somebody was let in (P13, S6, W11b).
    LetIn {
        /// Who.
        person: Option<Name>,
        /// As what.
        role: Role,
        /// The last day.
        until: CivilDate,
        /// The number of the fault.
        fault: Option<Label>,
    },
}

/// One thing that is opened by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordPage {
    /// Which.
    pub record: RecordId,
    /// What, from whom and for what.
    pub content: RecordContent,
    /// For her, and who acts for her: what stood there before, the newest first (M6a, R3.6).
    pub earlier: Vec<EarlierRecord>,
}

/// What stood in a record before it was put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierRecord {
    /// Which version, from 1.
    pub number: u32,
    /// When it was written.
    pub at: Timestamp,
    /// By whom, as far as that is known.
    pub by: Option<Name>,
    /// What stood there; none where it was erased.
    pub content: Option<RecordContent>,
}
