//! The six digits that come by another way than the link.

use leptos::prelude::*;

use super::field::{FieldErrorLine, FieldLabel, described_by};
use super::{MaybeText, Text, fresh_id};

const DIGITS: usize = 6;

/// A field for the code; keeps digits only, so that a pasted "123 456" is right.
#[component]
pub fn CodeField(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] mark: Option<&'static str>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| fresh_id("code"));
    let described_by = described_by(&id, hint, error);
    let typed = move |event| {
        let digits: String = event_target_value(&event).chars().filter(char::is_ascii_digit).take(DIGITS).collect();
        value.set(digits);
    };
    view! {
        <div class="field">
            <FieldLabel id=id.clone() label hint />
            <FieldErrorLine id=id.clone() error />
            <input
                class="input code"
                id=id
                data-test=mark
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                spellcheck="false"
                aria-invalid=move || error.is_some().then_some("true")
                aria-describedby=described_by
                prop:value=move || value.get()
                on:input=typed
            />
        </div>
    }
}
