//! Five regulations that bureaus really have: each is read, merged with the law, and says where it falls short.

use proptest::prelude::*;

use super::choices::*;
use super::findings::{Finding, findings};
use super::presets::{self, Preset};
use super::value::{Choice as _, Options};
use super::{Chosen, Ground, Parameter, Policy, Turn};
use crate::time::CivilDate;

fn policy(preset: Preset) -> Policy {
    preset.policy().unwrap()
}

#[test]
fn each_regulation_that_is_shipped_is_read_and_written_and_read_the_same() {
    for preset in Preset::ALL {
        let read = policy(*preset);
        assert_eq!(presets::read(&presets::write(&read)), Ok(read), "{preset:?}");
    }
}

#[test]
fn every_parameter_is_said_by_at_least_one_regulation() {
    for parameter in Parameter::ALL {
        let said = Preset::ALL.iter().any(|preset| policy(*preset).chosen(*parameter).is_some());
        let only_ours = [Parameter::CopyWait, Parameter::Extension].contains(parameter);
        assert!(said || only_ours, "{parameter:?}");
    }
}

#[test]
fn s11d_six_weeks_from_taking_up_is_weaker_than_the_law_and_the_law_holds() {
    let policy = policy(Preset::JointExecutors);
    let now = policy.in_force();
    assert_eq!(now.second_term.is, SecondTerm::None);
    assert_eq!(now.second_term.by, Ground::Law("AVG 12(3)"));
    assert_eq!(now.answer_term.is, AnswerTerm::FourWeeks, "S11c: stricter than the law, so it stays");
    let says = vec!["six_weeks".to_owned()];
    let weaker = Finding::WeakerThanLaw { parameter: Parameter::SecondTerm, says, law: "AVG 12(3)" };
    assert!(findings(&policy, None).contains(&weaker));
}

#[test]
fn m12_r1_1_p2_s1b_who_leans_on_a_repealed_law_is_told_and_who_does_not_is_not() {
    let repealed = |preset: Preset| -> Vec<Law> {
        let laws = findings(&policy(preset), None).into_iter();
        laws.filter_map(|finding| if let Finding::Repealed { law } = finding { Some(law) } else { None }).collect()
    };
    assert_eq!(repealed(Preset::WrittenOnly), [Law::Wbp]);
    assert_eq!(repealed(Preset::OralCv), []);
    assert_eq!(repealed(Preset::ClientJudges), [Law::Wbp]);
    assert_eq!(repealed(Preset::CopyFirst), [Law::Wbp]);
    assert_eq!(repealed(Preset::JointExecutors), [Law::Wbp, Law::Wpr]);
}

#[test]
fn m4b_no_regulation_keeps_a_whole_copy_of_identity_papers() {
    let now = policy(Preset::WrittenOnly).in_force();
    assert_eq!(now.identity_copy.is, IdentityCopy::Masked);
    assert_eq!(now.identity_copy.overruled, Some(IdentityCopy::Whole));
}

#[test]
fn g24_where_a_regulation_is_silent_the_strict_default_holds_and_says_so() {
    let now = policy(Preset::CopyFirst).in_force();
    assert_eq!((now.consent_form.is, now.consent_form.by), (ConsentForm::Written, Ground::Assumed));
    let silent = Finding::Silent { parameter: Parameter::ConsentForm };
    assert!(findings(&policy(Preset::CopyFirst), None).contains(&silent));
    assert_eq!(Policy::default().loosened(), [], "nothing is loose that nobody chose");
    let loosened = policy(Preset::OralCv).loosened();
    assert!(loosened.contains(&Parameter::DigitalYears) && loosened.contains(&Parameter::WhoSees), "{loosened:?}");
    assert!(!loosened.contains(&Parameter::CvProfile));
}

#[test]
fn m15_r7_3_the_authority_is_always_a_route_and_screens_are_always_a_way_to_see() {
    for preset in Preset::ALL {
        let now = policy(*preset).in_force();
        assert!(now.complaints.is.0.contains(&ComplaintRoute::Authority), "{preset:?}");
        assert!(now.access_forms.is.0.contains(&AccessForm::Online), "S10a, {preset:?}");
    }
}

