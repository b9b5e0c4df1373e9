//! Follows what a page draws and keeps its letters, in the order in which they are drawn.

use super::strings;
use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::pattern::Pattern;
use hayro::hayro_interpret::{
    BlendMode, CacheKey as _, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro::hayro_syntax::object::{Dict, String as PdfString};
use hayro::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use std::collections::HashSet;

/// More letters than this on one page are no page.
const LETTERS_MAX: usize = 2_000_000;
/// Of the height of a letter: a step aside that is a space, a step up or down that is a line, a step back.
const SPACE: f64 = 0.2;
const LINE: f64 = 0.45;
const BACK: f64 = -0.8;

pub struct Letters {
    pub drawn: String,
    pub unseen: String,
    /// What the page says instead of what it draws.
    pub instead: String,
    pub unread: u64,
    pub pictures: u64,
    edges: Rect,
    after: Option<After>,
    last_run: Option<(Affine, usize)>,
    /// Patterns and masks, each followed once.
    followed: HashSet<u128>,
}

/// Where the next letter would stand, were it of the same word.
struct After {
    at: Point,
    along: Vec2,
    height: f64,
    unseen: bool,
}

impl Letters {
    pub fn on(edges: Rect) -> Self {
        Self {
            drawn: String::new(),
            unseen: String::new(),
            instead: String::new(),
            unread: 0,
            pictures: 0,
            edges: edges.inflate(1.0, 1.0),
            after: None,
            last_run: None,
            followed: HashSet::new(),
        }
    }

    fn letter(&mut self, glyph: &Glyph<'_>, transform: Affine, invisible: bool) {
        let at = transform * Point::ZERO;
        let unseen = invisible || !self.edges.contains(at);
        let along = transform * Point::new(1000.0, 0.0) - at;
        let height = (transform * Point::new(0.0, 1000.0) - at).hypot();
        let between = self.between(at, unseen);
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let text = if unseen { &mut self.unseen } else { &mut self.drawn };
        if text.len() > LETTERS_MAX {
            return;
        }
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.extend(between);
        }
        match glyph.as_unicode() {
            Some(BfString::Char(letter)) => text.push(letter),
            Some(BfString::String(letters)) => text.push_str(&letters),
            None => {
                text.push('\u{fffd}');
                self.unread += 1;
            }
        }
        let at = at + along * (f64::from(advance.unwrap_or(500.0)) / 1000.0);
        self.after = Some(After { at, along, height, unseen });
    }

    /// What stands between the last letter and one here.
    fn between(&self, at: Point, unseen: bool) -> Option<char> {
        let Some(after) = self.after.as_ref().filter(|after| after.unseen == unseen) else {
            return Some('\n');
        };
        if after.along.hypot() < f64::EPSILON || after.height < f64::EPSILON {
            return Some(' ');
        }
        let (step, along) = (at - after.at, after.along / after.along.hypot());
        let (aside, off) = (step.dot(along) / after.height, step.cross(along).abs() / after.height);
        match () {
            () if off > LINE || aside < BACK => Some('\n'),
            () if aside > SPACE => Some(' '),
            () => None,
        }
    }

    fn follow(&mut self, props: &DrawProps<'_>) {
        if let Some(mask) = &props.soft_mask {
            self.follow_mask(mask);
        }
        if let Paint::Pattern(pattern) = &props.paint
            && let Pattern::Tiling(tile) = &**pattern
            && self.followed.insert(pattern.cache_key())
        {
            tile.interpret(self, props.transform, false);
        }
    }

    fn follow_mask(&mut self, mask: &SoftMask<'_>) {
        if self.followed.insert(mask.cache_key()) {
            mask.interpret(self);
        }
    }
}

impl<'a> Device<'a> for Letters {
    fn draw_path(&mut self, _: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.follow(&props);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        if let Some(mask) = mask {
            self.follow_mask(&mask);
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.follow(&props);
        let Some(first) = run.glyphs().first() else {
            return;
        };
        // Letters that are filled and have an outline are drawn twice.
        let this = (props.transform * first.transform(), run.glyphs().len());
        if matches!(mode, DrawMode::Stroke(_)) && self.last_run == Some(this) {
            return;
        }
        self.last_run = Some(this);
        for glyph in run.glyphs() {
            self.letter(glyph, props.transform * glyph.transform(), matches!(mode, DrawMode::Invisible));
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.pictures += 1;
        if let Some(mask) = props.soft_mask {
            self.follow_mask(&mask);
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        for key in ["ActualText", "Alt", "E"] {
            let said = properties.and_then(|dict| dict.get::<PdfString<'_>>(key));
            if let Some(text) = said.and_then(|said| strings::words(said.as_bytes()))
                && self.instead.len() < LETTERS_MAX
            {
                self.instead.push_str(&text);
                self.instead.push('\n');
            }
        }
    }
}
