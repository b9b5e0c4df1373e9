//! The paper part of a dossier: where it lies and who holds the key (R3.3), or that there is none, and what is in it. The text stands in
//! its entry alone; the core knows which entry counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Core, Dossier, DossierEvent, Item};
use crate::ids::{EntryId, ItemId, PersonId};
use crate::log::{Header, Subject};
use crate::refusal::Refusal;
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

/// That a thing of the dossier lies on paper too: since when, and who said so (M4d, S4, R3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OnPaper {
    /// Since when.
    pub at: Timestamp,
    /// Who said so.
    pub by: PersonId,
}

/// Somebody says of a thing that it lies on paper, or no longer.
pub(super) fn mark(dossier: &Dossier, item: ItemId, there: bool) -> Result<Option<DossierEvent>, Refusal> {
    let known = match dossier.item(item).ok_or(Refusal::Unknown)? {
        Item::Consult(consult) => consult.on_paper,
        Item::Record(record) => record.on_paper,
        Item::Document(document) => document.on_paper,
        // A form is paper, and says itself where it lies; a consent is none.
        Item::Form(_) | Item::Consent(_) => return Err(Refusal::Unknown),
    };
    Ok((known.is_some() != there).then_some(DossierEvent::PaperMarked { item, there }))
}

/// What an entry means for the things that lie on paper; returns the one it changed.
pub(super) fn fold_item(items: &mut BTreeMap<ItemId, Item>, header: &Header, event: &DossierEvent) -> Option<ItemId> {
    let DossierEvent::PaperMarked { item, there } = event else { return None };
    let mark = there.then_some(OnPaper { at: header.at, by: header.actor });
    match items.get_mut(item)? {
        Item::Consult(consult) => consult.on_paper = mark,
        Item::Record(record) => record.on_paper = mark,
        Item::Document(document) => document.on_paper = mark,
        Item::Form(_) | Item::Consent(_) => return None,
    }
    Some(*item)
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    if let DossierEvent::PaperPlaced { .. } = event {
        core.paper = Some(PaperMark { entry: header.entry, at: header.at });
    }
}
