//! Prints laid out pages, and a photograph on a page.

use super::face::Faces;
use super::layout::{A4, Page};
use crate::picture;
use image::RgbImage;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::TextDirection;
use krilla::{Document, SerializeSettings};
use pdf::protocol::{Format, Lang, Refusal};

const MARGIN: f32 = 28.0;

/// Without a description of the file in XML, and without time: the same pages are the same bytes.
pub fn document() -> Document {
    Document::new_with(SerializeSettings { xmp_metadata: false, enable_tagging: false, ..SerializeSettings::default() })
}

pub fn black() -> Fill {
    Fill { paint: rgb::Color::new(0, 0, 0).into(), ..Fill::default() }
}

pub fn page_of(size: (f32, f32)) -> Result<PageSettings, Refusal> {
    PageSettings::from_wh(size.0, size.1).ok_or(Refusal::TooLarge)
}

pub fn size_of(size: (f32, f32)) -> Result<Size, Refusal> {
    Size::from_wh(size.0, size.1).ok_or(Refusal::TooLarge)
}

pub fn lang_of(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "nl",
        Lang::En => "en",
    }
}

pub fn block(surface: &mut Surface<'_>, fill: Fill, rect: Option<Rect>) -> Result<(), Refusal> {
    let mut path = PathBuilder::new();
    path.push_rect(rect.ok_or(Refusal::TooLarge)?);
    surface.set_fill(Some(fill));
    surface.draw_path(&path.finish().ok_or(Refusal::TooLarge)?);
    Ok(())
}

pub fn printed(pages: &[Page], faces: &Faces) -> Result<Vec<u8>, Refusal> {
    let mut document = document();
    for set in pages {
        let mut page = document.start_page_with(page_of(A4)?);
        let mut surface = page.surface();
        surface.set_fill(Some(black()));
        for line in set.lines.iter().filter(|line| !line.text.trim().is_empty()) {
            let (at, font) = (Point::from_xy(line.x, line.y), faces.font(line.look.weight));
            surface.draw_text(at, font, line.look.size, &line.text, false, TextDirection::Auto);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|_cause| Refusal::Broken)
}

/// Upright on A4, which lies down for a picture that does. What came as a photograph stays one; a drawing or a screen
/// keeps its sharp edges.
pub fn photograph(kind: Format, points: RgbImage) -> Result<Vec<u8>, Refusal> {
    let points = picture::within(points, picture::PRINTED_SIDE, picture::PRINTED_SIDE);
    let (width, height) = (side(points.width()), side(points.height()));
    let image = match kind {
        Format::Jpeg => Image::from_jpeg(picture::jpeg_bytes(&points)?.into(), true),
        _ => Image::from_png(picture::png_bytes(&points)?.into(), true),
    };
    let image = image.map_err(|_cause| Refusal::Broken)?;
    let paper = if width > height { (A4.1, A4.0) } else { A4 };
    let scale = ((paper.0 - 2.0 * MARGIN) / width).min((paper.1 - 2.0 * MARGIN) / height);
    let size = (width * scale, height * scale);
    let mut document = document();
    let mut page = document.start_page_with(page_of(paper)?);
    let mut surface = page.surface();
    surface.push_transform(&Transform::from_translate((paper.0 - size.0) / 2.0, (paper.1 - size.1) / 2.0));
    surface.draw_image(image, size_of(size)?);
    surface.pop();
    surface.finish();
    page.finish();
    document.finish().map_err(|_cause| Refusal::Broken)
}

/// Below the largest side of a printed picture every number of points is exact.
fn side(points: u32) -> f32 {
    f32::from(u16::try_from(points).unwrap_or(u16::MAX).max(1))
}
