//! What a refusal means and what to do, in her language.

use super::{AgreementPart, Answer, ConsentPart, Refusal};
use crate::words::{Lang, Word};

impl Refusal {
    /// What it means and what to do, in her language.
    #[must_use]
    pub const fn word(&self) -> Word {
        match self {
            Self::Unknown => Word::RefusalUnknown,
            Self::NotYours { .. } => Word::RefusalNotYours,
            Self::NotStarted => Word::RefusalNotStarted,
            Self::Started => Word::RefusalStarted,
            Self::FutureDate { .. } => Word::RefusalFutureDate,
            Self::DateTooEarly { .. } => Word::RefusalDateTooEarly,
            Self::Stale { .. } => Word::RefusalStale,
            Self::Answered { answer, .. } => answered(*answer),
            Self::Signed { .. } => Word::RefusalSigned,
            Self::NoQuestion => Word::RefusalNoQuestion,
            Self::Passages => Word::RefusalPassages,
            Self::TooLong { .. } => Word::RefusalTooLong,
            Self::UnknownPassage => Word::RefusalUnknownPassage,
            Self::EmptyRemark => Word::RefusalEmptyRemark,
            Self::AnswersIncomplete => Word::RefusalAnswersIncomplete,
            Self::ReasonMissing => Word::RefusalReasonMissing,
            Self::RevisionMissing => Word::RefusalRevisionMissing,
            Self::RevisionNotNeeded => Word::RefusalRevisionNotNeeded,
            Self::NothingChanged => Word::RefusalNothingChanged,
            Self::RemarkOpen => Word::RefusalRemarkOpen,
            Self::IdentityMissing => Word::RefusalIdentityMissing,
            Self::InvitationClosed => Word::RefusalInvitationClosed,
            Self::RemindedToday { .. } => Word::RefusalRemindedToday,
            Self::KeyUnknown => Word::RefusalKeyUnknown,
            Self::KeyRemoved { .. } => Word::RefusalKeyRemoved,
            Self::KeyTooNew { .. } => Word::RefusalKeyTooNew,
            Self::KeyUnsigned => Word::RefusalKeyUnsigned,
            Self::LastKey => Word::RefusalLastKey,
            Self::KeyStands => Word::RefusalKeyStands,
            Self::OwnKey => Word::RefusalOwnKey,
            Self::StatementDiffers { .. } => Word::RefusalStatementDiffers,
            Self::HeadUnknown => Word::RefusalHeadUnknown,
            Self::Unproven { .. } => Word::RefusalUnproven,
            Self::EntryTaken { .. } => Word::RefusalEntryTaken,
            Self::StaffEnded => Word::RefusalStaffEnded,
            Self::LastAdministrator => Word::RefusalLastAdministrator,
            Self::CaseStands => Word::RefusalCaseStands,
            Self::CaseClosed => Word::RefusalCaseClosed,
            Self::CaseUnanswered => Word::RefusalCaseUnanswered,
            Self::PledgeMissing => Word::RefusalPledgeMissing,
            Self::PledgeDiffers => Word::RefusalPledgeDiffers,
            Self::EffectiveTooEarly { .. } => Word::RefusalEffectiveTooEarly,
            Self::LooseningUnexplained => Word::RefusalLooseningUnexplained,
            Self::NotByRegulation { cite, .. } => not_by(cite.is_some()),
            Self::ProposalOpen => Word::RefusalProposalOpen,
            Self::ColleagueUnfit => Word::RefusalColleagueUnfit,
            Self::GuestHere => Word::RefusalGuestHere,
            Self::GuestRecent { .. } => Word::RefusalGuestRecent,
            Self::FaultNumber => Word::RefusalFaultNumber,
            Self::LastDay { .. } => Word::RefusalLastDay,
            Self::WhyMissing => Word::RefusalWhyMissing,
            Self::ArrangementMissing => Word::RefusalArrangementMissing,
            Self::SheSaidNo { .. } => Word::RefusalSheSaidNo,
            Self::Period { .. } => Word::RefusalPeriod,
            Self::IntakeMissing => Word::ToldIntakeMissing,
            Self::IntakeStale => Word::ToldIntakeStale,
            Self::NotForService => Word::ToldNotForService,
            Self::RecordUnfit { part } => part.word(),
            Self::DocumentUnfit { part } => part.word(),
            Self::ConsentUnfit { part } => part.word(),
            Self::SendingUnfit { part } => part.word(),
            Self::FormUnfit { part } => part.word(),
            Self::NoSystem => Word::ToldNoSystem,
            Self::NumberTaken => Word::ToldNumberTaken,
            Self::ListUnfit { part } => part.word(),
            Self::RecipientEnded => Word::ToldRecipientEnded,
            Self::Agreement { part } => part.word(),
            Self::Settings { .. } => Word::RefusalSettings,
        }
    }

    /// The sentence a person reads. Moments are left to the screen, which knows her clock.
    #[must_use]
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::FutureDate { today } => lang.fill(self.word(), &[("date", &today.in_words(lang))]),
            Self::RemindedToday { from }
            | Self::SheSaidNo { from }
            | Self::GuestRecent { from }
            | Self::ConsentUnfit { part: ConsentPart::Repeated { from } } => {
                lang.fill(self.word(), &[("date", &from.in_words(lang))])
            }
            Self::Agreement { part: AgreementPart::Over { on } } => {
                lang.fill(self.word(), &[("date", &on.in_words(lang))])
            }
            Self::DateTooEarly { first } | Self::EffectiveTooEarly { first } => {
                lang.fill(self.word(), &[("date", &first.in_words(lang))])
            }
            Self::Period { today, days } | Self::LastDay { today, days } => {
                lang.fill(self.word(), &[("date", &today.in_words(lang)), ("days", &days.to_string())])
            }
            Self::NotByRegulation { cite: Some(cite), .. } => lang.fill(self.word(), &[("article", cite.as_str())]),
            Self::Stale { current } => lang.fill(self.word(), &[("version", &current.to_string())]),
            Self::TooLong { len } => lang.fill(self.word(), &[("len", &len.to_string())]),
            _ => lang.say(self.word()).to_owned(),
        }
    }
}

/// What she said already.
const fn answered(answer: Answer) -> Word {
    match answer {
        Answer::Approved => Word::RefusalAnsweredApproved,
        Answer::Disputed => Word::RefusalAnsweredDisputed,
    }
}

/// That a regulation does not know something, with its article or without.
const fn not_by(cited: bool) -> Word {
    if cited { Word::RefusalNotByArticle } else { Word::RefusalNotByRegulation }
}
