//! A decision of hers on paper: a form that the product printed, with a number and the sentence she would sign on her
//! phone. Staff record what came back, with a scan; a yes counts once a second member of staff has held the same paper
//! (F5, R3.5). It is another kind of entry than a signature, visibly weaker: she reads it at once, and confirms or
//! contests it. A no counts from the moment it is recorded, as everywhere.

pub(super) mod steps;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::coaches::Step;
use super::consults::State;
use super::summaries::current;
use super::{Core, Dossier, DossierEvent, Item};
use crate::access::{Act, Relation, may};
use crate::ids::{ConsultId, EntryId, FormId, Hash, ItemId, PersonId, ScanId, Ticket};
use crate::log::Header;
use crate::refusal::Refusal;
use crate::time::{CivilDate, Timestamp};

/// How many bytes a scan may have.
pub const SCAN_BYTES_MAX: usize = 8_000_000;
/// How many numbers there are: eight digits, the first of which is no nought.
const NUMBERS: u32 = 90_000_000;
const FIRST_NUMBER: u32 = 10_000_000;

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

/// The number on a form: eight digits, in two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct FormNumber(pub u32);

impl FormNumber {
    /// A number drawn from a fresh nonce: it says nothing of the dossier, and cannot be told from another.
    #[must_use]
    pub fn drawn(ticket: Ticket) -> Self {
        let [one, two, three, four, ..] = ticket.0;
        Self(FIRST_NUMBER.saturating_add(u32::from_be_bytes([one, two, three, four]) % NUMBERS))
    }

    /// Reads what somebody typed, with dashes and spaces or without.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let number: u32 = digits.parse().ok()?;
        (FIRST_NUMBER..FIRST_NUMBER.saturating_add(NUMBERS)).contains(&number).then_some(Self(number))
    }
}

impl fmt::Display for FormNumber {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:04}-{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

/// What she ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FormAnswer {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// In which form a scan is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScanKind {
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
    /// A document.
    Pdf,
}

impl ScanKind {
    /// Which it is, by its first bytes: a name or a header may say anything.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let marks: [(Self, &[u8]); 3] =
            [(Self::Jpeg, b"\xff\xd8\xff"), (Self::Png, b"\x89PNG\r\n\x1a\n"), (Self::Pdf, b"%PDF-")];
        marks.into_iter().find_map(|(kind, mark)| bytes.starts_with(mark).then_some(kind))
    }

    /// As HTTP names it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }
}

/// A scan that the server keeps, sealed; the entry names it by its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scan {
    /// Which.
    pub id: ScanId,
    /// SHA-256 of its bytes.
    pub hash: Hash,
    /// In which form.
    pub kind: ScanKind,
    /// How many bytes.
    pub bytes: u32,
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
        /// Which.
        coach: PersonId,
        /// The nonce of the question about the dossier (M8c); none where that coach has it.
        ticket: Option<Ticket>,
    },
    /// She gave the whole dossier to another coach.
    HandedOver {
        /// By whom it was kept until here.
        former: PersonId,
        /// To whom.
        coach: PersonId,
    },
    /// Somebody stands in.
    SubstituteAccepted {
        /// Who.
        person: PersonId,
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

/// A form: what it asks, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Which.
    pub id: FormId,
    /// What it asks.
    pub asked: Asked,
    /// The number on it.
    pub number: FormNumber,
    /// When it was made.
    pub printed_at: Timestamp,
    /// By whom.
    pub printed_by: PersonId,
    /// What came back.
    pub recorded: Option<Recorded>,
    /// Who held the same paper, and when.
    pub seen: Option<(PersonId, Timestamp)>,
    /// What followed from it.
    pub outcome: Option<Outcome>,
    /// When she confirmed it, with a signature.
    pub confirmed_at: Option<Timestamp>,
    /// When she said that it is not so.
    pub contested_at: Option<Timestamp>,
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
    pub contested_at: Option<Timestamp>,
    /// What you may do with it.
    pub allowed: Vec<Act>,
}

impl FormView {
    /// What tells one state of it from the next.
    #[must_use]
    pub fn stage(&self) -> (FormId, Option<EntryId>, [Option<Timestamp>; 3], usize) {
        let seen_at = self.seen.map(|(_, at)| at);
        let recorded = self.recorded.map(|recorded| recorded.entry);
        (self.id, recorded, [seen_at, self.confirmed_at, self.contested_at], self.allowed.len())
    }
}

