//! An address that leads nowhere, or to something this person may not see: both look the same.

use leptos::prelude::*;

use crate::ui::{ButtonLink, Look, PageHeading};
use crate::words::{Word, say};

#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="page stack">
            <PageHeading text=say(Word::ShellNotFoundTitle) />
            <p>{say(Word::ShellNotFoundText)}</p>
            <div class="row">
                <ButtonLink text=say(Word::ShellToStart) href="/" look=Look::Primary />
            </div>
        </div>
    }
}
