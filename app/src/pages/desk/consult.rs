//! A consult at the desk: where its summary stands, the text that counts, what changed, what was said, what is next.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::{self, Act};
use shared::api::{ConsultPage, path};
use shared::dossier::changes::changes_between;
use shared::dossier::consults::{Approval, Status};
use shared::dossier::forms::Asked;
use shared::ids::DossierId;
use shared::log::Head;
use shared::time::Timestamp;

use super::editor::Doubt;
use super::on_paper::OnPaperMark;
use super::paper_forms::MakeForm;
use super::row::Term;
use super::said;
use super::thread::Remarks;
use crate::clock;
use crate::parts::{ChangedPassages, PassageList, Shown, Texts, load, read_texts, record_words};
use crate::ui::{ButtonLink, Card, Disclosure, Glyph, Icon, Look, PageHeading, StatusTag};
use crate::words::{DossierWord, Word, language, say, told};

/// The page of the consult that the address names.
#[component]
pub fn DeskConsult() -> impl IntoView {
    let params = use_params_map();
    let part = move |name: &'static str| params.with(|params| params.get(name).unwrap_or_default());
    let loaded = load::<ConsultPage>(move || path::to(path::CONSULT, &[&part("dossier"), &part("consult")]));
    view! { <Shown loaded view=shown /> }
}

fn shown(page: RwSignal<ConsultPage>) -> impl IntoView {
    let lang = language();
    let params = use_params_map();
    let dossier = params.with_untracked(|params| params.get("dossier").unwrap_or_default());
    // What did not change stays the same element: the clock and the entries of others are no change here.
    let page =
        Memo::new(move |_| page.with(|page| ConsultPage { at: Timestamp(0), head: Head::default(), ..page.clone() }));
    let texts = Memo::new(move |_| page.with(read_texts));
    let sure = Memo::new(move |_| texts.with(Result::is_ok));
    let read = Signal::derive(move || texts.get().unwrap_or_default());
    let name = move || page.with(|page| page.names.get(&page.client).map(ToString::to_string).unwrap_or_default());
    let title = move || {
        page.with(|page| lang.get().fill(Word::DeskHeldOn, &[("date", &page.view.held_on.in_words(lang.get()))]))
    };
    let lead = move || {
        let (lang, (form, minutes)) = (lang.get(), page.with(|page| (page.view.form, page.view.minutes)));
        let took = minutes.map(|minutes| record_words::took(lang, u32::from(u16::from(minutes))));
        let how: Vec<String> = [lang.say(said::kind(form)).to_owned()].into_iter().chain(took).collect();
        Some(format!("{}. {}", name(), how.join(", ")))
    };
    let back = move || lang.get().fill(Word::DeskToClient, &[("name", &name())]);
    let home = format!("/dossiers/{dossier}");
    // The heading has the focus when the page comes, and keeps it whatever comes in below.
    view! {
        <div class="page-wide stack">
            <p class="desk-back"><ButtonLink text=back href=home look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <PageHeading text=title lead=lead />
            {move || if sure.get() { view! { <Body page texts=read dossier=dossier.clone() /> }.into_any() } else { view! { <Doubt /> }.into_any() }}
        </div>
    }
}

/// Each part follows what it shows, so that news in one takes nothing out of another.
#[component]
fn Body(page: Memo<ConsultPage>, texts: Signal<Texts>, dossier: String) -> impl IntoView {
    let status = Memo::new(move |_| page.with(|page| page.view.status));
    let version = Memo::new(move |_| page.with(|page| page.view.version));
    let approvals = Memo::new(move |_| {
        page.with(|page| {
            let by = |approval: &Approval| approval.by.and_then(|by| page.names.get(&by)).map(ToString::to_string);
            let known = page.view.approvals.iter().map(|approval| (approval.clone(), by(approval))).collect();
            (known, page.view.version)
        })
    });
    let disputes = Memo::new(move |_| page.with(|page| page.view.disputes.clone()));
    let tag = move || {
        let (word, tone, glyph) = said::status(status.get());
        view! { <StatusTag text=say(word) tone=tone glyph=Some(glyph) /> }
    };
    let current = move || {
        // Read, not only tracked: a memo that nobody read follows nothing.
        let _shown = version.get();
        untrack(|| view! { <Current page=page.get() texts=texts.get() /> })
    };
    let thread = move || {
        let some = disputes.with(|disputes| !disputes.is_empty());
        some.then(|| untrack(|| view! { <Remarks page=page.get() texts=texts.get() /> }))
    };
    view! {
        <div class="row" data-test="consult-status">
            {tag}
            {move || view! { <Terms page=page.get() /> }}
        </div>
        <Next page dossier />
        <div class="panes">
            <div class="stack">
                {current}
                <Paper page />
                <Versions page texts />
            </div>
            <div class="stack">
                {move || view! { <Approvals known=approvals.get() /> }}
                {thread}
            </div>
        </div>
    }
}

