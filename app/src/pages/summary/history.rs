//! What was before: every version, every approval with its proof; readable for ever (F21).

use leptos::prelude::*;

use super::Reading;
use crate::clock;
use crate::parts::{EvidenceDetails, PassageList};
use crate::ui::{Disclosure, Glyph, StatusTag, Tone};
use crate::words::{Word, language, say};

#[component]
pub(super) fn History(reading: Reading) -> impl IntoView {
    let here =
        Memo::new(move |_| reading.page.with(|page| page.view.versions.len() > 1 || !page.view.approvals.is_empty()));
    move || {
        here.get().then(|| {
            view! {
                <section class="stack" data-test="history">
                    <h2>{say(Word::PhoneHistoryTitle)}</h2>
                    <Approvals reading />
                    <Versions reading />
                </section>
            }
        })
    }
}

#[component]
fn Approvals(reading: Reading) -> impl IntoView {
    let (lang, place) = (language(), reading.place);
    let here = Memo::new(move |_| reading.page.with(|page| (page.view.approvals.clone(), page.view.version)));
    move || {
        let (approvals, current) = here.get();
        let texts = reading.texts.get();
        approvals
            .into_iter()
            .rev()
            .map(|approval| {
                let version = approval.version.to_string();
                let line = move || {
                    let when = clock::moment(lang.get(), approval.at);
                    lang.get().fill(Word::PhoneHistoryApproved, &[("version", &version), ("when", &when)])
                };
                let by = reading.page.with_untracked(|page| {
                    let by = approval.by.and_then(|by| page.names.get(&by)).map(ToString::to_string);
                    by.map(|name| view! { <p class="small">{say(Word::PhoneReceiptBy)} " " {name}</p> })
                });
                let evidence = texts.signatures.get(&approval.entry).cloned();
                // What she said on paper has a form, and no receipt (F5).
                let (to, word) = if approval.form.is_some() {
                    (format!("/dossiers/{}/forms", place.dossier), Word::PhoneSummaryOnPaperTo)
                } else {
                    (place.receipt(approval.entry), Word::PhoneSummaryToReceipt)
                };
                view! {
                    <div class="stack-close">
                        <p>
                            <StatusTag text=line tone=Tone::Ok glyph=Some(Glyph::CheckRound) />
                        </p>
                        {by}
                        {(approval.version != current)
                            .then(|| view! { <p class="small quiet">{say(Word::PhoneHistoryOlder)}</p> })}
                        <p>
                            <a class="consult-line" href=to>
                                {say(word)}
                            </a>
                        </p>
                        {evidence.map(|evidence| view! { <EvidenceDetails evidence /> })}
                    </div>
                }
            })
            .collect_view()
    }
}

#[component]
fn Versions(reading: Reading) -> impl IntoView {
    let lang = language();
    let here = Memo::new(move |_| reading.page.with(|page| (page.view.versions.clone(), page.view.version)));
    move || {
        let (versions, current) = here.get();
        let texts = reading.texts.get();
        versions
            .into_iter()
            .rev()
            .filter(|version| version.number != current)
            .map(|version| {
                let number = version.number.to_string();
                let summary = move || {
                    let when = clock::moment(lang.get(), version.sent_at);
                    lang.get().fill(Word::PhoneHistoryVersion, &[("version", &number), ("when", &when)])
                };
                let passages = texts.version(version.number).to_vec();
                view! {
                    <Disclosure summary=summary>
                        <PassageList passages />
                    </Disclosure>
                }
            })
            .collect_view()
    }
}
