//! What may wait for her beside summaries: the regulation, an answer of the privacy officer's, and who guides her.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use shared::api::{Post, path};
use shared::dossier::Command;
use shared::ids::{CaseId, DossierId};
use shared::time::Timestamp;

use super::home_page::{May, Page};
use crate::clock;
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::parts::{Human, TroubleNotice, load};
use crate::trouble::Trouble;
use crate::ui::{ButtonLink, Card, Choice, Choices, Glyph, Look, announcer, focus_by_id};
use crate::words::{Lang, Word, language, say};

/// She says whether the regulation was discussed (W14, R2.1): yes, no and later as equals. A "no" is between her and a
/// human being, whom it names; nothing is recorded of it, and the question stays.
#[component]
pub(super) fn ConfirmRegulation(page: RwSignal<Page>, refresh: Callback<()>) -> impl IntoView {
    let lang = language();
    let (outbox, tell) = (outbox(), announcer());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let text = move || {
        page.with(|page| {
            let coach = page.name(page.view.coach);
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
    let text =
        move || lang.get().fill(Word::ClientHomeAnswerText, &[("date", &clock::day(lang.get(), case.opened_at))]);
    view! {
        <Card title=say(Word::ClientHomeAnswerTitle) waits=true>
            <p>{text}</p>
            <div class="row">
                <ButtonLink
                    text=say(Word::ClientHomeAnswerRead)
                    href=format!("/cases/{}", case.case)
                    look=Look::Primary
                    glyph=Glyph::Speech
                    mark="answer"
                />
            </div>
        </Card>
    }
}

/// What is asked of her about who guides her and who stands in (F59-F61).
pub(super) fn asked(page: &Page) -> Vec<May> {
    let all = [May::AcceptCoach, May::HandOver, May::AcceptSubstitute, May::AcceptRepresentative];
    all.into_iter().filter(|act| page.view.allowed.contains(act)).collect()
}

/// Who, what is asked, and what it means; she answers on the page it leads to.
fn about(lang: Lang, page: &Page, act: May) -> Option<(String, String)> {
    let view = &page.view;
    let stands_in = view.substitute.filter(|_| act == May::AcceptSubstitute);
    let acts = view.representative.filter(|_| act == May::AcceptRepresentative);
    let person = stands_in.map(|known| known.person).or(acts.map(|known| known.person));
    let person = person.or(view.coming.map(|coming| coming.coach))?;
    let (title, text) = match act {
        May::AcceptSubstitute => (Word::ClientHomeSubstituteTitle, Word::ClientHomeSubstituteText),
        May::AcceptRepresentative => (Word::ClientHomeActsTitle, Word::ClientHomeActsText),
        May::HandOver => (Word::ClientHomeHandOverTitle, Word::ClientHomeHandOverText),
        _ if person == view.coach => (Word::ClientHomeCoachTitle, Word::ClientHomeOwnText),
        _ => (Word::ClientHomeCoachTitle, Word::ClientHomeCoachText),
    };
    let day = |on: Option<_>| on.map(|on| clock::near_day(lang, on, page.today)).unwrap_or_default();
    let (from, until) = (
        day(stands_in.map(|known| known.from)),
        day(stands_in.map(|known| known.until).or(acts.map(|known| known.until))),
    );
    let blanks = [("name", &*page.name(person)), ("from", &from), ("until", &until)];
    Some((lang.fill(title, &blanks), lang.fill(text, &blanks)))
}

/// One of those questions.
pub(super) fn people_card(page: RwSignal<Page>, act: May) -> AnyView {
    let lang = language();
    let said = Memo::new(move |_| page.with(|page| about(lang.get(), page, act)).unwrap_or_default());
    let href = page.with_untracked(|page| format!("/dossiers/{}/people", page.view.id));
    view! {
        <Card title=move || said.get().0 waits=true>
            <p>{move || said.get().1}</p>
            <div class="row">
                <ButtonLink text=say(Word::ClientHomeSee) href look=Look::Primary glyph=Glyph::Person mark="people-question" />
            </div>
        </Card>
    }
    .into_any()
}

/// A meeting is still to come: nothing is asked of her, so it is said quietly (M8a).
pub(super) fn meeting(lang: Lang, page: &Page) -> Option<String> {
    let asked = page.view.allowed.iter().any(|act| matches!(act, May::AcceptCoach | May::HandOver));
    let coming = page.view.coming.filter(|coming| !asked && coming.coach != page.view.coach)?;
    Some(lang.fill(Word::ClientHomeMeeting, &[("name", &page.name(coming.coach))]))
}

/// Somebody looks along for a reason: nothing is asked of her, but she can end it (P13, S6, W11b).
pub(super) fn guest_card(page: RwSignal<Page>) -> AnyView {
    let lang = language();
    let said = move || {
        let lang = lang.get();
        page.with(|page| {
            let guest = page.view.guest?;
            let blanks =
                [("name", &*page.name(guest.person)), ("until", &*clock::near_day(lang, guest.until, page.today))];
            Some(lang.fill(Word::ClientHomeGuestText, &blanks))
        })
    };
    let href = page.with_untracked(|page| format!("/dossiers/{}/people", page.view.id));
    view! {
        <Card title=say(Word::ClientHomeGuestTitle)>
            <p>{said}</p>
            <div class="row">
                <ButtonLink text=say(Word::ClientHomeGuestSee) href look=Look::Secondary glyph=Glyph::Eye mark="guest-see" />
            </div>
        </Card>
    }
    .into_any()
}

/// A card that says what is there, and leads to it.
pub(super) struct Lead {
    title: Word,
    text: Word,
    to: Word,
    place: &'static str,
}

/// Somebody else told something about her: she can read what, and from whom (G14).
pub(super) const TOLD: Lead = Lead {
    title: Word::ClientHomeToldTitle,
    text: Word::ClientHomeToldText,
    to: Word::ClientHomeToldRead,
    place: "kept",
};

/// Staff added documents that she has not seen (G14).
pub(super) const DOCUMENTS: Lead = Lead {
    title: Word::ClientHomeDocumentsTitle,
    text: Word::ClientHomeDocumentsText,
    to: Word::ClientHomeDocuments,
    place: "documents",
};

/// She is asked whether something may go to somebody (F23), or told that it goes on another ground (F34).
pub(super) const CONSENTS: Lead = Lead {
    title: Word::ClientHomeConsentTitle,
    text: Word::ClientHomeConsentText,
    to: Word::ClientHomeConsentRead,
    place: "consents",
};

/// Staff recorded what she said on paper: she can confirm it or contest it (F5).
pub(super) const PAPER: Lead = Lead {
    title: Word::ClientHomeFormTitle,
    text: Word::ClientHomeFormText,
    to: Word::ClientHomeFormRead,
    place: "forms",
};

/// The card; its mark is the place it leads to.
pub(super) fn lead_card(page: RwSignal<Page>, lead: &'static Lead) -> AnyView {
    let href = page.with_untracked(|page| format!("/dossiers/{}/{}", page.view.id, lead.place));
    view! {
        <Card title=say(lead.title) waits=true>
            <p>{say(lead.text)}</p>
            <div class="row">
                <ButtonLink text=say(lead.to) href look=Look::Primary glyph=Glyph::Document mark=lead.place />
            </div>
        </Card>
    }
    .into_any()
}
