//! Documents on the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::access::{Act, Relation};
use crate::dossier::documents::{DocumentContent, DocumentView};
use crate::ids::{DocumentId, FileId, PersonId};
use crate::policy::choices::SpecialData;
use crate::text::Name;

/// The documents of a dossier, as somebody sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentsPage {
    /// Whose they are about.
    pub client: PersonId,
    /// What you are to her dossier.
    pub you: Relation,
    /// The documents, the one that changed last first.
    pub documents: Vec<DocumentLine>,
    /// The names of the people in it.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
    /// On what the regulation keeps what is about her health: that says whether a reason has to be written (P9).
    pub special_data: SpecialData,
    /// What you may do.
    pub allowed: Vec<Act>,
    /// For her: up to which entry of the log there is something that staff added and she has not seen.
    pub new_up_to: Option<u64>,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentLine {
    /// Which, and its versions.
    pub view: DocumentView,
    /// What the version that counts says; none where it was erased.
    pub content: Option<DocumentContent>,
    /// For her: whether she has not seen it.
    pub is_new: bool,
}

/// One document, opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentPage {
    /// Which, and its versions.
    pub view: DocumentView,
    /// What you are to her dossier.
    pub you: Relation,
    /// Which version this is.
    pub version: u32,
    /// What it says.
    pub content: DocumentContent,
    /// The names of the people in it.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Name>))]
    pub names: BTreeMap<PersonId, Name>,
    /// On what the regulation keeps what is about her health (P9).
    pub special_data: SpecialData,
    /// What you may do.
    pub allowed: Vec<Act>,
}

/// The text of a file, as far as a machine can read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileText {
    /// Of each page; of a file without pages of its own all of it in one.
    pub pages: Vec<String>,
    /// Whether there is more than is here.
    pub cut: bool,
}

/// How large a file is that is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewUpload {
    /// How many bytes it has.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 25_000_000))]
    pub bytes: u32,
}

/// How far a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Upload {
    /// Which.
    pub file: FileId,
    /// Of which document.
    pub document: DocumentId,
    /// How many bytes it has.
    pub bytes: u32,
    /// How many of them are here: the next part begins there.
    pub offset: u32,
    /// How many bytes a part has; only the last is shorter.
    pub part: u32,
}
