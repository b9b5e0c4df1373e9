//! The list of destroyed keys, kept outside both databases: what a restored backup must not bring back.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use shared::ids::Uuid;

use super::KeysError;

/// What was destroyed: one item's key, or all of a log's or a person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Destroyed {
    /// The id of an item key.
    Item(Uuid),
    /// The id of a log.
    Log(Uuid),
    /// The id of a person.
    Person(Uuid),
}

impl Destroyed {
    /// The kind and the id, as table and file name them.
    pub(super) const fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Item(id) => ("item", id),
            Self::Log(id) => ("log", id),
            Self::Person(id) => ("person", id),
        }
    }

    pub(super) fn from_parts(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "item" => Some(Self::Item(id)),
            "log" => Some(Self::Log(id)),
            "person" => Some(Self::Person(id)),
            _ => None,
        }
    }
}

/// The file, one line for each destroyed key; only appended to.
#[derive(Clone, Debug)]
pub(super) struct DestroyedList(PathBuf);

impl DestroyedList {
    pub(super) fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Adds to the list and makes it last, before anything is destroyed.
    pub(super) fn append(&self, all: &[Destroyed]) -> Result<(), KeysError> {
        // An own line, even behind one that a crash cut short.
        let mut lines = String::from("\n");
        for (kind, id) in all.iter().map(|one| one.parts()) {
            lines.extend([kind, " ", &id.to_string(), "\n"]);
        }
        let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(&self.0)?;
        file.write_all(lines.as_bytes())?;
        file.sync_all()?;
        Ok(())
    }

    /// Everything on the list. A last line that a crash cut short is not there: nothing was destroyed on its account.
    pub(super) fn read(&self) -> Result<BTreeSet<Destroyed>, KeysError> {
        let text = match fs::read_to_string(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            text => text?,
        };
        let line = |line: &str| {
            let (kind, id) = line.split_once(' ')?;
            Destroyed::from_parts(kind, Uuid::parse_str(id).ok()?)
        };
        Ok(text.lines().filter_map(line).collect())
    }
}
