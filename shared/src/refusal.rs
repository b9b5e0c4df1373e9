//! Why something may not happen: by a rule, which names its article, or by the state things are in.

mod article;
mod parts;
mod said;

use serde::{Deserialize, Serialize};

pub use article::Article;
pub use parts::{AgreementPart, ConsentPart, DocumentPart, FormPart, ListPart, RecordPart, SendingPart, StatementPart};

use crate::evidence::Unproven;
use crate::ids::EntryId;
use crate::policy::{Ground, Parameter, Ruled};
use crate::settings::SettingFault;
use crate::text::Cite;
use crate::time::{CivilDate, Timestamp};

/// What was decided before, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// She said the summary is right.
    Approved,
    /// She said it is not right.
    Disputed,
}

/// A "no" of the rules. Closed: every door maps all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// There is no such thing, or it is not yours to see (M7b): the two are told alike.
    Unknown,
    /// You may see it, but this is not yours to do.
    NotYours {
        /// The rule.
        article: Article,
    },
    /// The regulation was not yet discussed and confirmed (W14, R2.1).
    NotStarted,
    /// The client confirmed the regulation before: the trajectory has begun (W14).
    Started,
    /// A date that has not come yet.
    FutureDate {
        /// Today, by the bureau's clock.
        today: CivilDate,
    },
    /// A date so long ago that it must be a mistake.
    DateTooEarly {
        /// The first date that is taken.
        first: CivilDate,
    },
    /// Another version has taken its place (F17).
    Stale {
        /// The version that counts now.
        current: u32,
    },
    /// The question was answered before; the first answer counts.
    Answered {
        /// What it was.
        answer: Answer,
        /// When, by the bureau's clock.
        at: Timestamp,
    },
    /// This was signed before.
    Signed {
        /// When, by the bureau's clock.
        at: Timestamp,
    },
    /// Nothing is asked here now.
    NoQuestion,
    /// A summary has at least one passage and no two with the same number.
    Passages,
    /// The whole summary is longer than 100 000 characters.
    TooLong {
        /// How many characters there are.
        len: usize,
    },
    /// A remark names a passage that is not in this version.
    UnknownPassage,
    /// The remark needs at least one marked passage or some words of its own.
    EmptyRemark,
    /// Every marked passage needs exactly one answer.
    AnswersIncomplete,
    /// A refusal needs a reason (F14).
    ReasonMissing,
    /// What was accepted must show in the text.
    RevisionMissing,
    /// Everything was refused, so the text stays as it is.
    RevisionNotNeeded,
    /// The new text is the old one.
    NothingChanged,
    /// The coach has yet to answer the remark.
    RemarkOpen,
    /// A way back needs a word on how she was recognised (F4).
    IdentityMissing,
    /// The invitation was used or withdrawn.
    InvitationClosed,
    /// She was reminded of this today.
    RemindedToday {
        /// From when she can be again.
        from: CivilDate,
    },
    /// This key never was one of hers.
    KeyUnknown,
    /// The key was removed.
    KeyRemoved {
        /// When.
        at: Timestamp,
    },
    /// The key came by recovery and opens nothing yet (F4).
    KeyTooNew {
        /// From when it does.
        until: Timestamp,
    },
    /// The key was added and opens nothing before an earlier key vouches for it (F3).
    KeyUnsigned,
    /// The last key that counts cannot be removed: nobody could sign any more.
    LastKey,
    /// The key was confirmed before, or needs no confirmation.
    KeyStands,
    /// A key cannot vouch for itself.
    OwnKey,
    /// The statement says something else than what is decided.
    StatementDiffers {
        /// Which part.
        part: StatementPart,
    },
    /// The log she had seen is not the log there is.
    HeadUnknown,
    /// The signature does not count.
    Unproven {
        /// Why.
        why: Unproven,
    },
    /// This entry id was used for something else.
    EntryTaken {
        /// The id.
        entry: EntryId,
    },
    /// This member of staff does not work here any more.
    StaffEnded,
    /// There must always be an administrator.
    LastAdministrator,
    /// She asked this before: the case stands.
    CaseStands,
    /// The case is closed.
    CaseClosed,
    /// A case is answered before it is closed.
    CaseUnanswered,
    /// Nothing is seen here before secrecy was promised (M5b, F65).
    PledgeMissing,
    /// The sentence is not the one that is asked.
    PledgeDiffers,
    /// A regulation cannot hold from a day that has passed (W1).
    EffectiveTooEarly {
        /// The first day it can.
        first: CivilDate,
    },
    /// What protects her less needs an article of the regulation, or a reason (G24).
    LooseningUnexplained,
    /// The regulation does not know this.
    NotByRegulation {
        /// Which parameter of it says so.
        parameter: Parameter,
        /// In which of its articles, where it names one.
        cite: Option<Cite>,
    },
    /// Something was proposed before: that has to end first.
    ProposalOpen,
    /// This colleague cannot: works here no more, has not promised secrecy, or is her coach.
    ColleagueUnfit,
    /// Somebody looks along already: one at a time.
    GuestHere,
    /// This colleague has just looked along: not for ever, by coming again and again.
    GuestRecent {
        /// From when she can be let in again.
        from: CivilDate,
    },
    /// A technician is let in for one fault, with its number; a colleague for none (W11b).
    FaultNumber,
    /// A last day on which it cannot end: over, or too far.
    LastDay {
        /// The first day that can be.
        today: CivilDate,
        /// For how many days it can be at most.
        days: i64,
    },
    /// Another coach is proposed with a reason, which the client reads (R4.1).
    WhyMissing,
    /// Several organisations work as one only by an arrangement of which everybody reads the essence (G26).
    ArrangementMissing,
    /// She said no, and is not asked again before a day (R4.3, M8b).
    SheSaidNo {
        /// From when she can be asked again.
        from: CivilDate,
    },
    /// Days on which nobody can stand in: over, the wrong way round, or too many.
    Period {
        /// The first day that can be.
        today: CivilDate,
        /// How many days it can be at most.
        days: i64,
    },
    /// What may be kept about her follows from the intake, which is not recorded yet (W2a, R2.2a).
    IntakeMissing,
    /// Somebody else changed the intake meanwhile.
    IntakeStale,
    /// The service she gets has no use for this (G5.1c, R2.2d).
    NotForService,
    /// Something about a record that cannot be so.
    RecordUnfit {
        /// Which part of it.
        part: RecordPart,
    },
    /// Something about a document that cannot be so.
    DocumentUnfit {
        /// Which part of it.
        part: DocumentPart,
    },
    /// Something about a question to her that cannot be so.
    ConsentUnfit {
        /// Which part of it.
        part: ConsentPart,
    },
    /// Something about what is sent that cannot be so.
    SendingUnfit {
        /// Which part of it.
        part: SendingPart,
    },
    /// Something about a form on paper that cannot be so (F5).
    FormUnfit {
        /// Which part of it.
        part: FormPart,
    },
    /// The regulation names no system beside this one: nothing comes in from there, and nothing goes out (M2a).
    NoSystem,
    /// This number is that of another client already (M2a).
    NumberTaken,
    /// Something about a list of clients that cannot be so.
    ListUnfit {
        /// Which part of it.
        part: ListPart,
    },
    /// Nothing goes to this recipient or contact person any more.
    RecipientEnded,
    /// Nothing goes to this recipient without an agreement that stands (G28, M16b, R1.10).
    Agreement {
        /// What is the matter with it.
        part: AgreementPart,
    },
    /// Settings that cannot be so.
    Settings {
        /// Which, and between which numbers they can.
        faults: Vec<SettingFault>,
    },
}

