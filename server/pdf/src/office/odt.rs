//! ODT: the words of its text, what lies beside them, and what keeps it outside.

use super::archive::Archive;
use super::xml::{self, Piece, Tag};
use crate::set::words::{Block, Document, Kind};
use pdf::protocol::{Format, Omitted, Place, Refusal, What};
use std::collections::HashSet;

pub fn read(archive: &mut Archive) -> Result<Document, Refusal> {
    let mut document = Document::new(Format::Odt);
    found(archive, &mut document)?;
    let content = archive.text("content.xml")?.ok_or(Refusal::Broken)?;
    let styles = archive.text("styles.xml")?.unwrap_or_default();
    let mut hiding = hiding(&content)?;
    hiding.extend(hiding_or_none(&styles)?);
    let mut reader = Reader::new(&mut document, hiding);
    xml::each(&content, |piece| reader.met(piece))?;
    for (name, place, what) in
        [("meta.xml", Place::Metadata, Omitted::Metadata), ("styles.xml", Place::Margin, Omitted::Margin)]
    {
        let text = archive.text(name)?.unwrap_or_default();
        let words = if text.is_empty() { String::new() } else { xml::words(&text, &[])? };
        if !words.trim().is_empty() {
            document.leave_out(what);
            if what == Omitted::Metadata {
                document.find(What::Metadata);
            }
        }
        document.keep(place, words)?;
    }
    Ok(document)
}

fn found(archive: &mut Archive, document: &mut Document) -> Result<(), Refusal> {
    for name in archive.names() {
        match () {
            () if name.starts_with("Basic/") || name.starts_with("Scripts/") => document.find(What::Macro),
            // A whole file as it was dropped into the text; charts and formulas lie in a folder of their own.
            () if name.starts_with("Object ") && !name.contains('/') => document.find(What::EmbeddedFile),
            () => {}
        }
    }
    let manifest = archive.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") { Err(Refusal::Encrypted) } else { Ok(()) }
}

fn hiding_or_none(styles: &str) -> Result<HashSet<String>, Refusal> {
    if styles.is_empty() { Ok(HashSet::new()) } else { hiding(styles) }
}

