//! A consult: a conversation of coach and client (R1.9), with exactly one summary (F11) and all that became of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::forms::Outcome;
use super::papers::OnPaper;
use super::summaries::{Question, Verdict};
use super::{DossierEvent, Item, summaries};
use crate::ids::{ConsultId, EntryId, FormId, Hash, ItemId, PersonId, Ticket};
use crate::log::Header;
use crate::refusal::Refusal;
use crate::settings::Settings;
use crate::time::{CivilDate, Minutes, Timestamp};

/// In what way they met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConsultKind {
    /// At the bureau.
    #[default]
    Office,
    /// At her home or elsewhere.
    Visit,
    /// On the screen.
    Video,
    /// By telephone.
    Phone,
}

/// A consult and where its summary stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consult {
    /// Which.
    pub id: ConsultId,
    /// On which day.
    pub held_on: CivilDate,
    /// In what way.
    pub form: ConsultKind,
    /// For how many minutes.
    #[serde(default)]
    pub minutes: Option<Minutes>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Where the summary stands.
    pub state: State,
    /// Every version that was sent.
    pub versions: Vec<Version>,
    /// Every approval that was given, of older versions too.
    pub approvals: Vec<Approval>,
    /// Every dispute and what became of it.
    pub disputes: Vec<Dispute>,
    /// Whether it lies on paper too.
    #[serde(default)]
    pub on_paper: Option<OnPaper>,
    /// The forms that were made for a question about it (F5), the newest last.
    #[serde(default)]
    pub forms: Vec<FormId>,
}

/// A version that was sent; its text stands in its entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From 1.
    pub number: u32,
    /// The entry with the text.
    pub entry: EntryId,
    /// When.
    pub sent_at: Timestamp,
    /// Who wrote it.
    pub sent_by: PersonId,
    /// The commitment of that entry: what an approval is about.
    pub commitment: Hash,
    /// The numbers of its passages.
    pub passages: Vec<u16>,
}

/// Where a summary stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum State {
    /// Not sent yet.
    Missing,
    /// Sent; the question is open, also after its end date passed.
    Open(Open),
    /// Approved, by her signature.
    Approved {
        /// When.
        at: Timestamp,
        /// The entry with the evidence.
        entry: EntryId,
    },
    /// Disputed; the coach has to answer.
    Disputed {
        /// When.
        at: Timestamp,
        /// The entry with her words.
        entry: EntryId,
    },
}

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// What is asked.
    pub question: Question,
    /// When she first opened this version.
    pub seen_at: Option<Timestamp>,
    /// How often she was reminded.
    pub reminded: u16,
    /// The day of the last reminder.
    pub reminded_on: Option<CivilDate>,
    /// When the end date passed without an answer.
    pub closed_at: Option<Timestamp>,
    /// The coach refused her last remark, and asks again with her words beside the text.
    pub after_refusal: bool,
}

impl Open {
    /// The day of the next reminder, if there is one left before the end.
    #[must_use]
    pub fn remind_on(&self, settings: &Settings) -> Option<CivilDate> {
        settings.remind_on(self.question.asked_on, self.reminded_on, self.question.ends_on)
    }
}

/// An approval of one version (F17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Approval {
    /// Of which version.
    pub version: u32,
    /// The entry with the evidence.
    pub entry: EntryId,
    /// When, by the bureau's clock.
    pub at: Timestamp,
    /// The form on which she said so; none where she signed with her key (F5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormId>,
    /// Who said so for her (W9); none where she did herself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// The entry by which she confirmed that form with her key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<EntryId>,
}

impl Approval {
    /// Whether nothing but a form on paper says so: weaker than her signature.
    #[must_use]
    pub const fn is_on_paper(&self) -> bool {
        self.form.is_some() && self.confirmed.is_none()
    }
}

/// A dispute and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dispute {
    /// The entry with her words.
    pub entry: EntryId,
    /// About which version.
    pub version: u32,
    /// When.
    pub at: Timestamp,
    /// The commitment of that entry: what her signature is about.
    pub commitment: Hash,
    /// The nonce for her signature. It is of use to the client alone.
    pub ticket: Ticket,
    /// When she signed it, if she did: it counts without.
    pub signed_at: Option<Timestamp>,
    /// The form on which she said so; none where she said it herself (F5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormId>,
    /// Who said so for her (W9); none where she did herself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// The passages she marked, in her order.
    pub marks: Vec<u16>,
    /// Whether she said something about the whole, too.
    pub on_the_whole: bool,
    /// When the coach answered.
    pub answered_at: Option<Timestamp>,
    /// The entry with the coach's words.
    pub answer_entry: Option<EntryId>,
    /// One verdict for each mark, then one for the whole if she said something about it.
    pub verdicts: Vec<Verdict>,
}

