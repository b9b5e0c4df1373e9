//! A consult at the desk: where its summary stands, the text that counts, what changed, what was said, what is next.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::Act;
use shared::api::{ConsultPage, path};
use shared::dossier::consults::Status;
use shared::log::Head;
use shared::time::Timestamp;

use super::editor::Doubtful;
use super::row::Term;
use super::said;
use super::thread::Remarks;
use crate::clock;
use crate::parts::{ChangedPassages, PassageList, Shown, Texts, changes_between, load, read_texts};
use crate::ui::{ButtonLink, Card, Disclosure, Glyph, Icon, Look, PageHeading, StatusTag};
use crate::words::{Word, language, say};

/// The page of the consult that the address names.
#[component]
pub fn DeskConsult() -> impl IntoView {
    let params = use_params_map();
    let part = move |name: &'static str| params.with(|params| params.get(name).unwrap_or_default());
    let loaded = load::<ConsultPage>(move || path::to(path::CONSULT, &[&part("dossier"), &part("consult")]));
    view! { <Shown loaded view=shown /> }
}

fn shown(page: RwSignal<ConsultPage>) -> impl IntoView {
    let params = use_params_map();
    let dossier = params.with_untracked(|params| params.get("dossier").unwrap_or_default());
    // What did not change stays the same element: the clock and the entries of others are no change here.
    let page =
        Memo::new(move |_| page.with(|page| ConsultPage { at: Timestamp(0), head: Head::default(), ..page.clone() }));
    move || {
        let page = page.get();
        match read_texts(&page) {
            Ok(texts) => view! { <Body page texts dossier=dossier.clone() /> }.into_any(),
            Err(_doubt) => view! { <Doubtful /> }.into_any(),
        }
    }
}

#[component]
fn Body(page: ConsultPage, texts: Texts, dossier: String) -> impl IntoView {
    let lang = language();
    let name = page.names.get(&page.client).map(ToString::to_string).unwrap_or_default();
    let (held_on, form) = (page.view.held_on, page.view.form);
    let (word, tone, glyph) = said::status(page.view.status);
    let title = move || lang.get().fill(Word::DeskHeldOn, &[("date", &held_on.in_words(lang.get()))]);
    let lead = {
        let name = name.clone();
        move || Some(format!("{name}. {}", lang.get().say(said::kind(form))))
    };
    let back = move || lang.get().fill(Word::DeskToClient, &[("name", &name)]);
    let has_thread = !page.view.disputes.is_empty();
    let changed = page.view.version > 1;
    let (thread, diff) = ((page.clone(), texts.clone()), (page.clone(), texts.clone()));
    view! {
        <div class="page-wide stack">
            <p class="desk-back"><ButtonLink text=back href=format!("/dossiers/{dossier}") look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <PageHeading text=title lead=lead />
            <div class="row" data-test="consult-status">
                <StatusTag text=say(word) tone=tone glyph=Some(glyph) />
                <Terms page=page.clone() />
            </div>
            <Next page=page.clone() dossier />
            <div class="panes">
                <div class="stack">
                    <Current page=page.clone() texts />
                    {changed.then(|| view! { <Versions page=diff.0 texts=diff.1 /> })}
                </div>
                <div class="stack">
                    <Approvals page=page.clone() />
                    {has_thread.then(|| view! { <Remarks page=thread.0 texts=thread.1 /> })}
                </div>
            </div>
        </div>
    }
}

/// Whether she read it, until when she can answer, and how often she was reminded.
#[component]
fn Terms(page: ConsultPage) -> impl IntoView {
    let lang = language();
    let open = matches!(page.view.status, Status::Sent | Status::Seen | Status::Answered);
    let ends_on = page.view.question.as_ref().filter(|_| open).map(|question| question.ends_on);
    let (seen_at, reminded, today) = (page.view.seen_at, page.view.reminded, page.today);
    let seen = move || match seen_at {
        Some(at) => lang.get().fill(Word::DeskConsultSeen, &[("time", &clock::moment(lang.get(), at))]),
        None => lang.get().say(Word::DeskConsultUnseen).to_owned(),
    };
    let times = move || lang.get().count(Word::DeskConsultRemindedOne, Word::DeskConsultRemindedMany, reminded.into());
    view! {
        {ends_on.map(|ends_on| view! { <Term ends_on today /> })}
        {open.then(|| view! { <span class="small quiet">{seen}</span> })}
        {(open && reminded > 0).then(|| view! { <span class="small quiet">{times}</span> })}
    }
}

