//! The last look before a yes: the one sentence that she signs, over the very pages.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::Accepted;
use shared::dossier::Command;
use shared::dossier::consents::SignedConsent;

use super::one::Reading;
use crate::api::Failure;
use crate::parts::{LastLook, Sealing, Signature, consent_words, superseded};
use crate::signing::{consent, consent_asked};
use crate::ui::announcer;
use crate::words::{ConsentWord, language, told};

#[component]
pub(super) fn Sign(reading: Reading) -> impl IntoView {
    let (lang, tell, navigate) = (language(), announcer(), use_navigate());
    let (page, href) = (reading.page, reading.href());
    // What she has before her stays, whatever comes while her signature is on its way.
    let said = Memo::new(move |before: Option<&String>| {
        let now = page.with(|page| consent_asked(page, lang.get())).unwrap_or_default();
        before.filter(|_| now.is_empty()).cloned().unwrap_or(now)
    });
    let prepare = move |lang, entry| {
        let (statement, which) = page.with_untracked(|page| {
            let view = &page.consent.view;
            Some((consent(page, lang, entry)?, (view.terms.document, view.id, view.terms.recipient)))
        })?;
        let sealing: Sealing = Box::new(move |evidence| {
            let (document, consent, recipient) = which;
            Command::GrantConsent(SignedConsent { document, consent, recipient, evidence })
        });
        Some((statement, sealing))
    };
    let (back, name) = (href.clone(), untrack(|| reading.recipient(lang.get())));
    let ended = move |_, answer: &Result<Accepted, Failure>| {
        reading.take(answer, ConsentWord::DoneYes);
        if answer.is_ok() {
            tell(consent_words::to(lang.get_untracked(), ConsentWord::DoneYes, &name));
        }
        if answer.as_ref().err().is_none_or(superseded) {
            navigate(&href, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    };
    let signature = Signature {
        dossier: page.with_untracked(|page| page.around.dossier),
        keys: reading.keys,
        signing: reading.signing,
        prepare: Arc::new(prepare),
        ended: Arc::new(ended),
    };
    view! { <LastLook signature sentence=move || said.get() back back_text=told(ConsentWord::SignBack) /> }
}
