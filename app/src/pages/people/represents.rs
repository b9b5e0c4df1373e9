//! Who acts for her, or would: by what power and proof, where that person is reached, until when, and the way to end it
//! (F6, W9). The representative reads the same page, and can stop.

use leptos::prelude::*;
use shared::access::{Act, Relation};
use shared::dossier::representatives::{Power, RepresentativeView};
use shared::statement::Decision;

use super::no::No;
use super::{Answers, Guided, named};
use crate::clock;
use crate::ui::{Button, Card, Fact, Facts, Look};
use crate::words::{ClientWord, Word, language, told};

/// By what power somebody acts for her, as she reads it.
const fn power(power: Power) -> ClientWord {
    match power {
        Power::Guardianship => ClientWord::PeopleActsGuardianship,
        Power::Mentorship => ClientWord::PeopleActsMentorship,
        Power::Administration => ClientWord::PeopleActsAdministration,
        Power::Parent => ClientWord::PeopleActsParent,
        Power::Authorised => ClientWord::PeopleActsAuthorised,
    }
}

#[component]
pub(super) fn ActsForHer(guided: Guided) -> impl IntoView {
    let known =
        Memo::new(move |_| guided.page.with(|page| page.view.representative.map(|known| (known, page.view.you))));
    move || {
        known.get().map(|(known, you)| match known.agreed_at {
            None => view! { <Asks guided known /> }.into_any(),
            Some(_) => view! { <Agreed guided known theirs=you == Relation::Representative /> }.into_any(),
        })
    }
}

/// By what power, by what proof, where that person is reached, and until when.
#[component]
fn About(guided: Guided, known: RepresentativeView) -> impl IntoView {
    let (lang, page) = (language(), guided.page);
    let until = move || page.with(|page| clock::near_day(lang.get(), known.until, page.today));
    let proof = move || page.with(|page| page.represents.as_ref().map(|known| known.proof.to_string()));
    let reached = move || {
        page.with(|page| {
            let known = page.represents.as_ref()?;
            let (mail, phone) =
                (known.email.as_ref().map(ToString::to_string), known.phone.as_ref().map(ToString::to_string));
            Some([mail, phone].into_iter().flatten().collect::<Vec<_>>().join(", "))
        })
    };
    let by = move || named(lang.get(), ClientWord::PeopleActsBy, &guided.name(known.by));
    view! {
        <Facts>
            <Fact name=told(ClientWord::PeopleActsPower)>{told(power(known.power))}</Fact>
            {proof().is_some().then(|| view! { <Fact name=told(ClientWord::PeopleActsProof)>{proof}</Fact> })}
            {reached().is_some().then(|| view! { <Fact name=told(ClientWord::PeopleActsReached)>{reached}</Fact> })}
            <Fact name=told(ClientWord::PeopleLastDay)>{until}</Fact>
        </Facts>
        <p class="quiet small">{by}</p>
    }
}

#[component]
fn Asks(guided: Guided, known: RepresentativeView) -> impl IntoView {
    let lang = language();
    let said = move |word| move || named(lang.get(), word, &guided.name(known.person));
    let title = move || lang.get().fill(Word::ClientHomeActsTitle, &[("name", &guided.name(known.person))]);
    view! {
        <div data-test="representative">
            <Card title waits=true>
                <About guided known />
                <p>{said(ClientWord::PeopleActsYes)}</p>
                <p>{said(ClientWord::PeopleActsStays)}</p>
                <p>{said(ClientWord::PeopleActsNo)}</p>
                <Answers
                    guided
                    question=title
                    decision=Decision::AcceptRepresentative
                    no=No::Representative(known.proposal, known.person)
                />
            </Card>
        </div>
    }
}

#[component]
fn Agreed(guided: Guided, known: RepresentativeView, theirs: bool) -> impl IntoView {
    let (lang, page) = (language(), guided.page);
    let client = page.with_untracked(|page| page.view.client);
    let about = if theirs { client } else { known.person };
    let said = move |word| move || named(lang.get(), word, &guided.name(about));
    let (title, may, stays, no) = if theirs {
        (
            ClientWord::PeopleActsYouTitle,
            ClientWord::PeopleActsYouMay,
            ClientWord::PeopleActsYouStays,
            No::Task(known.proposal, client),
        )
    } else {
        (
            ClientWord::PeopleActsHere,
            ClientWord::PeopleActsMay,
            ClientWord::PeopleActsStays,
            No::Acts(known.proposal, known.person),
        )
    };
    let agreed = move || {
        let when = known.agreed_at.map(|at| clock::moment(lang.get(), at)).unwrap_or_default();
        lang.get().fill_later(ClientWord::PeopleStandAgreed, &[("when", &when)])
    };
    let key = move || {
        let word = if known.key_at.is_some() { ClientWord::PeopleActsKey } else { ClientWord::PeopleActsNoKey };
        let when = known.key_at.map(|at| clock::moment(lang.get(), at)).unwrap_or_default();
        lang.get().fill_later(word, &[("name", &guided.name(known.person)), ("when", &when)])
    };
    let ends = Memo::new(move |_| guided.allows(Act::EndRepresentative));
    view! {
        <div data-test="representative">
            <Card title=said(title)>
                <p>{said(may)}</p>
                <p>{said(stays)}</p>
                <About guided known />
                {(!theirs).then(|| view! { <p class="quiet small">{agreed} " " {key}</p> })}
                <div class="row" hidden=move || !ends.get()>
                    <Button
                        text=told(ClientWord::PeopleActsEnd)
                        look=Look::Secondary
                        on_press=move || guided.refusing.begin(no)
                        mark="end-representative"
                    />
                </div>
            </Card>
        </div>
    }
}
