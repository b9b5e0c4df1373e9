//! A copy of what the pages of a PDF draw, and of nothing else.
//!
//! Nothing is taken out of the file; what draws is taken over, piece by piece, from the pages on: a key that is not
//! known to draw is not followed, a resource that no content names is not either. So what the file has beside its pages
//! never gets here. Content is written anew without what is marked in it: replacements and descriptions of what is drawn
//! go too, because nobody who looks at the page would know of them.

use super::PAGES_MAX;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, MaybeRef, ObjRef, Object, ObjectIdentifier, Stream};
use hayro::hayro_syntax::page::{Page, Resources, Rotation};
use hayro::hayro_syntax::xref::XRef;
use pdf::protocol::{Omitted, Refusal};
use pdf_writer::{Chunk, Finish, Name, Obj, Rect, Ref};
use std::collections::{BTreeMap, HashMap};

mod content;
mod keep;
mod layers;
mod marks;
mod operands;
mod streams;

pub use layers::Layers;

/// A file that goes out is not much larger than the one it was made from.
const BYTES_MAX: usize = 56 << 20;
const OBJECTS_MAX: usize = 300_000;

pub struct Copy {
    pub file: Vec<u8>,
    pub left_out: BTreeMap<Omitted, u32>,
    /// Marks and fields that are part of their page now.
    pub drawn: u32,
}

pub fn copied(pdf: &Pdf, layers: &Layers) -> Result<Copy, Refusal> {
    let mut copier = Copier::new(pdf.xref(), layers);
    let (catalog, tree) = (copier.new_ref(), copier.new_ref());
    let mut pages = Vec::new();
    for page in pdf.pages().iter().take(PAGES_MAX) {
        pages.push(copier.page(page, tree)?);
    }
    copier.copy_waiting()?;
    let mut made = pdf_writer::Pdf::new();
    made.catalog(catalog).pages(tree);
    made.pages(tree).count(i32::try_from(pages.len()).map_err(|_cause| Refusal::TooLarge)?).kids(pages);
    for chunk in &copier.chunks {
        made.extend(chunk);
    }
    Ok(Copy { file: made.finish(), left_out: copier.left_out, drawn: copier.drawn })
}

/// What an object is taken over as.
#[derive(Clone)]
enum Role<'a> {
    /// By the keys that draw.
    Plain,
    /// By names of its own, each value plain.
    Named,
    /// By the names of letters, each of them content that is drawn with these resources.
    Letters(Resources<'a>),
    /// Content, whatever its own keys say.
    Content(Resources<'a>),
}

impl Role<'_> {
    fn number(&self) -> u8 {
        match self {
            Self::Plain => 0,
            Self::Named => 1,
            Self::Letters(_) => 2,
            Self::Content(_) => 3,
        }
    }
}

struct Copier<'a> {
    xref: &'a XRef,
    layers: &'a Layers,
    next: Ref,
    chunks: Vec<Chunk>,
    known: HashMap<(ObjectIdentifier, u8), Ref>,
    waiting: Vec<(ObjectIdentifier, Ref, Role<'a>)>,
    left_out: BTreeMap<Omitted, u32>,
    drawn: u32,
    bytes: usize,
}

impl<'a> Copier<'a> {
    fn new(xref: &'a XRef, layers: &'a Layers) -> Self {
        Self {
            xref,
            layers,
            next: Ref::new(1),
            chunks: Vec::new(),
            known: HashMap::new(),
            waiting: Vec::new(),
            left_out: BTreeMap::new(),
            drawn: 0,
            bytes: 0,
        }
    }

    fn new_ref(&mut self) -> Ref {
        self.next.bump()
    }

    fn leave_out(&mut self, what: Omitted, count: u32) {
        if count > 0 {
            *self.left_out.entry(what).or_default() += count;
        }
    }

