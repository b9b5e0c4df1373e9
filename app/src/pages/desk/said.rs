//! How the desk says what it shows: states, terms, kinds and steps, each with a word, a drawing and a tone.

use shared::api::ClientStart;
use shared::dossier::consults::{ConsultKind, Status};
use shared::dossier::summaries::Verdict;
use shared::time::CivilDate;

use crate::clock::near_day;
use crate::ui::{Glyph, MaybeText, Text, Tone};
use crate::words::{Lang, Word, say};

/// Every status, in the order in which they need the coach.
pub const STATUSES: [Status; 9] = [
    Status::Disputed,
    Status::Missing,
    Status::Draft,
    Status::Unanswered,
    Status::Answered,
    Status::Seen,
    Status::Sent,
    Status::OnPaper,
    Status::Approved,
];

/// Word, tone and drawing of a summary's status.
#[must_use]
pub const fn status(status: Status) -> (Word, Tone, Glyph) {
    match status {
        Status::Disputed => (Word::DeskStatusDisputed, Tone::Danger, Glyph::Speech),
        Status::Missing => (Word::DeskStatusMissing, Tone::Warn, Glyph::Alert),
        Status::Draft => (Word::DeskStatusDraft, Tone::Warn, Glyph::Pen),
        Status::Unanswered => (Word::DeskStatusUnanswered, Tone::Warn, Glyph::Clock),
        Status::Answered => (Word::DeskStatusAnswered, Tone::Info, Glyph::Speech),
        Status::Seen => (Word::DeskStatusSeen, Tone::Info, Glyph::Eye),
        Status::Sent => (Word::DeskStatusSent, Tone::Info, Glyph::Mail),
        Status::OnPaper => (Word::DeskStatusOnPaper, Tone::Info, Glyph::Document),
        Status::Approved => (Word::DeskStatusApproved, Tone::Ok, Glyph::CheckRound),
    }
}

/// A name for a status that no language changes: what the filter keeps.
#[must_use]
pub const fn status_name(status: Status) -> &'static str {
    match status {
        Status::Disputed => "disputed",
        Status::Missing => "missing",
        Status::Draft => "draft",
        Status::Unanswered => "unanswered",
        Status::Answered => "answered",
        Status::Seen => "seen",
        Status::Sent => "sent",
        Status::OnPaper => "on_paper",
        Status::Approved => "approved",
    }
}

/// Whether a summary in this state waits for the coach.
#[must_use]
pub const fn needs_coach(status: Status) -> bool {
    matches!(status, Status::Disputed | Status::Missing | Status::Draft | Status::Unanswered)
}

/// How far a client has come.
#[must_use]
pub const fn start(start: ClientStart) -> Word {
    match start {
        ClientStart::NotInvited => Word::DeskStartNotInvited,
        ClientStart::Invited => Word::DeskStartInvited,
        ClientStart::SignedUp => Word::DeskStartSignedUp,
        ClientStart::OnPaper => Word::DeskStartOnPaper,
        ClientStart::Ready => Word::DeskStartReady,
    }
}

/// In what way they met.
pub const KINDS: [(ConsultKind, &str, Word); 4] = [
    (ConsultKind::Office, "office", Word::DeskKindOffice),
    (ConsultKind::Visit, "visit", Word::DeskKindVisit),
    (ConsultKind::Video, "video", Word::DeskKindVideo),
    (ConsultKind::Phone, "phone", Word::DeskKindPhone),
];

/// The word for the way they met.
#[must_use]
pub fn kind(form: ConsultKind) -> Word {
    KINDS.iter().find(|(known, ..)| *known == form).map_or(Word::DeskKindOffice, |(_, _, word)| *word)
}

/// Word and tone of what the coach decided on a mark.
#[must_use]
pub const fn verdict(verdict: Verdict) -> (Word, Tone) {
    match verdict {
        Verdict::Accepted => (Word::DeskVerdictAccepted, Tone::Ok),
        Verdict::Partly => (Word::DeskVerdictPartly, Tone::Info),
        Verdict::Refused => (Word::DeskVerdictRefused, Tone::Warn),
    }
}

/// For how long something waits.
#[must_use]
pub fn waiting(lang: Lang, days: i64) -> String {
    match u64::try_from(days) {
        Ok(days) if days > 0 => lang.count(Word::DeskWaitOne, Word::DeskWaitMany, days),
        _ => lang.say(Word::DeskWaitToday).to_owned(),
    }
}

/// Until when she can answer, nearest first: over, today, this week, later.
#[must_use]
pub fn term(lang: Lang, ends_on: CivilDate, today: CivilDate) -> (String, Tone) {
    let date = near_day(lang, ends_on, today);
    let fill = |word| lang.fill(word, &[("date", &date)]);
    match today.days_until(ends_on) {
        ..0 => (fill(Word::DeskTermOver), Tone::Danger),
        0 => (fill(Word::DeskTermToday), Tone::Warn),
        1 => (fill(Word::DeskTermTomorrow), Tone::Warn),
        2..=7 => (fill(Word::DeskTermWeek), Tone::Plain),
        _ => (fill(Word::DeskTermLater), Tone::Plain),
    }
}

/// A word where a text may be left out: a hint, a lead.
#[must_use]
pub fn perhaps(word: Word) -> MaybeText {
    Text::from(say(word)).into()
}
