//! What an operation answers instead: a refusal of the rules, an error of the doors, or a failure of ours.

use shared::api::Code;
use shared::policy::presets::FileFault;
use shared::refusal::Refusal;

use crate::log::LogError;
use crate::platform::db::DbError;
use crate::platform::keys::{KeysError, Unopened};
use crate::platform::webauthn::PasskeyError;

/// Why an operation did not do what was asked. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// A door says no.
    #[error("{}", .0.facts().0)]
    Door(Code),
    /// A door says no for a while.
    #[error("{}, for {seconds} seconds", .code.facts().0)]
    Later {
        /// Why.
        code: Code,
        /// For how long.
        seconds: u64,
    },
    /// A field of the request is not what it has to be.
    #[error("field {field}")]
    Field {
        /// Which, as the request names it.
        field: &'static str,
        /// Why.
        code: Code,
    },
    /// A file is not what it has to be.
    #[error("{0}")]
    File(FileFault),
    /// Something of ours failed. The cause is logged once and never sent.
    #[error("failed: {0}")]
    Failed(LogError),
}

impl From<LogError> for Error {
    fn from(error: LogError) -> Self {
        match error {
            LogError::Refused(refusal) => Self::Refused(refusal),
            LogError::Door(code) => Self::Door(code),
            LogError::Later { code, seconds } => Self::Later { code, seconds },
            other => Self::Failed(other),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Door(code)
    }
}

macro_rules! failed {
    ($($from:ty),*) => { $(
        impl From<$from> for Error {
            fn from(cause: $from) -> Self {
                Self::Failed(cause.into())
            }
        }
    )* };
}

failed!(DbError, KeysError, Unopened);

impl From<PasskeyError> for Error {
    fn from(cause: PasskeyError) -> Self {
        // What exactly does not hold is for the log: it may be somebody's mistake, or somebody's attack.
        tracing::info!(%cause, "a passkey was refused");
        Self::Door(Code::PasskeyRefused)
    }
}
