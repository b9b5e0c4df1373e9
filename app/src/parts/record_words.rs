//! How what is kept about her is said: kinds, sources, purposes, grounds, classes, services. Client and staff read the
//! same words.

use shared::dossier::intake::{Intake, Referrer};
use shared::dossier::records::{Class, LegalGround, Purpose, RecordKind, RecordView, Source, Value};
use shared::policy::choices::Service;

use crate::clock;
use crate::words::{Lang, RecordWord};

/// What a kind is called.
#[must_use]
pub const fn kind(kind: RecordKind) -> RecordWord {
    match kind {
        RecordKind::Note => RecordWord::KindNote,
        RecordKind::Contact => RecordWord::KindContact,
        RecordKind::Activity => RecordWord::KindActivity,
        RecordKind::Email => RecordWord::KindEmail,
        RecordKind::Letter => RecordWord::KindLetter,
        RecordKind::Elsewhere => RecordWord::KindElsewhere,
        RecordKind::HandedIn => RecordWord::KindHandedIn,
        RecordKind::IdentityCopy => RecordWord::KindIdentityCopy,
        RecordKind::Told => RecordWord::KindTold,
        RecordKind::Party => RecordWord::KindParty,
        RecordKind::Billing => RecordWord::KindBilling,
        RecordKind::Address => RecordWord::KindAddress,
        RecordKind::BirthDate => RecordWord::KindBirthDate,
        RecordKind::MaritalStatus => RecordWord::KindMaritalStatus,
        RecordKind::Education => RecordWord::KindEducation,
        RecordKind::WorkHistory => RecordWord::KindWorkHistory,
        RecordKind::Cv => RecordWord::KindCv,
        RecordKind::Income => RecordWord::KindIncome,
        RecordKind::Benefits => RecordWord::KindBenefits,
        RecordKind::PayersPoints => RecordWord::KindPayersPoints,
        RecordKind::TestResults => RecordWord::KindTestResults,
        RecordKind::FirstSickDay => RecordWord::KindFirstSickDay,
        RecordKind::Limitations => RecordWord::KindLimitations,
        RecordKind::FunctionalList => RecordWord::KindFunctionalList,
        RecordKind::WorkPlan => RecordWord::KindWorkPlan,
        RecordKind::Health => RecordWord::KindHealth,
        RecordKind::CitizenNumber => RecordWord::KindCitizenNumber,
        RecordKind::Belief => RecordWord::KindBelief,
    }
}

/// Every source, with a name that no language changes.
pub const SOURCES: [(Source, &str, RecordWord); 8] = [
    (Source::Client, "client", RecordWord::SourceClient),
    (Source::Bureau, "bureau", RecordWord::SourceBureau),
    (Source::Payer, "payer", RecordWord::SourcePayer),
    (Source::Uwv, "uwv", RecordWord::SourceUwv),
    (Source::Municipality, "municipality", RecordWord::SourceMunicipality),
    (Source::Doctor, "doctor", RecordWord::SourceDoctor),
    (Source::OtherBureau, "other_bureau", RecordWord::SourceOtherBureau),
    (Source::Other, "other", RecordWord::SourceOther),
];

/// Who told it.
#[must_use]
pub fn source(source: Source) -> RecordWord {
    SOURCES.iter().find(|(known, ..)| *known == source).map_or(RecordWord::SourceOther, |(.., word)| *word)
}

/// What it is for.
#[must_use]
pub const fn purpose(purpose: Purpose) -> RecordWord {
    purpose.word()
}

/// On which ground.
#[must_use]
pub const fn ground(ground: LegalGround) -> RecordWord {
    match ground {
        LegalGround::Interest => RecordWord::GroundInterest,
        LegalGround::Agreement => RecordWord::GroundAgreement,
        LegalGround::LegalDuty => RecordWord::GroundLegalDuty,
        LegalGround::PublicTask => RecordWord::GroundPublicTask,
        LegalGround::HerYes => RecordWord::GroundHerYes,
        LegalGround::Reintegration => RecordWord::GroundReintegration,
        LegalGround::ExplicitYes => RecordWord::GroundExplicitYes,
        LegalGround::NumberLaw => RecordWord::GroundNumberLaw,
    }
}

