//! The last look before the touch: the one sentence she signs, the same whatever it is about.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Accepted, DossierPage, Post};
use shared::dossier::Command;
use shared::evidence::Evidence;
use shared::ids::{DossierId, EntryId};
use shared::refusal::Refusal;
use shared::statement::Statement;

use super::{Loaded, TroubleNotice};
use crate::api::Failure;
use crate::clock;
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::passkey::{self, PasskeyError};
use crate::signing::{keys_that_sign, why_one_waits};
use crate::trouble::Trouble;
use crate::ui::{BottomBar, Button, ButtonLink, Glyph, Look, PageHeading, Text};
use crate::words::{Lang, Word, language, say};

/// Makes a signature the command.
pub type Sealing = Box<dyn FnOnce(Box<Evidence>) -> Command>;
/// The statement for this entry, and the command that it becomes once it is signed; none when nothing is asked any more.
pub type Prepare = Arc<dyn Fn(Lang, EntryId) -> Option<(Statement, Sealing)> + Send + Sync>;
/// What the bureau said.
pub type Ended = Arc<dyn Fn(EntryId, &Result<Accepted, Failure>) + Send + Sync>;

/// What she signs, and what comes of it.
#[derive(Clone)]
pub struct Signature {
    pub dossier: DossierId,
    /// Her keys, and whether they may sign.
    pub keys: Loaded<DossierPage>,
    /// A touch was asked and its answer is on its way: the page stays as it is until then.
    pub signing: RwSignal<bool>,
    pub prepare: Prepare,
    pub ended: Ended,
}

/// Whether the code of a "no" says that what she looked at is not what counts any more: then the page shows what does.
#[must_use]
pub fn superseded(failure: &Failure) -> bool {
    matches!(failure.code(), "stale" | "answered" | "signed" | "no_question" | "head_unknown")
}

/// `back` leads to where she came from; `about` stands below the sentence, where that does not say everything.
#[component]
pub fn LastLook(
    signature: Signature,
    #[prop(into)] sentence: Text,
    back: String,
    #[prop(into)] back_text: Text,
    #[prop(optional, into)] about: Option<AnyView>,
) -> impl IntoView {
    let lang = language();
    let (keys, signing) = (signature.keys, signature.signing);
    let blocked = move || {
        let page = keys.get()?;
        if !keys_that_sign(&page.view.keys, page.at).is_empty() {
            return None;
        }
        Some(match why_one_waits(&page.view.keys, page.at)? {
            Refusal::KeyTooNew { until } => {
                lang.get().fill(Word::PhoneCheckKeyWaits, &[("when", &clock::moment(lang.get(), until))])
            }
            other => other.said(lang.get()),
        })
    };
    let note = move || {
        let page = keys.get()?;
        Some(match why_one_waits(&page.view.keys, page.at)? {
            Refusal::KeyTooNew { until } => {
                lang.get().fill(Word::PhoneCheckKeyNote, &[("when", &clock::moment(lang.get(), until))])
            }
            _ => lang.get().say(Word::PhoneCheckKeyUnsigned).to_owned(),
        })
    };
    let trouble = RwSignal::new(None::<Trouble>);
    // Which keys may sign is asked when the page comes: until it is known there is nothing to press yet.
    let known = Memo::new(move |_| keys.get().is_some());
    let busy = move || signing.get() || !known.get();
    let busy_text = move || lang.get().say(if known.get() { Word::PhoneCheckBusy } else { Word::PhoneLoading });
    let sign = sign(signature, trouble);
    view! {
        <div class="stack">
            <PageHeading text=say(Word::PhoneCheckTitle) lead=move || Some(lang.get().say(Word::PhoneCheckLead)) />
            <blockquote class="card card-waits sentence" data-test="check-sentence">
                {move || sentence.get()}
            </blockquote>
            {about}
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
                <ButtonLink text=back_text href=back look=Look::Quiet glyph=Glyph::ArrowLeft mark="back-to-text" />
            </BottomBar>
        </div>
    }
}

/// One touch, one entry: the id is made once for this look, so that two taps or a lost answer give one signature.
fn sign(signature: Signature, trouble: RwSignal<Option<Trouble>>) -> impl Fn() + Send + Sync + 'static {
    let (lang, outbox) = (language(), outbox());
    let entry = fresh_entry();
    move || {
        let Signature { dossier, keys, signing, prepare, ended } = signature.clone();
        let usable = keys.get_untracked().map(|keys| keys_that_sign(&keys.view.keys, keys.at));
        let (Some((statement, command)), Some(usable)) = (prepare(lang.get_untracked(), entry), usable) else {
            // What it needs is still on its way, or the question is gone: ask again and show what there is.
            keys.refresh();
            trouble.set(Some(PasskeyError::Other.into()));
            return;
        };
        signing.set(true);
        trouble.set(None);
        spawn_local(async move {
            let evidence = match passkey::sign(&statement, &usable).await {
                Ok(evidence) => Box::new(evidence),
                Err(error) => {
                    signing.try_set(false);
                    drop(trouble.try_set(Some(error.into())));
                    return;
                }
            };
            let post = Post { entry, command: command(evidence) };
            // Where she has gone elsewhere, the outbox tells her there.
            if let Some(answer) = outbox.deliver(dossier, post, signing).await {
                ended(entry, &answer);
                drop(trouble.try_set(answer.err().map(Trouble::from)));
            }
        });
    }
}
