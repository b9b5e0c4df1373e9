//! The last look before the touch: the one sentence she signs.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::{ConsultPage, Post};
use shared::dossier::Command;
use shared::evidence::Evidence;
use shared::ids::EntryId;
use shared::refusal::Refusal;
use shared::statement::{Statement, approval_sentence, dispute_sentence};

use super::{Place, Reading};
use crate::api::Failure;
use crate::clock;
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::parts::TroubleNotice;
use crate::passkey::{self, PasskeyError};
use crate::signing::{approval, dispute, keys_that_sign, why_one_waits};
use crate::trouble::Trouble;
use crate::ui::{BottomBar, Button, ButtonLink, Glyph, Look, PageHeading, announcer};
use crate::words::{Lang, Word, language, say};

/// What she is about to sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Signing {
    /// That the summary is right.
    Approval,
    /// What she said was not.
    Dispute,
}

impl Signing {
    fn sentence(self, page: &ConsultPage, read: u32, lang: Lang) -> String {
        match self {
            Self::Approval => approval_sentence(lang, page.view.held_on, read),
            Self::Dispute => dispute_sentence(lang, page.view.held_on, read),
        }
    }

    /// The statement, and the command that it becomes once it is signed.
    fn prepared(self, reading: Reading, lang: Lang, entry: EntryId) -> Option<(Statement, Sealing)> {
        let Place { dossier, consult } = reading.place;
        let (page, version) = (reading.page.get_untracked(), reading.pinned.get_untracked());
        Some(match self {
            Self::Approval => {
                let statement = approval(dossier, &page, version, lang, entry)?;
                (statement, Box::new(move |evidence| Command::ApproveSummary { consult, version, evidence }))
            }
            Self::Dispute => {
                let (dispute, statement) = dispute(dossier, &page, lang, entry)?;
                (statement, Box::new(move |evidence| Command::SignDispute { consult, dispute, evidence }))
            }
        })
    }
}

/// Makes a signature the command.
type Sealing = Box<dyn FnOnce(Box<Evidence>) -> Command>;

#[component]
pub(super) fn Check(reading: Reading, what: Signing) -> impl IntoView {
    let lang = language();
    let page = reading.page;
    let sentence = move || page.with(|page| what.sentence(page, reading.pinned.get(), lang.get()));
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
    let sign = sign(reading, what, trouble);
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

/// One touch, one entry: the id is made once for this look, so that two taps or a lost answer give one signature.
fn sign(reading: Reading, what: Signing, trouble: RwSignal<Option<Trouble>>) -> impl Fn() + Send + Sync + 'static {
    let (lang, outbox, tell) = (language(), outbox(), announcer());
    let navigate = use_navigate();
    let entry = fresh_entry();
    move || {
        let keys = reading.keys.get_untracked().map(|keys| keys_that_sign(&keys.view.keys, keys.at));
        let (Some((statement, command)), Some(keys)) = (what.prepared(reading, lang.get_untracked(), entry), keys)
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
            let post = Post { entry, command: command(evidence) };
            match outbox.deliver(reading.place.dossier, post, reading.signing).await {
                // She has gone elsewhere: the outbox tells her there.
                None => {}
                Some(Ok(_)) => {
                    let to = match what {
                        Signing::Approval => reading.place.receipt(entry),
                        Signing::Dispute => {
                            tell(lang.get_untracked().say(Word::PhoneDisputeSigned).to_owned());
                            reading.loaded.refresh();
                            reading.place.href("")
                        }
                    };
                    navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() });
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
    matches!(failure.code(), "stale" | "answered" | "signed" | "no_question" | "head_unknown")
}
