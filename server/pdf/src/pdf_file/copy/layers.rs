//! Layers: which are off, and so are not drawn.

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use std::collections::HashSet;

/// How deep conditions lie in one another; beyond it a layer counts as off.
const DEPTH_MAX: usize = 20;

/// As a reader opens the file, for the eye. What it would do for a printer or at another size is not asked.
pub struct Layers {
    off: HashSet<ObjectIdentifier>,
    shows_all: bool,
}

impl Layers {
    pub fn of(pdf: &Pdf) -> Self {
        Self { off: off(pdf).unwrap_or_default(), shows_all: false }
    }

    /// For reading what is hidden.
    pub fn all() -> Self {
        Self { off: HashSet::new(), shows_all: true }
    }

    /// Whether what belongs to this layer, or to this condition over layers, is not drawn.
    pub fn hide(&self, layer: Option<&MaybeRef<Dict<'_>>>, dict: &Dict<'_>) -> bool {
        if self.shows_all {
            return false;
        }
        let is_condition = dict.get::<Name<'_>>(b"Type").is_some_and(|kind| *kind == *b"OCMD");
        match layer {
            _ if is_condition => !self.holds(dict),
            Some(MaybeRef::Ref(id)) => self.off.contains(&ObjectIdentifier::from(*id)),
            _ => false,
        }
    }

    fn holds(&self, condition: &Dict<'_>) -> bool {
        if let Some(formula) = condition.get::<Array<'_>>(b"VE") {
            return self.formula(&formula, 0);
        }
        let layers: Vec<bool> = match condition.get::<Array<'_>>(b"OCGs") {
            Some(layers) => layers.raw_iter().filter_map(|layer| self.is_on(&layer)).collect(),
            None => condition.get_ref(b"OCGs").map(|id| !self.off.contains(&id.into())).into_iter().collect(),
        };
        let policy = condition.get::<Name<'_>>(b"P");
        match policy.as_deref() {
            _ if layers.is_empty() => true,
            Some(b"AllOn") => layers.iter().all(|on| *on),
            Some(b"AnyOff") => layers.iter().any(|on| !on),
            Some(b"AllOff") => layers.iter().all(|on| !on),
            _ => layers.iter().any(|on| *on),
        }
    }

    fn is_on<T>(&self, layer: &MaybeRef<T>) -> Option<bool> {
        layer.as_obj_ref().map(|id| !self.off.contains(&id.into()))
    }

    fn formula(&self, formula: &Array<'_>, depth: usize) -> bool {
        let mut terms = formula.raw_iter();
        let Some(MaybeRef::NotRef(Object::Name(how))) = terms.next() else {
            return false;
        };
        if depth > DEPTH_MAX {
            return false;
        }
        let mut values = terms.map(|term| match &term {
            MaybeRef::Ref(_) => self.is_on(&term).unwrap_or(false),
            MaybeRef::NotRef(Object::Array(inner)) => self.formula(inner, depth + 1),
            MaybeRef::NotRef(_) => false,
        });
        match &*how {
            b"And" => values.all(|value| value),
            b"Or" => values.any(|value| value),
            b"Not" => !values.next().unwrap_or(true),
            _ => false,
        }
    }
}

fn off(pdf: &Pdf) -> Option<HashSet<ObjectIdentifier>> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let layers = catalog.get::<Dict<'_>>(b"OCProperties")?;
    let config = layers.get::<Dict<'_>>(b"D")?;
    let ids = |list: Option<Array<'_>>| -> Vec<ObjectIdentifier> {
        let layers = list.into_iter().flat_map(|list| list.raw_iter().collect::<Vec<_>>());
        layers.filter_map(|layer| layer.as_obj_ref()).map(ObjectIdentifier::from).collect()
    };
    let mut off = HashSet::new();
    if config.get::<Name<'_>>(b"BaseState").is_some_and(|state| *state == *b"OFF") {
        off.extend(ids(layers.get(b"OCGs")));
    }
    for on in ids(config.get(b"ON")) {
        off.remove(&on);
    }
    off.extend(ids(config.get(b"OFF")));
    Some(off)
}
