//! New keys: they open nothing until they have waited, or until an older key vouches for them (F4).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::access::Act;
use shared::api::{DossierPage, PasskeyView, Post};
use shared::dossier::Command;
use shared::dossier::view::KeyView;
use shared::statement::key_sentence;
use shared::time::Timestamp;

use crate::clock;
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::parts::{Human, Loaded, TroubleNotice, trajectory_of};
use crate::passkey::{self, PasskeyError};
use crate::signing::{key_confirmation, keys_that_sign};
use crate::trouble::Trouble;
use crate::ui::{Button, Card, Glyph, announcer, focus_by_id};
use crate::words::{Lang, MeWord, Word, language, say, told};

#[component]
pub(super) fn WaitingList(
    page: Loaded<DossierPage>,
    mine: Loaded<Vec<PasskeyView>>,
    /// Whether it has to be said for which trajectory.
    several: bool,
) -> impl IntoView {
    let waiting = Memo::new(move |_| {
        let Some(page) = page.get() else { return Vec::new() };
        let waits = |key: &KeyView| key.removed_at.is_none() && key.stands(page.at).is_err();
        page.view.keys.into_iter().filter(waits).collect::<Vec<_>>()
    });
    view! {
        <For each=move || waiting.get() key=|key| (key.entry, key.allowed.clone()) let:key>
            <Waiting page mine key several />
        </For>
    }
}

/// When a key will count: by the clock after a recovery, never by itself where it was added (F3).
pub fn wait_told(lang: Lang, until: Option<Timestamp>) -> String {
    match until {
        Some(until) => lang.fill_later(MeWord::KeysWaitUntil, &[("when", &clock::moment(lang, until))]),
        None => lang.say_later(MeWord::KeysWaitSigned).to_owned(),
    }
}

#[component]
fn Waiting(page: Loaded<DossierPage>, mine: Loaded<Vec<PasskeyView>>, key: KeyView, several: bool) -> impl IntoView {
    let lang = language();
    let (credential, made_at, until) = (key.credential_id.clone(), key.at, key.waits_until);
    let (on, minute) = (key.on, key.minute);
    let label = move || {
        let mine = mine.get().unwrap_or_default();
        mine.into_iter()
            .find(|known| known.credential_id == credential)
            .map(|known| known.label.to_string())
            .unwrap_or_default()
    };
    let named = move || match label() {
        name if name.is_empty() => {
            lang.get().fill_later(MeWord::KeysWaitTitle, &[("when", &clock::moment(lang.get(), made_at))])
        }
        name => lang.get().fill_later(MeWord::KeysWaitName, &[("name", &name)]),
    };
    let made = move || lang.get().fill_later(MeWord::KeysMade, &[("when", &clock::moment(lang.get(), made_at))]);
    let text = move || wait_told(lang.get(), until);
    let which = move || page.get().filter(|_| several).map(|page| trajectory_of(lang.get(), &page));
    // The same key waits in each: the cards are told apart by their headings.
    let title = move || [Some(named()), which()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let sentence = move || key_sentence(lang.get(), on, minute);
    let may_confirm = key.allowed.contains(&Act::ConfirmKey);
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let confirm = confirm(page, key, busy, trouble);
    view! {
        <div data-test="waiting-key">
            <Card title=title waits=true>
                <p class="small quiet">{made}</p>
                <p>{text}</p>
                <TroubleNotice trouble />
                {may_confirm
                    .then(|| {
                        view! {
                            <p>{told(MeWord::KeysConfirmText)}</p>
                            <blockquote class="passage" data-test="key-sentence">
                                {sentence}
                            </blockquote>
                            <div class="row">
                                <Button
                                    text=told(MeWord::KeysConfirm)
                                    glyph=Glyph::Fingerprint
                                    busy
                                    busy_text=say(Word::PhonePasskeyAsking)
                                    on_press=confirm
                                    mark="confirm-key"
                                />
                            </div>
                        }
                    })}
                <p class="small">{told(MeWord::KeysNotMine)}</p>
                <Human />
            </Card>
        </div>
    }
}

fn confirm(
    page: Loaded<DossierPage>,
    key: KeyView,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Trouble>>,
) -> impl Fn() + Send + Sync + 'static {
    let (lang, outbox, tell) = (language(), outbox(), announcer());
    let entry = fresh_entry();
    move || {
        let Some(now) = page.get_untracked() else { return };
        let Some(statement) = key_confirmation(&now, &key, lang.get_untracked(), entry) else { return };
        let older: Vec<KeyView> = now.view.keys.iter().filter(|other| other.entry != key.entry).cloned().collect();
        let older = keys_that_sign(&older, now.at);
        if older.is_empty() {
            trouble.set(Some(PasskeyError::Other.into()));
            return;
        }
        busy.set(true);
        trouble.set(None);
        let new = key.entry;
        spawn_local(async move {
            let evidence = match passkey::sign(&statement, &older).await {
                Ok(evidence) => Box::new(evidence),
                Err(error) => {
                    busy.try_set(false);
                    drop(trouble.try_set(Some(error.into())));
                    return;
                }
            };
            let command = Command::ConfirmKey { key: new, evidence };
            match outbox.deliver(now.view.id, Post { entry, command }, busy).await {
                None => {}
                Some(Ok(_)) => {
                    tell(lang.get_untracked().say_later(MeWord::KeysConfirmed).to_owned());
                    focus_by_id(super::KEYS);
                    page.refresh();
                }
                Some(Err(failure)) => drop(trouble.try_set(Some(failure.into()))),
            }
        });
    }
}
