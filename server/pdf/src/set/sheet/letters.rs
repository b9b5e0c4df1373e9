//! Makes words such that they can be printed, and read back from the paper as they stand there.

use crate::set::face::Faces;
use pdf::protocol::SheetBlock;

/// Stands for a sign that the typeface has no letter for.
const MISSING: char = '\u{fffd}';
/// How many accents a letter has in any of the languages of the typeface; more would be drawn over the lines above.
const ACCENTS_MAX: usize = 2;

pub struct Letters<'a> {
    faces: &'a Faces,
    /// How many signs had no letter.
    pub missing: u32,
}

impl<'a> Letters<'a> {
    pub fn new(faces: &'a Faces) -> Self {
        Self { faces, missing: 0 }
    }

    pub fn printable_block(&mut self, block: &SheetBlock) -> SheetBlock {
        match block {
            SheetBlock::Title(text) => SheetBlock::Title(self.printable(text)),
            SheetBlock::Heading(text) => SheetBlock::Heading(self.printable(text)),
            SheetBlock::Text(text) => SheetBlock::Text(self.printable(text)),
            SheetBlock::Quote(text) => SheetBlock::Quote(self.printable(text)),
            SheetBlock::Pairs(rows) => {
                let row = |(name, value): &(String, String)| (self.printable(name), self.printable(value));
                SheetBlock::Pairs(rows.iter().map(row).collect())
            }
        }
    }

    /// Words with one space between them. What nobody would see is left out: it could only turn around or hide what
    /// stands beside it.
    pub fn printable(&mut self, text: &str) -> String {
        let (mut said, mut accents) = (String::new(), 0);
        for letter in text.chars().filter(|letter| !is_unseen(*letter)) {
            let is_accent = self.faces.has(letter) && self.faces.is_accent(letter);
            accents = if is_accent { accents + 1 } else { 0 };
            match letter {
                _ if letter.is_whitespace() => said.push(' '),
                _ if accents > ACCENTS_MAX => self.missing = self.missing.saturating_add(1),
                _ if self.faces.has(letter) => said.push(letter),
                _ => self.miss(&mut said),
            }
        }
        let words: Vec<&str> = said.split(' ').filter(|word| !word.is_empty()).collect();
        let mut said = words.join(" ");
        if said.is_empty() {
            self.miss(&mut said);
        }
        said
    }

    fn miss(&mut self, said: &mut String) {
        self.missing = self.missing.saturating_add(1);
        said.push(if self.faces.has(MISSING) { MISSING } else { '?' });
    }
}

/// Signs without a look (Unicode: default ignorable), such as those that turn the direction of writing around.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> (String, u32) {
        let faces = Faces::new().unwrap();
        let mut letters = Letters::new(&faces);
        let said = letters.printable(text);
        (said, letters.missing)
    }

    #[test]
    fn the_typeface_has_the_sign_for_what_it_has_not() {
        assert!(Faces::new().unwrap().has(MISSING));
    }

    #[test]
    fn what_has_a_letter_stays_as_it_is() {
        let text = "Çağrı Łukasiewicz, ’s-Hertogenbosch: € 12,50 – 5 ½ %; Ελένη, Анна, Nguyễn";
        assert_eq!(printed(text), (text.to_owned(), 0));
    }

    #[test]
    fn what_has_no_letter_is_seen_to_be_missing_and_counted() {
        assert_eq!(printed("Aya آية"), ("Aya \u{fffd}\u{fffd}\u{fffd}".to_owned(), 3));
        assert_eq!(printed("\u{e000}\u{ffff}\u{10ffff}😀"), ("\u{fffd}".repeat(4), 4));
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        assert_eq!(printed("ja\u{202e}\u{200b}\u{feff}, ik\u{ad} wil"), ("ja, ik wil".to_owned(), 0));
        assert_eq!(printed("\u{200b}\u{2060}"), ("\u{fffd}".to_owned(), 1));
    }

    #[test]
    fn spaces_of_all_kinds_are_one_between_words() {
        assert_eq!(printed(" een\u{a0}\u{2003}twee\u{2028}drie "), ("een twee drie".to_owned(), 0));
    }

    #[test]
    fn a_tower_of_accents_is_cut() {
        let tower = format!("e{}x", "\u{301}".repeat(30));
        assert_eq!(printed(&tower), ("e\u{301}\u{301}x".to_owned(), 28));
    }
}
