//! Who may do what: by relation to the dossier, which follows from its people, the policy it is under and the day.
//! Sight comes first: what you may not see does not exist.

pub mod circle;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use circle::{Circle, lookers, open_to, relation, relation_for, wants_her_yes};

use crate::refusal::{Article, Refusal};

/// What somebody is to a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The person it is about.
    Client,
    /// Who acts for her, by law or because she asks it, until a last day (F6, W9).
    Representative,
    /// The coach who guides her now.
    Coach,
    /// The coach whom she was given and has yet to say yes to, where the regulation wants her yes first (F59, R4.1).
    Unapproved,
    /// Who stands in for her coach, from a first to a last day (F61, R4.3).
    Substitute,
    /// A coach who may take over; sees nothing of the dossier yet (F60, M8a).
    Candidate,
    /// Who works in every dossier, where the regulation says so (W2b, S6).
    Colleague,
    /// An office worker who works in every dossier, where the regulation says so (W2b).
    Office,
    /// An office worker who does the post and the invoices: she opens what that takes, and for the rest the dossier does not
    /// exist (M2, W7a).
    Clerk,
    /// Who looks along for some days, for a reason that is on record (P13, S6, W11b).
    Guest,
    /// An administrator, while the coach works here no more: finds another, and sees nothing (F58, F60).
    Placer,
    /// The product, by its own clock.
    System,
    /// Nobody to it: it does not exist for her.
    None,
}

impl Relation {
    /// Every relation there is.
    pub const ALL: &'static [Self] = &[
        Self::Client,
        Self::Representative,
        Self::Coach,
        Self::Unapproved,
        Self::Substitute,
        Self::Candidate,
        Self::Colleague,
        Self::Office,
        Self::Clerk,
        Self::Guest,
        Self::Placer,
        Self::System,
        Self::None,
    ];

    /// Whether all that is kept is read as she reads it: by her, and by who acts for her (W9).
    #[must_use]
    pub const fn reads_as_she_does(self) -> bool {
        matches!(self, Self::Client | Self::Representative)
    }

    /// Whether the dossier is hers to guide, for good or for some days: what it needs comes first on her board.
    #[must_use]
    pub const fn guides(self) -> bool {
        matches!(self, Self::Coach | Self::Unapproved | Self::Substitute)
    }
}

/// Makes the acts, each with whose it is.
macro_rules! acts {
    ($($name:ident: $($whose:ident)|+;)+) => {
        /// Something that can be done in a dossier.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each is described where its command is")]
        pub enum Act { $($name),+ }

        impl Act {
            /// Everything that can be done.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Whose it is.
            #[must_use]
            pub const fn belongs_to(self) -> &'static [Relation] {
                match self { $(Self::$name => &[$(Relation::$whose),+]),+ }
            }
        }
    };
}

