//! Eight fictional clients: what a regulation means for each, so that a bureau sees what a change does before it
//! publishes it. They have the names of the demonstration, and nothing of any real person.

use super::choices::{CopyFirst, Erasure, PayerConsent, Replacement, ThirdParty, Transfer, WhoSees};
use super::value::Choice as _;
use super::{InForce, Parameter};
use crate::policy::choices::AnswerTerm;
use crate::words::{Lang, of_policy};

super::value::choices! {
    /// A fictional client, and what happens to her.
    Case {
        /// Her coach is on holiday.
        Noor = "noor",
        /// He wants his dossier erased.
        Peter = "peter",
        /// Her employer pays, and asks for a report.
        Fatma = "fatma",
        /// He wants his CV sent to an employer.
        Kees = "kees",
        /// Her guidance has ended.
        Lotte = "lotte",
        /// He gets another coach.
        Amir = "amir",
        /// She asks to see everything.
        Ans = "ans",
        /// A colleague of his coach wants to read along.
        Tomasz = "tomasz",
    }
}

/// What a regulation makes of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it can happen, where that is the question.
    pub possible: Option<bool>,
    /// After how many days, where that is the question.
    pub days: Option<i64>,
    /// The parameters that decide it.
    pub rests_on: &'static [Parameter],
}

/// What a change of regulation makes of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Becomes {
    /// Nothing.
    Same,
    /// It was not, and is.
    Possible,
    /// It was, and is not.
    Impossible,
    /// Sooner than before.
    Shorter,
    /// Later than before.
    Longer,
    /// It goes another way.
    Otherwise,
}

const fn can(possible: bool, rests_on: &'static [Parameter]) -> Outcome {
    Outcome { possible: Some(possible), days: None, rests_on }
}

const fn after(days: i64, rests_on: &'static [Parameter]) -> Outcome {
    Outcome { possible: None, days: Some(days), rests_on }
}

impl Case {
    /// What these rules make of it.
    #[must_use]
    pub fn under(self, rules: &InForce) -> Outcome {
        match self {
            Self::Noor => can(rules.replacement.is == Replacement::AfterHerYes, &[Parameter::Replacement]),
            Self::Peter => {
                let days = if rules.erasure.is == Erasure::AtOnce { 0 } else { 31 };
                after(days, &[Parameter::Erasure])
            }
            Self::Fatma => {
                let without_her = rules.payer_consent.is == PayerConsent::NotNeeded;
                let unseen = without_her && rules.copy_first.is == CopyFirst::No;
                Outcome {
                    possible: Some(without_her),
                    days: without_her.then(|| if unseen { 0 } else { i64::from(rules.copy_wait.is.0) }),
                    rests_on: &[Parameter::PayerConsent, Parameter::CopyFirst],
                }
            }
            Self::Kees => can(
                rules.third_parties.is.0.contains(&ThirdParty::AgreedEmployer),
                &[Parameter::ThirdParties, Parameter::ConsentForm],
            ),
            Self::Lotte => after(i64::from(rules.digital_years.is.0).saturating_mul(365), &[Parameter::DigitalYears]),
            Self::Amir => can(rules.transfer.is == Transfer::InSteps, &[Parameter::Transfer, Parameter::CoachApproval]),
            Self::Ans => {
                let days = if rules.answer_term.is == AnswerTerm::FourWeeks { 28 } else { 31 };
                after(days, &[Parameter::AnswerTerm])
            }
            Self::Tomasz => can(
                matches!(rules.who_sees.is, WhoSees::ThreeRoles | WhoSees::JointExecutors | WhoSees::GuidingStaff),
                &[Parameter::WhoSees],
            ),
        }
    }

    /// What a change of rules makes of it.
    #[must_use]
    pub fn becomes(self, old: &InForce, new: &InForce) -> Becomes {
        let (was, is) = (self.under(old), self.under(new));
        match (was.possible, is.possible, was.days, is.days) {
            (Some(false), Some(true), ..) => Becomes::Possible,
            (Some(true), Some(false), ..) => Becomes::Impossible,
            (_, _, Some(was), Some(is)) if is < was => Becomes::Shorter,
            (_, _, Some(was), Some(is)) if is > was => Becomes::Longer,
            _ if is.rests_on.iter().any(|parameter| old.said(*parameter).names != new.said(*parameter).names) => {
                Becomes::Otherwise
            }
            _ => Becomes::Same,
        }
    }

    /// What happens to her, in a sentence.
    #[must_use]
    pub fn story(self, lang: Lang) -> &'static str {
        of_policy("case", self.name()).map_or("", |word| lang.say(word))
    }

    /// What the rules say about it.
    #[must_use]
    pub fn answer(self, rules: &InForce, lang: Lang) -> Vec<String> {
        let said = |parameter: &Parameter| parameter.sentences(&rules.said(*parameter).names, lang);
        self.under(rules).rests_on.iter().flat_map(said).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::presets::Preset;

    #[test]
    fn a_bureau_sees_what_becomes_possible_impossible_shorter_or_longer() {
        use Preset::{ClientJudges, CopyFirst, JointExecutors, OralCv, WrittenOnly};
        let of = |preset: Preset| preset.policy().unwrap().in_force();
        let becomes = |case: Case, old, new| case.becomes(&of(old), &of(new));
        assert_eq!(becomes(Case::Noor, WrittenOnly, ClientJudges), Becomes::Possible);
        assert_eq!(becomes(Case::Kees, OralCv, WrittenOnly), Becomes::Impossible);
        assert_eq!(becomes(Case::Peter, OralCv, ClientJudges), Becomes::Shorter);
        assert_eq!(becomes(Case::Lotte, WrittenOnly, OralCv), Becomes::Longer);
        assert_eq!(becomes(Case::Fatma, WrittenOnly, CopyFirst), Becomes::Possible);
        assert_eq!(becomes(Case::Fatma, CopyFirst, JointExecutors), Becomes::Shorter, "she sees it no more beforehand");
        assert_eq!(becomes(Case::Amir, WrittenOnly, WrittenOnly), Becomes::Same);
        assert_eq!(becomes(Case::Tomasz, OralCv, JointExecutors), Becomes::Otherwise);
        for case in Case::ALL {
            for lang in Lang::ALL {
                assert!(case.story(*lang).ends_with('?'), "{case:?}");
                assert!(!case.answer(&of(OralCv), *lang).is_empty());
            }
        }
    }
}
