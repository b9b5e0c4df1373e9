//! What she keeps of her answer: the sheet of her yes, and the receipt, for people and for computers (M3c, F33, F39).

use leptos::prelude::*;
use shared::api::path;
use shared::dossier::consents::Status;

use super::one::Reading;
use crate::words::{ConsentWord, told};

#[component]
pub(super) fn Proofs(reading: Reading) -> impl IntoView {
    let page = reading.page;
    let (dossier, consent) = page.with_untracked(|page| (page.around.dossier, page.consent.view.id));
    // Of what goes on another ground there is no answer, and what was erased says nothing.
    let answered = Memo::new(move |_| {
        page.with(|page| {
            let line = &page.consent;
            let whole = line.title.is_some() && line.recipient.is_some();
            whole && line.view.ground.is_none() && line.view.answered_at.is_some()
        })
    });
    let signed = Memo::new(move |_| page.with(|page| page.consent.view.status != Status::Declined));
    let link = move |at: &str, name: &'static str, word: ConsentWord, mark: &'static str| {
        let href = path::to(at, &[&dossier, &consent]);
        view! {
            <li>
                <a class="consult-line" href=href rel="external" download=name data-test=mark>{told(word)}</a>
            </li>
        }
    };
    move || {
        answered.get().then(|| {
            view! {
                <section class="card stack-close" data-test="consent-proofs">
                    <h2>{told(ConsentWord::ProofTitle)}</h2>
                    <p>{told(ConsentWord::ProofText)}</p>
                    <ul class="plain stack-close">
                        {move || signed.get().then(|| link(path::CONSENT_SHEET, "toestemming.pdf", ConsentWord::ProofSheet, "consent-sheet"))}
                        {link(path::CONSENT_RECEIPT, "bewijs.pdf", ConsentWord::ProofReceipt, "consent-receipt")}
                        {link(path::CONSENT_RECORD, "bewijs.jsonld", ConsentWord::ProofRecord, "consent-record")}
                    </ul>
                </section>
            }
        })
    }
}
