//! The text changed while she had it before her: both versions side by side, and the question anew.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::dossier::changes::changes_between;

use super::Reading;
use crate::parts::{ChangedPassages, PassageList};
use crate::ui::{BottomBar, Button, Look, Notice, PageHeading, Tone};
use crate::words::{Word, language, say};

#[component]
pub(super) fn Stale(reading: Reading) -> impl IntoView {
    let lang = language();
    let now = Memo::new(move |_| reading.page.with(|page| page.view.version));
    let titled =
        move |version: u32| move || lang.get().fill(Word::PhoneStaleVersion, &[("version", &version.to_string())]);
    let navigate = use_navigate();
    // Not on to the touch that she was about to give: the choice is hers again.
    let go_on = move || {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        navigate(&reading.place.href(""), options);
        reading.pinned.set(now.get_untracked());
    };
    view! {
        <div class="stack" data-test="stale">
            <PageHeading text=say(Word::PhoneStaleTitle) />
            <Notice title=say(Word::PhoneStaleNothing) tone=Tone::Warn>
                <p>{say(Word::PhoneStaleText)}</p>
            </Notice>
            {move || {
                let (old, new) = (reading.pinned.get(), now.get());
                reading
                    .texts
                    .with(|texts| {
                        let passages = texts.version(old).to_vec();
                        let changes = changes_between(texts.version(old), texts.version(new));
                        view! {
                            <div class="columns">
                                <section class="stack">
                                    <h2>{titled(old)}</h2>
                                    <PassageList passages />
                                </section>
                                <section class="stack">
                                    <h2>{titled(new)}</h2>
                                    <ChangedPassages changes />
                                </section>
                            </div>
                        }
                    })
            }}
            <BottomBar>
                <Button text=say(Word::PhoneStaleGoOn) look=Look::Primary on_press=go_on mark="go-on" />
            </BottomBar>
        </div>
    }
}
