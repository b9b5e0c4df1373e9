//! The last step of what goes out: each page a little smaller on a new one, with the printed lines in the room below it.
//!
//! Nothing is printed over a page, so nothing of it is lost, and nothing of it can stand where the stamp is.

use super::face::{Faces, Weight};
use super::layout::{A4, broken};
use super::paper::{black, block, document, lang_of, page_of, size_of};
use krilla::color::rgb;
use krilla::geom::{Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::paint::Fill;
use krilla::pdf::{Pdf, PdfDocument};
use krilla::surface::Surface;
use krilla::text::TextDirection;
use pdf::protocol::{Refusal, STAMP_LINE_MAX, STAMP_LINES_MAX, Stamp};
use std::sync::Arc;

const SIZE: f32 = 7.5;
const LEADING: f32 = 9.5;
const MARGIN: f32 = 28.0;
const ROOM: f32 = 7.0;
/// After long lines were broken. More would take the page.
const PRINTED_LINES_MAX: usize = 16;
/// A page with a side below or above these is put on A4: a receipt has no room for lines, and a poster no paper.
const OWN_SIZE: std::ops::RangeInclusive<f32> = 400.0..=2_000.0;

pub fn checked(stamp: &Stamp) -> Result<(), Refusal> {
    let fits = |line: &String| line.chars().count() <= STAMP_LINE_MAX && !line.chars().any(char::is_control);
    let is_good = !stamp.lines.is_empty()
        && stamp.lines.len() <= STAMP_LINES_MAX
        && stamp.lines.iter().chain([&stamp.title]).all(fits);
    if is_good { Ok(()) } else { Err(Refusal::BadStamp) }
}

/// The pages of a file that was made here, each with the stamp.
pub fn stamped(file: Vec<u8>, stamp: &Stamp) -> Result<(Vec<u8>, u32), Refusal> {
    let faces = Faces::new().ok_or(Refusal::Broken)?;
    let source = Arc::new(Pdf::new(file).map_err(|_cause| Refusal::Broken)?);
    let pages = PdfDocument::new(Arc::clone(&source));
    let mut document = document();
    document.set_metadata(Metadata::new().title(stamp.title.clone()).language(lang_of(stamp.lang).to_owned()));
    for (at, page) in source.pages().iter().enumerate() {
        let drawn = page.render_dimensions();
        let paper = paper(drawn);
        let lines = lines(stamp, paper.0, &faces)?;
        let foot = paper.1 - height(lines.len());
        let scale = (paper.0 / drawn.0).min(foot / drawn.1);
        let size = (drawn.0 * scale, drawn.1 * scale);
        let mut page = document.start_page_with(page_of(paper)?);
        let mut surface = page.surface();
        surface.push_transform(&Transform::from_translate((paper.0 - size.0) / 2.0, 0.0));
        surface.draw_pdf_page(&pages, size_of(size)?, at);
        surface.pop();
        print(&mut surface, &lines, paper, foot, &faces)?;
        surface.finish();
        page.finish();
    }
    let count = u32::try_from(source.pages().len()).map_err(|_cause| Refusal::TooLarge)?;
    Ok((document.finish().map_err(|_cause| Refusal::Broken)?, count))
}

fn paper(drawn: (f32, f32)) -> (f32, f32) {
    match drawn {
        (width, height) if OWN_SIZE.contains(&width) && OWN_SIZE.contains(&height) => drawn,
        (width, height) if width > height => (A4.1, A4.0),
        _ => A4,
    }
}

fn lines(stamp: &Stamp, width: f32, faces: &Faces) -> Result<Vec<String>, Refusal> {
    let measure = |text: &str| faces.width(text, SIZE, Weight::Regular);
    let lines: Vec<String> = stamp.lines.iter().flat_map(|line| broken(line, width - 2.0 * MARGIN, measure)).collect();
    if lines.len() > PRINTED_LINES_MAX { Err(Refusal::BadStamp) } else { Ok(lines) }
}

fn height(lines: usize) -> f32 {
    f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * LEADING + 2.0 * ROOM
}

/// White below whatever a page may have drawn beyond its edge, a thin line, and the words.
fn print(
    surface: &mut Surface<'_>,
    lines: &[String],
    paper: (f32, f32),
    foot: f32,
    faces: &Faces,
) -> Result<(), Refusal> {
    let white = Fill { paint: rgb::Color::new(255, 255, 255).into(), ..Fill::default() };
    block(surface, white, Rect::from_xywh(0.0, foot, paper.0, paper.1 - foot))?;
    block(surface, black(), Rect::from_xywh(MARGIN, foot + 2.0, paper.0 - 2.0 * MARGIN, 0.5))?;
    surface.set_fill(Some(black()));
    let mut y = foot + ROOM;
    for line in lines {
        y += LEADING;
        let face = faces.font(Weight::Regular);
        surface.draw_text(Point::from_xy(MARGIN, y - 2.0), face, SIZE, line, false, TextDirection::Auto);
    }
    Ok(())
}
