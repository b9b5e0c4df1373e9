//! What her first page reads of a dossier: reading all of it would make the first visit larger.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::access::Relation;
use shared::dossier::consults::Status;
use shared::ids::{ConsultId, DossierId, PersonId};
use shared::time::{CivilDate, Timestamp};

/// What she may do that her first page asks her for.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum May {
    ConfirmRegulation,
    ApproveSummary,
    AcceptCoach,
    HandOver,
    AcceptSubstitute,
    AcceptRepresentative,
    SeeRecords,
    SeeDocuments,
    #[serde(alias = "object_to_ground")]
    GrantConsent,
    ContestForm,
    #[serde(other)]
    Other,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Page {
    pub view: View,
    pub names: BTreeMap<PersonId, String>,
    pub today: CivilDate,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct View {
    pub id: DossierId,
    pub client: PersonId,
    pub coach: PersonId,
    pub you: Relation,
    pub start: Start,
    pub opened_at: Timestamp,
    pub coming: Option<Coming>,
    pub substitute: Option<Stands>,
    pub representative: Option<Acts>,
    pub guest: Option<Guest>,
    pub consults: Vec<Consult>,
    pub allowed: Vec<May>,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Start {
    pub discussed_on: Option<CivilDate>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Coming {
    pub coach: PersonId,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Stands {
    pub person: PersonId,
    pub from: CivilDate,
    pub until: CivilDate,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Acts {
    pub person: PersonId,
    pub until: CivilDate,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Guest {
    pub person: PersonId,
    pub until: CivilDate,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Consult {
    pub id: ConsultId,
    pub held_on: CivilDate,
    pub status: Status,
    pub version: u32,
    pub versions: Vec<Sent>,
    pub question: Option<Asked>,
    pub allowed: Vec<May>,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Sent {
    pub sent_by: PersonId,
}

#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Asked {
    pub ends_on: CivilDate,
}

impl Page {
    /// The name of somebody on it.
    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_default()
    }
}
