//! What is signed: one sentence about one thing, and all that makes it fresh and unmistakable.

use serde::{Deserialize, Serialize};

use crate::dossier::consents::{ConsentTerms, Until};
use crate::dossier::forms::{FormAnswer, FormNumber};
use crate::ids::{Bytes, DossierId, EntryId, Hash, ItemId, PersonId, Ticket};
use crate::log::{Head, canonical};
use crate::text::{Label, Name, Sentence};
use crate::time::{CivilDate, Timestamp};
use crate::words::{ConsentWord, Lang, Word};

/// What separates a statement's challenge from every other hash, and so from a sign-in.
const DOMAIN: &[u8] = b"akkoord-statement-v1\0";

/// What a statement decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The summary is right (R3.5).
    ApproveSummary,
    /// The summary is not right (F13).
    DisputeSummary,
    /// This new key is hers (F3, F4).
    ConfirmKey,
    /// She wants to work with this coach (M8b, R4.1).
    AcceptCoach,
    /// The whole dossier goes to another coach (M8c).
    HandOver,
    /// Somebody stands in for her coach for some days (R4.3).
    AcceptSubstitute,
    /// Somebody acts for her (W9).
    AcceptRepresentative,
    /// A version of a document may go to a recipient (F23, M3b).
    GrantConsent,
    /// What staff recorded of a form on paper is what she said (F5).
    ConfirmForm,
}

/// The sentence she confirmed and everything it depends on. Its RFC 8785 form is what the passkey signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The version of this format: 1.
    pub v: u32,
    /// The sentence on her screen; never the text it is about.
    pub sentence: Sentence,
    /// The language of the sentence.
    pub lang: Lang,
    /// What it decides.
    pub decision: Decision,
    /// What it is about.
    pub item: ItemId,
    /// Which version of it.
    pub version: u32,
    /// The commitment of the content it is about.
    pub commitment: Hash,
    /// The dossier.
    pub dossier: DossierId,
    /// Who signs.
    pub actor: PersonId,
    /// The entry this becomes.
    pub entry: EntryId,
    /// The time on the device; the server's time stands in the entry.
    pub device_at: Timestamp,
    /// The hash of the app that made the statement, as its page pins it (SHA-384); empty where the page pins none.
    pub app_build: Bytes,
    /// The nonce of the open question.
    pub ticket: Ticket,
    /// The log as she had seen it.
    pub head: Head,
}

impl Statement {
    /// The WebAuthn challenge: SHA-256 over the domain and the RFC 8785 form.
    #[must_use]
    pub fn challenge(&self) -> Hash {
        Hash::of(&[DOMAIN, &canonical(self)])
    }
}

/// The sentence that approves a summary.
#[must_use]
pub fn approval_sentence(lang: Lang, held_on: CivilDate, version: u32) -> String {
    lang.fill(Word::StatementApprove, &[("date", &held_on.in_words(lang)), ("version", &version.to_string())])
}

/// The sentence that signs a dispute.
#[must_use]
pub fn dispute_sentence(lang: Lang, held_on: CivilDate, version: u32) -> String {
    lang.fill(Word::StatementDispute, &[("date", &held_on.in_words(lang)), ("version", &version.to_string())])
}

/// The sentence that confirms a new key: of which day, and of which minute of it.
#[must_use]
pub fn key_sentence(lang: Lang, registered_on: CivilDate, minute: u16) -> String {
    let time = format!("{:02}:{:02}", minute / 60, minute % 60);
    lang.fill(Word::StatementConfirmKey, &[("date", &registered_on.in_words(lang)), ("time", &time)])
}

/// The sentence that says yes to a coach.
#[must_use]
pub fn coach_sentence(lang: Lang, name: &Name) -> String {
    lang.fill(Word::StatementCoach, &[("name", name.as_str())])
}

/// The sentence that gives the whole dossier to another coach.
#[must_use]
pub fn hand_over_sentence(lang: Lang, name: &Name) -> String {
    lang.fill(Word::StatementHandOver, &[("name", name.as_str())])
}

/// The sentence that lets somebody stand in, from a first to a last day.
#[must_use]
pub fn substitute_sentence(lang: Lang, name: &Name, from: CivilDate, until: CivilDate) -> String {
    let (from, until) = (from.in_words(lang), until.in_words(lang));
    lang.fill(Word::StatementSubstitute, &[("name", name.as_str()), ("from", &from), ("until", &until)])
}

/// The sentence that lets somebody act for her, until a last day.
#[must_use]
pub fn representative_sentence(lang: Lang, name: &Name, until: CivilDate) -> String {
    lang.fill(Word::StatementRepresentative, &[("name", name.as_str()), ("until", &until.in_words(lang))])
}

/// The sentence that lets a version of a document go to somebody: which document, to whom and what that is to her (R1.4), for
/// what, until when (F23).
#[must_use]
pub fn consent_sentence(lang: Lang, title: &Label, recipient: &Name, terms: &ConsentTerms) -> String {
    let date = match terms.until {
        Until::On { date } => date.in_words(lang),
        Until::Once {} | Until::Trajectory {} => String::new(),
    };
    let word = match terms.until {
        Until::Once {} => ConsentWord::SignOnce,
        Until::On { .. } => ConsentWord::SignOn,
        Until::Trajectory {} => ConsentWord::SignTrajectory,
    };
    let blanks = [
        ("title", title.as_str()),
        ("version", &terms.version.to_string()),
        ("recipient", recipient.as_str()),
        ("kind", lang.say_later(terms.kind.word())),
        ("purpose", lang.say_later(terms.purpose.word())),
        ("date", &date),
    ];
    lang.fill_later(word, &blanks)
}

/// The same sentence, said by who acts for her: that it is said for another stands in it.
#[must_use]
pub fn for_her(lang: Lang, sentence: &str) -> String {
    lang.fill(Word::StatementForHer, &[("sentence", sentence)])
}

/// The sentence that confirms a form on paper.
#[must_use]
pub fn form_sentence(lang: Lang, number: FormNumber, signed_on: CivilDate, answer: FormAnswer) -> String {
    let word = match answer {
        FormAnswer::Yes => Word::StatementFormYes,
        FormAnswer::No => Word::StatementFormNo,
    };
    lang.fill(word, &[("number", &number.to_string()), ("date", &signed_on.in_words(lang))])
}
