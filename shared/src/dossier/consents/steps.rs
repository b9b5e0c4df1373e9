//! The steps of a consent: asked by staff, answered by her or who acts for her, withdrawn by her, taken back by staff.

use super::{
    AskedMark, Checked, Consent, ConsentEvent, ConsentTerms, NewConsent, SignedConsent, State, Until, WhichConsent,
};
use crate::access::Relation;
use crate::bureau::Bureau;
use crate::bureau::recipients::Recipient;
use crate::dossier::command::{Command, Given};
use crate::dossier::documents::{Document, FileFormat, StoredFile};
use crate::dossier::keys::{Expected, check};
use crate::dossier::records::Class;
use crate::dossier::sendings::asked_to_delete;
use crate::dossier::{Core, Dossier, DossierEvent};
use crate::ids::{DocumentId, RecipientId};
use crate::refusal::{ConsentPart, Refusal};
use crate::statement::{Decision, consent_sentence};
use crate::text::Remark;
use crate::time::CivilDate;

/// For how many days ahead a yes can be asked at most: a year.
pub const ASKED_DAYS_MAX: i64 = 366;
/// For how many days what she said no to is not asked again for the same reason (screens 18).
pub const QUIET_DAYS: i64 = 14;

/// What follows on a question that was asked.
pub(in crate::dossier) fn answer(
    dossier: &Dossier,
    (core, bureau): (&Core, &Bureau),
    command: &Command,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    Ok(match command {
        Command::GrantConsent(yes) => vec![grant(dossier, core, bureau, yes, given)?],
        Command::DeclineConsent(which) => decline(dossier, *which, given.today)?.into_iter().collect(),
        Command::WithdrawConsent(which) => withdraw(dossier, *which, given.today)?,
        Command::TakeBackConsent(which) => take_back(dossier, *which)?,
        _ => return Err(Refusal::Unknown),
    })
}

const fn unfit(part: ConsentPart) -> Refusal {
    Refusal::ConsentUnfit { part }
}

/// The earlier questions about a document and recipient that she refused, and that keep the same from being asked again on
/// this day: what stood in their entries has to be opened for a new question.
pub fn earlier(document: &Document, recipient: RecipientId, today: CivilDate) -> impl Iterator<Item = &AskedMark> {
    let recent = move |on: CivilDate| on.days_until(today) < QUIET_DAYS;
    document.asked.iter().filter(move |mark| mark.recipient == recipient && mark.refused_on.is_some_and(recent))
}

/// Words without what makes no other reason of them.
fn plain(reason: &Remark) -> String {
    let words = reason.as_str().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether she can be asked at all about a version of a document and a recipient: looked at before anything is made for
/// it, and when it is asked.
///
/// # Errors
/// Why not: what is not there, is older, or goes to nobody; whom the regulation does not know, or an agreement lacks.
pub fn may_ask<'a>(
    dossier: &'a Dossier,
    bureau: &'a Bureau,
    you: Relation,
    (document, version): (DocumentId, u32),
    recipient: RecipientId,
    today: CivilDate,
) -> Result<(&'a Document, &'a Recipient), Refusal> {
    let core = dossier.opened()?;
    if !core.start.is_made() {
        return Err(Refusal::NotStarted);
    }
    let known = dossier.document(document)?;
    known.seen_by(you).ok_or(Refusal::Unknown)?;
    let current = known.version().ok_or(Refusal::Unknown)?;
    if current.number != version {
        return Err(Refusal::Stale { current: current.number });
    }
    // What a doctor or another told of her health goes to nobody from here (P10).
    if current.class == Class::ReceivedMedical {
        return Err(unfit(ConsentPart::Medical));
    }
    Ok((known, may_get(core, bureau, recipient, today)?))
}

/// Whether this recipient may get anything about her at all, whatever she said: asked before she is asked, before her yes
/// counts, and by whoever sends.
///
/// # Errors
/// Why not: it is not there or ended, her regulation does not know it, or an agreement lacks (R5.1, W10a, G28).
pub fn may_get<'a>(
    core: &Core,
    bureau: &'a Bureau,
    recipient: RecipientId,
    today: CivilDate,
) -> Result<&'a Recipient, Refusal> {
    let to = bureau.recipient(recipient)?;
    to.kind.is_known_to(&bureau.policy_of(&core.regulations))?;
    to.may_receive(today)?;
    Ok(to)
}

