//! A document that is nothing but words: what is set in pages, and what is only told of.

use pdf::protocol::{Finding, Format, LeftOut, Omitted, Part, Place, Refusal, What};
use std::collections::BTreeMap;

/// More is no letter. It also bounds how long setting it in pages takes.
const BYTES_MAX: usize = 4_000_000;
const BLOCKS_MAX: usize = 200_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// From one, the title, downwards.
    Heading(u8),
    Paragraph,
    Item,
    /// A line that stands by itself, as in plain text.
    Line,
    NextPage,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    pub text: String,
}

pub struct Document {
    pub format: Format,
    pub blocks: Vec<Block>,
    /// What is in it and not set.
    pub parts: Vec<Part>,
    found: BTreeMap<What, u32>,
    left_out: BTreeMap<Omitted, u32>,
    bytes: usize,
}

impl Document {
    pub fn new(format: Format) -> Self {
        Self {
            format,
            blocks: Vec::new(),
            parts: Vec::new(),
            found: BTreeMap::new(),
            left_out: BTreeMap::new(),
            bytes: 0,
        }
    }

    pub fn add(&mut self, block: Block) -> Result<(), Refusal> {
        self.weigh(block.text.len())?;
        self.blocks.push(block);
        if self.blocks.len() > BLOCKS_MAX { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    /// Words that are not set.
    pub fn keep(&mut self, place: Place, text: impl Into<String>) -> Result<(), Refusal> {
        let text = text.into();
        self.weigh(text.len())?;
        if !text.trim().is_empty() {
            self.parts.push(Part { place, text });
        }
        Ok(())
    }

    fn weigh(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.bytes += bytes;
        if self.bytes > BYTES_MAX { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    pub fn find(&mut self, what: What) {
        *self.found.entry(what).or_default() += 1;
    }

    pub fn leave_out(&mut self, what: Omitted) {
        *self.left_out.entry(what).or_default() += 1;
    }

    pub fn findings(&self) -> Vec<Finding> {
        self.found.iter().map(|(what, count)| Finding { what: *what, count: *count }).collect()
    }

    pub fn left_out(&self) -> Vec<LeftOut> {
        self.left_out.iter().map(|(what, count)| LeftOut { what: *what, count: *count }).collect()
    }
}
