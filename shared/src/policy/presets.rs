//! The regulations that are shipped, and how a regulation is read from a file and written to one.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::value::{Choice as _, Options};
use super::{Parameter, Policy};
use crate::words::{Lang, of_policy};

super::value::choices! {
    /// A regulation that is shipped, under a neutral name.
    Preset {
        /// Written consent for everybody.
        WrittenOnly = "written-only",
        /// Spoken consent for CV and UWV.
        OralCv = "oral-cv",
        /// She judges each summary.
        ClientJudges = "client-judges",
        /// She gets each report before it goes.
        CopyFirst = "copy-first",
        /// Several organisations as one.
        JointExecutors = "joint-executors",
    }
}

impl Preset {
    const fn file(self) -> &'static str {
        match self {
            Self::WrittenOnly => include_str!("presets/written-only.toml"),
            Self::OralCv => include_str!("presets/oral-cv.toml"),
            Self::ClientJudges => include_str!("presets/client-judges.toml"),
            Self::CopyFirst => include_str!("presets/copy-first.toml"),
            Self::JointExecutors => include_str!("presets/joint-executors.toml"),
        }
    }

    /// Its parameters.
    ///
    /// # Errors
    /// [`FileFault`], never for a file that was shipped: a test reads them all.
    pub fn policy(self) -> Result<Policy, FileFault> {
        read(self.file())
    }
}

impl Preset {
    /// What it is called, and what marks it.
    #[must_use]
    pub fn in_words(self, lang: Lang) -> (&'static str, &'static str) {
        let said = |key: &str| of_policy("preset", key).map_or("", |word| lang.say(word));
        (said(self.name()), said(&format!("{}_lead", self.name())))
    }
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileFault {
    /// The line, from 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub line: usize,
    /// The parameter on that line, where there is one.
    pub key: Option<String>,
    /// What is wrong, as the reader of the file says it.
    pub reason: String,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        if let Some(key) = &self.key {
            write!(f, "{key}: ")?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for FileFault {}

/// Reads a file of parameters.
///
/// # Errors
/// [`FileFault`]: the first that is wrong.
pub fn read(file: &str) -> Result<Policy, FileFault> {
    let policy: Policy = toml::from_str(file).map_err(|cause| {
        let at = cause.span().map_or(0, |span| span.start);
        fault(file, at, cause.message())
    })?;
    match policy.impossible().first() {
        None => Ok(policy),
        Some(parameter) => Err(out_of_range(file, *parameter)),
    }
}

fn out_of_range(file: &str, parameter: Parameter) -> FileFault {
    let reason = match parameter.options() {
        Options::Number { min, max } => format!("a number from {min} to {max}"),
        _ => "it cannot be so".to_owned(),
    };
    let at = file.lines().map(|line| line.len().saturating_add(1)).zip(file.lines());
    let mut from = 0_usize;
    for (len, line) in at {
        if line.trim_start().starts_with(parameter.name()) {
            break;
        }
        from = from.saturating_add(len);
    }
    fault(file, from, &reason)
}

fn fault(file: &str, at: usize, reason: &str) -> FileFault {
    let before = file.get(..at).unwrap_or(file);
    let line = before.matches('\n').count().saturating_add(1);
    let text = file.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let key = text.split_once('=').map(|(key, _)| key.trim().trim_matches(['[', ']', '"']).to_owned());
    FileFault { line, key: key.filter(|key| !key.is_empty()), reason: reason.replace('\n', " ").trim().to_owned() }
}

/// Writes the parameters as a file that [`read`] reads.
#[must_use]
pub fn write(policy: &Policy) -> String {
    let line = |parameter: &Parameter| {
        let chosen = policy.chosen(*parameter)?;
        let names = match parameter.options() {
            Options::Number { .. } => chosen.names.concat(),
            Options::One(_) => format!("{:?}", chosen.names.concat()),
            Options::Any(_) => format!("{:?}", chosen.names),
        };
        let article = chosen.article.map(|cite| format!(", article = {:?}", cite.as_str())).unwrap_or_default();
        Some(format!("{} = {{ is = {names}{article} }}\n", parameter.name()))
    };
    Parameter::ALL.iter().filter_map(line).collect()
}
