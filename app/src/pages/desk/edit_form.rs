//! The form of a card that is opened, filled in, and closed again.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::form::{Errors, Wrongs};
use super::refused::Refused;
use super::sending::Sending;
use crate::ui::{Button, Look, Text};
use crate::words::{Word, say};

/// What is wrong with its fields, why it was refused, the fields, and the two ways out of it.
#[component]
pub fn EditForm(
    wrongs: Wrongs,
    sending: Sending,
    #[prop(into)] save: Text,
    save_mark: &'static str,
    #[prop(into)] on_save: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_save.run(());
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Errors wrongs />
            <Refused failure=sending.failure />
            {children()}
            <div class="row">
                <Button text=save busy_text=say(Word::DeskSaving) look=Look::Primary busy=sending.busy submit=true mark=save_mark />
                <Button text=say(Word::UiCancel) look=Look::Quiet on_press=on_cancel />
            </div>
        </form>
    }
}