#[test]
fn a_bad_file_is_refused_with_line_key_and_reason() {
    let fault = |file: &str| presets::read(file).unwrap_err();
    let unknown = fault("digital_years = { is = 2 }\nwho_sees = { is = \"everybody\" }\n");
    assert_eq!((unknown.line, unknown.key.as_deref()), (2, Some("who_sees")), "{unknown}");
    assert!(unknown.reason.contains("own_coach"), "it says what can be: {unknown}");
    let key = fault("\n\nwho_see = { is = \"own_coach\" }\n");
    assert_eq!((key.line, key.key.as_deref()), (3, Some("who_see")), "{key}");
    let high = fault("# a file\nwho_sees = { is = \"own_coach\" }\ndigital_years = { is = 99 }\n");
    assert_eq!(
        (high.line, high.key.as_deref(), high.reason.as_str()),
        (3, Some("digital_years"), "a number from 1 to 10")
    );
    let long = format!("bsn = {{ is = \"none\", article = \"{}\" }}", "9".repeat(21));
    assert_eq!(fault(&long).line, 1);
    assert_eq!(fault("who_sees = { is = \"own_coach\"").line, 1);
    let free = fault("bsn = { is = \"none\", note = \"free\" }");
    assert_eq!(free.line, 1, "no free strings: {free}");
}

#[test]
fn a_change_of_a_parameter_is_stricter_or_looser_for_her() {
    let (old, new) = (policy(Preset::OralCv).in_force(), policy(Preset::WrittenOnly).in_force());
    assert_eq!(new.against(&old, Parameter::DigitalYears), Turn::Stricter);
    assert_eq!(old.against(&new, Parameter::DigitalYears), Turn::Looser);
    assert_eq!(new.against(&old, Parameter::CvProfile), Turn::Same);
    assert_eq!(new.against(&old, Parameter::Laws), Turn::Other, "another law is neither");
}

/// Any policy that a form could make.
pub fn any_policy() -> impl Strategy<Value = Policy> {
    let one = |parameter: Parameter| {
        let names = match parameter.options() {
            Options::One(names) => prop::sample::select(names).prop_map(|name| vec![name.to_owned()]).boxed(),
            Options::Any(names) => prop::sample::subsequence(names, 0..=names.len())
                .prop_map(|some| some.into_iter().map(str::to_owned).collect())
                .boxed(),
            Options::Number { min, max } => (min..=max).prop_map(|number| vec![number.to_string()]).boxed(),
        };
        prop::option::of(names.prop_map(|names| Chosen { names, article: None })).prop_map(move |is| (parameter, is))
    };
    Parameter::ALL.iter().map(|parameter| one(*parameter)).collect::<Vec<_>>().prop_map(|all| {
        let mut policy = Policy::default();
        for (parameter, chosen) in all {
            policy.choose(parameter, chosen).unwrap();
        }
        policy
    })
}

proptest! {
    #[test]
    fn the_strictest_of_regulation_and_law_holds_whatever_a_bureau_writes(policy in any_policy()) {
        let now = policy.in_force();
        for parameter in Parameter::ALL {
            let said = now.said(*parameter);
            let written = policy.chosen(*parameter).map(|chosen| chosen.names);
            prop_assert_eq!(written.is_none(), said.by == Ground::Assumed);
            let told = said.overruled.unwrap_or(said.names);
            prop_assert!(written.is_none_or(|written| written == told));
        }
        // Once the law's word is written down, nothing is left to overrule, and nothing has become looser.
        let mut written = Policy::default();
        for parameter in Parameter::ALL {
            written.choose(*parameter, Some(Chosen { names: now.said(*parameter).names, article: None })).unwrap();
        }
        let again = written.in_force();
        for parameter in Parameter::ALL {
            prop_assert!(again.said(*parameter).overruled.is_none());
            prop_assert_eq!(again.against(&now, *parameter), Turn::Same);
        }
        prop_assert_eq!(presets::read(&presets::write(&policy)), Ok(policy));
    }
}

#[test]
fn s15_who_has_a_text_older_than_the_law_is_told_its_day_and_who_has_a_newer_one_is_not() {
    let day = |year, month, day| CivilDate::new(year, month, day).unwrap();
    let older =
        |dated| findings(&Policy::default(), dated).into_iter().any(|found| matches!(found, Finding::Older { .. }));
    assert!(older(Some(day(2012, 7, 5))) && older(Some(day(2018, 5, 24))));
    assert!(!older(Some(day(2018, 5, 25))) && !older(None));
}
