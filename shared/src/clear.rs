//! How easy a Dutch text reads: a hint for the writer, never a verdict (F9, measure U5).

use crate::words::Lang;

/// How many words a sentence may have before it is hard at level B1.
const WORDS_MAX: usize = 20;

/// Words of the office with their forms, and what people say instead. Data of our own.
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

/// Whether there are hints for texts in this language.
#[must_use]
pub fn knows(lang: Lang) -> bool {
    lang == Lang::Nl
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
        for hint in office_words(&words) {
            if !found.contains(&hint) {
                found.push(hint);
            }
        }
    }
    found
}

/// The office words of a sentence, in its order; some are several words, and the longest one counts.
fn office_words(words: &[&str]) -> Vec<Hint> {
    let bare = |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let sentence = format!(" {} ", words.iter().map(bare).collect::<Vec<_>>().join(" "));
    let mut found: Vec<(usize, &str, &str)> = Vec::new();
    for (forms, instead) in OFFICE_WORDS.lines().filter_map(|line| line.split_once('=')) {
        for form in forms.split('|').map(str::trim) {
            found.extend(sentence.find(&format!(" {form} ")).map(|at| (at, form, instead.trim())));
        }
    }
    found.sort_by_key(|(at, form, _)| (*at, std::cmp::Reverse(form.len())));
    let mut end = 0;
    found.retain(|(at, form, _)| {
        let counts = *at >= end;
        if counts {
            end = at.saturating_add(form.len());
        }
        counts
    });
    found.into_iter().map(|(_, word, instead)| Hint::Office { word: word.into(), instead: instead.into() }).collect()
}

/// The sentences of a text; a line end ends one too.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '\n', ';']).map(str::trim).filter(|sentence| !sentence.is_empty())
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

    fn office(text: &str) -> Vec<String> {
        let word = |hint| if let Hint::Office { word, .. } = hint { Some(word) } else { None };
        hints(text).into_iter().filter_map(word).collect()
    }

    #[test]
    fn several_words_and_other_forms_are_office_words_too() {
        assert_eq!(
            office("U kunt te allen tijde bellen. Dat geschiedt, indien nodig, per omgaande."),
            ["te allen tijde", "geschiedt", "indien", "per omgaande",]
        );
        assert_eq!(
            office("Ten behoeve van u is dit conform de wijzigingen."),
            ["ten behoeve van", "conform", "wijzigingen"]
        );
    }

    #[test]
    fn the_list_says_each_word_once_and_no_advice_is_an_office_word() {
        let lines: Vec<_> = OFFICE_WORDS.lines().map(|line| line.split_once('=').unwrap()).collect();
        assert!(lines.len() >= 300, "{}", lines.len());
        let mut forms: Vec<_> = lines.iter().flat_map(|(forms, _)| forms.split('|')).map(str::trim).collect();
        let count = forms.len();
        forms.sort_unstable();
        forms.dedup();
        assert_eq!(forms.len(), count);
        for (forms, instead) in lines {
            assert_eq!(office(instead), Vec::<String>::new(), "the advice for {forms}");
        }
    }

    #[test]
    fn plain_words_get_no_hint() {
        assert_eq!(hints("U kunt twee uur achter elkaar zitten. Daarna heeft u rust nodig."), []);
        assert_eq!(hints("U solliciteert. Beneden bij de ingang ziet u welke procedure er is. U kunt voldoen."), []);
        assert_eq!(hints("Ik stuur u twee berichten. Dat komt doordat u ziek bent."), []);
    }
}