acts! {
    Read: Client | Representative | Coach | Unapproved | Substitute | Colleague | Office | Guest | System;
    ReadTexts: Client | Representative | Coach | Substitute | Colleague | Office | Guest | System;
    Open: Coach;
    DiscussRegulation: Coach | Unapproved | Substitute | Colleague;
    ConfirmRegulation: Client;
    SeeRegulation: Client;
    AcknowledgeRegulation: Client;
    AskRegulation: Client;
    ChangeContact: Coach | Unapproved | Substitute | Colleague | Office;
    MakeInvitation: Coach | Unapproved | Substitute | Colleague | Office;
    WithdrawInvitation: Coach | Unapproved | Substitute | Colleague | Office;
    RegisterKey: Client;
    ComeBack: Client;
    ConfirmKey: Client;
    RemoveKey: Client;
    RecordIntake: Coach | Substitute | Colleague | Office;
    NumberElsewhere: Coach | Substitute | Colleague | Office;
    PassToSystem: Coach;
    SeeRecords: Client;
    HandIn: Client;
    ReadDocuments: Client | Representative | Coach | Substitute | Colleague | Office;
    AddDocument: Client | Coach | Substitute | Colleague | Office;
    SeeDocuments: Client;
    ReadConsents: Client | Representative | Coach | Substitute | Colleague | Office;
    AskConsent: Coach | Substitute | Colleague;
    GrantConsent: Client | Representative;
    DeclineConsent: Client | Representative;
    WithdrawConsent: Client | Representative;
    TakeBackConsent: Coach | Substitute | Colleague;
    TellGround: Coach | Substitute | Colleague;
    ObjectToGround: Client | Representative;
    SendDocument: Coach | Substitute | Colleague;
    StopSending: Coach | Substitute | Colleague;
    KeepTheDoor: System;
    LookAtDocuments: Representative | Coach | Substitute | Colleague | Office;
    KeepRecord: Coach | Substitute | Colleague | Office;
    ReadMedical: Client | Representative | Coach | Substitute;
    LookAtRecords: Representative | Coach | Substitute | Colleague | Office | Guest;
    PlacePaper: Coach | Substitute | Colleague | Office;
    MarkPaper: Coach | Substitute | Colleague | Office;
    ProposeCoach: Coach | Unapproved | Placer;
    RecordMeeting: Coach | Unapproved | Candidate | Substitute | Colleague;
    WithdrawCoach: Coach | Unapproved | Placer;
    AcceptCoach: Client;
    HandOver: Client;
    DeclineCoach: Client;
    ProposeSubstitute: Coach;
    AcceptSubstitute: Client;
    DeclineSubstitute: Client;
    EndSubstitute: Client | Coach;
    ProposeRepresentative: Coach | Substitute | Colleague | Office;
    InviteRepresentative: Coach | Substitute | Colleague | Office;
    AcceptRepresentative: Client;
    EndRepresentative: Client | Representative | Coach | Substitute | Colleague | Office;
    RegisterRepresentativeKey: Representative;
    AdmitGuest: Coach | Substitute | Colleague;
    EndGuest: Client | Coach | Unapproved | Substitute | Colleague | Guest;
    RecordConsult: Coach | Substitute | Colleague;
    SendSummary: Coach | Substitute | Colleague;
    SeeSummary: Client;
    ApproveSummary: Client | Representative;
    DisputeSummary: Client | Representative;
    SignDispute: Client | Representative;
    AnswerDispute: Coach | Substitute | Colleague;
    RemindNow: Coach | Substitute | Colleague | Office;
    PrintForm: Coach | Unapproved | Substitute | Colleague | Office;
    RecordForm: Coach | Unapproved | Substitute | Colleague | Office;
    ReadForms: Client | Representative | Coach | Unapproved | Substitute | Colleague | Office;
    SeeForm: None;
    ConfirmForm: Client;
    ContestForm: Client;
    Look: Representative | Coach | Unapproved | Substitute | Colleague | Office | Guest;
    SeeContactView: Coach | Substitute | Colleague | Office | Clerk;
    SeeFinanceView: Coach | Substitute | Colleague | Office | Clerk;
    SeeLooks: Client | Representative;
    Remind: System;
    LeaveUnanswered: System;
}

impl Act {
    /// Whether it is about documents, and whether they may go to others.
    #[must_use]
    pub const fn is_about_documents(self) -> bool {
        matches!(
            self,
            Self::AddDocument
                | Self::SeeDocuments
                | Self::LookAtDocuments
                | Self::AskConsent
                | Self::GrantConsent
                | Self::DeclineConsent
                | Self::WithdrawConsent
                | Self::TakeBackConsent
                | Self::TellGround
                | Self::ObjectToGround
                | Self::SendDocument
                | Self::StopSending
                | Self::KeepTheDoor
        )
    }

    /// Whether it is about who guides her, who stands in, and who looks along.
    #[must_use]
    pub const fn is_about_people(self) -> bool {
        matches!(
            self,
            Self::ProposeCoach
                | Self::RecordMeeting
                | Self::WithdrawCoach
                | Self::AcceptCoach
                | Self::HandOver
                | Self::DeclineCoach
                | Self::ProposeSubstitute
                | Self::AcceptSubstitute
                | Self::DeclineSubstitute
                | Self::EndSubstitute
                | Self::ProposeRepresentative
                | Self::InviteRepresentative
                | Self::AcceptRepresentative
                | Self::EndRepresentative
                | Self::RegisterRepresentativeKey
                | Self::AdmitGuest
                | Self::EndGuest
        )
    }
}

/// Whether this relation may do this.
///
/// # Errors
/// [`Refusal::Unknown`] for whom the dossier, or that of it, does not exist (M7b, M2); [`Refusal::NotYours`] with the
/// article otherwise.
pub fn may(relation: Relation, act: Act) -> Result<(), Refusal> {
    if relation == Relation::None {
        return Err(Refusal::Unknown);
    }
    if act.belongs_to().contains(&relation) {
        return Ok(());
    }
    if relation == Relation::Clerk {
        return Err(Refusal::Unknown);
    }
    let article = match relation {
        _ if act.belongs_to().iter().all(|whose| matches!(whose, Relation::Client | Relation::Representative)) => {
            Article::OnlyTheClient
        }
        _ if act.is_of_a_view() => Article::OnePurpose,
        Relation::Unapproved | Relation::Candidate => Article::HerYes,
        _ => Article::OwnCoach,
    };
    Err(Refusal::NotYours { article })
}
