//! A regulation while it is written: kept in this browser until it is published or thrown away.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::api::{ParameterForm, RegulationDraft, RuleChoice};
use shared::policy::Chosen;
use shared::text::Cite;
use shared::time::CivilDate;

use crate::memory;

const KEPT: &str = "akkoord.regulation";

/// What it says about one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rule {
    /// Whether it says anything about it. What was chosen before stays, in case it does again.
    pub said: bool,
    /// What was chosen.
    pub names: Vec<String>,
    /// From which article, as it was typed.
    pub article: String,
}

/// All of it, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub rules: BTreeMap<String, Rule>,
    pub title: String,
    pub controller: String,
    pub record_system: String,
    pub effective_on: String,
    pub dated: String,
    pub notification: String,
    #[serde(default)]
    pub arrangement: String,
    pub complaints: String,
    pub reason: String,
}

impl Draft {
    /// A draft that begins with what is shipped.
    pub fn of_rules(rules: &[RuleChoice]) -> Self {
        let rule = |rule: &RuleChoice| {
            let article = rule.chosen.article.as_ref().map(|article| article.as_str().to_owned());
            let names = rule.chosen.names.clone();
            (rule.parameter.clone(), Rule { said: true, names, article: article.unwrap_or_default() })
        };
        Self { rules: rules.iter().map(rule).collect(), ..Self::default() }
    }

    /// A draft that begins with what was published last; its first day and its reason are its own.
    pub fn of_last(last: &RegulationDraft) -> Self {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        Self {
            title: last.title.as_str().to_owned(),
            arrangement: text(last.arrangement.as_ref().map(shared::text::Remark::as_str)),
            complaints: text(last.complaints.as_ref().map(shared::text::Remark::as_str)),
            ..Self::of_rules(&last.rules).with_people_of(Some(last))
        }
    }

    /// The same, with who is responsible now.
    pub fn with_people_of(self, last: Option<&RegulationDraft>) -> Self {
        let Some(last) = last else { return self };
        let record_system = last.record_system.as_ref().map(|system| system.as_str().to_owned()).unwrap_or_default();
        let dated = last.dated.map(|day| day.to_string()).unwrap_or_default();
        let notification = last.notification.as_ref().map(ToString::to_string).unwrap_or_default();
        Self { controller: last.controller.as_str().to_owned(), record_system, dated, notification, ..self }
    }

    /// What it says, as the server takes it. An article that cannot be kept is found by `wrong_articles`.
    pub fn choices(&self, forms: &[ParameterForm]) -> Vec<RuleChoice> {
        let choice = |form: &ParameterForm| {
            let rule = self.rules.get(&form.name).filter(|rule| rule.is_said(form))?;
            let article = Cite::new(&rule.article).ok();
            Some(RuleChoice { parameter: form.name.clone(), chosen: Chosen { names: rule.names.clone(), article } })
        };
        forms.iter().filter_map(choice).collect()
    }

    /// The titles of the rules whose article cannot be kept.
    pub fn wrong_articles(&self, forms: &[ParameterForm]) -> Vec<String> {
        let wrong = |form: &&ParameterForm| {
            self.rules.get(&form.name).is_some_and(|rule| rule.said && !rule.has_article_that_fits())
        };
        forms.iter().filter(wrong).map(|form| form.title.clone()).collect()
    }
}

impl Rule {
    /// Whether it says something about this: one of several has to be chosen, of many there can be none.
    pub fn is_said(&self, form: &ParameterForm) -> bool {
        self.said && (form.nothing.is_some() || !self.names.is_empty())
    }

    fn has_article_that_fits(&self) -> bool {
        self.article.trim().is_empty() || Cite::new(&self.article).is_ok()
    }
}

/// The draft of this browser, and the one that it took the place of.
#[derive(Clone, Copy)]
pub struct Kept {
    draft: RwSignal<Option<Draft>>,
    before: RwSignal<Option<Draft>>,
    /// Beats when another draft came in its place, so that its fields are drawn anew.
    replaced: RwSignal<u32>,
}

impl Kept {
    /// What this browser kept. Call it while a component is made.
    pub fn read() -> Self {
        let kept = memory::read(KEPT).and_then(|text| serde_json::from_str(&text).ok());
        Self { draft: RwSignal::new(kept), before: RwSignal::new(None), replaced: RwSignal::new(0) }
    }

    /// Whether there is one.
    pub fn is_there(self) -> Memo<bool> {
        Memo::new(move |_| self.draft.with(Option::is_some))
    }

    /// Of which day the bureau's own text is, as far as it was typed.
    pub fn dated(self) -> Memo<Option<CivilDate>> {
        Memo::new(move |_| self.with(|draft| draft.dated.parse().ok()))
    }

    /// It, where there is one.
    pub fn draft(self) -> Option<Draft> {
        self.draft.get()
    }

    /// Whether there is one that can be put in its place.
    pub fn can_put_back(self) -> Memo<bool> {
        Memo::new(move |_| self.before.with(Option::is_some))
    }

    /// Beats when another draft came in its place.
    pub fn replaced(self) -> ReadSignal<u32> {
        self.replaced.read_only()
    }

    /// Reads it; an empty one where there is none.
    pub fn with<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.draft.with(|draft| match draft {
            Some(draft) => read(draft),
            None => read(&Draft::default()),
        })
    }

    /// The same, for a handler.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        untrack(|| self.with(read))
    }

    /// Changes it, and begins one where there is none.
    pub fn change(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(|draft| change(draft.get_or_insert_default()));
        self.keep();
    }

    /// Puts another draft in its place.
    pub fn begin(self, draft: Draft) {
        self.before.set(self.draft.get_untracked());
        self.put(Some(draft));
    }

    /// Throws it away; until the page is left it can be put back.
    pub fn drop_it(self) {
        self.before.set(self.draft.get_untracked());
        self.put(None);
    }

    /// Takes back what was thrown away or replaced.
    pub fn put_back(self) {
        let now = self.draft.get_untracked();
        self.put(self.before.get_untracked());
        self.before.set(now);
    }

    /// It was published.
    pub fn end(self) {
        self.before.set(None);
        self.put(None);
    }

    fn put(self, draft: Option<Draft>) {
        self.draft.set(draft);
        self.replaced.update(|times| *times = times.wrapping_add(1));
        self.keep();
    }

    fn keep(self) {
        self.draft.with_untracked(|draft| match draft.as_ref().and_then(|draft| serde_json::to_string(draft).ok()) {
            Some(text) => memory::write(KEPT, &text),
            None => memory::forget(KEPT),
        });
    }

    /// A field that stands for one text of it. Call it while a component is made.
    pub fn field(
        self,
        read: impl Fn(&Draft) -> String + Send + Sync + 'static,
        write: impl Fn(&mut Draft, String) + Send + Sync + 'static,
    ) -> RwSignal<String> {
        let field = RwSignal::new(self.with_untracked(&read));
        Effect::new(move |_| {
            let typed = field.get();
            if self.with_untracked(&read) != typed {
                self.change(|draft| write(draft, typed));
            }
        });
        field
    }

    /// A box that stands for one yes or no of it. Call it while a component is made.
    pub fn tick(
        self,
        read: impl Fn(&Draft) -> bool + Send + Sync + 'static,
        write: impl Fn(&mut Draft, bool) + Send + Sync + 'static,
    ) -> RwSignal<bool> {
        let ticked = RwSignal::new(self.with_untracked(&read));
        Effect::new(move |_| {
            let now = ticked.get();
            if self.with_untracked(&read) != now {
                self.change(|draft| write(draft, now));
            }
        });
        ticked
    }
}
