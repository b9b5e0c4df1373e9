//! Which trajectory a dossier is about, for a client who has several (R1.3).

use shared::time::Timestamp;

use crate::clock;
use crate::words::{Lang, Word};

/// By who guides her in it, and since when.
#[must_use]
pub fn trajectory(lang: Lang, coach: &str, opened_at: Timestamp) -> String {
    lang.fill(Word::ClientHomeTrajectory, &[("coach", coach), ("date", &clock::day(lang, opened_at))])
}
