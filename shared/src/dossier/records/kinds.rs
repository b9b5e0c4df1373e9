//! The kinds of records, and what of each is fixed: item of the list, class, form, purposes, grounds.

use serde::{Deserialize, Serialize};

use crate::dossier::purposes::Purpose;
use crate::policy::choices::{Bsn, DataItem, TimeLog};
use crate::text::{CitizenNumber, Label, Remark};
use crate::time::CivilDate;

/// How many files go with one record.
pub const FILES_MAX: usize = 10;

/// How carefully something is handled (R2.2e, W6, P10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// As all personal data.
    Ordinary,
    /// Personal results and reports (R2.2e).
    Personal,
    /// What the law calls special, or the bureau does: health above all (AVG 9, W6).
    Special,
    /// Belief, descent or political colour (P9).
    Belief,
    /// About health, and told by somebody else: fewer people read it, and each look counts by itself (P10).
    ReceivedMedical,
    /// The citizen service number (UAVG 46).
    Number,
}

/// Who told it (M1a, P3b, G14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// She.
    Client,
    /// The bureau itself: what a coach saw, wrote, or worked out.
    Bureau,
    /// Her employer, or who pays.
    Payer,
    /// UWV.
    Uwv,
    /// Her municipality.
    Municipality,
    /// A doctor, or another who treats her.
    Doctor,
    /// Another bureau that guided her.
    OtherBureau,
    /// Somebody else.
    Other,
}

impl Source {
    /// Whether it comes from outside the two who talk with each other: she is told then (G14).
    #[must_use]
    pub const fn is_others(self) -> bool {
        !matches!(self, Self::Client | Self::Bureau)
    }
}

/// On which ground of the law something is kept (G6, W5a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LegalGround {
    /// The interest of the bureau in doing its work well (AVG 6(1)(f)).
    Interest,
    /// An agreement with her (AVG 6(1)(b)): weaker where she is no party to it.
    Agreement,
    /// A duty by law (AVG 6(1)(c)).
    LegalDuty,
    /// A public task, of UWV or a municipality (AVG 6(1)(e)).
    PublicTask,
    /// Her yes (AVG 6(1)(a)).
    HerYes,
    /// The exception for re-integration (AVG 9(2)(b), UAVG 30).
    Reintegration,
    /// Her explicit yes (AVG 9(2)(a)).
    ExplicitYes,
    /// The law on the citizen service number (UAVG 46).
    NumberLaw,
}

impl Class {
    /// The grounds on which it can be kept, the usual one first. Her yes is never the usual one (G6).
    #[must_use]
    pub const fn grounds(self) -> &'static [LegalGround] {
        use LegalGround::{Agreement, ExplicitYes, HerYes, Interest, LegalDuty, NumberLaw, PublicTask, Reintegration};
        match self {
            Self::Ordinary | Self::Personal => &[Interest, Agreement, LegalDuty, PublicTask, HerYes],
            Self::Special | Self::ReceivedMedical => &[Reintegration, ExplicitYes],
            // The exception for re-integration is about health alone.
            Self::Belief => &[ExplicitYes],
            Self::Number => &[NumberLaw],
        }
    }

    /// The grounds of article 6 that go beside an exception for what is sensitive: both have to hold (G6).
    #[must_use]
    pub const fn beside(self) -> &'static [LegalGround] {
        if self.is_special() { Self::Ordinary.grounds() } else { &[] }
    }

    /// Whether this is what goes beside its ground: one where the law asks two, else none.
    #[must_use]
    pub fn takes_beside(self, beside: Option<LegalGround>) -> bool {
        beside.map_or(!self.is_special(), |ground| self.beside().contains(&ground))
    }

    /// The class of a new version, by that of the one before: a doctor's letter does not become ordinary by being put right,
    /// whoever does that (P10).
    #[must_use]
    pub const fn after(self, before: Option<Self>) -> Self {
        match before {
            Some(Self::ReceivedMedical) => Self::ReceivedMedical,
            _ => self,
        }
    }

    /// Whether it is about her health, or handled so by the bureau (AVG 9, W6).
    #[must_use]
    pub const fn is_health(self) -> bool {
        matches!(self, Self::Special | Self::ReceivedMedical)
    }

    /// Whether the law calls it special (AVG 9).
    #[must_use]
    pub const fn is_special(self) -> bool {
        matches!(self, Self::Special | Self::Belief | Self::ReceivedMedical)
    }
}

