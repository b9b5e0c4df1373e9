//! What sorts of documents there are, and what is known of a file.

use serde::{Deserialize, Serialize};

use crate::dossier::records::Class;
use crate::ids::{FileId, Hash};

/// What sort of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A report about how it goes, or how it went.
    Report,
    /// Her life at work and school, for an employer.
    Cv,
    /// What came out of a test (R2.2e).
    TestResult,
    /// What she and her coach mean to do.
    Plan,
    /// A letter, or a form that is filled in (W12).
    Letter,
}

impl DocumentKind {
    /// Every kind there is.
    pub const ALL: &'static [Self] = &[Self::Report, Self::Cv, Self::TestResult, Self::Plan, Self::Letter];

    /// How carefully it is handled where it says nothing of her health.
    pub(super) const fn class(self) -> Class {
        match self {
            Self::Report | Self::TestResult | Self::Plan => Class::Personal,
            Self::Cv | Self::Letter => Class::Ordinary,
        }
    }
}

/// In what form a file is: told by its bytes, never by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// PDF.
    Pdf,
    /// Office Open XML text.
    Docx,
    /// `OpenDocument` text.
    Odt,
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
    /// Plain text.
    Text,
}

impl FileFormat {
    /// Every form there is.
    pub const ALL: &'static [Self] = &[Self::Pdf, Self::Docx, Self::Odt, Self::Jpeg, Self::Png, Self::Text];

    /// As HTTP names it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// What the name of such a file ends in.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Text => "txt",
        }
    }

    /// Whether it is shown as a picture of each page, with the text beside it; the others are shown as text alone.
    #[must_use]
    pub const fn has_pictures(self) -> bool {
        matches!(self, Self::Pdf | Self::Jpeg | Self::Png)
    }
}

/// A file as the server has it: looked at as a whole, and kept unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StoredFile {
    /// Which.
    pub id: FileId,
    /// The SHA-256 of its bytes.
    pub hash: Hash,
    /// In what form it is.
    pub format: FileFormat,
    /// How many bytes it has.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 25_000_000))]
    pub bytes: u32,
    /// How many pages it has.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10_000))]
    pub pages: u32,
}
