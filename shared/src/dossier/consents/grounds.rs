//! What goes on another ground than her yes (F34): because the regulation has who pays kept informed (P11, S7a, S9a), or because
//! a statute demands it (S1a, S9b). She is told before, with the very pages. Where the regulation gives her a report first
//! (P12, F32), it waits some working days for her, or until she says that she read it; her objection holds it until staff
//! answer. It goes through the one door, as what she said yes to.

use serde::{Deserialize, Serialize};

use super::steps::{known, terms};
use super::{AskedMark, ConsentEvent, NewConsent, State, WhichConsent};
use crate::access::{Act, Relation};
use crate::bureau::Bureau;
use crate::bureau::recipients::RecipientKind;
use crate::dossier::command::Given;
use crate::dossier::documents::{Document, DocumentKind};
use crate::dossier::sendings::asked_to_delete;
use crate::dossier::{Core, Dossier, DossierEvent};
use crate::ids::{ItemId, RecipientId};
use crate::policy::choices::{CopyFirst, PayerConsent};
use crate::policy::{InForce, Parameter};
use crate::refusal::{ConsentPart, Refusal};
use crate::text::{Label, Remark};
use crate::time::CivilDate;

/// A right by which something may go without her yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OtherGround {
    /// The regulation has who pays kept informed of how it goes (P11, S7a, S9a).
    Payer,
    /// A law, or a task under one, demands it (S1a, S9b).
    Statute,
}

/// Something that staff want to let go on another ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewGround {
    /// What, to whom, until when and why: as she would be asked.
    pub what: NewConsent,
    /// On which ground.
    pub ground: OtherGround,
    /// Which law and article, where one demands it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<Label>,
}

/// A step of something that goes on another ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum GroundCommand {
    /// Staff tell her that it goes.
    #[cfg_attr(all(target_family = "wasm", not(feature = "words-desk")), serde(skip_serializing))]
    Tell(Box<NewGround>),
    /// She read it, and it need not wait.
    Seen(WhichConsent),
    /// She objects.
    Object {
        /// To which.
        which: WhichConsent,
        /// Why.
        why: Remark,
    },
    /// Staff answer her objection.
    #[cfg_attr(all(target_family = "wasm", not(feature = "words-desk")), serde(skip_serializing))]
    Answer {
        /// To which.
        which: WhichConsent,
        /// Whether it goes all the same.
        goes: bool,
        /// Why.
        why: Remark,
    },
}

impl GroundCommand {
    /// Which act it is.
    pub(in crate::dossier) const fn act(&self) -> Act {
        match self {
            Self::Tell(_) | Self::Answer { .. } => Act::TellGround,
            Self::Seen(_) | Self::Object { .. } => Act::ObjectToGround,
        }
    }

    /// The items a decision on it has to load.
    pub(in crate::dossier) fn needs(&self) -> Vec<ItemId> {
        let (document, consent) = match self {
            Self::Tell(new) => (new.what.document, new.what.consent),
            Self::Seen(which) | Self::Object { which, .. } | Self::Answer { which, .. } => {
                (which.document, which.consent)
            }
        };
        vec![consent.into(), document.into()]
    }

    /// What would go, where it is new.
    pub(in crate::dossier) fn what(&self) -> Option<&NewConsent> {
        match self {
            Self::Tell(new) => Some(&new.what),
            _ => None,
        }
    }
}

/// What the regulation that holds for her says of who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PayerRules {
    /// Whether who pays is kept informed without her yes (P11, S7a, S9a).
    pub informed: bool,
    /// For how many working days a report waits for her first; none where it does not wait (P12).
    pub waits: Option<u16>,
}

impl From<&InForce> for PayerRules {
    fn from(policy: &InForce) -> Self {
        let waits = (policy.copy_first.is == CopyFirst::EveryReport).then_some(policy.copy_wait.is.0);
        Self { informed: policy.payer_consent.is == PayerConsent::NotNeeded, waits }
    }
}

/// On which other grounds a document of this kind may go to such a recipient.
#[must_use]
pub fn grounds(kind: DocumentKind, to: RecipientKind, rules: PayerRules) -> Vec<OtherGround> {
    let payer = to == RecipientKind::Payer && kind == DocumentKind::Report && rules.informed;
    let statute = matches!(
        to,
        RecipientKind::Uwv | RecipientKind::Municipality | RecipientKind::Collector | RecipientKind::Authority
    );
    let all = [(OtherGround::Payer, payer), (OtherGround::Statute, statute)];
    all.into_iter().filter(|(_, may)| *may).map(|(ground, _)| ground).collect()
}

