//! The typeface: Noto Sans, Regular and Bold, with the Latin, Greek and Cyrillic letters.

use krilla::text::Font;
use std::collections::HashMap;
use ttf_parser::Face;

const REGULAR: &[u8] = include_bytes!("../../fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/NotoSans-Bold.ttf");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

pub struct Faces {
    regular: Cut,
    bold: Cut,
}

struct Cut {
    font: Font,
    /// How wide each letter is, of one.
    widths: HashMap<char, f32>,
}

impl Faces {
    pub fn new() -> Option<Self> {
        Some(Self { regular: Cut::new(REGULAR)?, bold: Cut::new(BOLD)? })
    }

    fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub fn font(&self, weight: Weight) -> Font {
        self.cut(weight).font.clone()
    }

    pub fn has(&self, letter: char) -> bool {
        letter.is_control() || letter.is_whitespace() || self.regular.widths.contains_key(&letter)
    }

    /// A sign that has no width of its own: it stands on the letter before it.
    pub fn is_accent(&self, letter: char) -> bool {
        self.regular.widths.get(&letter).is_some_and(|width| *width <= 0.0)
    }

    pub fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        let widths = &self.cut(weight).widths;
        text.chars().map(|letter| widths.get(&letter).copied().unwrap_or(0.6)).sum::<f32>() * size
    }
}

impl Cut {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let face = Face::parse(bytes, 0).ok()?;
        let unit = f32::from(face.units_per_em());
        let mut widths = HashMap::new();
        for table in face.tables().cmap?.subtables {
            table.codepoints(|code| {
                let letter = char::from_u32(code);
                let width = letter.and_then(|letter| face.glyph_hor_advance(face.glyph_index(letter)?));
                if let (Some(letter), Some(width)) = (letter, width) {
                    widths.insert(letter, f32::from(width) / unit);
                }
            });
        }
        Some(Self { font: Font::new(bytes.into(), 0)?, widths })
    }
}
