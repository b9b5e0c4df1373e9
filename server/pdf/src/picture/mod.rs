//! Photographs and scans: decoded within bounds, turned upright, and encoded anew without what lay beside the points.

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageError, Limits, RgbImage, Rgba, imageops,
};
use pdf::protocol::{Finding, Format, Inspected, Picture, Refusal, Size, What};
use std::io::Cursor;

mod beside;
mod boxes;

pub use beside::{plain_jpeg, strings};
pub use boxes::plain_jpeg2000;

const POINTS_MAX: u64 = 50_000_000;
const SIDE_MAX: u32 = 30_000;
/// What decoding may take beside the picture itself.
const MEMORY_BYTES: u64 = 640 << 20;
/// A drawn page that takes more is drawn smaller.
const PNG_BYTES_MAX: usize = 12 << 20;
/// A4 at three hundred points an inch: more is never seen on paper.
pub const PRINTED_SIDE: u32 = 3_508;
const JPEG_QUALITY: u8 = 88;

/// A picture that is whole, and the words beside its points.
pub struct Photograph {
    pub kind: Format,
    pub points: RgbImage,
    pub words: Vec<String>,
}

impl Photograph {
    pub fn opened(kind: Format, bytes: &[u8]) -> Result<Self, Refusal> {
        Ok(Self { kind, points: upright(kind, bytes)?, words: strings(bytes) })
    }

    pub fn inspected(&self) -> Inspected {
        let metadata = Finding { what: What::Metadata, count: u32::try_from(self.words.len()).unwrap_or(u32::MAX) };
        Inspected {
            format: self.kind,
            pages: 1,
            sizes: vec![size(&self.points)],
            text_chars: 0,
            findings: (metadata.count > 0).then_some(metadata).into_iter().collect(),
        }
    }
}

fn size(points: &RgbImage) -> Size {
    // Below the largest side every number of points is exact.
    let side = |points: u32| f32::from(u16::try_from(points).unwrap_or(u16::MAX));
    Size { width: side(points.width()), height: side(points.height()) }
}

/// The points as somebody holds the picture, on white where they let through.
fn upright(kind: Format, bytes: &[u8]) -> Result<RgbImage, Refusal> {
    match kind {
        Format::Jpeg if !beside::is_whole_jpeg(bytes) => Err(Refusal::Broken),
        Format::Jpeg => decoded(JpegDecoder::new(Cursor::new(bytes)).map_err(|error| refusal(&error))?),
        _ => decoded(PngDecoder::with_limits(Cursor::new(bytes), limits()).map_err(|error| refusal(&error))?),
    }
}

fn refusal(error: &ImageError) -> Refusal {
    if matches!(error, ImageError::Limits(_)) { Refusal::TooLarge } else { Refusal::Broken }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_BYTES);
    limits
}

fn decoded(mut decoder: impl ImageDecoder) -> Result<RgbImage, Refusal> {
    let (width, height) = decoder.dimensions();
    let points = u64::from(width) * u64::from(height);
    if points > POINTS_MAX || width > SIDE_MAX || height > SIDE_MAX || decoder.total_bytes() > MEMORY_BYTES {
        return Err(Refusal::TooLarge);
    }
    decoder.set_limits(limits()).map_err(|error| refusal(&error))?;
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    picture.apply_orientation(turned);
    Ok(if picture.color().has_alpha() { on_white(&picture.into_rgba8()) } else { picture.into_rgb8() })
}

fn on_white(picture: &image::RgbaImage) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let Rgba([red, green, blue, alpha]) = *picture.get_pixel(x, y);
        let alpha = u32::from(alpha);
        let over = |colour: u8| u8::try_from((u32::from(colour) * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255);
        image::Rgb([over(red), over(green), over(blue)])
    })
}

/// Not wider and not higher than that.
pub fn within(points: RgbImage, width: u32, height: u32) -> RgbImage {
    let (own_width, own_height) = points.dimensions();
    if own_width <= width && own_height <= height {
        return points;
    }
    let by_width = (width, scaled(own_height, width, own_width));
    let by_height = (scaled(own_width, height, own_height), height);
    let (width, height) = if by_width.1 <= height { by_width } else { by_height };
    imageops::thumbnail(&points, width, height)
}

fn scaled(side: u32, to: u32, from: u32) -> u32 {
    u32::try_from(u64::from(side) * u64::from(to) / u64::from(from.max(1))).unwrap_or(SIDE_MAX).max(1)
}

pub fn png(mut points: RgbImage) -> Result<(Picture, Vec<u8>), Refusal> {
    loop {
        let (width, height) = points.dimensions();
        let bytes = png_bytes(&points)?;
        if bytes.len() <= PNG_BYTES_MAX {
            return Ok((Picture { width, height }, bytes));
        }
        points = within(points, width / 4 * 3, height);
    }
}

pub fn png_bytes(points: &RgbImage) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Adaptive)
        .write_image(points, points.width(), points.height(), ExtendedColorType::Rgb8)
        .map_err(|_cause| Refusal::TooLarge)?;
    Ok(bytes)
}

pub fn jpeg_bytes(points: &RgbImage) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    encoder
        .write_image(points, points.width(), points.height(), ExtendedColorType::Rgb8)
        .map_err(|_cause| Refusal::TooLarge)?;
    Ok(bytes)
}
