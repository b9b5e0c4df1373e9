//! Every parameter in which regulations differ: what it can be, what is assumed where a regulation is silent, and how
//! far the law lets it go.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::choices::{
    AccessForm, AccessRefusal, AnswerTerm, Bsn, CoachApproval, ComplaintRoute, ConsentForm, CopyFirst, Correction,
    CorrectionForm, CvProfile, DataItem, Erasure, Exception, Extension, HandOver, IdentityCopy, Law, Medium, Objection,
    Officer, OralDisclosure, Organisations, PaperTerm, PayerConsent, ReceivedMedical, Replacement, Residue, SecondTerm,
    Service, SignedCopy, SpecialData, SummaryReview, Survey, TermStart, ThirdParty, TimeLog, ToldBy, TrainingUse,
    Transfer, WhoSees, WorkingRole,
};
use super::value::{AllOf, AnyOf, Options, SomeOf, Value, WorkingDays, Years};
use super::{Chosen, Cited, Ruled};

fn any<T: super::value::Choice, const N: usize>(some: [T; N]) -> AnyOf<T> {
    AnyOf(BTreeSet::from(some))
}

fn some<T: super::value::Choice, const N: usize>(some: [T; N]) -> SomeOf<T> {
    SomeOf(BTreeSet::from(some))
}

fn all<T: super::value::Choice, const N: usize>(some: [T; N]) -> AllOf<T> {
    AllOf(BTreeSet::from(some))
}

/// What the law adds to a list that it wants longer.
fn with<T: super::value::Choice>(chosen: &AllOf<T>, needed: T) -> AllOf<T> {
    AllOf(chosen.0.iter().copied().chain([needed]).collect())
}

/// How far the law lets a parameter go.
macro_rules! lawful {
    ($kind:ty) => {
        |_is: &$kind| None
    };
    ($kind:ty, $law:literal, $floor:expr) => {
        |is: &$kind| {
            let floor: fn(&$kind) -> $kind = $floor;
            Some((floor(is), $law))
        }
    };
}

