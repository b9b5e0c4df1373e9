//! Who guides the client, who may take over and who stands in: each with the step that is next, and whose it is (F60,
//! F61, M8, R4.3).

use leptos::prelude::*;
use shared::access::{Act, Relation};
use shared::api::DossierPage;
use shared::dossier::Command;
use shared::dossier::coaches::Step as Stage;
use shared::ids::{DossierId, PersonId};

use super::guides_forms::{ProposeCoach, ProposeSubstitute};
use super::meeting::Meeting;
use super::passage_fields::focus_soon;
use super::refused::Refused;
use super::sending::Sending;
use crate::clock;
use crate::ui::{Button, Card, Fact, Facts, Glyph, Look, Notice, Step, StepList, Tone, announcer};
use crate::words::{DossierWord, Lang, Word, language, say, told};

/// Where the focus goes when what it was in has gone.
pub const CARD: &str = "guides";

/// The name of somebody on the page.
pub fn named(page: &DossierPage, person: PersonId) -> String {
    page.names.get(&person).map(ToString::to_string).unwrap_or_default()
}

/// What is so for whoever is not simply her coach: said on top of the page.
#[component]
pub fn Standing(page: RwSignal<DossierPage>) -> impl IntoView {
    let lang = language();
    let how = Memo::new(move |_| page.with(|page| (page.view.you, page.view.coming.is_some())));
    let coach = move || page.with(|page| named(page, page.view.coach));
    let until = move |lang: Lang| {
        page.with(|page| page.view.substitute.map(|known| known.until.in_words(lang)).unwrap_or_default())
    };
    let stands_in =
        move || lang.get().fill_later(DossierWord::GuidesStandIn, &[("coach", &coach()), ("date", &until(lang.get()))]);
    let colleague = move || lang.get().fill_later(DossierWord::GuidesColleague, &[("coach", &coach())]);
    move || {
        match how.get() {
        (Relation::Unapproved, true) => view! {
            <Notice title=told(DossierWord::GuidesUnapproved) tone=Tone::Warn><p>{told(DossierWord::GuidesUnapprovedText)}</p></Notice>
        }
        .into_any(),
        (Relation::Unapproved, false) => view! {
            <Notice title=told(DossierWord::GuidesDeclinedYou) tone=Tone::Warn>
                <p>{told(DossierWord::GuidesDeclinedYouText)}</p>
                <AskAgain page />
            </Notice>
        }
        .into_any(),
        (Relation::Substitute, _) => view! {
            <Notice title=stands_in><p>{told(DossierWord::GuidesStandInText)}</p></Notice>
        }
        .into_any(),
        (Relation::Colleague | Relation::Office, _) => view! { <p class="quiet small">{colleague}</p> }.into_any(),
        _ => ().into_any(),
    }
    }
}

/// A coach to whom she said no, or who was not asked about, asks her (once more).
#[component]
fn AskAgain(page: RwSignal<DossierPage>) -> impl IntoView {
    let sending = Sending::new();
    let ask = move || {
        let (dossier, coach) = page.with_untracked(|page| (page.view.id, page.view.coach));
        sending.command(dossier, Command::ProposeCoach { coach, why: None }, |_| focus_soon(CARD.into()));
    };
    view! {
        <Refused failure=sending.failure />
        <div class="row">
            <Button text=told(DossierWord::GuidesAskAgain) busy_text=say(Word::DeskSaving) busy=sending.busy on_press=ask mark="ask-again" />
        </div>
    }
}

/// The card.
#[component]
pub fn GuidesCard(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let lang = language();
    let is_you = Memo::new(move |_| matches!(page.with(|page| page.view.you), Relation::Coach | Relation::Unapproved));
    let coach = move || {
        if is_you.get() {
            lang.get().say_later(DossierWord::GuidesYou).to_owned()
        } else {
            page.with(|page| named(page, page.view.coach))
        }
    };
    let since = move || {
        let since = page.with(|page| page.view.coach_since);
        lang.get().fill_later(DossierWord::GuidesSince, &[("date", &clock::day(lang.get(), since))])
    };
    let comes = Memo::new(move |_| page.with(|page| page.view.coming.filter(|coming| coming.coach != page.view.coach)));
    let may = move |act| Memo::new(move |_| page.with(|page| page.view.allowed.contains(&act)));
    let (proposes, asks) = (may(Act::ProposeCoach), may(Act::ProposeSubstitute));
    view! {
        <Card title=told(DossierWord::GuidesTitle)>
            <div id=CARD tabindex="-1" class="stack" data-test="guides">
                <Facts>
                    <Fact name=told(DossierWord::GuidesCoach)>{coach}</Fact>
                </Facts>
                <p class="quiet small">{since}</p>
                {move || comes.get().is_some().then(|| view! { <Coming page dossier /> })}
                <Declined page />
                {move || proposes.get().then(|| view! { <ProposeCoach page dossier /> })}
                <Substitute page dossier />
                {move || asks.get().then(|| view! { <ProposeSubstitute page dossier /> })}
            </div>
        </Card>
    }
}

