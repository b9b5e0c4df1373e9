//! A decision of hers on paper: a form that the product printed, with a number and the sentence she would sign on her
//! phone. Staff record what came back, with a scan; a yes counts once a second member of staff has held the same paper
//! (F5, R3.5). It is another kind of entry than a signature, visibly weaker: she reads it at once, and confirms or
//! contests it. A no counts from the moment it is recorded, as everywhere.

mod paper;
mod questions;
pub(super) mod steps;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use paper::{FormAnswer, FormNumber, Returned, SCAN_BYTES_MAX, Scan, ScanKind};
pub use questions::askable;
pub use steps::Held;

use super::{Core, Dossier, DossierEvent, Item};
use crate::access::{Act, Relation, may};
use crate::ids::{ConsultId, EntryId, FormId, Hash, ItemId, PersonId, Ticket};
use crate::log::Header;
use crate::refusal::Refusal;
use crate::time::{CivilDate, Timestamp};

/// What a form asks her: the same questions that she answers on her phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "about", rename_all = "snake_case", deny_unknown_fields)]
pub enum Asked {
    /// Whether the regulation was discussed with her (W14).
    Start {},
    /// Whether she wants to work with a coach (M8b, R4.1).
    Coach {
        /// The entry of the proposal.
        proposal: EntryId,
    },
    /// Whether the whole dossier goes to another coach (M8c).
    HandOver {
        /// The entry of the proposal.
        proposal: EntryId,
    },
    /// Whether a colleague stands in for some days (R4.3).
    Substitute {
        /// The entry of the proposal.
        proposal: EntryId,
    },
    /// Whether somebody acts for her until a last day (W9).
    Representative {
        /// The entry of the proposal.
        proposal: EntryId,
    },
    /// Whether a summary is right (R3.5).
    Summary {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
    },
}

impl Asked {
    /// The consult it is about.
    #[must_use]
    pub const fn consult(self) -> Option<ConsultId> {
        match self {
            Self::Summary { consult, .. } => Some(consult),
            _ => None,
        }
    }
}

/// What follows from a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// She confirmed that the regulation was discussed.
    Started,
    /// She said yes to a coach.
    CoachAccepted {
        /// The entry of the proposal.
        proposal: EntryId,
        /// Which.
        coach: PersonId,
        /// The nonce of the question about the dossier (M8c); none where that coach has it.
        ticket: Option<Ticket>,
    },
    /// She does not want a coach.
    CoachDeclined {
        /// Which.
        coach: PersonId,
        /// On which day that was recorded.
        on: CivilDate,
    },
    /// She gave the whole dossier to another coach.
    HandedOver {
        /// By whom it was kept until here.
        former: PersonId,
        /// Whether she had said yes to that coach.
        accepted: bool,
        /// To whom.
        coach: PersonId,
    },
    /// Somebody stands in.
    SubstituteAccepted {
        /// The entry of the proposal.
        proposal: EntryId,
        /// Who.
        person: PersonId,
        /// The first day.
        from: CivilDate,
        /// The last day.
        until: CivilDate,
    },
    /// She wants nobody to stand in on those days.
    SubstituteDeclined {
        /// Who would have.
        person: PersonId,
        /// The first day.
        from: CivilDate,
        /// The last day.
        until: CivilDate,
    },
    /// Somebody acts for her.
    RepresentativeAccepted {
        /// The entry of the proposal.
        proposal: EntryId,
        /// Who.
        person: PersonId,
        /// The day on which it was registered.
        from: CivilDate,
        /// The last day.
        until: CivilDate,
    },
    /// She wants nobody to act for her who would have.
    RepresentativeDeclined {
        /// Who would have.
        person: PersonId,
        /// The day on which it was registered.
        from: CivilDate,
        /// The last day.
        until: CivilDate,
    },
    /// She approved a version.
    SummaryApproved {
        /// Of which consult.
        consult: ConsultId,
        /// Which.
        version: u32,
    },
    /// She said of a version that it is not right.
    SummaryDisputed {
        /// Of which consult.
        consult: ConsultId,
    },
}

