//! A draft at the desk: a passage while it is written, and the line that says whether it is safe.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::api::Failure;
use crate::clock;
use crate::parts::{Keeper, Keeping};
use crate::ui::{Glyph, Icon, announcer};
use crate::words::{DossierWord, language};

/// A passage while it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Its number.
    pub id: u16,
    /// Its text, as it was typed.
    pub text: String,
}

/// Whether what she typed is safe; told aloud only when it is not.
#[component]
pub fn SaveState(keeper: Keeper) -> impl IntoView {
    let (lang, announce, state) = (language(), announcer(), keeper.state());
    let said = move || {
        let lang = lang.get();
        Some(match state.get() {
            Keeping::Nothing => return None,
            Keeping::Soon => lang.say_later(DossierWord::WriteSaving).to_owned(),
            Keeping::At(at) => lang.fill_later(DossierWord::WriteSaved, &[("time", &clock::time(lang, at))]),
            Keeping::Not(Failure::Offline) => lang.say_later(DossierWord::WriteUnsaved).to_owned(),
            Keeping::Not(failure) => lang.fill_later(DossierWord::WriteUnsavedWhy, &[("why", &failure.said(lang))]),
        })
    };
    let lost = Memo::new(move |_| matches!(state.get(), Keeping::Not(_)));
    Effect::new(move |_| {
        if lost.get() {
            announce(said().unwrap_or_default());
        }
    });
    let glyph = move || match state.get() {
        Keeping::Nothing => None,
        Keeping::Soon => Some(Glyph::Sync),
        Keeping::At(_) => Some(Glyph::Check),
        Keeping::Not(_) => Some(Glyph::Offline),
    };
    view! {
        <p class="save-state small icon-line" class:save-lost=lost data-test="save-state">
            {move || glyph().map(|glyph| view! { <Icon glyph /> })}
            <span class="numbers">{said}</span>
        </p>
    }
}
