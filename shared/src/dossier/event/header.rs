//! What of an event stands in its header: its kind and what it is about; and whether its content has a key of its own.

use super::{DossierEvent, PurposeView};
use crate::ids::{FormId, ItemId};
use crate::log::Event;

impl DossierEvent {
    /// The form it happens to.
    #[must_use]
    pub const fn form(&self) -> Option<FormId> {
        match self {
            Self::FormPrinted { form, .. }
            | Self::FormRecorded { form, .. }
            | Self::FormSeen { form, .. }
            | Self::FormConfirmed { form, .. }
            | Self::FormContested { form, .. } => Some(*form),
            _ => None,
        }
    }
}

impl Event for DossierEvent {
    fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::RegulationDiscussed { .. } => "regulation_discussed",
            Self::RegulationConfirmed => "regulation_confirmed",
            Self::RegulationShown => "regulation_shown",
            Self::RegulationSeen { .. } => "regulation_seen",
            Self::RegulationAsked { .. } => "regulation_asked",
            Self::RegulationTold { .. } => "regulation_told",
            Self::InvitationMade { .. } => "invitation_made",
            Self::InvitationWithdrawn { .. } => "invitation_withdrawn",
            Self::ContactChanged => "contact_changed",
            Self::IdentityChecked { .. } => "identity_checked",
            Self::KeyRegistered { .. } => "key_registered",
            Self::ClientCameBack(_) => "client_came_back",
            Self::KeyConfirmed { .. } => "key_confirmed",
            Self::KeyRemoved { .. } => "key_removed",
            Self::IntakeRecorded { .. } => "intake_recorded",
            Self::NumberedElsewhere(_) => "numbered_elsewhere",
            Self::PassedToSystem(_) => "passed_to_system",
            Self::RecordKept { .. } => "record_kept",
            Self::RecordsSeen { .. } => "records_seen",
            Self::LookedAtRecords { .. } => "looked_at_records",
            Self::ViewOpened(PurposeView::Contact) => "contact_view_opened",
            Self::ViewOpened(PurposeView::Finance) => "finance_view_opened",
            Self::PaperPlaced { .. } => "paper_placed",
            Self::PaperMarked { .. } => "paper_marked",
            Self::CoachProposed { .. } => "coach_proposed",
            Self::CoachMet { .. } => "coach_met",
            Self::CoachAccepted { .. } => "coach_accepted",
            Self::CoachDeclined { .. } => "coach_declined",
            Self::CoachWithdrawn { .. } => "coach_withdrawn",
            Self::HandedOver { .. } => "handed_over",
            Self::SubstituteProposed { .. } => "substitute_proposed",
            Self::SubstituteAccepted { .. } => "substitute_accepted",
            Self::SubstituteDeclined { .. } => "substitute_declined",
            Self::SubstituteEnded { .. } => "substitute_ended",
            Self::ConsultRecorded { .. } => "consult_recorded",
            Self::SummarySent { .. } => "summary_sent",
            Self::SummarySeen { .. } => "summary_seen",
            Self::SummaryApproved { .. } => "summary_approved",
            Self::SummaryDisputed { .. } => "summary_disputed",
            Self::DisputeSigned { .. } => "dispute_signed",
            Self::DisputeAnswered { .. } => "dispute_answered",
            Self::FormPrinted { .. } => "form_printed",
            Self::FormRecorded { .. } => "form_recorded",
            Self::FormSeen { .. } => "form_seen",
            Self::FormConfirmed { .. } => "form_confirmed",
            Self::FormContested { .. } => "form_contested",
            Self::Looked { .. } => "looked",
            Self::Reminded { .. } => "reminded",
            Self::LeftUnanswered { .. } => "left_unanswered",
            Self::Guest(event) => event.kind(),
            Self::Document(event) => event.kind(),
            Self::Consent(event) => event.kind(),
            Self::Sending(event) => event.kind(),
            Self::Representative(event) => event.kind(),
        }
    }

    fn item(&self) -> Option<ItemId> {
        match self {
            Self::ConsultRecorded { consult, .. }
            | Self::SummarySent { consult, .. }
            | Self::SummarySeen { consult, .. }
            | Self::SummaryApproved { consult, .. }
            | Self::SummaryDisputed { consult, .. }
            | Self::DisputeSigned { consult, .. }
            | Self::DisputeAnswered { consult, .. }
            | Self::Reminded { consult, .. }
            | Self::LeftUnanswered { consult, .. } => Some((*consult).into()),
            Self::Looked { consult } => consult.map(ItemId::from),
            Self::RecordKept { record, .. } => Some((*record).into()),
            Self::PaperMarked { item, .. } => Some(*item),
            Self::LookedAtRecords { record } => record.map(ItemId::from),
            Self::KeyConfirmed { key, .. } | Self::KeyRemoved { key } => Some((*key).into()),
            Self::Document(event) => event.item(),
            Self::Consent(event) => Some(event.item()),
            Self::Sending(event) => Some(event.item()),
            _ => self.form().map(ItemId::from),
        }
    }

    fn has_own_key(&self) -> bool {
        match self {
            Self::Representative(event) => return event.has_own_key(),
            Self::Guest(event) => return event.has_own_key(),
            Self::Document(event) => return event.has_own_key(),
            Self::Consent(event) => return event.has_own_key(),
            Self::Sending(event) => return event.has_own_key(),
            _ => {}
        }
        matches!(
            self,
            Self::IdentityChecked { .. }
                | Self::KeyConfirmed { .. }
                | Self::IntakeRecorded { .. }
                | Self::NumberedElsewhere(Some(_))
                | Self::RecordKept { .. }
                | Self::PaperPlaced { .. }
                | Self::CoachProposed { why: Some(_), .. }
                | Self::CoachAccepted { .. }
                | Self::HandedOver { .. }
                | Self::SubstituteAccepted { .. }
                | Self::SummarySent { .. }
                | Self::SummaryApproved { .. }
                | Self::SummaryDisputed { .. }
                | Self::DisputeSigned { .. }
                | Self::DisputeAnswered { .. }
                | Self::FormRecorded { .. }
                | Self::FormConfirmed { .. }
                | Self::FormContested { words: Some(_), .. }
        )
    }
}
