//! Reading the page aloud, by the browser's own voice: every text, in the same place on every page (G12.1).

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, SpeechSynthesis, SpeechSynthesisUtterance};

use crate::session::session;
use crate::ui::{Button, Glyph, Look};
use crate::words::{Lang, Word, language, say};

/// What is read, each with a pause after it.
const BLOCKS: &str = "h1, h2, h3, p, li, dt, dd, blockquote, legend, label, summary";

fn voice() -> Option<SpeechSynthesis> {
    window().speech_synthesis().ok()
}

/// The texts of the page that can be seen, in their order, each with its language; what lies in another of them is read
/// with that one.
fn texts() -> Vec<(String, String)> {
    let Some(main) = document().get_element_by_id("main") else { return Vec::new() };
    let Ok(found) = main.query_selector_all(BLOCKS) else { return Vec::new() };
    let blocks = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok());
    let own = |block: &HtmlElement| {
        let around: Option<Element> = block.parent_element();
        block.offset_parent().is_some() && around.is_none_or(|around| matches!(around.closest(BLOCKS), Ok(None)))
    };
    let spoken = |block: &HtmlElement| {
        let around: Option<Element> = block.closest("[lang]").ok().flatten();
        around.and_then(|around| around.get_attribute("lang")).unwrap_or_default()
    };
    let read = blocks.filter(own).map(|block| (spoken(&block), block.inner_text()));
    read.filter(|(_, text)| !text.trim().is_empty()).collect()
}

/// The button. It stops by itself at the end, at another page, and when the screen is locked.
#[component]
pub fn Aloud() -> impl IntoView {
    let (lang, path, closed) = (language(), use_location().pathname, session().closed());
    let (reads, mute) = (RwSignal::new(false), RwSignal::new(false));
    let stop = move || {
        reads.set(false);
        if let Some(voice) = voice() {
            voice.cancel();
        }
    };
    Effect::new(move |before: Option<(String, bool, Lang)>| {
        let now = (path.get(), closed.get(), lang.get());
        if before.is_some_and(|before| before != now) && reads.get_untracked() {
            stop();
        }
        now
    });
    on_cleanup(stop);
    let begin = move || {
        let Some(voice) = voice() else { return };
        voice.cancel();
        let texts = texts();
        let last = texts.len();
        mute.set(false);
        reads.set(last > 0);
        for (at, (spoken, text)) in (1..).zip(texts) {
            let Ok(said) = SpeechSynthesisUtterance::new_with_text(&text) else { continue };
            said.set_lang(&spoken);
            // A browser without a voice breaks off at once: that is said. She who stops it herself hears nothing of it.
            let broken = Closure::once_into_js(move || {
                let was_reading = reads.try_get_untracked() == Some(true);
                reads.try_set(false);
                mute.try_update(|mute| *mute = *mute || was_reading);
            });
            said.set_onerror(broken.dyn_ref());
            if at == last {
                let over = Closure::once_into_js(move || {
                    reads.try_set(false);
                });
                said.set_onend(over.dyn_ref());
            }
            voice.speak(&said);
        }
    };
    let text = move || lang.get().say(if reads.get() { Word::UiAloudStop } else { Word::UiAloud });
    let press = move || if reads.get_untracked() { stop() } else { begin() };
    voice().map(|_| {
        view! {
            <div class="row">
                <Button text look=Look::Quiet glyph=Glyph::Speech on_press=press mark="aloud" />
                <span role="status">
                    {move || mute.get().then(|| view! { <span class="small">{say(Word::UiAloudMute)}</span> })}
                </span>
            </div>
        }
    })
}
