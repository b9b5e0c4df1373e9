//! The second step: every rule by chapter, each with its article; from a file and to a file.

use leptos::prelude::*;
use shared::api::ParameterForm;

use super::file::Files;
use super::rule::RuleField;
use super::{Rules, Step, said};
use crate::ui::{ButtonLink, Disclosure, Look};
use crate::words::{BureauWord, language, told};

/// The step.
#[component]
pub fn Write(rules: Rules) -> impl IntoView {
    // Another draft has other fields; another language has the same.
    let chapters = move || {
        rules.kept.replaced().track();
        let chapters = rules.desk.with_untracked(|desk| said::chapters(&desk.parameters));
        chapters.into_iter().enumerate().map(|(at, (_, forms))| view! { <Chapter rules at forms /> }).collect_view()
    };
    view! {
        <Files rules />
        <p class="quiet">{told(BureauWord::RulesHers)}</p>
        <div class="stack-close" data-test="rules-chapters">{chapters}</div>
        <div class="row">
            <ButtonLink text=told(BureauWord::RulesOn) href=Step::Publish.path() look=Look::Primary mark="rules-on" />
        </div>
    }
}

/// A chapter, folded until somebody wants it: its fields are made then.
#[component]
fn Chapter(rules: Rules, at: usize, forms: Vec<ParameterForm>) -> impl IntoView {
    let lang = language();
    let opened = RwSignal::new(false);
    let many = forms.len();
    let forms = StoredValue::new(forms);
    let said = move || {
        rules.kept.with(|draft| {
            let is_said = |form: &&ParameterForm| draft.rules.get(&form.name).is_some_and(|rule| rule.is_said(form));
            forms.with_value(|forms| forms.iter().filter(is_said).count())
        })
    };
    let title = move || {
        rules.desk.with(|desk| said::chapters(&desk.parameters).into_iter().nth(at).map(|(chapter, _)| chapter))
    };
    let summary = move || {
        let (n, of) = (said().to_string(), many.to_string());
        let title = title().unwrap_or_default();
        lang.get().fill_later(BureauWord::RulesChapter, &[("chapter", &title), ("n", &n), ("of", &of)])
    };
    let fields = move || {
        opened.get().then(|| {
            let forms = forms.get_value().into_iter();
            forms.map(|form| view! { <RuleField rules form /> }).collect_view()
        })
    };
    view! {
        <section class="card rules-chapter">
            <Disclosure summary opened>
                <div class="stack">{fields}</div>
            </Disclosure>
        </section>
    }
}
