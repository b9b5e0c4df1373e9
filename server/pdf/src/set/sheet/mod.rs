//! The sheet of a consent: what somebody said yes to, for people, for those who listen to it, and for archives.
//!
//! It is PDF/A-3a and PDF/UA-1 at once. What it says is checked, its letters are made such that they can be printed, the
//! blocks are set in pages, and the pages are printed with the tags that tell what is what. The document and the files that
//! belong to it are inside, as they are.

mod check;
mod inside;
mod letters;
mod pages;
mod print;
mod tags;

use super::face::Faces;
use letters::Letters;
use pdf::protocol::{Refusal, Sheet, SheetMade};

pub fn sheet(sheet: &Sheet, file: Vec<u8>) -> Result<(SheetMade, Vec<u8>), Refusal> {
    check::checked(sheet, &file)?;
    let faces = Faces::new().ok_or(Refusal::Broken)?;
    let mut letters = Letters::new(&faces);
    let blocks: Vec<_> = sheet.blocks.iter().map(|block| letters.printable_block(block)).collect();
    let pages = pages::set(&blocks, &faces);
    let made = SheetMade { pages: u32::try_from(pages.len()).unwrap_or(u32::MAX), letters_missing: letters.missing };
    let mut document = print::document()?;
    inside::describe(&mut document, sheet, &letters.printable(&sheet.title))?;
    inside::attach(&mut document, sheet, file)?;
    print::print(&mut document, &blocks, &pages, &faces)?;
    // The rules of both standards were kept with all that is made here: what they refuse came in.
    Ok((made, document.finish().map_err(|_cause| Refusal::BadSheet)?))
}
