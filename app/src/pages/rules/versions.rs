//! What holds now, and the versions that the bureau published, the newest first (W1, R8).

use leptos::prelude::*;
use shared::api::RegulationVersion;

use super::Rules;
use crate::ui::{Card, Glyph, Notice, StatusTag, Tone};
use crate::words::{BureauWord, Lang, language, told};

/// What holds now, and what was published.
#[component]
pub fn Versions(rules: Rules) -> impl IntoView {
    let lang = language();
    let versions = Memo::new(move |_| rules.desk.with(|desk| desk.versions.clone()));
    let line = move |version: RegulationVersion| {
        let said = said(&version, lang.get());
        let later = rules.desk.with(|desk| desk.today < version.effective_on);
        view! {
            <li class="desk-line" data-test="rules-version">
                <div class="stack-close">
                    <strong>{version.title.as_str().to_owned()}</strong>
                    <span class="quiet small">{said}</span>
                </div>
                {tag(version.in_force, later)}
            </li>
        }
    };
    let list = move || match versions.get() {
        none if none.is_empty() => view! { <p>{told(BureauWord::RulesNone)}</p> }.into_any(),
        some => {
            let nothing_yet = some.iter().all(|version| !version.in_force);
            view! {
                {nothing_yet.then(|| view! { <p>{told(BureauWord::RulesNoneYet)}</p> })}
                <ul class="plain desk-list">{some.into_iter().map(line).collect_view()}</ul>
            }
            .into_any()
        }
    };
    let published = move || {
        let title = rules.published.get()?;
        Some(
            view! { <Notice title=move || lang.get().fill_later(BureauWord::RulesPublished, &[("title", &title)]) tone=Tone::Ok /> },
        )
    };
    view! {
        <div data-test="rules-published">{published}</div>
        <Card title=told(BureauWord::RulesNow)>
            <div class="stack-close" data-test="rules-versions">{list}</div>
        </Card>
    }
}

fn said(version: &RegulationVersion, lang: Lang) -> String {
    let (read, staff) = version.read_by;
    let number = lang.fill_later(BureauWord::RulesVersion, &[("n", &version.version.to_string())]);
    let from = lang.fill_later(BureauWord::RulesFrom, &[("date", &version.effective_on.in_words(lang))]);
    let read = lang.fill_later(BureauWord::RulesRead, &[("n", &read.to_string()), ("of", &staff.to_string())]);
    [number, from, read].join(" · ")
}

fn tag(in_force: bool, later: bool) -> impl IntoView {
    let (word, tone, glyph) = match (in_force, later) {
        (true, _) => (BureauWord::RulesInForce, Tone::Ok, Glyph::CheckRound),
        (false, true) => (BureauWord::RulesLater, Tone::Info, Glyph::Calendar),
        (false, false) => (BureauWord::RulesEnded, Tone::Plain, Glyph::Clock),
    };
    view! { <StatusTag text=told(word) tone=tone glyph=Some(glyph) /> }
}
