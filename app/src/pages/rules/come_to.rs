//! What the rules of a draft come to: where the law overrules them, where they are silent, and for eight clients.

use leptos::prelude::*;
use shared::api::{CaseTried, RegulationRule, RulesTried};
use shared::policy::cases::Becomes;
use shared::time::CivilDate;

use crate::ui::{Card, Disclosure, Glyph, StatusTag, Tone};
use crate::words::{BureauWord, language, told};

/// All of it.
#[component]
pub fn ComeTo(tried: RulesTried) -> impl IntoView {
    let RulesTried { weaker, repealed, older, silent, mut cases, .. } = tried;
    // What changes is what she looks for.
    cases.sort_by_key(|case| case.becomes == Becomes::Same);
    view! {
        <Card title=told(BureauWord::RulesLaw)>
            <Weaker weaker />
            <Repealed repealed />
            {older.map(|dated| view! { <Older dated /> })}
            <Silent silent />
        </Card>
        <Card title=told(BureauWord::RulesCases)>
            <p class="quiet">{told(BureauWord::RulesCasesText)}</p>
            <ul class="plain rules-cases" data-test="rules-cases">
                {cases.into_iter().map(|case| view! { <Case case /> }).collect_view()}
            </ul>
        </Card>
    }
}

#[component]
fn Weaker(weaker: Vec<RegulationRule>) -> impl IntoView {
    if weaker.is_empty() {
        return view! { <p>{told(BureauWord::RulesLawNothing)}</p> }.into_any();
    }
    let line = |rule: RegulationRule| {
        view! {
            <li class="rules-row">
                <h3>{rule.title}</h3>
                <div class="rules-cells">
                    <Said who=BureauWord::RulesOurs sentences=rule.overruled />
                    <Said who=BureauWord::RulesHolds sentences=rule.sentences />
                </div>
                <p class="small quiet">{rule.cited}</p>
            </li>
        }
    };
    view! {
        <p>{told(BureauWord::RulesWeaker)}</p>
        <ul class="plain" data-test="rules-weaker">{weaker.into_iter().map(line).collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn Said(who: BureauWord, sentences: Vec<String>) -> impl IntoView {
    view! {
        <div class="rules-cell">
            <p class="quiet small">{told(who)}</p>
            {sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
        </div>
    }
}

#[component]
fn Repealed(repealed: Vec<String>) -> impl IntoView {
    let some = !repealed.is_empty();
    some.then(|| {
        view! {
            <div class="stack-close" data-test="rules-repealed">
                <p>{told(BureauWord::RulesRepealed)}</p>
                <ul>{repealed.into_iter().map(|law| view! { <li>{law}</li> }).collect_view()}</ul>
            </div>
        }
    })
}

/// The bureau's own text is older than the law that holds now (S15).
#[component]
pub fn Older(dated: CivilDate) -> impl IntoView {
    let lang = language();
    let said = move || lang.get().fill_later(BureauWord::RulesOlder, &[("date", &dated.in_words(lang.get()))]);
    view! { <p data-test="rules-older">{said}</p> }
}

/// What the strict default says where the regulation says nothing.
#[component]
fn Silent(silent: Vec<RegulationRule>) -> impl IntoView {
    let lang = language();
    let many = silent.len();
    let summary = move || {
        let word = if many == 1 { BureauWord::RulesSilentOne } else { BureauWord::RulesSilentMany };
        lang.get().fill_later(word, &[("n", &many.to_string())])
    };
    let line = |rule: RegulationRule| {
        view! {
            <li class="rules-row">
                <h3>{rule.title}</h3>
                {rule.sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
            </li>
        }
    };
    (many > 0).then(|| {
        view! {
            <div data-test="rules-silent">
                <Disclosure summary>
                    <div class="stack-close">
                        <p>{told(BureauWord::RulesAssumed)}</p>
                        <ul class="plain">{silent.into_iter().map(line).collect_view()}</ul>
                    </div>
                </Disclosure>
            </div>
        }
    })
}

#[component]
fn Case(case: CaseTried) -> impl IntoView {
    let (word, tone, glyph) = becomes(case.becomes);
    let same = case.was == case.is;
    view! {
        <li class="rules-row" data-test="rules-case">
            <h3>{case.story}</h3>
            <div><StatusTag text=told(word) tone=tone glyph=Some(glyph) /></div>
            <div class="rules-cells">
                {(!same).then(|| view! { <Said who=BureauWord::RulesWas sentences=case.was /> })}
                <Said who=if same { BureauWord::RulesStays } else { BureauWord::RulesIs } sentences=case.is />
            </div>
        </li>
    }
}

/// Whether that is good for her is not for a colour to say.
const fn becomes(becomes: Becomes) -> (BureauWord, Tone, Glyph) {
    match becomes {
        Becomes::Same => (BureauWord::RulesSame, Tone::Plain, Glyph::Check),
        Becomes::Possible => (BureauWord::RulesPossible, Tone::Info, Glyph::CheckRound),
        Becomes::Impossible => (BureauWord::RulesImpossible, Tone::Warn, Glyph::Stop),
        Becomes::Shorter => (BureauWord::RulesShorter, Tone::Info, Glyph::Clock),
        Becomes::Longer => (BureauWord::RulesLonger, Tone::Warn, Glyph::Calendar),
        Becomes::Otherwise => (BureauWord::RulesOtherwise, Tone::Info, Glyph::Sync),
    }
}
