//! Prints the pages of a sheet: words with their tags, and apart from them what is only drawn.

use super::pages::{Bar, Ink, LEFT, Line, Page, RIGHT};
use super::tags::{self, Tags};
use crate::set::face::{Faces, Weight};
use crate::set::layout::A4;
use crate::set::paper::{block, page_of};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::geom::{Point, Rect};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::text::TextDirection;
use krilla::{Document, SerializeSettings};
use pdf::protocol::{Refusal, SheetBlock};

const NUMBER_SIZE: f32 = 9.0;
const NUMBER_FOOT: f32 = A4.1 - 40.0;

/// Its rules are those of archives and of accessibility: what breaks one makes no document.
pub fn document() -> Result<Document, Refusal> {
    let rules = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish();
    let configuration = rules.map_err(|_cause| Refusal::Broken)?;
    Ok(Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() }))
}

pub fn print(document: &mut Document, blocks: &[SheetBlock], pages: &[Page], faces: &Faces) -> Result<(), Refusal> {
    let mut tags = Tags::default();
    for (at, set) in pages.iter().enumerate() {
        let mut page = document.start_page_with(page_of(A4)?);
        let mut surface = page.surface();
        bars(&mut surface, &set.bars)?;
        for lines in set.lines.chunk_by(|one, next| one.part == next.part) {
            let id = surface.start_tagged(ContentTag::Other);
            for line in lines {
                words(&mut surface, line, faces);
            }
            surface.end_tagged();
            tags.add(lines, id);
        }
        number(&mut surface, &format!("{} / {}", at + 1, pages.len()), faces);
        surface.finish();
        page.finish();
    }
    document.set_outline(tags::outline(blocks, pages));
    document.set_tag_tree(tags.tree(blocks));
    Ok(())
}

fn bars(surface: &mut Surface<'_>, bars: &[Bar]) -> Result<(), Refusal> {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    for bar in bars {
        block(surface, fill(bar.ink), Rect::from_xywh(bar.x, bar.y, bar.width, bar.height))?;
    }
    surface.end_tagged();
    Ok(())
}

/// All letters of the typeface are written from left to right.
fn words(surface: &mut Surface<'_>, line: &Line, faces: &Faces) {
    let (at, font) = (Point::from_xy(line.x, line.y), faces.font(line.look.weight));
    surface.set_fill(Some(fill(line.look.ink)));
    surface.draw_text(at, font, line.look.size, &line.text, false, TextDirection::LeftToRight);
}

fn number(surface: &mut Surface<'_>, text: &str, faces: &Faces) {
    let width = faces.width(text, NUMBER_SIZE, Weight::Regular);
    let at = Point::from_xy((LEFT + RIGHT - width) / 2.0, NUMBER_FOOT);
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    surface.set_fill(Some(fill(Ink::Soft)));
    surface.draw_text(at, faces.font(Weight::Regular), NUMBER_SIZE, text, false, TextDirection::LeftToRight);
    surface.end_tagged();
}

/// The colours of the screens (style/tokens.css). Words stand on white at 7.9 to 1 or more.
fn fill(ink: Ink) -> Fill {
    let colour = match ink {
        Ink::Dark => rgb::Color::new(47, 29, 43),
        Ink::Soft => rgb::Color::new(93, 76, 89),
        Ink::Strong => rgb::Color::new(100, 36, 76),
        Ink::Line => rgb::Color::new(205, 194, 184),
    };
    Fill { paint: colour.into(), ..Fill::default() }
}
