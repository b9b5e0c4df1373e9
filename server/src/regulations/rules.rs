//! Policies turned into sentences and forms, and forms and files into policies.

use shared::api::{
    CaseTried, Code, OptionForm, ParameterForm, PresetView, RegulationChapter, RegulationDraft, RegulationRule,
    RuleChoice, RulesTried, TryRules,
};
use shared::bureau::{Published, Regulation};
use shared::policy::cases::Case;
use shared::policy::choices::Law;
use shared::policy::findings::{Finding, findings};
use shared::policy::presets::{self, Preset};
use shared::policy::value::{Choice as _, Options};
use shared::policy::{Chapter, InForce, Parameter, Policy, Turn};
use shared::time::CivilDate;
use shared::words::Lang;

use crate::error::Error;

fn rule(rules: &InForce, before: Option<&InForce>, parameter: Parameter, lang: Lang) -> RegulationRule {
    let said = rules.said(parameter);
    let old = before.map(|before| before.said(parameter).names).filter(|old| *old != said.names);
    RegulationRule {
        parameter: parameter.name().to_owned(),
        title: parameter.title(lang).to_owned(),
        sentences: parameter.sentences(&said.names, lang),
        cited: said.cited(lang),
        overruled: said.overruled.as_ref().map(|names| parameter.sentences(names, lang)).unwrap_or_default(),
        before: old.map(|old| parameter.sentences(&old, lang)),
        turn: before.map_or(Turn::Same, |before| rules.against(before, parameter)),
    }
}

/// The rules by chapter.
pub(super) fn chapters(rules: &InForce, before: Option<&InForce>, lang: Lang) -> Vec<RegulationChapter> {
    let of = |chapter: &Chapter| {
        let here = Parameter::ALL.iter().filter(|parameter| parameter.chapter() == *chapter);
        let rules = here.map(|parameter| rule(rules, before, *parameter, lang)).collect();
        RegulationChapter { title: chapter.title(lang).to_owned(), rules }
    };
    Chapter::ALL.iter().map(of).collect()
}

/// What can be chosen for each parameter.
pub(super) fn forms(lang: Lang) -> Vec<ParameterForm> {
    let form = |parameter: &Parameter| {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let (names, many, number): (Vec<String>, _, _) = match parameter.options() {
            Options::One(names) => (owned(names), false, false),
            Options::Any(names) => (owned(names), true, false),
            Options::Number { min, max } => ((min..=max).map(|number| number.to_string()).collect(), false, true),
        };
        let option = |name: String| OptionForm { sentence: parameter.sentence(&name, lang), name };
        ParameterForm {
            name: parameter.name().to_owned(),
            chapter: parameter.chapter().title(lang).to_owned(),
            title: parameter.title(lang).to_owned(),
            options: names.into_iter().map(option).collect(),
            nothing: many.then(|| parameter.sentences(&[], lang).concat()),
            number,
        }
    };
    let mut forms: Vec<&Parameter> = Parameter::ALL.iter().collect();
    forms.sort_by_key(|parameter| parameter.chapter());
    forms.into_iter().map(form).collect()
}

fn choices(policy: &Policy) -> Vec<RuleChoice> {
    let choice = |parameter: &Parameter| {
        Some(RuleChoice { parameter: parameter.name().to_owned(), chosen: policy.chosen(*parameter)? })
    };
    Parameter::ALL.iter().filter_map(choice).collect()
}

/// The regulations that are shipped.
pub(super) fn presets(lang: Lang) -> Result<Vec<PresetView>, Error> {
    let view = |preset: &Preset| {
        let (title, lead) = preset.in_words(lang);
        Ok(PresetView {
            name: preset.name().to_owned(),
            title: title.to_owned(),
            lead: lead.to_owned(),
            rules: choices(&preset.policy().map_err(Error::File)?),
        })
    };
    Preset::ALL.iter().map(view).collect()
}

