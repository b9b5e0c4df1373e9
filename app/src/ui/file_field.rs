//! A file to choose.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, File, HtmlInputElement};

use super::field::{FieldErrorLine, FieldLabel, described_by};
use super::{MaybeText, Text};

/// A label, a hint, the choice and its error. `on_choose` gets each file; the same one, mended, can be chosen again.
#[component]
pub fn FileField(
    #[prop(into)] label: Text,
    accept: &'static str,
    #[prop(into)] id: String,
    mark: &'static str,
    /// Whether more than one can be chosen at once.
    #[prop(default = false)]
    several: bool,
    #[prop(into)] on_choose: Callback<File>,
    /// Before the files of one choice.
    #[prop(optional, into)]
    on_begin: Option<Callback<()>>,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
) -> impl IntoView {
    let described_by = described_by(&id, hint, error);
    let chosen = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let Some(files) = input.files() else { return };
        let chosen: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
        input.set_value("");
        if let Some(begin) = on_begin {
            begin.run(());
        }
        for file in chosen {
            on_choose.run(file);
        }
    };
    view! {
        <div class="field">
            <FieldLabel id=id.clone() label hint />
            <FieldErrorLine id=id.clone() error />
            <input
                class="input"
                type="file"
                accept=accept
                multiple=several
                id=id
                data-test=mark
                aria-invalid=move || error.is_some().then_some("true")
                aria-describedby=described_by
                on:change=chosen
            />
        </div>
    }
}
