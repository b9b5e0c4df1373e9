//! Words that people type, validated once: normalised, bounded, never empty, free of control characters.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::words::{Lang, Word};

/// Why a text is refused. It says what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TextError {
    /// Nothing but white space.
    Empty,
    /// More characters than fit.
    TooLong {
        /// How many fit.
        max: usize,
        /// How many there are.
        len: usize,
    },
    /// A character that is not text, such as a null.
    Control,
    /// Not of the form asked for (an e-mail address, a telephone number).
    Form,
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { max, len } => write!(f, "{} {len} {max}", self.code()),
            _ => f.write_str(self.code()),
        }
    }
}
impl std::error::Error for TextError {}

impl TextError {
    /// Which error: stable.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "text_empty",
            Self::TooLong { .. } => "text_too_long",
            Self::Control => "text_control_character",
            Self::Form => "text_wrong_form",
        }
    }

    /// What is wrong and what to do; `form` is said of a text that is not of its form.
    #[must_use]
    pub fn said(self, lang: Lang, form: Word) -> String {
        match self {
            Self::Empty => lang.say(Word::FieldEmpty).to_owned(),
            Self::TooLong { max, len } => {
                lang.fill(Word::FieldTooLong, &[("max", &max.to_string()), ("len", &len.to_string())])
            }
            Self::Control => lang.say(Word::FieldNotText).to_owned(),
            Self::Form => lang.say(form).to_owned(),
        }
    }

    /// What [`Display`](fmt::Display) wrote: inside the message of a parser it is all that comes through.
    #[must_use]
    pub fn read(told: &str) -> Option<Self> {
        let mut words = told.split(' ');
        match (words.next()?, words.next(), words.next()) {
            ("text_empty", None, None) => Some(Self::Empty),
            ("text_too_long", Some(len), Some(max)) => {
                Some(Self::TooLong { max: max.parse().ok()?, len: len.parse().ok()? })
            }
            ("text_control_character", None, None) => Some(Self::Control),
            ("text_wrong_form", None, None) => Some(Self::Form),
            _ => None,
        }
    }
}

/// One way to write each letter (NFC).
#[cfg(not(target_arch = "wasm32"))]
fn one_form(raw: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    raw.nfc().collect()
}

/// In the browser the text stays as it was typed: the server normalises, and the tables for it weigh 40 kB.
#[cfg(target_arch = "wasm32")]
fn one_form(raw: &str) -> String {
    raw.to_owned()
}

/// NFC, one kind of line end, trimmed; at most `max` characters.
fn clean(raw: &str, max: usize, lines: bool) -> Result<String, TextError> {
    let text = one_form(&raw.replace("\r\n", "\n").replace('\r', "\n"));
    let text = text.trim();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    let len = text.chars().count();
    if len > max {
        return Err(TextError::TooLong { max, len });
    }
    if text.chars().any(|c| c.is_control() && !(lines && (c == '\n' || c == '\t'))) {
        return Err(TextError::Control);
    }
    Ok(text.to_owned())
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $max:literal, $lines:literal, $form:expr);* $(;)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        crate::schema::text_schema!($name, |text| text.min_length(Some(1)).max_length(Some($max)));

        impl $name {
            /// How many characters fit.
            pub const MAX: usize = $max;

            /// The text, cleaned, or why it is refused.
            ///
            /// # Errors
            /// [`TextError`]: empty, too long, not text, or not of its form.
            pub fn new(raw: &str) -> Result<Self, TextError> {
                let text = clean(raw, $max, $lines)?;
                let well_formed: fn(&str) -> bool = $form;
                if well_formed(&text) { Ok(Self(text)) } else { Err(TextError::Form) }
            }

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(raw: String) -> Result<Self, TextError> { Self::new(&raw) }
        }
        impl From<$name> for String {
            fn from(text: $name) -> Self { text.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
    )* };
}

