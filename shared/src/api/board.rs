//! The coach's board.

use serde::{Deserialize, Serialize};

use crate::access::Relation;
use crate::calendar::Near;
use crate::dossier::coaches::Coming;
use crate::dossier::consults::Status;
use crate::ids::{ConsultId, DossierId};
use crate::index::Turn;
use crate::text::Name;
use crate::time::{CivilDate, Timestamp};
use crate::words::Lang;

/// A client on the coach's board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardClient {
    /// Her dossier.
    pub dossier: DossierId,
    /// Her name.
    pub name: Name,
    /// How far the start has come.
    pub start: ClientStart,
    /// Her language.
    pub lang: Lang,
    /// Where mail reaches her, masked; none where nothing does.
    pub contact: Option<String>,
    /// What you are to her dossier.
    pub you: Relation,
    /// Who guides her, where that is another.
    pub coach: Option<Name>,
    /// Until which day you stand in, or look along.
    pub until: Option<CivilDate>,
    /// Who is to guide her, once she has said yes.
    pub coming: Option<Name>,
    /// Her consults, those that need the coach first.
    pub consults: Vec<BoardConsult>,
}

/// How far a client has come before the first consult.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClientStart {
    /// Nobody invited her, or the invitation ended unused.
    NotInvited,
    /// Invited, no passkey yet.
    Invited,
    /// She has a passkey; the regulation is not confirmed.
    SignedUp,
    /// Ready for consults, without a key: she decides on paper (F5, R3.5).
    OnPaper,
    /// Everything is ready for consults.
    Ready,
}

impl ClientStart {
    /// Whether she can be met: the regulation was discussed and confirmed.
    #[must_use]
    pub const fn is_made(self) -> bool {
        matches!(self, Self::OnPaper | Self::Ready)
    }
}

/// A consult on the coach's board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardConsult {
    /// Which.
    pub consult: ConsultId,
    /// On which day.
    pub held_on: CivilDate,
    /// Where the summary stands; a draft counts as such only for its author.
    pub status: Status,
    /// Since when.
    pub since: Timestamp,
    /// For how many days.
    pub days: i64,
    /// The version that counts.
    pub version: u32,
    /// The last day of the open question.
    pub ends_on: Option<CivilDate>,
}

/// Something with a last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardTerm {
    /// Whose: her dossier, which is among the clients.
    pub dossier: DossierId,
    /// Which.
    pub consult: ConsultId,
    /// On which day.
    pub held_on: CivilDate,
    /// Where the summary stands.
    pub status: Status,
    /// The version that counts.
    pub version: u32,
    /// Whose turn it is.
    pub turn: Turn,
    /// The last day.
    pub ends_on: CivilDate,
    /// How near that is.
    pub near: Near,
    /// How many working days are left; negative when it has passed.
    pub working_days: i64,
    /// The last day on which she was reminded of it.
    pub reminded_on: Option<CivilDate>,
}

/// A client whom you may come to guide: nothing of her dossier but what has to be done (F60, M8a).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardComing {
    /// Her dossier.
    pub dossier: DossierId,
    /// Her name.
    pub name: Name,
    /// Who guides her until then.
    pub coach: Option<Name>,
    /// What was proposed, and what comes next.
    pub coming: Coming,
}

/// The coach's board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Board {
    /// By the bureau's clock.
    pub at: Timestamp,
    /// The civil date there.
    pub today: CivilDate,
    /// The clients, those that need the coach first.
    pub clients: Vec<BoardClient>,
    /// Clients you may come to guide.
    pub coming: Vec<BoardComing>,
    /// What has a last day, the nearest first.
    pub terms: Vec<BoardTerm>,
}
