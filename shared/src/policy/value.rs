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
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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

/// Makes kinds of "several of a closed list", each with when one such choice protects her less than another.
macro_rules! several {
    ($($(#[$doc:meta])* $name:ident: $looser:expr;)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(transparent, bound(deserialize = "T: Choice"))]
        pub struct $name<T: Choice>(pub BTreeSet<T>);

        impl<T: Choice> Value for $name<T> {
            const OPTIONS: Options = Options::Any(T::NAMES);

            fn names(&self) -> Vec<String> {
                self.0.iter().map(|one| one.name().to_owned()).collect()
            }

            fn named(names: &[String]) -> Option<Self> {
                names.iter().map(|name| T::of_name(name)).collect::<Option<_>>().map(Self)
            }

            fn is_looser_than(&self, other: &Self) -> bool {
                let looser: fn(&BTreeSet<T>, &BTreeSet<T>) -> bool = $looser;
                looser(&self.0, &other.0)
            }
        }
    )+ };
}

several! {
    /// Several of a closed list, where each one more protects her less.
    AnyOf: |one, other| !one.is_subset(other);
    /// Several of a closed list, where each one less protects her less.
    AllOf: |one, other| !one.is_superset(other);
    /// Several of a closed list, where more or less says nothing of how she is protected.
    SomeOf: |_one, _other| false;
}

/// Makes numbers, each with what it can be and when one protects her less than another.
macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident, $min:literal to $max:literal: $looser:expr;)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u16);

        impl Value for $name {
            const OPTIONS: Options = Options::Number { min: $min, max: $max };

            fn names(&self) -> Vec<String> {
                vec![self.0.to_string()]
            }

            fn named(names: &[String]) -> Option<Self> {
                match names {
                    [one] => one.parse().ok().map(Self).filter(Self::is_possible),
                    _ => None,
                }
            }

            fn is_looser_than(&self, other: &Self) -> bool {
                let looser: fn(u16, u16) -> bool = $looser;
                looser(self.0, other.0)
            }

            fn is_possible(&self) -> bool {
                ($min..=$max).contains(&self.0)
            }
        }
    )+ };
}

numbers! {
    /// A number of years after which something is destroyed: shorter protects her more.
    Years, 1 to 10: |one, other| one > other;
    /// A number of working days that somebody waits for her: longer protects her more.
    WorkingDays, 1 to 10: |one, other| one < other;
}
