//! What the product says, in each language: a third language is a folder in `shared/words/`, nothing else.

include!(concat!(env!("OUT_DIR"), "/words.rs"));

impl Lang {
    /// The language of a BCP 47 tag such as `en-GB`, if we speak it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL.iter().copied().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// The text of a word, blanks unfilled.
    #[must_use]
    #[expect(clippy::as_conversions, reason = "the discriminant is the row of the table, by construction in build.rs")]
    pub fn say(self, word: Word) -> &'static str {
        Word::table(self).get(word as usize).copied().unwrap_or_default()
    }

    /// The text of a word with `{name}` replaced by its value.
    #[must_use]
    pub fn fill(self, word: Word, blanks: &[(&str, &str)]) -> String {
        filled(self.say(word), blanks)
    }

    /// The text of a word that comes later, blanks unfilled.
    #[must_use]
    pub fn say_later(self, word: impl Later) -> &'static str {
        word.in_language(self)
    }

    /// The same with its blanks filled.
    #[must_use]
    pub fn fill_later(self, word: impl Later, blanks: &[(&str, &str)]) -> String {
        filled(self.say_later(word), blanks)
    }

    /// The singular or the plural of a word that comes later, with `{n}` filled.
    #[must_use]
    pub fn count_later<W: Later>(self, one: W, many: W, n: u64) -> String {
        self.fill_later(if n == 1 { one } else { many }, &[("n", &n.to_string())])
    }

    /// The singular or the plural of a word, with `{n}` filled.
    #[must_use]
    pub fn count(self, one: Word, many: Word, n: u64) -> String {
        self.fill(if n == 1 { one } else { many }, &[("n", &n.to_string())])
    }
}

/// A word whose text comes with a part of the app that is fetched later.
pub trait Later: Copy + Send + Sync + 'static {
    /// Its text, blanks unfilled.
    fn in_language(self, lang: Lang) -> &'static str;
}

/// Finds the text of such a word.
macro_rules! later {
    ($($name:ident),+) => { $(
        impl Later for $name {
            #[expect(clippy::as_conversions, reason = "the discriminant is the row of the table, as in `say`")]
            fn in_language(self, lang: Lang) -> &'static str {
                Self::table(lang).get(self as usize).copied().unwrap_or_default()
            }
        }
    )+ };
}

later!(
    BureauWord,
    DossierWord,
    ClientWord,
    ConsentWord,
    DocumentWord,
    DoorWord,
    InviteWord,
    MeWord,
    RecordWord,
    SheetWord
);

fn filled(text: &str, blanks: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        out.push_str(blanks.iter().find(|(blank, _)| *blank == name).map_or("", |(_, value)| value));
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The sentence about a parameter of a policy: of its `title`, one of its choices, `none` or a number's `is`. Nothing in
/// a program that is built without them.
#[must_use]
pub fn of_policy(parameter: &str, choice: &str) -> Option<Word> {
    let key = format!("policy.{parameter}.{choice}");
    let at = POLICY_WORDS.binary_search_by_key(&key.as_str(), |(key, _)| key).ok()?;
    POLICY_WORDS.get(at).map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_is_filled_and_never_read_as_a_blank_again() {
        let said = Lang::En.fill(Word::StatementApprove, &[("date", "{version}"), ("version", "2")]);
        assert!(said.contains("on {version}") && said.contains("version 2"), "{said}");
    }

    #[test]
    fn a_tag_with_a_region_finds_its_language() {
        assert_eq!(Lang::from_tag("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_tag("xx"), None);
    }
}
