//! What she signs about a summary: that it is right, or what she said was not.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::{Accepted, ConsultPage};
use shared::dossier::Command;
use shared::ids::EntryId;
use shared::statement::Statement;

use super::{Place, Reading};
use crate::api::Failure;
use crate::parts::{LastLook, Sealing, Signature, superseded};
use crate::signing::{approval, approval_said, dispute, dispute_said};
use crate::ui::announcer;
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
            Self::Approval => approval_said(page, read, lang),
            Self::Dispute => dispute_said(page, read, lang),
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

#[component]
pub(super) fn Check(reading: Reading, what: Signing) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let navigate = use_navigate();
    let page = reading.page;
    let sentence = move || page.with(|page| what.sentence(page, reading.pinned.get(), lang.get()));
    let prepare = move |lang, entry| {
        let prepared = what.prepared(reading, lang, entry);
        if prepared.is_none() {
            reading.loaded.refresh();
        }
        prepared
    };
    let ended = move |entry, answer: &Result<Accepted, Failure>| match answer {
        Ok(_) => {
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
        Err(failure) => {
            if failure.code() == "answered" {
                reading.already.set(true);
            }
            if superseded(failure) {
                reading.loaded.refresh();
            }
        }
    };
    let signature = Signature {
        dossier: reading.place.dossier,
        keys: reading.keys,
        signing: reading.signing,
        prepare: Arc::new(prepare),
        ended: Arc::new(ended),
    };
    view! { <LastLook signature sentence back=reading.place.href("") back_text=say(Word::PhoneCheckBack) /> }
}
