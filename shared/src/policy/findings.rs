//! Where a bureau's text falls short: weaker than the law, leaning on a repealed law, or silent.

use super::choices::Law;
use super::{Ground, Parameter, Policy};
use crate::time::CivilDate;

/// One thing that the bureau should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The regulation protects her less than the law, so the law holds (S11d).
    WeakerThanLaw {
        /// About what.
        parameter: Parameter,
        /// The names of what it says.
        says: Vec<String>,
        /// Which law.
        law: &'static str,
    },
    /// The regulation leans on a law that is repealed (M12, R1.1, P2, S1b, S15).
    Repealed {
        /// Which.
        law: Law,
    },
    /// The bureau's text is older than the law that holds now (S15).
    Older {
        /// Of which day it is.
        dated: CivilDate,
    },
    /// The regulation says nothing about this, and the strict default holds (G24).
    Silent {
        /// About what.
        parameter: Parameter,
    },
}

/// Everything that the bureau should look at, in the order of a regulation.
#[must_use]
pub fn findings(policy: &Policy, dated: Option<CivilDate>) -> Vec<Finding> {
    let now = policy.in_force();
    let of = |parameter: &Parameter| {
        let said = now.said(*parameter);
        match (said.by, said.overruled) {
            (Ground::Assumed, _) => Some(Finding::Silent { parameter: *parameter }),
            (Ground::Law(law), Some(says)) => Some(Finding::WeakerThanLaw { parameter: *parameter, says, law }),
            _ => None,
        }
    };
    let repealed = policy.laws.iter().flat_map(|laws| &laws.is.0).filter(|law| law.is_repealed());
    let repealed = repealed.map(|law| Finding::Repealed { law: *law });
    // The GDPR applies from that day on (article 99(2)).
    let old = |dated: &CivilDate| CivilDate::new(2018, 5, 25).is_some_and(|law| *dated < law);
    let older = dated.filter(old).map(|dated| Finding::Older { dated });
    Parameter::ALL.iter().filter_map(of).chain(repealed).chain(older).collect()
}
