//! One card per key: its name, when it was made and used, and the two things one can do with it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::access::Act;
use shared::api::{DossierPage, PasskeyView, RenamePasskey, path};
use shared::dossier::view::KeyView;
use shared::ids::Bytes;
use shared::refusal::Refusal;

use crate::api::{self, Nothing};
use crate::clock;
use crate::parts::{KeyName, KeyNameField, Loaded, TroubleNotice};
use crate::trouble::Trouble;
use crate::ui::{Button, Dialog, Glyph, KeyCard, Look, announcer, focus_by_id, fresh_id};
use crate::words::{MeWord, Word, language, say, told};

#[component]
pub(super) fn Keys(
    list: RwSignal<Vec<PasskeyView>>,
    pages: StoredValue<Vec<Loaded<DossierPage>>>,
    #[prop(into)] refresh: Callback<()>,
) -> impl IntoView {
    let line = move |key: PasskeyView| {
        let card = fresh_id("key");
        let line = card.clone();
        view! {
            <li id=line tabindex="-1">
                <OneKey list pages id=key.credential_id card refresh />
            </li>
        }
    };
    view! {
        <ul class="plain stack" data-test="keys">
            <For each=move || list.get() key=|key| key.credential_id.clone() let:key>
                {line(key)}
            </For>
        </ul>
    }
}

/// Why a key cannot be taken away from here: each dossier of a client's tells; staff keep their last one.
fn why_it_stays(list: &[PasskeyView], pages: &[DossierPage], id: StoredValue<Bytes>) -> Option<Refusal> {
    if pages.is_empty() {
        return (list.len() < 2).then_some(Refusal::LastKey);
    }
    // As soon as one lets her, it goes from there.
    let here = |key: &KeyView| key.credential_id == id.get_value() && key.removed_at.is_none();
    let mut why = pages.iter().filter(|page| page.view.keys.iter().any(here));
    let first = why_in(list, why.next()?, id)?;
    why.all(|page| why_in(list, page, id).is_some()).then_some(first)
}

fn why_in(list: &[PasskeyView], page: &DossierPage, id: StoredValue<Bytes>) -> Option<Refusal> {
    let known = |credential: &Bytes| page.view.keys.iter().rfind(|key| key.credential_id == *credential);
    let key = known(&id.get_value())?;
    let current = list.iter().find(|key| key.current).and_then(|key| known(&key.credential_id));
    let too_new =
        current.filter(|current| current.entry != key.entry).and_then(|current| current.stands(page.at).err());
    too_new.or_else(|| (!key.allowed.contains(&Act::RemoveKey)).then_some(Refusal::LastKey))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Nothing,
    Renaming,
}

#[component]
fn OneKey(
    list: RwSignal<Vec<PasskeyView>>,
    pages: StoredValue<Vec<Loaded<DossierPage>>>,
    id: Bytes,
    card: String,
    refresh: Callback<()>,
) -> impl IntoView {
    let lang = language();
    let (id, card) = (StoredValue::new(id), StoredValue::new(card));
    let key =
        Memo::new(move |_| list.with(|list| list.iter().find(|key| key.credential_id == id.get_value()).cloned()));
    let name = move || key.with(|key| key.as_ref().map(|key| key.label.to_string())).unwrap_or_default();
    let added = move || {
        let Some(key) = key.get() else { return String::new() };
        let lang = lang.get();
        let made = lang.fill_later(MeWord::KeysMade, &[("when", &clock::day(lang, key.created_at))]);
        let used = key.used_at.map(|at| lang.fill_later(MeWord::KeysUsed, &[("when", &clock::moment(lang, at))]));
        format!("{made} {}", used.unwrap_or_default())
    };
    let note = move || {
        key.with(|key| key.as_ref().is_some_and(|key| key.current)).then(|| lang.get().say_later(MeWord::KeysCurrent))
    };
    let (doing, asking) = (RwSignal::new(Doing::Nothing), RwSignal::new(false));
    let trouble = RwSignal::new(None::<Trouble>);
    let known = move || pages.get_value().into_iter().filter_map(Loaded::get).collect::<Vec<_>>();
    let stays = Memo::new(move |_| list.with(|list| why_it_stays(list, &known(), id)));
    let blocked = move || stays.get().map(|why| why.said(lang.get()));
    view! {
        <KeyCard name=name added=added note=note>
            <TroubleNotice trouble />
            {move || match doing.get() {
                Doing::Nothing => view! {
                    <Button
                        text=told(MeWord::KeysRename)
                        look=Look::Quiet
                        glyph=Glyph::Pen
                        on_press=move || doing.set(Doing::Renaming)
                        mark="rename-key"
                    />
                    <Button
                        text=told(MeWord::KeysRemove)
                        look=Look::Quiet
                        glyph=Glyph::Trash
                        blocked
                        on_press=move || asking.set(true)
                        mark="remove-key"
                    />
                }
                .into_any(),
                Doing::Renaming => view! { <Rename id card name=untrack(name) doing trouble refresh /> }.into_any(),
            }}
        </KeyCard>
        <Remove id name=Signal::derive(name) asking trouble refresh />
    }
}

#[component]
fn Rename(
    id: StoredValue<Bytes>,
    card: StoredValue<String>,
    name: String,
    doing: RwSignal<Doing>,
    trouble: RwSignal<Option<Trouble>>,
    refresh: Callback<()>,
) -> impl IntoView {
    let name = KeyName::new(name);
    let busy = RwSignal::new(false);
    name.focus();
    let done = move || {
        doing.set(Doing::Nothing);
        card.with_value(|card| focus_by_id(card));
    };
    let save = move || {
        let Some(label) = name.read() else { return };
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let path = path::to(path::PASSKEY, &[&id.get_value()]);
            let result = api::put::<_, Nothing>(&path, &RenamePasskey { label }).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(_) => {
                    done();
                    refresh.run(());
                }
                Err(failure) => drop(trouble.try_set(Some(failure.into()))),
            }
        });
    };
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <KeyNameField name mark="key-name" />
            <div class="row">
                <Button text=say(Word::PhoneSave) submit=true busy mark="save-key-name" />
                <Button text=say(Word::UiCancel) look=Look::Quiet on_press=done />
            </div>
        </form>
    }
}

#[component]
fn Remove(
    id: StoredValue<Bytes>,
    name: Signal<String>,
    asking: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
    refresh: Callback<()>,
) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let busy = RwSignal::new(false);
    let title = move || lang.get().fill_later(MeWord::KeysRemoveTitle, &[("name", &name.get())]);
    let remove = move || {
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let result = api::delete(&path::to(path::PASSKEY, &[&id.get_value()])).await;
            if busy.try_set(false).is_some() {
                return;
            }
            asking.set(false);
            match result {
                Ok(()) => {
                    tell(lang.get_untracked().say_later(MeWord::KeysRemoved).to_owned());
                    focus_by_id(super::KEYS);
                    refresh.run(());
                }
                Err(failure) => trouble.set(Some(failure.into())),
            }
        });
    };
    view! {
        <Dialog open=asking title=title>
            <p>{told(MeWord::KeysRemoveText)}</p>
            <div class="row">
                <Button
                    text=told(MeWord::KeysRemoveYes)
                    look=Look::Danger
                    glyph=Glyph::Trash
                    busy
                    on_press=remove
                    mark="remove-key-yes"
                />
                <Button text=told(MeWord::KeysRemoveNo) on_press=move || asking.set(false) mark="remove-key-no" />
            </div>
        </Dialog>
    }
}
