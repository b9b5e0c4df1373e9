//! What a command is: which act, about which items, under whose signature.

use super::Command;
use crate::access::Act;
use crate::dossier::records::Attached;
use crate::evidence::Evidence;
use crate::ids::ItemId;

impl Command {
    /// The files that go with what it keeps.
    #[must_use]
    pub fn files(&self) -> &[Attached] {
        match self {
            Self::HandIn { files, .. } => files,
            Self::KeepRecord { content, .. } => &content.files,
            _ => &[],
        }
    }

    /// What it is, without what it is about.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Open { .. } => Act::Open,
            Self::DiscussRegulation { .. } => Act::DiscussRegulation,
            Self::ConfirmRegulation {} => Act::ConfirmRegulation,
            Self::SeeRegulation { .. } => Act::SeeRegulation,
            Self::AcknowledgeRegulation { .. } => Act::AcknowledgeRegulation,
            Self::AskRegulation {} => Act::AskRegulation,
            Self::ChangeContact {} => Act::ChangeContact,
            Self::MakeInvitation { .. } => Act::MakeInvitation,
            Self::WithdrawInvitation { .. } => Act::WithdrawInvitation,
            Self::RegisterKey { .. } => Act::RegisterKey,
            Self::ComeBack(_) => Act::ComeBack,
            Self::ConfirmKey { .. } => Act::ConfirmKey,
            Self::RemoveKey { .. } => Act::RemoveKey,
            Self::RecordIntake { .. } => Act::RecordIntake,
            Self::HandIn { .. } => Act::HandIn,
            Self::KeepRecord { .. } => Act::KeepRecord,
            Self::NumberElsewhere { .. } => Act::NumberElsewhere,
            Self::PassToSystem {} => Act::PassToSystem,
            Self::SeeRecords { .. } => Act::SeeRecords,
            Self::LookAtRecords { record: None } => Act::LookAtRecords,
            Self::LookAtRecords { record: Some(_) } => Act::ReadMedical,
            Self::PlacePaper { .. } => Act::PlacePaper,
            Self::MarkPaper { .. } => Act::MarkPaper,
            Self::ProposeCoach { .. } => Act::ProposeCoach,
            Self::RecordMeeting { .. } => Act::RecordMeeting,
            Self::AcceptCoach { .. } => Act::AcceptCoach,
            Self::HandOver { .. } => Act::HandOver,
            Self::DeclineCoach { .. } => Act::DeclineCoach,
            Self::WithdrawCoach { .. } => Act::WithdrawCoach,
            Self::ProposeSubstitute { .. } => Act::ProposeSubstitute,
            Self::AcceptSubstitute { .. } => Act::AcceptSubstitute,
            Self::DeclineSubstitute { .. } => Act::DeclineSubstitute,
            Self::EndSubstitute { .. } => Act::EndSubstitute,
            Self::AdmitGuest { .. } => Act::AdmitGuest,
            Self::EndGuest { .. } => Act::EndGuest,
            Self::RecordConsult { .. } => Act::RecordConsult,
            Self::SendSummary { .. } => Act::SendSummary,
            Self::SeeSummary { .. } => Act::SeeSummary,
            Self::ApproveSummary { .. } => Act::ApproveSummary,
            Self::DisputeSummary { .. } => Act::DisputeSummary,
            Self::SignDispute { .. } => Act::SignDispute,
            Self::AnswerDispute { .. } => Act::AnswerDispute,
            Self::RemindNow { .. } => Act::RemindNow,
            Self::PrintForm { .. } => Act::PrintForm,
            Self::RecordForm { .. } => Act::RecordForm,
            Self::SeeForm { .. } => Act::SeeForm,
            Self::ConfirmForm { .. } => Act::ConfirmForm,
            Self::ContestForm { .. } => Act::ContestForm,
            Self::Look { .. } => Act::Look,
            Self::Remind { .. } => Act::Remind,
            Self::LeaveUnanswered { .. } => Act::LeaveUnanswered,
        }
    }

    /// The items a decision on it has to load.
    #[must_use]
    pub fn needs(&self) -> Vec<ItemId> {
        match self {
            Self::RecordConsult { consult, .. }
            | Self::SendSummary { consult, .. }
            | Self::SeeSummary { consult, .. }
            | Self::ApproveSummary { consult, .. }
            | Self::DisputeSummary { consult, .. }
            | Self::SignDispute { consult, .. }
            | Self::AnswerDispute { consult, .. }
            | Self::RemindNow { consult, .. }
            | Self::Look { consult: Some(consult) }
            | Self::Remind { consult, .. }
            | Self::LeaveUnanswered { consult, .. } => vec![(*consult).into()],
            Self::PrintForm { form, asked }
            | Self::RecordForm { form, asked, .. }
            | Self::SeeForm { form, asked, .. }
            | Self::ConfirmForm { form, asked, .. }
            | Self::ContestForm { form, asked, .. } => {
                [(*form).into()].into_iter().chain(asked.consult().map(ItemId::from)).collect()
            }
            Self::MarkPaper { item, .. } => vec![*item],
            Self::HandIn { record, .. }
            | Self::KeepRecord { record, .. }
            | Self::LookAtRecords { record: Some(record) } => vec![(*record).into()],
            _ => Vec::new(),
        }
    }

    /// The signature it carries.
    #[must_use]
    pub fn evidence(&self) -> Option<&Evidence> {
        match self {
            Self::ApproveSummary { evidence, .. }
            | Self::SignDispute { evidence, .. }
            | Self::AcceptCoach { evidence, .. }
            | Self::HandOver { evidence, .. }
            | Self::AcceptSubstitute { evidence, .. }
            | Self::ConfirmForm { evidence, .. }
            | Self::ConfirmKey { evidence, .. } => Some(evidence),
            _ => None,
        }
    }
}
