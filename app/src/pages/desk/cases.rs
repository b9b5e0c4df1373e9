//! The privacy officer's first page: what clients ask her, those that wait for an answer first, and for how long.

use leptos::prelude::*;
use shared::api::{CaseLine, CaseList as Cases, path};
use shared::cases::{CaseKind, CaseStatus};
use shared::ids::CaseId;

use super::said::waiting;
use crate::clock;
use crate::fetched::{Fetched, Part};
use crate::parts::{Shown, load};
use crate::ui::{ButtonLink, Card, EmptyState, Glyph, Look, PageHeading, StatusTag, Tone};
use crate::words::{Word, language, say};

/// Word, tone and drawing of how a case stands, for who answers it.
pub(super) const fn status(status: CaseStatus) -> (Word, Tone, Glyph) {
    match status {
        CaseStatus::Received => (Word::DeskCasesReceived, Tone::Warn, Glyph::Bell),
        CaseStatus::TakenUp => (Word::DeskCasesTakenUp, Tone::Info, Glyph::Clock),
        CaseStatus::Answered => (Word::DeskCasesAnswered, Tone::Ok, Glyph::Speech),
        CaseStatus::Closed => (Word::DeskCasesClosed, Tone::Plain, Glyph::CheckRound),
    }
}

/// What a case of this kind is about.
pub(super) const fn kind(kind: CaseKind) -> Word {
    match kind {
        CaseKind::Look => Word::DeskCasesLook,
    }
}

/// The page.
#[component]
pub fn CaseList() -> impl IntoView {
    let lang = language();
    let loaded = load::<Cases>(|| path::CASES.to_owned());
    let lead = move || {
        let waits = loaded.get()?.cases.iter().filter(|case| case.status.waits()).count();
        Some(match u64::try_from(waits).unwrap_or_default() {
            0 => lang.get().say(Word::DeskCasesNeedsNone).to_owned(),
            n => lang.get().count(Word::DeskCasesNeedsOne, Word::DeskCasesNeedsMany, n),
        })
    };
    view! {
        <div class="page-wide stack">
            <PageHeading text=say(Word::DeskCasesTitle) lead=Signal::derive(lead) />
            <Shown loaded view=|list| view! { <Lists list /> } />
        </div>
        <Fetched part=Part::Reasons beside=true />
    }
}

#[component]
fn Lists(list: RwSignal<Cases>) -> impl IntoView {
    let ids = move |waits: bool| {
        Memo::new(move |_| {
            list.with(|list| {
                let these = list.cases.iter().filter(|case| case.status.waits() == waits);
                these.map(|case| case.case).collect::<Vec<CaseId>>()
            })
        })
    };
    let (waiting, done) = (ids(true), ids(false));
    let group = move |ids: Memo<Vec<CaseId>>, title: Word, mark: &'static str| {
        let any = Memo::new(move |_| ids.with(|ids| !ids.is_empty()));
        move || {
            any.get().then(|| {
                view! {
                    <Card title=say(title)>
                        <ul class="plain desk-list" data-test=mark>
                            <For each=move || ids.get() key=|case| *case let:case>
                                <Line list case />
                            </For>
                        </ul>
                    </Card>
                }
            })
        }
    };
    let nothing = Memo::new(move |_| list.with(|list| list.cases.is_empty()));
    view! {
        {move || {
            nothing
                .get()
                .then(|| {
                    view! { <EmptyState title=say(Word::DeskCasesEmptyTitle) text=say(Word::DeskCasesEmptyText) glyph=Glyph::Hand /> }
                })
        }}
        {group(waiting, Word::DeskCasesWaiting, "cases-waiting")}
        {group(done, Word::DeskCasesDone, "cases-done")}
    }
}

#[component]
fn Line(list: RwSignal<Cases>, case: CaseId) -> impl IntoView {
    let lang = language();
    let line = Memo::new(move |_| list.with(|list| list.cases.iter().find(|known| known.case == case).copied()));
    let title = move || {
        let name = list.with(|list| list.names.get(&line.get()?.client).map(ToString::to_string));
        match name {
            Some(name) => lang.get().fill(Word::DeskCasesOf, &[("name", &name)]),
            None => lang.get().say(Word::DeskCasesOfNobody).to_owned(),
        }
    };
    let facts = move || {
        let line: CaseLine = line.get()?;
        let lang = lang.get();
        let since = if line.status.waits() { waiting(lang, line.days) } else { clock::day(lang, line.since) };
        Some(format!("{} · {since}", lang.say(kind(line.kind))))
    };
    let how = move || line.get().map(|line| status(line.status));
    view! {
        <li class="desk-line" data-test="case-line">
            <div class="stack-close">
                <a href=format!("/cases/{case}")>{title}</a>
                <span class="quiet small">{facts}</span>
            </div>
            <StatusTag
                text=move || how().map(|(word, ..)| lang.get().say(word)).unwrap_or_default()
                tone=Signal::derive(move || how().map(|(_, tone, _)| tone).unwrap_or_default())
                glyph=Signal::derive(move || how().map(|(.., glyph)| glyph))
            />
            <ButtonLink text=say(Word::DeskCasesOpen) href=format!("/cases/{case}") look=Look::Secondary mark="case-open" />
        </li>
    }
}
