//! Where one is in a row of steps.

use leptos::prelude::*;

use super::{Glyph, Icon, Text};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Done,
    Now,
    Later,
}

/// The steps in order. `done` is the word a screen reader hears behind a finished one.
#[component]
pub fn StepList(
    #[prop(into)] label: Text,
    #[prop(into)] done: Text,
    #[prop(into)] steps: Signal<Vec<(String, Step)>>,
) -> impl IntoView {
    view! {
        <ol class="steps" aria-label=move || label.get()>
            {move || {
                (1_u32..)
                    .zip(steps.get())
                    .map(|(number, (text, step))| view! { <StepLine number text step done /> })
                    .collect_view()
            }}
        </ol>
    }
}

#[component]
fn StepLine(number: u32, text: String, step: Step, done: Text) -> impl IntoView {
    let class = match step {
        Step::Done => "step step-done",
        Step::Now => "step step-now",
        Step::Later => "step",
    };
    let mark = match step {
        Step::Done => view! { <Icon glyph=Glyph::Check /> }.into_any(),
        Step::Now | Step::Later => number.into_any(),
    };
    view! {
        <li class=class aria-current=(step == Step::Now).then_some("step")>
            <span class="step-mark" aria-hidden="true">
                {mark}
            </span>
            <span class="step-text">
                {text} {(step == Step::Done).then(|| view! { <span class="sr-only">" (" {move || done.get()} ")"</span> })}
            </span>
        </li>
    }
}
