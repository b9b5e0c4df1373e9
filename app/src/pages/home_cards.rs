//! What may wait for her beside summaries: the regulation, and keys she should know of.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::access::Act;
use shared::api::{DossierPage, PasskeyView, Post, path};
use shared::dossier::Command;
use shared::dossier::view::KeyView;
use shared::ids::EntryId;

use super::me::wait_told;
use crate::clock;
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::parts::{TroubleNotice, load};
use crate::trouble::Trouble;
use crate::ui::{Button, ButtonLink, Card, Glyph, Look, Notice, Tone, announcer};
use crate::words::{Word, language, say};

/// She confirms that the regulation was discussed (W14, R2.1); no later, no nagging: it waits here.
#[component]
pub(super) fn ConfirmRegulation(page: RwSignal<DossierPage>, refresh: Callback<()>) -> impl IntoView {
    let lang = language();
    let (outbox, tell) = (outbox(), announcer());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let text = move || {
        page.with(|page| {
            let coach = page.names.get(&page.view.coach).map(ToString::to_string).unwrap_or_default();
            let on = page.view.start.discussed_on;
            let date = on.map(|on| clock::near_day(lang.get(), on, page.today)).unwrap_or_default();
            lang.get().fill(Word::PhoneStartDiscussed, &[("coach", &coach), ("date", &date)])
        })
    };
    let entry = fresh_entry();
    let confirm = move || {
        busy.set(true);
        trouble.set(None);
        let dossier = page.with_untracked(|page| page.view.id);
        spawn_local(async move {
            let post = Post { entry, command: Command::ConfirmRegulation {} };
            let result = outbox.deliver(dossier, post).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(_) => {
                    tell(lang.get_untracked().say(Word::PhoneStartDone).to_owned());
                    refresh.run(());
                }
                Err(failure) => trouble.set(Some(failure.into())),
            }
        });
    };
    view! {
        <Card title=say(Word::PhoneStartTitle) waits=true>
            <p>{text}</p>
            <p>{say(Word::PhoneStartWhy)}</p>
            <TroubleNotice trouble />
            <div class="row">
                <Button
                    text=say(Word::PhoneStartConfirm)
                    look=Look::Primary
                    glyph=Glyph::Check
                    busy
                    busy_text=say(Word::PhoneSending)
                    on_press=confirm
                    mark="confirm-regulation"
                />
                <ButtonLink text=say(Word::PhoneStartRead) href="/regulation" glyph=Glyph::Document />
            </div>
            <p class="small quiet">{say(Word::PhoneStartNot)}</p>
        </Card>
    }
}

/// A key that opens nothing until it has waited or an older one vouches for it: she is told, and led to where that is.
#[component]
pub(super) fn WaitingKeys(page: RwSignal<DossierPage>) -> impl IntoView {
    let lang = language();
    let keys = Memo::new(move |_| {
        page.with(|page| {
            let waits = |key: &&KeyView| key.removed_at.is_none() && key.stands(page.at).is_err();
            page.view.keys.iter().filter(waits).cloned().collect::<Vec<_>>()
        })
    });
    let line = move |key: KeyView| {
        let title = move || {
            let when = clock::moment(lang.get(), key.at);
            lang.get().fill(Word::PhoneKeysWaitTitle, &[("when", &when)])
        };
        let text = move || wait_told(lang.get(), key.waits_until);
        // An added key says it by itself.
        let confirm = key.waits_until.is_some() && key.allowed.contains(&Act::ConfirmKey);
        view! {
            <div data-test="waiting-key">
                <Notice title=title tone=Tone::Warn>
                    <p>{text}</p>
                    {confirm.then(|| view! { <p>{say(Word::PhoneKeysWaitConfirm)}</p> })}
                    <p><a class="consult-line" href="/me">{say(Word::PhoneKeysToKeys)}</a></p>
                </Notice>
            </div>
        }
    };
    view! { <For each=move || keys.get() key=|key| key.entry let:key>{line(key)}</For> }
}

/// How long a new key is told on her other devices.
const TOLD_HOURS: i64 = 7 * 24;

/// Every key that came lately, that no older one vouched for, and that is not the one in her hand: if it was not her,
/// she should know at once.
#[component]
pub(super) fn NewKeys(page: RwSignal<DossierPage>) -> impl IntoView {
    let lang = language();
    let mine = load::<Vec<PasskeyView>>(|| path::PASSKEYS.to_owned());
    let seen = RwSignal::new(Vec::<EntryId>::new());
    let keys = Memo::new(move |_| {
        let Some(mine) = mine.get() else { return Vec::new() };
        let current = |entry: EntryId| mine.iter().any(|key| key.entry == entry && key.current);
        page.with(|page| {
            let first = page.view.keys.iter().map(|key| key.at).min();
            let lately = |key: &&KeyView| key.at.plus_hours(TOLD_HOURS) > page.at && Some(key.at) != first;
            let here = |key: &&KeyView| key.confirmed_at.is_none() && key.stands(page.at).is_ok();
            let news = page.view.keys.iter().filter(here).filter(lately).filter(|key| !current(key.entry));
            news.map(|key| (key.entry, key.at)).collect::<Vec<_>>()
        })
    });
    let news = move || {
        let known = seen.get();
        keys.get().into_iter().filter(|(entry, _)| !known.contains(entry)).collect::<Vec<_>>()
    };
    view! {
        <For each=news key=|(entry, _)| *entry let:key>
            <div data-test="new-key">
                <Notice
                    title=move || {
                        lang.get().fill(Word::PhoneKeysNewTitle, &[("when", &clock::moment(lang.get(), key.1))])
                    }
                    tone=Tone::Warn
                >
                    <p>{say(Word::PhoneKeysNewText)}</p>
                    <div class="row">
                        <Button
                            text=say(Word::PhoneKeysNewMine)
                            on_press=move || seen.update(|seen| seen.push(key.0))
                        />
                        <ButtonLink text=say(Word::PhoneKeysToKeys) href="/me" />
                    </div>
                </Notice>
            </div>
        </For>
    }
}
