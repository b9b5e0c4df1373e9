//! Content, written anew: known operators only, nothing that is marked, nothing of a layer that is off.

use super::{Layers, operands};
use crate::picture;
use hayro::hayro_syntax::Filter;
use hayro::hayro_syntax::content::UntypedIter;
use hayro::hayro_syntax::object::{Dict, MaybeRef, Object, Stream};
use hayro::hayro_syntax::page::Resources;
use std::collections::BTreeSet;
use std::ops::Range;

/// What is left of it, and what is not.
#[derive(Default)]
pub struct Written {
    pub bytes: Vec<u8>,
    pub used: Used,
    pub hidden: u32,
    pub invisible: u32,
    pub described: u32,
    pub unreadable: u32,
}

/// The names of resources that content draws with.
#[derive(Default)]
pub struct Used(BTreeSet<(&'static [u8], Vec<u8>)>);

impl Used {
    fn add(&mut self, category: &'static [u8], name: Option<&Object<'_>>) {
        if let Some(Object::Name(name)) = name {
            self.0.insert((category, name.to_vec()));
        }
    }

    pub fn join(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Colour spaces that count without being named, too.
    pub fn of<'u>(&'u self, category: &'u [u8]) -> impl Iterator<Item = &'u [u8]> {
        const DEFAULTS: [&[u8]; 3] = [b"DefaultCMYK", b"DefaultGray", b"DefaultRGB"];
        let defaults = DEFAULTS.into_iter().filter(move |_| category == b"ColorSpace");
        let named = self.0.iter().filter(move |(of, _)| *of == category).map(|(_, name)| name.as_slice());
        named.filter(|name| !DEFAULTS.contains(name)).chain(defaults)
    }
}

pub fn written(content: &[u8], resources: &Resources<'_>, layers: &Layers) -> Written {
    let mut writer = Writer::new(resources, layers);
    let mut operators = UntypedIter::new(content);
    while let Some(instruction) = operators.next() {
        let given: Vec<&Object<'_>> = instruction.operands().collect();
        writer.take(instruction.operator, &given);
    }
    writer.done()
}

/// Operators without a name in them, that neither paint nor show.
const STATE: [&[u8]; 37] = [
    b"w", b"J", b"j", b"M", b"d", b"ri", b"i", b"cm", b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"n", b"W", b"W*",
    b"Tc", b"Tw", b"Tz", b"TL", b"Ts", b"g", b"G", b"rg", b"RG", b"k", b"K", b"sc", b"SC", b"d0", b"d1", b"BT", b"Td",
    b"TD", b"Tm",
];
const PAINT: [&[u8]; 10] = [b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh"];
const PLACE: [&[u8]; 4] = [b"BT", b"Td", b"TD", b"Tm"];
/// Of a picture that lies in content.
const PICTURE_KEYS: [&[u8]; 18] = [
    b"BPC",
    b"BitsPerComponent",
    b"CS",
    b"ColorSpace",
    b"D",
    b"DP",
    b"Decode",
    b"DecodeParms",
    b"F",
    b"Filter",
    b"H",
    b"Height",
    b"I",
    b"IM",
    b"ImageMask",
    b"Interpolate",
    b"W",
    b"Width",
];
const INVISIBLE: i64 = 3;

struct Writer<'w, 'a> {
    resources: &'w Resources<'a>,
    layers: &'w Layers,
    written: Written,
    /// For each mark around this place, whether it is hidden.
    marks: Vec<bool>,
    /// How letters are drawn, at each saved state and now.
    saved: Vec<i64>,
    drawn_as: i64,
    /// Invisible letters since the last place that was set: they go, unless what follows counts on their width.
    invisible: Vec<Range<usize>>,
}

impl<'w, 'a> Writer<'w, 'a> {
    fn new(resources: &'w Resources<'a>, layers: &'w Layers) -> Self {
        Self {
            resources,
            layers,
            written: Written::default(),
            marks: Vec::new(),
            saved: Vec::new(),
            drawn_as: 0,
            invisible: Vec::new(),
        }
    }

    fn done(mut self) -> Written {
        self.drop_invisible();
        for _ in 0..self.saved.len() {
            self.put(b"Q", &[]);
        }
        self.written
    }

    fn is_hidden(&self) -> bool {
        self.marks.last().copied().unwrap_or(false)
    }

    fn put(&mut self, operator: &[u8], given: &[&Object<'_>]) {
        for value in given {
            operands::write(&mut self.written.bytes, value);
        }
        self.written.bytes.extend(operator);
        self.written.bytes.push(b'\n');
    }

    fn take(&mut self, operator: &[u8], given: &[&Object<'_>]) {
        match operator {
            b"BDC" => self.begin_mark(given),
            b"BMC" => self.marks.push(self.is_hidden()),
            b"EMC" => drop(self.marks.pop()),
            b"q" => {
                self.saved.push(self.drawn_as);
                self.put(operator, &[]);
            }
            b"Q" => {
                if let Some(drawn_as) = self.saved.pop() {
                    self.drawn_as = drawn_as;
                    self.put(operator, &[]);
                }
            }
            b"Tr" => {
                if let Some(Object::Number(number)) = given.first() {
                    self.drawn_as = number.as_i64();
                }
                self.put(operator, given);
            }
            b"T*" | b"ET" => {
                self.drop_invisible();
                self.put(operator, &[]);
            }
            b"Tj" | b"TJ" => self.show(operator, given),
            b"'" => {
                self.take(b"T*", &[]);
                self.show(b"Tj", given);
            }
            b"\"" => {
                if let [words, letters, text] = given {
                    self.put(b"Tw", &[words]);
                    self.put(b"Tc", &[letters]);
                    self.take(b"T*", &[]);
                    self.show(b"Tj", &[text]);
                }
            }
            b"Do" => self.draw(given),
            b"BI" => self.picture(given),
            _ if PAINT.contains(&operator) => self.paint(operator, given),
            _ => self.state(operator, given),
        }
    }

    fn begin_mark(&mut self, given: &[&Object<'_>]) {
        let is_layer = matches!(given.first(), Some(Object::Name(tag)) if **tag == *b"OC");
        let (layer, dict) = match given.get(1) {
            Some(Object::Name(name)) => {
                let layer = self.resources.properties.get_raw::<Dict<'_>>(name);
                let dict = self.resources.properties.get::<Dict<'_>>(name).unwrap_or_default();
                (layer, dict)
            }
            Some(Object::Dict(dict)) => (None, dict.clone()),
            _ => (None, Dict::default()),
        };
        let hides = is_layer && self.layers.hide(layer.as_ref(), &dict);
        self.written.hidden += u32::from(hides && !self.is_hidden());
        let describes = [&b"ActualText"[..], b"Alt", b"E"].iter().any(|key| dict.contains_key(key));
        self.written.described += u32::from(describes);
        self.marks.push(hides || self.is_hidden());
    }

    fn show(&mut self, operator: &[u8], given: &[&Object<'_>]) {
        if self.is_hidden() {
            return;
        }
        let begin = self.written.bytes.len();
        self.put(operator, given);
        if self.drawn_as == INVISIBLE {
            self.invisible.push(begin..self.written.bytes.len());
        } else {
            self.invisible.clear();
        }
    }

    fn drop_invisible(&mut self) {
        let dropped = std::mem::take(&mut self.invisible);
        self.written.invisible += u32::try_from(dropped.len()).unwrap_or(u32::MAX);
        for range in dropped.into_iter().rev() {
            self.written.bytes.drain(range);
        }
    }

    /// A path that is not painted still ends, and may still bound what follows.
    fn paint(&mut self, operator: &[u8], given: &[&Object<'_>]) {
        match operator {
            b"sh" if self.is_hidden() => {}
            b"sh" => {
                self.written.used.add(b"Shading", given.first().copied());
                self.put(operator, given);
            }
            _ if self.is_hidden() => self.put(b"n", &[]),
            _ => self.put(operator, &[]),
        }
    }

    fn draw(&mut self, given: &[&Object<'_>]) {
        let Some(name @ Object::Name(named)) = given.first() else {
            return;
        };
        let Some(drawing) = self.resources.get_x_object(named).filter(|_| !self.is_hidden()) else {
            return;
        };
        let layer = drawing.dict().get_raw::<Dict<'_>>(b"OC");
        let dict = drawing.dict().get::<Dict<'_>>(b"OC");
        if dict.is_some_and(|dict| self.layers.hide(layer.as_ref(), &dict)) {
            self.written.hidden += 1;
            return;
        }
        self.written.used.add(b"XObject", Some(name));
        self.put(b"Do", &[name]);
    }

    fn state(&mut self, operator: &[u8], given: &[&Object<'_>]) {
        match operator {
            b"Tf" => self.written.used.add(b"Font", given.first().copied()),
            b"gs" => self.written.used.add(b"ExtGState", given.first().copied()),
            b"cs" | b"CS" => self.written.used.add(b"ColorSpace", given.first().copied()),
            b"scn" | b"SCN" => self.written.used.add(b"Pattern", given.last().copied()),
            // What no standard knows draws nothing.
            _ if !STATE.contains(&operator) => return,
            _ if PLACE.contains(&operator) => self.drop_invisible(),
            _ => {}
        }
        self.put(operator, given);
    }

    fn picture(&mut self, given: &[&Object<'_>]) {
        let Some(Object::Stream(picture)) = given.first().filter(|_| !self.is_hidden()) else {
            return;
        };
        let Some(data) = inline_data(picture) else {
            self.written.unreadable += 1;
            return;
        };
        self.written.bytes.extend(b"BI\n");
        for (key, value) in picture.dict().entries().filter(|(key, _)| PICTURE_KEYS.contains(&&**key)) {
            if let MaybeRef::NotRef(value) = value {
                if matches!(&*key, b"CS" | b"ColorSpace") {
                    self.written.used.add(b"ColorSpace", Some(&value));
                }
                operands::write_name(&mut self.written.bytes, &key);
                self.written.bytes.push(b' ');
                operands::write(&mut self.written.bytes, &value);
            }
        }
        self.written.bytes.extend(b"ID ");
        self.written.bytes.extend(data);
        self.written.bytes.extend(b"\nEI\n");
    }
}

/// The data of a picture that lies in content, without what lies beside its points.
fn inline_data(picture: &Stream<'_>) -> Option<Vec<u8>> {
    let filters = picture.filters();
    match (filters.as_slice(), filters.contains(&Filter::DctDecode)) {
        ([Filter::DctDecode], _) => picture::plain_jpeg(&picture.raw_data()),
        (_, true) => None,
        _ => Some(picture.raw_data().into_owned()),
    }
}
