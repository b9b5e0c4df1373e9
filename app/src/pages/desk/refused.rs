//! Why something did not happen, with the article where a rule refused.

use leptos::prelude::*;

use crate::api::Failure;
use crate::ui::{Button, Notice, Tone};
use crate::words::{Word, language, say};

/// Nothing, or what the server said and what to do.
#[component]
pub fn Refused(
    #[prop(into)] failure: Signal<Option<Failure>>,
    #[prop(optional, into)] again: Option<Callback<()>>,
) -> impl IntoView {
    let lang = language();
    move || {
        // The lock or the sign-in stands in front of this, and the page asks again behind it.
        let failure = failure.get().filter(|failure| !failure.is_locked() && !failure.is_signed_out())?;
        let article = match &failure {
            Failure::Problem(problem) => problem.article.clone(),
            _ => None,
        };
        let because = move |article: String| {
            view! { <p class="small">{move || lang.get().fill(Word::DeskBecause, &[("article", &article)])}</p> }
        };
        let button = |again| {
            view! {
                <div class="row">
                    <Button text=say(Word::DeskRetry) on_press=again />
                </div>
            }
        };
        Some(view! {
            <div data-test="refused">
                <Notice title=say(Word::DeskRefused) tone=Tone::Danger>
                    <p>{move || failure.said(lang.get())}</p>
                    {article.map(because)}
                    {again.map(button)}
                </Notice>
            </div>
        })
    }
}
