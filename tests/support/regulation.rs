//! Regulations as an administrator writes and publishes them.

use shared::api::{PublishRegulation, RegulationDraft, RuleChoice, path};
use shared::bureau::Regulation;
use shared::policy::presets::Preset;
use shared::policy::{Chosen, Parameter};
use shared::text::Cite;
use shared::time::CivilDate;

use crate::answer::Answer;
use crate::bureau::name;
use crate::person::{Person, new_entry};
use crate::staff::remark;

/// A regulation that says nothing yet, from a day on: strict defaults.
#[must_use]
pub fn draft(effective_on: CivilDate) -> RegulationDraft {
    RegulationDraft {
        title: name("Reglement van de toets"),
        effective_on,
        controller: name("De directeur"),
        record_system: None,
        dated: None,
        notification: None,
        rules: Vec::new(),
        arrangement: None,
        complaints: None,
        reason: None,
    }
}

/// The same as the rules keep it.
#[must_use]
pub fn kept(effective_on: CivilDate) -> Box<Regulation> {
    let RegulationDraft {
        title, controller, record_system, arrangement, complaints, reason, dated, notification, ..
    } = draft(effective_on);
    let policy = shared::policy::Policy::default();
    Box::new(Regulation {
        title,
        effective_on,
        controller,
        record_system,
        dated,
        notification,
        policy,
        arrangement,
        complaints,
        reason,
    })
}

/// What one parameter is set to, with an article or without.
#[must_use]
pub fn rule(parameter: Parameter, names: &[&str], article: Option<&str>) -> RuleChoice {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let article = article.map(|article| Cite::new(article).expect("an article"));
    RuleChoice { parameter: parameter.name().to_owned(), chosen: Chosen { names, article } }
}

/// What a regulation that is shipped says.
#[must_use]
pub fn shipped(preset: Preset) -> Vec<RuleChoice> {
    let policy = preset.policy().expect("it is shipped");
    let chosen = |parameter: &Parameter| {
        Some(RuleChoice { parameter: parameter.name().to_owned(), chosen: policy.chosen(*parameter)? })
    };
    Parameter::ALL.iter().filter_map(chosen).collect()
}

/// Names the parameters by which the regulation of a test's bureau switches a rule off (`tests/articles/lots.rs`).
pub const SWITCHED_OFF: &str = "AKKOORD_RULE_OFF";

/// What a test's bureau is told to switch off: `who_sees=own_coach,transfer=no`.
#[must_use]
pub fn switched_off() -> Vec<RuleChoice> {
    let said = std::env::var(SWITCHED_OFF).unwrap_or_default();
    let one = |said: &str| {
        let (parameter, is) = said.split_once('=').expect("a parameter and what it is");
        let known = Parameter::ALL.iter().find(|known| known.name() == parameter).expect("a parameter");
        rule(*known, &[is], None)
    };
    said.split(',').filter(|said| !said.is_empty()).map(one).collect()
}

impl Person {
    /// The administrator publishes a regulation that holds from today.
    pub async fn publishes(&self, mut rules: Vec<RuleChoice>) -> Answer {
        for off in switched_off() {
            rules.retain(|rule| rule.parameter != off.parameter);
            rules.push(off);
        }
        let today = self.bureau.at.clock.today();
        let reason = Some(remark("Zo staat het in ons eigen reglement."));
        let arrangement = Some(remark("Elke organisatie antwoordt voor haar eigen mensen."));
        self.publishes_draft(RegulationDraft { rules, arrangement, reason, ..draft(today) }).await
    }

    /// The administrator publishes what she wrote.
    pub async fn publishes_draft(&self, regulation: RegulationDraft) -> Answer {
        self.posts(path::REGULATIONS, &PublishRegulation { entry: new_entry(), regulation }).await
    }
}
