//! What she said on paper, as the bureau recorded it: she confirms it with her key, or says that it is not so (F5).

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use shared::access::Act;
use shared::api::{Accepted, DossierPage, FormLine, FormsPage, Post, path};
use shared::dossier::Command;
use shared::dossier::forms::{FormAnswer, FormView, Recorded};
use shared::ids::{DossierId, FormId};
use shared::text::Remark;

use crate::api::Failure;
use crate::clock;
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::pages::NotFound;
use crate::parts::{LastLook, Loaded, Sealing, Shown, Signature, TroubleNotice, load, superseded};
use crate::signing::{form, form_asked};
use crate::trouble::Trouble;
use crate::ui::{
    Button, Choice, Choices, Dialog, Fact, Facts, Glyph, Look, PageHeading, StatusTag, Text, TextArea, Tone, announcer,
    focus_by_id,
};
use crate::words::{ClientWord, Word, language, say, told};

/// The forms of the dossier that the address names; `confirm` in it is the form that she is about to sign.
#[component]
pub fn FormsList() -> impl IntoView {
    let params = use_params_map();
    let dossier = Memo::new(move |_| params.with(|params| params.get("dossier")?.parse::<DossierId>().ok()));
    move || match dossier.get() {
        Some(dossier) => view! { <Loading dossier /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Loading(dossier: DossierId) -> impl IntoView {
    let loaded = load::<FormsPage>(move || path::to(path::FORMS, &[&dossier]));
    view! {
        <div class="page stack">
            <Shown loaded view=move |page| view! { <Stages page loaded /> } alone=true />
        </div>
    }
}

#[component]
fn Stages(page: RwSignal<FormsPage>, loaded: Loaded<FormsPage>) -> impl IntoView {
    let query = use_query_map();
    let signing = RwSignal::new(false);
    let wanted = Memo::new(move |_| query.with(|query| query.get("confirm")?.parse::<FormId>().ok()));
    let stage = Memo::new(move |before: Option<&Option<FormId>>| {
        let before = before.copied().flatten();
        if signing.get() && before.is_some() {
            return before;
        }
        let may = |view: &FormView| Some(view.id) == wanted.get() && view.allowed.contains(&Act::ConfirmForm);
        page.with(|page| page.forms.iter().find(|line| may(&line.view)).map(|line| line.view.id))
    });
    move || match stage.get() {
        Some(form) => view! { <Sign page loaded form signing /> }.into_any(),
        None => view! { <Overview page loaded /> }.into_any(),
    }
}

fn address(page: RwSignal<FormsPage>) -> String {
    page.with_untracked(|page| format!("/dossiers/{}/forms", page.dossier))
}

#[component]
fn Sign(
    page: RwSignal<FormsPage>,
    loaded: Loaded<FormsPage>,
    #[prop(name = "form")] id: FormId,
    signing: RwSignal<bool>,
) -> impl IntoView {
    let (lang, tell, navigate, href) = (language(), announcer(), use_navigate(), address(page));
    let dossier = page.with_untracked(|page| page.dossier);
    let keys = load::<DossierPage>(move || path::to(path::DOSSIER, &[&dossier]));
    let line = page.with_untracked(|page| page.forms.iter().find(|line| line.view.id == id).cloned());
    let about = line.as_ref().map(|line| line.sentence.clone()).unwrap_or_default();
    let view = line.map(|line| line.view);
    let known = view.clone();
    let said = move || known.as_ref().and_then(|view| form_asked(view, lang.get())).unwrap_or_default();
    let prepare = move |lang, entry| {
        let view = view.as_ref()?;
        let statement = page.with_untracked(|page| form(page, view, lang, entry))?;
        let (form, asked) = (view.id, view.asked);
        let seal: Sealing = Box::new(move |evidence| Command::ConfirmForm { form, asked, evidence });
        Some((statement, seal))
    };
    let back = href.clone();
    let ended = move |_, answer: &Result<Accepted, Failure>| {
        loaded.refresh();
        if answer.is_ok() {
            tell(lang.get_untracked().say_later(ClientWord::FormsConfirmDone).to_owned());
        }
        if answer.as_ref().err().is_none_or(superseded) {
            navigate(&href, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    };
    let signature = Signature { dossier, keys, signing, prepare: Arc::new(prepare), ended: Arc::new(ended) };
    let about = view! {
        <div class="stack-close">
            <p class="quiet small">{told(ClientWord::FormsAbout)}</p>
            <p class="said-text" data-test="form-about">{about}</p>
        </div>
    }
    .into_any();
    view! { <LastLook signature sentence=said back back_text=told(ClientWord::FormsBack) about /> }
}

#[component]
fn Overview(page: RwSignal<FormsPage>, loaded: Loaded<FormsPage>) -> impl IntoView {
    let forms = Memo::new(move |_| page.with(|page| page.forms.clone()));
    let contesting = RwSignal::new(None::<FormView>);
    view! {
        <div class="stack-far" data-test="paper-said">
            <PageHeading text=told(ClientWord::FormsTitle) lead=Text::from(told(ClientWord::FormsLead)) />
            <p class="quiet" hidden=move || !forms.with(Vec::is_empty)>{told(ClientWord::FormsNone)}</p>
            <For each=move || forms.get() key=|line| line.view.stage() let:line>
                <One page line contesting />
            </For>
            <Contest page loaded contesting />
        </div>
    }
}

/// How it stands.
fn tag(view: &FormView) -> Option<(ClientWord, Tone, Glyph)> {
    view.recorded?;
    Some(if view.contested.is_some() {
        (ClientWord::FormsContested, Tone::Warn, Glyph::Alert)
    } else if view.confirmed_at.is_some() {
        (ClientWord::FormsConfirmed, Tone::Ok, Glyph::Fingerprint)
    } else if view.outcome.is_some() {
        (ClientWord::FormsCounts, Tone::Info, Glyph::Document)
    } else {
        return None;
    })
}

#[component]
fn One(page: RwSignal<FormsPage>, line: FormLine, contesting: RwSignal<Option<FormView>>) -> impl IntoView {
    let lang = language();
    let FormLine { view, sentence, original, words } = line;
    let dossier = page.with_untracked(|page| page.dossier);
    let (recorded, printed_at) = (view.recorded, view.printed_at);
    let said = move || {
        let lang = lang.get();
        let (word, date) = match recorded {
            Some(Recorded { answer: FormAnswer::Yes, signed_on, .. }) => {
                (ClientWord::FormsYes, signed_on.in_words(lang))
            }
            Some(Recorded { answer: FormAnswer::No, signed_on, .. }) => (ClientWord::FormsNo, signed_on.in_words(lang)),
            None => (ClientWord::FormsPrinted, clock::day(lang, printed_at)),
        };
        lang.fill_later(word, &[("date", &date)])
    };
    let state = tag(&view);
    let asks = view.allowed.contains(&Act::ContestForm);
    // A yes that does not count yet; where its question is gone, it never will.
    let unseen = recorded.is_some_and(|recorded| recorded.answer == FormAnswer::Yes) && view.outcome.is_none();
    let unseen = unseen && view.contested.is_none();
    let unseen = unseen.then_some(if asks { ClientWord::FormsWaits } else { ClientWord::FormsMoot });
    let summary = view.asked.consult().map(|consult| format!("/dossiers/{dossier}/consults/{consult}"));
    let title = move || match sentence.as_str() {
        "" => lang.get().say_later(ClientWord::FormsUnknown).to_owned(),
        sentence => sentence.to_owned(),
    };
    view! {
        <article class="card stack" class:card-waits=asks data-test="paper-form">
            <h2 class="sentence">{title}</h2>
            <p>{said}</p>
            {state.map(|(word, tone, glyph)| view! { <div class="row"><StatusTag text=told(word) tone glyph=Some(glyph) /></div> })}
            {unseen.map(|word| view! { <p>{told(word)}</p> })}
            {words.map(|words| view! { <blockquote>{words.to_string()}</blockquote> })}
            <Known page view=view.clone() original=original.map(|place| place.to_string()) />
            {summary.map(|href| view! { <p><a class="consult-line" href=href>{told(ClientWord::FormsSummary)}</a></p> })}
            {asks.then(|| view! { <Answers page view contesting /> })}
        </article>
    }
}

/// Its number, who recorded it and who checked it, where the paper lies, and the scan.
#[component]
fn Known(page: RwSignal<FormsPage>, view: FormView, original: Option<String>) -> impl IntoView {
    let lang = language();
    let by = move |person, at| {
        let name = page.with(|page| page.name_of(person));
        let lang = lang.get();
        lang.fill_later(ClientWord::FormsBy, &[("name", &name), ("date", &clock::day(lang, at))])
    };
    let scan = page.with_untracked(|page| path::to(path::FORM_SCAN, &[&page.dossier, &view.id]));
    let recorded = view.recorded.map(|recorded| {
        view! {
            <Fact name=told(ClientWord::FormsRecorded)>{move || by(recorded.by, recorded.at)}</Fact>
        }
    });
    let seen = view.seen.map(|(person, at)| {
        view! {
            <Fact name=told(ClientWord::FormsSeen)>{move || by(person, at)}</Fact>
        }
    });
    let scanned = view.recorded.map(|_| {
        view! { <p><a class="consult-line" href=scan rel="external" download data-test="paper-scan">{told(ClientWord::FormsScan)}</a></p> }
    });
    view! {
        <Facts>
            <Fact name=told(ClientWord::FormsNumber)>{view.number.to_string()}</Fact>
            {recorded}
            {seen}
            {original.map(|place| view! { <Fact name=told(ClientWord::FormsOriginal)>{place}</Fact> })}
        </Facts>
        {scanned}
    }
}

/// Right, wrong and later, as equals: right leads to her signature, wrong to what it means. Before a second member of
/// staff has held it, there is nothing to confirm yet.
#[component]
fn Answers(page: RwSignal<FormsPage>, view: FormView, contesting: RwSignal<Option<FormView>>) -> impl IntoView {
    let (lang, tell, navigate) = (language(), announcer(), use_navigate());
    let go = Callback::new(move |to: String| navigate(&to, NavigateOptions::default()));
    let sign = format!("{}?confirm={}", address(page), view.id);
    let may_confirm = view.allowed.contains(&Act::ConfirmForm);
    let later = move || {
        tell(lang.get_untracked().say_later(ClientWord::FormsLaterDone).to_owned());
        go.run("/".to_owned());
    };
    let yes = may_confirm
        .then(|| Choice::new(told(ClientWord::FormsConfirm), move || go.run(sign.clone())).with_mark("form-confirm"));
    let no = move || contesting.set(Some(view.clone()));
    let no = Choice::new(told(ClientWord::FormsContest), no).with_mark("form-contest");
    let later = Choice::new(say(Word::UiLater), later).with_mark("form-later");
    let choices: Vec<Choice> = yes.into_iter().chain([no, later]).collect();
    view! {
        <div class="answers">
            <Choices question=told(ClientWord::FormsQuestion) choices />
        </div>
    }
}

/// What it means to contest it, and her words if she wants to say any. It counts at once.
#[component]
fn Contest(
    page: RwSignal<FormsPage>,
    loaded: Loaded<FormsPage>,
    contesting: RwSignal<Option<FormView>>,
) -> impl IntoView {
    let (lang, tell, outbox) = (language(), announcer(), outbox());
    let (open, busy, words) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(String::new()));
    let trouble = RwSignal::new(None::<Trouble>);
    // Words about one form never go along with another.
    Effect::new(move |_| {
        open.set(contesting.with(Option::is_some));
        words.set(String::new());
        trouble.set(None);
    });
    Effect::new(move |before: Option<bool>| {
        let now = open.get();
        if before == Some(true) && !now {
            contesting.set(None);
        }
        now
    });
    let contest = move || {
        let Some(view) = contesting.get_untracked() else { return };
        let dossier = page.with_untracked(|page| page.dossier);
        let words = Remark::new(&words.get_untracked()).ok();
        let command = Command::ContestForm { form: view.id, asked: view.asked, words };
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            match outbox.deliver(dossier, Post { entry: fresh_entry(), command }, busy).await {
                None => {}
                Some(Ok(_)) => {
                    tell(lang.get_untracked().say_later(ClientWord::FormsContestDone).to_owned());
                    open.try_set(false);
                    loaded.refresh();
                    focus_by_id("main");
                }
                Some(Err(failure)) => drop(trouble.try_set(Some(failure.into()))),
            }
        });
    };
    view! {
        <Dialog open title=told(ClientWord::FormsContestTitle)>
            <div class="stack">
                <p>{told(ClientWord::FormsContestText)}</p>
                <TroubleNotice trouble />
                <TextArea label=told(ClientWord::FormsContestWords) value=words rows=3 mark="form-contest-words" />
                <div class="row">
                    <Button text=told(ClientWord::FormsContest) look=Look::Primary busy on_press=contest mark="form-contest-confirm" />
                    <Button text=say(Word::UiCancel) on_press=move || open.set(false) />
                </div>
            </div>
        </Dialog>
    }
}