/// Asking her on paper (F5), and whether it lies on paper too.
#[component]
fn Paper(page: Memo<ConsultPage>) -> impl IntoView {
    let params = use_params_map();
    let dossier = params.with_untracked(|params| params.get("dossier")?.parse::<DossierId>().ok());
    let known = Memo::new(move |_| page.with(|page| page.view.on_paper));
    let may = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&Act::MarkPaper)));
    let item = page.with_untracked(|page| page.view.id.into());
    let consult = page.with_untracked(|page| page.view.id);
    let version = Memo::new(move |_| page.with(|page| page.view.version));
    let asks = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&Act::PrintForm)));
    let last = Memo::new(move |_| {
        page.with(|page| page.view.forms.last().copied().filter(|_| access::may(page.you, Act::ReadForms).is_ok()))
    });
    dossier.map(|dossier| {
        let to_last = move || {
            last.get().map(|form| {
                let href = format!("/dossiers/{dossier}/forms/{form}");
                view! { <ButtonLink text=told(DossierWord::FormsLast) href look=Look::Quiet glyph=Glyph::Document mark="form-last" /> }
            })
        };
        let make = move || {
            let asked = Asked::Summary { consult, version: version.get() };
            asks.get().then(|| view! { <MakeForm dossier asked text=told(DossierWord::FormsPaper) look=Look::Quiet /> })
        };
        view! {
            <div class="row">{make} {to_last} <OnPaperMark dossier item known may /></div>
        }
    })
}

/// Whether she read it, until when she can answer, and how often she was reminded.
#[component]
fn Terms(page: ConsultPage) -> impl IntoView {
    let lang = language();
    let open = matches!(page.view.status, Status::Sent | Status::Seen | Status::Answered);
    let ends_on = page.view.question.as_ref().filter(|_| open).map(|question| question.ends_on);
    let (seen_at, reminded, today) = (page.view.seen_at, page.view.reminded, page.today);
    let seen = move || match seen_at {
        Some(at) => lang.get().fill_later(DossierWord::ConsultSeen, &[("time", &clock::moment(lang.get(), at))]),
        None => lang.get().say_later(DossierWord::ConsultUnseen).to_owned(),
    };
    let times = move || {
        lang.get().count_later(DossierWord::ConsultRemindedOne, DossierWord::ConsultRemindedMany, reminded.into())
    };
    view! {
        {ends_on.map(|ends_on| view! { <Term ends_on today /> })}
        {open.then(|| view! { <span class="small quiet">{seen}</span> })}
        {(open && reminded > 0).then(|| view! { <span class="small quiet">{times}</span> })}
    }
}

/// What the coach does next, or that it is not her turn. The link stays the same element, and keeps the focus.
#[component]
fn Next(page: Memo<ConsultPage>, dossier: String) -> impl IntoView {
    let next = Memo::new(move |_| page.with(|page| (page.view.status, page.view.allowed.clone())));
    let consult = page.with_untracked(|page| page.view.id);
    let said = move || match next.get().0 {
        Status::Disputed | Status::Missing | Status::Draft => None,
        Status::Unanswered => Some(DossierWord::ConsultUnanswered),
        Status::OnPaper | Status::Approved => Some(DossierWord::ConsultApprovedNext),
        _ => Some(DossierWord::ConsultWaitNext),
    };
    let step = Memo::new(move |_| {
        let (status, allowed) = next.get();
        let (act, word, tail, look) = match status {
            Status::Disputed => (Act::AnswerDispute, Word::DeskNextAnswer, "answer", Look::Primary),
            Status::Missing | Status::Draft => (Act::SendSummary, Word::DeskNextWrite, "write", Look::Primary),
            _ => (Act::SendSummary, Word::DeskNextWriteNew, "write", Look::Secondary),
        };
        allowed.contains(&act).then_some((word, tail, look))
    });
    let lang = language();
    view! {
        <div class="row">
            {move || said().map(|word| view! { <p>{told(word)}</p> })}
            <a
                class=move || step.get().map(|(.., look)| look.class())
                href=move || step.get().map(|(_, tail, _)| format!("/dossiers/{dossier}/consults/{consult}/{tail}"))
                hidden=move || step.get().is_none()
                data-test="consult-next"
            >
                {move || step.get().map(|(word, ..)| lang.get().say(word))}
            </a>
        </div>
    }
}

