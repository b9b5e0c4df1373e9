//! What went wrong, where it went wrong, until it is tried again.

use leptos::prelude::*;

use crate::trouble::Trouble;
use crate::ui::{Notice, Tone};
use crate::words::{Word, language, say};

/// Nothing, or what went wrong and what to do. A touch that did not come is no error of hers, so it is said calmly.
#[component]
pub fn TroubleNotice(#[prop(into)] trouble: Signal<Option<Trouble>>) -> impl IntoView {
    let lang = language();
    let title = say(Word::PhoneNotDone);
    view! {
        <div aria-live="assertive" data-test="trouble">
            {move || {
                trouble
                    .get()
                    .map(|trouble| {
                        let tone = if matches!(trouble, Trouble::Passkey(_)) { Tone::Warn } else { Tone::Danger };
                        view! {
                            <Notice title=title tone=tone>
                                <p>{move || trouble.said(lang.get())}</p>
                            </Notice>
                        }
                    })
            }}
        </div>
    }
}
