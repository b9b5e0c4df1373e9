//! One case before the privacy officer: what it is about, what the client says, and her answer. Nothing of the dossier.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::api::{Accepted, CasePage as Page, CasePost, path};
use shared::cases::{About, CaseAct, CaseCommand};
use shared::dossier::looks::LookKind;
use shared::ids::CaseId;
use shared::log::Role;
use shared::text::Remark;

use super::cases::{kind, status};
use super::{Errors, Refused, Sending, Wrongs, focus_soon, perhaps, taken};
use crate::api::post;
use crate::clock;
use crate::parts::{CaseThread, Shown, load};
use crate::ui::{
    Button, ButtonLink, Card, Dialog, Fact, Facts, Glyph, Look, PageHeading, StatusTag, TextArea, announcer,
};
use crate::words::{DossierWord, Lang, Word, language, say};

const ANSWER: &str = "case-answer";
const THREAD: &str = "case-thread";

/// The case that the address names.
#[component]
pub fn OfficerCase() -> impl IntoView {
    let params = use_params_map();
    let case = move || params.with(|params| params.get("case").unwrap_or_default());
    let loaded = load::<Page>(move || path::to(path::CASE, &[&case()]));
    let shown = move |page: RwSignal<Page>| view! { <One page refresh=move || loaded.refresh() /> };
    view! {
        <div class="page-wide stack">
            <p class="desk-back"><ButtonLink text=say(Word::DeskCasesToList) href="/" look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <Shown loaded view=shown alone=true />
        </div>
    }
}

#[component]
fn One(page: RwSignal<Page>, #[prop(into)] refresh: Callback<()>) -> impl IntoView {
    let lang = language();
    let case = page.with_untracked(|page| page.line.case);
    let title = move || {
        let name = page.with(|page| page.names.get(&page.line.client).map(ToString::to_string));
        match name {
            Some(name) => lang.get().fill(Word::DeskCasesOf, &[("name", &name)]),
            None => lang.get().say(Word::DeskCasesOfNobody).to_owned(),
        }
    };
    let allows = move |act| Memo::new(move |_| page.with(|page| page.allowed.contains(&act)));
    let (answers, closes) = (allows(CaseAct::Answer), allows(CaseAct::Close));
    let lead = move || Some(lang.get().say(page.with(|page| kind(page.line.kind))).to_owned());
    view! {
        <PageHeading text=title lead=lead />
        <p class="quiet">{say(Word::DeskCasesSecret)}</p>
        <div class="panes">
            <div class="stack" id=THREAD tabindex="-1">
                <Said page />
                {move || answers.get().then(|| view! { <Answer page case refresh /> })}
            </div>
            <div class="stack">
                <Subject page />
                {move || closes.get().then(|| view! { <Close case refresh /> })}
            </div>
        </div>
    }
}

/// Who looked, when, at what: of the dossier itself nothing but the day of a talk.
#[component]
fn Subject(page: RwSignal<Page>) -> impl IntoView {
    let lang = language();
    let who = move || {
        page.with(|page| {
            let About::Look { person, role, .. } = page.about;
            let role = lang.get().say(role_word(role));
            page.names.get(&person).map_or_else(|| role.to_owned(), |name| format!("{name}, {role}"))
        })
    };
    let when = move || {
        let About::Look { at, .. } = page.with(|page| page.about);
        clock::moment(lang.get(), at)
    };
    let what = move || what(lang.get(), page.with(|page| page.about));
    let asked = move || clock::moment(lang.get(), page.with(|page| page.line.opened_at));
    let how = Memo::new(move |_| page.with(|page| page.line.status));
    let closed = move || {
        let at = page.with(|page| page.closed_at)?;
        Some(
            view! { <p class="quiet small">{lang.get().fill(Word::DeskCasesClosedOn, &[("when", &clock::moment(lang.get(), at))])}</p> },
        )
    };
    let tag = move || {
        view! {
            <span data-test="case-status">
                <StatusTag
                    text=move || lang.get().say(status(how.get()).0)
                    tone=Signal::derive(move || status(how.get()).1)
                    glyph=Signal::derive(move || Some(status(how.get()).2))
                />
            </span>
        }
    };
    view! {
        <Card title=say(Word::DeskCasesAbout) aside=tag>
            <Facts>
                <Fact name=say(Word::DeskCasesWho)>{who}</Fact>
                <Fact name=say(Word::DeskCasesWhen)>{when}</Fact>
                <Fact name=say(Word::DeskCasesWhat)>{what}</Fact>
                <Fact name=say(Word::DeskCasesAsked)>{asked}</Fact>
            </Facts>
            {closed}
        </Card>
    }
}

