//! One line to fill in, and the summary of what is wrong, which takes the focus and leads to each field.

use leptos::html;
use leptos::prelude::*;

use super::{Glyph, Icon, MaybeText, Text, fresh_id};

/// What kind of line it is: it sets the keyboard of the phone and what the browser may fill in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    #[default]
    Text,
    Name,
    Email,
    Telephone,
    Date,
    /// A whole number.
    Number,
}

impl Input {
    const fn kind(self) -> &'static str {
        match self {
            // A browser's own field for numbers loses what it cannot read.
            Self::Text | Self::Name | Self::Number => "text",
            Self::Email => "email",
            Self::Telephone => "tel",
            Self::Date => "date",
        }
    }

    /// Somebody else's data is typed here as often as one's own, so the browser offers nothing.
    const fn class(self) -> &'static str {
        match self {
            Self::Date => "input input-date",
            _ => "input",
        }
    }
}

/// A label, a hint, a line and its error. `id` is only needed where an [`ErrorSummary`] points at it; `latest` is the
/// last day that a date may have.
#[component]
pub fn Field(
    #[prop(into)] label: Text,
    value: RwSignal<String>,
    #[prop(optional)] input: Input,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional, into)] id: Option<String>,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(default = false)] required: bool,
    #[prop(optional, into)] latest: Option<String>,
    #[prop(optional)] mark: Option<&'static str>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| fresh_id("field"));
    let described_by = described_by(&id, hint, error);
    view! {
        <div class="field">
            <FieldLabel id=id.clone() label hint />
            <FieldErrorLine id=id.clone() error />
            <input
                class=input.class()
                id=id
                data-test=mark
                type=input.kind()
                autocomplete=autocomplete
                inputmode=(input == Input::Number).then_some("numeric")
                spellcheck=(input != Input::Text).then_some("false")
                max=latest
                required=required
                aria-invalid=move || error.is_some().then_some("true")
                aria-describedby=described_by
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
}

/// The ids of hint and error, as far as they are there.
pub(super) fn described_by(id: &str, hint: MaybeText, error: MaybeText) -> impl Fn() -> Option<String> + Send + use<> {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    move || {
        let hint = if hint.is_some() { hint_id.as_str() } else { "" };
        let error = if error.is_some() { error_id.as_str() } else { "" };
        let both = format!("{error} {hint}");
        let both = both.trim();
        (!both.is_empty()).then(|| both.to_owned())
    }
}

#[component]
pub(super) fn FieldLabel(id: String, label: Text, hint: MaybeText) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    view! {
        <label class="field-label" for=id>
            {move || label.get()}
        </label>
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
    }
}

/// What is wrong with a field, beside it.
#[component]
pub fn FieldErrorLine(id: String, error: MaybeText) -> impl IntoView {
    let error_id = format!("{id}-error");
    move || {
        error.get().map(|error| {
            view! {
                <div class="field-error" id=error_id.clone()>
                    <Icon glyph=Glyph::Alert />
                    <span>{error}</span>
                </div>
            }
        })
    }
}

/// What is wrong with which field. The words are those beside the field; another language changes them in place.
#[derive(Clone)]
pub struct FieldError {
    pub field_id: String,
    pub text: Text,
}

/// What is wrong, on top of the page; takes the focus each time `errors` is set to something, and not for other words.
#[component]
pub fn ErrorSummary(#[prop(into)] title: Text, #[prop(into)] errors: Signal<Vec<FieldError>>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if errors.with(|errors| !errors.is_empty())
            && let Some(node) = node.get()
        {
            drop(node.focus());
        }
    });
    let title_id = fresh_id("wrong");
    let labelled_by = title_id.clone();
    view! {
        <div
            class="error-summary"
            role="alert"
            tabindex="-1"
            node_ref=node
            aria-labelledby=labelled_by
            hidden=move || errors.with(Vec::is_empty)
        >
            <h2 id=title_id>{move || title.get()}</h2>
            <ul class="plain">
                {move || errors.get().into_iter().map(|error| view! { <ErrorLink error /> }).collect_view()}
            </ul>
        </div>
    }
}

#[component]
fn ErrorLink(error: FieldError) -> impl IntoView {
    let target = error.field_id.clone();
    // The router must not see this: going to a field is not going to a page.
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
        focus_by_id(&target);
    };
    view! {
        <li>
            <a href=format!("#{}", error.field_id) on:click=go>
                {move || error.text.get()}
            </a>
        </li>
    }
}

/// Gives the focus to what has this id, once the page is drawn: where something goes away, to the next sensible place.
pub fn focus_by_id(id: &str) {
    use wasm_bindgen::JsCast as _;
    let id = id.to_owned();
    let focus = move || {
        if let Some(element) = document().get_element_by_id(&id)
            && let Some(element) = element.dyn_ref::<web_sys::HtmlElement>()
        {
            drop(element.focus());
        }
    };
    set_timeout(focus, std::time::Duration::ZERO);
}
