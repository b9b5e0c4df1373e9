//! What stands on the paper itself: the number, what is ticked; and its scan.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Asked;
use crate::ids::{FormId, Hash, ScanId, Ticket};
use crate::text::{Place, Remark};
use crate::time::CivilDate;

/// How many bytes a scan may have.
pub const SCAN_BYTES_MAX: usize = 8_000_000;
/// How many numbers there are: eight digits, the first of which is no nought.
const NUMBERS: u32 = 90_000_000;
const FIRST_NUMBER: u32 = 10_000_000;

/// The number on a form: eight digits, in two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct FormNumber(pub u32);

impl FormNumber {
    /// A number drawn from a fresh nonce: it says nothing of the dossier, and cannot be told from another.
    #[must_use]
    pub fn drawn(ticket: Ticket) -> Self {
        let [one, two, three, four, ..] = ticket.0;
        Self(FIRST_NUMBER.saturating_add(u32::from_be_bytes([one, two, three, four]) % NUMBERS))
    }

    /// Reads what somebody typed, with dashes and spaces or without.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let number: u32 = digits.parse().ok()?;
        (FIRST_NUMBER..FIRST_NUMBER.saturating_add(NUMBERS)).contains(&number).then_some(Self(number))
    }
}

impl fmt::Display for FormNumber {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:04}-{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

/// What she ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FormAnswer {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// In which form a scan is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScanKind {
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
    /// A document.
    Pdf,
}

impl ScanKind {
    /// Which it is, by its first bytes: a name or a header may say anything.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let marks: [(Self, &[u8]); 3] =
            [(Self::Jpeg, b"\xff\xd8\xff"), (Self::Png, b"\x89PNG\r\n\x1a\n"), (Self::Pdf, b"%PDF-")];
        marks.into_iter().find_map(|(kind, mark)| bytes.starts_with(mark).then_some(kind))
    }

    /// How a file of it ends.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// As HTTP names it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }
}

/// A scan that the server keeps, sealed; the entry names it by its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scan {
    /// Which.
    pub id: ScanId,
    /// SHA-256 of its bytes.
    pub hash: Hash,
    /// In which form.
    pub kind: ScanKind,
    /// How many bytes.
    pub bytes: u32,
}

/// What staff say came back on a form (F5, R3.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Returned {
    /// Which form.
    pub form: FormId,
    /// What it asks.
    pub asked: Asked,
    /// What she ticked.
    pub answer: FormAnswer,
    /// The day beside her signature.
    pub signed_on: CivilDate,
    /// The scan, which the server has.
    pub scan: ScanId,
    /// Where the original lies.
    pub original: Place,
    /// What she wrote, where a summary is not right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Remark>,
}
