//! Words about health, from a list that is data.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Span;
use super::plain::Word;

/// A word of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    letters: String,
    /// Whether letters may stand before it.
    before: bool,
    /// Whether letters may stand after it.
    after: bool,
}

impl Part {
    fn read(written: &str) -> Self {
        let letters = written.trim_matches('*').to_owned();
        Self { letters, before: written.starts_with('*'), after: written.ends_with('*') }
    }

    fn fits(&self, word: &str) -> bool {
        match (self.before, self.after) {
            (false, false) => word == self.letters,
            (false, true) => word.starts_with(&self.letters),
            (true, false) => word.ends_with(&self.letters),
            (true, true) => word.contains(&self.letters),
        }
    }
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    parts: Vec<Part>,
    /// Whether it is one in capitals only.
    capitals: bool,
    /// Whether it is no alarm after all.
    except: bool,
}

impl Term {
    fn read(written: &str) -> Self {
        let (except, written) = written.strip_prefix('!').map_or((false, written), |rest| (true, rest));
        let (capitals, written) = written.strip_prefix('=').map_or((false, written), |rest| (true, rest));
        Self { parts: written.split_whitespace().map(Part::read).collect(), capitals, except }
    }

    fn fits(&self, words: &[Word]) -> bool {
        let word = |word: &Word, part: &Part| {
            if self.capitals { part.fits(&word.raw) } else { part.fits(&word.folded) }
        };
        words.len() >= self.parts.len() && words.iter().zip(&self.parts).all(|(one, part)| word(one, part))
    }

    /// The letter that its first word begins with; none where that can be any.
    fn first(&self) -> Option<char> {
        let part = self.parts.first().filter(|part| !part.before)?;
        part.letters.chars().next().map(|letter| letter.to_ascii_lowercase())
    }
}

/// The list, by the first letters of its terms.
pub(super) struct Terms(HashMap<Option<char>, Vec<Term>>);

impl Terms {
    pub(super) fn read(list: &str) -> Self {
        let mut terms: HashMap<Option<char>, Vec<Term>> = HashMap::new();
        for term in written(list).map(Term::read) {
            terms.entry(term.first()).or_default().push(term);
        }
        Self(terms)
    }

    fn of(&self, word: &Word) -> impl Iterator<Item = &Term> {
        let first = word.folded.chars().next();
        [first, None].into_iter().filter_map(|key| self.0.get(&key)).flatten()
    }

    /// How many words from here on are a term: the longest, or none.
    pub(super) fn at(&self, words: &[Word]) -> Option<usize> {
        let known = self.of(words.first()?);
        let (except, alarms): (Vec<&Term>, Vec<&Term>) =
            known.filter(|term| term.fits(words)).partition(|term| term.except);
        let length = alarms.iter().map(|term| term.parts.len()).max()?;
        except.is_empty().then_some(length)
    }
}

/// The terms of a list as they are written: between commas, without the lines that explain.
pub(super) fn written(list: &str) -> impl Iterator<Item = &str> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|term| !term.is_empty())
}

/// The list of words about health.
pub(super) const HEALTH: &str = include_str!("health.txt");

static TERMS: LazyLock<Terms> = LazyLock::new(|| Terms::read(HEALTH));

/// How long a word is at least that the end of a line may have cut without a hyphen, in letters.
const CUT_MIN: usize = 8;

/// Words about health. What the end of a line cuts in two without a sign is looked at as a whole too.
pub(super) fn health(words: &[Word]) -> Vec<Span> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(rest) = words.get(from..).filter(|rest| !rest.is_empty()) {
        let length = TERMS.at(rest).or_else(|| cut(rest));
        found.extend(length.map(|length| (from, from + length)));
        from += length.unwrap_or(1);
    }
    found
}

fn cut(words: &[Word]) -> Option<usize> {
    let [first, rest @ ..] = words else { return None };
    let second = rest.first().filter(|second| second.gap == "\n" && !second.is_number())?;
    if first.is_number() || TERMS.at(rest).is_some() {
        return None;
    }
    let folded = format!("{}{}", first.folded, second.folded);
    let whole = Word { raw: folded.clone(), folded, gap: String::new() };
    (whole.folded.len() >= CUT_MIN && TERMS.at(&[whole]).is_some()).then_some(2)
}
