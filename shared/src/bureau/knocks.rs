//! Knocks at what one may not see, counted per person and hour: nobody fills the log by knocking (M7b).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::time::Timestamp;

/// How many targets a person has an entry for in an hour (M7b). Further ones fold into one, which has no target.
pub const KNOCKS_MAX: u16 = 20;

/// The knocks of one hour.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knocks {
    hour: i64,
    count: BTreeMap<PersonId, u16>,
}

impl Knocks {
    const fn hour(at: Timestamp) -> i64 {
        at.0.div_euclid(3_600_000)
    }

    pub(super) fn of(&self, person: PersonId, now: Timestamp) -> u16 {
        if self.hour == Self::hour(now) { self.count.get(&person).copied().unwrap_or_default() } else { 0 }
    }

    pub(super) fn count(&mut self, person: PersonId, at: Timestamp) {
        let count = self.of(person, at).saturating_add(1);
        if self.hour != Self::hour(at) {
            *self = Self { hour: Self::hour(at), count: BTreeMap::new() };
        }
        self.count.insert(person, count);
    }
}
