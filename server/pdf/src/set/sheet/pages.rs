//! Sets the blocks of a sheet in pages of A4.

use crate::set::face::{Faces, Weight};
use crate::set::layout::{A4, cut};
use pdf::protocol::SheetBlock;

pub const LEFT: f32 = 68.0;
pub const RIGHT: f32 = A4.0 - 68.0;
const TOP: f32 = 72.0;
const FOOT: f32 = A4.1 - 76.0;
/// Where the second column of a table begins: at 32 per cent.
const SECOND: f32 = LEFT + (RIGHT - LEFT) * 0.32;
const BETWEEN: f32 = 14.0;
/// Above and below the words of a row.
const ROOM: f32 = 5.0;
const INDENT: f32 = 17.0;
const BAR: f32 = 2.5;
const HAIRLINE: f32 = 0.5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Dark,
    Soft,
    Strong,
    Line,
}

#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub size: f32,
    pub weight: Weight,
    pub ink: Ink,
    leading: f32,
    before: f32,
}

const TITLE: Look = Look { size: 18.0, weight: Weight::Bold, ink: Ink::Strong, leading: 25.0, before: 0.0 };
const HEADING: Look = Look { size: 12.5, weight: Weight::Bold, ink: Ink::Dark, leading: 18.0, before: 20.0 };
const TEXT: Look = Look { size: 10.5, weight: Weight::Regular, ink: Ink::Dark, leading: 15.5, before: 8.0 };
const QUOTE: Look = Look { size: 11.5, leading: 17.5, before: 11.0, ..TEXT };
const NAME: Look = Look { size: 10.0, ink: Ink::Soft, ..CELL };
const CELL: Look = Look { leading: 14.5, before: 9.0, ..TEXT };

/// Which part of the sheet words are: a block of it, and of a table a cell, counted along its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    pub block: usize,
    pub cell: usize,
}

#[derive(Default)]
pub struct Page {
    /// Drawn, and no words.
    pub bars: Vec<Bar>,
    pub lines: Vec<Line>,
}

pub struct Bar {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub ink: Ink,
}

/// A line with its place from the left and the top, to the foot of its letters.
pub struct Line {
    pub x: f32,
    pub y: f32,
    pub look: Look,
    pub text: String,
    pub part: Part,
}

pub fn set(blocks: &[SheetBlock], faces: &Faces) -> Vec<Page> {
    let measured: Vec<Measured> = blocks.iter().map(|block| Measured::new(block, faces)).collect();
    let mut set = Set { pages: vec![Page::default()], y: TOP };
    let mut rest = measured.as_slice();
    while let Some((block, after)) = rest.split_first() {
        set.block(measured.len() - rest.len(), block, least(rest));
        rest = after;
    }
    set.pages
}

/// A block in lines.
enum Measured {
    Head(Look, Vec<String>),
    Body(Look, Vec<String>),
    Quote(Vec<String>),
    Rows(Vec<Row>),
}

struct Row {
    name: Vec<String>,
    value: Vec<String>,
}

impl Measured {
    fn new(block: &SheetBlock, faces: &Faces) -> Self {
        let lines = |text: &str, look: Look, width: f32| lines(text, look, width, faces);
        match block {
            SheetBlock::Title(text) => Self::Head(TITLE, lines(text, TITLE, RIGHT - LEFT)),
            SheetBlock::Heading(text) => Self::Head(HEADING, lines(text, HEADING, RIGHT - LEFT)),
            SheetBlock::Text(text) => Self::Body(TEXT, lines(text, TEXT, RIGHT - LEFT)),
            SheetBlock::Quote(text) => Self::Quote(lines(text, QUOTE, RIGHT - LEFT - INDENT)),
            SheetBlock::Pairs(rows) => {
                let row = |(name, value): &(String, String)| Row {
                    name: lines(name, NAME, SECOND - BETWEEN - LEFT),
                    value: lines(value, CELL, RIGHT - SECOND),
                };
                Self::Rows(rows.iter().map(row).collect())
            }
        }
    }

    fn before(&self) -> f32 {
        match self {
            Self::Head(look, _) | Self::Body(look, _) => look.before,
            Self::Quote(_) => QUOTE.before,
            Self::Rows(_) => CELL.before,
        }
    }

    /// What of it stays together at its beginning.
    fn beginning(&self) -> f32 {
        match self {
            Self::Head(look, lines) => times(lines.len(), look.leading),
            Self::Body(look, lines) => times(together(0, lines.len()), look.leading),
            Self::Quote(lines) => times(together(0, lines.len()), QUOTE.leading),
            Self::Rows(rows) => rows.first().map_or(0.0, Row::beginning),
        }
    }
}

