//! Words to lines, and lines to pages of A4.

use super::face::{Faces, Weight};
use super::words::{Block, Kind};
use pdf::protocol::PAGES_MAX;

pub const A4: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 62.0;
const TOP: f32 = 64.0;
const BOTTOM: f32 = 64.0;
const INDENT: f32 = 14.0;

pub struct Page {
    pub lines: Vec<Line>,
}

/// A line with its place from the left and the top, to the foot of its letters.
pub struct Line {
    pub x: f32,
    pub y: f32,
    pub look: Look,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    pub size: f32,
    pub weight: Weight,
    leading: f32,
    before: f32,
    indent: f32,
}

fn look(kind: Kind) -> Look {
    let body = Look { size: 10.5, weight: Weight::Regular, leading: 14.5, before: 6.0, indent: 0.0 };
    let head = |size: f32| Look { size, weight: Weight::Bold, leading: size * 1.3, before: size, indent: 0.0 };
    match kind {
        Kind::Heading(0 | 1) => head(16.0),
        Kind::Heading(2) => head(13.0),
        Kind::Heading(_) => head(11.5),
        Kind::Paragraph => body,
        Kind::Item => Look { before: 2.0, indent: INDENT, ..body },
        Kind::Line | Kind::NextPage => Look { before: 0.0, ..body },
    }
}

/// One page more than is allowed is where it stops.
pub fn pages(blocks: &[Block], faces: &Faces) -> Vec<Page> {
    let mut set = Set { pages: vec![Page { lines: Vec::new() }], y: TOP };
    for block in blocks {
        if set.pages.len() > PAGES_MAX {
            break;
        }
        set.block(block, faces);
    }
    set.pages
}

struct Set {
    pages: Vec<Page>,
    y: f32,
}

impl Set {
    fn block(&mut self, block: &Block, faces: &Faces) {
        let look = look(block.kind);
        if block.kind == Kind::NextPage {
            return self.next_page();
        }
        if block.text.trim().is_empty() {
            // An empty line is a distance, and none at the top of a page.
            self.y += if self.y > TOP { look.leading / 2.0 } else { 0.0 };
            return;
        }
        let lines = lines(&block.text, A4.0 - 2.0 * MARGIN - look.indent, look, faces);
        self.y += if self.y > TOP { look.before } else { 0.0 };
        // A heading stays with the first lines under it.
        let together = if matches!(block.kind, Kind::Heading(_)) { look.leading * 3.0 } else { look.leading };
        if self.y + together > A4.1 - BOTTOM {
            self.next_page();
        }
        for (at, text) in lines.into_iter().enumerate() {
            if self.y + look.leading > A4.1 - BOTTOM {
                self.next_page();
            }
            self.y += look.leading;
            if block.kind == Kind::Item && at == 0 {
                self.put(MARGIN, look, "\u{2022}".to_owned());
            }
            self.put(MARGIN + look.indent, look, text);
        }
    }

    fn put(&mut self, x: f32, look: Look, text: String) {
        let line = Line { x, y: self.y, look, text };
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(line);
        }
    }

    fn next_page(&mut self) {
        self.pages.push(Page { lines: Vec::new() });
        self.y = TOP;
    }
}

fn lines(text: &str, width: f32, look: Look, faces: &Faces) -> Vec<String> {
    let breaks = |line: &str| broken(line, width, |text| faces.width(text, look.size, look.weight));
    text.lines().flat_map(breaks).collect()
}

/// A line broken where a word ends, and a word that is too long for any line where it must be. Spaces at its beginning
/// stay: plain text is set out with them.
pub fn broken(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> Vec<String> {
    cut(text, width, measure).iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The same with the spaces at the ends of the lines: together they are the text.
pub fn cut(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
    for word in text.split_inclusive(' ') {
        let needs = measure(word.trim_end());
        if used + needs > width && !line.trim().is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        if needs <= width {
            line.push_str(word);
            used += measure(word);
            continue;
        }
        for letter in word.chars() {
            let one = measure(letter.encode_utf8(&mut [0; 4]));
            if used + one > width {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(letter);
            used += one;
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_letters(text: &str) -> f32 {
        f32::from(u16::try_from(text.chars().count()).unwrap())
    }

    #[test]
    fn a_line_breaks_where_a_word_ends() {
        assert_eq!(broken("een twee drie", 8.0, by_letters), ["een twee", "drie"]);
        assert_eq!(broken("", 8.0, by_letters), [""]);
        assert_eq!(broken("  a", 8.0, by_letters), ["  a"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_where_it_must_be() {
        assert_eq!(broken("aan arbeidsongeschikt", 8.0, by_letters), ["aan", "arbeidso", "ngeschik", "t"]);
    }

    #[test]
    fn a_heading_is_not_the_last_line_of_a_page() {
        let faces = Faces::new().unwrap();
        let block = |kind| Block { kind, text: "Woorden".into() };
        for lines in 30..60 {
            let mut blocks: Vec<Block> = (0..lines).map(|_| block(Kind::Line)).collect();
            blocks.extend([block(Kind::Heading(2)), block(Kind::Line)]);
            let pages = pages(&blocks, &faces);
            let last = pages.iter().filter_map(|page| page.lines.last()).map(|line| line.look.weight);
            assert!(last.clone().all(|weight| weight == Weight::Regular), "{lines}");
        }
    }
}
