//! What is said about a consent, the same to her and to staff.

use shared::api::ConsentLine;
use shared::dossier::consents::{Sought, Status};

use crate::clock;
use crate::ui::{Glyph, Tone};
use crate::words::{ConsentWord, Lang};

/// Where it stands, with its colour and drawing. A no is as plain as it is.
#[must_use]
pub const fn status(status: Status) -> (ConsentWord, Tone, Glyph) {
    match status {
        Status::Asked => (ConsentWord::StatusAsked, Tone::Warn, Glyph::Bell),
        Status::Granted => (ConsentWord::StatusGranted, Tone::Ok, Glyph::CheckRound),
        Status::Sent => (ConsentWord::StatusSent, Tone::Ok, Glyph::CheckRound),
        Status::Declined => (ConsentWord::StatusDeclined, Tone::Plain, Glyph::Cross),
        Status::Withdrawn => (ConsentWord::StatusWithdrawn, Tone::Plain, Glyph::Lock),
        Status::Ended => (ConsentWord::StatusEnded, Tone::Plain, Glyph::Info),
        Status::TakenBack => (ConsentWord::StatusTakenBack, Tone::Plain, Glyph::Info),
        Status::Replaced => (ConsentWord::StatusReplaced, Tone::Plain, Glyph::Document),
        Status::Told => (ConsentWord::StatusTold, Tone::Warn, Glyph::Bell),
        Status::OnGround => (ConsentWord::StatusOnGround, Tone::Info, Glyph::Document),
        Status::Objected => (ConsentWord::StatusObjected, Tone::Warn, Glyph::Lock),
    }
}

/// What happened to it, each on its day.
#[must_use]
pub fn days(lang: Lang, line: &ConsentLine) -> String {
    let view = &line.view;
    let said = if view.status == Status::Declined { ConsentWord::DeclinedOn } else { ConsentWord::AnsweredOn };
    let moments = [
        (if view.ground.is_some() { ConsentWord::GroundToldOn } else { ConsentWord::AskedOn }, Some(view.asked_at)),
        (said, view.answered_at),
        (ConsentWord::WithdrawnOn, view.withdrawn_at),
    ];
    let day = |(word, at): (ConsentWord, Option<_>)| Some(lang.fill_later(word, &[("date", &clock::day(lang, at?))]));
    moments.into_iter().filter_map(day).collect::<Vec<_>>().join(" · ")
}

/// What the recipient is called; that it was erased where it was.
#[must_use]
pub fn recipient(lang: Lang, line: &ConsentLine) -> String {
    line.recipient.as_ref().map_or_else(|| lang.say_later(ConsentWord::Gone).to_owned(), ToString::to_string)
}

/// What the document is called.
#[must_use]
pub fn title(lang: Lang, line: &ConsentLine) -> String {
    line.title.as_ref().map_or_else(|| lang.say_later(ConsentWord::Gone).to_owned(), ToString::to_string)
}

/// A word with the name of the recipient in it.
#[must_use]
pub fn to(lang: Lang, word: ConsentWord, recipient: &str) -> String {
    lang.fill_later(word, &[("recipient", recipient)])
}

/// What something that is looked for is called.
#[must_use]
pub const fn one_sought(sought: Sought) -> ConsentWord {
    match sought {
        Sought::CitizenNumber => ConsentWord::CheckCitizenNumber,
        Sought::BirthDate => ConsentWord::CheckBirthDate,
        Sought::Contact => ConsentWord::CheckContact,
        Sought::Health => ConsentWord::CheckHealth,
    }
}

/// What a machine looked for.
#[must_use]
pub fn sought(lang: Lang, sought: &[Sought]) -> String {
    let names: Vec<&str> = sought.iter().map(|one| lang.say_later(one_sought(*one))).collect();
    lang.fill_later(ConsentWord::CheckSought, &[("what", &names.join(", "))])
}
