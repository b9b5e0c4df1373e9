//! Plain text, and the ceiling on all text that is handed out.

use crate::set::words::{Block, Document, Kind};
use pdf::protocol::{Format, Part, Refusal, TEXT_BYTES_MAX};

/// The text of a file that is nothing but text, or nothing where it is something else.
///
/// An office here saves UTF-8, or UTF-16 with its mark, or Windows-1252, which older programs call ANSI. In the last
/// every byte means something, so what has a control character is no text, and neither is what begins as a format that
/// only looks like it.
pub fn told(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok()?.into(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling_and_without_replacement(rest)?,
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling_and_without_replacement(rest)?,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes)?,
        },
    };
    let is_text = !text.trim().is_empty() && !text.chars().any(is_control) && !is_other(&text);
    is_text.then(|| text.into_owned())
}

fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{c}')
}

fn is_other(text: &str) -> bool {
    const BEGINNINGS: [&str; 7] = ["{\\rtf", "<!doctype", "<html", "<?xml", "<svg", "%!ps", "#!"];
    let text = text.trim_start();
    BEGINNINGS.iter().any(|word| text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)))
}

/// Each line is a paragraph, and a form feed is a page.
pub fn document(text: &str) -> Result<Document, Refusal> {
    let mut document = Document::new(Format::Text);
    for (page, text) in text.split('\u{c}').enumerate() {
        if page > 0 {
            document.add(Block { kind: Kind::NextPage, text: String::new() })?;
        }
        for line in text.lines() {
            document.add(Block { kind: Kind::Line, text: line.replace('\t', "    ").trim_end().to_owned() })?;
        }
    }
    Ok(document)
}

/// The words in a text that may be none: without what no letter is, and nothing where that was most of it.
pub fn readable(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|letter| !is_control(*letter) && *letter != '\u{fffd}').collect();
    let kept = kept.trim();
    let is_text = !kept.is_empty() && kept.chars().count() * 3 >= text.trim().chars().count() * 2;
    is_text.then(|| kept.to_owned())
}

/// Texts are added until there is no room for more.
pub struct Budget {
    parts: Vec<Part>,
    left: usize,
    cut: bool,
}

/// What a part costs beside its text.
const PART_BYTES: usize = 16;

impl Budget {
    pub fn new() -> Self {
        Self { parts: Vec::new(), left: TEXT_BYTES_MAX, cut: false }
    }

    pub fn add(&mut self, mut part: Part) {
        part.text.retain(|letter| !is_control(letter));
        part.text.truncate(part.text.trim_end().len());
        if part.text.is_empty() {
            return;
        }
        let room = self.left.saturating_sub(PART_BYTES);
        if part.text.len() > room {
            part.text.truncate(part.text.floor_char_boundary(room));
            self.cut = true;
        }
        self.left = self.left.saturating_sub(part.text.len() + PART_BYTES);
        if !part.text.is_empty() {
            self.parts.push(part);
        }
    }

    pub fn is_spent(&self) -> bool {
        self.cut
    }

    pub fn parts(self) -> (Vec<Part>, bool) {
        (self.parts, self.cut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_office_saves_as_text_is_text() {
        assert_eq!(told("Één café".as_bytes()).as_deref(), Some("Één café"));
        assert_eq!(told(b"\xef\xbb\xbfhoi").as_deref(), Some("hoi"));
        assert_eq!(told(b"\xff\xfeh\0o\0i\0").as_deref(), Some("hoi"));
        assert_eq!(told(b"co\xebrcitief \x80 100").as_deref(), Some("coërcitief € 100"));
    }

    #[test]
    fn what_only_looks_like_text_is_none() {
        for other in [&b"{\\rtf1 x}"[..], b"<!DOCTYPE html>", b"<svg/>", b"a\0b", b"\x1b[2J", b"", b" \n"] {
            assert_eq!(told(other), None, "{other:?}");
        }
    }

    #[test]
    fn text_is_cut_where_there_is_no_room_for_more() {
        let mut budget = Budget::new();
        let part = |text| Part { place: pdf::protocol::Place::Hidden, text };
        budget.add(part("é".repeat(TEXT_BYTES_MAX)));
        budget.add(part("more".into()));
        let (parts, cut) = budget.parts();
        assert!(cut && parts.len() == 1 && parts[0].text.len() <= TEXT_BYTES_MAX);
    }
}
