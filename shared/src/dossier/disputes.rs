//! A dispute of a summary: counts at once, may be signed after, and is answered mark by mark (F13-F16).

use super::command::Given;
use super::consults::{Consult, Dispute, State};
use super::keys::{Expected, check};
use super::summaries::{Marking, Passage, PassageAnswer, Question, Verdict, check_passages, current, next_version};
use super::{Core, DossierEvent};
use crate::evidence::Evidence;
use crate::ids::EntryId;
use crate::refusal::{Answer, Refusal, StatementPart};
use crate::settings::Settings;
use crate::statement::{Decision, dispute_sentence};
use crate::text::Remark;

/// The client says it is not right; counts at once, after an approval too.
pub(super) fn dispute(
    consult: &Consult,
    version: u32,
    marks: &[Marking],
    remark: Option<&Remark>,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let last = current(consult, version)?;
    if let State::Disputed { at, .. } = &consult.state {
        return Err(Refusal::Answered { answer: Answer::Disputed, at: *at });
    }
    if marks.is_empty() && remark.is_none() {
        return Err(Refusal::EmptyRemark);
    }
    if marks.iter().any(|mark| !last.passages.contains(&mark.passage)) {
        return Err(Refusal::UnknownPassage);
    }
    if marks.iter().any(|mark| mark.proposed.is_none() && mark.why.is_none()) {
        return Err(Refusal::EmptyRemark);
    }
    let (marks, remark) = (marks.to_vec(), remark.cloned());
    Ok(DossierEvent::SummaryDisputed { consult: consult.id, version, marks, remark, ticket: given.ticket, form: None })
}

/// Whether what she said can be signed now: the last she said, about the version that counts, before she approved it.
///
/// # Errors
/// [`Refusal::Signed`], [`Refusal::Stale`], [`Refusal::Answered`] or [`Refusal::NoQuestion`].
pub(super) fn may_be_signed(consult: &Consult, dispute: &Dispute) -> Result<(), Refusal> {
    if let Some(at) = dispute.signed_at {
        return Err(Refusal::Signed { at });
    }
    current(consult, dispute.version)?;
    match &consult.state {
        State::Approved { at, .. } => Err(Refusal::Answered { answer: Answer::Approved, at: *at }),
        _ if consult.disputes.last().is_some_and(|last| last.entry == dispute.entry) => Ok(()),
        _ => Err(Refusal::NoQuestion),
    }
}

/// The client signs what she said was not right: asked after, for it counts without (F2, F13).
pub(super) fn sign(
    core: &Core,
    consult: &Consult,
    dispute: EntryId,
    evidence: &Evidence,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let known = find(consult, dispute)?;
    may_be_signed(consult, known)?;
    // Nobody signs what another said.
    if known.by.unwrap_or(core.client) != evidence.statement.actor {
        return Err(Refusal::StatementDiffers { part: StatementPart::Actor });
    }
    let expected = Expected {
        decision: Decision::DisputeSummary,
        item: consult.id.into(),
        version: known.version,
        commitment: known.commitment,
        ticket: known.ticket,
        sentence: &|lang| dispute_sentence(lang, consult.held_on, known.version),
    };
    check(core, evidence, &expected, given)?;
    Ok(DossierEvent::DisputeSigned { consult: consult.id, dispute, evidence: Box::new(evidence.clone()) })
}

fn find(consult: &Consult, dispute: EntryId) -> Result<&Dispute, Refusal> {
    consult.disputes.iter().find(|known| known.entry == dispute).ok_or(Refusal::Unknown)
}

/// The coach answers every mark; what she accepts must show in a new version (F14).
pub(super) fn answer(
    consult: &Consult,
    dispute: EntryId,
    answers: &[PassageAnswer],
    revision: Option<&[Passage]>,
    settings: &Settings,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    let known = find(consult, dispute)?;
    if known.answered_at.is_some() || !matches!(&consult.state, State::Disputed { entry, .. } if *entry == dispute) {
        return Err(Refusal::NoQuestion);
    }
    if answers.len() != known.answers_due() {
        return Err(Refusal::AnswersIncomplete);
    }
    if answers.iter().any(|answer| answer.verdict != Verdict::Accepted && answer.reason.is_none()) {
        return Err(Refusal::ReasonMissing);
    }
    let all_refused = answers.iter().all(|answer| answer.verdict == Verdict::Refused);
    let answered =
        |question| DossierEvent::DisputeAnswered { consult: consult.id, dispute, answers: answers.to_vec(), question };
    match (all_refused, revision) {
        (true, Some(_)) => Err(Refusal::RevisionNotNeeded),
        (false, None) => Err(Refusal::RevisionMissing),
        (true, None) => Ok(vec![answered(Some(Question::asked(settings, given)))]),
        (false, Some(passages)) => {
            check_passages(passages)?;
            let current = given.current.as_deref().unwrap_or_default();
            if known.marks.iter().zip(answers).any(|(mark, answer)| !shows(*mark, answer, current, passages)) {
                return Err(Refusal::RevisionMissing);
            }
            Ok(vec![answered(None), next_version(consult, passages, settings, given)?])
        }
    }
}

/// Whether an answer to a mark shows in the new text: what was accepted, whole or in part, reads otherwise or is gone.
fn shows(mark: u16, answer: &PassageAnswer, current: &[Passage], revised: &[Passage]) -> bool {
    let text =
        |passages: &[Passage]| passages.iter().find(|passage| passage.id == mark).map(|found| found.text.clone());
    answer.verdict == Verdict::Refused || text(revised).is_none() || text(revised) != text(current)
}
