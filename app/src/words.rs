//! What the product says, in the language chosen now: changing it rewrites the page in place.

use leptos::prelude::*;
#[cfg(feature = "desk")]
pub use shared::words::{BureauWord, DoorWord, DossierWord};
#[cfg(feature = "phone")]
pub use shared::words::{ClientWord, InviteWord};
pub use shared::words::{ConsentWord, DocumentWord, Lang, Later, MeWord, RecordWord, Word};

use crate::memory;

const CHOSEN: &str = "akkoord.lang";

#[derive(Clone, Copy)]
struct Tongue(RwSignal<Lang>);

/// Once, above the first text: what was chosen here before, else what the browser asks for, else Dutch.
pub fn provide_words() {
    let remembered = memory::read(CHOSEN).and_then(|tag| Lang::from_tag(&tag));
    let asked_for = || window().navigator().language().and_then(|tag| Lang::from_tag(&tag));
    let lang = RwSignal::new(remembered.or_else(asked_for).unwrap_or_default());
    provide_context(Tongue(lang));
    Effect::new(move |_| {
        if let Some(html) = document().document_element() {
            drop(html.set_attribute("lang", lang.get().code()));
        }
    });
}

/// The language chosen now. Call it while a component is made, not in a handler.
#[must_use]
pub fn language() -> RwSignal<Lang> {
    use_context::<Tongue>().map_or_else(|| RwSignal::new(Lang::default()), |Tongue(lang)| lang)
}

/// Changes the language and remembers it on this device.
pub fn choose_language(lang: RwSignal<Lang>, chosen: Lang) {
    memory::write(CHOSEN, chosen.code());
    lang.set(chosen);
}

/// A word, for a text prop or between tags.
pub fn say(word: Word) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let lang = language();
    move || lang.get().say(word)
}

/// The same for a word whose text comes later.
pub fn told(word: impl Later) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let lang = language();
    move || lang.get().say_later(word)
}

/// A word with its blanks filled; the blanks are read again when what they depend on changes.
pub fn fill<B>(word: Word, blanks: B) -> impl Fn() -> String + Clone + Send + Sync + 'static
where
    B: Fn() -> Vec<(&'static str, String)> + Clone + Send + Sync + 'static,
{
    let lang = language();
    move || {
        let blanks = blanks();
        let borrowed: Vec<(&str, &str)> = blanks.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lang.get().fill(word, &borrowed)
    }
}