/// How long something took.
#[must_use]
pub fn took(lang: Lang, minutes: u32) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let word = match (hours, rest) {
        (0, 1) => RecordWord::TookOne,
        (0, _) => RecordWord::TookMinutes,
        (_, 0) => RecordWord::TookHours,
        _ => RecordWord::TookBoth,
    };
    lang.fill_later(word, &[("hours", &hours.to_string()), ("minutes", &rest.to_string())])
}

/// How carefully it is handled, where that is more than usual.
#[must_use]
pub const fn class(class: Class) -> Option<RecordWord> {
    match class {
        Class::Ordinary => None,
        Class::Personal => Some(RecordWord::ClassPersonal),
        Class::Special => Some(RecordWord::ClassSpecial),
        Class::Belief => Some(RecordWord::ClassBelief),
        Class::ReceivedMedical => Some(RecordWord::ClassReceivedMedical),
        Class::Number => Some(RecordWord::ClassNumber),
    }
}

/// What a service is called.
#[must_use]
pub const fn service(service: Service) -> RecordWord {
    match service {
        Service::FirstTrack => RecordWord::ServiceFirstTrack,
        Service::SecondTrack => RecordWord::ServiceSecondTrack,
        Service::ThirdTrack => RecordWord::ServiceThirdTrack,
        Service::CareerCheck => RecordWord::ServiceCareerCheck,
        Service::Outplacement => RecordWord::ServiceOutplacement,
        Service::CareerCoaching => RecordWord::ServiceCareerCoaching,
        Service::Coaching => RecordWord::ServiceCoaching,
    }
}

/// Everybody who refers, with a name that no language changes.
pub const REFERRERS: [(Referrer, &str, RecordWord); 4] = [
    (Referrer::Employer, "employer", RecordWord::ReferrerEmployer),
    (Referrer::Uwv, "uwv", RecordWord::ReferrerUwv),
    (Referrer::Municipality, "municipality", RecordWord::ReferrerMunicipality),
    (Referrer::Herself, "herself", RecordWord::ReferrerHerself),
];

/// The intake as names and values.
#[must_use]
pub fn intake(lang: Lang, intake: &Intake) -> Vec<(RecordWord, String)> {
    let referrer = REFERRERS.iter().find(|(known, ..)| *known == intake.referrer);
    let referrer = referrer.map_or(RecordWord::ReferrerHerself, |(.., word)| *word);
    let law = if intake.gatekeeper { RecordWord::IntakeLawYes } else { RecordWord::IntakeLawNo };
    let said = |word: RecordWord| lang.say_later(word).to_owned();
    let payer = intake.payer.as_ref().map(|payer| (RecordWord::IntakePayer, payer.to_string()));
    [(RecordWord::IntakeReferrer, said(referrer))]
        .into_iter()
        .chain(payer)
        .chain([(RecordWord::IntakeService, said(service(intake.service))), (RecordWord::IntakeLaw, said(law))])
        .collect()
}

/// A value as it is read.
#[must_use]
pub fn value(lang: Lang, value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Day(day) => day.in_words(lang),
        Value::Number(number) => number.to_string(),
        Value::Masked(masked) => masked.to_string(),
    }
}

/// Who wrote it and when, and which version it is where it was put right.
#[must_use]
pub fn written(lang: Lang, view: &RecordView, by: &str) -> String {
    let word = if view.version > 1 { RecordWord::LineVersion } else { RecordWord::LineWritten };
    let (date, version) = (clock::day(lang, view.at), view.version.to_string());
    lang.fill_later(word, &[("name", by), ("date", &date), ("n", &version)])
}

/// Where on a page something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What the coach notes.
    Notes,
    /// What is listed by day.
    Days,
    /// Everything else.
    Data,
}

impl Group {
    /// Where this kind stands.
    #[must_use]
    pub const fn of(kind: RecordKind) -> Self {
        match kind {
            RecordKind::Note => Self::Notes,
            kind if kind.is_of_a_day() => Self::Days,
            _ => Self::Data,
        }
    }
}
