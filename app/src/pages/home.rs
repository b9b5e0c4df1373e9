//! The client's first page: what waits for her, then everything else.

use leptos::prelude::*;
use shared::access::Relation;
use shared::api::path;
use shared::dossier::consults::Status;
use shared::ids::DossierId;

use super::home_cards::{
    Answered, CONSENTS, ConfirmRegulation, DOCUMENTS, PAPER, Question, TOLD, answers, asked, guest_card, lead_card,
    meeting, people_card,
};
use super::home_page::{Consult, May, Page};
use super::summary::answer_until;
use crate::clock;
use crate::parts::{ConsultStatus, Shown, acts_for, load, trajectory};
use crate::session::session;
use crate::ui::{ButtonLink, Card, EmptyState, Glyph, Look, PageHeading};
use crate::words::{Lang, Word, language, say};

#[component]
pub fn Home() -> impl IntoView {
    let lang = language();
    let me = session().me();
    let dossiers = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.dossiers.clone()).unwrap_or_default()));
    let title = move || {
        let name = me.with(|me| me.as_ref().map(|me| me.name.to_string())).unwrap_or_default();
        lang.get().fill(Word::PhoneHomeTitle, &[("name", &name)])
    };
    let several = Memo::new(move |_| dossiers.with(|dossiers| dossiers.len() > 1));
    let last = move |dossier| dossiers.with_untracked(|dossiers| dossiers.last() == Some(&dossier));
    view! {
        <div class="page stack-far">
            <PageHeading text=title />
            <For each=move || dossiers.get() key=|dossier| *dossier let:dossier>
                <OneDossier dossier several last=last(dossier) />
            </For>
            {move || {
                dossiers
                    .with(Vec::is_empty)
                    .then(|| {
                        view! {
                            <ul class="plain stack-close">
                                <ToMe />
                            </ul>
                        }
                    })
            }}
        </div>
    }
}

#[component]
fn ToMe() -> impl IntoView {
    view! {
        <li>
            <a class="consult-line" href="/me">
                {say(Word::PhoneToMe)}
            </a>
        </li>
    }
}

/// One trajectory: what waits in it, its talks, and the ways to what else there is. Below the `last` stands the way to
/// her keys.
#[component]
fn OneDossier(dossier: DossierId, several: Memo<bool>, last: bool) -> impl IntoView {
    let loaded = load::<Page>(move || path::to(path::DOSSIER, &[&dossier]));
    let answers = answers(dossier);
    let shown = move |page: RwSignal<Page>| view! { <Dossier page several answers refresh=move || loaded.refresh() /> };
    let ways = [
        ("people", Word::ClientHomePeople),
        ("documents", Word::ClientHomeDocuments),
        ("kept", Word::ClientHomeKept),
        ("looks", Word::ClientLooksTo),
    ];
    let way = move |(to, word): (&'static str, Word)| {
        view! {
            <li>
                <a class="consult-line" href=format!("/dossiers/{dossier}/{to}") data-test=format!("to-{to}")>
                    {say(word)}
                </a>
            </li>
        }
    };
    // The same ways stand under each: they are told apart by the trajectory around them.
    let lang = language();
    let which = move || {
        let page = loaded.get().filter(|_| several.get())?;
        Some(trajectory(lang.get(), &page.name(page.view.coach), page.view.opened_at))
    };
    // What comes above them would push them, and a focus on them, out of sight.
    view! {
        <div class="stack-far" role=move || several.get().then_some("group") aria-label=which>
            <Shown loaded view=shown />
            <ul class="plain stack-close" hidden=move || !loaded.is_settled()>
                {ways.map(way)}
                {last.then(|| view! { <ToMe /> })}
            </ul>
        </div>
    }
}

/// Whether a consult asks her something now.
fn waits(consult: &Consult) -> bool {
    consult.allowed.contains(&May::ApproveSummary)
}

