//! What went to somebody by a yes: to whom, when, by whom, what was collected of it, and what became of it (F28, F35).

use leptos::prelude::*;
use shared::api::{ConsentAround, ConsentLine, SendingLine};
use shared::dossier::sendings::{DownloadView, Proof, SendingStatus, SendingView, SentFile};

use crate::clock;
use crate::ui::{Glyph, StatusTag, Tone};
use crate::words::{ConsentWord, Lang, language, told};

/// Where it stands, with its colour and drawing.
const fn status(status: SendingStatus) -> (ConsentWord, Tone, Glyph) {
    match status {
        SendingStatus::Open => (ConsentWord::SentOpen, Tone::Info, Glyph::Document),
        SendingStatus::Used => (ConsentWord::SentUsed, Tone::Ok, Glyph::CheckRound),
        SendingStatus::Over => (ConsentWord::SentOver, Tone::Plain, Glyph::Info),
        SendingStatus::Blocked => (ConsentWord::SentBlocked, Tone::Warn, Glyph::Lock),
        SendingStatus::Closed => (ConsentWord::SentClosed, Tone::Plain, Glyph::Lock),
        SendingStatus::Asked => (ConsentWord::SentAsked, Tone::Warn, Glyph::Bell),
        SendingStatus::Deleted => (ConsentWord::SentDeleted, Tone::Ok, Glyph::CheckRound),
        SendingStatus::Kept => (ConsentWord::SentKept, Tone::Warn, Glyph::Info),
    }
}

/// When something was collected, and whether all of it was.
fn taken(lang: Lang, download: DownloadView) -> String {
    let word = match download.given {
        Some(given) if given >= download.bytes => ConsentWord::SentTakenWhole,
        Some(0) => ConsentWord::SentTakenNothing,
        Some(_) => ConsentWord::SentTakenPart,
        None => ConsentWord::SentTakenUnknown,
    };
    let taken = lang.fill_later(word, &[("time", &clock::moment(lang, download.begun_at))]);
    let taken = match download.proof {
        Proof::Code => taken,
        Proof::Passkey => lang.fill_later(ConsentWord::SentWithKey, &[("taken", &taken)]),
    };
    match download.what {
        SentFile::Document => taken,
        SentFile::Sheet => lang.fill_later(ConsentWord::SentSheet, &[("taken", &taken)]),
    }
}

/// The last thing that is known of it: until when it can be collected, that it was asked back, or the answer.
fn last(lang: Lang, view: &SendingView) -> Option<String> {
    let day = |word, at| lang.fill_later(word, &[("date", &clock::day(lang, at))]);
    match (view.answered_at, view.asked_at) {
        (Some(at), _) => Some(day(ConsentWord::SentAnsweredOn, at)),
        (None, Some(at)) => Some(day(ConsentWord::SentAskedOn, at)),
        (None, None) if view.status == SendingStatus::Open => {
            Some(lang.fill_later(ConsentWord::SentLinkUntil, &[("date", &view.until.in_words(lang))]))
        }
        (None, None) => None,
    }
}

/// A sending, with what who sent it is called.
#[derive(Clone, PartialEq, Eq)]
pub struct SentTo {
    /// What is known of it.
    pub view: SendingView,
    /// What stands in entries about it.
    pub line: SendingLine,
    by: String,
}

/// What was sent by a yes, the last one first.
#[must_use]
pub fn sent_by(consent: &ConsentLine, around: &ConsentAround) -> Vec<SentTo> {
    let one = |(view, line): (&SendingView, &SendingLine)| {
        let by = around.names.get(&view.sent_by).map(ToString::to_string).unwrap_or_default();
        SentTo { view: view.clone(), line: line.clone(), by }
    };
    consent.view.sendings.iter().zip(&consent.sendings).rev().map(one).collect()
}

/// One sending. What can be done about it stands in it.
#[component]
pub fn Sent(sent: SentTo, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let lang = language();
    let SentTo { view, line, by } = sent;
    let (word, tone, glyph) = status(view.status);
    let (sent_at, contact, kept) = (view.sent_at, line.contact, line.kept);
    let (downloads, key_made_at) = (view.downloads.clone(), view.key_made_at);
    let key_made =
        move |at| move || lang.get().fill_later(ConsentWord::SentKeyMade, &[("time", &clock::moment(lang.get(), at))]);
    let to = move || {
        let lang = lang.get();
        let erased = || lang.say_later(ConsentWord::SentErased).to_owned();
        let name = contact.as_ref().map_or_else(erased, ToString::to_string);
        lang.fill_later(ConsentWord::SentTo, &[("name", &name), ("date", &clock::day(lang, sent_at)), ("by", &by)])
    };
    let collected = move || {
        let lang = lang.get();
        if downloads.is_empty() {
            return vec![lang.say_later(ConsentWord::SentTakenNone).to_owned()];
        }
        downloads.iter().map(|download| taken(lang, *download)).collect()
    };
    view! {
        <li class="stack-close" data-test="sending">
            <span data-test="sending-status"><StatusTag text=told(word) tone glyph=Some(glyph) /></span>
            <p class="small">{to}</p>
            {move || collected().into_iter().map(|said| view! { <p class="small">{said}</p> }).collect_view()}
            {key_made_at.map(|at| view! { <p class="small">{key_made(at)}</p> })}
            <p class="quiet small">{move || last(lang.get(), &view)}</p>
            {kept.map(|why| {
                view! {
                    <div class="small">
                        <p>{told(ConsentWord::SentKeptWhy)}</p>
                        <p class="said-text">{why.to_string()}</p>
                    </div>
                }
            })}
            {children.map(|children| children())}
        </li>
    }
}
