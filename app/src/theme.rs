//! Light or dark: the system's wish, unless this person chose otherwise on this device.

use leptos::prelude::*;

use crate::memory;
use crate::ui::Theme;

// `public/boot.js` reads the same name, so that the page never flashes in the wrong theme.
const CHOSEN: &str = "akkoord.theme";

#[derive(Clone, Copy)]
struct Looks(RwSignal<Theme>);

/// Once, above the first page.
pub fn provide_theme() {
    let remembered = match memory::read(CHOSEN).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    };
    provide_context(Looks(RwSignal::new(remembered)));
}

/// The theme chosen now.
#[must_use]
pub fn theme() -> RwSignal<Theme> {
    use_context::<Looks>().map_or_else(|| RwSignal::new(Theme::System), |Looks(theme)| theme)
}

/// Changes the theme and remembers it on this device.
pub fn choose_theme(theme: RwSignal<Theme>, chosen: Theme) {
    let name = match chosen {
        Theme::System => "",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    memory::write(CHOSEN, name);
    if let Some(html) = document().document_element() {
        drop(if name.is_empty() {
            html.remove_attribute("data-theme")
        } else {
            html.set_attribute("data-theme", name)
        });
    }
    theme.set(chosen);
}
