//! Reading what would go: does it say what must not leave (F36, F37, W7d, W7e)? The text comes from the very bytes, as they
//! were frozen; the words about health are data (`health.txt`), and everything found is decided by a person.
//!
//! A word counts however it is written: with accents or without, in another normal form, cut by a hyphen at the end of a line or
//! by the end of a line alone, with soft hyphens or spaces between its letters.

mod numbers;
mod plain;
mod terms;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::dossier::consents::{Finding, Hit, Sought};
use crate::text::Label;
use crate::time::CivilDate;
use plain::{Word, words};

/// How many words stand on each side of what was found.
const AROUND: usize = 5;
/// How long what stands around it is at most, in letters.
const AROUND_MAX: usize = 160;

/// From where to where in the words of a page something was found.
type Span = (usize, usize);

/// What is found in the text of each page, in the order of the pages; each thing once, with how often it stands there.
/// `stamp` are the lines that were printed on every page: they are what it goes with, and not what it says. `on` is the
/// day on which it is asked.
#[must_use]
pub fn found(pages: &[String], sought: &[Sought], stamp: &[String], on: CivilDate) -> Vec<Hit> {
    let stamp: Vec<Vec<Word>> = stamp.iter().map(|line| words(line)).collect();
    let mut hits: Vec<Hit> = Vec::new();
    let mut places: BTreeMap<Finding, usize> = BTreeMap::new();
    for (page, text) in (1..).zip(pages) {
        let words = plain::without(words(text), &stamp);
        for (what, span) in
            sought.iter().flat_map(|what| in_words(&words, *what, on).into_iter().map(|span| (*what, span)))
        {
            let Some(finding) = finding(&words, what, span) else { continue };
            if let Some(hit) = places.get(&finding).and_then(|at| hits.get_mut(*at)) {
                hit.count = hit.count.saturating_add(1);
                continue;
            }
            places.insert(finding.clone(), hits.len());
            hits.push(Hit { finding, count: 1, page, around: around(&words, span) });
        }
    }
    hits
}

fn in_words(words: &[Word], what: Sought, on: CivilDate) -> Vec<Span> {
    match what {
        Sought::CitizenNumber => numbers::citizen(words),
        Sought::BirthDate => numbers::births(words, on),
        Sought::Contact => numbers::contacts(words),
        Sought::Health => terms::health(words),
    }
}

/// What it is called: as much of it as a label holds.
fn finding(words: &[Word], what: Sought, (from, to): Span) -> Option<Finding> {
    let joint = if what == Sought::CitizenNumber { "" } else { " " };
    let found = words.get(from..to)?.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(joint);
    let found: String = found.chars().take(Label::MAX).collect();
    Some(Finding { what, found: Label::new(&found).ok()? })
}

fn around(words: &[Word], (from, to): Span) -> String {
    let part = words.get(from.saturating_sub(AROUND)..words.len().min(to + AROUND)).unwrap_or_default();
    let text = part.iter().map(|word| word.raw.as_str()).collect::<Vec<_>>().join(" ");
    text.chars().take(AROUND_MAX).collect()
}
