//! That her approval was received: when, of which text, and what happens next. It stands at an address of its own, so
//! that a bookmark brings it back.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::api::{ConsultPage, path};
use shared::dossier::consults::{Approval, Dispute};
use shared::ids::{EntryId, Hash};

use crate::clock;
use crate::pages::NotFound;
use crate::pages::summary::{Place, SIGN, place};
use crate::parts::{EvidenceDetails, Human, PassageList, Remarks, Shown, load, read_texts};
use crate::session::session;
use crate::ui::{Button, ButtonLink, Disclosure, Fact, Facts, Glyph, Look, Notice, PageHeading, Tone};
use crate::words::{Word, language, say};

/// The receipt of the approval in the address: of that one, whatever was approved since.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let (place, params) = (place(), use_params_map());
    let entry = Memo::new(move |_| params.with(|params| params.get("entry")?.parse::<EntryId>().ok()));
    move || match (place.get(), entry.get()) {
        (Some(place), Some(entry)) => view! { <Loading place entry /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Loading(place: Place, entry: EntryId) -> impl IntoView {
    let loaded = load::<ConsultPage>(move || path::to(path::CONSULT, &[&place.dossier, &place.consult]));
    let shown = move |page: RwSignal<ConsultPage>| {
        // It is hers; and it stands as long as the approval does, so that nothing that happens moves it.
        let approval = Memo::new(move |_| {
            page.with(|page| {
                let hers = page.you.reads_as_she_does();
                page.view.approvals.iter().find(|approval| hers && approval.entry == entry).cloned()
            })
        });
        move || match approval.get() {
            Some(approval) => view! { <Receipt place page approval /> }.into_any(),
            None => view! { <NotFound /> }.into_any(),
        }
    };
    view! {
        <div class="page">
            <Shown loaded view=shown alone=true />
        </div>
    }
}

/// Enough of a fingerprint to compare by eye; the whole stands in the proof.
fn short(hash: Hash) -> String {
    let start: String = hash.to_string().chars().take(12).collect();
    format!("{start}…")
}

#[component]
fn Receipt(place: Place, page: RwSignal<ConsultPage>, approval: Approval) -> impl IntoView {
    let lang = language();
    let me = session().me();
    let (entry, version, at) = (approval.entry, approval.version, approval.at);
    let by = approval.by;
    let by = move || page.with(|page| by.and_then(|by| page.names.get(&by)).map(ToString::to_string));
    let received = move || {
        let bureau = me.with(|me| me.as_ref().map(|me| me.bureau_name.to_string())).unwrap_or_default();
        lang.get().fill(Word::PhoneReceiptReceived, &[("bureau", &bureau), ("time", &clock::time(lang.get(), at))])
    };
    let commitment = move || {
        page.with(|page| {
            let version = page.view.versions.iter().find(|known| known.number == version);
            version.map_or_else(String::new, |known| short(known.commitment))
        })
    };
    let coach = move || {
        page.with(|page| {
            let by = page.view.versions.iter().find(|known| known.number == version).map(|known| known.sent_by);
            by.and_then(|by| page.names.get(&by)).map(ToString::to_string).unwrap_or_default()
        })
    };
    let days = move || page.with(|page| page.settings.answer_days_max.to_string());
    let about = move || page.with(|page| page.view.held_on.in_words(lang.get()));
    let current = Memo::new(move |_| page.with(|page| page.view.version == version));
    // What she has opened stays open when something else changes.
    let kept = Memo::new(move |_| {
        let texts = page.with(read_texts).ok()?;
        Some((texts.signatures.get(&entry).cloned(), texts.version(version).to_vec()))
    });
    let proof = move || {
        let (evidence, passages) = kept.get()?;
        Some(view! {
            {evidence.map(|evidence| view! { <EvidenceDetails evidence /> })}
            <Disclosure summary=say(Word::PhoneReceiptText)>
                <PassageList passages />
            </Disclosure>
        })
    };
    // What the coach did not take over stays with the summary, also on paper (F16).
    let stays = Memo::new(move |_| page.with(|page| page.view.disputes.iter().any(Dispute::stays_attached)));
    let remarks = move || {
        let texts = stays.get().then(|| page.with_untracked(read_texts).ok()).flatten()?;
        Some(view! { <Remarks page=page.get_untracked() texts sign=place.href(SIGN) /> })
    };
    view! {
        <div class="stack" data-test="receipt">
            <PageHeading text=received />
            {move || (!current.get()).then(|| view! { <Notice title=say(Word::PhoneReceiptOlder) tone=Tone::Warn /> })}
            <div class="card">
                <Facts>
                    <Fact name=say(Word::PhoneReceiptWhat)>{about}</Fact>
                    <Fact name=say(Word::PhoneSummaryVersion)>{version}</Fact>
                    <Fact name=say(Word::PhoneReceiptWhen)>{move || clock::moment(lang.get(), at)}</Fact>
                    {by().is_some().then(|| view! { <Fact name=say(Word::PhoneReceiptBy)>{by}</Fact> })}
                    <Fact name=say(Word::PhoneReceiptReference)>
                        <code data-test="reference">{entry.to_string()}</code>
                    </Fact>
                    <Fact name=say(Word::PhoneReceiptFingerprint)>
                        <code>{commitment}</code>
                    </Fact>
                </Facts>
            </div>
            <section class="stack-close">
                <h2>{say(Word::PhoneReceiptNextTitle)}</h2>
                <p>{move || lang.get().fill(Word::PhoneReceiptNext, &[("coach", &coach())])}</p>
                <p>{move || lang.get().fill(Word::PhoneReceiptNextChange, &[("days", &days())])}</p>
                <p>{say(Word::PhoneReceiptKeep)}</p>
                <Human />
            </section>
            <div class="row no-print">
                <ButtonLink text=say(Word::PhoneToHome) href="/" look=Look::Primary mark="to-home" />
                <Button
                    text=say(Word::PhoneReceiptPrint)
                    glyph=Glyph::Print
                    on_press=|| drop(window().print())
                    mark="print"
                />
                <ButtonLink text=say(Word::PhoneReceiptToText) href=place.href("") look=Look::Quiet />
            </div>
            {proof} {remarks}
        </div>
    }
}
