//! A regulation out of a file, and into one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{RuleChoice, RulesFile, RulesTried, TryRules, path};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::Rules;
use super::draft::Draft;
use crate::api::{Failure, post};
use crate::pages::desk::{Refused, Sending};
use crate::ui::{Button, Disclosure, FileField, Glyph, MaybeText, Text, announcer, hand_out};
use crate::words::{BureauWord, language, told};

const FILE: &str = "rules-file";

/// To read a file into the draft, and to save the draft as a file.
#[component]
pub fn Files(rules: Rules) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (reading, saving) = (Sending::new(), Sending::new());
    let read = RwSignal::new(None::<usize>);
    let wrong = Memo::new(move |_| reading.failure.with(|failure| failure.as_ref().and_then(in_file)));
    let other = Signal::derive(move || reading.failure.get().filter(|_| wrong.with(Option::is_none)));
    let take = move |text: String| {
        read.set(None);
        let file = RulesFile { file: text.clone() };
        let ask = move |_entry| async move { post::<_, Vec<RuleChoice>>(path::REGULATIONS_FILE, &file).await };
        reading.run(text, ask, move |found: Vec<RuleChoice>| {
            let texts = rules.kept.with_untracked(Draft::clone);
            rules.kept.begin(Draft { rules: Draft::of_rules(&found).rules, ..texts });
            read.set(Some(found.len()));
            announce(said(found.len(), lang.get_untracked()));
        });
    };
    let chosen = move |file: File| {
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            take(text.unwrap_or_default());
        });
    };
    let save = move || {
        let rules = rules.choices();
        let what = serde_json::to_string(&rules).unwrap_or_default();
        let ask = move |_entry| async move {
            post::<_, RulesTried>(path::REGULATIONS_TRIED, &TryRules { rules, dated: None }).await
        };
        saving.run(what, ask, |tried: RulesTried| hand_out("reglement.toml", "text/plain", &tried.file));
    };
    let done =
        move || read.get().map(|many| view! { <p data-test="rules-file-read">{move || said(many, lang.get())}</p> });
    view! {
        <Disclosure summary=told(BureauWord::RulesFiles)>
            <div class="stack">
                <FileField
                    label=told(BureauWord::RulesFile)
                    hint=Text::from(told(BureauWord::RulesFileHint))
                    error=MaybeText::from(move || wrong.get())
                    accept=".toml,text/plain"
                    id=FILE
                    mark=FILE
                    on_choose=chosen
                />
                <Refused failure=other />
                {done}
                <Refused failure=saving.failure />
                <div class="row">
                    <Button text=told(BureauWord::RulesSave) glyph=Glyph::Download busy=saving.busy on_press=save mark="rules-download" />
                </div>
            </div>
        </Disclosure>
    }
}

fn said(many: usize, lang: crate::words::Lang) -> String {
    lang.fill_later(BureauWord::RulesFileRead, &[("n", &many.to_string())])
}

/// What is wrong in the file: line, key and reason, as the server says it.
fn in_file(failure: &Failure) -> Option<String> {
    let Failure::Problem(problem) = failure else { return None };
    problem.errors.iter().find(|error| error.field == "file").map(|error| error.message.clone())
}
