//! One page of a PDF as a picture.

use crate::picture;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::RgbImage;
use pdf::protocol::{Picture, Refusal};

/// Together with the width, the most a page that is a strip may take.
const HEIGHT_MAX: f32 = 6_000.0;

pub fn drawn(pdf: &Pdf, page: u32, width: u32) -> Result<(Picture, Vec<u8>), Refusal> {
    let page = usize::try_from(page).ok().and_then(|page| pdf.pages().get(page.checked_sub(1)?));
    let page = page.ok_or(Refusal::NoSuchPage)?;
    let (page_width, page_height) = page.render_dimensions();
    let width = f32::from(u16::try_from(width).map_err(|_cause| Refusal::NoSuchPage)?);
    let scale = (width / page_width).min(HEIGHT_MAX / page_height);
    // A point more than asked for is cut off: the number of points is rounded down where the page is drawn.
    let settings = PixmapSettings { x_scale: scale * 1.000_01, y_scale: scale * 1.000_01, bg_color: WHITE };
    let drawn =
        render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let (width, height) = (u32::from(drawn.width()).max(1), u32::from(drawn.height()).max(1));
    let points = drawn.data().iter().flat_map(|point| [point.r, point.g, point.b]).collect();
    let points = RgbImage::from_raw(width, height, points).ok_or(Refusal::TooLarge)?;
    picture::png(points)
}
