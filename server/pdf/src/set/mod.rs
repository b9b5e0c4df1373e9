//! Sets words in pages, puts a photograph on one, prints the stamp, and makes the sheet of a consent: always a new PDF, and
//! the same one for the same.

pub mod words;

mod face;
mod layout;
mod paper;
mod sheet;
mod stamp;

use image::RgbImage;
use pdf::protocol::{Format, PAGES_MAX, Refusal, Stamp};
use words::Document;

pub use sheet::sheet;
pub use stamp::{checked, stamped};

/// The pages of a document of words, and how many of its signs the typeface has no letter for.
pub fn pages(document: &Document) -> Result<(Vec<u8>, u32), Refusal> {
    let faces = face::Faces::new().ok_or(Refusal::Broken)?;
    let pages = layout::pages(&document.blocks, &faces);
    if pages.len() > PAGES_MAX {
        return Err(Refusal::TooLarge);
    }
    let all = document.blocks.iter().flat_map(|block| block.text.chars());
    let missing = all.filter(|letter| !faces.has(*letter)).count();
    Ok((paper::printed(&pages, &faces)?, u32::try_from(missing).unwrap_or(u32::MAX)))
}

/// A picture on a page of its own.
pub fn photograph(kind: Format, points: RgbImage) -> Result<Vec<u8>, Refusal> {
    paper::photograph(kind, points)
}

/// Signs of a stamp that the typeface has no letter for.
pub fn letters_missing(stamp: &Stamp) -> u32 {
    let Some(faces) = face::Faces::new() else {
        return 0;
    };
    let all = stamp.lines.iter().flat_map(|line| line.chars());
    u32::try_from(all.filter(|letter| !faces.has(*letter)).count()).unwrap_or(u32::MAX)
}
