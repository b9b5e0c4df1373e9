//! One recipient: its name and whether anything may go there; unfolded who is reached there and what was agreed.

use leptos::prelude::*;
use shared::ids::RecipientId;

use super::agreements::Agreements;
use super::contacts::Contacts;
use super::details::ChangeDetails;
use super::ending::{Ending, What};
use super::{Desk, said};
use crate::pages::desk::passage_fields::focus_soon;
use crate::ui::{Button, Disclosure, Glyph, Look, StatusTag};
use crate::words::{BureauWord, language, told};

/// The id of a recipient in the list.
pub fn line_of(recipient: RecipientId) -> String {
    format!("recipient-{recipient}")
}

/// It stays the same element while what it shows changes, so that a form in it loses nothing.
#[component]
pub fn Line(desk: Desk, recipient: RecipientId) -> impl IntoView {
    let (lang, line) = (language(), desk.one(recipient));
    let name = move || line.with(|line| line.as_ref().map(|line| said::name(lang.get(), line))).unwrap_or_default();
    let state = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| said::readiness(lang.get(), line, desk.is_unknown(line.kind))))
    });
    let address = move || {
        line.with(|line| {
            line.as_ref().and_then(|line| line.details.as_ref()?.address.as_ref().map(ToString::to_string))
        })
    };
    let fresh = desk.added.get_untracked() == Some(recipient);
    let opened = RwSignal::new(fresh);
    if fresh {
        desk.added.set(None);
        focus_soon(line_of(recipient));
    }
    let more = move || lang.get().fill_later(BureauWord::RecipientsMore, &[("name", &name())]);
    view! {
        <li class="record recipient stack-close" id=line_of(recipient) tabindex="-1" data-test="recipient">
            <div class="card-head">
                <h3>{name}</h3>
                <StatusTag
                    text=move || state.get().map(|(text, ..)| text).unwrap_or_default()
                    tone=Signal::derive(move || state.get().map(|(_, tone, _)| tone).unwrap_or_default())
                    glyph=Signal::derive(move || state.get().map(|(.., glyph)| glyph))
                />
            </div>
            <p class="quiet small" hidden=move || address().is_none()>{address}</p>
            <Disclosure summary=more open=fresh opened>
                {move || opened.get().then(|| view! { <More desk recipient /> })}
            </Disclosure>
        </li>
    }
}

#[component]
fn More(desk: Desk, recipient: RecipientId) -> impl IntoView {
    let line = desk.one(recipient);
    let keeps = Memo::new(move |_| desk.page.with(|page| page.keeps));
    let changing = RwSignal::new(false);
    let change = move || {
        changing.set(true);
        focus_soon(super::details::name_of(Some(recipient)));
    };
    let end = move || {
        let name = line.get_untracked().and_then(|line| line.details).map(|details| details.name.to_string());
        desk.ending.set(Some(Ending { recipient, what: What::Recipient, name: name.unwrap_or_default() }));
    };
    view! {
        <div class="stack">
            <Contacts desk recipient />
            <Agreements desk recipient />
            {move || {
                if !keeps.get() {
                    ().into_any()
                } else if changing.get() {
                    view! { <ChangeDetails desk recipient open=changing /> }.into_any()
                } else {
                    view! {
                        <div class="row">
                            <Button text=told(BureauWord::RecipientsChange) look=Look::Quiet glyph=Glyph::Pen on_press=change mark="recipient-change" />
                            <Button text=told(BureauWord::RecipientsEnd) look=Look::Quiet glyph=Glyph::Cross on_press=end mark="recipient-end" />
                        </div>
                    }
                    .into_any()
                }
            }}
        </div>
    }
}
