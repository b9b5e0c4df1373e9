//! DOCX: the words of its body, in the order in which they stand.

use super::archive::Archive;
use super::docx_parts;
use super::xml::{self, Piece, Tag};
use crate::set::words::{Block, Document, Kind};
use pdf::protocol::{Format, Omitted, Place, Refusal, What};
use std::collections::HashMap;

/// Which style is a heading, and of which level.
pub type Headings = HashMap<String, u8>;

pub fn read(archive: &mut Archive) -> Result<Document, Refusal> {
    let mut document = Document::new(Format::Docx);
    docx_parts::found(archive, &mut document)?;
    let styles = archive.text("word/styles.xml")?.map(|styles| headings(&styles)).transpose()?.unwrap_or_default();
    let body = archive.text("word/document.xml")?.ok_or(Refusal::Broken)?;
    let mut reader = Reader::new(&mut document, &styles);
    xml::each(&body, |piece| reader.met(piece))?;
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = archive.text(name)? {
            xml::each(&notes, |piece| reader.met(piece))?;
        }
    }
    docx_parts::beside(archive, &mut document)?;
    Ok(document)
}

fn headings(styles: &str) -> Result<Headings, Refusal> {
    let (mut found, mut style) = (Headings::new(), String::new());
    xml::each(styles, |piece| {
        let Piece::Open(tag) = piece else {
            return Ok(());
        };
        match tag.name.as_str() {
            "style" => style = tag.value("styleId").unwrap_or_default(),
            "name" => {
                let name = tag.value("val").unwrap_or_default().to_lowercase();
                let level = name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
                if let Some(level) = level.or_else(|| (name == "title").then_some(1)) {
                    found.insert(style.clone(), level);
                }
            }
            "outlineLvl" => {
                let level = tag.value("val").and_then(|level| level.parse::<u8>().ok()).filter(|level| *level < 9);
                if let Some(level) = level {
                    found.entry(style.clone()).or_insert(level + 1);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

struct Reader<'a> {
    document: &'a mut Document,
    headings: &'a Headings,
    paragraph: Block,
    /// Words that its writer hid, or took out and kept as a change.
    hidden: String,
    cells: Vec<String>,
    tables: usize,
    run_hidden: bool,
    /// How many elements around this one hide what is in them.
    within_removed: usize,
    /// A second drawing of the same, for older readers.
    within_fallback: usize,
    within_code: bool,
    within_words: bool,
}

impl<'a> Reader<'a> {
    fn new(document: &'a mut Document, headings: &'a Headings) -> Self {
        Self {
            document,
            headings,
            paragraph: Block { kind: Kind::Paragraph, text: String::new() },
            hidden: String::new(),
            cells: Vec::new(),
            tables: 0,
            run_hidden: false,
            within_removed: 0,
            within_fallback: 0,
            within_code: false,
            within_words: false,
        }
    }

    fn met(&mut self, piece: Piece<'_>) -> Result<(), Refusal> {
        match piece {
            Piece::Open(tag) if tag.name == "Fallback" => self.within_fallback += 1,
            Piece::Close(name) if name == "Fallback" => self.within_fallback = self.within_fallback.saturating_sub(1),
            _ if self.within_fallback > 0 => {}
            Piece::Open(tag) => self.open(&tag)?,
            Piece::Close(name) => self.close(&name)?,
            Piece::Words(words) if self.within_code => self.code(&words),
            Piece::Words(words) if self.within_words => self.words(&words),
            Piece::Words(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        match tag.name.as_str() {
            "tbl" => self.tables += 1,
            "pStyle" => self.style(&tag.value("val").unwrap_or_default()),
            "numPr" if self.paragraph.kind == Kind::Paragraph => self.paragraph.kind = Kind::Item,
            "r" => self.run_hidden = false,
            "vanish" | "webHidden" => self.run_hidden = tag.value("val").is_none_or(|on| on != "0" && on != "false"),
            "moveFrom" | "del" => self.within_removed += 1,
            "t" | "delText" => {
                self.within_words = true;
                self.within_removed += usize::from(tag.name == "delText");
            }
            "instrText" => self.within_code = true,
            "fldSimple" => self.code(&tag.value("instr").unwrap_or_default()),
            "tab" | "ptab" => self.words("    "),
            "br" if tag.value("type").as_deref() == Some("page") => self.next_page()?,
            "br" | "cr" => self.words("\n"),
            "noBreakHyphen" => self.words("\u{2011}"),
            "footnoteReference" | "endnoteReference" => self.words("*"),
            "footnote" | "endnote" if tag.value("type").is_none() => self.words("* "),
            "drawing" | "pict" | "object" => {
                self.document.find(What::Pictures);
                self.document.leave_out(Omitted::Picture);
            }
            "docPr" | "cNvPr" => {
                for said in ["descr", "title"].iter().filter_map(|name| tag.value(name)) {
                    self.document.keep(Place::Instead, said)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "p" if self.tables > 0 => {
                let text = std::mem::take(&mut self.paragraph.text);
                self.paragraph.kind = Kind::Paragraph;
                self.cells.push(text);
                self.hidden_done()?;
            }
            "p" => self.paragraph_done()?,
            "tr" => {
                let cells: Vec<String> = std::mem::take(&mut self.cells);
                let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
                self.document.add(Block { kind: Kind::Paragraph, text: cells.join(" | ") })?;
            }
            "tbl" => self.tables = self.tables.saturating_sub(1),
            "del" | "moveFrom" => self.within_removed = self.within_removed.saturating_sub(1),
            "delText" => {
                self.within_removed = self.within_removed.saturating_sub(1);
                self.within_words = false;
            }
            "t" => self.within_words = false,
            "instrText" => self.within_code = false,
            "r" => self.run_hidden = false,
            _ => {}
        }
        Ok(())
    }

    fn style(&mut self, style: &str) {
        if let Some(level) = self.headings.get(style) {
            self.paragraph.kind = Kind::Heading(*level);
        }
    }

    fn words(&mut self, words: &str) {
        if self.within_removed > 0 || self.run_hidden {
            self.hidden.push_str(words);
        } else {
            self.paragraph.text.push_str(words);
        }
    }

    /// What a field does. Those that bring in another file are no part of a letter.
    fn code(&mut self, code: &str) {
        const OUTSIDE: [&str; 7] = ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK"];
        let does = code.split_whitespace().next().unwrap_or_default().to_uppercase();
        if OUTSIDE.contains(&does.as_str()) {
            self.document.find(What::ExternalReference);
        }
        self.hidden.push_str(code);
        self.hidden.push(' ');
    }

    fn next_page(&mut self) -> Result<(), Refusal> {
        if self.tables > 0 {
            return Ok(());
        }
        self.paragraph_done()?;
        self.document.add(Block { kind: Kind::NextPage, text: String::new() })
    }

    fn paragraph_done(&mut self) -> Result<(), Refusal> {
        let empty = Block { kind: Kind::Paragraph, text: String::new() };
        let done = std::mem::replace(&mut self.paragraph, empty);
        self.document.add(done)?;
        self.hidden_done()
    }

    fn hidden_done(&mut self) -> Result<(), Refusal> {
        let hidden = std::mem::take(&mut self.hidden);
        if !hidden.trim().is_empty() {
            self.document.find(What::HiddenText);
            self.document.leave_out(Omitted::HiddenText);
        }
        self.document.keep(Place::Hidden, hidden)
    }
}