impl Outcome {
    /// About whom she decided.
    #[must_use]
    pub const fn whom(self) -> Option<PersonId> {
        match self {
            Self::CoachAccepted { coach, .. } | Self::CoachDeclined { coach, .. } | Self::HandedOver { coach, .. } => {
                Some(coach)
            }
            Self::SubstituteAccepted { person, .. }
            | Self::SubstituteDeclined { person, .. }
            | Self::RepresentativeAccepted { person, .. }
            | Self::RepresentativeDeclined { person, .. } => Some(person),
            Self::Started | Self::SummaryApproved { .. } | Self::SummaryDisputed { .. } => None,
        }
    }

    /// From which to which day somebody would stand in, or acts for her.
    #[must_use]
    pub const fn days(self) -> Option<(CivilDate, CivilDate)> {
        match self {
            Self::SubstituteAccepted { from, until, .. }
            | Self::SubstituteDeclined { from, until, .. }
            | Self::RepresentativeAccepted { from, until, .. }
            | Self::RepresentativeDeclined { from, until, .. } => Some((from, until)),
            _ => None,
        }
    }
}

/// A form: what it asks, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Which.
    pub id: FormId,
    /// What it asks.
    pub asked: Asked,
    /// The number on it.
    pub number: FormNumber,
    /// The nonce of the question that was open then: asked again it is another question. None for the start.
    pub question: Option<Ticket>,
    /// When it was made.
    pub printed_at: Timestamp,
    /// On which day: she signed on that day or later.
    pub printed_on: CivilDate,
    /// By whom.
    pub printed_by: PersonId,
    /// What came back.
    pub recorded: Option<Recorded>,
    /// Everybody who recorded it: none of them is a second pair of eyes.
    pub hands: Vec<PersonId>,
    /// Who held the same paper, and when.
    pub seen: Option<(PersonId, Timestamp)>,
    /// What followed from it.
    pub outcome: Option<Outcome>,
    /// When she confirmed it, with a signature.
    pub confirmed_at: Option<Timestamp>,
    /// When she said that it is not so, and the entry with her words.
    pub contested: Option<(Timestamp, EntryId)>,
}

/// What came back, as staff recorded it; where the original lies stands in the entry alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recorded {
    /// The entry.
    pub entry: EntryId,
    /// Its commitment: what her confirmation is about.
    pub commitment: Hash,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
    /// What she ticked.
    pub answer: FormAnswer,
    /// The day she wrote beside her signature.
    pub signed_on: CivilDate,
    /// The scan.
    pub scan: Scan,
    /// The nonce for her confirmation. It is of use to the client alone.
    pub ticket: Ticket,
}

/// A form as somebody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "each stands in Form")]
pub struct FormView {
    pub id: FormId,
    pub asked: Asked,
    pub number: FormNumber,
    pub printed_at: Timestamp,
    pub printed_by: PersonId,
    pub recorded: Option<Recorded>,
    pub seen: Option<(PersonId, Timestamp)>,
    pub outcome: Option<Outcome>,
    pub confirmed_at: Option<Timestamp>,
    pub contested: Option<(Timestamp, EntryId)>,
    /// What you may do with it.
    pub allowed: Vec<Act>,
}

impl FormView {
    /// What tells one state of it from the next.
    #[must_use]
    pub fn stage(&self) -> (FormId, Option<EntryId>, [Option<Timestamp>; 3], usize) {
        let seen_at = self.seen.map(|(_, at)| at);
        let recorded = self.recorded.map(|recorded| recorded.entry);
        (self.id, recorded, [seen_at, self.confirmed_at, self.contested.map(|(at, _)| at)], self.allowed.len())
    }
}

impl Form {
    /// Whether there is something for her to confirm: it counts, and she has said nothing of it.
    #[must_use]
    pub const fn waits_for_her(&self) -> bool {
        self.outcome.is_some() && self.can_be_contested()
    }