#[component]
fn Dossier(
    page: RwSignal<Page>,
    several: Memo<bool>,
    answers: Memo<Vec<Question>>,
    #[prop(into)] refresh: Callback<()>,
) -> impl IntoView {
    let confirm = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&May::ConfirmRegulation)));
    let waiting = Memo::new(move |_| {
        page.with(|page| page.view.consults.iter().filter(|consult| waits(consult)).cloned().collect::<Vec<_>>())
    });
    let rest = Memo::new(move |_| {
        page.with(|page| page.view.consults.iter().filter(|consult| !waits(consult)).cloned().collect::<Vec<_>>())
    });
    let people = Memo::new(move |_| page.with(asked));
    let told = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&May::SeeRecords)));
    let documents = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&May::SeeDocuments)));
    let consents = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&May::GrantConsent)));
    let paper = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&May::ContestForm)));
    let guest = Memo::new(move |_| page.with(|page| page.view.guest.is_some()));
    let nothing = Memo::new(move |_| {
        !told.get()
            && !documents.get()
            && !consents.get()
            && !paper.get()
            && !confirm.get()
            && waiting.with(Vec::is_empty)
            && answers.with(Vec::is_empty)
            && people.with(Vec::is_empty)
    });
    let lang = language();
    let theirs = Memo::new(move |_| page.with(|page| page.view.you == Relation::Representative));
    let whom = move || page.with(|page| acts_for(lang.get(), &page.name(page.view.client)));
    let which = move || page.with(|page| trajectory(lang.get(), &page.name(page.view.coach), page.view.opened_at));
    // Under each trajectory the same waits: they are told apart by its name.
    let waits = move || {
        let waiting = lang.get().say(Word::PhoneHomeWaiting);
        if several.get() { format!("{waiting}: {}", which()) } else { waiting.to_owned() }
    };
    view! {
        <div class="stack-far">
            {move || theirs.get().then(|| view! { <p class="quiet" data-test="acts-for">{whom}</p> })}
            {move || several.get().then(|| view! { <h2 data-test="trajectory">{which}</h2> })}
            <section class="stack" aria-label=waits>
                {move || confirm.get().then(|| view! { <ConfirmRegulation page refresh /> })}
                <For each=move || waiting.get() key=|consult| (consult.id, consult.version) let:consult>
                    <Waiting page consult />
                </For>
                <For each=move || answers.get() key=|case| (case.case, case.since) let:case>
                    <Answered case />
                </For>
                {move || told.get().then(|| lead_card(page, &TOLD))}
                {move || documents.get().then(|| lead_card(page, &DOCUMENTS))}
                {move || consents.get().then(|| lead_card(page, &CONSENTS))}
                {move || paper.get().then(|| lead_card(page, &PAPER))}
                {move || people.get().into_iter().map(|act| people_card(page, act)).collect::<Vec<_>>()}
                {move || {
                    nothing
                        .get()
                        .then(|| {
                            view! {
                                <EmptyState
                                    title=say(Word::PhoneHomeNothing)
                                    text=say(Word::PhoneHomeNothingText)
                                    glyph=Glyph::CheckRound
                                />
                            }
                        })
                }}
                {move || guest.get().then(|| guest_card(page))}
                <p class="quiet">{move || page.with(|page| meeting(lang.get(), page))}</p>
            </section>
            {move || (!rest.with(Vec::is_empty)).then(|| view! { <Rest page rest /> })}
        </div>
    }
}

/// The notice: whose summary, of which talk, and what is asked (screens 1).
#[component]
fn Waiting(page: RwSignal<Page>, consult: Consult) -> impl IntoView {
    let lang = language();
    let (id, held_on) = (consult.id, consult.held_on);
    // The consult itself changes while the notice stays, so it is looked up again.
    let now = Memo::new(move |_| page.with(|page| page.view.consults.iter().find(|other| other.id == id).cloned()));
    let href = page.with_untracked(|page| format!("/dossiers/{}/consults/{id}", page.view.id));
    let near = move |lang: Lang| page.with(|page| clock::near_day(lang, held_on, page.today));
    let title = move || lang.get().fill(Word::PhoneHomeNotice, &[("date", &near(lang.get()))]);
    let text = move || {
        let coach = page.with(|page| {
            let by = now.with(|now| now.as_ref().and_then(|now| now.versions.last().map(|version| version.sent_by)));
            by.map(|by| page.name(by)).unwrap_or_default()
        });
        lang.get().fill(Word::PhoneHomeNoticeText, &[("coach", &coach)])
    };
    let until = move || {
        let question = now.with(|now| now.as_ref().and_then(|now| now.question.clone()))?;
        Some(answer_until(lang.get(), question.ends_on, page.with(|page| page.today)))
    };
    let status = Memo::new(move |_| now.with(|now| now.as_ref().map_or(Status::Sent, |now| now.status)));
    view! {
        <Card title=title waits=true aside=move || view! { <ConsultStatus status /> }>
            <p>{text}</p>
            <p class="quiet small">{until}</p>
            <div class="row">
                <ButtonLink text=say(Word::PhoneHomeRead) href=href look=Look::Primary glyph=Glyph::Document mark="notice" />
            </div>
        </Card>
    }
}

#[component]
fn Rest(page: RwSignal<Page>, rest: Memo<Vec<Consult>>) -> impl IntoView {
    let lang = language();
    view! {
        <section class="stack">
            <h2>{say(Word::PhoneHomeRest)}</h2>
            <ul class="plain stack-close" data-test="consults">
                <For each=move || rest.get() key=|consult| (consult.id, consult.status, consult.version) let:consult>
                    <li class="card">
                        <div class="row-apart">
                            <a class="consult-line" href=page.with_untracked(|page| {
                                format!("/dossiers/{}/consults/{}", page.view.id, consult.id)
                            })>
                                {move || {
                                    let date = page
                                        .with(|page| clock::near_day(lang.get(), consult.held_on, page.today));
                                    lang.get().fill(Word::PhoneSummaryTitle, &[("date", &date)])
                                }}
                            </a>
                            <ConsultStatus status=consult.status />
                        </div>
                    </li>
                </For>
            </ul>
        </section>
    }
}