const fn unfit(part: ConsentPart) -> Refusal {
    Refusal::ConsentUnfit { part }
}

/// The first day on which it may go: at once where the regulation gives her no copy first, for she is told with the entry;
/// else after so many working days (P12).
fn first_day(ground: OtherGround, rules: PayerRules, today: CivilDate) -> CivilDate {
    let Some(days) = rules.waits.filter(|_| ground == OtherGround::Payer) else { return today };
    let mut later = (1..).map(|ahead| today.plus_days(ahead));
    later.find(|day| today.working_days_until(*day) > i64::from(days)).unwrap_or(today)
}

/// What follows on a step.
pub(in crate::dossier) fn decide(
    dossier: &Dossier,
    (core, bureau): (&Core, &Bureau),
    you: Relation,
    step: &GroundCommand,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    match step {
        GroundCommand::Tell(new) => Ok(vec![tell(dossier, (core, bureau), you, new, given)?]),
        GroundCommand::Seen(which) => seen(dossier, *which, given.today),
        GroundCommand::Object { which, why } => object(dossier, *which, why),
        GroundCommand::Answer { which, goes, why } => answer(dossier, *which, *goes, why),
    }
}

/// Whether she said no to the very same: then the ground is not changed behind her back.
fn was_refused(document: &Document, version: u32, recipient: RecipientId) -> bool {
    let same = |mark: &AskedMark| (mark.version, mark.recipient) == (version, recipient);
    document.asked.iter().any(|mark| same(mark) && matches!(mark.state, State::Declined | State::Withdrawn))
}

fn tell(
    dossier: &Dossier,
    (core, bureau): (&Core, &Bureau),
    you: Relation,
    new: &NewGround,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let NewGround { what, ground, law } = new;
    let ground = *ground;
    let document = dossier.document(what.document)?;
    let (terms, check) = terms(dossier, bureau, you, what, given)?;
    let policy = bureau.policy_of(&core.regulations);
    let rules = PayerRules::from(&policy);
    if !grounds(document.kind, terms.kind, rules).contains(&ground) {
        return Err(match ground {
            OtherGround::Payer => Refusal::not_by(Parameter::PayerConsent, &policy.payer_consent),
            OtherGround::Statute => unfit(ConsentPart::Ground),
        });
    }
    if ground == OtherGround::Statute && law.is_none() {
        return Err(unfit(ConsentPart::Law));
    }
    if ground == OtherGround::Payer && was_refused(document, what.version, what.recipient) {
        return Err(unfit(ConsentPart::SaidNo));
    }
    let from = first_day(ground, rules, given.today);
    Ok(ConsentEvent::GroundTold {
        consent: what.consent,
        terms: Box::new(terms),
        ground,
        law: law.clone().filter(|_| ground == OtherGround::Statute),
        why: what.why.clone(),
        check,
        from,
        on: given.today,
    }
    .into())
}

/// She read it, and it need not wait for her. The same again changes nothing.
fn seen(dossier: &Dossier, which: WhichConsent, on: CivilDate) -> Result<Vec<DossierEvent>, Refusal> {
    let WhichConsent { document, consent } = which;
    let (known, _) = known(dossier, which)?;
    match known.state {
        State::Told if known.ground_seen => Ok(Vec::new()),
        State::Told => Ok(vec![ConsentEvent::GroundSeen { document, consent, on }.into()]),
        _ => Err(Refusal::NoQuestion),
    }
}

/// She objects: from this entry on nothing goes.
fn object(dossier: &Dossier, which: WhichConsent, why: &Remark) -> Result<Vec<DossierEvent>, Refusal> {
    let WhichConsent { document, consent } = which;
    match known(dossier, which)?.0.state {
        State::Told => Ok(vec![ConsentEvent::GroundObjected { document, consent, why: why.clone() }.into()]),
        State::Objected => Ok(Vec::new()),
        _ => Err(Refusal::NoQuestion),
    }
}

/// Staff answer: it goes all the same, or it does not, and then who took something of it is asked to delete it.
fn answer(dossier: &Dossier, which: WhichConsent, goes: bool, why: &Remark) -> Result<Vec<DossierEvent>, Refusal> {
    let WhichConsent { document, consent } = which;
    let (known, _) = known(dossier, which)?;
    if known.state != State::Objected {
        return Err(Refusal::NoQuestion);
    }
    let answered = ConsentEvent::ObjectionAnswered { document, consent, goes, why: why.clone() }.into();
    let asked: Vec<DossierEvent> = if goes { Vec::new() } else { asked_to_delete(known).collect() };
    Ok([answered].into_iter().chain(asked).collect())
}
