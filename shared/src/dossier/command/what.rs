//! What a command is: which act, about which items, under whose signature.

use super::Command;
use crate::access::Act;
use crate::dossier::consents::{NewConsent, SignedConsent, WhichConsent};
use crate::dossier::forms::Asked;
use crate::dossier::records::Attached;
use crate::dossier::representatives::Step;
use crate::evidence::Evidence;
use crate::ids::{FormId, ItemId};

/// A form, and the consult it asks about.
fn about_form(form: FormId, asked: Asked) -> Vec<ItemId> {
    [form.into()].into_iter().chain(asked.consult().map(ItemId::from)).collect()
}

const fn of_representative(step: &Step) -> Act {
    match step {
        Step::Propose { .. } => Act::ProposeRepresentative,
        Step::Invite { .. } => Act::InviteRepresentative,
        Step::RegisterKey { .. } => Act::RegisterRepresentativeKey,
    }
}

impl Command {
    /// The files that go with what it keeps.
    #[must_use]
    pub fn files(&self) -> &[Attached] {
        match self {
            Self::HandIn(new) => &new.files,
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
            Self::HandIn(_) => Act::HandIn,
            Self::KeepRecord { .. } => Act::KeepRecord,
            Self::NumberElsewhere { .. } => Act::NumberElsewhere,
            Self::PassToSystem {} => Act::PassToSystem,
            Self::SeeRecords { .. } => Act::SeeRecords,
            Self::AddDocument(_) => Act::AddDocument,
            Self::SeeDocuments { .. } => Act::SeeDocuments,
            Self::LookAtDocuments { .. } => Act::LookAtDocuments,
            Self::AskConsent(_) => Act::AskConsent,
            Self::GrantConsent(_) => Act::GrantConsent,
            Self::DeclineConsent(_) => Act::DeclineConsent,
            Self::WithdrawConsent(_) => Act::WithdrawConsent,
            Self::TakeBackConsent(_) => Act::TakeBackConsent,
            Self::Ground(step) => step.act(),
            Self::Sending(step) => step.act(),
            Self::LookAtRecords { record: None } => Act::LookAtRecords,
            Self::LookAtRecords { record: Some(_) } => Act::ReadMedical,
            Self::PlacePaper { .. } => Act::PlacePaper,
            Self::MarkPaper { .. } => Act::MarkPaper,
            Self::ProposeCoach { .. } => Act::ProposeCoach,
            Self::RecordMeeting { .. } => Act::RecordMeeting,
            Self::AcceptCoach(_) => Act::AcceptCoach,
            Self::HandOver(_) => Act::HandOver,
            Self::DeclineCoach { .. } => Act::DeclineCoach,
            Self::WithdrawCoach { .. } => Act::WithdrawCoach,
            Self::ProposeSubstitute { .. } => Act::ProposeSubstitute,
            Self::AcceptSubstitute(_) => Act::AcceptSubstitute,
            Self::DeclineSubstitute { .. } => Act::DeclineSubstitute,
            Self::EndSubstitute { .. } => Act::EndSubstitute,
            Self::Represent(step) => of_representative(step),
            Self::AcceptRepresentative(_) => Act::AcceptRepresentative,
            Self::EndRepresentative { .. } => Act::EndRepresentative,
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
            Self::RecordForm(_) => Act::RecordForm,
            Self::SeeForm(_) => Act::SeeForm,
            Self::ConfirmForm { .. } => Act::ConfirmForm,
            Self::ContestForm { .. } => Act::ContestForm,
            Self::Look { .. } => Act::Look,
            Self::OpenView { view } => view.act(),
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
            | Self::ConfirmForm { form, asked, .. }
            | Self::ContestForm { form, asked, .. } => about_form(*form, *asked),
            Self::RecordForm(back) => about_form(back.form, back.asked),
            Self::SeeForm(held) => about_form(held.form, held.asked),
            Self::AskConsent(new) => vec![new.consent.into(), new.document.into()],
            Self::GrantConsent(SignedConsent { document, consent, .. })
            | Self::DeclineConsent(WhichConsent { document, consent })
            | Self::WithdrawConsent(WhichConsent { document, consent })
            | Self::TakeBackConsent(WhichConsent { document, consent }) => vec![(*consent).into(), (*document).into()],
            Self::Ground(step) => step.needs(),
            Self::Sending(step) => step.needs(),
            Self::MarkPaper { item, .. } => vec![*item],
            Self::AddDocument(new) => vec![new.document.into()],
            Self::LookAtDocuments { document: Some(document) } => vec![(*document).into()],
            Self::HandIn(new) => vec![new.record.into()],
            Self::KeepRecord { record, .. } | Self::LookAtRecords { record: Some(record) } => vec![(*record).into()],
            _ => Vec::new(),
        }
    }

    /// What would go to somebody, for a question that is new or on another ground.
    #[must_use]
    pub fn would_go(&self) -> Option<&NewConsent> {
        match self {
            Self::AskConsent(new) => Some(new),
            Self::Ground(step) => step.what(),
            _ => None,
        }
    }

    /// The recipients of the bureau that a decision on it asks about.
    #[must_use]
    pub fn recipients(&self) -> Vec<ItemId> {
        if let Some(new) = self.would_go() {
            return vec![new.recipient.into()];
        }
        match self {
            Self::GrantConsent(yes) => vec![yes.recipient.into()],
            Self::Sending(step) => step.recipient().map(ItemId::from).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The signature it carries.
    #[must_use]
    pub fn evidence(&self) -> Option<&Evidence> {
        match self {
            Self::ApproveSummary { evidence, .. }
            | Self::SignDispute { evidence, .. }
            | Self::ConfirmForm { evidence, .. }
            | Self::ConfirmKey { evidence, .. } => Some(evidence),
            Self::AcceptCoach(yes)
            | Self::HandOver(yes)
            | Self::AcceptSubstitute(yes)
            | Self::AcceptRepresentative(yes) => Some(&yes.evidence),
            Self::GrantConsent(yes) => Some(&yes.evidence),
            _ => None,
        }
    }
}
