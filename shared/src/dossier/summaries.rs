//! The summary of a consult: sent to the client to judge, approved with a signature or disputed, answered (R3.5).

use serde::{Deserialize, Serialize};

use super::command::Given;
use super::consults::{Approval, Consult, Dispute, Open, State, Version};
use super::forms::Outcome;
use super::keys::{Expected, check};
use super::{Core, DossierEvent};
use crate::evidence::Evidence;
use crate::ids::{EntryId, FormId, PersonId, Ticket};
use crate::log::{Header, Role};
use crate::refusal::{Answer, Refusal};
use crate::settings::Settings;
use crate::statement::{Decision, approval_sentence};
use crate::text::{PassageText, Remark};
use crate::time::CivilDate;

/// How many characters a whole summary may have.
pub const SUMMARY_MAX: usize = 100_000;

/// A part of a summary that can be marked. It keeps its number through the versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Its number, from 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 9999))]
    pub id: u16,
    /// Its text.
    pub text: PassageText,
}

/// What she is asked, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Question {
    /// The nonce her signature has to carry.
    pub ticket: Ticket,
    /// On which day it was asked.
    pub asked_on: CivilDate,
    /// The last day; after it the state is "not answered" (F18).
    pub ends_on: CivilDate,
}

impl Question {
    /// The question as the settings asks it from today.
    #[must_use]
    pub fn asked(settings: &Settings, given: &Given) -> Self {
        let ends_on = given.today.plus_days(i64::from(settings.answer_days_max));
        Self { ticket: given.ticket, asked_on: given.today, ends_on }
    }
}

/// A passage she marked, and what should be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Marking {
    /// The passage.
    pub passage: u16,
    /// The words she proposes.
    pub proposed: Option<PassageText>,
    /// Why, if she wants to say it.
    pub why: Option<Remark>,
}

/// What the coach decides on one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The text changes as she asks.
    Accepted,
    /// The text changes, but otherwise than she asks.
    Partly,
    /// The text stays; her words stay beside it (F16).
    Refused,
}

/// The coach's answer to one mark, or to what she said about the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PassageAnswer {
    /// The verdict.
    pub verdict: Verdict,
    /// Why; mandatory with a refusal or a partial acceptance.
    pub reason: Option<Remark>,
}

/// Whether these passages can be a summary.
///
/// # Errors
/// [`Refusal::Passages`] or [`Refusal::TooLong`].
pub fn check_passages(passages: &[Passage]) -> Result<(), Refusal> {
    let mut ids: Vec<u16> = passages.iter().map(|passage| passage.id).collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    if passages.is_empty() || ids.len() != count || ids.first() == Some(&0) {
        return Err(Refusal::Passages);
    }
    let len = passages.iter().map(|passage| passage.text.as_str().chars().count()).sum();
    if len > SUMMARY_MAX { Err(Refusal::TooLong { len }) } else { Ok(()) }
}

/// The coach sends a version; it must replace the one she had before her.
pub(super) fn send(
    consult: &Consult,
    replaces: u32,
    passages: &[Passage],
    settings: &Settings,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    check_passages(passages)?;
    if replaces != consult.version() {
        return Err(Refusal::Stale { current: consult.version() });
    }
    if matches!(consult.state, State::Disputed { .. }) {
        return Err(Refusal::RemarkOpen);
    }
    next_version(consult, passages, settings, given)
}

pub(super) fn next_version(
    consult: &Consult,
    passages: &[Passage],
    settings: &Settings,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    if given.current.as_deref() == Some(passages) {
        return Err(Refusal::NothingChanged);
    }
    Ok(DossierEvent::SummarySent {
        consult: consult.id,
        version: consult.version().saturating_add(1),
        passages: passages.to_vec(),
        question: Question::asked(settings, given),
    })
}

/// The version she looked at must be the one that counts.
pub(super) fn current(consult: &Consult, version: u32) -> Result<&Version, Refusal> {
    match consult.versions.last() {
        Some(last) if last.number == version => Ok(last),
        Some(last) => Err(Refusal::Stale { current: last.number }),
        None => Err(Refusal::NoQuestion),
    }
}

