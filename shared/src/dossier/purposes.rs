//! What is kept, is kept for one purpose. What is for the post and what for the invoices has a view beside the guidance,
//! each with its own items only (M2, W7a).
//!
//! What belongs in which stands in one table, [`ITEMS`]. Who is involved ([`RecordKind::Party`]) is kept to be reached
//! too, but a doctor's name already says something about her health: that stays with who guides her.

use serde::{Deserialize, Serialize};

use super::DossierEvent;
use super::records::{Class, RecordContent, RecordKind, Value};
use crate::access::Act;
use crate::text::Remark;
use crate::time::{CivilDate, Minutes};
use crate::words::RecordWord;

/// What a record is kept for, or a document was made for (M2, M9, W7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To guide her.
    Guidance,
    /// To reach her, and whoever is involved.
    Contact,
    /// To find out what work is possible (W7b).
    Possibilities,
    /// To do tests for advice on her career (W7b).
    Tests,
    /// To advise her about her situation (W7b, W7f).
    Advice,
    /// To buy the right trajectory (W7c).
    Purchase,
    /// For what goes to UWV (W7e, W7f).
    Uwv,
    /// For the financial administration of the bureau (M2).
    Finance,
    /// To report to who pays, or to her manager (W7g, R5.1).
    Report,
    /// To find fitting work (W7d, W10a).
    Work,
    /// To follow a training, or be placed somewhere (P14).
    Training,
}

impl Purpose {
    /// Every purpose there is.
    pub const ALL: &'static [Self] = &[
        Self::Guidance,
        Self::Contact,
        Self::Possibilities,
        Self::Tests,
        Self::Advice,
        Self::Purchase,
        Self::Uwv,
        Self::Finance,
        Self::Report,
        Self::Work,
        Self::Training,
    ];

    /// What it is called, on every screen and in what is signed.
    #[must_use]
    pub const fn word(self) -> RecordWord {
        match self {
            Self::Guidance => RecordWord::PurposeGuidance,
            Self::Contact => RecordWord::PurposeContact,
            Self::Possibilities => RecordWord::PurposePossibilities,
            Self::Tests => RecordWord::PurposeTests,
            Self::Advice => RecordWord::PurposeAdvice,
            Self::Purchase => RecordWord::PurposePurchase,
            Self::Uwv => RecordWord::PurposeUwv,
            Self::Finance => RecordWord::PurposeFinance,
            Self::Report => RecordWord::PurposeReport,
            Self::Work => RecordWord::PurposeWork,
            Self::Training => RecordWord::PurposeTraining,
        }
    }

    /// What a document can be made for, the most usual first (M9).
    pub const OF_DOCUMENTS: &'static [Self] = &[
        Self::Report,
        Self::Work,
        Self::Uwv,
        Self::Tests,
        Self::Training,
        Self::Purchase,
        Self::Advice,
        Self::Guidance,
    ];
}

/// A view of a dossier for one purpose beside the guidance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PurposeView {
    /// For the post: how she and the client organisation are reached.
    Contact,
    /// For the financial administration: what an invoice takes.
    Finance,
}

/// What is kept about her and belongs in a view: of which kind, and for which purpose. Nothing else does.
const ITEMS: [(PurposeView, RecordKind, Purpose); 3] = [
    (PurposeView::Contact, RecordKind::Address, Purpose::Contact),
    (PurposeView::Finance, RecordKind::Billing, Purpose::Finance),
    (PurposeView::Finance, RecordKind::Activity, Purpose::Finance),
];

/// Something that is kept about her, as a view shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewItem {
    /// Of which kind.
    pub kind: RecordKind,
    /// What.
    pub words: Remark,
    /// On which day it was, for what is listed by day.
    pub on: Option<CivilDate>,
    /// For how many minutes.
    pub minutes: Option<Minutes>,
}

impl PurposeView {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Contact, Self::Finance];

    /// What it is to open one.
    #[must_use]
    pub const fn act(self) -> Act {
        match self {
            Self::Contact => Act::SeeContactView,
            Self::Finance => Act::SeeFinanceView,
        }
    }

    /// Whether something of this kind and class can be in it. Nothing that is more than ordinary ever is.
    #[must_use]
    pub fn may_hold(self, kind: RecordKind, class: Class) -> bool {
        class == Class::Ordinary && ITEMS.iter().any(|(view, known, _)| (*view, *known) == (self, kind))
    }

    /// What it shows of something that is kept; nothing of what was kept for another purpose.
    #[must_use]
    pub fn item(self, class: Class, content: RecordContent) -> Option<ViewItem> {
        let RecordContent { kind, purpose, value, on, minutes, .. } = content;
        let is_in = self.may_hold(kind, class) && ITEMS.contains(&(self, kind, purpose));
        match value {
            Value::Text(words) if is_in => Some(ViewItem { kind, words, on, minutes }),
            _ => None,
        }
    }
}

impl Act {
    /// Whether it is to open a view for one purpose.
    #[must_use]
    pub const fn is_of_a_view(self) -> bool {
        matches!(self, Self::SeeContactView | Self::SeeFinanceView)
    }
}

/// Somebody opens a view: that comes before what it shows (F63).
pub(super) const fn open(view: PurposeView) -> DossierEvent {
    DossierEvent::ViewOpened(view)
}