/// A version as a form shows it.
pub(super) fn draft(written: &Regulation) -> RegulationDraft {
    RegulationDraft {
        title: written.title.clone(),
        effective_on: written.effective_on,
        controller: written.controller.clone(),
        record_system: written.record_system.clone(),
        dated: written.dated,
        notification: written.notification.clone(),
        rules: choices(&written.policy),
        arrangement: written.arrangement.clone(),
        complaints: written.complaints.clone(),
        reason: written.reason.clone(),
    }
}

/// A version as a form sent it.
///
/// # Errors
/// The field that is not what it has to be.
pub(super) fn read(draft: &RegulationDraft) -> Result<Regulation, Error> {
    Ok(Regulation {
        title: draft.title.clone(),
        effective_on: draft.effective_on,
        controller: draft.controller.clone(),
        record_system: draft.record_system.clone(),
        dated: draft.dated,
        notification: draft.notification.clone(),
        policy: policy(&draft.rules)?,
        arrangement: draft.arrangement.clone(),
        complaints: draft.complaints.clone(),
        reason: draft.reason.clone(),
    })
}

fn policy(rules: &[RuleChoice]) -> Result<Policy, Error> {
    let mut policy = Policy::default();
    for rule in rules {
        let parameter = Parameter::ALL.iter().find(|parameter| parameter.name() == rule.parameter);
        let parameter = *parameter.ok_or(Error::Field { field: "rules", code: Code::BadRequest })?;
        policy
            .choose(parameter, Some(rule.chosen.clone()))
            .map_err(|parameter| Error::Field { field: parameter.name(), code: Code::BadRequest })?;
    }
    Ok(policy)
}

/// What rules come to, against those that hold now.
///
/// # Errors
/// The parameter that cannot be so.
pub fn tried(tried: &TryRules, now: &Policy, lang: Lang) -> Result<RulesTried, Error> {
    let policy = policy(&tried.rules)?;
    let dated = tried.dated;
    let (rules, held) = (policy.in_force(), now.in_force());
    let mut tried = RulesTried {
        weaker: Vec::new(),
        repealed: Vec::new(),
        older: None,
        silent: Vec::new(),
        unexplained: Vec::new(),
        cases: Case::ALL.iter().map(|case| in_case(*case, &held, &rules, lang)).collect(),
        file: presets::write(&policy),
    };
    for finding in findings(&policy, dated) {
        match finding {
            Finding::WeakerThanLaw { parameter, .. } => tried.weaker.push(rule(&rules, None, parameter, lang)),
            Finding::Silent { parameter } => tried.silent.push(rule(&rules, None, parameter, lang)),
            Finding::Older { dated } => tried.older = Some(dated),
            Finding::Repealed { law } => tried.repealed.push(Parameter::Laws.sentence(Law::name(law), lang)),
        }
    }
    for parameter in policy.loosened() {
        if policy.chosen(parameter).is_some_and(|chosen| chosen.article.is_none()) {
            tried.unexplained.push(parameter.title(lang).to_owned());
        }
    }
    Ok(tried)
}

/// What somebody who goes through a version should look at: the repealed laws it leans on, and the day of an old text.
pub(super) fn to_review(published: &Published, lang: Lang) -> (Vec<String>, Option<CivilDate>) {
    let (mut repealed, mut older) = (Vec::new(), None);
    for finding in findings(&published.policy, published.dated) {
        match finding {
            Finding::Repealed { law } => repealed.push(Parameter::Laws.sentence(Law::name(law), lang)),
            Finding::Older { dated } => older = Some(dated),
            Finding::WeakerThanLaw { .. } | Finding::Silent { .. } => {}
        }
    }
    (repealed, older)
}

fn in_case(case: Case, was: &InForce, is: &InForce, lang: Lang) -> CaseTried {
    CaseTried {
        story: case.story(lang).to_owned(),
        was: case.answer(was, lang),
        is: case.answer(is, lang),
        becomes: case.becomes(was, is),
    }
}

/// The rules in a file.
///
/// # Errors
/// The line, the key and the reason of the first that is wrong.
pub fn read_file(file: &str) -> Result<Vec<RuleChoice>, Error> {
    Ok(choices(&presets::read(file).map_err(Error::File)?))
}
