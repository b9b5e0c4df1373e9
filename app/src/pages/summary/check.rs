//! The last look before the touch: the one sentence she signs.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::Post;
use shared::dossier::Command;
use shared::refusal::Refusal;
use shared::statement::approval_sentence;

use super::Reading;
use crate::api::Failure;
use crate::clock;
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::parts::TroubleNotice;
use crate::passkey::{self, PasskeyError};
use crate::signing::{approval, keys_that_sign, why_one_waits};
use crate::trouble::Trouble;
use crate::ui::{BottomBar, Button, ButtonLink, Glyph, Look, PageHeading};
use crate::words::{Word, language, say};

#[component]
pub(super) fn Check(reading: Reading) -> impl IntoView {
    let lang = language();
    let page = reading.page;
    let sentence = move || page.with(|page| approval_sentence(lang.get(), page.view.held_on, reading.pinned.get()));
    let blocked = move || {
        let keys = reading.keys.get()?;
        if !keys_that_sign(&keys.view.keys, keys.at).is_empty() {
            return None;
        }
        Some(match why_one_waits(&keys.view.keys, keys.at)? {
            Refusal::KeyTooNew { until } => {
                lang.get().fill(Word::PhoneCheckKeyWaits, &[("when", &clock::moment(lang.get(), until))])
            }
            other => other.said(lang.get()),
        })
    };
    let note = move || {
        let keys = reading.keys.get()?;
        Some(match why_one_waits(&keys.view.keys, keys.at)? {
            Refusal::KeyTooNew { until } => {
                lang.get().fill(Word::PhoneCheckKeyNote, &[("when", &clock::moment(lang.get(), until))])
            }
            _ => lang.get().say(Word::PhoneCheckKeyUnsigned).to_owned(),
        })
    };
    let trouble = RwSignal::new(None::<Trouble>);
    // Which keys may sign is asked when the page comes: until it is known there is nothing to press yet.
    let known = Memo::new(move |_| reading.keys.get().is_some());
    let busy = move || reading.signing.get() || !known.get();
    let busy_text = move || lang.get().say(if known.get() { Word::PhoneCheckBusy } else { Word::PhoneLoading });
    let sign = sign(reading, trouble);
    view! {
        <div class="stack">
            <PageHeading text=say(Word::PhoneCheckTitle) lead=move || Some(lang.get().say(Word::PhoneCheckLead)) />
            <blockquote class="card card-waits sentence" data-test="check-sentence">
                {sentence}
            </blockquote>
            <p>{say(Word::PhoneCheckNext)}</p>
            <p>{note}</p>
            <BottomBar>
                <TroubleNotice trouble />
                <Button
                    text=say(Word::PhoneCheckSign)
                    look=Look::Primary
                    glyph=Glyph::Fingerprint
                    busy
                    busy_text
                    blocked
                    on_press=sign
                    mark="sign"
                />
                <ButtonLink
                    text=say(Word::PhoneCheckBack)
                    href=reading.place.href("")
                    look=Look::Quiet
                    glyph=Glyph::ArrowLeft
                    mark="back-to-text"
                />
            </BottomBar>
        </div>
    }
}

/// One touch, one entry: the id is made once for this look, so that two taps or a lost answer give one approval.
fn sign(reading: Reading, trouble: RwSignal<Option<Trouble>>) -> impl Fn() + Send + Sync + 'static {
    let (lang, outbox) = (language(), outbox());
    let navigate = use_navigate();
    let entry = fresh_entry();
    move || {
        let page = reading.page.get_untracked();
        let read = reading.pinned.get_untracked();
        let keys = reading.keys.get_untracked().map(|keys| keys_that_sign(&keys.view.keys, keys.at));
        let (Some(statement), Some(keys)) =
            (approval(reading.place.dossier, &page, read, lang.get_untracked(), entry), keys)
        else {
            // What it needs is still on its way, or the question is gone: ask again and show what there is.
            reading.keys.refresh();
            reading.loaded.refresh();
            trouble.set(Some(PasskeyError::Other.into()));
            return;
        };
        reading.signing.set(true);
        trouble.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let evidence = match passkey::sign(&statement, &keys).await {
                Ok(evidence) => Box::new(evidence),
                Err(error) => {
                    reading.signing.try_set(false);
                    drop(trouble.try_set(Some(error.into())));
                    return;
                }
            };
            let command = Command::ApproveSummary { consult: reading.place.consult, version: read, evidence };
            match outbox.deliver(reading.place.dossier, Post { entry, command }, reading.signing).await {
                // She has gone elsewhere: the outbox tells her there.
                None => {}
                Some(Ok(_)) => {
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&reading.place.receipt(entry), options);
                }
                Some(Err(failure)) => {
                    if failure.code() == "answered" {
                        reading.already.set(true);
                    }
                    if superseded(&failure) {
                        reading.loaded.refresh();
                    }
                    drop(trouble.try_set(Some(failure.into())));
                }
            }
        });
    }
}

/// Whether what she looked at is not what counts any more: then the page itself shows what does.
fn superseded(failure: &Failure) -> bool {
    matches!(failure.code(), "stale" | "answered" | "no_question" | "head_unknown")
}
