//! What she said was not right, and what became of it: her words stay readable for ever (F16, F21).

use leptos::prelude::*;
use shared::access::{Act, Relation};
use shared::api::ConsultPage;
use shared::dossier::consults::Dispute;
use shared::dossier::summaries::{PassageAnswer, Verdict};

use super::{EvidenceDetails, Remarked, SignedTag, Texts};
use crate::clock;
use crate::ui::{Glyph, StatusTag, Thread, ThreadEntry, Tone, Voice};
use crate::words::{Word, language, say};

/// All remarks on a summary, oldest first, each with its answer; `sign` is where the last one can be signed.
#[component]
pub fn Remarks(page: ConsultPage, texts: Texts, sign: String) -> impl IntoView {
    let entries = page
        .view
        .disputes
        .iter()
        .map(|dispute| {
            let remarked = texts.remarks.get(&dispute.entry).cloned();
            remarked.map(|remarked| one(&page, &texts, dispute, &remarked, &sign))
        })
        .collect_view();
    view! {
        <section class="stack" data-test="thread">
            <h2>{say(Word::PhoneThreadTitle)}</h2>
            <Thread label=say(Word::PhoneThreadTitle)>{entries}</Thread>
        </section>
    }
}

fn one(page: &ConsultPage, texts: &Texts, dispute: &Dispute, remarked: &Remarked, sign: &str) -> impl IntoView + use<> {
    let lang = language();
    let (signed_at, on_paper) = (dispute.signed_at, dispute.form.is_some());
    // Where the coach has yet to answer, the page itself asks for it.
    let last = page.view.disputes.last().is_some_and(|last| last.entry == dispute.entry);
    let asked = last && dispute.answered_at.is_some() && page.view.allowed.contains(&Act::SignDispute);
    let sign = asked.then(|| {
        view! { <p class="no-print"><a class="consult-line" href=sign.to_owned() data-test="sign-dispute">{say(Word::PhoneDisputeSign)}</a></p> }
    });
    let evidence = texts.signatures.get(&dispute.entry).cloned();
    let (at, stays) = (dispute.at, dispute.stays_attached());
    let version = dispute.version.to_string();
    let (word, tone, glyph) = if dispute.answered_at.is_none() {
        (Word::PhoneThreadOpen, Tone::Info, Glyph::Clock)
    } else {
        (Word::PhoneThreadAnswered, Tone::Ok, Glyph::Check)
    };
    let status = move || view! { <p><StatusTag text=say(word) tone=tone glyph=Some(glyph) /></p> };
    let answer = texts.answers.get(&dispute.entry).cloned().map(|answered| {
        let who = page.names.get(&answered.by).map(ToString::to_string).unwrap_or_default();
        let quotes = quotes(texts, dispute, remarked);
        let lines = answered.answers.into_iter().zip(quotes).map(|(answer, about)| answer_line(answer, about));
        let lines = lines.collect_view();
        let answered_at = answered.at;
        view! {
            <ThreadEntry
                voice=Voice::Other
                who=who
                time=move || clock::moment(lang.get(), answered_at)
                machine_time=answered_at.to_string()
            >
                {lines}
                {stays.then(|| view! { <p class="small quiet">{say(Word::PhoneThreadStays)}</p> })}
            </ThreadEntry>
        }
    });
    let said = said(texts, dispute, remarked);
    // Who said it, where that was not she who reads it (W9).
    let by = dispute.by.unwrap_or(page.client);
    let herself = by == page.client && page.you == Relation::Client;
    let other = (!herself).then(|| page.names.get(&by).map(ToString::to_string).unwrap_or_default());
    let who = move || other.clone().unwrap_or_else(|| lang.get().say(Word::PhoneThreadYou).to_owned());
    view! {
        <ThreadEntry
            voice=Voice::Own
            who
            time=move || clock::moment(lang.get(), at)
            machine_time=at.to_string()
            status=status
        >
            <p class="small quiet">
                {move || lang.get().fill(Word::PhoneThreadReceived, &[("version", &version)])}
            </p>
            {said}
            <SignedTag signed_at on_paper />
            {sign}
            {evidence.map(|evidence| view! { <EvidenceDetails evidence /> })}
        </ThreadEntry>
        {answer}
    }
}

/// Her own words: each mark with the text it is about, then the whole.
fn said(texts: &Texts, dispute: &Dispute, remarked: &Remarked) -> impl IntoView + use<> {
    let marks = remarked
        .marks
        .iter()
        .map(|mark| {
            let about = texts.words(dispute.version, mark.passage).to_owned();
            let proposed = mark.proposed.as_ref().map(ToString::to_string);
            let why = mark.why.as_ref().map(ToString::to_string);
            view! {
                <div class="stack-close">
                    <blockquote class="passage passage-disputed small">{about}</blockquote>
                    {proposed.map(|text| view! { <p><strong>{say(Word::PhoneThreadProposed)}</strong> " " {text}</p> })}
                    {why.map(|text| view! { <p><strong>{say(Word::PhoneThreadWhy)}</strong> " " {text}</p> })}
                </div>
            }
        })
        .collect_view();
    let whole = remarked.remark.as_ref().map(ToString::to_string);
    view! {
        {marks}
        {whole.map(|text| view! { <p><strong>{say(Word::PhoneThreadWhole)}</strong> " " {text}</p> })}
    }
}

/// What each answer is about, in the order of the answers; nothing stands for the whole.
fn quotes(texts: &Texts, dispute: &Dispute, remarked: &Remarked) -> Vec<Option<String>> {
    let marks = remarked.marks.iter().map(|mark| Some(texts.words(dispute.version, mark.passage).to_owned()));
    marks.chain([None]).collect()
}

fn answer_line(answer: PassageAnswer, about: Option<String>) -> impl IntoView {
    let (word, tone, glyph) = match answer.verdict {
        Verdict::Accepted => (Word::PhoneThreadAccepted, Tone::Ok, Glyph::Check),
        Verdict::Partly => (Word::PhoneThreadPartly, Tone::Info, Glyph::Pen),
        Verdict::Refused => (Word::PhoneThreadRefused, Tone::Warn, Glyph::Cross),
    };
    let reason = answer.reason.map(String::from);
    view! {
        <div class="stack-close">
            {match about {
                Some(about) => view! { <blockquote class="passage small">{about}</blockquote> }.into_any(),
                None => view! { <p class="small quiet">{say(Word::PhoneThreadWhole)}</p> }.into_any(),
            }}
            <p><StatusTag text=say(word) tone=tone glyph=Some(glyph) /></p>
            {reason.map(|reason| view! { <p>{reason}</p> })}
        </div>
    }
}
