//! The name of a key that is being made or named anew: the same line, the same error, wherever it is asked.

use leptos::prelude::*;
use shared::text::{Label, TextError};

use super::text;
use crate::ui::{ErrorSummary, Field, FieldError, focus_by_id, fresh_id};
use crate::words::{Word, language, say};

/// Whether something is wrong on this page, for the title of the tab; a page with forms below its heading provides it.
#[derive(Clone, Copy)]
pub struct PageProblem(pub RwSignal<bool>);

/// A name as it is typed.
#[derive(Clone, Copy)]
pub struct KeyName {
    value: RwSignal<String>,
    wrong: RwSignal<Option<TextError>>,
    page: Option<PageProblem>,
    id: StoredValue<String>,
}

impl KeyName {
    /// A name to begin with. Call it while a component is made.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            value: RwSignal::new(name.into()),
            wrong: RwSignal::new(None),
            page: use_context::<PageProblem>(),
            id: StoredValue::new(fresh_id("key-name")),
        }
    }

    /// The name, or none when it is none: then that is said.
    #[must_use]
    pub fn read(self) -> Option<Label> {
        let read = Label::new(&self.value.get_untracked());
        if let Some(PageProblem(wrong)) = self.page {
            wrong.set(read.is_err());
        }
        self.wrong.set(read.as_ref().err().copied());
        read.ok()
    }

    /// Goes to the line.
    pub fn focus(self) {
        focus_by_id(&self.id.get_value());
    }
}

/// The word before the title of the tab while something is wrong.
pub fn problem(wrong: RwSignal<bool>) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync + 'static {
    let lang = language();
    move || wrong.get().then(|| lang.get().say(Word::UiProblem))
}

/// The line and, above it, what is wrong with it.
#[component]
pub fn KeyNameField(name: KeyName, mark: &'static str) -> impl IntoView {
    let lang = language();
    let id = name.id.get_value();
    let said = move |wrong: TextError| wrong.said(lang.get(), Word::PhoneKeyNameEmpty);
    let error = move || name.wrong.get().map(said);
    let errors = Signal::derive(move || {
        let error = |wrong| FieldError { field_id: name.id.get_value(), text: (move || said(wrong)).into() };
        name.wrong.get().map(error).into_iter().collect::<Vec<_>>()
    });
    view! {
        <ErrorSummary title=say(Word::UiWrongTitle) errors />
        <Field
            label=say(Word::PhoneKeyName)
            hint=text(Word::PhoneKeyNameHint)
            value=name.value
            error
            id
            mark
        />
    }
}