impl Dispute {
    /// How many answers the coach owes.
    #[must_use]
    pub fn answers_due(&self) -> usize {
        self.marks.len().saturating_add(usize::from(self.on_the_whole))
    }

    /// Whether her words stay with the summary for as long as it exists (F16).
    #[must_use]
    pub fn stays_attached(&self) -> bool {
        self.verdicts.iter().any(|verdict| *verdict != Verdict::Accepted)
    }
}

/// Where a summary stands, in one word: what boards show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The client disputes it: the coach has to answer.
    Disputed,
    /// Not written yet.
    Missing,
    /// Being written; only its author knows.
    Draft,
    /// The end date passed without an answer.
    Unanswered,
    /// The coach answered, and the client is asked again.
    Answered,
    /// Opened by the client.
    Seen,
    /// Sent, not opened yet.
    Sent,
    /// Approved on paper: weaker than her signature, until she confirms it (F5).
    OnPaper,
    /// Approved.
    Approved,
}

impl Status {
    /// Whether she said that it is right, in whichever way.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Approved | Self::OnPaper)
    }
}

impl Consult {
    /// The number of the version that counts; 0 before the first.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.versions.last().map_or(0, |version| version.number)
    }

    /// Where the summary stands, and since when.
    #[must_use]
    pub fn status(&self) -> (Status, Timestamp) {
        let sent_at = self.versions.last().map_or(self.recorded_at, |version| version.sent_at);
        match &self.state {
            State::Missing => (Status::Missing, self.recorded_at),
            State::Approved { at, .. } if self.approvals.last().is_some_and(Approval::is_on_paper) => {
                (Status::OnPaper, *at)
            }
            State::Approved { at, .. } => (Status::Approved, *at),
            State::Disputed { at, .. } => (Status::Disputed, *at),
            State::Open(open) => match (open.closed_at, open.after_refusal, open.seen_at) {
                (Some(at), _, _) => (Status::Unanswered, at),
                (None, true, _) => (Status::Answered, self.last_answer_at().unwrap_or(sent_at)),
                (None, false, Some(at)) => (Status::Seen, at),
                (None, false, None) => (Status::Sent, sent_at),
            },
        }
    }

    fn last_answer_at(&self) -> Option<Timestamp> {
        self.disputes.iter().filter_map(|dispute| dispute.answered_at).max()
    }
}

/// The coach records a conversation that has taken place.
pub(super) fn record(
    known: Option<&Consult>,
    consult: ConsultId,
    held_on: CivilDate,
    (form, minutes): (ConsultKind, Option<Minutes>),
    today: CivilDate,
) -> Result<DossierEvent, Refusal> {
    if known.is_some() {
        return Err(Refusal::EntryTaken { entry: EntryId(consult.0) });
    }
    held_on.check_past(today)?;
    Ok(DossierEvent::ConsultRecorded { consult, held_on, form, minutes })
}

/// What an entry means for the consults; returns the one it changed.
pub(super) fn fold(items: &mut BTreeMap<ItemId, Item>, header: &Header, event: &DossierEvent) -> Option<ConsultId> {
    let id = match event {
        DossierEvent::ConsultRecorded { consult, held_on, form, minutes } => {
            let new = || Consult {
                id: *consult,
                held_on: *held_on,
                form: *form,
                minutes: *minutes,
                recorded_at: header.at,
                state: State::Missing,
                versions: Vec::new(),
                approvals: Vec::new(),
                disputes: Vec::new(),
                on_paper: None,
                forms: Vec::new(),
            };
            items.entry((*consult).into()).or_insert_with(|| Item::Consult(new()));
            *consult
        }
        DossierEvent::SummarySent { consult, .. }
        | DossierEvent::SummarySeen { consult, .. }
        | DossierEvent::SummaryApproved { consult, .. }
        | DossierEvent::SummaryDisputed { consult, .. }
        | DossierEvent::DisputeSigned { consult, .. }
        | DossierEvent::DisputeAnswered { consult, .. }
        | DossierEvent::Reminded { consult, .. }
        | DossierEvent::LeftUnanswered { consult, .. }
        | DossierEvent::FormSeen { outcome: Some(Outcome::SummaryApproved { consult, .. }), .. } => *consult,
        DossierEvent::FormPrinted { asked, .. }
        | DossierEvent::FormConfirmed { asked, .. }
        | DossierEvent::FormContested { asked, .. } => asked.consult()?,
        _ => return None,
    };
    let Some(Item::Consult(consult)) = items.get_mut(&id.into()) else { return None };
    summaries::fold(consult, header, event);
    Some(id)
}