/// The styles whose words are not shown.
fn hiding(text: &str) -> Result<HashSet<String>, Refusal> {
    let (mut hiding, mut style) = (HashSet::new(), String::new());
    xml::each(text, |piece| {
        if let Piece::Open(tag) = piece {
            match tag.name.as_str() {
                "style" => style = tag.value("name").unwrap_or_default(),
                "text-properties" if tag.value("display").as_deref() == Some("none") => {
                    hiding.insert(style.clone());
                }
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok(hiding)
}

struct Reader<'a> {
    document: &'a mut Document,
    hiding: HashSet<String>,
    /// The paragraphs around this place: a note or a frame lies within one.
    open: Vec<Block>,
    cells: Vec<String>,
    tables: usize,
    items: usize,
    /// Names of the elements around this one that keep their words from the page, the outermost first.
    kept: Vec<(String, Place)>,
    hidden: String,
    depth_kept: usize,
}

impl<'a> Reader<'a> {
    fn new(document: &'a mut Document, hiding: HashSet<String>) -> Self {
        Self {
            document,
            hiding,
            open: Vec::new(),
            cells: Vec::new(),
            tables: 0,
            items: 0,
            kept: Vec::new(),
            hidden: String::new(),
            depth_kept: 0,
        }
    }

    fn met(&mut self, piece: Piece<'_>) -> Result<(), Refusal> {
        if !self.kept.is_empty() {
            return self.within_kept(piece);
        }
        match piece {
            Piece::Open(tag) => self.open(&tag),
            Piece::Close(name) => self.close(&name),
            Piece::Words(words) => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.text.push_str(&words.replace(['\n', '\r', '\t'], " "));
                }
                Ok(())
            }
        }
    }

    /// All words go aside until the element that keeps them ends.
    fn within_kept(&mut self, piece: Piece<'_>) -> Result<(), Refusal> {
        match piece {
            Piece::Open(_) => self.depth_kept += 1,
            Piece::Words(words) => self.hidden.push_str(&words),
            Piece::Close(_) if self.depth_kept > 0 => {
                self.depth_kept -= 1;
                self.hidden.push(' ');
            }
            Piece::Close(_) => {
                if let Some((_, place)) = self.kept.pop() {
                    let words = std::mem::take(&mut self.hidden);
                    self.document.keep(place, words)?;
                }
            }
        }
        Ok(())
    }

    fn keep(&mut self, name: &str, place: Place, found: What, left_out: Omitted) {
        self.document.find(found);
        self.document.leave_out(left_out);
        self.kept.push((name.to_owned(), place));
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        let hides = tag.value("style-name").is_some_and(|style| self.hiding.contains(&style));
        match tag.name.as_str() {
            "p" | "h" | "span" | "a" if hides => {
                self.keep(&tag.name, Place::Hidden, What::HiddenText, Omitted::HiddenText);
            }
            "hidden-text" | "hidden-paragraph" | "conditional-text" => {
                self.document.keep(Place::Hidden, tag.values().join(" "))?;
                self.keep(&tag.name, Place::Hidden, What::HiddenText, Omitted::HiddenText);
            }
            "annotation" => self.keep(&tag.name, Place::Annotation, What::Comments, Omitted::Annotation),
            "tracked-changes" => self.keep(&tag.name, Place::Hidden, What::TrackedChanges, Omitted::HiddenText),
            "automatic-styles" | "font-face-decls" | "sequence-decls" | "forms" => {
                self.kept.push((tag.name.clone(), Place::Hidden));
            }
            "scripts" => self.kept.push((tag.name.clone(), Place::Hidden)),
            "event-listener" => self.document.find(What::Macro),
            "p" => self.open.push(Block { kind: self.kind(), text: String::new() }),
            "h" => {
                let level = tag.value("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
                self.open.push(Block { kind: Kind::Heading(level), text: String::new() });
            }
            "list-item" => self.items += 1,
            "table" => self.tables += 1,
            "s" => {
                let count = tag.value("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.words(&" ".repeat(count.min(200)));
            }
            "tab" => self.words("    "),
            "line-break" => self.words("\n"),
            "image" | "object" | "object-ole" | "plugin" | "section-source" | "applet" => self.outside(tag),
            "title" | "desc" => self.kept.push((tag.name.clone(), Place::Instead)),
            _ => {}
        }
        self.link(tag)
    }

    fn link(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        if tag.name != "a" {
            return Ok(());
        }
        self.document.find(What::Link);
        self.document.keep(Place::Annotation, tag.value("href").unwrap_or_default())
    }

    /// A picture or another piece: inside the file, or somewhere else.
    fn outside(&mut self, tag: &Tag<'_>) {
        let place = tag.value("href").unwrap_or_default();
        if place.contains("://") || place.starts_with('/') || place.starts_with("../") || place.starts_with("file:") {
            self.document.find(What::ExternalReference);
        }
        self.document.find(What::Pictures);
        self.document.leave_out(Omitted::Picture);
    }

    fn kind(&self) -> Kind {
        if self.items > 0 { Kind::Item } else { Kind::Paragraph }
    }

    fn words(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(words);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "p" | "h" => {
                let Some(done) = self.open.pop() else {
                    return Ok(());
                };
                if self.tables > 0 {
                    self.cells.push(done.text);
                    return Ok(());
                }
                self.document.add(done)
            }
            "table-row" => {
                let cells: Vec<String> = std::mem::take(&mut self.cells);
                let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
                self.document.add(Block { kind: Kind::Paragraph, text: cells.join(" | ") })
            }
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                Ok(())
            }
            "list-item" => {
                self.items = self.items.saturating_sub(1);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
