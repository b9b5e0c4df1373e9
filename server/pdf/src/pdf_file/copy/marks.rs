//! Marks upon a page that have a look of their own, and filled-in fields: drawn as part of the page, or left out.

use super::{Copier, Role};
use crate::pdf_file::kinds::name_is;
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream, String as PdfString};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{self, Affine};
use pdf::protocol::Omitted;
use pdf_writer::Ref;
use std::io::Write as _;

const HIDDEN: i32 = 1 << 1 | 1 << 5;
/// What a person puts on a page so that it is seen. Bubbles, links and players are no part of it.
const DRAWN: [&[u8]; 14] = [
    b"Widget",
    b"FreeText",
    b"Stamp",
    b"Ink",
    b"Line",
    b"Square",
    b"Circle",
    b"Polygon",
    b"PolyLine",
    b"Highlight",
    b"Underline",
    b"StrikeOut",
    b"Squiggly",
    b"Caret",
];

impl<'a> Copier<'a> {
    /// Adds the looks of the page's marks to its content, and gives their names.
    pub(super) fn marks(&mut self, page: &Page<'a>, content: &mut Vec<u8>) -> Vec<(String, Ref)> {
        let mut marks = Vec::new();
        let Some(annotations) = page.raw().get::<Array<'a>>(b"Annots") else {
            return marks;
        };
        let kept = content.len();
        for annotation in annotations.iter::<Dict<'a>>() {
            let Some((look, matrix)) = self.look(&annotation) else {
                self.drop_mark(&annotation);
                continue;
            };
            let name = format!("AkkoordMark{}", marks.len() + 1);
            let [a, d, e, f] = matrix;
            // Writing into memory does not fail.
            if writeln!(content, "q {a} 0 0 {d} {e} {f} cm /{name} Do Q").is_ok() {
                let role = Role::Content(page.resources().clone());
                marks.push((name, self.reference(look.obj_id().into(), &role)));
                self.drawn += 1;
            }
        }
        if !marks.is_empty() {
            // Whatever the page left set does not count for them.
            content.splice(kept..kept, *b"Q\n");
            content.splice(0..0, *b"q\n");
        }
        marks
    }

    /// How it is drawn, and where: moved and stretched so that its box fills the place that is its own.
    fn look(&self, annotation: &Dict<'a>) -> Option<(Stream<'a>, [f64; 4])> {
        if !name_is(annotation, b"Subtype", &DRAWN) || annotation.get::<i32>(b"F").unwrap_or(0) & HIDDEN != 0 {
            return None;
        }
        let layer = annotation.get_raw::<Dict<'a>>(b"OC");
        if annotation.get::<Dict<'a>>(b"OC").is_some_and(|dict| self.layers.hide(layer.as_ref(), &dict)) {
            return None;
        }
        let look = normal_look(annotation)?;
        let place = annotation.get::<Rect>(b"Rect")?;
        let own = stretched(look.dict())?;
        let (wide, high) = ((place.x1 - place.x0) / (own.x1 - own.x0), (place.y1 - place.y0) / (own.y1 - own.y0));
        let matrix = [wide, high, place.x0 - own.x0 * wide, place.y0 - own.y0 * high];
        matrix.iter().all(|number| number.is_finite()).then_some((look, matrix))
    }

    fn drop_mark(&mut self, annotation: &Dict<'a>) {
        let kind = annotation.get::<Name<'_>>(b"Subtype");
        let what = match kind.as_deref() {
            Some(b"Link") => Omitted::Link,
            Some(b"Widget") if is_filled_in(annotation) => Omitted::Field,
            Some(b"Widget" | b"Popup") => return,
            _ => Omitted::Annotation,
        };
        self.leave_out(what, 1);
    }
}

/// The look for when nothing touches it, and of several the one for its state.
fn normal_look<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    let looks = annotation.get::<Dict<'a>>(b"AP")?;
    match looks.get::<Object<'a>>(b"N")? {
        Object::Stream(look) => Some(look),
        Object::Dict(by_state) => by_state.get::<Stream<'a>>(annotation.get::<Name<'a>>(b"AS")?),
        _ => None,
    }
}

/// The box of a drawing after its own matrix: the smallest upright one around it.
fn stretched(look: &Dict<'_>) -> Option<kurbo::Rect> {
    let own = look.get::<Rect>(b"BBox")?;
    let numbers = look.get::<Array<'_>>(b"Matrix").map(|matrix| matrix.iter::<f64>().collect::<Vec<f64>>());
    let moves = numbers.and_then(|numbers| <[f64; 6]>::try_from(numbers).ok());
    let moves = Affine::new(moves.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]));
    let found = moves.transform_rect_bbox(kurbo::Rect::new(own.x0, own.y0, own.x1, own.y1));
    (found.x1 > found.x0 && found.y1 > found.y0).then_some(found)
}

/// A value of its own or of the field it belongs to.
fn is_filled_in(field: &Dict<'_>) -> bool {
    let parent = field.get::<Dict<'_>>(b"Parent");
    let value = field.get::<Object<'_>>(b"V").or_else(|| parent?.get::<Object<'_>>(b"V"));
    match value {
        Some(Object::String(text)) => !PdfString::as_bytes(&text).is_empty(),
        Some(Object::Name(name)) => *name != *b"Off",
        Some(Object::Array(_) | Object::Stream(_)) => true,
        _ => false,
    }
}
