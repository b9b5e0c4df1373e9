//! What is new to her, by the numbers of the log.

use serde::{Deserialize, Serialize};

/// What others told about her and she has not seen (G14): the numbers of the first and the last such entry of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The first: of that she was told.
    pub first: u64,
    /// The last: up to here she has seen all, once she has.
    pub last: u64,
}

impl Told {
    /// What she has not seen, with one entry more.
    pub(in crate::dossier) fn also(before: Option<Self>, seq: u64) -> Self {
        Self { first: before.map_or(seq, |told| told.first), last: seq }
    }

    /// What is left of it when she has seen all up to an entry.
    pub(in crate::dossier) fn after(self, up_to: u64) -> Option<Self> {
        (self.last > up_to).then(|| Self { first: up_to.saturating_add(1), ..self })
    }
}