/// The client opened this version; only the first time is an event.
pub(super) fn see(consult: &Consult, version: u32) -> Result<Option<DossierEvent>, Refusal> {
    current(consult, version)?;
    Ok(match &consult.state {
        State::Open(open) if open.seen_at.is_none() => Some(DossierEvent::SummarySeen { consult: consult.id, version }),
        _ => None,
    })
}

/// The client approves this very version with a signature (F2, F12, F17).
pub(super) fn approve(
    core: &Core,
    consult: &Consult,
    version: u32,
    evidence: &Evidence,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let last = current(consult, version)?;
    let open = match &consult.state {
        State::Open(open) => open,
        State::Approved { at, .. } => return Err(Refusal::Answered { answer: Answer::Approved, at: *at }),
        State::Disputed { at, .. } => return Err(Refusal::Answered { answer: Answer::Disputed, at: *at }),
        State::Missing => return Err(Refusal::NoQuestion),
    };
    let expected = Expected {
        decision: Decision::ApproveSummary,
        item: consult.id.into(),
        version,
        commitment: last.commitment,
        ticket: open.question.ticket,
        sentence: &|lang| approval_sentence(lang, consult.held_on, version),
    };
    check(core, evidence, &expected, given)?;
    Ok(DossierEvent::SummaryApproved { consult: consult.id, version, evidence: Box::new(evidence.clone()) })
}

/// The reminder that is due today, if any: by the product's own clock, never after an answer (F18).
pub(super) fn remind(
    consult: &Consult,
    version: u32,
    settings: &Settings,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    current(consult, version)?;
    let State::Open(open) = &consult.state else { return Err(Refusal::NoQuestion) };
    match open.remind_on(settings) {
        Some(day) if day <= given.today && open.closed_at.is_none() => {
            Ok(DossierEvent::Reminded { consult: consult.id, version, on: given.today })
        }
        _ => Err(Refusal::NoQuestion),
    }
}

/// The coach reminds her, of a question that is open, once a day at most: a hand is no flood (F18).
pub(super) fn remind_now(consult: &Consult, version: u32, given: &Given) -> Result<DossierEvent, Refusal> {
    current(consult, version)?;
    let State::Open(open) = &consult.state else { return Err(Refusal::NoQuestion) };
    match open.reminded_on {
        _ if open.closed_at.is_some() => Err(Refusal::NoQuestion),
        Some(on) if on >= given.today => Err(Refusal::RemindedToday { from: on.plus_days(1) }),
        _ => Ok(DossierEvent::Reminded { consult: consult.id, version, on: given.today }),
    }
}

/// The end date passed without an answer: that is a state of its own, never a yes (F18).
pub(super) fn leave_unanswered(consult: &Consult, version: u32, given: &Given) -> Result<DossierEvent, Refusal> {
    current(consult, version)?;
    match &consult.state {
        State::Open(open) if open.closed_at.is_none() && open.question.ends_on < given.today => {
            Ok(DossierEvent::LeftUnanswered { consult: consult.id, version })
        }
        _ => Err(Refusal::NoQuestion),
    }
}

fn opened(question: &Question, after_refusal: bool) -> State {
    State::Open(Open {
        question: question.clone(),
        seen_at: None,
        reminded: 0,
        reminded_on: None,
        closed_at: None,
        after_refusal,
    })
}