texts! {
    /// The name of a person or a bureau: one line, at most 200 characters.
    Name, 200, false, |_| true;
    /// The name of a passkey: one line, at most 60 characters.
    Label, 60, false, |_| true;
    /// Where something lies, or who holds its key: one line, at most 200 characters.
    Place, 200, false, |_| true;
    /// One passage of a summary: at most 20 000 characters.
    PassageText, 20_000, true, |_| true;
    /// What somebody remarks or gives as a reason: at most 10 000 characters.
    Remark, 10_000, true, |_| true;
    /// The sentence that is signed: at most 1 000 characters.
    Sentence, 1_000, false, |_| true;
    /// An article of a regulation, as it is cited: at most 20 characters.
    Cite, 20, false, |_| true;
    /// A citizen service number: nine digits that pass the eleven-proof.
    CitizenNumber, 9, false, is_citizen_number;
    /// An e-mail address: one `@` with something on both sides and a dot behind it.
    Email, 254, false, is_email;
    /// The number of a trajectory in another system: at most 40 visible characters, so no white space either.
    SystemNumber, 40, false, is_visible;
    /// A telephone number in digits, with spaces, dashes, brackets and a leading plus.
    Phone, 30, false, is_phone;
}

/// Nine digits, of which the sum by weights 9 to 2, less the last, divides by eleven.
fn is_citizen_number(text: &str) -> bool {
    let digits: Option<Vec<i64>> = text.chars().map(|c| c.to_digit(10).map(i64::from)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 9) else { return false };
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i64 = digits.iter().zip(weights).map(|(digit, weight)| digit.saturating_mul(weight)).sum();
    sum % 11 == 0 && sum != 0
}

impl CitizenNumber {
    /// Its last three digits, behind dots.
    #[must_use]
    pub fn masked(&self) -> Label {
        Label(format!("••••••{}", self.0.get(6..).unwrap_or_default()))
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let labels_stand = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    !local.is_empty() && labels_stand && !domain.contains('@') && !text.contains(char::is_whitespace)
}

/// Nothing in it that cannot be seen: two numbers that look alike are the same.
fn is_visible(text: &str) -> bool {
    let unseen = |c: char| {
        let code = u32::from(c);
        c.is_whitespace()
            || matches!(code, 0x00AD | 0x034F | 0x061C | 0x180E | 0xFEFF)
            || (0x200B..=0x200F).contains(&code)
            || (0x202A..=0x202E).contains(&code)
            || (0x2060..=0x206F).contains(&code)
    };
    !text.contains(unseen)
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    (8..=15).contains(&digits) && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_300_is_refused_with_both_numbers() {
        assert_eq!(Name::new(&"a".repeat(300)), Err(TextError::TooLong { max: 200, len: 300 }));
    }

    #[test]
    fn right_to_left_and_emoji_are_text() {
        assert_eq!(Name::new(" مريم 🌷 ").unwrap().as_str(), "مريم 🌷");
    }

    #[test]
    fn composed_and_decomposed_letters_are_one_text() {
        assert_eq!(Name::new("Zoe\u{308}"), Name::new("Zoë"));
    }

    #[test]
    fn w7e_a_citizen_number_passes_the_eleven_proof_and_shows_its_last_digits() {
        let number = CitizenNumber::new("111222333").unwrap();
        assert_eq!(number.masked().as_str(), "••••••333");
        for wrong in ["111222334", "000000000", "12345678", "1234567890", "11122233a"] {
            assert!(CitizenNumber::new(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_number_elsewhere_has_forty_visible_characters_at_most() {
        assert_eq!(SystemNumber::new(" 2026-0042 ").unwrap().as_str(), "2026-0042");
        assert!(SystemNumber::new(&"9".repeat(40)).is_ok() && SystemNumber::new(&"9".repeat(41)).is_err());
        for wrong in ["", " ", "1 2", "1\u{200B}2", "\u{FEFF}1", "1\u{202E}2", "1\t2"] {
            assert!(SystemNumber::new(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_address_needs_both_halves_and_a_number_needs_digits() {
        assert!(Email::new("a@b.nl").is_ok() && Email::new("a@b").is_err() && Email::new("a b@c.nl").is_err());
        assert!(Phone::new("+31 6 1234 5678").is_ok() && Phone::new("geen").is_err());
    }
}
