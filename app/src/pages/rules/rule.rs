//! One rule while it is written: one of several, several, or a number; its article; or that there is none.

use leptos::prelude::*;
use shared::api::{OptionForm, ParameterForm};
use shared::text::Cite;

use super::Rules;
use super::draft::{Draft, Rule};
use crate::ui::{Checkbox, Field, OptionItem, RadioGroup, Select};
use crate::words::{BureauWord, Word, language, told};

/// The fields of one rule.
#[component]
pub fn RuleField(rules: Rules, form: ParameterForm) -> impl IntoView {
    let (lang, kept) = (language(), rules.kept);
    let name = StoredValue::new(form.name.clone());
    let title = of_form(rules, name, |form| form.title.clone());
    let article = kept.field(
        move |draft| of_rule(draft, name, |rule| rule.article.clone()),
        move |draft, typed| rule_of(draft, name).article = typed,
    );
    let many = form.nothing.is_some();
    let silent = move || kept.with(|draft| !of_rule(draft, name, |rule| rule.said && (many || !rule.names.is_empty())));
    let wrong = move || {
        let typed = article.get();
        let error = Cite::new(&typed).err().filter(|_| !typed.trim().is_empty())?;
        Some(error.said(lang.get(), Word::FieldWrongForm))
    };
    let fields = if many {
        view! { <Many rules name options=form.options /> }.into_any()
    } else {
        view! { <One rules name form=form.clone() /> }.into_any()
    };
    view! {
        <div class="rules-rule" role="group" aria-label=title data-test=format!("rule-{}", form.name)>
            {fields}
            <div class="rules-article" hidden=silent>
                <Field label=told(BureauWord::RulesArticle) value=article error=wrong mark="rule-article" />
            </div>
        </div>
    }
}

fn of_rule<T: Default>(draft: &Draft, name: StoredValue<String>, read: impl FnOnce(&Rule) -> T) -> T {
    name.with_value(|name| draft.rules.get(name).map(read).unwrap_or_default())
}

fn rule_of(draft: &mut Draft, name: StoredValue<String>) -> &mut Rule {
    draft.rules.entry(name.get_value()).or_default()
}

/// A text of the form of this rule, as the server says it now.
fn of_form(
    rules: Rules,
    name: StoredValue<String>,
    read: impl Fn(&ParameterForm) -> String + Copy + Send + Sync + 'static,
) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || {
        rules.desk.with(|desk| {
            let form = desk.parameters.iter().find(|form| name.with_value(|name| form.name == *name));
            form.map(read).unwrap_or_default()
        })
    }
}

/// What a choice means, as the server says it now.
fn sentence(rules: Rules, name: StoredValue<String>, at: usize) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    of_form(rules, name, move |form| form.options.get(at).map(|option| option.sentence.clone()).unwrap_or_default())
}

/// One of several, or a number; nothing is the last of them.
#[component]
fn One(rules: Rules, name: StoredValue<String>, form: ParameterForm) -> impl IntoView {
    let title = of_form(rules, name, |form| form.title.clone());
    let chosen = rules.kept.field(
        move |draft| of_rule(draft, name, |rule| rule.names.first().filter(|_| rule.said).cloned().unwrap_or_default()),
        move |draft, chosen| {
            let rule = rule_of(draft, name);
            rule.said = !chosen.is_empty();
            rule.names = Some(chosen).filter(|chosen| !chosen.is_empty()).into_iter().collect();
        },
    );
    let options = form.options.iter().enumerate();
    let mut options: Vec<OptionItem> =
        options.map(|(at, option)| OptionItem::new(option.name.clone(), sentence(rules, name, at))).collect();
    if form.number {
        return view! { <Select label=title value=chosen options nothing=told(BureauWord::RulesNothing) mark="rule-number" /> }.into_any();
    }
    options.push(OptionItem::new("", told(BureauWord::RulesNothing)));
    view! { <RadioGroup label=title value=chosen options /> }.into_any()
}

/// Several, or none; that there is no rule about it stands above them.
#[component]
fn Many(rules: Rules, name: StoredValue<String>, options: Vec<OptionForm>) -> impl IntoView {
    let title = of_form(rules, name, |form| form.title.clone());
    let silent = rules.kept.tick(
        move |draft| !of_rule(draft, name, |rule| rule.said),
        move |draft, silent| rule_of(draft, name).said = !silent,
    );
    let options = StoredValue::new(options);
    let boxes = move || {
        let options = options.get_value().into_iter().enumerate();
        options.map(|(at, option)| view! { <Ticked rules name at option=option.name /> }).collect_view()
    };
    view! {
        <fieldset class="group">
            <legend class="group-label">{title}</legend>
            <Checkbox label=told(BureauWord::RulesNothing) value=silent mark="rule-silent" />
            {move || (!silent.get()).then(|| view! { <div class="columns rules-boxes">{boxes()}</div> })}
        </fieldset>
    }
}

/// One of several that can be chosen together; they stay in the order of the list.
#[component]
fn Ticked(rules: Rules, name: StoredValue<String>, at: usize, option: String) -> impl IntoView {
    let option = StoredValue::new(option);
    let ticked = rules.kept.tick(
        move |draft| of_rule(draft, name, |rule| option.with_value(|option| rule.names.contains(option))),
        move |draft, ticked| {
            let rule = rule_of(draft, name);
            rule.names.retain(|chosen| option.with_value(|option| chosen != option));
            if ticked {
                rule.names.push(option.get_value());
            }
        },
    );
    view! { <Checkbox label=sentence(rules, name, at) value=ticked mark="rule-box" /> }
}
