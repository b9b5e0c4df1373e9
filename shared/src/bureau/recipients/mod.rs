//! Recipients: the organisations to which something about a client can go, their contact persons, and what was agreed.
//!
//! Names, addresses and numbers stand in the entries alone, each under a key of its own: a contact person is a data subject
//! too (R1.2), and who leads a client at work is a person. A recipient is an item of the bureau's log, with ids, kinds and
//! dates, loaded where a decision needs it. Nothing goes to whom an agreement lacks that the law wants (G28).

mod kinds;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use kinds::{AgreementKind, RecipientKind, allowed_kinds, unknown_kinds};
pub(super) use rules::{decide, fold};
pub use rules::{keeps, records_agreements, sees};

use super::Bureau;
use crate::ids::{ContactId, EntryId, RecipientId};
use crate::refusal::{AgreementPart, Refusal};
use crate::text::{Email, Label, Name, Phone, Place};
use crate::time::{CivilDate, Timestamp};
use crate::words::Lang;

/// What is known of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Its name.
    pub name: Name,
    /// Where its post goes, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Place>,
}

/// What is known of a contact person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Her name.
    pub name: Name,
    /// What she does there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Label>,
    /// Where a link can go.
    pub email: Email,
    /// Where a code can be read out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// In which language she is written to.
    #[serde(default)]
    pub lang: Lang,
}

/// What was agreed on in writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// Which of the two it is.
    pub what: AgreementKind,
    /// On which day it was signed.
    pub signed_on: CivilDate,
    /// Its last day, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<CivilDate>,
    /// Where it lies.
    pub kept: Place,
}

/// For how many days an agreement can be written down at most: ten years.
pub const AGREEMENT_DAYS_MAX: i64 = 3653;

/// What stood of an organisation or a contact person before a command changes it: the server opens it for the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// An organisation.
    Organisation(Details),
    /// A contact person.
    Person(Person),
}

/// A recipient as decisions need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Which.
    pub id: RecipientId,
    /// What it is; never another.
    pub kind: RecipientKind,
    /// The entry that tells what is known of it.
    pub entry: EntryId,
    /// Since when.
    pub since: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Its contact persons, former ones too.
    pub contacts: BTreeMap<ContactId, ContactMark>,
    /// What was agreed on: of each kind the last.
    pub agreements: BTreeMap<AgreementKind, AgreementMark>,
}

/// A contact person as decisions need her.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactMark {
    /// The entry that tells how she is reached.
    pub entry: EntryId,
    /// Since when.
    pub since: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// An agreement as decisions need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementMark {
    /// The entry that tells where it lies.
    pub entry: EntryId,
    /// On which day it was signed.
    pub signed_on: CivilDate,
    /// Its last day, where it has one.
    pub until: Option<CivilDate>,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

impl AgreementMark {
    /// Whether it stands on a day.
    #[must_use]
    pub fn stands(&self, on: CivilDate) -> bool {
        self.ended_at.is_none() && self.signed_on <= on && self.until.is_none_or(|until| on <= until)
    }
}

/// Whether something may be sent to a recipient now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// It may, where everything else allows it.
    Ready,
    /// It is no recipient any more.
    Ended,
    /// No agreement is on record that it needs (G28).
    AgreementMissing,
    /// The agreement ran out (G28).
    AgreementOver {
        /// Its last day.
        on: CivilDate,
    },
}

impl Recipient {
    /// Whether something may be sent to it on a day, as far as that is hers or its agreements' to say.
    #[must_use]
    pub fn readiness(&self, on: CivilDate) -> Readiness {
        let asked = self.kind.agreements();
        let known = || asked.iter().filter_map(|what| self.agreements.get(what));
        if self.ended_at.is_some() {
            Readiness::Ended
        } else if asked.is_empty() || known().any(|known| known.stands(on)) {
            Readiness::Ready
        } else {
            let over = known().filter(|known| known.ended_at.is_none()).filter_map(|known| known.until).max();
            over.map_or(Readiness::AgreementMissing, |on| Readiness::AgreementOver { on })
        }
    }

    /// The same, as the rules refuse it: whatever a client said (G28, M16b, R1.10).
    ///
    /// # Errors
    /// [`Refusal::RecipientEnded`], [`Refusal::Agreement`].
    pub fn may_receive(&self, on: CivilDate) -> Result<(), Refusal> {
        match self.readiness(on) {
            Readiness::Ready => Ok(()),
            Readiness::Ended => Err(Refusal::RecipientEnded),
            Readiness::AgreementMissing => Err(Refusal::Agreement { part: AgreementPart::Missing }),
            Readiness::AgreementOver { on } => Err(Refusal::Agreement { part: AgreementPart::Over { on } }),
        }
    }
}

impl Bureau {
    /// A recipient that is loaded.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] where it is not there.
    pub fn recipient(&self, id: RecipientId) -> Result<&Recipient, Refusal> {
        self.recipients.get(&id).ok_or(Refusal::Unknown)
    }

    /// The recipients that are loaded.
    pub fn recipients(&self) -> impl Iterator<Item = &Recipient> {
        self.recipients.values()
    }
}
