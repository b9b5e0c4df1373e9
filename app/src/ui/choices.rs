//! Yes, no and later as equals: same size, same looks, none chosen beforehand.

use leptos::prelude::*;

use super::{Flag, Glyph, Icon, Text};

/// One of the answers.
#[derive(Clone, Copy)]
pub struct Choice {
    text: Text,
    glyph: Option<Glyph>,
    mark: Option<&'static str>,
    on_press: Callback<()>,
}

impl Choice {
    /// An answer and what it does.
    pub fn new(text: impl Into<Text>, on_press: impl Into<Callback<()>>) -> Self {
        Self { text: text.into(), glyph: None, mark: None, on_press: on_press.into() }
    }

    /// The same with a drawing; give all answers one, or none.
    #[must_use]
    pub fn with_glyph(self, glyph: Glyph) -> Self {
        Self { glyph: Some(glyph), ..self }
    }

    /// The same with a name for the browser tests.
    #[must_use]
    pub const fn with_mark(self, mark: &'static str) -> Self {
        Self { mark: Some(mark), ..self }
    }
}

/// The answers to one question, in the order given.
#[component]
pub fn Choices(
    #[prop(into)] question: Text,
    choices: Vec<Choice>,
    #[prop(optional, into)] busy: Flag,
) -> impl IntoView {
    let answers = choices.into_iter().map(|choice| view! { <Answer choice busy /> }).collect_view();
    view! {
        <div class="choices" role="group" aria-label=move || question.get()>
            {answers}
        </div>
    }
}

#[component]
fn Answer(choice: Choice, busy: Flag) -> impl IntoView {
    let press = move |_| {
        if !busy.get_untracked() {
            choice.on_press.run(());
        }
    };
    view! {
        <button type="button" class="choice" data-test=choice.mark aria-disabled=move || busy.get().then_some("true") on:click=press>
            {choice.glyph.map(|glyph| view! { <Icon glyph /> })}
            <span>{move || choice.text.get()}</span>
        </button>
    }
}
