//! Why a log was not written or read.

use shared::api::Code;
use shared::refusal::Refusal;

use crate::platform::blobs::BlobError;
use crate::platform::db::{DbError, Transient};
use crate::platform::keys::{KeysError, Unopened};
use crate::platform::pdf::PdfError;

/// Why a log was not written or read.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The rules say no.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// What has to be written with the entry cannot be any more.
    #[error("{}", .0.facts().0)]
    Door(Code),
    /// What has to be written with the entry cannot be for a while.
    #[error("{}, for {seconds} seconds", .code.facts().0)]
    Later {
        /// Why.
        code: Code,
        /// For how long.
        seconds: u64,
    },
    /// What is stored cannot be read: another program wrote it, or somebody changed it.
    #[error("a stored content cannot be read: {0}")]
    Unreadable(&'static str),
    /// The database does not answer.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The store of large files does not answer.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// The program that reads files does not answer.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// A key cannot be had.
    #[error(transparent)]
    Keys(#[from] KeysError),
}

impl LogError {
    /// Whether the same will work later: nothing is wrong with it, the database is away or others were faster.
    #[must_use]
    pub fn is_away(&self) -> bool {
        match self {
            Self::Db(cause) => cause.is_away() || cause.is_transient(),
            Self::Keys(cause) => cause.is_away(),
            Self::Blobs(cause) => cause.is_away(),
            Self::Pdf(cause) => cause.is_away(),
            Self::Refused(_) | Self::Door(_) | Self::Later { .. } | Self::Unreadable(_) => false,
        }
    }
}

impl From<Refusal> for LogError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Unopened> for LogError {
    fn from(cause: Unopened) -> Self {
        Self::Keys(cause.into())
    }
}

impl Transient for LogError {
    fn is_transient(&self) -> bool {
        match self {
            Self::Db(cause) => cause.is_transient() || cause.is_duplicate(),
            Self::Keys(cause) => cause.is_transient(),
            Self::Blobs(_)
            | Self::Pdf(_)
            | Self::Refused(_)
            | Self::Door(_)
            | Self::Later { .. }
            | Self::Unreadable(_) => false,
        }
    }
}
