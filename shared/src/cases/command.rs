//! What somebody wants to happen in a case, who may, and what follows.

use serde::{Deserialize, Serialize};

use super::{About, Case, CaseEvent, CaseStatus};
use crate::bureau::Bureau;
use crate::dossier::command::Actor;
use crate::ids::{DossierId, PersonId};
use crate::log::Role;
use crate::refusal::{Article, Refusal};
use crate::text::Remark;

/// What somebody wants. Those marked as the server's own never come over the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum CaseCommand {
    /// The server's own: the client opens it, about something that was found in her dossier.
    #[serde(skip_deserializing)]
    Open {
        /// Whose dossier it is.
        client: PersonId,
        /// The dossier.
        dossier: DossierId,
        /// What it is about.
        about: About,
        /// Her words, if she has any.
        words: Option<Remark>,
    },
    /// The server's own: the officer opens it, before its words are handed out.
    #[serde(skip_deserializing)]
    TakeUp {},
    /// The server's own: the client opens the answer.
    #[serde(skip_deserializing)]
    Read {},
    /// The officer answers.
    Answer {
        /// In these words.
        words: Remark,
    },
    /// The officer closes what was answered.
    Close {},
}

/// Something that can be done in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is described where its command is")]
pub enum CaseAct {
    Open,
    See,
    TakeUp,
    Read,
    Answer,
    Close,
}

/// What somebody is to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseRelation {
    /// Who opened it.
    Client,
    /// Who answers it (AVG 38(4)).
    Officer,
    /// Nobody to it: it does not exist for her, least of all for the coach it may be about.
    None,
}

/// Whether this relation may do this.
///
/// # Errors
/// [`Refusal::Unknown`] for whom the case does not exist, [`Refusal::NotYours`] otherwise.
pub fn may(relation: CaseRelation, act: CaseAct) -> Result<(), Refusal> {
    match (relation, act) {
        (CaseRelation::None, _) => Err(Refusal::Unknown),
        (_, CaseAct::See)
        | (CaseRelation::Client, CaseAct::Open | CaseAct::Read)
        | (CaseRelation::Officer, CaseAct::TakeUp | CaseAct::Answer | CaseAct::Close) => Ok(()),
        _ => Err(Refusal::NotYours { article: Article::Role }),
    }
}

impl CaseCommand {
    /// What it is, without what it is about.
    #[must_use]
    pub const fn act(&self) -> CaseAct {
        match self {
            Self::Open { .. } => CaseAct::Open,
            Self::TakeUp {} => CaseAct::TakeUp,
            Self::Read {} => CaseAct::Read,
            Self::Answer { .. } => CaseAct::Answer,
            Self::Close {} => CaseAct::Close,
        }
    }
}

/// Whether this may happen, and what follows.
///
/// # Errors
/// [`Refusal`].
pub fn decide(case: &Case, bureau: &Bureau, actor: Actor, command: &CaseCommand) -> Result<Vec<CaseEvent>, Refusal> {
    if let CaseCommand::Open { client, dossier, about, words } = command {
        return open(case, actor, (*client, *dossier), *about, words.as_ref());
    }
    let core = case.opened()?;
    may(core.relation(actor), command.act())?;
    if actor.role == Role::Officer {
        bureau.is_bound(actor.person, Role::Officer)?;
    }
    let status = core.status().0;
    match command {
        CaseCommand::TakeUp {} => Ok(when(status == CaseStatus::Received, CaseEvent::TakenUp)),
        CaseCommand::Read {} => Ok(when(core.is_unread(), CaseEvent::Read)),
        CaseCommand::Answer { .. } if status == CaseStatus::Closed => Err(Refusal::CaseClosed),
        CaseCommand::Answer { words } => Ok(vec![CaseEvent::Answered { words: words.clone() }]),
        CaseCommand::Close {} if status == CaseStatus::Closed => Ok(Vec::new()),
        CaseCommand::Close {} if status.waits() => Err(Refusal::CaseUnanswered),
        CaseCommand::Close {} => Ok(vec![CaseEvent::Closed]),
        CaseCommand::Open { .. } => Err(Refusal::Unknown),
    }
}

/// What follows when this is so, and nothing otherwise: it was so before.
fn when(so: bool, event: CaseEvent) -> Vec<CaseEvent> {
    so.then_some(event).into_iter().collect()
}

/// She herself opens it, once about one thing: a second question about it would be a second case.
fn open(
    case: &Case,
    actor: Actor,
    (client, dossier): (PersonId, DossierId),
    about: About,
    words: Option<&Remark>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if actor.role != Role::Client || actor.person != client {
        return Err(Refusal::Unknown);
    }
    if case.opened().is_ok() {
        return Err(Refusal::CaseStands);
    }
    let said = words.map(|words| CaseEvent::Said { words: words.clone() });
    Ok([CaseEvent::Opened { client, dossier, about }].into_iter().chain(said).collect())
}
