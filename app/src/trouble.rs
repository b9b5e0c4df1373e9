//! What can go wrong between a tap and its result: the way to the server, or the touch of the passkey.

use crate::api::Failure;
use crate::passkey::PasskeyError;
use crate::words::Lang;

/// Why something did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The request failed.
    Request(Failure),
    /// The passkey was not used.
    Passkey(PasskeyError),
}

impl Trouble {
    /// What it means and what to do.
    #[must_use]
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Request(failure) => failure.said(lang),
            Self::Passkey(error) => error.said(lang),
        }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Request(failure)
    }
}

impl From<PasskeyError> for Trouble {
    fn from(error: PasskeyError) -> Self {
        Self::Passkey(error)
    }
}
