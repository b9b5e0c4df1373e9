//! One out of several, and a box to tick.

use leptos::prelude::*;

use super::field::{FieldErrorLine, FieldLabel, described_by};
use super::{MaybeText, Text, fresh_id};

/// One thing to choose; `value` is what the program keeps, `text` what the person reads.
#[derive(Clone)]
pub struct OptionItem {
    value: String,
    text: Text,
    hint: Option<Text>,
}

impl OptionItem {
    /// A value and its words.
    pub fn new(value: impl Into<String>, text: impl Into<Text>) -> Self {
        Self { value: value.into(), text: text.into(), hint: None }
    }

    /// The same with a line of explanation.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<Text>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// A list that folds; for five and more, else a [`RadioGroup`]. `nothing` is the line for "not chosen yet".
#[component]
pub fn Select(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    options: Vec<OptionItem>,
    #[prop(optional, into)] nothing: Option<Text>,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] mark: Option<&'static str>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| fresh_id("select"));
    let described_by = described_by(&id, hint, error);
    let lines = options
        .into_iter()
        .map(|item| {
            let mine = item.value.clone();
            view! {
                <option value=item.value selected=move || value.with(|value| *value == mine)>
                    {move || item.text.get()}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <FieldLabel id=id.clone() label hint />
            <FieldErrorLine id=id.clone() error />
            <select
                class="input"
                id=id
                data-test=mark
                autocomplete="off"
                aria-invalid=move || error.is_some().then_some("true")
                aria-describedby=described_by
                on:change=move |event| value.set(event_target_value(&event))
            >
                {nothing
                    .map(|nothing| {
                        view! {
                            <option value="" selected=move || value.with(String::is_empty)>
                                {move || nothing.get()}
                            </option>
                        }
                    })}
                {lines}
            </select>
        </div>
    }
}

/// All choices in sight, none chosen unless `value` says so.
#[component]
pub fn RadioGroup(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    options: Vec<OptionItem>,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| fresh_id("group"));
    let hint_id = format!("{id}-hint");
    let described_by = described_by(&id, hint, error);
    // The first choice bears the group's id, so that an error summary leads to something that takes the focus.
    let lines = options
        .into_iter()
        .enumerate()
        .map(|(at, item)| {
            let own_id = if at == 0 { id.clone() } else { format!("{id}-{at}") };
            view! { <Radio id=own_id name=id.clone() item value /> }
        })
        .collect_view();
    view! {
        <fieldset class="group" aria-describedby=described_by>
            <legend class="group-label">{move || label.get()}</legend>
            {move || {
                hint.get()
                    .map(|hint| {
                        view! {
                            <div class="field-hint" id=hint_id.clone()>
                                {hint}
                            </div>
                        }
                    })
            }}
            <FieldErrorLine id=id.clone() error />
            {lines}
        </fieldset>
    }
}

#[component]
fn Radio(id: String, name: String, item: OptionItem, value: RwSignal<String>) -> impl IntoView {
    let (mine, chosen) = (item.value.clone(), item.value.clone());
    view! {
        <label class="option">
            <input
                type="radio"
                id=id
                name=name
                value=item.value
                prop:checked=move || value.with(|value| *value == mine)
                on:change=move |_| value.set(chosen.clone())
            />
            <span>
                {move || item.text.get()} {item.hint.map(|hint| view! { <span class="option-hint">{move || hint.get()}</span> })}
            </span>
        </label>
    }
}

/// A box to tick; never ticked beforehand.
#[component]
pub fn Checkbox(
    #[prop(into)] label: Text,
    value: RwSignal<bool>,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] mark: Option<&'static str>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| fresh_id("box"));
    let described_by = described_by(&id, MaybeText::default(), error);
    view! {
        <div class="field">
            <FieldErrorLine id=id.clone() error />
            <label class="option">
                <input
                    type="checkbox"
                    id=id
                    data-test=mark
                    aria-invalid=move || error.is_some().then_some("true")
                    aria-describedby=described_by
                    prop:checked=move || value.get()
                    on:change=move |event| value.set(event_target_checked(&event))
                />
                <span>
                    {move || label.get()} {hint.map(|hint| view! { <span class="option-hint">{move || hint.get()}</span> })}
                </span>
            </label>
        </div>
    }
}
