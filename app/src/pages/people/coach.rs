//! Who guides her now, and who may: the steps in their order, and the question that is next (F59, F60, M8).

use leptos::prelude::*;
use shared::dossier::coaches::{Coming, NO_STANDS_DAYS, Step as Next};
use shared::statement::Decision;

use super::no::No;
use super::{Answers, Guided, named};
use crate::clock;
use crate::ui::{Card, Glyph, Icon, Step, StepList};
use crate::words::{ClientWord, Word, language, say, told};

/// Who guides her, since when, and what she said about it before.
#[component]
pub(super) fn Coach(guided: Guided) -> impl IntoView {
    let (lang, page) = (language(), guided.page);
    let coach = Memo::new(move |_| page.with(|page| page.view.coach));
    let since = move || {
        let date = page.with(|page| clock::day(lang.get(), page.view.coach_since));
        lang.get().fill_later(ClientWord::PeopleSince, &[("date", &date)])
    };
    let works_for = move || {
        let organisation = page.with(|page| page.organisations.get(&page.view.coach).map(ToString::to_string))?;
        Some(lang.get().fill_later(ClientWord::LookWorksFor, &[("organisation", &organisation)]))
    };
    // She said no to who guides her: that coach does not read, and nobody else was proposed yet.
    let said_no = move || {
        let (no, today) = page.with(|page| {
            let no = page.view.declined.iter().find(|no| no.coach == page.view.coach && page.view.coming.is_none());
            (no.copied(), page.today)
        });
        let no = no?;
        let blanks = [("name", guided.name(no.coach)), ("date", clock::near_day(lang.get(), no.on, today))];
        let blanks = blanks.each_ref().map(|(name, value)| (*name, value.as_str()));
        Some(lang.get().fill_later(ClientWord::PeopleNoYes, &blanks))
    };
    view! {
        <Card title=told(ClientWord::PeopleCoachTitle)>
            <div class="look" data-test="guides-now">
                <Icon glyph=Glyph::Person />
                <div>
                    <strong>{move || guided.name(coach.get())}</strong>
                    <p class="quiet">{since}</p>
                    <p class="quiet">{works_for}</p>
                </div>
            </div>
            <p>{said_no}</p>
            <Declined guided />
        </Card>
    }
}

/// The coaches she said no to lately: they are not proposed again so soon.
#[component]
fn Declined(guided: Guided) -> impl IntoView {
    let (lang, page) = (language(), guided.page);
    move || {
        let (lang, today) = (lang.get(), page.with(|page| page.today));
        let declined = page.with(|page| (page.view.declined.clone(), page.view.coach));
        let others = declined.0.into_iter().filter(|no| no.coach != declined.1);
        let line = |no: shared::dossier::coaches::Declined| {
            let again = no.on.plus_days(NO_STANDS_DAYS);
            let blanks = [
                ("name", guided.name(no.coach)),
                ("date", clock::near_day(lang, no.on, today)),
                ("again", clock::near_day(lang, again, today)),
            ];
            let blanks = blanks.each_ref().map(|(name, value)| (*name, value.as_str()));
            (again > today).then(|| {
                view! { <p class="quiet small">{lang.fill_later(ClientWord::PeopleDeclined, &blanks)}</p> }.into_any()
            })
        };
        others.filter_map(line).collect::<Vec<_>>()
    }
}

/// Who may guide her: her own coach, where she has a say in that first, or another.
#[component]
pub(super) fn Comes(guided: Guided) -> impl IntoView {
    let coming = Memo::new(move |_| guided.page.with(|page| page.view.coming));
    let own = move |coming: &Coming| guided.page.with_untracked(|page| page.view.coach == coming.coach);
    move || {
        coming.get().map(|coming| {
            if own(&coming) {
                view! { <Own guided coming /> }.into_any()
            } else {
                view! { <Another guided coming /> }.into_any()
            }
        })
    }
}

/// Her own coach, who reads nothing before her yes (F59, R4.1).
#[component]
fn Own(guided: Guided, coming: Coming) -> impl IntoView {
    let lang = language();
    let said = move |word| move || named(lang.get(), word, &guided.name(coming.coach));
    let title = move || lang.get().fill(Word::ClientHomeCoachTitle, &[("name", &guided.name(coming.coach))]);
    view! {
        <div data-test="coming">
            <Card title waits=true>
                <p>{told(ClientWord::PeopleOwnWhy)}</p>
                <p>{said(ClientWord::PeopleOwnYes)}</p>
                <p>{said(ClientWord::PeopleOwnNo)}</p>
                <Answers
                    guided
                    question=title
                    decision=Decision::AcceptCoach
                    no=No::Coach(coming.proposal, coming.coach)
                />
            </Card>
        </div>
    }
}