fn what(lang: Lang, about: About) -> String {
    let About::Look { kind, held_on, .. } = about;
    match (kind, held_on) {
        (LookKind::Page, _) => lang.say(Word::DeskCasesWhatPage).to_owned(),
        (LookKind::Summary, Some(day)) => lang.fill(Word::DeskCasesWhatSummary, &[("date", &day.in_words(lang))]),
        (LookKind::Summary, None) => lang.say(Word::DeskCasesWhatSummaryGone).to_owned(),
        (LookKind::Records, _) => lang.say(Word::DeskCasesWhatRecords).to_owned(),
        (LookKind::Record, _) => lang.say(Word::DeskCasesWhatRecord).to_owned(),
        (LookKind::Documents, _) => lang.say(Word::DeskCasesWhatDocuments).to_owned(),
        (LookKind::Document, _) => lang.say(Word::DeskCasesWhatDocument).to_owned(),
        (LookKind::Contact, _) => lang.say_later(DossierWord::PurposesWhatPost).to_owned(),
        (LookKind::Finance, _) => lang.say_later(DossierWord::PurposesWhatInvoices).to_owned(),
        (LookKind::LetIn, _) => lang.say(Word::DeskCasesWhatLetIn).to_owned(),
        (LookKind::Passed, _) => lang.say_later(DossierWord::ExchangeWhat).to_owned(),
        (LookKind::Reminder | LookKind::Unanswered, _) => lang.say(Word::DeskCasesWhatAuto).to_owned(),
    }
}

const fn role_word(role: Role) -> Word {
    match role {
        Role::Coach => Word::DeskCasesCoach,
        Role::EmploymentExpert => Word::DeskCasesExpert,
        Role::OfficeWorker => Word::DeskCasesOffice,
        Role::Technician => Word::DeskCasesTechnician,
        Role::Officer => Word::DeskCasesOfficer,
        Role::Administrator => Word::DeskCasesAdministrator,
        Role::Operator => Word::DeskCasesOperator,
        Role::System => Word::DeskCasesSystem,
        Role::Client => Word::DeskCasesClient,
        Role::Representative => Word::DeskCasesRepresentative,
    }
}

/// The client's words and the officer's, the oldest first, and whether she has read the last.
#[component]
fn Said(page: RwSignal<Page>) -> impl IntoView {
    let lang = language();
    let read = move || {
        let (answered, read_at) = page.with(|page| (!page.line.status.waits(), page.read_at));
        answered.then(|| match read_at {
            Some(at) => lang.get().fill(Word::DeskCasesRead, &[("when", &clock::moment(lang.get(), at))]),
            None => lang.get().say(Word::DeskCasesUnread).to_owned(),
        })
    };
    view! {
        <Card title=say(Word::DeskCasesThread)>
            <CaseThread page reader=Role::Officer label=say(Word::DeskCasesThread) wordless=Word::DeskCasesNoWords />
            <p class="quiet small">{read}</p>
        </Card>
    }
}

fn send(sending: Sending, case: CaseId, command: CaseCommand, done: impl FnOnce(Accepted) + 'static) {
    let what = serde_json::to_string(&command).unwrap_or_default();
    let ask = move |entry| async move {
        post::<_, Accepted>(&path::to(path::CASE_COMMANDS, &[&case]), &CasePost { entry, command }).await
    };
    sending.run(what, ask, done);
}

#[component]
fn Answer(page: RwSignal<Page>, case: CaseId, refresh: Callback<()>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let words = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let mut wrong = Vec::new();
        let read = taken(Remark::new(&words.get_untracked()), ANSWER, Word::DeskCasesAnswerWrong, &mut wrong);
        wrongs.set(wrong);
        let Some(words_read) = read else { return };
        send(sending, case, CaseCommand::Answer { words: words_read }, move |_| {
            words.set(String::new());
            announce(lang.get_untracked().say(Word::DeskCasesAnswerSent).to_owned());
            refresh.run(());
            focus_soon(THREAD.into());
        });
    };
    let label = move || {
        let first = page.with(|page| page.line.status.waits());
        lang.get().say(if first { Word::DeskCasesAnswer } else { Word::DeskCasesAnswerMore })
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Errors wrongs />
            <Refused failure=sending.failure />
            <TextArea label=label hint=perhaps(Word::DeskCasesAnswerHint) value=words error=wrongs.of(ANSWER) id=ANSWER mark="case-answer" />
            <div class="row">
                <Button text=say(Word::DeskCasesAnswerSend) busy_text=say(Word::DeskCasesAnswerSending) look=Look::Primary busy=sending.busy submit=true mark="case-answer-send" />
            </div>
        </form>
    }
}

/// Closes what was answered, after a question.
#[component]
fn Close(case: CaseId, refresh: Callback<()>) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let open = RwSignal::new(false);
    let confirm = move || {
        send(sending, case, CaseCommand::Close {}, move |_| {
            open.set(false);
            announce(lang.get_untracked().say(Word::DeskCasesWasClosed).to_owned());
            refresh.run(());
            focus_soon(THREAD.into());
        });
    };
    view! {
        <div class="row">
            <Button text=say(Word::DeskCasesClose) glyph=Glyph::CheckRound on_press=move || open.set(true) mark="case-close" />
        </div>
        <Dialog open title=say(Word::DeskCasesCloseTitle)>
            <p>{say(Word::DeskCasesCloseText)}</p>
            <Refused failure=sending.failure />
            <div class="row">
                <Button text=say(Word::DeskCasesClose) busy=sending.busy on_press=confirm mark="case-close-confirm" />
                <Button text=say(Word::UiCancel) on_press=move || open.set(false) />
            </div>
        </Dialog>
    }
}
