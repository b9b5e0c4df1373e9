//! What may be in a file beside what it shows, and whether it may come in with it.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub what: What,
    pub count: u32,
}

impl Finding {
    #[must_use]
    pub fn refuses(&self) -> bool {
        self.what.refuses()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A script of a PDF.
    JavaScript,
    /// It would start a program.
    Launch,
    /// It would send what is filled in, or fetch it.
    Submit,
    /// It would go somewhere without being touched.
    OpenAction,
    /// A file inside the file.
    EmbeddedFile,
    /// A form that is a program (XFA).
    Xfa,
    /// Sound, film, three dimensions.
    Media,
    /// A part of it lies elsewhere.
    ExternalReference,
    /// A script of a text document.
    Macro,
    /// A document type that defines names, with which a small file becomes a large one or reads another.
    Entities,
    /// Fields to fill in.
    FormFields,
    /// An address that opens when it is touched.
    Link,
    Annotations,
    Metadata,
    /// Layers that can be on or off.
    Layers,
    /// It opens, but says that it must not be changed or printed.
    Locked,
    /// Somebody marked what has to be made unreadable and did not do it.
    Redactions,
    /// Signed by a program. A copy does not keep that.
    Signature,
    /// Changes of a text document that are kept in it.
    TrackedChanges,
    Comments,
    HiddenText,
    Pictures,
}

impl What {
    /// What acts, or brings in what nobody sees, stays outside. What only has to be known is told.
    #[must_use]
    pub fn refuses(self) -> bool {
        match self {
            Self::JavaScript
            | Self::Launch
            | Self::Submit
            | Self::EmbeddedFile
            | Self::Xfa
            | Self::Media
            | Self::ExternalReference
            | Self::Macro
            | Self::Entities => true,
            Self::OpenAction
            | Self::FormFields
            | Self::Link
            | Self::Annotations
            | Self::Metadata
            | Self::Layers
            | Self::Locked
            | Self::Redactions
            | Self::Signature
            | Self::TrackedChanges
            | Self::Comments
            | Self::HiddenText
            | Self::Pictures => false,
        }
    }
}