/// She is asked whether this version may go to this recipient, for the purpose of the document (F23, F24, M9a).
pub(in crate::dossier) fn ask(
    dossier: &Dossier,
    bureau: &Bureau,
    you: Relation,
    new: &NewConsent,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let (terms, check) = terms(dossier, bureau, you, new, given)?;
    again(dossier.document(new.document)?, new, given)?;
    Ok(ConsentEvent::ConsentAsked {
        consent: new.consent,
        terms: Box::new(terms),
        why: new.why.clone(),
        check,
        ticket: given.ticket,
        on: given.today,
    }
    .into())
}

/// What would go, to whom, for what and until when, with what was decided about what a machine found in it: of these very
/// bytes, made today for this question, and nothing of the same that stands already.
pub(super) fn terms(
    dossier: &Dossier,
    bureau: &Bureau,
    you: Relation,
    new: &NewConsent,
    given: &Given,
) -> Result<(ConsentTerms, Box<Checked>), Refusal> {
    let (document, to) = may_ask(dossier, bureau, you, (new.document, new.version), new.recipient, given.today)?;
    match new.until {
        Until::On { date } if !(0..ASKED_DAYS_MAX).contains(&given.today.days_until(date)) => {
            return Err(Refusal::LastDay { today: given.today, days: ASKED_DAYS_MAX });
        }
        Until::On { .. } | Until::Once {} | Until::Trajectory {} => {}
    }
    // One question at a time, and one yes: a second would stay when she withdraws the first.
    let same = |mark: &&AskedMark| mark.recipient == new.recipient && mark.version == new.version;
    for mark in document.asked.iter().filter(same).filter(|mark| !mark.until.is_over(given.today)) {
        match mark.state {
            State::Open => return Err(unfit(ConsentPart::Open)),
            State::Granted | State::Told if mark.is_used_up(given.today) => {}
            State::Granted => return Err(unfit(ConsentPart::Granted)),
            State::Told | State::Objected => return Err(unfit(ConsentPart::Told)),
            State::Declined | State::Withdrawn | State::TakenBack => {}
        }
    }
    let made = super::frozen_file(new.consent, (new.document, new.version), (to.id, to.entry), given.today);
    if given.file != Some(new.file) || new.file.id != made || new.file.format != FileFormat::Pdf {
        return Err(unfit(ConsentPart::File));
    }
    let check = given.spoken.as_ref().and_then(|spoken| spoken.check.as_ref()).ok_or(unfit(ConsentPart::File))?;
    let check = Box::new(check.decided(&new.decided, new.read_by_person)?);
    let terms = ConsentTerms {
        document: new.document,
        version: new.version,
        file: new.file,
        recipient: to.id,
        named: to.entry,
        kind: to.kind,
        purpose: document.purpose,
        until: new.until,
    };
    Ok((terms, check))
}

/// What she said no to is asked again only with another reason, or after some days. What cannot be opened is no other reason.
fn again(document: &Document, new: &NewConsent, given: &Given) -> Result<(), Refusal> {
    let reasons = given.spoken.iter().flat_map(|spoken| &spoken.reasons);
    let said = |mark: &AskedMark| reasons.clone().find(|(entry, _)| *entry == mark.entry).map(|(_, why)| plain(why));
    let same = |mark: &&AskedMark| said(mark).is_none_or(|before| before == plain(&new.why));
    let last = earlier(document, new.recipient, given.today).filter(same).filter_map(|mark| mark.refused_on).max();
    last.map_or(Ok(()), |on| Err(unfit(ConsentPart::Repeated { from: on.plus_days(QUIET_DAYS) })))
}

/// A consent of this document, by the version that counts.
pub(super) fn known(dossier: &Dossier, which: WhichConsent) -> Result<(&Consent, u32), Refusal> {
    let known = dossier.consent(which.consent)?;
    if known.terms.document != which.document {
        return Err(Refusal::Unknown);
    }
    let current = dossier.document(which.document)?.version().map_or(0, |version| version.number);
    Ok((known, current))
}

