//! A file to choose.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, File, HtmlInputElement};

use super::field::{FieldErrorLine, FieldLabel, described_by};
use super::{MaybeText, Text};

/// A label, a hint, the choice and its error. `on_choose` gets the file; the same one, mended, can be chosen again.
#[component]
pub fn FileField(
    #[prop(into)] label: Text,
    accept: &'static str,
    #[prop(into)] id: String,
    mark: &'static str,
    #[prop(into)] on_choose: Callback<File>,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
) -> impl IntoView {
    let described_by = described_by(&id, hint, error);
    let chosen = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        on_choose.run(file);
    };
    view! {
        <div class="field">
            <FieldLabel id=id.clone() label hint />
            <FieldErrorLine id=id.clone() error />
            <input
                class="input"
                type="file"
                accept=accept
                id=id
                data-test=mark
                aria-invalid=move || error.is_some().then_some("true")
                aria-describedby=described_by
                on:change=chosen
            />
        </div>
    }
}
