//! Who may do what: by relation to the dossier, nothing else. Sight comes first: what you may not see does not exist.

use serde::{Deserialize, Serialize};

use crate::dossier::people::Relation;
use crate::refusal::{Article, Refusal};

/// Something that can be done in a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is described where its command is")]
pub enum Act {
    Read,
    Open,
    DiscussRegulation,
    ConfirmRegulation,
    SeeRegulation,
    AcknowledgeRegulation,
    AskRegulation,
    ChangeContact,
    MakeInvitation,
    WithdrawInvitation,
    RegisterKey,
    ConfirmKey,
    RemoveKey,
    PlacePaper,
    RecordConsult,
    SendSummary,
    SeeSummary,
    ApproveSummary,
    DisputeSummary,
    SignDispute,
    AnswerDispute,
    RemindNow,
    Look,
    SeeLooks,
    Remind,
    LeaveUnanswered,
}

impl Act {
    /// Everything that can be done.
    pub const ALL: &'static [Self] = &[
        Self::Read,
        Self::Open,
        Self::DiscussRegulation,
        Self::ConfirmRegulation,
        Self::SeeRegulation,
        Self::AcknowledgeRegulation,
        Self::AskRegulation,
        Self::ChangeContact,
        Self::MakeInvitation,
        Self::WithdrawInvitation,
        Self::RegisterKey,
        Self::ConfirmKey,
        Self::RemoveKey,
        Self::PlacePaper,
        Self::RecordConsult,
        Self::SendSummary,
        Self::SeeSummary,
        Self::ApproveSummary,
        Self::DisputeSummary,
        Self::SignDispute,
        Self::AnswerDispute,
        Self::RemindNow,
        Self::Look,
        Self::SeeLooks,
        Self::Remind,
        Self::LeaveUnanswered,
    ];

    /// Whose it is.
    #[must_use]
    pub const fn belongs_to(self) -> &'static [Relation] {
        match self {
            Self::Read => &[Relation::Client, Relation::Coach, Relation::System],
            Self::Open
            | Self::DiscussRegulation
            | Self::ChangeContact
            | Self::MakeInvitation
            | Self::WithdrawInvitation
            | Self::PlacePaper
            | Self::RecordConsult
            | Self::SendSummary
            | Self::AnswerDispute
            | Self::RemindNow
            | Self::Look => &[Relation::Coach],
            Self::ConfirmRegulation
            | Self::SeeRegulation
            | Self::SeeLooks
            | Self::AcknowledgeRegulation
            | Self::AskRegulation
            | Self::RegisterKey
            | Self::ConfirmKey
            | Self::RemoveKey
            | Self::SeeSummary
            | Self::ApproveSummary
            | Self::DisputeSummary
            | Self::SignDispute => &[Relation::Client],
            Self::Remind | Self::LeaveUnanswered => &[Relation::System],
        }
    }
}

/// Whether this relation may do this.
///
/// # Errors
/// [`Refusal::Unknown`] for whom the dossier does not exist (M7b), [`Refusal::NotYours`] with the article otherwise.
pub fn may(relation: Relation, act: Act) -> Result<(), Refusal> {
    if relation == Relation::None {
        return Err(Refusal::Unknown);
    }
    if act.belongs_to().contains(&relation) {
        return Ok(());
    }
    let article = if act.belongs_to().contains(&Relation::Client) { Article::OnlyTheClient } else { Article::OwnCoach };
    Err(Refusal::NotYours { article })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f7_nobody_but_the_client_decides_for_her() {
        for act in [
            Act::ApproveSummary,
            Act::DisputeSummary,
            Act::SignDispute,
            Act::ConfirmKey,
            Act::RegisterKey,
            Act::RemoveKey,
        ] {
            for relation in [Relation::Coach, Relation::System] {
                assert_eq!(may(relation, act), Err(Refusal::NotYours { article: Article::OnlyTheClient }));
            }
        }
    }

    #[test]
    fn m7b_for_anybody_else_the_dossier_does_not_exist() {
        for act in Act::ALL {
            assert_eq!(may(Relation::None, *act), Err(Refusal::Unknown));
        }
    }
}
