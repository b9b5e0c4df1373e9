//! A longer text, which grows with what is typed and says how much room is left.

use leptos::prelude::*;

use super::field::{FieldErrorLine, FieldLabel, described_by};
use super::{MaybeText, Text, fresh_id};

/// A label, a hint, a text and its error. `count` says how many characters there are of how many
/// (`|used, most| …`); it is read aloud only when somebody goes to the field.
#[component]
pub fn TextArea(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional, into)] id: Option<String>,
    #[prop(default = 4)] rows: u32,
    #[prop(default = 10_000)] most: usize,
    #[prop(optional, into)] count: Option<Callback<(usize, usize), String>>,
    #[prop(optional)] mark: Option<&'static str>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| fresh_id("text"));
    let described_by = described_by(&id, hint, error);
    let used = Memo::new(move |_| value.with(|text| text.chars().count()));
    view! {
        <div class="field">
            <FieldLabel id=id.clone() label hint />
            <FieldErrorLine id=id.clone() error />
            // Not "on": the browser would keep what she typed, in the clear, in its profile.
            <textarea
                class="input"
                id=id
                data-test=mark
                rows=rows
                autocomplete="off"
                aria-invalid=move || error.is_some().then_some("true")
                aria-describedby=described_by
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
            {count
                .map(|count| {
                    view! {
                        <div class="field-count" class:over=move || { used.get() > most }>
                            {move || count.run((used.get(), most))}
                        </div>
                    }
                })}
        </div>
    }
}