/// What form a value has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Words.
    Text,
    /// A day.
    Day,
    /// A citizen service number.
    Number,
}

/// Makes the kinds of records: which item of a regulation's list each is, its class, its form and its purposes.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident: $item:expr, $class:ident, $form:ident, [$($purpose:ident),+];)+) => {
        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum RecordKind { $($(#[$doc])* $name),+ }

        impl RecordKind {
            /// All of them, in the order in which she reads them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Which item of a regulation's list it is; none for what every dossier has.
            #[must_use]
            pub const fn listed(self) -> Option<DataItem> {
                match self { $(Self::$name => $item),+ }
            }

            /// How carefully it is handled, whoever told it.
            #[must_use]
            pub const fn own_class(self) -> Class {
                match self { $(Self::$name => Class::$class),+ }
            }

            /// The form of its value.
            #[must_use]
            pub const fn form(self) -> Form {
                match self { $(Self::$name => Form::$form),+ }
            }

            /// What it can be kept for, and for nothing else (G5.1b, W7).
            #[must_use]
            pub const fn purposes(self) -> &'static [Purpose] {
                match self { $(Self::$name => &[$(Purpose::$purpose),+]),+ }
            }
        }
    };
}

kinds! {
    /// What the coach notes about how it goes (M4b, W7g).
    Note: None, Ordinary, Text, [Guidance];
    /// A contact between the talks (M4b).
    Contact: None, Ordinary, Text, [Guidance];
    /// What was done for her (R3.4).
    Activity: None, Ordinary, Text, [Guidance, Finance];
    /// An e-mail (R3.4).
    Email: None, Ordinary, Text, [Guidance];
    /// A letter (P3b).
    Letter: None, Ordinary, Text, [Guidance];
    /// What another organisation handed over about her: a dossier, or a part of one (P4).
    Elsewhere: None, Ordinary, Text, [Guidance];
    /// What she handed in herself (P3b).
    HandedIn: None, Ordinary, Text, [Guidance];
    /// A copy of her identity papers, partly covered; what is covered, in words (M4b).
    IdentityCopy: None, Ordinary, Text, [Guidance, Uwv];
    /// What was told her aloud, because she asked (G12.1).
    Told: None, Ordinary, Text, [Guidance];
    /// Somebody who is involved, and how to reach her or him (M4b).
    Party: None, Ordinary, Text, [Contact];
    /// What the invoices about her take: the number of the order, to whom they go (M2).
    Billing: None, Ordinary, Text, [Finance];
    /// Her address.
    Address: Some(DataItem::Address), Ordinary, Text, [Contact];
    /// Her date of birth.
    BirthDate: Some(DataItem::BirthDate), Ordinary, Day, [Guidance, Uwv];
    /// Her marital status.
    MaritalStatus: Some(DataItem::MaritalStatus), Ordinary, Text, [Guidance, Advice];
    /// Her education.
    Education: Some(DataItem::Education), Ordinary, Text, [Possibilities, Tests, Advice];
    /// Her work so far.
    WorkHistory: Some(DataItem::WorkHistory), Ordinary, Text, [Possibilities, Tests, Advice];
    /// Her CV, as words.
    Cv: Some(DataItem::Cv), Ordinary, Text, [Possibilities];
    /// Her income.
    Income: Some(DataItem::Income), Ordinary, Text, [Advice];
    /// Her benefits so far.
    Benefits: Some(DataItem::Benefits), Ordinary, Text, [Possibilities, Tests, Advice];
    /// What who pays wants to see better, told with her knowledge (R2.2c).
    PayersPoints: Some(DataItem::PayersPoints), Personal, Text, [Guidance];
    /// Results of tests (R2.2e).
    TestResults: Some(DataItem::TestResults), Personal, Text, [Tests, Possibilities];
    /// Her first day of illness (W7f).
    FirstSickDay: Some(DataItem::FirstSickDay), Special, Day, [Advice, Uwv];
    /// What she can and cannot do.
    Limitations: Some(DataItem::Limitations), Special, Text, [Possibilities, Tests, Advice];
    /// The list of functional possibilities.
    FunctionalList: Some(DataItem::FunctionalList), Special, Text, [Possibilities, Advice];
    /// The assignment or work plan (W7c).
    WorkPlan: Some(DataItem::WorkPlan), Special, Text, [Purchase];
    /// Something else about her health.
    Health: Some(DataItem::Health), Special, Text, [Guidance];
    /// Her citizen service number (W7e).
    CitizenNumber: Some(DataItem::Bsn), Number, Number, [Uwv];
    /// Religion, descent or political colour: not kept, but for a written reason (P9).
    Belief: None, Belief, Text, [Guidance];
}

