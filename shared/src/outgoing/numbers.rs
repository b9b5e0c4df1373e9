//! Numbers, days and addresses: what has a form of its own.

use std::ops::Range;

use super::Span;
use super::plain::Word;
use crate::time::CivilDate;

/// How old somebody is at least, in years, whose day of birth is looked for.
const AGE_MIN: i64 = 14;
/// How many words before a day may say that it is one of birth.
const BEFORE: usize = 6;

const BORN: [&str; 8] = ["geboren", "geboortedatum", "geboortedag", "geb", "gebdat", "born", "birth", "dob"];
const NUMBERED: [&str; 5] = ["bsn", "burgerservicenummer", "burgerservicenr", "sofinummer", "sofi"];
const MONTHS: [[&str; 4]; 12] = [
    ["januari", "jan", "january", ""],
    ["februari", "feb", "february", ""],
    ["maart", "mrt", "march", "mar"],
    ["april", "apr", "", ""],
    ["mei", "may", "", ""],
    ["juni", "jun", "june", ""],
    ["juli", "jul", "july", ""],
    ["augustus", "aug", "august", ""],
    ["september", "sep", "sept", ""],
    ["oktober", "okt", "october", "oct"],
    ["november", "nov", "", ""],
    ["december", "dec", "", ""],
];
const STREETS: [&str; 17] = [
    "straat",
    "laan",
    "weg",
    "plein",
    "kade",
    "gracht",
    "singel",
    "dijk",
    "steeg",
    "plantsoen",
    "dreef",
    "hof",
    "pad",
    "markt",
    "haven",
    "wal",
    "baan",
];
const LIVES: [&str; 6] = ["woonplaats", "woonachtig", "wonende", "woonadres", "postcode", "adres"];

/// Numbers that follow each other with no more than a sign or a line between them.
fn runs(words: &[Word]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.is_number()) {
        let near = word.gap.chars().count() <= 3;
        match runs.last_mut().filter(|run| run.end == at && near) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    runs
}

fn digits(words: &[Word], span: Range<usize>) -> String {
    words.get(span).unwrap_or_default().iter().map(|word| word.folded.as_str()).collect()
}

/// Whether one of these stands in the words before.
fn says(words: &[Word], at: usize, one_of: &[&str]) -> bool {
    let before = words.get(at.saturating_sub(BEFORE)..at).unwrap_or_default();
    before.iter().any(|word| one_of.contains(&word.folded.as_str()))
}

/// The test of eleven: nine digits, of which the last counts negatively.
fn passes(digits: &str) -> bool {
    let values: Vec<i64> = digits.bytes().map(|byte| i64::from(byte) - i64::from(b'0')).collect();
    let [first @ .., last] = &values[..] else { return false };
    let sum: i64 = first.iter().zip((2..=9).rev()).map(|(value, weight)| value * weight).sum();
    values.len() == 9 && values.iter().any(|value| *value != 0) && (sum - last) % 11 == 0
}

/// Citizen service numbers. One of eight digits lacks its zero: it is one where the text says so.
pub(super) fn citizen(words: &[Word]) -> Vec<Span> {
    let mut found = Vec::new();
    for run in runs(words) {
        let mut from = run.start;
        while from < run.end {
            let fits = (from + 1..=run.end).find(|to| {
                let number = digits(words, from..*to);
                passes(&number) || (number.len() == 8 && says(words, from, &NUMBERED) && passes(&format!("0{number}")))
            });
            match fits {
                Some(to) => {
                    found.push((from, to));
                    from = to;
                }
                None => from += 1,
            }
        }
    }
    found
}

fn number(word: Option<&Word>, within: Range<i64>) -> Option<i64> {
    let word = word.filter(|word| word.is_number() && word.folded.len() <= 4)?;
    word.folded.parse().ok().filter(|value| within.contains(value))
}

fn month(word: Option<&Word>) -> Option<i64> {
    let word = word?;
    if word.is_number() {
        return number(Some(word), 1..13);
    }
    let at = MONTHS.iter().position(|names| names.contains(&word.folded.as_str()))?;
    i64::try_from(at + 1).ok()
}