/// Who may take over, and how far that has come (M8a-c).
#[component]
fn Coming(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let coming = Memo::new(move |_| page.with(|page| page.view.coming));
    let name = move || coming.get().map(|coming| page.with(|page| named(page, coming.coach))).unwrap_or_default();
    let title = move || lang.get().fill_later(DossierWord::GuidesComing, &[("name", &name())]);
    let stage = Memo::new(move |_| coming.get().map(|coming| coming.step));
    let steps = Signal::derive(move || {
        let words = [DossierWord::GuidesStepMeeting, DossierWord::GuidesStepYes, DossierWord::GuidesStepHandOver];
        let now = stage.get().map_or(0, at);
        let how = |n: usize| match n.cmp(&now) {
            std::cmp::Ordering::Less => Step::Done,
            std::cmp::Ordering::Equal => Step::Now,
            std::cmp::Ordering::Greater => Step::Later,
        };
        words.into_iter().enumerate().map(|(n, word)| (lang.get().say_later(word).to_owned(), how(n))).collect()
    });
    let next = move || {
        let word = match stage.get()? {
            Stage::Meeting => DossierWord::GuidesNextMeeting,
            Stage::Yes { .. } => DossierWord::GuidesNextYes,
            Stage::HandOver { .. } => DossierWord::GuidesNextHandOver,
        };
        Some(lang.get().fill_later(word, &[("name", &name())]))
    };
    let may = move |act| Memo::new(move |_| page.with(|page| page.view.allowed.contains(&act)));
    let (meets, withdraws) = (may(Act::RecordMeeting), may(Act::WithdrawCoach));
    let withdraw = move || {
        let Some(proposal) = coming.get_untracked().map(|coming| coming.proposal) else { return };
        sending.command(dossier, Command::WithdrawCoach { proposal }, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::GuidesWithdrawn).to_owned());
            focus_soon(CARD.into());
        });
    };
    let meeting = move || {
        let proposal = coming.get_untracked()?.proposal;
        let today = page.with_untracked(|page| page.today);
        meets.get().then(|| view! { <Meeting dossier proposal today focus=CARD /> })
    };
    view! {
        <section class="stack" data-test="coming">
            <h3>{title}</h3>
            <StepList label=title done=say(Word::UiStepDone) steps />
            <p>{next}</p>
            {meeting}
            <Refused failure=sending.failure />
            <div class="row" hidden=move || !withdraws.get()>
                <Button text=told(DossierWord::GuidesWithdraw) busy_text=say(Word::DeskSaving) look=Look::Quiet busy=sending.busy on_press=withdraw mark="withdraw-coach" />
            </div>
        </section>
    }
}

const fn at(stage: Stage) -> usize {
    match stage {
        Stage::Meeting => 0,
        Stage::Yes { .. } => 1,
        Stage::HandOver { .. } => 2,
    }
}

/// The coaches she said no to, and the days on which she wants nobody: a no is told where it would be asked again.
#[component]
fn Declined(page: RwSignal<DossierPage>) -> impl IntoView {
    let lang = language();
    let said = move || {
        let lang = lang.get();
        page.with(|page| {
            let coach = |no: &shared::dossier::coaches::Declined| {
                let blanks = [("name", &*named(page, no.coach)), ("date", &*no.on.in_words(lang))];
                lang.fill_later(DossierWord::GuidesNoCoach, &blanks)
            };
            let days = |no: &shared::dossier::substitutes::Refused| {
                let blanks = [("from", &*no.from.in_words(lang)), ("until", &*no.until.in_words(lang))];
                lang.fill_later(DossierWord::GuidesRefused, &blanks)
            };
            let view = &page.view;
            view.declined.iter().map(coach).chain(view.refused.iter().map(days)).collect::<Vec<_>>()
        })
    };
    view! {
        <ul class="plain stack-close" data-test="her-no" hidden=move || said().is_empty()>
            {move || said().into_iter().map(|said| view! { <li class="small">{said}</li> }).collect_view()}
        </ul>
    }
}

/// Who stands in, or would, and the way to end it.
#[component]
fn Substitute(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let known = Memo::new(move |_| page.with(|page| page.view.substitute));
    let said = move || {
        let (lang, known) = (lang.get(), known.get()?);
        let word = if known.agreed_at.is_some() { DossierWord::GuidesStandsIn } else { DossierWord::GuidesAsks };
        let name = page.with(|page| named(page, known.person));
        let blanks = [("name", &*name), ("from", &*known.from.in_words(lang)), ("until", &*known.until.in_words(lang))];
        Some(lang.fill_later(word, &blanks))
    };
    let stop = move || {
        let agreed = known.with(|known| known.is_some_and(|known| known.agreed_at.is_some()));
        lang.get().say_later(if agreed { DossierWord::GuidesEnd } else { DossierWord::GuidesTakeBack })
    };
    let ends = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&Act::EndSubstitute)));
    let end = move || {
        let Some(proposal) = known.get_untracked().map(|known| known.proposal) else { return };
        sending.command(dossier, Command::EndSubstitute { proposal }, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::GuidesEnded).to_owned());
            focus_soon(CARD.into());
        });
    };
    move || {
        known.get().filter(|_| ends.get()).map(|_| {
            view! {
                <section class="stack" data-test="substitute">
                    <h3>{told(DossierWord::GuidesSubstitute)}</h3>
                    <p>{said}</p>
                    <Refused failure=sending.failure />
                    <div class="row">
                        <Button text=stop busy_text=say(Word::DeskSaving) look=Look::Quiet glyph=Glyph::Cross busy=sending.busy on_press=end mark="end-substitute" />
                    </div>
                </section>
            }
        })
    }
}
