//! A regulation's parameters: what a bureau chose, each with the article it stems from, and what the law makes of it.
//!
//! A [`Policy`] is what a bureau wrote ([`parameters`]): each parameter is one of a closed list ([`choices`]), some of
//! one, or a number ([`value`]); where the regulation says nothing, there is nothing. [`Policy::in_force`] merges it
//! with the law, where what protects her more wins, and with strict defaults (G24). [`findings`] lists where the
//! bureau's own text is weaker than the law, leans on a repealed one, or is silent. Five regulations that bureaus
//! really have are shipped ([`presets`]); a bureau starts from one and makes its own.

pub mod cases;
pub mod choices;
pub mod findings;
mod parameters;
#[cfg(not(target_arch = "wasm32"))]
pub mod presets;
mod said;
#[cfg(test)]
mod tests;
pub mod value;

use serde::{Deserialize, Serialize};

pub use parameters::{InForce, Parameter, Policy};
pub use said::Chapter;

use crate::text::Cite;
use value::Value;

/// What a regulation says about one parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cited<T> {
    /// What it says.
    pub is: T,
    /// In which of its articles; none where the bureau chose it without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Cite>,
}

/// The same without its type, as files and forms know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// The names of what was chosen, or the number.
    pub names: Vec<String>,
    /// In which article of the regulation.
    #[serde(default)]
    pub article: Option<Cite>,
}

impl<T: Value> Cited<T> {
    fn chosen(&self) -> Chosen {
        Chosen { names: self.is.names(), article: self.article.clone() }
    }

    fn read(chosen: Chosen) -> Option<Self> {
        Some(Self { is: T::named(&chosen.names)?, article: chosen.article })
    }
}

/// On what a parameter rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// On the bureau's own regulation, and which article of it.
    Regulation(Option<Cite>),
    /// On the law, which protects her more than the regulation does.
    Law(&'static str),
    /// On nothing that was written: the strict default (G24).
    Assumed,
}

/// A parameter that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruled<T> {
    /// What holds.
    pub is: T,
    /// On what it rests.
    pub by: Ground,
    /// What the regulation says, where the law overrules it.
    pub overruled: Option<T>,
}

impl<T: Value> Ruled<T> {
    /// The strictest of what is written, and of the law; what is assumed where nothing is written.
    fn merge(written: Option<&Cited<T>>, assumed: T, lawful: impl FnOnce(&T) -> Option<(T, &'static str)>) -> Self {
        let Some(written) = written else { return Self { is: assumed, by: Ground::Assumed, overruled: None } };
        match lawful(&written.is) {
            Some((is, law)) if is != written.is => {
                Self { is, by: Ground::Law(law), overruled: Some(written.is.clone()) }
            }
            _ => Self { is: written.is.clone(), by: Ground::Regulation(written.article.clone()), overruled: None },
        }
    }

    fn said(&self) -> Said {
        let overruled = self.overruled.as_ref().map(Value::names);
        Said { names: self.is.names(), by: self.by.clone(), overruled }
    }
}

/// A parameter that holds, without its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The names of what holds, or the number.
    pub names: Vec<String>,
    /// On what it rests.
    pub by: Ground,
    /// What the regulation says, where the law overrules it.
    pub overruled: Option<Vec<String>>,
}

/// What a change of a parameter means for her.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// Nothing changes.
    Same,
    /// She is protected more.
    Stricter,
    /// She is protected less.
    Looser,
    /// Neither more nor less.
    Other,
}

impl Turn {
    fn of<T: Value>(new: &T, old: &T) -> Self {
        match (new.is_looser_than(old), old.is_looser_than(new)) {
            _ if new == old => Self::Same,
            (true, _) => Self::Looser,
            (false, true) => Self::Stricter,
            (false, false) => Self::Other,
        }
    }
}
