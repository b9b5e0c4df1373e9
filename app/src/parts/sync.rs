//! Whether what she sees is up to date, and whether what she did has arrived: always in sight, never in the way.

use leptos::prelude::*;

use crate::api::reach;
use crate::clock;
use crate::outbox::{Answered, outbox};
use crate::session::{Standing, session};
use crate::ui::{Banner, Button, Look, Tone, focus_by_id};
use crate::words::{Word, language, say};

/// Across the page while the bureau cannot be reached, while something is not sent yet, and when an answer came that
/// she was not there for. What comes into it is read aloud, so it stands on the page from the beginning.
#[component]
pub fn SyncBanner() -> impl IntoView {
    let lang = language();
    let open = reach().open();
    let (waiting, answered) = (outbox().waiting(), outbox().answered());
    let standing = session().standing();
    let unsent = move || {
        let (n, why) = waiting.with(|waiting| (waiting.len(), waiting.last().map(|(_, why)| *why)));
        let why = lang.get().say(why?);
        Some(lang.get().fill(Word::PhoneSyncUnsent, &[("n", &n.to_string()), ("why", why)]))
    };
    let sent = Memo::new(move |_| waiting.with(Vec::is_empty));
    let shown = move || if standing.get() == Standing::In { answered.get() } else { Vec::new() };
    view! {
        <div role="status">
            {move || (!open.get() && sent.get()).then(|| view! { <Banner text=say(Word::PhoneSyncOffline) tone=Tone::Warn /> })}
            {move || {
                (!sent.get())
                    .then(|| {
                        view! {
                            <div data-test="unsent">
                                <Banner text=move || unsent().unwrap_or_default() tone=Tone::Warn />
                            </div>
                        }
                    })
            }}
            <For each=shown key=|answered| answered.entry let:answered>
                <Arrived answered />
            </For>
        </div>
    }
}

/// What became of something she sent before she went on.
#[component]
fn Arrived(answered: Answered) -> impl IntoView {
    let (lang, all) = (language(), outbox().answered());
    let Answered { entry, approval, href, answer } = answered;
    let (taken, tone) = (answer.is_ok(), if answer.is_ok() { Tone::Ok } else { Tone::Warn });
    let (href, to) = match &answer {
        Ok(_) if approval => (format!("{href}/receipt/{entry}"), Word::PhoneSummaryToReceipt),
        _ if href == "/" => (href, Word::PhoneToHome),
        _ if href.ends_with("/people") => (href, Word::ClientHomePeople),
        _ => (href, Word::PhoneReceiptToText),
    };
    let said = move || match &answer {
        Ok(accepted) => lang.get().fill(Word::PhoneSyncReceived, &[("time", &clock::time(lang.get(), accepted.at))]),
        Err(failure) => lang.get().fill(Word::PhoneSyncRefused, &[("why", &failure.said(lang.get()))]),
    };
    let close = move || {
        all.update(|all| all.retain(|known| known.entry != entry));
        focus_by_id("main");
    };
    view! {
        <div data-test="arrived" data-taken=taken.to_string()>
            <Banner text=said tone>
                <a href=href data-test="arrived-look" on:click=move |_| close()>
                    {say(to)}
                </a>
                <Button text=say(Word::UiClose) look=Look::Quiet on_press=close mark="arrived-close" />
            </Banner>
        </div>
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
        <p class="synced quiet small numbers" data-test="synced">
            {said}
        </p>
    }
}
