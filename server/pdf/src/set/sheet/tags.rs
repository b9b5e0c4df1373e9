//! What is what on a sheet, for those who do not see it: its tags in the order in which it is read, and its outline.

use super::pages::{Line, Page, Part};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagTree};
use pdf::protocol::SheetBlock;
use std::collections::BTreeMap;
use std::num::NonZeroU16;

const TITLE: NonZeroU16 = NonZeroU16::MIN;
const HEADING: NonZeroU16 = TITLE.saturating_add(1);

/// The printed pieces of each part.
#[derive(Default)]
pub struct Tags(BTreeMap<Part, Vec<Identifier>>);

impl Tags {
    pub fn add(&mut self, lines: &[Line], id: Identifier) {
        if let Some(line) = lines.first() {
            self.0.entry(line.part).or_default().push(id);
        }
    }

    pub fn tree(mut self, blocks: &[SheetBlock]) -> TagTree {
        let groups = blocks.iter().enumerate().map(|(at, block)| Node::from(self.group(at, block)));
        TagTree::from(groups.collect::<Vec<_>>())
    }

    fn group(&mut self, at: usize, block: &SheetBlock) -> TagGroup {
        let part = Part { block: at, cell: 0 };
        match block {
            SheetBlock::Title(text) => TagGroup::with_children(Tag::Hn(TITLE, Some(text.clone())), self.of(part)),
            SheetBlock::Heading(text) => TagGroup::with_children(Tag::Hn(HEADING, Some(text.clone())), self.of(part)),
            SheetBlock::Text(_) => self.paragraph(part),
            SheetBlock::Quote(_) => TagGroup::with_children(Tag::BlockQuote, vec![self.paragraph(part).into()]),
            SheetBlock::Pairs(rows) => {
                let rows = (0..rows.len()).map(|row| self.row(Part { cell: row * 2, ..part }).into());
                TagGroup::with_children(Tag::Table, rows.collect())
            }
        }
    }

    fn paragraph(&mut self, part: Part) -> TagGroup {
        TagGroup::with_children(Tag::P, self.of(part))
    }

    fn row(&mut self, name: Part) -> TagGroup {
        let value = Part { cell: name.cell + 1, ..name };
        let head = TagGroup::with_children(Tag::TH(TableHeaderScope::Row), self.of(name));
        let cell = TagGroup::with_children(Tag::TD, self.of(value));
        TagGroup::with_children(Tag::TR, vec![head.into(), cell.into()])
    }

    fn of(&mut self, part: Part) -> Vec<Node> {
        self.0.remove(&part).unwrap_or_default().into_iter().map(Node::from).collect()
    }
}

/// The title, and below it the headings.
pub fn outline(blocks: &[SheetBlock], pages: &[Page]) -> Outline {
    let mut outline = Outline::new();
    let node = |at: usize, text: &str| {
        let place = place(pages, Part { block: at, cell: 0 })?;
        Some(OutlineNode::new(text.to_owned(), place).with_open(true))
    };
    let mut title = None;
    for (at, block) in blocks.iter().enumerate() {
        match block {
            SheetBlock::Title(text) => title = node(at, text),
            SheetBlock::Heading(text) => {
                if let (Some(title), Some(node)) = (&mut title, node(at, text)) {
                    title.push_child(node);
                }
            }
            _ => {}
        }
    }
    if let Some(title) = title {
        outline.push_child(title);
    }
    outline
}

/// A little above its first line.
fn place(pages: &[Page], part: Part) -> Option<XyzDestination> {
    pages.iter().enumerate().find_map(|(at, page)| {
        let line = page.lines.iter().find(|line| line.part == part)?;
        Some(XyzDestination::new(at, Point::from_xy(line.x, (line.y - 2.0 * line.look.size).max(0.0))))
    })
}
