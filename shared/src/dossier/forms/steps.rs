//! The steps of a form: printed, recorded, held by a second, confirmed or contested; each says whether it may happen now.

use serde::{Deserialize, Serialize};

use super::questions::question;
use super::{Asked, Form, FormAnswer, FormNumber, Outcome, Returned, may_touch};
use crate::access::Relation;
use crate::bureau::Bureau;
use crate::dossier::command::{Actor, Given};
use crate::dossier::keys::{Expected, check};
use crate::dossier::representatives::RepresentativeEvent;
use crate::dossier::summaries::Question;
use crate::dossier::{Core, Dossier, DossierEvent, coaches, disputes, people, representatives, substitutes};
use crate::evidence::Evidence;
use crate::ids::FormId;
use crate::log::Role;
use crate::refusal::{FormPart, Refusal};
use crate::statement::{Decision, form_sentence};
use crate::text::Remark;
use crate::time::CivilDate;

/// A form, if it asks this: a command says what it is about, so that what it changes is loaded with it.
fn that_asks(dossier: &Dossier, form: FormId, asked: Asked) -> Result<&Form, Refusal> {
    let form = dossier.form(form)?;
    if form.asked == asked { Ok(form) } else { Err(Refusal::Unknown) }
}

/// Staff make a form for a question that is open.
pub(in crate::dossier) fn print(
    dossier: &Dossier,
    core: &Core,
    you: Relation,
    (form, asked): (FormId, Asked),
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    may_touch(asked, you)?;
    let (question, number) = (question(dossier, core, asked, given.today)?, FormNumber::drawn(given.ticket));
    Ok(DossierEvent::FormPrinted { form, asked, number, question, on: given.today })
}

/// Staff record what came back: a yes waits for the second pair of eyes, a no counts at once.
pub(in crate::dossier) fn record(
    dossier: &Dossier,
    core: &Core,
    you: Relation,
    back: &Returned,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    may_touch(back.asked, you)?;
    let form = that_asks(dossier, back.form, back.asked)?;
    if !form.can_be_recorded() {
        return Err(Refusal::NoQuestion);
    }
    form.is_asked(dossier, core, given.today)?;
    back.signed_on.check_past(given.today)?;
    if back.signed_on < form.printed_on {
        return Err(Refusal::DateTooEarly { first: form.printed_on });
    }
    let scan = given.scans.iter().copied().find(|scan| scan.id == back.scan);
    let scan = scan.ok_or(Refusal::FormUnfit { part: FormPart::Scan })?;
    let no = match back.answer {
        FormAnswer::Yes => None,
        FormAnswer::No => follows_from_no(dossier, core, form, back.words.as_ref(), given)?,
    };
    let recorded = DossierEvent::FormRecorded {
        form: form.id,
        asked: form.asked,
        answer: back.answer,
        signed_on: back.signed_on,
        scan,
        original: back.original.clone(),
        outcome: no.as_ref().and_then(|said| outcome_of(core, said)),
        ticket: given.ticket,
    };
    Ok([recorded].into_iter().chain(no).collect())
}

/// A no protects her: it counts as if she had said it herself.
fn follows_from_no(
    dossier: &Dossier,
    core: &Core,
    form: &Form,
    words: Option<&Remark>,
    given: &Given,
) -> Result<Option<DossierEvent>, Refusal> {
    Ok(match form.asked {
        Asked::Start {} => None,
        Asked::Coach { proposal } | Asked::HandOver { proposal } => {
            Some(coaches::decline(core, proposal, given.today)?)
        }
        Asked::Substitute { proposal } => Some(substitutes::decline(core, proposal)?),
        Asked::Representative { proposal } => Some(representatives::end(core, proposal, given.today)?),
        Asked::Summary { consult, version } => {
            let mut said = disputes::dispute(dossier.consult(consult)?, version, &[], words, given)?;
            if let DossierEvent::SummaryDisputed { form: by, .. } = &mut said {
                *by = Some(form.id);
            }
            Some(said)
        }
    })
}

/// What a no comes to, so that she can undo it.
fn outcome_of(core: &Core, said: &DossierEvent) -> Option<Outcome> {
    match *said {
        DossierEvent::CoachDeclined { coach, on } => Some(Outcome::CoachDeclined { coach, on }),
        DossierEvent::SubstituteDeclined { person } => {
            let known = core.substitute?;
            Some(Outcome::SubstituteDeclined { person, from: known.from, until: known.until })
        }
        DossierEvent::SummaryDisputed { consult, .. } => Some(Outcome::SummaryDisputed { consult }),
        DossierEvent::Representative(RepresentativeEvent::RepresentativeEnded { person, .. }) => {
            let known = core.representative.as_ref()?;
            Some(Outcome::RepresentativeDeclined { person, from: known.from, until: known.until })
        }
        _ => None,
    }
}

