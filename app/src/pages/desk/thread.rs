//! What the client said was not right and what the coach answered, as the coach reads it back (F14, F16).

use leptos::prelude::*;
use shared::api::ConsultPage;
use shared::dossier::consults::Dispute;
use shared::dossier::summaries::{Marking, PassageAnswer};

use super::said;
use crate::clock;
use crate::parts::{Remarked, SignedTag, Texts};
use crate::ui::{Glyph, StatusTag, Thread, ThreadEntry, Tone, Voice};
use crate::words::{DossierWord, language, say, told};

/// All remarks, oldest first, each with its answer.
#[component]
pub fn Remarks(page: ConsultPage, texts: Texts) -> impl IntoView {
    let known = page.view.disputes.iter().filter_map(|dispute| {
        let remarked = texts.remarks.get(&dispute.entry)?;
        Some(remark(&page, &texts, dispute, remarked))
    });
    let entries = known.collect_view();
    view! {
        <section class="stack" data-test="thread">
            <h2>{told(DossierWord::ConsultThread)}</h2>
            <Thread label=told(DossierWord::ConsultThread)>{entries}</Thread>
        </section>
    }
}

fn remark(page: &ConsultPage, texts: &Texts, dispute: &Dispute, remarked: &Remarked) -> impl IntoView + use<> {
    let lang = language();
    let (at, open, version) = (dispute.at, dispute.answered_at.is_none(), dispute.version.to_string());
    let (signed_at, on_paper) = (dispute.signed_at, dispute.form.is_some());
    let who = dispute.by.unwrap_or(page.client);
    let name = page.names.get(&who).map(ToString::to_string).unwrap_or_default();
    let for_her = dispute.by.map(|_| view! { <p class="small">{told(DossierWord::ConsultSaidFor)}</p> });
    let status = move || {
        let (word, tone, glyph) = if open {
            (DossierWord::ConsultReceived, Tone::Danger, Glyph::Speech)
        } else {
            (DossierWord::ConsultAnswerGiven, Tone::Ok, Glyph::Check)
        };
        view! { <p><StatusTag text=told(word) tone=tone glyph=Some(glyph) /></p> }
    };
    let marks = remarked
        .marks
        .iter()
        .map(|mark| view! { <Mark about=texts.words(dispute.version, mark.passage).to_owned() mark=mark.clone() /> });
    let marks = marks.collect_view();
    let whole = remarked.remark.as_ref().map(ToString::to_string);
    let answer = answer(page, texts, dispute, remarked);
    view! {
        <ThreadEntry voice=Voice::Other who=name time=move || clock::moment(lang.get(), at) machine_time=at.to_string() status=status>
            <p class="small quiet">{move || lang.get().fill_later(DossierWord::ConsultSays, &[("version", &version)])}</p>
            {for_her}
            {marks}
            {whole.map(|text| view! { <Said what=DossierWord::AnswerOnWhole text /> })}
            <SignedTag signed_at on_paper />
        </ThreadEntry>
        {answer}
    }
}

fn answer(page: &ConsultPage, texts: &Texts, dispute: &Dispute, remarked: &Remarked) -> Option<impl IntoView + use<>> {
    let lang = language();
    let answered = texts.answers.get(&dispute.entry)?;
    let who = page.names.get(&answered.by).map(ToString::to_string).unwrap_or_default();
    let (at, stays) = (answered.at, dispute.stays_attached());
    let about =
        remarked.marks.iter().map(|mark| Some(texts.words(dispute.version, mark.passage).to_owned())).chain([None]);
    let lines = answered.answers.iter().cloned().zip(about).map(|(answer, about)| view! { <Answer answer about /> });
    let lines = lines.collect_view();
    Some(view! {
        <ThreadEntry voice=Voice::Own who=who time=move || clock::moment(lang.get(), at) machine_time=at.to_string()>
            {lines}
            {stays.then(|| view! { <p class="small quiet">{told(DossierWord::ConsultStays)}</p> })}
        </ThreadEntry>
    })
}

/// A mark of hers: the text it is about, the words she proposes, and why.
#[component]
pub fn Mark(about: String, mark: Marking) -> impl IntoView {
    let (proposed, why) = (mark.proposed.map(String::from), mark.why.map(String::from));
    view! {
        <div class="stack-close">
            <blockquote class="passage passage-disputed small">{about}</blockquote>
            {proposed.map(|text| view! { <Said what=DossierWord::AnswerProposed text /> })}
            {why.map(|text| view! { <Said what=DossierWord::AnswerWhy text /> })}
        </div>
    }
}

/// Words of hers, and what they are.
#[component]
pub fn Said(what: DossierWord, text: String) -> impl IntoView {
    view! {
        <div class="said">
            <p class="small quiet">{told(what)}</p>
            <p class="said-text">{text}</p>
        </div>
    }
}

#[component]
fn Answer(answer: PassageAnswer, about: Option<String>) -> impl IntoView {
    let (word, tone) = said::verdict(answer.verdict);
    let reason = answer.reason.map(String::from);
    view! {
        <div class="stack-close">
            {match about {
                Some(about) => view! { <blockquote class="passage small">{about}</blockquote> }.into_any(),
                None => view! { <p class="small quiet">{told(DossierWord::AnswerOnWhole)}</p> }.into_any(),
            }}
            <p>
                <StatusTag text=say(word) tone=tone />
            </p>
            {reason.map(|reason| view! { <p class="said-text">{reason}</p> })}
        </div>
    }
}