/// A day with its year, from this word on: the year, and how many words it takes.
fn day(words: &[Word], at: usize) -> Option<(i64, usize)> {
    let word = |offset: usize| words.get(at + offset);
    let year = |word: Option<&Word>| {
        let short = word.is_some_and(|word| word.folded.len() == 2);
        if short { number(word, 0..100).map(|year| year + 1900) } else { number(word, 1900..2200) }
    };
    if number(word(0), 1..32).is_some() && month(word(1)).is_some() {
        return year(word(2)).map(|year| (year, 3));
    }
    if month(word(0)).is_some() && number(word(1), 1..32).is_some() {
        return number(word(2), 1900..2200).map(|year| (year, 3));
    }
    let whole = number(word(0), 1900..2200)?;
    (month(word(1)).is_some() && number(word(2), 1..32).is_some()).then_some((whole, 3))
}

/// A day in eight digits, the year last or first.
fn is_packed(word: &Word) -> bool {
    let part = |range: Range<usize>, within: Range<u32>| {
        word.folded.get(range).and_then(|part| part.parse().ok()).is_some_and(|value| within.contains(&value))
    };
    let last = part(0..2, 1..32) && part(2..4, 1..13) && part(4..8, 1900..2200);
    let first = part(0..4, 1900..2200) && part(4..6, 1..13) && part(6..8, 1..32);
    word.is_number() && word.folded.len() == 8 && (last || first)
}

/// Days of birth: what is said to be one, and every day that is long enough ago.
pub(super) fn births(words: &[Word], on: CivilDate) -> Vec<Span> {
    let (mut found, mut from) = (Vec::new(), 0);
    let latest = i64::from(on.parts().0) - AGE_MIN;
    while from < words.len() {
        let told = says(words, from, &BORN);
        match day(words, from) {
            Some((year, length)) if told || year <= latest => {
                found.push((from, from + length));
                from += length;
            }
            _ => {
                let packed = told && words.get(from).is_some_and(is_packed);
                found.extend(packed.then_some((from, from + 1)));
                from += 1;
            }
        }
    }
    found
}

fn is_street(word: &Word) -> bool {
    STREETS.iter().any(|end| word.folded.ends_with(end) && word.folded.len() > end.len() + 2)
}

/// The house number after a street, or the letters after a postal code.
fn address(words: &[Word], at: usize) -> Option<Span> {
    let (word, next) = (words.get(at)?, words.get(at + 1)?);
    let house = is_street(word) && next.is_number() && next.folded.len() <= 4 && next.gap.trim().is_empty();
    let letters = next.raw.len() == 2 && next.raw.bytes().all(|byte| byte.is_ascii_uppercase());
    let code = word.is_number() && word.folded.len() == 4 && !word.folded.starts_with('0');
    (house || (code && letters && next.gap.trim().is_empty())).then_some((at, at + 2))
}

/// An address for mail: what stands around an `@` without a space.
fn mail(words: &[Word], at: usize) -> Option<Span> {
    let joined = |word: &Word| !word.gap.is_empty() && !word.gap.contains(char::is_whitespace);
    let whole = |word: &Word| word.gap.is_empty() || joined(word);
    if words.get(at).filter(|word| joined(word))?.gap != "@" {
        return None;
    }
    let before = (0..at).rev().take_while(|place| words.get(place + 1).is_some_and(&whole)).last()?;
    let after = words.iter().skip(at + 1).take_while(|word| whole(word)).count();
    Some((before, at + 1 + after))
}

/// Telephone numbers: ten digits from a zero, or with the country before it.
fn phones(words: &[Word], run: &Range<usize>) -> Vec<Span> {
    let (mut found, mut from) = (Vec::new(), run.start);
    while from < run.end {
        let fits = (from + 1..=run.end).find(|to| {
            let number = digits(words, from..*to);
            let inland = number.len() == 10 && number.starts_with('0') && !number.starts_with("00");
            let abroad = number.starts_with("00") || words.get(from).is_some_and(|word| word.gap.ends_with('+'));
            inland || (abroad && (11..=15).contains(&number.len()))
        });
        found.extend(fits.map(|to| (from, to)));
        from = fits.unwrap_or(from + 1);
    }
    found
}

/// Where somebody lives and how she is reached.
pub(super) fn contacts(words: &[Word]) -> Vec<Span> {
    let runs = runs(words);
    let phones = runs.iter().flat_map(|run| phones(words, run));
    let places = (0..words.len()).filter_map(|at| address(words, at).or_else(|| mail(words, at)));
    let told = words.iter().enumerate().filter(|(_, word)| LIVES.contains(&word.folded.as_str()));
    let mut found: Vec<Span> = phones.chain(places).chain(told.map(|(at, _)| (at, at + 1))).collect();
    found.sort_unstable();
    found
}