/// What a second member of staff reads on the paper in her hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Which form, found by its number.
    pub form: FormId,
    /// What it asks.
    pub asked: Asked,
    /// What is ticked.
    pub answer: FormAnswer,
    /// The day beside the signature.
    pub signed_on: CivilDate,
}

/// A second member of staff holds the paper and says what stands on it. She sees nothing of the dossier: she types what
/// she reads, and it has to be what was recorded (F5). From then on a yes counts.
pub(in crate::dossier) fn see(
    dossier: &Dossier,
    core: &Core,
    bureau: &Bureau,
    actor: Actor,
    held: Held,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    let form = that_asks(dossier, held.form, held.asked)?;
    let recorded = form.recorded.ok_or(Refusal::Unknown)?;
    if form.hands.contains(&actor.person) {
        return Err(Refusal::FormUnfit { part: FormPart::SameHand });
    }
    if form.seen.is_some() || form.contested.is_some() {
        return Err(Refusal::NoQuestion);
    }
    if (recorded.answer, recorded.signed_on) != (held.answer, held.signed_on) {
        return Err(Refusal::FormUnfit { part: FormPart::Differs });
    }
    if recorded.answer == FormAnswer::No {
        return Ok(vec![DossierEvent::FormSeen { form: form.id, outcome: form.outcome }]);
    }
    form.is_asked(dossier, core, given.today)?;
    let outcome = follows_from_yes(core, bureau, form.asked, given)?;
    // Whom she says yes to does not check that herself, nor who registered who acts for her.
    let registered = core.representative.as_ref().filter(|_| matches!(form.asked, Asked::Representative { .. }));
    if [outcome.whom(), registered.map(|known| known.by)].contains(&Some(actor.person)) {
        return Err(Refusal::FormUnfit { part: FormPart::Concerned });
    }
    let told = match outcome {
        // She was told of the version that held when she signed: a later one she reads first (S13).
        Outcome::Started => people::told_at_start(core, bureau, recorded.signed_on, given),
        _ => Vec::new(),
    };
    let seen = DossierEvent::FormSeen { form: form.id, outcome: Some(outcome) };
    Ok([seen].into_iter().chain(told).collect())
}

fn follows_from_yes(core: &Core, bureau: &Bureau, asked: Asked, given: &Given) -> Result<Outcome, Refusal> {
    let fit = |coach| bureau.is_bound(coach, Role::Coach).or(Err(Refusal::ColleagueUnfit));
    Ok(match asked {
        Asked::Start {} => Outcome::Started,
        Asked::Coach { proposal } => {
            let coach = core.coming(proposal)?.coach;
            fit(coach)?;
            Outcome::CoachAccepted { proposal, coach, ticket: (coach != core.coach).then_some(given.ticket) }
        }
        Asked::HandOver { proposal } => {
            let coach = core.coming(proposal)?.coach;
            fit(coach)?;
            Outcome::HandedOver { former: core.coach, accepted: core.coach_accepted, coach }
        }
        Asked::Substitute { proposal } => {
            let known = core.proposed(proposal)?;
            let (person, from, until) = (known.person, known.from, known.until);
            Outcome::SubstituteAccepted { proposal, person, from, until }
        }
        Asked::Representative { proposal } => {
            let known = core.represented(proposal, given.today)?;
            let (person, from, until) = (known.person, known.from, known.until);
            Outcome::RepresentativeAccepted { proposal, person, from, until }
        }
        Asked::Summary { consult, version } => Outcome::SummaryApproved { consult, version },
    })
}

/// She confirms with her own key what staff recorded of her: from then on it stands as if she had signed it.
pub(in crate::dossier) fn confirm(
    dossier: &Dossier,
    core: &Core,
    (form, asked): (FormId, Asked),
    evidence: &Evidence,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let form = that_asks(dossier, form, asked)?;
    let recorded = form.recorded.filter(|_| form.waits_for_her()).ok_or(Refusal::NoQuestion)?;
    let expected = Expected {
        decision: Decision::ConfirmForm,
        item: form.id.into(),
        version: 1,
        commitment: recorded.commitment,
        ticket: recorded.ticket,
        sentence: &|lang| form_sentence(lang, form.number, recorded.signed_on, recorded.answer),
    };
    check(core, evidence, &expected, given)?;
    Ok(DossierEvent::FormConfirmed { form: form.id, asked: form.asked, evidence: Box::new(evidence.clone()) })
}

/// She says that it is not so. That counts at once: what followed from the form is undone, as far as it still stands.
pub(in crate::dossier) fn contest(
    dossier: &Dossier,
    core: &Core,
    bureau: &Bureau,
    (form, asked): (FormId, Asked),
    words: Option<&Remark>,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let form = that_asks(dossier, form, asked)?;
    if !form.can_be_contested() {
        return Err(Refusal::NoQuestion);
    }
    Ok(DossierEvent::FormContested {
        form: form.id,
        asked: form.asked,
        words: words.cloned(),
        undone: form.still_stands(core),
        question: form.asked.consult().map(|_| Question::asked(bureau.settings(), given)),
    })
}
