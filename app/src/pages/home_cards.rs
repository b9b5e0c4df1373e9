//! What may wait for her beside summaries: the regulation, and an answer of the privacy officer's.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use shared::api::{DossierPage, Post, path};
use shared::dossier::Command;
use shared::ids::{CaseId, DossierId};
use shared::time::Timestamp;

use crate::clock;
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::parts::{Human, TroubleNotice, load};
use crate::trouble::Trouble;
use crate::ui::{ButtonLink, Card, Choice, Choices, Glyph, Look, announcer, focus_by_id};
use crate::words::{Word, language, say};

/// She says whether the regulation was discussed (W14, R2.1): yes, no and later as equals. A "no" is between her and a
/// human being, whom it names; nothing is recorded of it, and the question stays.
#[component]
pub(super) fn ConfirmRegulation(page: RwSignal<DossierPage>, refresh: Callback<()>) -> impl IntoView {
    let lang = language();
    let (outbox, tell) = (outbox(), announcer());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let text = move || {
        page.with(|page| {
            let coach = page.names.get(&page.view.coach).map(ToString::to_string).unwrap_or_default();
            let on = page.view.start.discussed_on;
            let date = on.map(|on| clock::near_day(lang.get(), on, page.today)).unwrap_or_default();
            lang.get().fill(Word::PhoneStartDiscussed, &[("coach", &coach), ("date", &date)])
        })
    };
    let said = RwSignal::new(None::<Word>);
    let entry = fresh_entry();
    let confirm = move || {
        busy.set(true);
        trouble.set(None);
        said.set(None);
        let dossier = page.with_untracked(|page| page.view.id);
        spawn_local(async move {
            let post = Post { entry, command: Command::ConfirmRegulation {} };
            match outbox.deliver(dossier, post, busy).await {
                None => {}
                Some(Ok(_)) => {
                    tell(lang.get_untracked().say(Word::PhoneStartDone).to_owned());
                    focus_by_id("main");
                    refresh.run(());
                }
                Some(Err(failure)) => drop(trouble.try_set(Some(failure.into()))),
            }
        });
    };
    let choices = vec![
        Choice::new(say(Word::PhoneStartConfirm), confirm).with_mark("confirm-regulation"),
        Choice::new(say(Word::PhoneStartNo), move || said.set(Some(Word::PhoneStartNot))).with_mark("regulation-no"),
        Choice::new(say(Word::UiLater), move || said.set(Some(Word::PhoneStartLater))).with_mark("regulation-later"),
    ];
    view! {
        <Card title=say(Word::PhoneStartTitle) waits=true>
            <p>{text}</p>
            <p>{say(Word::PhoneStartWhy)}</p>
            <TroubleNotice trouble />
            <Choices question=say(Word::PhoneStartTitle) choices busy />
            <div role="status" data-test="regulation-said">
                {move || {
                    said.get()
                        .map(|word| {
                            view! {
                                <p>{move || lang.get().say(word)}</p>
                                {(word == Word::PhoneStartNot).then(|| view! { <Human /> })}
                            }
                        })
                }}
            </div>
            <div class="row">
                <ButtonLink text=say(Word::PhoneStartRead) href="/regulation" look=Look::Quiet glyph=Glyph::Document />
            </div>
        </Card>
    }
}

/// A question of hers, as far as her first page has to know: reading all of it would make the first visit larger.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) struct Question {
    pub case: CaseId,
    dossier: DossierId,
    opened_at: Timestamp,
    pub since: Timestamp,
    unread: bool,
}

#[derive(Clone, Deserialize)]
struct Questions {
    cases: Vec<Question>,
}

/// The answers to her questions about this dossier that she has not opened.
pub(super) fn answers(dossier: DossierId) -> Memo<Vec<Question>> {
    let loaded = load::<Questions>(|| path::CASES.to_owned());
    Memo::new(move |_| {
        let cases = loaded.get().map(|list| list.cases).unwrap_or_default();
        cases.into_iter().filter(|case| case.unread && case.dossier == dossier).collect()
    })
}

/// There is an answer (F63).
#[component]
pub(super) fn Answered(case: Question) -> impl IntoView {
    let lang = language();
    let text = move || lang.get().fill(Word::ClientCaseHomeText, &[("date", &clock::day(lang.get(), case.opened_at))]);
    view! {
        <Card title=say(Word::ClientCaseHomeTitle) waits=true>
            <p>{text}</p>
            <div class="row">
                <ButtonLink
                    text=say(Word::ClientCaseRead)
                    href=format!("/cases/{}", case.case)
                    look=Look::Primary
                    glyph=Glyph::Speech
                    mark="answer"
                />
            </div>
        </Card>
    }
}
