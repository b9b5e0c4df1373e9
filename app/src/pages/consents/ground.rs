//! What goes on another ground than her yes: why, from when, and her objection (F32, F34, P12).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::access::Act;
use shared::api::{GroundLine, Post};
use shared::dossier::Command;
use shared::dossier::consents::{GroundCommand, OtherGround, Status, WhichConsent};
use shared::text::Remark;

use super::SAID;
use super::one::Reading;
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::parts::{TroubleNotice, consent_words, superseded};
use crate::trouble::Trouble;
use crate::ui::{Button, Look, TextArea, announcer, focus_by_id};
use crate::words::{ConsentWord, Word, language, say, told};

const WHY: &str = "ground-why";

/// Why it goes without her yes, from when, what she objected and what was answered. Nothing where her yes is asked.
#[component]
pub(super) fn Ground(reading: Reading) -> impl IntoView {
    let (lang, page) = (language(), reading.page);
    let known = Memo::new(move |_| {
        page.with(|page| {
            let (view, line) = (&page.consent.view, page.consent.ground.clone());
            Some((view.ground?, view.from?, view.status, line.unwrap_or_default()))
        })
    });
    let shown = move |(ground, from, status, line): (OtherGround, _, Status, GroundLine)| {
        let GroundLine { law, objection, answer } = line;
        let law = law.map(|law| law.to_string()).unwrap_or_default();
        let why = move || match ground {
            OtherGround::Payer => lang.get().say_later(ConsentWord::GroundPayerText).to_owned(),
            OtherGround::Statute => lang.get().fill_later(ConsentWord::GroundStatuteText, &[("law", &law)]),
        };
        let date = move |date: shared::time::CivilDate| {
            move || lang.get().fill_later(ConsentWord::GroundFrom, &[("date", &date.in_words(lang.get()))])
        };
        let title = move || consent_words::to(lang.get(), ConsentWord::GroundTitle, &reading.recipient(lang.get()));
        view! {
            <section class="card stack" data-test="consent-ground">
                <h2>{title}</h2>
                <p>{why}</p>
                {(status == Status::Told).then(|| view! { <p>{date(from)}</p> })}
                {objection.map(|said| view! { <Said word=ConsentWord::GroundObjection said=said.to_string() /> })}
                {answer.map(|said| view! { <Said word=ConsentWord::GroundAnswer said=said.to_string() /> })}
                <Objecting reading status />
            </section>
        }
    };
    move || known.get().map(shown)
}

#[component]
fn Said(word: ConsentWord, said: String) -> impl IntoView {
    view! {
        <div>
            <h3>{told(word)}</h3>
            <p class="said-text">{said}</p>
        </div>
    }
}

/// She read it, or objects; the same after a lost answer is the same.
#[component]
fn Objecting(reading: Reading, status: Status) -> impl IntoView {
    let (lang, tell, outbox) = (language(), announcer(), outbox());
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (why, wrong) = (RwSignal::new(String::new()), RwSignal::new(false));
    let trouble = RwSignal::new(None::<Trouble>);
    let page = reading.page;
    let (dossier, which) = page.with_untracked(|page| {
        (
            page.around.dossier,
            WhichConsent { document: page.consent.view.terms.document, consent: page.consent.view.id },
        )
    });
    // One id for each of the two, so that what was sent and not answered is sent once.
    let entries = [fresh_entry(), fresh_entry()];
    let send = move |entry, step: GroundCommand, done: ConsentWord| {
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let Some(answer) = outbox.deliver(dossier, Post { entry, command: Command::Ground(step) }, busy).await
            else {
                return;
            };
            match answer {
                Err(failure) if !superseded(&failure) => drop(trouble.try_set(Some(failure.into()))),
                answer => {
                    if answer.is_ok() {
                        tell(lang.get_untracked().say_later(done).to_owned());
                    }
                    reading.take(&answer, done);
                    focus_by_id(SAID);
                }
            }
        });
    };
    let [seen_entry, object_entry] = entries;
    let seen = move || send(seen_entry, GroundCommand::Seen(which), ConsentWord::GroundSeenDone);
    let object = move || match why.with_untracked(|why| Remark::new(why)) {
        Ok(why) => send(object_entry, GroundCommand::Object { which, why }, ConsentWord::GroundObjectDone),
        Err(_) => wrong.set(true),
    };
    let error = move || {
        (wrong.get() && why.with(|why| why.trim().is_empty()))
            .then(|| lang.get().say_later(ConsentWord::GroundWhyMissing))
    };
    let begin = move || {
        open.set(true);
        focus_by_id(WHY);
    };
    let (objects, unread) = page.with_untracked(|page| {
        let view = &page.consent.view;
        (view.allowed.contains(&Act::ObjectToGround), !view.ground_seen)
    });
    let read = if status == Status::Told { ConsentWord::GroundSeen } else { ConsentWord::GroundRead };
    objects.then(|| {
        view! {
            <TroubleNotice trouble />
            <div class="stack" hidden=move || open.get()>
                <p>{told(ConsentWord::GroundCan)}</p>
                <div class="row">
                    {unread.then(|| {
                        view! { <Button text=told(read) look=Look::Secondary busy busy_text=say(Word::PhoneSending) on_press=seen mark="ground-seen" /> }
                    })}
                    <Button text=told(ConsentWord::GroundObject) look=Look::Secondary on_press=begin mark="ground-object" />
                </div>
            </div>
            <div class="stack" hidden=move || !open.get()>
                <TextArea label=told(ConsentWord::GroundWhy) value=why rows=3 id=WHY mark=WHY error />
                <div class="row">
                    <Button text=told(ConsentWord::GroundObjectSend) look=Look::Primary busy busy_text=say(Word::PhoneSending) on_press=object mark="ground-object-send" />
                    <Button text=told(ConsentWord::Cancel) look=Look::Quiet on_press=move || open.set(false) />
                </div>
            </div>
        }
    })
}