/// What the coach does next, or that it is not her turn.
#[component]
fn Next(page: ConsultPage, dossier: String) -> impl IntoView {
    let may = |act| page.view.allowed.contains(&act);
    let at = |tail: &str| format!("/dossiers/{dossier}/consults/{}/{tail}", page.view.id);
    let link = |word: Word, tail: &str, look: Look, glyph: Glyph| {
        view! { <ButtonLink text=say(word) href=at(tail) look glyph mark="consult-next" /> }.into_any()
    };
    let (said, action) = match page.view.status {
        Status::Disputed if may(Act::AnswerDispute) => {
            (None, Some(link(Word::DeskNextAnswer, "answer", Look::Primary, Glyph::Speech)))
        }
        Status::Missing | Status::Draft if may(Act::SendSummary) => {
            (None, Some(link(Word::DeskNextWrite, "write", Look::Primary, Glyph::Pen)))
        }
        status => {
            let said = match status {
                Status::Unanswered => Word::DeskConsultUnanswered,
                Status::Approved => Word::DeskConsultApprovedNext,
                _ => Word::DeskConsultWaitNext,
            };
            let write = || link(Word::DeskConsultWriteNew, "write", Look::Secondary, Glyph::Pen);
            (Some(said), may(Act::SendSummary).then(write))
        }
    };
    view! {
        <div class="row">
            {said.map(|word| view! { <p>{say(word)}</p> })}
            {action}
        </div>
    }
}

/// The version that counts.
#[component]
fn Current(page: ConsultPage, texts: Texts) -> impl IntoView {
    let lang = language();
    let Some(version) = page.view.versions.iter().find(|known| known.number == page.view.version) else {
        return view! { <p class="quiet">{say(Word::DeskConsultNone)}</p> }.into_any();
    };
    let (number, sent_at) = (version.number, version.sent_at);
    let by = page.names.get(&version.sent_by).map(ToString::to_string).unwrap_or_default();
    let sent = move || {
        let time = clock::moment(lang.get(), sent_at);
        lang.get().fill(Word::DeskConsultSentBy, &[("version", &number.to_string()), ("time", &time), ("name", &by)])
    };
    let passages = texts.version(number).to_vec();
    view! {
        <section class="stack-close">
            <h2>{say(Word::DeskConsultCurrent)}</h2>
            <p class="small quiet">{sent}</p>
            <PassageList passages />
        </section>
    }
    .into_any()
}

/// What changed from each version to the next, newest first.
#[component]
fn Versions(page: ConsultPage, texts: Texts) -> impl IntoView {
    let lang = language();
    let steps = page.view.versions.iter().zip(page.view.versions.iter().skip(1)).rev().map(|(old, new)| {
        let changes = changes_between(texts.version(old.number), texts.version(new.number));
        let (old, new) = (old.number.to_string(), new.number.to_string());
        let title = move || lang.get().fill(Word::DeskConsultChangedSince, &[("old", &old), ("new", &new)]);
        view! {
            <Disclosure summary=title>
                <ChangedPassages changes />
            </Disclosure>
        }
    });
    let steps = steps.collect_view();
    view! {
        <section class="stack-close" data-test="versions">
            <h2>{say(Word::DeskConsultVersions)}</h2>
            {steps}
        </section>
    }
}

/// Her approvals: each belongs to one version alone (F17).
#[component]
fn Approvals(page: ConsultPage) -> impl IntoView {
    let lang = language();
    let current = page.view.version;
    let lines = page.view.approvals.iter().rev().map(|approval| {
        let (version, at, entry) = (approval.version, approval.at, approval.entry);
        let said = move || {
            let time = clock::moment(lang.get(), at);
            lang.get().fill(Word::DeskConsultApproved, &[("version", &version.to_string()), ("time", &time)])
        };
        let void = move || lang.get().fill(Word::DeskConsultApprovedVoid, &[("version", &current.to_string())]);
        let signed = move || lang.get().fill(Word::DeskConsultSigned, &[("entry", &entry.to_string())]);
        let counts = version == current;
        view! {
            <li class="stack-close" data-test="approval">
                <p class="icon-line">
                    <Icon glyph=if counts { Glyph::CheckRound } else { Glyph::Clock } />
                    <span>{said}</span>
                </p>
                {(!counts).then(|| view! { <p class="small">{void}</p> })}
                <p class="small quiet">{signed}</p>
            </li>
        }
    });
    let lines = lines.collect_view();
    let none = page.view.approvals.is_empty();
    view! {
        <Card title=say(Word::DeskConsultApprovals)>
            {none.then(|| view! { <p class="quiet">{say(Word::DeskConsultNoApproval)}</p> })}
            <ul class="plain stack">{lines}</ul>
        </Card>
    }
}