    /// Whether she can say that it is not so: from the moment it was recorded.
    #[must_use]
    pub const fn can_be_contested(&self) -> bool {
        self.recorded.is_some() && self.confirmed_at.is_none() && self.contested.is_none()
    }

    /// Whether this is what came back on it, and nobody else has held it yet.
    #[must_use]
    pub fn is_held(&self, answer: FormAnswer, signed_on: CivilDate) -> bool {
        let same = self.recorded.is_some_and(|known| (known.answer, known.signed_on) == (answer, signed_on));
        same && self.seen.is_none()
    }

    /// Whether what came back on it can be recorded, or put right: until it counts, or a second has held it.
    pub(super) const fn can_be_recorded(&self) -> bool {
        self.outcome.is_none() && self.seen.is_none() && self.contested.is_none()
    }

    /// As somebody sees it, who reads the dossier's texts or not.
    #[must_use]
    pub fn seen_by(&self, you: Relation, dossier: &Dossier, core: &Core, today: CivilDate) -> Option<FormView> {
        self.is_open_to(you).ok()?;
        let possible = [
            (Act::RecordForm, self.can_be_recorded() && self.is_asked(dossier, core, today).is_ok()),
            (Act::ConfirmForm, self.waits_for_her()),
            (Act::ContestForm, self.says_something(dossier, core, today)),
        ];
        let allowed = possible.into_iter().filter(|(act, now)| *now && may(you, *act).is_ok());
        Some(FormView {
            id: self.id,
            asked: self.asked,
            number: self.number,
            printed_at: self.printed_at,
            printed_by: self.printed_by,
            recorded: self.recorded,
            seen: self.seen,
            outcome: self.outcome,
            confirmed_at: self.confirmed_at,
            contested: self.contested,
            allowed: allowed.map(|(act, _)| act).collect(),
        })
    }
}

impl Form {
    /// Whether somebody has it at all: who does not read her talks has no form about one.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] or [`Refusal::Unknown`].
    pub fn is_open_to(&self, you: Relation) -> Result<(), Refusal> {
        may_touch(self.asked, you)
    }
}

/// The same of what is asked.
fn may_touch(asked: Asked, you: Relation) -> Result<(), Refusal> {
    match asked {
        Asked::Summary { .. } => may(you, Act::ReadTexts),
        _ => Ok(()),
    }
}

/// What an entry means for the forms; returns the one it changed.
pub(super) fn fold(items: &mut BTreeMap<ItemId, Item>, header: &Header, event: &DossierEvent) -> Option<ItemId> {
    let id = event.form()?;
    if let DossierEvent::FormPrinted { asked, number, question, on, .. } = event {
        let new = || Form {
            id,
            asked: *asked,
            number: *number,
            question: *question,
            printed_at: header.at,
            printed_on: *on,
            printed_by: header.actor,
            recorded: None,
            hands: Vec::new(),
            seen: None,
            outcome: None,
            confirmed_at: None,
            contested: None,
        };
        items.entry(id.into()).or_insert_with(|| Item::Form(Box::new(new())));
    }
    let Some(Item::Form(form)) = items.get_mut(&id.into()) else { return None };
    match event {
        DossierEvent::FormRecorded { answer, signed_on, scan, outcome, ticket, .. } => {
            form.outcome = *outcome;
            form.hands.push(header.actor);
            form.recorded = Some(Recorded {
                entry: header.entry,
                commitment: header.commitment,
                at: header.at,
                by: header.actor,
                answer: *answer,
                signed_on: *signed_on,
                scan: *scan,
                ticket: *ticket,
            });
        }
        DossierEvent::FormSeen { outcome, .. } => {
            (form.seen, form.outcome) = (Some((header.actor, header.at)), *outcome);
        }
        DossierEvent::FormConfirmed { .. } => form.confirmed_at = Some(header.at),
        DossierEvent::FormContested { .. } => form.contested = Some((header.at, header.entry)),
        _ => {}
    }
    Some(id.into())
}