pub(super) fn fold(consult: &mut Consult, header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::SummarySent { version, passages, question, .. } => {
            consult.versions.push(Version {
                number: *version,
                entry: header.entry,
                sent_at: header.at,
                sent_by: header.actor,
                commitment: header.commitment,
                passages: passages.iter().map(|passage| passage.id).collect(),
            });
            consult.state = opened(question, false);
        }
        DossierEvent::SummarySeen { .. } => on_open(consult, |open| open.seen_at = Some(header.at)),
        DossierEvent::Reminded { on, .. } => on_open(consult, |open| {
            open.reminded = open.reminded.saturating_add(1);
            open.reminded_on = Some(*on);
        }),
        DossierEvent::LeftUnanswered { .. } => on_open(consult, |open| open.closed_at = Some(header.at)),
        DossierEvent::SummaryApproved { version, .. } => {
            approve_by(consult, header, *version, None);
        }
        DossierEvent::FormPrinted { form, .. } => consult.forms.push(*form),
        DossierEvent::FormSeen { form, outcome: Some(Outcome::SummaryApproved { version, .. }) } => {
            approve_by(consult, header, *version, Some(*form));
        }
        DossierEvent::FormConfirmed { form, .. } => {
            for known in consult.approvals.iter_mut().filter(|known| known.form == Some(*form)) {
                known.confirmed = Some(header.entry);
            }
            for known in consult.disputes.iter_mut().filter(|known| known.form == Some(*form)) {
                known.signed_at = known.signed_at.or(Some(header.at));
            }
        }
        DossierEvent::FormContested { form, question, .. } => undo(consult, *form, question.as_ref()),
        DossierEvent::SummaryDisputed { version, marks, remark, ticket, form, .. } => {
            consult.disputes.push(Dispute {
                entry: header.entry,
                version: *version,
                at: header.at,
                commitment: header.commitment,
                ticket: *ticket,
                signed_at: None,
                form: *form,
                by: by_another(header),
                marks: marks.iter().map(|mark| mark.passage).collect(),
                on_the_whole: remark.is_some(),
                answered_at: None,
                answer_entry: None,
                verdicts: Vec::new(),
            });
            consult.state = State::Disputed { at: header.at, entry: header.entry };
        }
        DossierEvent::DisputeSigned { dispute, .. } => {
            for known in consult.disputes.iter_mut().filter(|known| known.entry == *dispute) {
                known.signed_at = Some(header.at);
            }
        }
        DossierEvent::DisputeAnswered { dispute, answers, question, .. } => {
            for known in consult.disputes.iter_mut().filter(|known| known.entry == *dispute) {
                known.answered_at = Some(header.at);
                known.answer_entry = Some(header.entry);
                known.verdicts = answers.iter().map(|answer| answer.verdict).collect();
            }
            if let Some(question) = question {
                consult.state = opened(question, true);
            }
        }
        _ => {}
    }
}

/// Who did it for her, where it was who acts for her (W9).
fn by_another(header: &Header) -> Option<PersonId> {
    (header.role == Role::Representative).then_some(header.actor)
}

fn approve_by(consult: &mut Consult, header: &Header, version: u32, form: Option<FormId>) {
    let (entry, at, by) = (header.entry, header.at, by_another(header));
    consult.approvals.push(Approval { version, entry, at, form, by, confirmed: None });
    consult.state = State::Approved { at: header.at, entry: header.entry };
}

/// She says that she never said so on paper: it is taken out, and where it was the last word she is asked again.
fn undo(consult: &mut Consult, form: FormId, question: Option<&Question>) {
    let approved = consult.approvals.iter().filter(|known| known.form == Some(form)).map(|known| known.entry);
    let disputed = consult.disputes.iter().filter(|known| known.form == Some(form)).map(|known| known.entry);
    let undone: Vec<EntryId> = approved.chain(disputed).collect();
    let last = match &consult.state {
        State::Approved { entry, .. } | State::Disputed { entry, .. } => Some(*entry),
        _ => None,
    };
    consult.approvals.retain(|known| known.form != Some(form));
    consult.disputes.retain(|known| known.form != Some(form));
    let Some(question) = question else { return };
    if last.is_some_and(|last| undone.contains(&last)) {
        consult.state = opened(question, false);
    }
    // What lies signed on other paper was an answer to the question before.
    on_open(consult, |open| open.question.ticket = question.ticket);
}

fn on_open(consult: &mut Consult, change: impl FnOnce(&mut Open)) {
    if let State::Open(open) = &mut consult.state {
        change(open);
    }
}
