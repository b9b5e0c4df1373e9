//! What a recipient is to a client: kinds that are never one another (R1.4), which of them a regulation knows at all, and
//! which need an agreement before anything goes to them (G28).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::policy::choices::{HandOver, ThirdParty};
use crate::policy::{InForce, Parameter};
use crate::refusal::Refusal;
use crate::words::ConsentWord;

/// What somebody is who can get something. A yes for one kind is none for another (R1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecipientKind {
    /// Who brings in the order, and pays (R1.4, P11).
    Payer,
    /// Who leads her at work: another than who pays, also within one organisation (R1.4).
    DirectManager,
    /// UWV (W7e, W12).
    Uwv,
    /// A municipality.
    Municipality,
    /// An employer where she may go to work (W7d, W10a).
    NewEmployer,
    /// Where tests are taken (R1.10, P14).
    TestProvider,
    /// Who offers her a place, or mediates (P14).
    Placement,
    /// Who gives her a training (P14).
    Training,
    /// Who asks clients what they think of the bureau (M16b).
    Surveyor,
    /// Who keeps a collection that who pays or the law demands (S9b).
    Collector,
    /// An authority that a statute names (S1a).
    Authority,
    /// A coach elsewhere, to whom she has her dossier sent.
    OtherCoach,
}

/// Two things that people agree on in writing about personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// What it does with the data, it does for the bureau (AVG 28).
    Processor,
    /// It answers for the data itself, and both wrote down what goes to and fro (P14).
    Exchange,
}

impl AgreementKind {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Processor, Self::Exchange];
}

impl RecipientKind {
    /// Every kind there is.
    pub const ALL: &'static [Self] = &[
        Self::Payer,
        Self::DirectManager,
        Self::Uwv,
        Self::Municipality,
        Self::NewEmployer,
        Self::TestProvider,
        Self::Placement,
        Self::Training,
        Self::Surveyor,
        Self::Collector,
        Self::Authority,
        Self::OtherCoach,
    ];

    /// What it is to her: also in the sentence that she signs (R1.4).
    #[must_use]
    pub const fn word(self) -> ConsentWord {
        match self {
            Self::Payer => ConsentWord::KindPayer,
            Self::DirectManager => ConsentWord::KindDirectManager,
            Self::Uwv => ConsentWord::KindUwv,
            Self::Municipality => ConsentWord::KindMunicipality,
            Self::NewEmployer => ConsentWord::KindNewEmployer,
            Self::TestProvider => ConsentWord::KindTestProvider,
            Self::Placement => ConsentWord::KindPlacement,
            Self::Training => ConsentWord::KindTraining,
            Self::Surveyor => ConsentWord::KindSurveyor,
            Self::Collector => ConsentWord::KindCollector,
            Self::Authority => ConsentWord::KindAuthority,
            Self::OtherCoach => ConsentWord::KindOtherCoach,
        }
    }

    /// Whether it is, or may be, her employer: towards an employer not everybody dares to say no (G7.4, F38).
    #[must_use]
    pub const fn is_employer(self) -> bool {
        matches!(self, Self::Payer | Self::DirectManager | Self::NewEmployer)
    }

    /// The agreements of which one has to stand before anything goes to it; nothing where none is asked (G28, M16b, R1.10).
    #[must_use]
    pub const fn agreements(self) -> &'static [AgreementKind] {
        match self {
            Self::TestProvider | Self::Surveyor => &[AgreementKind::Processor],
            Self::Placement | Self::Training => AgreementKind::ALL,
            Self::Payer
            | Self::DirectManager
            | Self::Uwv
            | Self::Municipality
            | Self::NewEmployer
            | Self::Collector
            | Self::Authority
            | Self::OtherCoach => &[],
        }
    }

    /// Whether a regulation knows it as somebody to whom something may go at all. Whether she has to say yes, and to what,
    /// is asked apart.
    ///
    /// # Errors
    /// [`Refusal::NotByRegulation`], with the article that says so.
    pub fn is_known_to(self, policy: &InForce) -> Result<(), Refusal> {
        if allowed_kinds(policy).contains(&self) {
            return Ok(());
        }
        Err(match self {
            Self::OtherCoach => Refusal::not_by(Parameter::HandOver, &policy.hand_over),
            _ => Refusal::not_by(Parameter::ThirdParties, &policy.third_parties),
        })
    }
}

impl ThirdParty {
    /// The kinds of recipients that it lets in.
    #[must_use]
    pub const fn kinds(self) -> &'static [RecipientKind] {
        match self {
            Self::AgreedEmployer => &[RecipientKind::NewEmployer],
            Self::UwvOnHerOrder => &[RecipientKind::Uwv],
            Self::PayerAndManager => &[RecipientKind::Payer, RecipientKind::DirectManager],
            Self::TestProvider => &[RecipientKind::TestProvider],
            Self::Placement => &[RecipientKind::Placement],
            Self::Training => &[RecipientKind::Training],
            Self::DemandedCollection => &[RecipientKind::Collector],
            Self::Statute => &[RecipientKind::Uwv, RecipientKind::Municipality, RecipientKind::Authority],
        }
    }
}

impl HandOver {
    /// The kinds of recipients that it lets in.
    #[must_use]
    pub const fn kinds(self) -> &'static [RecipientKind] {
        match self {
            Self::OnHerOrder => &[RecipientKind::OtherCoach],
            Self::ToPayer => &[RecipientKind::Payer],
            Self::ToUwv => &[RecipientKind::Uwv],
        }
    }
}

/// The kinds of recipients that a policy knows. Who pays is always one: no regulation sends it nothing, they differ in
/// whether she has to say yes (M3a, R5.1, P11). So is who asks what she thought: on what that rests is a parameter of its
/// own (M16a, S9b).
#[must_use]
pub fn allowed_kinds(policy: &InForce) -> BTreeSet<RecipientKind> {
    let third = policy.third_parties.is.0.iter().flat_map(|third| third.kinds());
    let end = policy.hand_over.is.0.iter().flat_map(|to| to.kinds());
    third.chain(end).chain(&[RecipientKind::Payer, RecipientKind::Surveyor]).copied().collect()
}

/// The others: nothing may go to them.
#[must_use]
pub fn unknown_kinds(policy: &InForce) -> Vec<RecipientKind> {
    let allowed = allowed_kinds(policy);
    RecipientKind::ALL.iter().copied().filter(|kind| !allowed.contains(kind)).collect()
}