/// Her yes: to these bytes, this recipient, this purpose, until then.
fn grant(
    dossier: &Dossier,
    core: &Core,
    bureau: &Bureau,
    yes: &SignedConsent,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let SignedConsent { document, consent, recipient, ref evidence } = *yes;
    let (known, current) = known(dossier, WhichConsent { document, consent })?;
    if known.state != State::Open || known.terms.recipient != recipient {
        return Err(Refusal::NoQuestion);
    }
    if known.terms.version != current {
        return Err(Refusal::Stale { current });
    }
    // A yes that would count for no day is asked anew.
    if known.terms.until.is_over(given.today) {
        return Err(Refusal::NoQuestion);
    }
    // What became of the recipient meanwhile counts; what has another name or place now is asked anew.
    if may_get(core, bureau, recipient, given.today)?.entry != known.terms.named {
        return Err(unfit(ConsentPart::Recipient));
    }
    let spoken = given.spoken.as_ref().ok_or(Refusal::Unknown)?;
    let expected = Expected {
        decision: Decision::GrantConsent,
        item: consent.into(),
        version: known.terms.version,
        commitment: known.terms.file.hash,
        ticket: known.ticket,
        sentence: &|lang| consent_sentence(lang, &spoken.title, &spoken.recipient, &known.terms),
    };
    check(core, evidence, &expected, given)?;
    Ok(ConsentEvent::ConsentGranted { document, consent, evidence: evidence.clone() }.into())
}

/// The sheet of a yes, which she gave at some time. The same again changes nothing, and another is none.
pub(in crate::dossier) fn sheet_made(
    dossier: &Dossier,
    which: WhichConsent,
    file: StoredFile,
) -> Result<Option<DossierEvent>, Refusal> {
    let WhichConsent { document, consent } = which;
    let (known, _) = known(dossier, which)?;
    let granted = matches!(known.state, State::Granted | State::Withdrawn);
    match known.sheet {
        None if granted && file.id == super::sheet_file(consent, file.hash) => {
            Ok(Some(ConsentEvent::SheetMade { document, consent, file }.into()))
        }
        Some(made) if made == file => Ok(None),
        _ => Err(unfit(ConsentPart::File)),
    }
}

/// Her no: without a reason, and at once. The same again changes nothing.
fn decline(dossier: &Dossier, which: WhichConsent, on: CivilDate) -> Result<Option<DossierEvent>, Refusal> {
    let WhichConsent { document, consent } = which;
    match known(dossier, which)?.0.state {
        State::Open => Ok(Some(ConsentEvent::ConsentDeclined { document, consent, on }.into())),
        State::Declined => Ok(None),
        _ => Err(Refusal::NoQuestion),
    }
}

/// She withdraws a yes that counts: from this entry on nothing goes, and who took something is asked to delete it (F28). The
/// same again changes nothing.
fn withdraw(dossier: &Dossier, which: WhichConsent, on: CivilDate) -> Result<Vec<DossierEvent>, Refusal> {
    let WhichConsent { document, consent } = which;
    let (known, _) = known(dossier, which)?;
    match known.state {
        State::Granted if known.is_live(on) => {
            let withdrawn = ConsentEvent::ConsentWithdrawn { document, consent, on }.into();
            Ok([withdrawn].into_iter().chain(asked_to_delete(known)).collect())
        }
        State::Withdrawn => Ok(Vec::new()),
        _ => Err(Refusal::NoQuestion),
    }
}

/// Staff take back what she has not answered, or what would go on another ground: who took something of it is asked to delete
/// it. The same again changes nothing.
fn take_back(dossier: &Dossier, which: WhichConsent) -> Result<Vec<DossierEvent>, Refusal> {
    let WhichConsent { document, consent } = which;
    let (known, _) = known(dossier, which)?;
    match known.state {
        State::Open | State::Told | State::Objected => {
            let back = ConsentEvent::ConsentTakenBack { document, consent }.into();
            Ok([back].into_iter().chain(asked_to_delete(known)).collect())
        }
        State::TakenBack => Ok(Vec::new()),
        State::Granted | State::Withdrawn | State::Declined => Err(Refusal::NoQuestion),
    }
}
