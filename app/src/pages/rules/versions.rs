//! What holds now, and the versions that the bureau published, the newest first (W1, R8).

use leptos::prelude::*;
use shared::api::{Accepted, BureauPost, RegulationVersion, path};
use shared::bureau::BureauCommand;

use super::Rules;
use super::come_to::Older;
use crate::api::post;
use crate::pages::desk::{Refused, Sending};
use crate::ui::{Button, Card, Glyph, Look, Notice, StatusTag, Tone, announcer, focus_by_id};
use crate::words::{BureauWord, Lang, Word, language, say, told};

/// Where the focus goes when somebody said that she went through one.
const VERSIONS: &str = "rules-versions";

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
                    {(version.in_force || later).then(|| view! { <Review rules version=version.clone() /> })}
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
            <div class="stack-close" id=VERSIONS tabindex="-1" data-test="rules-versions">{list}</div>
        </Card>
    }
}

/// What of it leans on what is gone, whether somebody went through it, and the way to say so (M12, S15).
#[component]
fn Review(rules: Rules, version: RegulationVersion) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let RegulationVersion { version: number, repealed, older, reviewed_on, reviewed_by, .. } = version;
    let leans = !repealed.is_empty();
    let state = move || match reviewed_on {
        Some(on) => {
            let name = reviewed_by.as_ref().map(ToString::to_string).unwrap_or_default();
            let blanks = [("date", &*on.in_words(lang.get())), ("name", &*name)];
            lang.get().fill_later(BureauWord::RulesReviewed, &blanks)
        }
        None => lang.get().say_later(BureauWord::RulesNotReviewed).to_owned(),
    };
    let went_through = move || {
        let what = format!("review {number}");
        let ask = move |entry| async move {
            let command = BureauCommand::ReviewRegulation { version: number };
            post::<_, Accepted>(path::BUREAU_COMMANDS, &BureauPost { entry, command }).await
        };
        sending.run(what, ask, move |_: Accepted| {
            announce(lang.get_untracked().say_later(BureauWord::RulesReviewDone).to_owned());
            focus_by_id(VERSIONS);
            rules.refresh.run(());
        });
    };
    view! {
        {leans.then(|| view! {
            <div class="stack-close" data-test="version-repealed">
                <p>{told(BureauWord::RulesLeans)}</p>
                <ul>{repealed.into_iter().map(|law| view! { <li>{law}</li> }).collect_view()}</ul>
            </div>
        })}
        {older.map(|dated| view! { <Older dated /> })}
        <p class="small" data-test="version-reviewed">{state}</p>
        <Refused failure=sending.failure />
        <div class="row">
            <Button text=told(BureauWord::RulesReview) busy_text=say(Word::DeskSaving) look=Look::Quiet glyph=Glyph::Check busy=sending.busy on_press=went_through mark="version-review" />
        </div>
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
