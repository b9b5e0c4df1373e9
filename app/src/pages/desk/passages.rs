//! The passages of a text that is being written: they are added, moved, split and taken away, and keep their numbers.

use std::collections::BTreeSet;

use leptos::prelude::*;
use shared::dossier::summaries::{Passage, SUMMARY_MAX};
use shared::text::{PassageText, TextError};

use super::draft::Written;

/// One passage.
#[derive(Clone)]
pub struct Part {
    /// Its number, for ever.
    pub id: u16,
    /// Its text.
    pub text: ArcRwSignal<String>,
}

/// All of them, in their order.
#[derive(Clone, Copy)]
pub struct Parts {
    list: RwSignal<Vec<Part>>,
    /// Numbers that were used, also by passages that are gone: a remark may still name them.
    used: StoredValue<BTreeSet<u16>>,
    removed: RwSignal<Option<(usize, Part)>>,
}

/// What keeps a text from being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There is nothing in it.
    Empty,
    /// One passage cannot be kept: which, and why.
    Passage(u16, TextError),
    /// All together is too long: how long.
    TooLong(usize),
}

impl Parts {
    /// These passages to begin with; `used` are the numbers of all versions there were.
    #[must_use]
    pub fn new(from: &[Written], used: BTreeSet<u16>) -> Self {
        let parts =
            Self { list: RwSignal::new(Vec::new()), used: StoredValue::new(used), removed: RwSignal::new(None) };
        parts.reset(from);
        parts
    }

    /// Puts these in the place of what was there.
    pub fn reset(self, from: &[Written]) {
        self.used.update_value(|used| used.extend(from.iter().map(|part| part.id)));
        let part = |part: &Written| Part { id: part.id, text: ArcRwSignal::new(part.text.clone()) };
        self.removed.set(None);
        self.list.set(from.iter().map(part).collect());
        if from.is_empty() {
            self.add("");
        }
    }

    /// The passages; whoever asks is told when one comes or goes.
    #[must_use]
    pub fn list(self) -> Vec<Part> {
        self.list.get()
    }

    /// The number of the first, for a handler.
    #[must_use]
    pub fn first(self) -> u16 {
        self.list.with_untracked(|list| list.first().map_or(1, |part| part.id))
    }

    /// How many there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.list.with(Vec::len)
    }

    /// The place of a passage, from 1.
    #[must_use]
    pub fn place(self, id: u16) -> usize {
        self.list.with(|list| list.iter().position(|part| part.id == id)).map_or(0, |at| at.saturating_add(1))
    }

    /// What stands there now, to be kept.
    #[must_use]
    pub fn written(self) -> Vec<Written> {
        self.list.with(|list| list.iter().map(|part| Written { id: part.id, text: part.text.get() }).collect())
    }

    /// How many characters there are.
    #[must_use]
    pub fn characters(self) -> usize {
        self.list.with(|list| list.iter().map(|part| part.text.with(|text| text.chars().count())).sum())
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.list.with(|list| list.iter().all(|part| part.text.with(|text| text.trim().is_empty())))
    }

    /// Puts these words in a passage.
    pub fn put(self, id: u16, words: &str) {
        self.list.with_untracked(|list| {
            if let Some(part) = list.iter().find(|part| part.id == id) {
                part.text.set(words.to_owned());
            }
        });
    }

    /// A new passage at the end; answers with its number.
    pub fn add(self, text: &str) -> u16 {
        self.insert(usize::MAX, text)
    }

    fn insert(self, at: usize, text: &str) -> u16 {
        let id = self.used.try_update_value(|used| {
            let id = used.last().map_or(1, |last| last.saturating_add(1));
            used.insert(id);
            id
        });
        let id = id.unwrap_or(1);
        let part = Part { id, text: ArcRwSignal::new(text.to_owned()) };
        self.list.update(|list| list.insert(at.min(list.len()), part));
        id
    }

    /// Takes a passage away; it can be put back until another one goes.
    pub fn remove(self, id: u16) {
        let gone = self.list.try_update(|list| {
            let at = list.iter().position(|part| part.id == id)?;
            Some((at, list.remove(at)))
        });
        self.removed.set(gone.flatten());
        if self.list.with_untracked(Vec::is_empty) {
            self.add("");
        }
    }

    /// Whether a passage can be put back.
    #[must_use]
    pub fn can_put_back(self) -> bool {
        self.removed.with(Option::is_some)
    }

    /// Puts back what went last; answers with its number.
    pub fn put_back(self) -> Option<u16> {
        let (at, part) = self.removed.try_update(Option::take).flatten()?;
        let id = part.id;
        self.list.update(|list| list.insert(at.min(list.len()), part));
        Some(id)
    }

    /// Moves a passage up or down by one; says whether it moved.
    pub fn shift(self, id: u16, down: Direction) -> bool {
        let moved = self.list.try_update(|list| {
            let from = list.iter().position(|part| part.id == id)?;
            let to = match down {
                Direction::Up => from.checked_sub(1)?,
                Direction::Down => from.checked_add(1).filter(|to| *to < list.len())?,
            };
            list.swap(from, to);
            Some(())
        });
        moved.flatten().is_some()
    }

    /// Splits a passage where it has blank lines, as after a paste; says into how many.
    pub fn split(self, id: u16, text: &str) -> usize {
        let text = text.replace("\r\n", "\n");
        let pieces: Vec<&str> = text.split("\n\n").map(str::trim).filter(|piece| !piece.is_empty()).collect();
        let Some((first, rest)) = pieces.split_first().filter(|(_, rest)| !rest.is_empty()) else { return 1 };
        let at = self.list.with_untracked(|list| list.iter().position(|part| part.id == id)).unwrap_or_default();
        self.put(id, first);
        for (step, piece) in rest.iter().enumerate() {
            self.insert(at.saturating_add(step).saturating_add(1), piece);
        }
        pieces.len()
    }

    /// The text as it can be sent; passages without words are left out.
    ///
    /// # Errors
    /// [`Unfit`]: what keeps it from being sent.
    pub fn read(self) -> Result<Vec<Passage>, Unfit> {
        let mut passages = Vec::new();
        for Written { id, text } in untrack(|| self.written()) {
            match PassageText::new(&text) {
                Ok(text) => passages.push(Passage { id, text }),
                Err(TextError::Empty) => {}
                Err(error) => return Err(Unfit::Passage(id, error)),
            }
        }
        let length = passages.iter().map(|passage| passage.text.as_str().chars().count()).sum();
        match passages.len() {
            0 => Err(Unfit::Empty),
            _ if length > SUMMARY_MAX => Err(Unfit::TooLong(length)),
            _ => Ok(passages),
        }
    }
}

/// Which way a passage moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// The passages of a version, to go on writing.
#[must_use]
pub fn to_write(passages: &[Passage]) -> Vec<Written> {
    passages.iter().map(|passage| Written { id: passage.id, text: passage.text.as_str().to_owned() }).collect()
}

/// Whether this would be sent as exactly these passages.
#[must_use]
pub fn says_the_same(written: &[Written], passages: &[Passage]) -> bool {
    let sent = written.iter().map(|part| (part.id, part.text.trim())).filter(|(_, text)| !text.is_empty());
    sent.eq(passages.iter().map(|passage| (passage.id, passage.text.as_str())))
}
