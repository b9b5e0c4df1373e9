//! The paper part of a dossier: where it lies and who holds the key (R3.3), or that there is none. The text stands in
//! its entry alone; the core knows which entry counts.

use serde::{Deserialize, Serialize};

use super::{Core, DossierEvent};
use crate::ids::EntryId;
use crate::log::Header;
use crate::text::Place;
use crate::time::Timestamp;

/// The paper part, as the coach records it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Paper {
    /// There is none.
    Absent,
    /// It lies somewhere, under a key that somebody holds.
    Kept {
        /// Where.
        place: Place,
        /// Who holds the key.
        key_holder: Place,
    },
}

/// The entry that says where the paper part lies now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaperMark {
    /// Which.
    pub entry: EntryId,
    /// When it was recorded.
    pub at: Timestamp,
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    if let DossierEvent::PaperPlaced { .. } = event {
        core.paper = Some(PaperMark { entry: header.entry, at: header.at });
    }
}
