//! The text of a PDF: what is drawn on each page, what is in it and not drawn, and what stands beside the pages.

use super::copy::{Layers, copied};
use super::{letters, strings};
use crate::plain::Budget;
use hayro::hayro_interpret::util::TransformExt as _;
use hayro::hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Rect;
use letters::Letters;
use pdf::protocol::{Part, Place, Refusal, Texts};

pub fn texts(pdf: &Pdf) -> Result<Texts, Refusal> {
    let mut budget = Budget::new();
    let mut missed = pages(pdf, &mut budget, Place::Page);
    if pdf.xref().has_optional_content_groups() {
        // What is on a layer that is off is read from a copy that has no layers.
        let all = copied(pdf, &Layers::all())?;
        let all = Pdf::new(all.file).map_err(|_cause| Refusal::Broken)?;
        let in_layers = pages(&all, &mut budget, Place::Layers);
        missed = Missed { unread: missed.unread + in_layers.unread, pictures: missed.pictures.max(in_layers.pictures) };
    }
    strings::strings(pdf, |part| budget.add(part))?;
    let (parts, cut) = budget.parts();
    let Missed { unread, pictures } = missed;
    Ok(Texts { parts, cut, unread, pictures })
}

/// What of the pages no machine reads: signs without a letter, and pictures.
pub struct Missed {
    unread: u64,
    pictures: u64,
}

/// Reads the pages and says what could not be read.
pub fn pages(pdf: &Pdf, budget: &mut Budget, drawn: impl Fn(u32) -> Place) -> Missed {
    let cache = InterpreterCache::new();
    let mut missed = Missed { unread: 0, pictures: 0 };
    for (page, number) in pdf.pages().iter().zip(1..) {
        let found = read(page, &cache, RenderContent::PAGE);
        budget.add(Part { place: drawn(number), text: found.drawn });
        budget.add(Part { place: Place::Unseen(number), text: found.unseen });
        budget.add(Part { place: Place::Instead, text: found.instead });
        let marks = read(page, &cache, RenderContent::ANNOTATIONS);
        budget.add(Part { place: Place::Mark(number), text: marks.drawn + &marks.unseen });
        budget.add(Part { place: Place::Instead, text: marks.instead });
        missed.unread += found.unread + marks.unread;
        missed.pictures += found.pictures + marks.pictures;
        if budget.is_spent() {
            break;
        }
    }
    missed
}

fn read<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>, which: RenderContent) -> Letters {
    let (width, height) = page.render_dimensions();
    let edges = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let settings = InterpreterSettings { render_content: which, ..InterpreterSettings::default() };
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, edges, cache, page.xref(), settings);
    let mut letters = Letters::on(edges);
    interpret_page(page, &mut context, &mut letters);
    letters
}
