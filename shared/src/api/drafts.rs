//! What somebody is still writing.

use serde::{Deserialize, Serialize};

use crate::ids::{ConsultId, ItemId};
use crate::time::Timestamp;

/// A draft: of one author, about one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draft {
    /// What the author left, as the screen wrote it: JSON.
    pub body: String,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// When it ends by itself.
    pub ends_at: Timestamp,
}

/// A draft to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KeepDraft {
    /// What the author leaves; at most 500 000 bytes.
    #[cfg_attr(feature = "openapi", schema(max_length = 500_000))]
    pub body: String,
}

/// Which item a draft is about, for a person who disputes or a coach who writes: the consult itself.
#[must_use]
pub fn draft_item(consult: ConsultId) -> ItemId {
    consult.into()
}
