//! How easy a Dutch text reads: a hint for the writer, never a verdict (F9, measure U5).

/// How many words a sentence may have before it is hard at level B1.
const WORDS_MAX: usize = 20;

/// Words of the office, and what people say instead. Data of our own.
static OFFICE_WORDS: &str = include_str!("../words/office-words.txt");

/// What makes a sentence hard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// More words than people can hold.
    Long {
        /// How many.
        words: usize,
        /// The first words of the sentence.
        starts: String,
    },
    /// An office word, and what people say instead.
    Office {
        /// The word.
        word: String,
        /// The other word.
        instead: String,
    },
}

/// What could be easier in a Dutch text, in the order of the text; each office word once.
#[must_use]
pub fn hints(text: &str) -> Vec<Hint> {
    let mut found: Vec<Hint> = Vec::new();
    for sentence in sentences(text) {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        if words.len() > WORDS_MAX {
            let starts = words.iter().take(5).copied().collect::<Vec<_>>().join(" ");
            found.push(Hint::Long { words: words.len(), starts });
        }
        for word in words {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if let Some(instead) = instead_of(&bare) {
                let hint = Hint::Office { word: bare, instead: instead.to_owned() };
                if !found.contains(&hint) {
                    found.push(hint);
                }
            }
        }
    }
    found
}

/// The sentences of a text; a line end ends one too.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '\n', ';']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

fn instead_of(word: &str) -> Option<&'static str> {
    OFFICE_WORDS
        .lines()
        .filter_map(|line| line.split_once('='))
        .find(|(office, _)| office.trim() == word)
        .map(|(_, instead)| instead.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_and_an_office_word_are_hinted_at() {
        let long = "Wij hebben vandaag met elkaar lang gesproken over alle dingen die u thuis en op uw werk nog wel of juist niet meer kunt doen.";
        assert!(matches!(hints(long).as_slice(), [Hint::Long { words: 25.., .. }]), "{:?}", hints(long));
        let office = hints("Betreffende uw verzoek. Betreffende uw vraag.");
        assert_eq!(office, [Hint::Office { word: "betreffende".into(), instead: "over".into() }]);
    }

    #[test]
    fn plain_words_get_no_hint() {
        assert_eq!(hints("U kunt twee uur achter elkaar zitten. Daarna heeft u rust nodig."), []);
    }
}
