//! Who stands in while her coach is away, or would: which days, that it ends by itself, and the way to end it (R4.3).

use leptos::prelude::*;
use shared::access::Act;
use shared::dossier::substitutes::Substitute;
use shared::statement::Decision;

use super::no::No;
use super::{Answers, Guided, named};
use crate::clock;
use crate::ui::{Button, Card, Fact, Facts, Look};
use crate::words::{ClientWord, Word, language, told};

#[component]
pub(super) fn StandIn(guided: Guided) -> impl IntoView {
    let known = Memo::new(move |_| guided.page.with(|page| page.view.substitute));
    view! {
        {move || {
            known
                .get()
                .map(|known| match known.agreed_at {
                    None => view! { <Asks guided known /> }.into_any(),
                    Some(_) => view! { <Agreed guided known /> }.into_any(),
                })
        }}
        <Nobody guided />
    }
}

/// Which days.
#[component]
fn Days(guided: Guided, known: Substitute) -> impl IntoView {
    let lang = language();
    let day = move |day| move || guided.page.with(|page| clock::near_day(lang.get(), day, page.today));
    view! {
        <Facts>
            <Fact name=told(ClientWord::PeopleFirstDay)>{day(known.from)}</Fact>
            <Fact name=told(ClientWord::PeopleLastDay)>{day(known.until)}</Fact>
        </Facts>
    }
}

#[component]
fn Asks(guided: Guided, known: Substitute) -> impl IntoView {
    let lang = language();
    let said = move |word| move || named(lang.get(), word, &guided.name(known.person));
    let title = move || lang.get().fill(Word::ClientHomeSubstituteTitle, &[("name", &guided.name(known.person))]);
    view! {
        <div data-test="substitute">
            <Card title waits=true>
                <Days guided known />
                <p>{said(ClientWord::PeopleStandYes)}</p>
                <p>{said(ClientWord::PeopleStandEnds)}</p>
                <p>{told(ClientWord::PeopleStandNo)}</p>
                <Answers
                    guided
                    question=title
                    decision=Decision::AcceptSubstitute
                    no=No::Substitute(known.proposal, known.person)
                />
            </Card>
        </div>
    }
}

#[component]
fn Agreed(guided: Guided, known: Substitute) -> impl IntoView {
    let lang = language();
    let said = move |word| move || named(lang.get(), word, &guided.name(known.person));
    let agreed = move || {
        let when = known.agreed_at.map(|at| clock::moment(lang.get(), at)).unwrap_or_default();
        lang.get().fill_later(ClientWord::PeopleStandAgreed, &[("when", &when)])
    };
    let ends = Memo::new(move |_| guided.allows(Act::EndSubstitute));
    view! {
        <div data-test="substitute">
            <Card title=said(ClientWord::PeopleStandTitle)>
                <Days guided known />
                <p>{said(ClientWord::PeopleStandEnds)}</p>
                <p class="quiet small">{agreed}</p>
                <div class="row" hidden=move || !ends.get()>
                    <Button
                        text=told(ClientWord::PeopleStandEnd)
                        look=Look::Secondary
                        on_press=move || guided.refusing.begin(No::End(known.proposal, known.person))
                        mark="end-substitute"
                    />
                </div>
            </Card>
        </div>
    }
}

/// The days on which she wants nobody.
#[component]
fn Nobody(guided: Guided) -> impl IntoView {
    let (lang, page) = (language(), guided.page);
    move || {
        let (lang, today) = (lang.get(), page.with(|page| page.today));
        let refused = page.with(|page| page.view.refused.clone());
        let line = |no: shared::dossier::substitutes::Refused| {
            let (from, until) = (clock::near_day(lang, no.from, today), clock::near_day(lang, no.until, today));
            let said = lang.fill_later(ClientWord::PeopleNobody, &[("from", &from), ("until", &until)]);
            view! { <p class="quiet" data-test="nobody">{said}</p> }.into_any()
        };
        refused.into_iter().map(line).collect::<Vec<_>>()
    }
}