/// Another coach: why, how far it is, and what is next.
#[component]
fn Another(guided: Guided, coming: Coming) -> impl IntoView {
    let (lang, page) = (language(), guided.page);
    let title = move || named(lang.get(), ClientWord::PeopleComesTitle, &guided.name(coming.coach));
    let works_for = move || {
        let organisation = page.with(|page| page.organisations.get(&coming.coach).map(ToString::to_string))?;
        Some(lang.get().fill_later(ClientWord::LookWorksFor, &[("organisation", &organisation)]))
    };
    let why = move || {
        let why = page.with(|page| page.why.as_ref().map(ToString::to_string))?;
        Some(view! {
            <div class="stack-close">
                <p class="small quiet">{told(ClientWord::PeopleWhy)}</p>
                <blockquote class="passage">{why}</blockquote>
            </div>
        })
    };
    let waits = coming.step != Next::Meeting;
    view! {
        <div data-test="coming">
            <Card title waits>
                <p class="quiet">{works_for}</p>
                {why}
                <Steps guided coming />
                {match coming.step {
                    Next::Meeting => view! { <Meeting guided coming /> }.into_any(),
                    Next::Yes { .. } => view! { <Yes guided coming /> }.into_any(),
                    Next::HandOver { .. } => view! { <HandOver guided coming /> }.into_any(),
                }}
            </Card>
        </div>
    }
}

/// Meeting, yes, and her signature for the whole dossier: in this order and no other (M8).
#[component]
fn Steps(guided: Guided, coming: Coming) -> impl IntoView {
    let lang = language();
    let steps = Signal::derive(move || {
        let (lang, name) = (lang.get(), guided.name(coming.coach));
        let met = coming.met_on.map(|on| guided.page.with(|page| clock::near_day(lang, on, page.today)));
        let meeting = match met {
            Some(date) => lang.fill_later(ClientWord::PeopleStepMet, &[("name", &name), ("date", &date)]),
            None => named(lang, ClientWord::PeopleStepMeet, &name),
        };
        let (first, second, third) = match coming.step {
            Next::Meeting => (Step::Now, Step::Later, Step::Later),
            Next::Yes { .. } => (Step::Done, Step::Now, Step::Later),
            Next::HandOver { .. } => (Step::Done, Step::Done, Step::Now),
        };
        let yes = if second == Step::Done { ClientWord::PeopleStepSaidYes } else { ClientWord::PeopleStepYes };
        let last = named(lang, ClientWord::PeopleStepHandOver, &name);
        vec![(meeting, first), (named(lang, yes, &name), second), (last, third)]
    });
    view! {
        <div class="stack-close">
            <p class="small quiet" aria-hidden="true">{told(ClientWord::PeopleSteps)}</p>
            <StepList label=told(ClientWord::PeopleSteps) done=say(Word::UiStepDone) steps />
        </div>
    }
}

#[component]
fn Meeting(guided: Guided, coming: Coming) -> impl IntoView {
    let lang = language();
    view! {
        <p>{move || named(lang.get(), ClientWord::PeopleMeetText, &guided.name(coming.coach))}</p>
        <p>{told(ClientWord::PeopleMeetNo)}</p>
    }
}

#[component]
fn Yes(guided: Guided, coming: Coming) -> impl IntoView {
    let lang = language();
    let said = move |word| move || named(lang.get(), word, &guided.name(coming.coach));
    let question = move || lang.get().fill(Word::ClientHomeCoachTitle, &[("name", &guided.name(coming.coach))]);
    view! {
        <h3>{question}</h3>
        <p>{said(ClientWord::PeopleYesYes)}</p>
        <p>{said(ClientWord::PeopleYesNo)}</p>
        <Answers guided question decision=Decision::AcceptCoach no=No::Coach(coming.proposal, coming.coach) />
    }
}

/// What it means is said before she signs: everything, and the former coach can look no more.
#[component]
fn HandOver(guided: Guided, coming: Coming) -> impl IntoView {
    let lang = language();
    let said = move |word| move || named(lang.get(), word, &guided.name(coming.coach));
    let question = move || lang.get().fill(Word::ClientHomeHandOverTitle, &[("name", &guided.name(coming.coach))]);
    let former = move || {
        let former = guided.name(guided.page.with(|page| page.view.coach));
        lang.get().fill_later(ClientWord::PeopleGiveFormer, &[("former", &former)])
    };
    view! {
        <h3>{question}</h3>
        <ul>
            <li>{said(ClientWord::PeopleGiveAll)}</li>
            <li>{former}</li>
        </ul>
        <p>{said(ClientWord::PeopleGiveNo)}</p>
        <Answers guided question decision=Decision::HandOver no=No::Coach(coming.proposal, coming.coach) />
    }
}
