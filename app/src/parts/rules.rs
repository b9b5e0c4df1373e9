//! The rules of a regulation, as the bureau's server says them: what holds, on what it rests, and what it was before.

use leptos::prelude::*;
use shared::api::{RegulationChapter, RegulationPage, RegulationRule, path};
use shared::policy::Turn;

use super::{Loaded, load};
use crate::ui::{Disclosure, Fact, Facts, Glyph, Icon};
use crate::words::{Word, language, say};

/// The regulation that holds, in the language of the page.
#[must_use]
pub fn load_rules(path: &'static str) -> Loaded<RegulationPage> {
    let lang = language();
    load(move || {
        lang.track();
        path.to_owned()
    })
}

/// Its name, its first day, and who is responsible.
#[component]
pub fn RulesFacts(page: RwSignal<RegulationPage>) -> impl IntoView {
    let lang = language();
    move || {
        let RegulationPage {
            title,
            effective_on,
            controller,
            record_system,
            dated,
            notification,
            organisations,
            arrangement,
            protocol,
            ..
        } = page.get();
        let together = organisations.iter().map(shared::text::Name::as_str).collect::<Vec<_>>().join(", ");
        let Some(title) = title else { return view! { <p>{say(Word::PhoneRulesNone)}</p> }.into_any() };
        let since = effective_on.map(|on| on.in_words(lang.get()));
        let once = notification
            .map(|number| lang.get().fill(Word::PhoneRulesNotificationText, &[("number", number.as_str())]));
        let text = |name: Word, value: Option<String>| value.map(|value| view! { <Fact name=say(name)>{value}</Fact> });
        view! {
            <Facts>
                {text(Word::PhoneRulesName, Some(title.into()))}
                {text(Word::PhoneRulesSince, since)}
                {text(Word::PhoneRulesDated, dated.map(|on| on.in_words(lang.get())))}
                {text(Word::PhoneRulesController, controller.map(String::from))}
                {text(Word::PhoneRulesSystem, record_system.map(String::from))}
                {text(Word::PhoneRulesNotification, once)}
                {text(Word::PhoneRulesTogether, Some(together).filter(|names| !names.is_empty()))}
                {text(Word::PhoneRulesArrangement, arrangement.map(String::from))}
                {protocol
                    .then(|| {
                        view! {
                            <Fact name=say(Word::PhoneRulesComplaints)>
                                <a class="consult-line" href=path::COMPLAINTS download rel="external" data-test="complaints">
                                    {say(Word::PhoneRulesComplaintsFetch)}
                                </a>
                            </Fact>
                        }
                    })}
            </Facts>
        }
        .into_any()
    }
}

/// Every rule, by chapter, each chapter folded.
#[component]
pub fn RulesByChapter(page: RwSignal<RegulationPage>) -> impl IntoView {
    move || {
        let chapter = |RegulationChapter { title, rules }: RegulationChapter| {
            let rules = rules.into_iter().map(|rule| view! { <Rule rule /> }).collect_view();
            view! { <Disclosure summary=Signal::stored(title)>{rules}</Disclosure> }
        };
        page.get().chapters.into_iter().map(chapter).collect_view()
    }
}

/// The rules that are not what they were for her.
#[component]
pub fn RulesChanged(page: RwSignal<RegulationPage>) -> impl IntoView {
    move || {
        let rules = page.get().chapters.into_iter().flat_map(|chapter| chapter.rules);
        let changed: Vec<_> = rules.filter(|rule| rule.before.is_some()).collect();
        if changed.is_empty() {
            return view! { <p>{say(Word::PhoneRulesNothing)}</p> }.into_any();
        }
        let rules = changed.into_iter().map(|rule| view! { <Rule rule /> }).collect_view();
        view! { <h2>{say(Word::PhoneRulesChanges)}</h2> {rules} }.into_any()
    }
}

/// What some rules say, where the text needs it.
#[component]
pub fn RulesSaid(page: RwSignal<RegulationPage>, of: &'static [&'static str]) -> impl IntoView {
    move || {
        let rules = page.get().chapters.into_iter().flat_map(|chapter| chapter.rules);
        let mut said: Vec<_> = rules.filter(|rule| of.contains(&rule.parameter.as_str())).collect();
        said.sort_by_key(|rule| of.iter().position(|name| *name == rule.parameter));
        said.into_iter().flat_map(|rule| rule.sentences).map(|one| view! { <p>{one}</p> }).collect_view()
    }
}

#[component]
fn Rule(rule: RegulationRule) -> impl IntoView {
    let RegulationRule { parameter, title, sentences, cited, overruled, before, turn } = rule;
    let turned = match turn {
        Turn::Same | Turn::Other => None,
        Turn::Stricter => Some((Glyph::CheckRound, Word::PhoneRulesStricter)),
        Turn::Looser => Some((Glyph::Info, Word::PhoneRulesLooser)),
    };
    // What was said before and still is said is no news.
    let gone = before.as_ref().map(|before| without(before, &sentences));
    let sentences = before.as_ref().map_or_else(|| sentences.clone(), |before| without(&sentences, before));
    view! {
        <section class="rule stack-close" data-test=format!("rule-{parameter}")>
            <h3>{title}</h3>
            <Sentences said=sentences />
            {gone
                .filter(|gone| !gone.is_empty())
                .map(|gone| {
                    view! {
                        <div class="rule-before">
                            <p class="small quiet">{say(Word::PhoneRulesBefore)}</p>
                            <Sentences said=gone />
                        </div>
                    }
                })}
            {turned
                .map(|(glyph, word)| {
                    view! { <p class="small rule-turn"><Icon glyph /> {say(word)}</p> }
                })}
            {(!overruled.is_empty())
                .then(|| view! { <p class="small quiet">{say(Word::PhoneRulesOverruled)} " " {overruled.join(" ")}</p> })}
            <p class="small quiet">{cited}</p>
        </section>
    }
}

fn without(said: &[String], known: &[String]) -> Vec<String> {
    said.iter().filter(|one| !known.contains(one)).cloned().collect()
}

#[component]
fn Sentences(said: Vec<String>) -> impl IntoView {
    match said.len() {
        0 => ().into_any(),
        1 => said.into_iter().map(|one| view! { <p>{one}</p> }).collect_view().into_any(),
        _ => view! { <ul>{said.into_iter().map(|one| view! { <li>{one}</li> }).collect_view()}</ul> }.into_any(),
    }
}
