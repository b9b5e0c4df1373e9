//! Rules in sentences, out of what the server sent, and who says the same as whom.

use shared::api::{ParameterForm, RegulationDesk, RuleChoice};

use super::draft::Draft;
use crate::words::{BureauWord, Lang};

/// The name among the compared ones of what the bureau published last.
pub const LAST: &str = "last";
/// The name of what is being written.
pub const DRAFT: &str = "draft";

/// A regulation to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What marks it.
    pub lead: String,
    /// What it says.
    pub rules: Vec<RuleChoice>,
}

impl Compared {
    fn names(&self, form: &ParameterForm) -> Option<&[String]> {
        let rule = self.rules.iter().find(|rule| rule.parameter == form.name)?;
        Some(&rule.chosen.names)
    }
}

/// All that can be compared: the bureau's own first.
pub fn all(desk: &RegulationDesk, draft: Option<&Draft>, lang: Lang) -> Vec<Compared> {
    let say = |word| lang.say_later(word).to_owned();
    let draft = draft.map(|draft| Compared {
        name: DRAFT.to_owned(),
        title: say(BureauWord::RulesYourDraft),
        lead: draft.title.trim().to_owned(),
        rules: draft.choices(&desk.parameters),
    });
    let last = desk.last.as_ref().map(|last| Compared {
        name: LAST.to_owned(),
        title: last.title.as_str().to_owned(),
        lead: say(BureauWord::RulesYourOwn),
        rules: last.rules.clone(),
    });
    let presets = desk.presets.iter().map(|preset| Compared {
        name: preset.name.clone(),
        title: preset.title.clone(),
        lead: preset.lead.clone(),
        rules: preset.rules.clone(),
    });
    last.into_iter().chain(draft).chain(presets).collect()
}

/// What some of them say about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The titles of those that say it.
    pub by: Vec<String>,
    /// What.
    pub sentences: Vec<String>,
}

/// What each says about one thing; those that say the same stand together.
pub fn answers(form: &ParameterForm, compared: &[Compared], lang: Lang) -> Vec<Answer> {
    let mut found: Vec<Answer> = Vec::new();
    for one in compared {
        let sentences = match one.names(form) {
            Some(names) => sentences(form, names),
            None => vec![lang.say_later(BureauWord::RulesSilent).to_owned()],
        };
        match found.iter_mut().find(|answer| answer.sentences == sentences) {
            Some(answer) => answer.by.push(one.title.clone()),
            None => found.push(Answer { by: vec![one.title.clone()], sentences }),
        }
    }
    found
}

fn sentences(form: &ParameterForm, names: &[String]) -> Vec<String> {
    if names.is_empty() {
        return form.nothing.iter().cloned().collect();
    }
    let chosen = form.options.iter().filter(|option| names.contains(&option.name));
    chosen.map(|option| option.sentence.clone()).collect()
}

/// The rules by chapter, as they stand in a regulation.
pub fn chapters(forms: &[ParameterForm]) -> Vec<(String, Vec<ParameterForm>)> {
    let mut found: Vec<(String, Vec<ParameterForm>)> = Vec::new();
    for form in forms {
        match found.last_mut().filter(|(chapter, _)| *chapter == form.chapter) {
            Some((_, rules)) => rules.push(form.clone()),
            None => found.push((form.chapter.clone(), vec![form.clone()])),
        }
    }
    found
}
