//! A new key, and a sign-in on a new device, are told at once on every device of hers and on every page: if it was not
//! her, she should know what to do (F3, F4). A key that she has said "that was me" to stays away on this device.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::api::{DossierPage, NewDevice, PasskeyView, path};
use shared::dossier::view::KeyView;
use shared::ids::{Bytes, DossierId, EntryId};
use shared::time::Timestamp;

use super::me::{NewDevices, wait_told};
use crate::parts::{Human, load};
use crate::session::session;
use crate::ui::{Button, ButtonLink, Notice, Tone, announcer, focus_by_id};
use crate::words::{MeWord, language, told};
use crate::{clock, memory};

/// How long a new key is told on her other devices.
const TOLD_HOURS: i64 = 7 * 24;
const KNOWN: &str = "akkoord.known-keys";

/// For clients; nothing for anybody else.
#[component]
pub fn NewKeys() -> impl IntoView {
    let me = session().me();
    let dossiers = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.dossiers.clone()).unwrap_or_default()));
    move || {
        let dossiers = dossiers.get();
        (!dossiers.is_empty()).then(|| {
            view! {
                <Devices />
                <News dossiers />
            }
        })
    }
}

/// On the page of her devices they stand there.
#[component]
fn Devices() -> impl IntoView {
    let devices = load::<Vec<NewDevice>>(|| path::DEVICES.to_owned());
    let place = use_location().pathname;
    let here = Memo::new(move |_| place.get() != "/me" && devices.get().is_some_and(|new| !new.is_empty()));
    move || {
        here.get().then(|| {
            view! {
                <div class="page stack news no-print">
                    <NewDevices devices after="main" />
                </div>
            }
        })
    }
}

/// A key that she may not have made, or her own that does not count yet.
#[derive(Clone, Copy, PartialEq, Eq)]
struct New {
    entry: EntryId,
    at: Timestamp,
    until: Option<Timestamp>,
    waits: bool,
    own: bool,
}

#[component]
fn News(dossiers: Vec<DossierId>) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let page = |dossier| load::<DossierPage>(move || path::to(path::DOSSIER, &[&dossier]));
    let pages: Vec<_> = dossiers.into_iter().map(page).collect();
    let mine = load::<Vec<PasskeyView>>(|| path::PASSKEYS.to_owned());
    let known = RwSignal::new(memory::read(KNOWN).unwrap_or_default());
    let news = Memo::new(move |_| {
        let pages = pages.iter().map(|page| page.get()).collect::<Option<Vec<_>>>();
        let (Some(pages), Some(mine)) = (pages, mine.get()) else { return Vec::new() };
        let told = |key: &New| known.with(|known| known.contains(&key.entry.to_string()));
        lately(&pages, &mine).into_iter().filter(|key| !told(key)).collect::<Vec<_>>()
    });
    let here = Memo::new(move |_| !news.with(Vec::is_empty));
    let title =
        move |key: New| lang.get().fill_later(MeWord::KeysNewTitle, &[("when", &clock::moment(lang.get(), key.at))]);
    Effect::new(move |before: Option<usize>| {
        let news = news.get();
        if let Some(key) = news.last().filter(|_| before.is_some_and(|before| before < news.len())) {
            tell(untrack(|| title(*key)));
        }
        news.len()
    });
    let is_mine = move |key: New| {
        known.update(|known| *known = format!("{known} {}", key.entry));
        memory::write(KNOWN, &known.get_untracked());
        focus_by_id("main");
    };
    let notice = move |key: New| {
        let wait = move || key.waits.then(|| wait_told(lang.get(), key.until));
        let hers = if key.own { MeWord::KeysWaitConfirm } else { MeWord::KeysNewText };
        view! {
            <div data-test=if key.waits { "waiting-key" } else { "new-key" }>
                <Notice title=move || title(key) tone=Tone::Warn>
                    <p>{wait}</p>
                    <p>{told(hers)}</p>
                    {(!key.own).then(|| view! { <Human /> })}
                    <div class="row">
                        {(!key.own)
                            .then(|| {
                                view! {
                                    <Button
                                        text=told(MeWord::KeysNewMine)
                                        on_press=move || is_mine(key)
                                        mark="key-is-mine"
                                    />
                                }
                            })} <ButtonLink text=told(MeWord::KeysToKeys) href="/me" />
                    </div>
                </Notice>
            </div>
        }
    };
    move || {
        here.get().then(|| {
            view! {
                <div class="page stack news no-print">
                    <For each=move || news.get() key=|key| (key.entry, key.waits) let:key>
                        {notice(key)}
                    </For>
                </div>
            }
        })
    }
}

/// Every key that came lately and that no older one vouched for, once, however many of her dossiers know it; her very
/// first is no news. The one in her hand is told only while it does not count.
fn lately(pages: &[DossierPage], mine: &[PasskeyView]) -> Vec<New> {
    let mut found: Vec<(&Bytes, New)> = Vec::new();
    for page in pages {
        let first = page.view.keys.iter().map(|key| key.at).min();
        for key in page.view.keys.iter().filter(|key| is_news(page, key) && Some(key.at) != first) {
            let own = mine.iter().any(|own| own.credential_id == key.credential_id && own.current);
            let waits = key.stands(page.at).is_err();
            let known = found.iter().any(|(credential, _)| **credential == key.credential_id);
            // What was carried over was told where it came from.
            if !known && (waits || !own && !key.carried) {
                let (entry, at, until) = (key.entry, key.at, key.waits_until);
                found.push((&key.credential_id, New { entry, at, until, waits, own }));
            }
        }
    }
    found.into_iter().map(|(_, new)| new).collect()
}

fn is_news(page: &DossierPage, key: &KeyView) -> bool {
    let here = key.removed_at.is_none() && key.confirmed_at.is_none();
    here && key.at.plus_hours(TOLD_HOURS) > page.at
}
