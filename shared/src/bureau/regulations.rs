//! The versions of a bureau's regulation: published with a first day, read by staff, and kept by running dossiers.

use serde::{Deserialize, Serialize};

use super::{Bureau, BureauCommand, BureauEvent, Core, administers};
use crate::dossier::command::Actor;
use crate::ids::{EntryId, PersonId};
use crate::log::Header;
use crate::policy::choices::Organisations;
use crate::policy::value::Years;
use crate::policy::{InForce, Policy};
use crate::refusal::Refusal;
use crate::text::{Label, Name, Remark};
use crate::time::{CivilDate, Timestamp};

/// A regulation as a bureau publishes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Regulation {
    /// Its name.
    pub title: Name,
    /// From which day it holds (W1).
    pub effective_on: CivilDate,
    /// Who is responsible (M5a, R1.6).
    pub controller: Name,
    /// The system that the bureau keeps beside this one, and who manages it (M2a, W8).
    pub record_system: Option<Name>,
    /// Of which day the bureau's own text is (R0, S15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<CivilDate>,
    /// Under which number it was once notified to the authority; nobody notifies any more (S14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notification: Option<Label>,
    /// Its parameters.
    pub policy: Policy,
    /// The essence of what the organisations arranged that work as one (G26).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrangement: Option<Remark>,
    /// How a complaint is dealt with (M14, R7.2).
    pub complaints: Option<Remark>,
    /// Why it is looser than the strict defaults, where no article of its own says so (G24).
    pub reason: Option<Remark>,
}

/// A version as decisions need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// From 1.
    pub version: u32,
    /// The entry with all of it.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// Who published it.
    pub by: PersonId,
    /// Its name.
    pub title: Name,
    /// From which day it holds.
    pub effective_on: CivilDate,
    /// Of which day the bureau's own text is.
    #[serde(default)]
    pub dated: Option<CivilDate>,
    /// The system that the bureau keeps beside this one, and who manages it (M2a).
    #[serde(default)]
    pub record_system: Option<Name>,
    /// Its parameters.
    pub policy: Policy,
    /// When somebody went through it last (M12).
    #[serde(default)]
    pub reviewed: Option<Reviewed>,
}

/// Somebody went through a version, against the law that holds now (M12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: PersonId,
}

impl Published {
    pub(super) fn of(version: u32, header: &Header, regulation: &Regulation) -> Self {
        Self {
            version,
            entry: header.entry,
            at: header.at,
            by: header.actor,
            title: regulation.title.clone(),
            effective_on: regulation.effective_on,
            dated: regulation.dated,
            record_system: regulation.record_system.clone(),
            policy: regulation.policy.clone(),
            reviewed: None,
        }
    }
}

impl Bureau {
    /// The version that holds on a day: the last whose first day has come.
    #[must_use]
    pub fn regulation(&self, on: CivilDate) -> Option<&Published> {
        let versions = self.founded().ok()?.regulations.iter();
        versions
            .filter(|version| version.effective_on <= on)
            .max_by_key(|version| (version.effective_on, version.version))
    }

    /// The system that the bureau keeps beside this one, and who manages it, as the regulation of a day names it (M2a).
    #[must_use]
    pub fn record_system(&self, on: CivilDate) -> Option<&Name> {
        self.regulation(on)?.record_system.as_ref()
    }

    /// The policy that a dossier is under: of the last version that its client was told of, and never a longer term than
    /// in one she was told of before (S13). Strict defaults where there is none.
    #[must_use]
    pub fn policy_of(&self, told: &[u32]) -> InForce {
        let versions = || {
            let all = self.founded().map(|core| core.regulations.as_slice()).unwrap_or_default();
            all.iter().filter(|version| told.contains(&version.version))
        };
        let last = versions().max_by_key(|version| version.version);
        let mut policy = last.map_or_else(|| Policy::default().in_force(), |version| version.policy.in_force());
        for before in versions().map(|version| version.policy.in_force()) {
            shortest(&mut policy.digital_years.is, before.digital_years.is);
            shortest(&mut policy.paper_years.is, before.paper_years.is);
        }
        policy
    }
}

fn shortest(years: &mut Years, before: Years) {
    *years = before.min(*years);
}

/// Whether this may happen to the regulation, and what follows.
pub(super) fn decide(bureau: &Bureau, actor: Actor, command: &BureauCommand) -> Result<Vec<BureauEvent>, Refusal> {
    match command {
        BureauCommand::Publish { regulation, today } => {
            administers(bureau, actor)?;
            publish(bureau, regulation, *today)
        }
        BureauCommand::ReviewRegulation { version } => {
            administers(bureau, actor)?;
            review(bureau, *version)
        }
        BureauCommand::AcknowledgeRegulation { version } => {
            bureau.works_here(actor.person, actor.role)?;
            acknowledge(bureau, actor.person, *version)
        }
        _ => Err(Refusal::Unknown),
    }
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &BureauEvent) {
    match event {
        BureauEvent::RegulationPublished { version, regulation, .. } => {
            core.regulations.push(Published::of(*version, header, regulation));
        }
        BureauEvent::RegulationReviewed { version } => {
            if let Some(known) = core.regulations.iter_mut().find(|known| known.version == *version) {
                known.reviewed = Some(Reviewed { at: header.at, by: header.actor });
            }
        }
        BureauEvent::RegulationAcknowledged { version } => {
            if let Some(staff) = core.staff.get_mut(&header.actor) {
                staff.acknowledged = *version;
            }
        }
        _ => {}
    }
}

/// A version is published once it can be kept, and once a person stands for what is looser (G24).
fn publish(bureau: &Bureau, regulation: &Regulation, today: CivilDate) -> Result<Vec<BureauEvent>, Refusal> {
    let versions = &bureau.founded()?.regulations;
    if regulation.effective_on < today {
        return Err(Refusal::EffectiveTooEarly { first: today });
    }
    let together = regulation.policy.in_force().organisations.is == Organisations::Joint;
    if together && regulation.arrangement.is_none() {
        return Err(Refusal::ArrangementMissing);
    }
    let loosened = regulation.policy.loosened();
    let said = |parameter| regulation.policy.chosen(parameter).is_some_and(|chosen| chosen.article.is_some());
    if regulation.reason.is_none() && loosened.iter().any(|parameter| !said(*parameter)) {
        return Err(Refusal::LooseningUnexplained);
    }
    let version = versions.last().map_or(1, |last| last.version.saturating_add(1));
    Ok(vec![BureauEvent::RegulationPublished { version, regulation: Box::new(regulation.clone()), loosened }])
}

/// Somebody went through a version that was published.
fn review(bureau: &Bureau, version: u32) -> Result<Vec<BureauEvent>, Refusal> {
    let known = bureau.founded()?.regulations.iter().any(|published| published.version == version);
    if known { Ok(vec![BureauEvent::RegulationReviewed { version }]) } else { Err(Refusal::Unknown) }
}

/// Somebody on the staff has read it: a version that was published, and none before the one she read last.
fn acknowledge(bureau: &Bureau, person: PersonId, version: u32) -> Result<Vec<BureauEvent>, Refusal> {
    let core = bureau.founded()?;
    if !core.regulations.iter().any(|published| published.version == version) {
        return Err(Refusal::Unknown);
    }
    let read = core.staff.get(&person).map_or(0, |staff| staff.acknowledged);
    Ok((read < version).then_some(BureauEvent::RegulationAcknowledged { version }).into_iter().collect())
}
