//! Deciding on paper (F5, R3.5): `card` makes forms and lists them on the client's page, `sheet` is what is printed, `back`
//! records what came back. This is the page of one form.

mod back;
mod card;
mod sheet;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::Act;
use shared::api::{FormPage, path};
use shared::dossier::forms::{Asked, FormAnswer, FormView};
use shared::ids::{DossierId, FormId, PersonId};
use shared::time::Timestamp;

use crate::clock;
use crate::pages::NotFound;
use crate::parts::{Shown, load};
use crate::ui::{Button, ButtonLink, Card, Disclosure, Fact, Facts, Glyph, Look, Notice, PageHeading, Text, Tone};
use crate::words::{DossierWord, Lang, Word, language, say, told};

use back::Back;
pub use card::{FormsCard, MakeForm};
use sheet::Sheet;

/// The page of the form that the address names.
#[component]
pub fn PaperForm() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        params.with(|params| Some((params.get("dossier")?.parse().ok()?, params.get("form")?.parse().ok()?)))
    });
    move || match ids.get() {
        Some((dossier, form)) => view! { <Loading dossier form /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Loading(dossier: DossierId, form: FormId) -> impl IntoView {
    let loaded = load::<FormPage>(move || path::to(path::FORM, &[&dossier, &form]));
    view! { <Shown loaded view=move |page| view! { <Page dossier page /> } /> }
}

/// How far a form has come: a word, a tone and a drawing.
#[must_use]
pub fn state(view: &FormView) -> (DossierWord, Tone, Glyph) {
    let answer = view.recorded.map(|recorded| recorded.answer);
    let open = view.allowed.contains(&Act::RecordForm);
    match answer {
        _ if view.contested.is_some() => (DossierWord::FormsStateContested, Tone::Danger, Glyph::Alert),
        _ if view.confirmed_at.is_some() => (DossierWord::FormsStateConfirmed, Tone::Ok, Glyph::CheckRound),
        None if open => (DossierWord::FormsStatePrinted, Tone::Plain, Glyph::Print),
        Some(FormAnswer::Yes) if view.outcome.is_some() => (DossierWord::FormsStateYes, Tone::Ok, Glyph::CheckRound),
        Some(FormAnswer::Yes) if open => (DossierWord::FormsStateWaits, Tone::Warn, Glyph::Clock),
        Some(FormAnswer::No) if matches!(view.asked, Asked::Start {}) => {
            (DossierWord::FormsStateNoStart, Tone::Warn, Glyph::Speech)
        }
        Some(FormAnswer::No) => (DossierWord::FormsStateNo, Tone::Warn, Glyph::Speech),
        _ => (DossierWord::FormsStateGone, Tone::Plain, Glyph::Clock),
    }
}

#[component]
fn Page(dossier: DossierId, page: RwSignal<FormPage>) -> impl IntoView {
    let lang = language();
    let view = Memo::new(move |_| page.with(|page| page.form.view.clone()));
    let number = page.with_untracked(|page| page.form.view.number.to_string());
    let title = move || lang.get().fill_later(DossierWord::FormsPage, &[("number", &number)]);
    let client = page.with_untracked(|page| page.client.to_string());
    let (called, asked) = (client.clone(), page.with_untracked(|page| page.form.view.asked));
    let back = move || lang.get().fill(Word::DeskToClient, &[("name", &called)]);
    let to_consult = asked.consult().map(|consult| {
        let href = format!("/dossiers/{dossier}/consults/{consult}");
        view! { <ButtonLink text=told(DossierWord::FormsToConsult) href look=Look::Quiet glyph=Glyph::ArrowLeft /> }
    });
    let lead = move || Some(client.clone());
    let open = Memo::new(move |_| view.with(|view| view.allowed.contains(&Act::RecordForm)));
    let print = move || drop(window().print());
    // The sheet is of use while something can come back on it.
    let sheet = move || {
        open.get().then(|| {
            view! {
                <section class="stack">
                    <h2 class="no-print">{told(DossierWord::FormsSheet)}</h2>
                    <Sheet page=page.get_untracked() />
                </section>
            }
        })
    };
    view! {
        <div class="page-wide stack">
            <div class="row no-print">
                <ButtonLink text=back href=format!("/dossiers/{dossier}") look=Look::Quiet glyph=Glyph::ArrowLeft />
                {to_consult}
            </div>
            <div class="no-print stack">
                <PageHeading text=title lead=lead />
                <div class="row" hidden=move || !open.get()>
                    <Button text=told(DossierWord::FormsPrint) look=Look::Primary glyph=Glyph::Print on_press=print mark="form-print" />
                    <p class="quiet small">{told(DossierWord::FormsPrintHint)}</p>
                </div>
            </div>
            <div class="panes">
                <div class="stack no-print">
                    <Standing page view />
                    <Returned dossier page view />
                    <Known dossier page view />
                </div>
                <div class="stack">{sheet}</div>
            </div>
        </div>
    }
}

fn name_of(page: RwSignal<FormPage>, person: PersonId) -> String {
    page.with(|page| page.names.get(&person).map(ToString::to_string).unwrap_or_default())
}

fn by(lang: Lang, page: RwSignal<FormPage>, person: PersonId, at: Timestamp) -> String {
    let name = name_of(page, person);
    lang.fill_later(DossierWord::FormsFactBy, &[("name", &name), ("date", &clock::day(lang, at))])
}

/// What it means now, once something came back or nothing can any more.
#[component]
fn Standing(page: RwSignal<FormPage>, view: Memo<FormView>) -> impl IntoView {
    let lang = language();
    let seen = move || {
        let (person, at) = view.with(|view| view.seen)?;
        let name = name_of(page, person);
        let blanks = [("name", &*name), ("date", &*clock::day(lang.get(), at))];
        Some(lang.get().fill_later(DossierWord::FormsCountsText, &blanks))
    };
    move || {
        let (title, text, tone): (_, Option<Text>, _) = match state(&view.get()).0 {
            DossierWord::FormsStateContested => {
                (DossierWord::FormsContestedTitle, Some(told(DossierWord::FormsContestedText).into()), Tone::Danger)
            }
            DossierWord::FormsStateConfirmed => (DossierWord::FormsConfirmedTitle, None, Tone::Ok),
            DossierWord::FormsStateWaits => {
                (DossierWord::FormsWaitsTitle, Some(told(DossierWord::FormsWaitsText).into()), Tone::Warn)
            }
            DossierWord::FormsStateYes => {
                (DossierWord::FormsCountsTitle, Some((move || seen().unwrap_or_default()).into()), Tone::Ok)
            }
            DossierWord::FormsStateNo => {
                (DossierWord::FormsNoTitle, Some(told(DossierWord::FormsNoText).into()), Tone::Warn)
            }
            DossierWord::FormsStateNoStart => (DossierWord::FormsNoTitle, None, Tone::Warn),
            DossierWord::FormsStateGone => {
                (DossierWord::FormsGoneTitle, Some(told(DossierWord::FormsGoneText).into()), Tone::Warn)
            }
            _ => return None,
        };
        Some(view! {
            <div data-test="form-state">
                <Notice title=told(title) tone>
                    {text.map(|text| view! { <p>{move || text.get()}</p> })}
                </Notice>
            </div>
        })
    }
}

/// Recording what came back; folded away where that was done and can be put right.
#[component]
fn Returned(dossier: DossierId, page: RwSignal<FormPage>, view: Memo<FormView>) -> impl IntoView {
    let may = Memo::new(move |_| view.with(|view| view.allowed.contains(&Act::RecordForm)));
    let again = Memo::new(move |_| view.with(|view| view.recorded.is_some()));
    move || {
        may.get().then(|| {
            if again.get() {
                view! {
                    <div class="card">
                        <Disclosure summary=told(DossierWord::FormsAgainTitle)>
                            <div class="stack">
                                <p class="quiet small">{told(DossierWord::FormsAgainLead)}</p>
                                <Back dossier page />
                            </div>
                        </Disclosure>
                    </div>
                }
                .into_any()
            } else {
                view! {
                    <Card title=told(DossierWord::FormsBackTitle)>
                        <p class="quiet small">{told(DossierWord::FormsBackLead)}</p>
                        <Back dossier page />
                    </Card>
                }
                .into_any()
            }
        })
    }
}

/// By whom and when each step was; where the paper lies, and its scan.
#[component]
fn Known(dossier: DossierId, page: RwSignal<FormPage>, view: Memo<FormView>) -> impl IntoView {
    let lang = language();
    let id = view.with_untracked(|view| view.id);
    let scan = path::to(path::FORM_SCAN, &[&dossier, &id]);
    let made = move || view.with(|view| by(lang.get(), page, view.printed_by, view.printed_at));
    let recorded = move || {
        let recorded = view.with(|view| view.recorded)?;
        let answer = match recorded.answer {
            FormAnswer::Yes => DossierWord::FormsAnswerYes,
            FormAnswer::No => DossierWord::FormsAnswerNo,
        };
        let said = move || {
            let day = recorded.signed_on.in_words(lang.get());
            format!("{}, {day}", lang.get().say_later(answer))
        };
        let who = move || by(lang.get(), page, recorded.by, recorded.at);
        let original = page.with(|page| page.form.original.as_ref().map(ToString::to_string));
        let scan = scan.clone();
        Some(view! {
            <Fact name=told(DossierWord::FormsAnswer)>{said}</Fact>
            <Fact name=told(DossierWord::FormsFactRecorded)>{who}</Fact>
            {original.map(|original| view! { <Fact name=told(DossierWord::FormsFactOriginal)>{original}</Fact> })}
            <Fact name=told(DossierWord::FormsFactScan)>
                <a class="button button-quiet" href=scan rel="external" download data-test="form-scan-get">{told(DossierWord::FormsFactScanGet)}</a>
            </Fact>
        })
    };
    let seen = move || {
        let (person, at) = view.with(|view| view.seen)?;
        let who = move || by(lang.get(), page, person, at);
        Some(view! { <Fact name=told(DossierWord::FormsFactSeen)>{who}</Fact> })
    };
    let words = move || {
        let words = page.with(|page| page.form.words.as_ref().map(ToString::to_string))?;
        Some(view! { <Fact name=told(DossierWord::FormsFactWords)>{words}</Fact> })
    };
    view! {
        <div class="card">
            <Facts>
                <Fact name=told(DossierWord::FormsFactMade)>{made}</Fact>
                {recorded}
                {seen}
                {words}
            </Facts>
            <p class="quiet small">{say(Word::DeskLooksPage)}</p>
        </div>
    }
}