impl RecordKind {
    /// Whether it is about her health.
    const fn is_medical(self) -> bool {
        matches!(self, Self::FirstSickDay | Self::Limitations | Self::FunctionalList | Self::Health)
    }

    /// How carefully it is handled, by who told it: what a doctor tells is medical, whatever it comes in. `apart` says
    /// whether the regulation treats that apart (P10). Belief and the citizen number have rules of their own, whoever
    /// told them.
    #[must_use]
    pub const fn class_of(self, source: Source, apart: bool) -> Class {
        let medical = matches!(source, Source::Doctor) || (self.is_medical() && source.is_others());
        match self.own_class() {
            own @ (Class::Belief | Class::Number) => own,
            own if !medical => own,
            _ if apart => Class::ReceivedMedical,
            _ => Class::Special,
        }
    }

    /// The same for a new version.
    #[must_use]
    pub const fn class_after(self, known: Option<Class>, source: Source, apart: bool) -> Class {
        self.class_of(source, apart).after(known)
    }

    /// What it can be kept for where the regulation says so of the citizen number: then her day of birth goes with it to
    /// UWV alone (W7e).
    #[must_use]
    pub const fn purposes_under(self, bsn: Bsn) -> &'static [Purpose] {
        match (self, bsn) {
            (Self::BirthDate, Bsn::UwvOnly) => &[Purpose::Uwv],
            _ => self.purposes(),
        }
    }

    /// Whether it says how somebody is reached.
    #[must_use]
    pub const fn is_contact(self) -> bool {
        matches!(self, Self::Address | Self::Party)
    }

    /// Whether only another can tell it.
    #[must_use]
    pub const fn is_anothers(self) -> bool {
        matches!(self, Self::Elsewhere)
    }

    /// Whether she keeps it herself, and nobody for her (P3b).
    #[must_use]
    pub const fn is_hers(self) -> bool {
        matches!(self, Self::HandedIn)
    }

    /// Whether it may hold anything, her health too: as few people read it as what a doctor told (P4, P10, M4b).
    #[must_use]
    pub const fn is_for_few(self) -> bool {
        matches!(self, Self::Elsewhere | Self::HandedIn | Self::IdentityCopy)
    }

    /// How many files go with it: from, and up to.
    #[must_use]
    pub const fn files(self) -> (usize, usize) {
        match self {
            Self::HandedIn => (1, FILES_MAX),
            Self::IdentityCopy => (1, 1),
            Self::Elsewhere
            | Self::Letter
            | Self::Email
            | Self::Education
            | Self::Cv
            | Self::TestResults
            | Self::FunctionalList
            | Self::WorkPlan => (0, FILES_MAX),
            _ => (0, 0),
        }
    }

    /// Whether only the bureau itself can tell it.
    #[must_use]
    pub const fn is_the_bureaus(self) -> bool {
        matches!(self, Self::Note | Self::Activity | Self::Told)
    }

    /// What of the work with her it is, where that is listed by day (M4b, R3.4).
    #[must_use]
    pub const fn logged(self) -> Option<TimeLog> {
        match self {
            Self::Contact => Some(TimeLog::Contacts),
            Self::Activity => Some(TimeLog::Activities),
            Self::Email => Some(TimeLog::Emails),
            Self::Letter => Some(TimeLog::Letters),
            _ => None,
        }
    }

    /// Whether it happened on a day, which is kept with it (F64).
    #[must_use]
    pub const fn is_of_a_day(self) -> bool {
        matches!(self, Self::Told | Self::Elsewhere) || self.logged().is_some()
    }
}

/// What is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Words.
    Text(Remark),
    /// A day.
    Day(CivilDate),
    /// A citizen service number.
    Number(CitizenNumber),
    /// The last digits of one, for whoever has no use for the rest (W7e). Nobody can keep such a value.
    Masked(Label),
}

impl Value {
    /// Whether it has this form.
    #[must_use]
    pub const fn is_of(&self, form: Form) -> bool {
        matches!(
            (self, form),
            (Self::Text(_), Form::Text) | (Self::Day(_), Form::Day) | (Self::Number(_), Form::Number)
        )
    }
}