/// The version that counts.
#[component]
fn Current(page: ConsultPage, texts: Texts) -> impl IntoView {
    let lang = language();
    let Some(version) = page.view.versions.iter().find(|known| known.number == page.view.version) else {
        return view! { <p class="quiet">{told(DossierWord::ConsultNone)}</p> }.into_any();
    };
    let (number, sent_at) = (version.number, version.sent_at);
    let by = page.names.get(&version.sent_by).map(ToString::to_string).unwrap_or_default();
    let sent = move || {
        let time = clock::moment(lang.get(), sent_at);
        lang.get()
            .fill_later(DossierWord::ConsultSentBy, &[("version", &number.to_string()), ("time", &time), ("name", &by)])
    };
    let passages = texts.version(number).to_vec();
    view! {
        <section class="stack-close">
            <h2>{told(DossierWord::ConsultCurrent)}</h2>
            <p class="small quiet">{sent}</p>
            <PassageList passages />
        </section>
    }
    .into_any()
}

/// What changed from each version to the next, newest first. What was opened stays open.
#[component]
fn Versions(page: Memo<ConsultPage>, texts: Signal<Texts>) -> impl IntoView {
    let lang = language();
    let steps = Memo::new(move |_| {
        page.with(|page| {
            let numbers = page.view.versions.iter().map(|version| version.number);
            let mut steps: Vec<(u32, u32)> = numbers.clone().zip(numbers.skip(1)).collect();
            steps.reverse();
            steps
        })
    });
    let step = move |(old, new): (u32, u32)| {
        let changes = texts.with_untracked(|texts| changes_between(texts.version(old), texts.version(new)));
        let (old, new) = (old.to_string(), new.to_string());
        let title = move || lang.get().fill_later(DossierWord::ConsultChangedSince, &[("old", &old), ("new", &new)]);
        view! {
            <Disclosure summary=title>
                <ChangedPassages changes />
            </Disclosure>
        }
    };
    view! {
        <section class="stack-close" data-test="versions" hidden=move || steps.with(Vec::is_empty)>
            <h2>{told(DossierWord::ConsultVersions)}</h2>
            <For each=move || steps.get() key=|step| *step children=step />
        </section>
    }
}

/// Her approvals: each belongs to one version alone (F17).
#[component]
fn Approvals(known: (Vec<(Approval, Option<String>)>, u32)) -> impl IntoView {
    let lang = language();
    let (approvals, current) = known;
    let lines = approvals.iter().rev().map(|(approval, by)| {
        let by = by.clone().map(|name| {
            let said = move || lang.get().fill_later(DossierWord::ConsultApprovedBy, &[("name", &name)]);
            view! { <p class="small" data-test="approved-by">{said}</p> }
        });
        let (version, at) = (approval.version, approval.at);
        let entry = approval.confirmed.unwrap_or(approval.entry);
        let said = move || {
            let time = clock::moment(lang.get(), at);
            lang.get().fill_later(DossierWord::ConsultApproved, &[("version", &version.to_string()), ("time", &time)])
        };
        let void =
            move || lang.get().fill_later(DossierWord::ConsultApprovedVoid, &[("version", &current.to_string())]);
        let word = if approval.by.is_some() { DossierWord::ConsultSignedFor } else { DossierWord::ConsultSigned };
        let signed = move || lang.get().fill_later(word, &[("entry", &entry.to_string())]);
        let (counts, on_paper) = (version == current, approval.is_on_paper());
        view! {
            <li class="stack-close" data-test="approval">
                <p class="icon-line">
                    <Icon glyph=if counts { Glyph::CheckRound } else { Glyph::Clock } />
                    <span>{said}</span>
                </p>
                {by}
                {(!counts).then(|| view! { <p class="small">{void}</p> })}
                {if on_paper {
                    view! { <p class="small">{told(DossierWord::ConsultOnPaper)}</p> }.into_any()
                } else {
                    view! { <p class="small quiet">{signed}</p> }.into_any()
                }}
            </li>
        }
    });
    let lines = lines.collect_view();
    let none = approvals.is_empty();
    view! {
        <Card title=told(DossierWord::ConsultApprovals)>
            {none.then(|| view! { <p class="quiet">{told(DossierWord::ConsultNoApproval)}</p> })}
            <ul class="plain stack">{lines}</ul>
        </Card>
    }
}
