//! Whether what she sees is up to date, and whether what she did has arrived: always in sight, never in the way.

use leptos::prelude::*;

use crate::api::reach;
use crate::clock;
use crate::outbox::outbox;
use crate::ui::{Banner, Tone};
use crate::words::{Word, language, say};

/// Across the page while the bureau cannot be reached or something is not sent yet.
#[component]
pub fn SyncBanner() -> impl IntoView {
    let lang = language();
    let open = reach().open();
    let waiting = outbox().waiting();
    let unsent = Memo::new(move |_| waiting.with(Vec::len));
    let count = move || {
        let n = u64::try_from(unsent.get()).unwrap_or(u64::MAX);
        lang.get().count(Word::PhoneSyncUnsentOne, Word::PhoneSyncUnsentMany, n)
    };
    view! {
        {move || (!open.get() && unsent.get() == 0).then(|| view! { <Banner text=say(Word::PhoneSyncOffline) tone=Tone::Warn /> })}
        {move || {
            (unsent.get() > 0).then(|| view! { <div data-test="unsent"><Banner text=count tone=Tone::Warn /></div> })
        }}
    }
}

/// When the bureau was last heard.
#[component]
pub fn SyncLine() -> impl IntoView {
    let lang = language();
    let heard_at = reach().heard_at();
    let said = move || {
        let at = heard_at.get()?;
        Some(lang.get().fill(Word::PhoneSyncHeard, &[("time", &clock::time(lang.get(), at))]))
    };
    view! {
        <p class="quiet small numbers" data-test="synced">
            {said}
        </p>
    }
}