    fn page(&mut self, page: &Page<'a>, tree: Ref) -> Result<Ref, Refusal> {
        let (id, content_id) = (self.new_ref(), self.new_ref());
        let content = page.page_stream();
        if content.is_none() && page.raw().contains_key(b"Contents") {
            self.leave_out(Omitted::Unreadable, 1);
        }
        let resources = page.resources();
        let mut written = content::written(content.unwrap_or_default(), resources, self.layers);
        self.count(&written);
        let marks = self.marks(page, &mut written.bytes);
        let mut chunk = Chunk::new();
        let box_ = page.intersected_crop_box();
        let mut made = chunk.page(id);
        made.parent(tree).contents(content_id).rotate(match page.rotation() {
            Rotation::None => 0,
            Rotation::Horizontal => 90,
            Rotation::Flipped => 180,
            Rotation::FlippedHorizontal => 270,
        });
        made.media_box(Rect::new(narrow(box_.x0), narrow(box_.y0), narrow(box_.x1), narrow(box_.y1)));
        if let Some(group) = page.raw().get_raw::<Object<'a>>(b"Group") {
            self.put(made.insert(Name(b"Group")), group, &Role::Plain);
        }
        self.put_used(made.insert(Name(b"Resources")), resources, &written.used, &marks);
        made.finish();
        let packed = streams::deflated(&written.bytes);
        chunk.stream(content_id, &packed).filter(pdf_writer::Filter::FlateDecode);
        self.keep(chunk)?;
        Ok(id)
    }

    fn keep(&mut self, chunk: Chunk) -> Result<(), Refusal> {
        self.bytes += chunk.len();
        self.chunks.push(chunk);
        let is_more = self.bytes > BYTES_MAX || self.known.len() > OBJECTS_MAX;
        if is_more { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    fn count(&mut self, written: &content::Written) {
        self.leave_out(Omitted::HiddenLayer, written.hidden);
        self.leave_out(Omitted::InvisibleText, written.invisible);
        self.leave_out(Omitted::Structure, written.described);
        self.leave_out(Omitted::Unreadable, written.unreadable);
    }

    /// What was referred to, until nothing new is.
    fn copy_waiting(&mut self) -> Result<(), Refusal> {
        while let Some((id, to, role)) = self.waiting.pop() {
            let mut chunk = Chunk::new();
            match self.xref.get::<Object<'a>>(id) {
                Some(Object::Stream(stream)) => self.stream(&mut chunk, to, &stream, &role),
                Some(object) => self.put_object(chunk.indirect(to), &object, &role),
                None => chunk.indirect(to).primitive(pdf_writer::Null),
            }
            self.keep(chunk)?;
        }
        Ok(())
    }

    fn reference(&mut self, to: ObjRef, role: &Role<'a>) -> Ref {
        let id = ObjectIdentifier::from(to);
        if let Some(known) = self.known.get(&(id, role.number())) {
            return *known;
        }
        let new = self.new_ref();
        self.known.insert((id, role.number()), new);
        self.waiting.push((id, new, role.clone()));
        new
    }

    fn put(&mut self, into: Obj<'_>, value: MaybeRef<Object<'a>>, role: &Role<'a>) {
        match value {
            MaybeRef::Ref(to) => into.primitive(self.reference(to, role)),
            MaybeRef::NotRef(object) => self.put_object(into, &object, role),
        }
    }

    fn put_object(&mut self, into: Obj<'_>, object: &Object<'a>, role: &Role<'a>) {
        match object {
            Object::Boolean(value) => into.primitive(*value),
            Object::Number(number) => operands::put_number(into, number),
            Object::String(string) => into.primitive(pdf_writer::Str(string.as_bytes())),
            Object::Name(name) => into.primitive(Name(name)),
            Object::Array(array) => {
                let mut made = into.array();
                for value in array.raw_iter() {
                    self.put(made.push(), value, role);
                }
            }
            Object::Dict(dict) => {
                let mut made = into.dict();
                self.put_dict(&mut made, dict, role);
            }
            // A stream is never part of another object.
            Object::Null(_) | Object::Stream(_) => into.primitive(pdf_writer::Null),
        }
    }

    fn put_dict(&mut self, made: &mut pdf_writer::Dict<'_>, dict: &Dict<'a>, role: &Role<'a>) {
        for (key, value) in dict.entries() {
            if *key == *b"Resources" && matches!(role, Role::Plain) {
                self.put_letters_used(made.insert(Name(&key)), dict);
                continue;
            }
            let child = match role {
                Role::Plain => keep::role(&key, dict),
                Role::Named => Some(Role::Plain),
                Role::Letters(resources) => Some(Role::Content(resources.clone())),
                Role::Content(_) => None,
            };
            if let Some(child) = child {
                self.put(made.insert(Name(&key)), value, &child);
            }
        }
    }

    /// A typeface whose letters are drawings, with the resources that any of them names.
    fn put_letters_used(&mut self, into: Obj<'_>, face: &Dict<'a>) {
        let resources = Resources::new(face.get::<Dict<'a>>(b"Resources").unwrap_or_default());
        let letters = face.get::<Dict<'a>>(b"CharProcs").unwrap_or_default();
        let mut used = content::Used::default();
        for name in letters.keys() {
            if let Some(Ok(letter)) = letters.get::<Stream<'a>>(&*name).map(|letter| letter.decoded_data()) {
                used.join(content::written(&letter, &resources, self.layers).used);
            }
        }
        self.put_used(into, &resources, &used, &[]);
    }

    /// The resources that content names, and the marks that were added to it.
    fn put_used(&mut self, into: Obj<'_>, from: &Resources<'a>, used: &content::Used, marks: &[(String, Ref)]) {
        let mut made = into.dict();
        for (category, dict) in keep::categories(from) {
            let named = used.of(category).filter(|name| dict.contains_key(name)).collect::<Vec<_>>();
            let has_marks = category == b"XObject" && !marks.is_empty();
            if named.is_empty() && !has_marks {
                continue;
            }
            let mut entries = made.insert(Name(category)).dict();
            for name in named {
                if let Some(value) = dict.get_raw::<Object<'a>>(name) {
                    self.put(entries.insert(Name(name)), value, &Role::Plain);
                }
            }
            for (name, to) in marks.iter().filter(|_| has_marks) {
                entries.pair(Name(name.as_bytes()), *to);
            }
        }
    }
}

/// Sides of pages are bounded, so this loses nothing that can be seen.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "there is no other way from f64 to f32")]
pub fn narrow(number: f64) -> f32 {
    number as f32
}