/// A word alone that is too long, such as the hash of a file, is broken in pieces of about one length.
fn lines(text: &str, look: Look, width: f32, faces: &Faces) -> Vec<String> {
    let measure = |text: &str| faces.width(text, look.size, look.weight);
    let whole = measure(text);
    let piece = whole / (whole / width).ceil() + 0.6 * look.size;
    cut(text, if text.contains(' ') { width } else { piece.min(width) }, measure)
}

impl Row {
    fn len(&self) -> usize {
        self.name.len().max(self.value.len())
    }

    /// All of it, where that fits on a page.
    fn beginning(&self) -> f32 {
        let whole = times(self.len(), CELL.leading) + 2.0 * ROOM;
        if whole <= FOOT - TOP { whole } else { 3.0 * CELL.leading + 2.0 * ROOM }
    }
}

/// How much room the first of these blocks needs to begin on a page: a heading stays with what is below it.
fn least(blocks: &[Measured]) -> f32 {
    match blocks.split_first() {
        None => 0.0,
        Some((block, after)) => {
            let own = block.before() + block.beginning();
            let with_next = if matches!(block, Measured::Head(..)) { own + least(after) } else { own };
            if with_next > FOOT - TOP { own } else { with_next }
        }
    }
}

/// How many of the lines from this one on stay together: no line stands alone at the foot or the head of a page.
fn together(at: usize, lines: usize) -> usize {
    let left = lines - at;
    match (at, left) {
        (0, 3) => 3,
        (0, _) | (_, 2) => left.min(2),
        _ => 1,
    }
}

fn times(lines: usize, leading: f32) -> f32 {
    f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * leading
}

struct Set {
    pages: Vec<Page>,
    y: f32,
}

impl Set {
    fn block(&mut self, at: usize, block: &Measured, least: f32) {
        if self.y > TOP && self.y + least > FOOT {
            self.next_page();
        }
        self.y += if self.y > TOP { block.before() } else { 0.0 };
        let part = Part { block: at, cell: 0 };
        match block {
            Measured::Head(look, lines) | Measured::Body(look, lines) => self.lines(lines, *look, part, LEFT),
            Measured::Quote(lines) => {
                self.lines(lines, QUOTE, part, LEFT + INDENT);
                self.bars_beside(part);
                self.y += QUOTE.before - TEXT.before;
            }
            Measured::Rows(rows) => {
                for (at, row) in rows.iter().enumerate() {
                    self.row(row, Part { cell: at * 2, ..part });
                }
            }
        }
    }

    fn lines(&mut self, lines: &[String], look: Look, part: Part, x: f32) {
        for (at, text) in lines.iter().enumerate() {
            if self.y + times(together(at, lines.len()), look.leading) > FOOT {
                self.next_page();
            }
            self.line(text, look, part, (x, self.y + above(look)));
            self.y += look.leading;
        }
    }

    /// Beside the lines of a quote, on each page that has some.
    fn bars_beside(&mut self, part: Part) {
        for page in &mut self.pages {
            let of_it = || page.lines.iter().filter(|line| line.part == part).map(|line| line.y);
            if let (Some(first), Some(last)) = (of_it().next(), of_it().next_back()) {
                let y = first - above(QUOTE);
                let height = last - first + QUOTE.leading;
                page.bars.push(Bar { x: LEFT, y, width: BAR, height, ink: Ink::Strong });
            }
        }
    }

    /// Whole where it fits on a page, else in pieces.
    fn row(&mut self, row: &Row, name: Part) {
        let value = Part { cell: name.cell + 1, ..name };
        if self.y + row.beginning() > FOOT {
            self.next_page();
        }
        if name.cell == 0 || self.y <= TOP {
            self.hairline();
        }
        let mut done = 0;
        while done < row.len() {
            if done > 0 {
                self.next_page();
            }
            let y = self.y + ROOM;
            let fitting = (1..=row.len() - done).take_while(|lines| y + times(*lines, CELL.leading) + ROOM <= FOOT);
            let count = fitting.count().max(1);
            for (lines, look, part, x) in [(&row.name, NAME, name, LEFT), (&row.value, CELL, value, SECOND)] {
                for (at, text) in lines.iter().skip(done).take(count).enumerate() {
                    self.line(text, look, part, (x, y + times(at, CELL.leading) + above(CELL)));
                }
            }
            self.y = y + times(count, CELL.leading) + ROOM;
            done += count;
        }
        self.hairline();
    }

