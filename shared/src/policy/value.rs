//! What a parameter can be: one of a few choices, several of them, or a number. Never a free text.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Options {
    /// One of these, the one that protects her most first.
    One(&'static [&'static str]),
    /// Any of these, or none.
    Any(&'static [&'static str]),
    /// A number.
    Number {
        /// The least.
        min: u16,
        /// The most.
        max: u16,
    },
}

/// The value of a parameter.
pub trait Value: Clone + Eq + Serialize + DeserializeOwned {
    /// What can be chosen.
    const OPTIONS: Options;

    /// The names of what was chosen, or the number.
    fn names(&self) -> Vec<String>;

    /// What these names mean; nothing where they mean nothing.
    fn named(names: &[String]) -> Option<Self>;

    /// Whether this protects her less than the other would.
    fn is_looser_than(&self, other: &Self) -> bool;

    /// Whether it can be at all.
    fn is_possible(&self) -> bool {
        true
    }
}

/// One of a closed list.
pub trait Choice: Copy + Ord + Serialize + DeserializeOwned + 'static {
    /// All of them, the one that protects her most first.
    const ALL: &'static [Self];
    /// Their names, in the same order.
    const NAMES: &'static [&'static str];

    /// Its name.
    fn name(self) -> &'static str {
        let at = Self::ALL.iter().position(|one| *one == self);
        at.and_then(|at| Self::NAMES.get(at)).copied().unwrap_or_default()
    }

    /// The one with this name.
    fn of_name(name: &str) -> Option<Self> {
        let at = Self::NAMES.iter().position(|one| *one == name)?;
        Self::ALL.get(at).copied()
    }
}

/// Makes closed lists, each from what protects her most to what protects her least.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $one:ident = $text:literal),+ $(,)? })+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$about])* #[serde(rename = $text)] $one),+ }

        impl $crate::policy::value::Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$one),+];
            const NAMES: &'static [&'static str] = &[$($text),+];
        }
    )+ };
}
pub(super) use choices;

impl<T: Choice> Value for T {
    const OPTIONS: Options = Options::One(T::NAMES);

    fn names(&self) -> Vec<String> {
        vec![self.name().to_owned()]
    }

    fn named(names: &[String]) -> Option<Self> {
        match names {
            [name] => T::of_name(name),
            _ => None,
        }
    }

    fn is_looser_than(&self, other: &Self) -> bool {
        self > other
    }
}

/// Several of a closed list, where each one more protects her less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent, bound(deserialize = "T: Choice"))]
pub struct AnyOf<T: Choice>(pub BTreeSet<T>);

/// Several of a closed list, where each one less protects her less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent, bound(deserialize = "T: Choice"))]
pub struct AllOf<T: Choice>(pub BTreeSet<T>);

/// Several of a closed list, where more or less says nothing of how she is protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent, bound(deserialize = "T: Choice"))]
pub struct SomeOf<T: Choice>(pub BTreeSet<T>);

fn names_of<T: Choice>(chosen: &BTreeSet<T>) -> Vec<String> {
    chosen.iter().map(|one| one.name().to_owned()).collect()
}

fn chosen<T: Choice>(names: &[String]) -> Option<BTreeSet<T>> {
    names.iter().map(|name| T::of_name(name)).collect()
}

impl<T: Choice> Value for AnyOf<T> {
    const OPTIONS: Options = Options::Any(T::NAMES);

    fn names(&self) -> Vec<String> {
        names_of(&self.0)
    }

    fn named(names: &[String]) -> Option<Self> {
        chosen(names).map(Self)
    }

    fn is_looser_than(&self, other: &Self) -> bool {
        !self.0.is_subset(&other.0)
    }
}

impl<T: Choice> Value for AllOf<T> {
    const OPTIONS: Options = Options::Any(T::NAMES);

    fn names(&self) -> Vec<String> {
        names_of(&self.0)
    }

    fn named(names: &[String]) -> Option<Self> {
        chosen(names).map(Self)
    }

    fn is_looser_than(&self, other: &Self) -> bool {
        !self.0.is_superset(&other.0)
    }
}

impl<T: Choice> Value for SomeOf<T> {
    const OPTIONS: Options = Options::Any(T::NAMES);

    fn names(&self) -> Vec<String> {
        names_of(&self.0)
    }

    fn named(names: &[String]) -> Option<Self> {
        chosen(names).map(Self)
    }

    fn is_looser_than(&self, _other: &Self) -> bool {
        false
    }
}

/// A number of years after which something is destroyed: shorter protects her more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Years(pub u16);

/// A number of working days that somebody waits for her: longer protects her more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkingDays(pub u16);

fn number(names: &[String]) -> Option<u16> {
    match names {
        [one] => one.parse().ok(),
        _ => None,
    }
}

impl Value for Years {
    const OPTIONS: Options = Options::Number { min: 1, max: 10 };

    fn names(&self) -> Vec<String> {
        vec![self.0.to_string()]
    }

    fn named(names: &[String]) -> Option<Self> {
        number(names).map(Self).filter(Self::is_possible)
    }

    fn is_looser_than(&self, other: &Self) -> bool {
        self.0 > other.0
    }

    fn is_possible(&self) -> bool {
        (1..=10).contains(&self.0)
    }
}

impl Value for WorkingDays {
    const OPTIONS: Options = Options::Number { min: 1, max: 10 };

    fn names(&self) -> Vec<String> {
        vec![self.0.to_string()]
    }

    fn named(names: &[String]) -> Option<Self> {
        number(names).map(Self).filter(Self::is_possible)
    }

    fn is_looser_than(&self, other: &Self) -> bool {
        self.0 < other.0
    }

    fn is_possible(&self) -> bool {
        (1..=10).contains(&self.0)
    }
}
