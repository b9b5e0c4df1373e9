//! Why a request did not do what was asked, and the words for it.

use serde::Deserialize;
use shared::api::{Code, FieldError};

use crate::words::{Lang, Word};

/// What the app needs of a `Problem`: the server says everything in the person's language already.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Refused {
    /// The HTTP status.
    pub status: u16,
    /// Which error: stable.
    pub code: String,
    /// What it means and what to do.
    pub detail: String,
    /// The article of the rule that refused.
    pub article: Option<String>,
    /// What is wrong with which field.
    #[serde(default)]
    pub errors: Vec<FieldError>,
}

/// A request that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No network, or no server behind it.
    Offline,
    /// The server said no, and why.
    Problem(Box<Refused>),
    /// An answer that this app cannot read: it is older or newer than the server.
    Broken,
}

impl Failure {
    /// What it means and what to do; what the server said is in the language of the moment it said so.
    #[must_use]
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Offline => lang.say(Word::PhoneErrorOffline).to_owned(),
            Self::Broken => lang.say(Word::PhoneErrorBroken).to_owned(),
            Self::Problem(problem) => problem.detail.clone(),
        }
    }

    /// The stable code of a "no" of the server's.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Problem(problem) => &problem.code,
            _ => "",
        }
    }

    /// Whether there is nothing here, or nothing for this person.
    #[must_use]
    pub fn is_nothing_here(&self) -> bool {
        matches!(self, Self::Problem(problem) if matches!(problem.status, 403 | 404))
    }

    /// Whether the server gave exactly this code.
    #[must_use]
    pub fn is(&self, code: Code) -> bool {
        self.code() == code.facts().0
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