impl Refusal {
    /// What the regulation does not know, with the article that says so.
    #[must_use]
    pub fn not_by<T>(parameter: Parameter, ruled: &Ruled<T>) -> Self {
        let cite = match &ruled.by {
            Ground::Regulation(cite) => cite.clone(),
            Ground::Law(_) | Ground::Assumed => None,
        };
        Self::NotByRegulation { parameter, cite }
    }

    /// The stable code, as the API gives it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NotYours { .. } => "not_yours",
            Self::NotStarted => "not_started",
            Self::Started => "started",
            Self::FutureDate { .. } => "future_date",
            Self::DateTooEarly { .. } => "date_too_early",
            Self::Stale { .. } => "stale",
            Self::Answered { .. } => "answered",
            Self::Signed { .. } => "signed",
            Self::NoQuestion => "no_question",
            Self::Passages => "passages",
            Self::TooLong { .. } => "too_long",
            Self::UnknownPassage => "unknown_passage",
            Self::EmptyRemark => "empty_remark",
            Self::AnswersIncomplete => "answers_incomplete",
            Self::ReasonMissing => "reason_missing",
            Self::RevisionMissing => "revision_missing",
            Self::RevisionNotNeeded => "revision_not_needed",
            Self::RemindedToday { .. } => "reminded_today",
            Self::NothingChanged => "nothing_changed",
            Self::RemarkOpen => "remark_open",
            Self::IdentityMissing => "identity_missing",
            Self::InvitationClosed => "invitation_closed",
            Self::KeyUnknown => "key_unknown",
            Self::KeyRemoved { .. } => "key_removed",
            Self::KeyTooNew { .. } => "key_too_new",
            Self::KeyUnsigned => "key_unsigned",
            Self::LastKey => "last_key",
            Self::KeyStands => "key_stands",
            Self::OwnKey => "own_key",
            Self::StatementDiffers { .. } => "statement_differs",
            Self::HeadUnknown => "head_unknown",
            Self::Unproven { .. } => "unproven",
            Self::EntryTaken { .. } => "entry_taken",
            Self::StaffEnded => "staff_ended",
            Self::LastAdministrator => "last_administrator",
            Self::CaseStands => "case_stands",
            Self::CaseClosed => "case_closed",
            Self::CaseUnanswered => "case_unanswered",
            Self::PledgeMissing => "pledge_missing",
            Self::PledgeDiffers => "pledge_differs",
            Self::EffectiveTooEarly { .. } => "effective_too_early",
            Self::LooseningUnexplained => "loosening_unexplained",
            Self::NotByRegulation { .. } => "not_by_regulation",
            Self::ProposalOpen => "proposal_open",
            Self::ColleagueUnfit => "colleague_unfit",
            Self::GuestHere => "guest_here",
            Self::GuestRecent { .. } => "guest_recent",
            Self::FaultNumber => "fault_number",
            Self::LastDay { .. } => "last_day",
            Self::WhyMissing => "why_missing",
            Self::ArrangementMissing => "arrangement_missing",
            Self::SheSaidNo { .. } => "she_said_no",
            Self::Period { .. } => "period",
            Self::IntakeMissing => "intake_missing",
            Self::IntakeStale => "intake_stale",
            Self::NotForService => "not_for_service",
            Self::RecordUnfit { .. } => "record_unfit",
            Self::DocumentUnfit { .. } => "document_unfit",
            Self::ConsentUnfit { part } => part.code(),
            Self::SendingUnfit { part } => part.code(),
            Self::FormUnfit { .. } => "form_unfit",
            Self::NoSystem => "no_system",
            Self::NumberTaken => "number_taken",
            Self::ListUnfit { .. } => "list_unfit",
            Self::RecipientEnded => "recipient_ended",
            Self::Agreement { part } => part.code(),
            Self::Settings { .. } => "settings",
        }
    }

    /// The rule behind it, where a rule refused.
    #[must_use]
    pub const fn article(&self) -> Option<Article> {
        match self {
            Self::NotYours { article } => Some(*article),
            Self::NotStarted | Self::Started => Some(Article::Start),
            Self::Stale { .. } | Self::Answered { .. } | Self::Signed { .. } | Self::ReasonMissing => {
                Some(Article::Review)
            }
            Self::StaffEnded => Some(Article::Role),
            Self::PledgeMissing => Some(Article::Secrecy),
            Self::LooseningUnexplained | Self::NotByRegulation { .. } => Some(Article::StrictDefault),
            Self::SheSaidNo { .. } | Self::WhyMissing => Some(Article::HerYes),
            Self::ArrangementMissing => Some(Article::Arrangement),
            Self::NotForService => Some(Article::Minimal),
            Self::NoSystem => Some(Article::OnePurpose),
            Self::Agreement { .. } => Some(Article::Agreement),
            Self::RecordUnfit { part } => part.article(),
            Self::DocumentUnfit { part } => part.article(),
            Self::ConsentUnfit { part } => part.article(),
            Self::SendingUnfit { part } => part.article(),
            _ => None,
        }
    }
}
