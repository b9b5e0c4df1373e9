//! A case: what a client brings to the privacy officer, in a log of its own, by the same mechanism as a dossier.
//!
//! A coach must not see that there is one: an entry of the dossier would show it, by a gap in its numbers if by nothing
//! else. The client opens a case, in words or without; the officer takes it up, answers, and closes it. For anybody
//! else it does not exist. There is one kind now, a look that the client says is not right (F63); complaints and
//! requests are further kinds.

mod command;
mod event;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use command::{CaseAct, CaseCommand, CaseRelation, decide, may};
pub use event::CaseEvent;

use crate::dossier::command::Actor;
use crate::dossier::looks::LookKind;
use crate::ids::{CaseId, ConsultId, DossierId, EntryId, ItemId, PersonId};
use crate::log::{Head, Header, Role, Subject};
use crate::refusal::Refusal;
use crate::time::{CivilDate, Timestamp};

/// What kinds of cases there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// The client says that a look is not right (F63).
    Look,
}

/// What a case is about, as far as the officer has to know it: never what a dossier says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A look.
    Look {
        /// Its entry in the dossier.
        entry: EntryId,
        /// Who looked.
        person: PersonId,
        /// As what.
        role: Role,
        /// When.
        at: Timestamp,
        /// At what.
        kind: LookKind,
        /// At the summary of which consult.
        consult: Option<ConsultId>,
        /// On which day that was held.
        held_on: Option<CivilDate>,
    },
}

impl About {
    /// Of which kind such a case is.
    #[must_use]
    pub const fn kind(&self) -> CaseKind {
        match self {
            Self::Look { .. } => CaseKind::Look,
        }
    }

    /// The thing itself, for lists.
    #[must_use]
    pub fn item(&self) -> ItemId {
        match self {
            Self::Look { entry, .. } => (*entry).into(),
        }
    }
}

/// How a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseStatus {
    /// It came in.
    Received,
    /// The officer opened it.
    TakenUp,
    /// The officer answered.
    Answered,
    /// It is done.
    Closed,
}

impl CaseStatus {
    /// Whether the officer still owes an answer.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Received | Self::TakenUp)
    }
}

/// A case, without its words: those stand in their entries only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Core {
    /// The case.
    pub id: CaseId,
    /// Whose.
    pub client: PersonId,
    /// Of which dossier of hers.
    pub dossier: DossierId,
    /// What it is about.
    pub about: About,
    /// When she opened it.
    pub opened_at: Timestamp,
    /// When the officer first opened it.
    pub taken_up_at: Option<Timestamp>,
    /// When the officer last answered.
    pub answered_at: Option<Timestamp>,
    /// When she opened the last answer.
    pub read_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The last entry.
    pub head: Head,
    /// The moment of the last entry.
    pub at: Timestamp,
}

impl Core {
    /// How it stands, and since when.
    #[must_use]
    pub fn status(&self) -> (CaseStatus, Timestamp) {
        let reached = [
            (CaseStatus::Closed, self.closed_at),
            (CaseStatus::Answered, self.answered_at),
            (CaseStatus::TakenUp, self.taken_up_at),
        ];
        let reached = reached.into_iter().find_map(|(status, at)| Some((status, at?)));
        reached.unwrap_or((CaseStatus::Received, self.opened_at))
    }

    /// Whether there is an answer that she has not opened.
    #[must_use]
    pub const fn is_unread(&self) -> bool {
        self.answered_at.is_some() && self.read_at.is_none()
    }

    /// What this person is to the case.
    #[must_use]
    pub fn relation(&self, actor: Actor) -> CaseRelation {
        match actor.role {
            Role::Client if actor.person == self.client => CaseRelation::Client,
            Role::Officer => CaseRelation::Officer,
            _ => CaseRelation::None,
        }
    }

    /// What this person may do now: the screens draw this.
    #[must_use]
    pub fn allowed(&self, actor: Actor) -> Vec<CaseAct> {
        let possible: &[CaseAct] = match self.status().0 {
            CaseStatus::Closed => &[],
            CaseStatus::Answered => &[CaseAct::Answer, CaseAct::Close],
            CaseStatus::Received | CaseStatus::TakenUp => &[CaseAct::Answer],
        };
        possible.iter().copied().filter(|act| may(self.relation(actor), *act).is_ok()).collect()
    }
}

/// The log of a case as far as a decision loaded it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    core: Option<Core>,
}

impl Case {
    /// The case, once it was opened.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] before that.
    pub fn opened(&self) -> Result<&Core, Refusal> {
        self.core.as_ref().ok_or(Refusal::Unknown)
    }
}

impl Subject for Case {
    type Event = CaseEvent;
    type Core = Core;
    type Item = ();

    fn assemble(core: Option<Core>, _items: Vec<(ItemId, ())>) -> Self {
        Self { core }
    }

    fn core(&self) -> Option<&Core> {
        self.core.as_ref()
    }

    fn item(&self, _id: ItemId) -> Option<&()> {
        None
    }

    fn fold(&mut self, header: &Header, event: &CaseEvent) -> Vec<ItemId> {
        if let CaseEvent::Opened { client, dossier, about } = event {
            self.core = Some(Core {
                id: CaseId(header.log.0),
                client: *client,
                dossier: *dossier,
                about: *about,
                opened_at: header.at,
                taken_up_at: None,
                answered_at: None,
                read_at: None,
                closed_at: None,
                head: Head::default(),
                at: header.at,
            });
        }
        let Some(core) = self.core.as_mut() else { return Vec::new() };
        core.head = Head { seq: header.seq, hash: header.hash };
        core.at = header.at;
        match event {
            CaseEvent::TakenUp => core.taken_up_at = Some(header.at),
            CaseEvent::Answered { .. } => (core.answered_at, core.read_at) = (Some(header.at), None),
            CaseEvent::Read => core.read_at = Some(header.at),
            CaseEvent::Closed => core.closed_at = Some(header.at),
            CaseEvent::Opened { .. } | CaseEvent::Said { .. } => {}
        }
        Vec::new()
    }
}
