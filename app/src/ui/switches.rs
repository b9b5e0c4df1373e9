//! Choosing a language, and light or dark.

use leptos::prelude::*;

use super::Text;

/// Light or dark, or as the system is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// The languages there are, each in its own words: `(code, name)`.
#[component]
pub fn LanguageSwitch(
    #[prop(into)] label: Text,
    languages: Vec<(&'static str, String)>,
    #[prop(into)] current: Signal<&'static str>,
    #[prop(into)] on_choose: Callback<(&'static str,)>,
) -> impl IntoView {
    let buttons = languages
        .into_iter()
        .map(|(code, name)| {
            view! {
                <button
                    type="button"
                    class="button"
                    lang=code
                    data-test=format!("lang-{code}")
                    aria-pressed=move || if current.get() == code { "true" } else { "false" }
                    on:click=move |_| on_choose.run((code,))
                >
                    {name}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="segments" role="group" data-test="lang-switch" aria-label=move || label.get()>
            {buttons}
        </div>
    }
}

/// As the system is set, light, dark.
#[component]
pub fn ThemeSwitch(
    #[prop(into)] label: Text,
    #[prop(into)] system: Text,
    #[prop(into)] light: Text,
    #[prop(into)] dark: Text,
    #[prop(into)] current: Signal<Theme>,
    #[prop(into)] on_choose: Callback<(Theme,)>,
) -> impl IntoView {
    let buttons = [(Theme::System, system), (Theme::Light, light), (Theme::Dark, dark)]
        .map(|(theme, text)| {
            view! {
                <button
                    type="button"
                    class="button"
                    aria-pressed=move || if current.get() == theme { "true" } else { "false" }
                    on:click=move |_| on_choose.run((theme,))
                >
                    {move || text.get()}
                </button>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <div class="segments" role="group" aria-label=move || label.get()>
            {buttons}
        </div>
    }
}