    fn hairline(&mut self) {
        let y = self.y - HAIRLINE / 2.0;
        self.page(|page| {
            page.bars.push(Bar { x: LEFT, y, width: RIGHT - LEFT, height: HAIRLINE, ink: Ink::Line });
        });
    }

    fn line(&mut self, text: &str, look: Look, part: Part, (x, y): (f32, f32)) {
        let line = Line { x, y, look, text: text.to_owned(), part };
        self.page(|page| page.lines.push(line));
    }

    fn page(&mut self, draw: impl FnOnce(&mut Page)) {
        if let Some(page) = self.pages.last_mut() {
            draw(page);
        }
    }

    fn next_page(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }
}

/// From the top of a line to the foot of its letters: its capitals stand in the middle of its height.
fn above(look: Look) -> f32 {
    const CAPITALS: f32 = 0.714;
    f32::midpoint(look.leading, look.size * CAPITALS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_in_pages(blocks: &[SheetBlock]) -> Vec<Page> {
        set(blocks, &Faces::new().unwrap())
    }

    fn text(words: &str) -> SheetBlock {
        SheetBlock::Text(words.into())
    }

    fn rows(count: usize) -> SheetBlock {
        SheetBlock::Pairs((0..count).map(|at| (format!("Naam {at}"), format!("Waarde {at}"))).collect())
    }

    #[test]
    fn a_heading_is_never_the_last_on_a_page() {
        let below = [text("Woorden"), rows(3), SheetBlock::Quote("Woorden die iemand ondertekende".into())];
        for (above, below) in (1..60).flat_map(|above| below.iter().map(move |below| (above, below))) {
            let heading = SheetBlock::Heading("Kop".into());
            let pages = set_in_pages(&[rows(above), heading.clone(), heading, below.clone()]);
            let last = pages.iter().map(|page| page.lines.last().unwrap().look.weight);
            assert!(last.clone().all(|weight| weight == Weight::Regular), "{above}");
            assert!(pages.iter().all(|page| page.lines.iter().all(|line| (TOP..FOOT).contains(&line.y))), "{above}");
        }
    }

    #[test]
    fn no_line_of_a_text_stands_alone_on_a_page() {
        for (above, words) in (1..50).flat_map(|above| [28, 42, 60, 400].map(|words| (above, words))) {
            let pages = set_in_pages(&[rows(above), text(&"woorden ".repeat(words))]);
            let count = |page: &Page| page.lines.iter().filter(|line| line.part.block == 1).count();
            assert!(pages.iter().all(|page| count(page) != 1), "{above} {words}");
        }
    }

    #[test]
    fn a_row_stays_whole_where_it_fits_on_a_page() {
        let long = SheetBlock::Pairs(vec![("Naam".into(), "woorden ".repeat(200)); 12]);
        let pages = set_in_pages(&[long]);
        assert!(pages.len() > 3);
        for cell in 0..24 {
            let on = |page: &&Page| page.lines.iter().any(|line| line.part.cell == cell);
            assert_eq!(pages.iter().filter(on).count(), 1, "{cell}");
        }
    }

    #[test]
    fn a_row_that_fits_on_no_page_goes_on_and_loses_nothing() {
        let long = "woorden ".repeat(2_000).trim_end().to_owned();
        let pages =
            set_in_pages(&[SheetBlock::Pairs(vec![("Naam".into(), long.clone()), ("Na".into(), "Einde".into())])]);
        let said = pages.iter().flat_map(|page| &page.lines).filter(|line| line.part.cell == 1);
        assert_eq!(said.map(|line| line.text.as_str()).collect::<Vec<_>>().concat(), long);
        assert!(pages.len() > 3 && pages.iter().all(|page| page.lines.iter().all(|line| line.y < FOOT)));
    }

    #[test]
    fn a_word_alone_that_is_too_long_is_broken_in_the_middle() {
        let pages = set_in_pages(&[SheetBlock::Pairs(vec![("SHA-256".into(), "0f3a".repeat(16))])]);
        let lines: Vec<usize> = pages[0].lines.iter().skip(1).map(|line| line.text.len()).collect();
        assert!(lines.len() == 2 && lines.iter().all(|length| (30..=34).contains(length)), "{lines:?}");
    }

    #[test]
    fn a_quote_over_two_pages_has_its_bar_on_both() {
        let pages = set_in_pages(&[rows(25), SheetBlock::Quote("woorden ".repeat(200))]);
        let bars: Vec<usize> =
            pages.iter().map(|page| page.bars.iter().filter(|bar| bar.ink == Ink::Strong).count()).collect();
        assert_eq!(bars, [1, 1]);
    }
}
