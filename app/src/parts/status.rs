//! Where a summary stands, as the client reads it: a word, a drawing and a tone.

use leptos::prelude::*;
use shared::dossier::consults::Status;
use shared::time::Timestamp;

use crate::clock;
use crate::ui::{Glyph, StatusTag, Tone};
use crate::words::{Word, language};

const fn looks(status: Status) -> (Word, Glyph, Tone) {
    match status {
        Status::Missing | Status::Draft => (Word::PhoneStatusMissing, Glyph::Pen, Tone::Plain),
        Status::Sent => (Word::PhoneStatusSent, Glyph::Bell, Tone::Info),
        Status::Seen => (Word::PhoneStatusSeen, Glyph::Clock, Tone::Info),
        Status::Answered => (Word::PhoneStatusAnswered, Glyph::Speech, Tone::Info),
        Status::Unanswered => (Word::PhoneStatusUnanswered, Glyph::Alert, Tone::Warn),
        Status::Approved => (Word::PhoneStatusApproved, Glyph::CheckRound, Tone::Ok),
        Status::OnPaper => (Word::PhoneStatusOnPaper, Glyph::Document, Tone::Info),
        Status::Disputed => (Word::PhoneStatusDisputed, Glyph::Speech, Tone::Warn),
    }
}

/// The status of a summary; follows it as it changes.
#[component]
pub fn ConsultStatus(#[prop(into)] status: Signal<Status>) -> impl IntoView {
    let lang = language();
    view! {
        <StatusTag
            text=move || lang.get().say(looks(status.get()).0)
            tone=Signal::derive(move || looks(status.get()).2)
            glyph=Signal::derive(move || Some(looks(status.get()).1))
        />
    }
}

/// Whether she signed what she said was not right, and when: it counts without, and that is shown (F13).
#[component]
pub fn SignedTag(signed_at: Option<Timestamp>, #[prop(optional)] on_paper: bool) -> impl IntoView {
    let lang = language();
    let text = move || match signed_at {
        Some(at) => lang.get().fill(Word::UiSigned, &[("when", &clock::moment(lang.get(), at))]),
        None => lang.get().say(if on_paper { Word::UiOnPaper } else { Word::UiUnsigned }).to_owned(),
    };
    let (tone, glyph) = match signed_at {
        Some(_) => (Tone::Ok, Glyph::Fingerprint),
        None if on_paper => (Tone::Info, Glyph::Document),
        None => (Tone::Plain, Glyph::Pen),
    };
    view! { <p data-test="signed"><StatusTag text=text tone=tone glyph=Some(glyph) /></p> }
}
