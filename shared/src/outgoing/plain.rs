//! A text as plain words: what is the same to a reader is the same here.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Letters, or digits, that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Small letters without accents; digits as ASCII.
    pub folded: String,
    /// As it stands.
    pub raw: String,
    /// What stands between the word before and this one.
    pub gap: String,
}

impl Word {
    pub(super) fn is_number(&self) -> bool {
        self.folded.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// Signs that nobody sees and that cut a word in two for a machine.
const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{34f}' | '\u{180e}')
}

/// A digit of any script as ASCII.
fn digit(letter: char) -> Option<char> {
    const ZEROS: [u32; 10] = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xe50, 0xff10];
    if letter.is_ascii_digit() {
        return Some(letter);
    }
    let code = u32::from(letter);
    let zero = ZEROS.into_iter().find(|zero| (*zero..*zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

fn folded(raw: &str) -> String {
    let small = |letter: char| digit(letter).map_or_else(|| letter.to_lowercase().collect(), |digit| digit.to_string());
    raw.chars().map(small).collect::<String>()
}

/// The words of a text. Those that a line cuts in two with a hyphen are whole again; letters that stand apart, one by one,
/// are one word.
pub(super) fn words(text: &str) -> Vec<Word> {
    let plain: String = text.nfkd().filter(|letter| !is_unseen(*letter) && !is_combining_mark(*letter)).collect();
    let mut cut: Vec<Word> = Vec::new();
    let mut gap = String::new();
    let mut in_word = false;
    for letter in plain.chars() {
        if !letter.is_alphanumeric() {
            (in_word, gap) = (false, gap + letter.encode_utf8(&mut [0; 4]));
            continue;
        }
        let number = digit(letter).is_some();
        if let Some(last) = cut.last_mut().filter(|last| in_word && last.is_number() == number) {
            last.raw.push(letter);
            last.folded.push_str(&folded(letter.encode_utf8(&mut [0; 4])));
        } else {
            let raw = letter.to_string();
            cut.push(Word { folded: folded(&raw), raw, gap: std::mem::take(&mut gap) });
        }
        in_word = true;
    }
    together(spaced(cut))
}

/// A hyphen and the end of a line between two halves.
fn is_broken(word: &Word) -> bool {
    word.gap.contains('\n') && word.gap.starts_with(['-', '\u{2010}', '\u{2011}']) && !word.is_number()
}

fn together(cut: Vec<Word>) -> Vec<Word> {
    let mut whole: Vec<Word> = Vec::with_capacity(cut.len());
    for word in cut {
        match whole.last_mut().filter(|last| is_broken(&word) && !last.is_number()) {
            Some(last) => {
                last.raw.push_str(&word.raw);
                last.folded.push_str(&word.folded);
            }
            None => whole.push(word),
        }
    }
    whole
}

/// At least so many single letters stand apart where they are meant as one word.
const SPACED_MIN: usize = 5;

fn spaced(cut: Vec<Word>) -> Vec<Word> {
    let mut whole: Vec<Word> = Vec::with_capacity(cut.len());
    let single = |word: &Word| word.folded.chars().count() == 1 && !word.is_number();
    let mut rest = cut.into_iter().peekable();
    while let Some(first) = rest.next() {
        if !single(&first) {
            whole.push(first);
            continue;
        }
        let mut run = vec![first];
        while let Some(next) =
            rest.next_if(|next| single(next) && next.gap.trim().is_empty() && next.gap.chars().count() == 1)
        {
            run.push(next);
        }
        if run.len() < SPACED_MIN {
            whole.extend(run);
            continue;
        }
        let raw = run.iter().map(|word| word.raw.as_str()).collect();
        let folded = run.iter().map(|word| word.folded.as_str()).collect();
        let gap = run.into_iter().next().map(|word| word.gap).unwrap_or_default();
        whole.push(Word { folded, raw, gap });
    }
    whole
}

/// The words of a page without those that were printed on it, where they stand last.
pub(super) fn without(mut words: Vec<Word>, stamp: &[Vec<Word>]) -> Vec<Word> {
    for line in stamp.iter().filter(|line| !line.is_empty()) {
        let same = |part: &[Word]| part.iter().zip(line).all(|(one, other)| one.folded == other.folded);
        if let Some(at) = words.windows(line.len()).rposition(same) {
            words.drain(at..at + line.len());
        }
    }
    words
}
