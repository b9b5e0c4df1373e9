//! What stands around every page: the brand, what is always within reach, and the foot.

use leptos::prelude::*;

use super::{LiveRegion, SkipLink, Text};

/// The mark and the name: a tick made of two strokes, one from each side.
#[component]
pub fn Brand(#[prop(into)] href: String, #[prop(default = "Akkoord")] name: &'static str) -> impl IntoView {
    view! {
        <a class="brand" href=href>
            <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false" class="brand-mark">
                <path class="brand-one" d="M13 33 27 47"></path>
                <path class="brand-two" d="M27 47 52 17"></path>
            </svg>
            <span>{name}</span>
        </a>
    }
}

/// The page as a whole. `start` stands left on top (menu), `end` right (language, theme, lock, sign out), `above`
/// across the page under them (banners), `foot` below (help, contact: the same place on every screen).
#[component]
pub fn Frame(
    #[prop(into)] skip: Text,
    #[prop(into)] home: String,
    #[prop(optional, into)] start: ViewFn,
    #[prop(optional, into)] end: ViewFn,
    #[prop(optional, into)] above: ViewFn,
    #[prop(optional, into)] foot: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <SkipLink text=skip />
        <div class="shell">
            <header>
                <div class="topbar">
                    <Brand href=home />
                    {start.run()}
                    <div class="topbar-end">{end.run()}</div>
                </div>
                {above.run()}
            </header>
            <main id="main" tabindex="-1">
                {children()}
            </main>
            <footer class="footer">{foot.run()}</footer>
        </div>
        <LiveRegion />
    }
}
