//! The pages of a file as people look at them: drawn, as text, or both; of a file without pictures its text alone.

use std::sync::Arc;

use leptos::prelude::*;
use shared::api::FileText;
use shared::dossier::documents::{FileFormat, StoredFile};

use super::loading::{Loaded, Shown, load_still};
use crate::ui::{Button, Glyph, Notice, Text, Tone};
use crate::words::{DocumentWord, language, told};

/// Where the picture of a page is.
#[derive(Clone)]
pub struct PictureOf(Arc<dyn Fn(u32) -> String + Send + Sync>);

impl<F: Fn(u32) -> String + Send + Sync + 'static> From<F> for PictureOf {
    fn from(of: F) -> Self {
        Self(Arc::new(of))
    }
}

/// How the pages are looked at.
const PICTURE: &str = "picture";
const TEXT: &str = "text";
const BOTH: &str = "both";

/// How wide a page is drawn at 100 per cent, in pixels of the picture: sharp on a phone's screen too.
const WIDTH: u32 = 1000;
const WIDTH_MAX: u32 = 2000;

/// Each page as a picture, as text, or both beside each other. `text` is where its text is, `picture` where the picture
/// of a page is. Each is asked for when it is looked at, once: a file never changes.
#[component]
pub fn FilePages(file: StoredFile, text: String, #[prop(into)] picture: PictureOf, caption: Text) -> impl IntoView {
    let lang = language();
    let count = file.pages.max(1);
    let under = caption;
    let picture = StoredValue::new(picture);
    let drawn = file.format.has_pictures();
    let (way, zoom) = (RwSignal::new(if drawn { PICTURE } else { TEXT }), RwSignal::new(100_u32));
    let is = move |wanted: &'static str| way.with(|way| *way == wanted || *way == BOTH);
    let reads =
        Memo::new(move |before: Option<&bool>| before.copied().unwrap_or_default() || way.with(|way| *way != PICTURE));
    let texts = load_still::<FileText>(move || reads.get().then(|| text.clone()));
    let cut = move |texts: RwSignal<FileText>| {
        let cut = texts.with_untracked(|texts| texts.cut);
        cut.then(|| view! { <Notice title=told(DocumentWord::TextCut) tone=Tone::Warn /> })
    };
    if !drawn {
        let office = file.format != FileFormat::Text;
        return view! {
            <div class="stack">
                {office.then(|| view! { <Notice title=told(DocumentWord::TextOnly) tone=Tone::Info /> })}
                <Shown loaded=texts view=cut />
                <PageText texts page=1 />
            </div>
        }
        .into_any();
    }
    let page_view = move |page: u32| {
        let caption = move || {
            let of = lang.get().fill_later(DocumentWord::Page, &[("n", &page.to_string()), ("of", &count.to_string())]);
            format!("{of} · {}", under.get())
        };
        let src = move || {
            let width = WIDTH.max(WIDTH.saturating_mul(zoom.get()) / 100).min(WIDTH_MAX);
            format!("{}?width={width}", picture.with_value(|of| of.0(page)))
        };
        view! {
            <section class="paper-page" aria-label=caption data-test="document-pages">
                <p class="quiet small">{caption}</p>
                <div class="paper-sides" class:paper-both=move || way.with(|way| *way == BOTH)>
                    {move || is(PICTURE).then(|| view! { <Picture src=Signal::derive(src) page count zoom /> })}
                    {move || is(TEXT).then(|| view! { <PageText texts page /> })}
                </div>
            </section>
        }
    };
    view! {
        <div class="stack">
            <Ways way zoom />
            {move || reads.get().then(|| view! { <Shown loaded=texts view=cut /> })}
            {(1..=count).map(page_view).collect_view()}
        </div>
    }
    .into_any()
}

/// How the pages are looked at, and how large.
#[component]
fn Ways(way: RwSignal<&'static str>, zoom: RwSignal<u32>) -> impl IntoView {
    let lang = language();
    let ways = [(PICTURE, DocumentWord::Picture), (TEXT, DocumentWord::Text), (BOTH, DocumentWord::Both)];
    let ways = ways.into_iter();
    let choice = move |(value, word): (&'static str, DocumentWord)| {
        view! {
            <button
                type="button"
                class="button button-secondary"
                class:wide-only=value == BOTH
                data-test=format!("document-{value}")
                aria-pressed=move || way.with(|way| *way == value).to_string()
                on:click=move |_| way.set(value)
            >
                {told(word)}
            </button>
        }
    };
    let drawn = move || way.with(|way| *way == PICTURE || *way == BOTH);
    let larger = move || zoom.update(|zoom| *zoom = zoom.saturating_add(50).min(300));
    let smaller = move || zoom.update(|zoom| *zoom = zoom.saturating_sub(50).max(50));
    view! {
        <div class="row-apart">
            <div class="segments" role="group" aria-label=told(DocumentWord::LookAs)>
                {ways.map(choice).collect_view()}
            </div>
            <div class="row" hidden=move || !drawn()>
                <Button text=told(DocumentWord::ZoomOut) glyph=Glyph::Minus on_press=smaller mark="zoom-out" />
                <Button text=told(DocumentWord::ZoomIn) glyph=Glyph::Plus on_press=larger mark="zoom-in" />
                <span role="status" class="small">{move || lang.get().fill_later(DocumentWord::Zoom, &[("n", &zoom.get().to_string())])}</span>
            </div>
        </div>
    }
}

/// A page drawn: on its way, there, or not come.
#[component]
fn Picture(src: Signal<String>, page: u32, count: u32, zoom: RwSignal<u32>) -> impl IntoView {
    let lang = language();
    let (came, again) = (RwSignal::new(None::<bool>), RwSignal::new(0_u32));
    let said =
        move || lang.get().fill_later(DocumentWord::PictureOf, &[("n", &page.to_string()), ("of", &count.to_string())]);
    // Another try is another address, or the browser would not ask.
    let from = move || match again.get() {
        0 => src.get(),
        again => format!("{}&again={again}", src.get()),
    };
    let retry = move || {
        came.set(None);
        again.update(|again| *again = again.wrapping_add(1));
    };
    view! {
        <div class="paper-picture" tabindex="0" role="group" aria-label=said>
            <img
                alt=said
                src=from
                loading="lazy"
                decoding="async"
                style:width=move || format!("{}%", zoom.get())
                hidden=move || came.get() == Some(false)
                on:load=move |_| came.set(Some(true))
                on:error=move |_| came.set(Some(false))
            />
            <p class="quiet" hidden=move || came.get().is_some()>{told(DocumentWord::PictureWait)}</p>
            {move || {
                (came.get() == Some(false))
                    .then(|| {
                        view! {
                            <div class="stack-close">
                                <p role="alert">{told(DocumentWord::PictureFailed)}</p>
                                <Button text=told(DocumentWord::Again) glyph=Glyph::Sync on_press=retry mark="picture-again" />
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// The text of a page, its lines as they are, once it is here.
#[component]
fn PageText(texts: Loaded<FileText>, page: u32) -> impl IntoView {
    let at = usize::try_from(page).unwrap_or(1).saturating_sub(1);
    let of_page = move || texts.with(|texts| Some(texts?.pages.get(at).cloned().unwrap_or_default()));
    let shown = move |text: String| {
        if text.trim().is_empty() {
            view! { <p class="quiet">{told(DocumentWord::NoText)}</p> }.into_any()
        } else {
            view! { <div class="said-text">{text}</div> }.into_any()
        }
    };
    let article =
        move |text| view! { <article class="card paper-text" data-test="document-text">{shown(text)}</article> };
    move || of_page().map(article)
}