impl Form {
    /// Whether she has yet to say what she thinks of it.
    #[must_use]
    pub const fn waits_for_her(&self) -> bool {
        self.outcome.is_some() && self.confirmed_at.is_none() && self.contested_at.is_none()
    }

    /// As somebody sees it, who reads the dossier's texts or not.
    #[must_use]
    pub fn seen_by(&self, you: Relation, dossier: &Dossier, core: &Core) -> Option<FormView> {
        may_touch(self.asked, you).ok()?;
        let open = self.contested_at.is_none() && self.outcome.is_none() && asks(dossier, core, self.asked).is_ok();
        let contestable = self.recorded.is_some() && self.confirmed_at.is_none() && self.contested_at.is_none();
        let possible =
            [(Act::RecordForm, open), (Act::ConfirmForm, self.waits_for_her()), (Act::ContestForm, contestable)];
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
            contested_at: self.contested_at,
            allowed: allowed.map(|(act, _)| act).collect(),
        })
    }
}

/// Who does not read her talks has no form about one.
fn may_touch(asked: Asked, you: Relation) -> Result<(), Refusal> {
    match asked {
        Asked::Summary { .. } => may(you, Act::ReadTexts),
        _ => Ok(()),
    }
}

/// Whether this is asked now.
///
/// # Errors
/// What the question itself says where it is not open: [`Refusal::NoQuestion`], [`Refusal::Stale`], …
pub fn asks(dossier: &Dossier, core: &Core, asked: Asked) -> Result<(), Refusal> {
    let open = match asked {
        Asked::Start {} if core.start.discussed_on.is_none() => return Err(Refusal::NotStarted),
        Asked::Start {} => core.start.confirmed_at.is_none(),
        Asked::Coach { proposal } => matches!(core.coming(proposal)?.step, Step::Yes { .. }),
        Asked::HandOver { proposal } => matches!(core.coming(proposal)?.step, Step::HandOver { .. }),
        Asked::Substitute { proposal } => core.proposed(proposal)?.agreed_at.is_none(),
        Asked::Summary { consult, version } => {
            let consult = dossier.consult(consult)?;
            current(consult, version)?;
            matches!(consult.state, State::Open(_))
        }
    };
    if open { Ok(()) } else { Err(Refusal::NoQuestion) }
}

/// What could be asked on paper now, beside the summaries: by whoever makes forms.
#[must_use]
pub fn askable(dossier: &Dossier, core: &Core, you: Relation) -> Vec<Asked> {
    let coming = core.coming.map(|coming| coming.proposal);
    let stands_in = core.substitute.map(|known| known.proposal);
    let all = [
        Some(Asked::Start {}),
        coming.map(|proposal| Asked::Coach { proposal }),
        coming.map(|proposal| Asked::HandOver { proposal }),
        stands_in.map(|proposal| Asked::Substitute { proposal }),
    ];
    let open = all.into_iter().flatten().filter(|asked| asks(dossier, core, *asked).is_ok());
    open.filter(|_| may(you, Act::PrintForm).is_ok()).collect()
}

/// What an entry means for the forms; returns the one it changed.
pub(super) fn fold(items: &mut BTreeMap<ItemId, Item>, header: &Header, event: &DossierEvent) -> Option<ItemId> {
    let id = event.form()?;
    if let DossierEvent::FormPrinted { asked, number, .. } = event {
        let new = || Form {
            id,
            asked: *asked,
            number: *number,
            printed_at: header.at,
            printed_by: header.actor,
            recorded: None,
            seen: None,
            outcome: None,
            confirmed_at: None,
            contested_at: None,
        };
        items.entry(id.into()).or_insert_with(|| Item::Form(new()));
    }
    let Some(Item::Form(form)) = items.get_mut(&id.into()) else { return None };
    match event {
        DossierEvent::FormRecorded { answer, signed_on, scan, outcome, ticket, .. } => {
            form.outcome = *outcome;
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
        DossierEvent::FormContested { .. } => form.contested_at = Some(header.at),
        _ => {}
    }
    Some(id.into())
}
