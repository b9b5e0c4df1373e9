//! A PDF: whether it may come in, what it says, how a page looks, and a copy of nothing but what it draws.

use crate::plain::Budget;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Object};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use pdf::protocol::{Finding, Format, Inspected, PAGES_MAX, Place, Refusal, Size};

mod bombs;
mod copy;
mod draw;
mod findings;
mod kinds;
mod letters;
mod strings;
mod text;

pub use copy::{Copy, Layers, copied};
pub use draw::drawn;
pub use findings::found;
pub use text::texts;

/// A reader that repairs would show the part of a file that arrived as if it were the whole.
const END_WITHIN: usize = 4 << 10;
/// A page is between a stamp and a large drawing, in points; what is beyond is no page to print.
const SIDE: std::ops::RangeInclusive<f32> = 3.0..=15_000.0;
/// How deep objects lie in one another. Honest files stay far below.
const DEPTH_MAX: usize = 100;
/// How many values are looked at, in all objects together.
const VALUES_MAX: usize = 10_000_000;

pub fn opened(bytes: Vec<u8>) -> Result<Pdf, Refusal> {
    // Some programs fill the last block of a file.
    let length = bytes.iter().rposition(|byte| !byte.is_ascii_whitespace() && *byte != 0).map_or(0, |last| last + 1);
    let end = bytes.get(length.saturating_sub(END_WITHIN)..length).unwrap_or_default();
    if !end.windows(5).any(|word| word == b"%%EOF") {
        return Err(Refusal::Broken);
    }
    bombs::none(&bytes)?;
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            Refusal::Encrypted
        }
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Refusal::Broken,
    })?;
    match pdf.pages().len() {
        0 => Err(Refusal::Broken),
        n if n > PAGES_MAX => Err(Refusal::TooLarge),
        _ if pdf.pages().iter().all(has_a_size) => Ok(pdf),
        _ => Err(Refusal::TooLarge),
    }
}

fn has_a_size(page: &Page<'_>) -> bool {
    let (width, height) = page.render_dimensions();
    SIDE.contains(&width) && SIDE.contains(&height)
}

pub fn inspected(pdf: &Pdf, findings: Vec<Finding>) -> Inspected {
    let mut budget = Budget::new();
    text::pages(pdf, &mut budget, Place::Page);
    let texts = budget.parts().0.into_iter().filter(|part| matches!(part.place, Place::Page(_)));
    let chars = texts.map(|part| part.text.chars().filter(|letter| !letter.is_whitespace()).count()).sum::<usize>();
    let sizes: Vec<Size> = pdf.pages().iter().map(Page::render_dimensions).map(size).collect();
    Inspected {
        format: Format::Pdf,
        pages: u32::try_from(sizes.len()).unwrap_or(u32::MAX),
        sizes,
        text_chars: u64::try_from(chars).unwrap_or(u64::MAX),
        findings,
    }
}

fn size((width, height): (f32, f32)) -> Size {
    Size { width, height }
}

/// A dictionary, with the one of a stream counted as one.
fn dict_of<'a>(object: &Object<'a>) -> Option<Dict<'a>> {
    match object {
        Object::Dict(dict) => Some(dict.clone()),
        Object::Stream(stream) => Some(stream.dict().clone()),
        _ => None,
    }
}

/// What lies in a file, value by value; what is referred to is met as an object of its own.
struct Walk<'a, F: FnMut(&Met<'_, 'a>)> {
    met: F,
    left: usize,
    _file: std::marker::PhantomData<&'a ()>,
}

/// One value, and the nearest dictionary around it.
struct Met<'b, 'a> {
    value: &'b Object<'a>,
    within: Option<&'b Dict<'a>>,
    /// The key in that dictionary, also for what lies in an array under it.
    key: &'b [u8],
    /// The array it lies in begins with this name, such as a colour space.
    array: Option<&'b [u8]>,
}

impl<'a, F: FnMut(&Met<'_, 'a>)> Walk<'a, F> {
    fn over(pdf: &'a Pdf, met: F) -> Result<(), Refusal> {
        let mut walk = Self { met, left: VALUES_MAX, _file: std::marker::PhantomData };
        for object in pdf.objects() {
            walk.at(&Met { value: &object, within: None, key: b"", array: None }, 0)?;
        }
        Ok(())
    }

    fn at(&mut self, met: &Met<'_, 'a>, depth: usize) -> Result<(), Refusal> {
        self.left = self.left.checked_sub(1).ok_or(Refusal::TooLarge)?;
        if depth > DEPTH_MAX {
            return Err(Refusal::TooLarge);
        }
        (self.met)(met);
        match met.value {
            Object::Dict(dict) => self.dict(dict, depth),
            Object::Stream(stream) => self.dict(stream.dict(), depth),
            Object::Array(array) => self.array(array, met, depth),
            _ => Ok(()),
        }
    }

    fn dict(&mut self, dict: &Dict<'a>, depth: usize) -> Result<(), Refusal> {
        for (key, value) in dict.entries() {
            if let MaybeRef::NotRef(value) = value {
                self.at(&Met { value: &value, within: Some(dict), key: &key, array: None }, depth + 1)?;
            }
        }
        Ok(())
    }

    fn array(&mut self, array: &Array<'a>, met: &Met<'_, 'a>, depth: usize) -> Result<(), Refusal> {
        let first = array.raw_iter().next();
        let first = match &first {
            Some(MaybeRef::NotRef(Object::Name(name))) => Some(&**name),
            _ => None,
        };
        for value in array.raw_iter() {
            if let MaybeRef::NotRef(value) = value {
                self.at(&Met { value: &value, within: met.within, key: met.key, array: first }, depth + 1)?;
            }
        }
        Ok(())
    }
}