/// Makes the enum of parameters, the policy as a bureau wrote it, and the policy that is in force.
macro_rules! parameters {
    ($($(#[$doc:meta])* $name:ident, $field:ident: $kind:ty = $assumed:expr $(, $law:literal => $floor:expr)?;)+) => {
        /// A parameter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Parameter { $($(#[$doc])* $name),+ }

        impl Parameter {
            /// All of them, in the order of a regulation.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name, in files and on the wire.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($field)),+ }
            }

            /// What it can be.
            #[must_use]
            pub const fn options(self) -> Options {
                match self { $(Self::$name => <$kind as Value>::OPTIONS),+ }
            }
        }

        /// A regulation's parameters as its bureau wrote them; where it says nothing, there is nothing.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Policy {
            $($(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $field: Option<Cited<$kind>>,)+
        }

        impl Policy {
            /// What holds: the regulation, the law where that protects her more, and the strict default where the
            /// regulation is silent (G24).
            #[must_use]
            pub fn in_force(&self) -> InForce {
                InForce { $($field: {
                    Ruled::merge(self.$field.as_ref(), $assumed, lawful!($kind $(, $law, $floor)?))
                },)+ }
            }

            /// What the regulation says about a parameter.
            #[must_use]
            pub fn chosen(&self, parameter: Parameter) -> Option<Chosen> {
                match parameter { $(Parameter::$name => self.$field.as_ref().map(Cited::chosen)),+ }
            }

            /// Says something about a parameter, or nothing any more.
            ///
            /// # Errors
            /// The parameter, where it cannot be that.
            pub fn choose(&mut self, parameter: Parameter, chosen: Option<Chosen>) -> Result<(), Parameter> {
                match parameter { $(Parameter::$name => {
                    self.$field = chosen.map(|chosen| Cited::read(chosen).ok_or(parameter)).transpose()?;
                }),+ }
                Ok(())
            }

            /// The parameters that are set to what they cannot be.
            #[must_use]
            pub fn impossible(&self) -> Vec<Parameter> {
                let mut found = Vec::new();
                $(if self.$field.as_ref().is_some_and(|cited| !cited.is.is_possible()) { found.push(Parameter::$name); })+
                found
            }

            /// Where it is looser than what is assumed without a word, so that a person has to stand for it (G24).
            #[must_use]
            pub fn loosened(&self) -> Vec<Parameter> {
                let strict = Self::default().in_force();
                let now = self.in_force();
                let mut found = Vec::new();
                $(if now.$field.is.is_looser_than(&strict.$field.is) { found.push(Parameter::$name); })+
                found
            }
        }

        /// The parameters that hold, each with what it rests on.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct InForce { $($(#[$doc])* pub $field: Ruled<$kind>,)+ }

        impl InForce {
            /// A parameter by its name: what holds, and on what that rests.
            #[must_use]
            pub fn said(&self, parameter: Parameter) -> super::Said {
                match parameter { $(Parameter::$name => self.$field.said()),+ }
            }

            /// How this one differs from an older one for her: stricter, looser, or the same.
            #[must_use]
            pub fn against(&self, old: &Self, parameter: Parameter) -> super::Turn {
                match parameter { $(Parameter::$name => super::Turn::of(&self.$field.is, &old.$field.is)),+ }
            }
        }
    };
}

parameters! {
    /// How she is told of the regulation (M13a, W14, R2.1, P1b).
    ToldBy, told_by: AllOf<ToldBy> = all([ToldBy::Link, ToldBy::Discussed, ToldBy::Sent]), "AVG 12, 13" => |is| with(&with(is, ToldBy::Link), ToldBy::Sent);
    /// Who may look into a dossier (M7b, W2b, R4.1, P13, S6).
    WhoSees, who_sees: WhoSees = WhoSees::OwnCoach;
    /// Whether she approves a coach (F59, R4.1, M8b).
    CoachApproval, coach_approval: CoachApproval = CoachApproval::AtTransfer;
    /// Whether another coach can take over (F60, M8).
    Transfer, transfer: Transfer = Transfer::InSteps;
    /// Whether somebody stands in during holidays (F61, R4.3).
    Replacement, replacement: Replacement = Replacement::No;
    /// Who works in dossiers (W2b).
    WorkingRoles, working_roles: AnyOf<WorkingRole> = any([WorkingRole::Coach]);
    /// Whether several organisations work as one (S0a, G26).
    Organisations, organisations: Organisations = Organisations::One;
    /// Whether there is a privacy officer (W5b).
    Officer, officer: Officer = Officer::ContactPerson;
    /// What services there are (R2.2a).
    Services, services: SomeOf<Service> = some([Service::FirstTrack, Service::SecondTrack, Service::CareerCoaching]);
    /// What is kept about her, and nothing else (W4, W6, R2.2b, P3c, S3).
    DataItems, data_items: AnyOf<DataItem> = any([DataItem::Name, DataItem::Address, DataItem::Phone, DataItem::Email]);
    /// When something about her health is kept (P9, R2.2d).
    SpecialData, special_data: SpecialData = SpecialData::WithReason;
    /// How medical papers of others are treated (P10).
    ReceivedMedical, received_medical: ReceivedMedical = ReceivedMedical::Apart;
    /// What is kept of her identity papers (M4b).
    IdentityCopy, identity_copy: IdentityCopy = IdentityCopy::None, "AVG 5(1)(c), UAVG 46" => |is| (*is).min(IdentityCopy::Masked);
    /// What is kept of her citizen service number (W7e).
    Bsn, bsn: Bsn = Bsn::None;
    /// Whether each summary goes to her to judge (F11, R3.5).
    SummaryReview, summary_review: SummaryReview = SummaryReview::Always;
    /// Where a dossier is (M4d, P5, S4).
    Media, media: SomeOf<Medium> = some([Medium::Digital]);
    /// What of the work with her is listed by date (M4b, R3.4).
    TimeLog, time_log: AllOf<TimeLog> = all([TimeLog::Contacts, TimeLog::Activities, TimeLog::Emails, TimeLog::Letters]), "AVG 15(1)" => |is| with(is, TimeLog::Contacts);
    /// How she consents to passing something on (M3a, W10a, R5.1).
    ConsentForm, consent_form: ConsentForm = ConsentForm::Written;
    /// Whether anything about her is told by word of mouth (M3d).
    OralDisclosure, oral_disclosure: OralDisclosure = OralDisclosure::Never;
    /// Whether a report to who pays needs her yes (M3a, R5.1, P11, S9a).
    PayerConsent, payer_consent: PayerConsent = PayerConsent::Needed;
    /// Whether she gets a report before it is sent (P12).
    CopyFirst, copy_first: CopyFirst = CopyFirst::EveryReport;
    /// For how many working days a report waits for her (P12).
    CopyWait, copy_wait: WorkingDays = WorkingDays(3);
    /// Whether she gets a copy of what she signed (M3c).
    SignedCopy, signed_copy: SignedCopy = SignedCopy::Always;
    /// To whom else something may go.
    ThirdParties, third_parties: AnyOf<ThirdParty> = any([]);
    /// What of her stands in a CV that leaves (W7d).
    CvProfile, cv_profile: CvProfile = CvProfile::NameOnly;
    /// On what a survey rests (M16a, S9b).
    Survey, survey: Survey = Survey::HerYes;
    /// To whom a dossier may go at the end (P17, S1d).
    HandOver, hand_over: AnyOf<HandOver> = any([HandOver::OnHerOrder]);
    /// Whether cases are used in training (S7b).
    TrainingUse, training_use: TrainingUse = TrainingUse::Never;
    /// How she sees what is kept (M6a, W9, S10a).
    AccessForms, access_forms: AllOf<AccessForm> = all([AccessForm::Online, AccessForm::Paper]), "AVG 12(3), 15(3)" => |is| with(is, AccessForm::Online);
    /// Why access may be refused (S10b).
    AccessRefusals, access_refusals: AnyOf<AccessRefusal> = any([AccessRefusal::RightsOfOthers]);
    /// When something is put right (M6b, P8, S11b).
    Correction, correction: Correction = Correction::WrongOrIncomplete, "AVG 16" => |is| (*is).min(Correction::WrongOrIncomplete);
    /// What she can ask for where something is not right (S11a).
    CorrectionForm, correction_form: CorrectionForm = CorrectionForm::ChangeOrShield, "AVG 18" => |_is| CorrectionForm::ChangeOrShield;
    /// Within what time a request is answered (W16a, S11c).
    AnswerTerm, answer_term: AnswerTerm = AnswerTerm::Month;
    /// A second term beside it (S11d).
    SecondTerm, second_term: SecondTerm = SecondTerm::None, "AVG 12(3)" => |_is| SecondTerm::None;
    /// Whether an answer may take longer (W16c).
    Extension, extension: Extension = Extension::None;
    /// How soon a dossier goes that she wants erased (R6.3b).
    Erasure, erasure: Erasure = Erasure::WithinMonth;
    /// What an objection to being kept does (R6.3a).
    Objection, objection: Objection = Objection::IsWeighed;
    /// After how many years everything digital is destroyed (M10b, W13b, R6.3a, P15, S12a).
    DigitalYears, digital_years: Years = Years(2);
    /// After how many years everything on paper is destroyed (M11a, R6.2).
    PaperYears, paper_years: Years = Years(1);
    /// Who says how long paper is kept (R6.2).
    PaperTerm, paper_term: PaperTerm = PaperTerm::SheDecides;
    /// From which day the terms count.
    TermStart, term_start: TermStart = TermStart::EndOfService;
    /// What may stay after the term (M11b, S12a).
    Exceptions, exceptions: AnyOf<Exception> = any([]);
    /// What stays of a dossier that was destroyed (R6.4).
    Residue, residue: AnyOf<Residue> = any([]);
    /// Where she can complain (M14, M15, R7).
    Complaints, complaints: AllOf<ComplaintRoute> = all([ComplaintRoute::Authority, ComplaintRoute::Controller]), "AVG 13(2)(d), 77" => |is| with(is, ComplaintRoute::Authority);
    /// On what laws the regulation leans (M12, R1.1, P2, S1b).
    Laws, laws: SomeOf<Law> = some([Law::Avg]);
}
