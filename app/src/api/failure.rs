//! Why a request did not do what was asked, and the words for it.

use shared::api::{Code, Problem};
use shared::refusal::Refusal;

use crate::words::{Lang, Word};

/// A request that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No network, or no server behind it.
    Offline,
    /// The server said no, and why.
    Problem(Box<Problem>),
    /// An answer that this app cannot read: it is older or newer than the server.
    Broken,
}

impl Failure {
    /// What it means and what to do, in the language chosen now.
    #[must_use]
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Offline => lang.say(Word::PhoneErrorOffline).to_owned(),
            Self::Broken => lang.say(Word::PhoneErrorBroken).to_owned(),
            Self::Problem(problem) => match (&problem.refusal, known(&problem.code)) {
                (Some(refusal), _) => refusal.said(lang),
                (None, Some(word)) => lang.say(word).to_owned(),
                (None, None) => problem.detail.clone(),
            },
        }
    }

    /// The "no" of the rules, if it was one.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Problem(problem) => problem.refusal.as_ref(),
            _ => None,
        }
    }

    /// Whether the server gave exactly this code.
    #[must_use]
    pub fn is(&self, code: Code) -> bool {
        matches!(self, Self::Problem(problem) if problem.code == code.facts().0)
    }

    /// Whether nobody is signed in.
    #[must_use]
    pub fn is_signed_out(&self) -> bool {
        self.is(Code::NotSignedIn)
    }

    /// Whether the session waits for a touch of the passkey.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.is(Code::SessionLocked)
    }

    /// Whether it is worth sending again, unchanged.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        *self == Self::Offline || self.is(Code::Busy) || self.is(Code::TooManyRequests)
    }
}

fn known(code: &str) -> Option<Word> {
    Code::ALL.iter().map(|known| known.facts()).find(|(name, _, _)| *name == code).map(|(_, _, word)| word)
}
