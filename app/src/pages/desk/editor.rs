//! Writing the summary of a consult: saved while it is typed, with hints for plain words, and a check before sending.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};
use serde::{Deserialize, Serialize};
use shared::access::{Act, may};
use shared::api::{ConsultPage, path};
use shared::clear::knows;
use shared::dossier::Command;
use shared::dossier::consults::Status;
use shared::dossier::summaries::{Passage, SUMMARY_MAX};
use shared::ids::DossierId;
use shared::refusal::Refusal;

use super::draft::{SaveState, Written};
use super::editor_parts::{Beginning, Behind, SendCheck};
use super::form::{Errors, FieldId, Wrong, Wrongs};
use super::passage_fields::{PassageFields, field_id};
use super::passages::{Parts, Unfit, says_the_same, to_write};
use super::preview::Preview;
use super::refused::Refused;
use super::sending::Sending;
use crate::pages::NotFound;
use crate::parts::{Found, Keeper, Shown, Texts, WithDraft, load, read_texts};
use crate::ui::{BottomBar, Button, ButtonLink, Glyph, Look, Notice, PageHeading, Tone, announcer};
use crate::words::{DossierWord, Word, language, say, told};

/// What is kept of a summary that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SummaryDraft {
    /// The version it takes the place of.
    pub replaces: u32,
    /// The text.
    pub passages: Vec<Written>,
}

/// A summary being written.
#[derive(Clone, Copy)]
pub struct Writing {
    /// The consult as it is on the server, also while she writes.
    pub page: RwSignal<ConsultPage>,
    /// The passages.
    pub parts: Parts,
    /// The version it takes the place of.
    pub replaces: RwSignal<u32>,
    /// Where it is kept.
    pub keeper: Keeper,
    /// Sending it.
    pub sending: Sending,
}

/// The page of the consult that the address names.
#[component]
pub fn Editor() -> impl IntoView {
    let params = use_params_map();
    let part = move |name: &'static str| params.with(|params| params.get(name).unwrap_or_default());
    let loaded = load::<ConsultPage>(move || path::to(path::CONSULT, &[&part("dossier"), &part("consult")]));
    view! { <Shown loaded view=shown /> }
}

fn shown(page: RwSignal<ConsultPage>) -> impl IntoView {
    // An office worker reads summaries and writes none.
    if may(page.with_untracked(|page| page.you), Act::SendSummary).is_err() {
        return Some(view! { <NotFound /> }.into_any());
    }
    if page.with_untracked(|page| read_texts(page).is_err()) {
        return Some(view! { <Doubtful /> }.into_any());
    }
    let params = use_params_map();
    let dossier = params.with_untracked(|params| params.get("dossier")?.parse::<DossierId>().ok());
    let item = page.with_untracked(|page| page.view.id.into());
    dossier.map(|dossier| {
        let view = move |(found,): (Found<SummaryDraft>,)| view! { <Desk page dossier found /> }.into_any();
        view! { <WithDraft dossier item view=Callback::new(view) alone=true /> }.into_any()
    })
}

/// The texts do not check out against their entries: nothing of them is shown, and nothing is built on them.
#[component]
pub fn Doubt() -> impl IntoView {
    view! { <Notice title=say(Word::DeskDoubt) tone=Tone::Danger /> }
}

/// The same as a page.
#[component]
pub fn Doubtful() -> impl IntoView {
    view! {
        <div class="page">
            <Doubt />
        </div>
    }
}

/// The texts of a page; a page that does not check out has none.
pub fn texts_of(page: RwSignal<ConsultPage>) -> Texts {
    page.with_untracked(|page| read_texts(page).unwrap_or_default())
}

/// The numbers of all passages there ever were: a number is never used for another passage.
pub fn numbers(texts: &Texts) -> BTreeSet<u16> {
    texts.versions.values().flatten().map(|passage| passage.id).collect()
}

#[component]
fn Desk(page: RwSignal<ConsultPage>, dossier: DossierId, found: Found<SummaryDraft>) -> impl IntoView {
    let texts = texts_of(page);
    let version = page.with_untracked(|page| page.view.version);
    let last = to_write(texts.version(version));
    // What says nothing that was not sent is what a sending left behind.
    let found = found.filter(|(draft, _)| {
        !(draft.replaces..=version).any(|sent| says_the_same(&draft.passages, texts.version(sent)))
    });
    let since = found.as_ref().map(|(_, at)| *at);
    let (passages, replaces) = match found {
        Some((draft, _)) => (draft.passages, draft.replaces),
        None => (last, version),
    };
    let id = page.with_untracked(|page| page.view.id);
    let writing = Writing {
        page,
        parts: Parts::new(&passages, numbers(&texts)),
        replaces: RwSignal::new(replaces),
        keeper: Keeper::new(dossier, id.into(), since),
        sending: Sending::new(),
    };
    writing.keeper.follow(move || SummaryDraft { replaces: writing.replaces.get(), passages: writing.parts.written() });
    view! { <Sheet writing dossier since_draft=since.is_some() /> }
}

#[component]
fn Sheet(writing: Writing, dossier: DossierId, since_draft: bool) -> impl IntoView {
    let lang = language();
    let (page, parts) = (writing.page, writing.parts);
    let consult = page.with_untracked(|page| page.view.id);
    let back = format!("/dossiers/{dossier}/consults/{consult}");
    let (wrongs, open) = (Wrongs::new(), RwSignal::new(false));
    let checked = RwSignal::new(None::<Vec<Passage>>);
    let title = move || {
        lang.get().say_later(if writing.replaces.get() == 0 {
            DossierWord::WriteTitle
        } else {
            DossierWord::WriteNextTitle
        })
    };
    let check = move || match parts.read() {
        Ok(passages) => {
            wrongs.set(Vec::new());
            checked.set(Some(passages));
            open.set(true);
        }
        Err(unfit) => drop(wrongs.set(vec![wrong(parts, unfit)])),
    };
    let send = sends(writing, dossier, checked, open);
    let count = move || lang.get().fill_later(DossierWord::WriteCount, &[("used", &parts.characters().to_string())]);
    let dutch = Memo::new(move |_| page.with(|page| knows(page.lang)));
    view! {
        <div class="page-wide stack desk-write">
            <p class="desk-back"><ButtonLink text=lead_back(page) href=back look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <PageHeading text=title lead=lead(writing) />
            <Errors wrongs />
            <Beginning writing since_draft />
            <Behind writing dossier />
            <p class="field-hint">{told(DossierWord::WritePasteHint)}</p>
            <PassageFields parts wrongs hinted=dutch />
            <p class="field-count" class:over=move || { parts.characters() > SUMMARY_MAX }>{count}</p>
            <Preview writing />
            <Refused failure=writing.sending.failure />
            <BottomBar>
                <div class="row">
                    <Button text=told(DossierWord::WriteSend) look=Look::Primary glyph=Glyph::Mail on_press=check mark="send-summary" />
                    <SaveState keeper=writing.keeper />
                </div>
            </BottomBar>
            <SendCheck writing open on_confirm=send />
        </div>
    }
}

fn lead_back(page: RwSignal<ConsultPage>) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let lang = language();
    move || page.with(|page| lang.get().fill(Word::DeskHeldOn, &[("date", &page.view.held_on.in_words(lang.get()))]))
}

fn lead(writing: Writing) -> impl Fn() -> Option<String> + Send + Sync + 'static {
    let lang = language();
    move || {
        let lang = lang.get();
        Some(writing.page.with(|page| {
            let name = page.names.get(&page.client).map(ToString::to_string).unwrap_or_default();
            let (date, replaces) = (page.view.held_on.in_words(lang), writing.replaces.get());
            let word = if replaces == 0 { DossierWord::WriteLead } else { DossierWord::WriteNextLead };
            lang.fill_later(
                word,
                &[("name", &name), ("date", &date), ("version", &replaces.saturating_add(1).to_string())],
            )
        }))
    }
}

/// What keeps it from being sent, in the words of the rule that would refuse it.
pub fn wrong(parts: Parts, unfit: Unfit) -> (FieldId, Wrong) {
    let (id, wrong) = match unfit {
        Unfit::Empty => (parts.first(), Wrong::Rule(Refusal::Passages)),
        Unfit::TooLong(len) => (parts.first(), Wrong::Rule(Refusal::TooLong { len })),
        Unfit::Passage(id, error) => (id, Wrong::Text(error, Word::FieldEmpty)),
    };
    (field_id(id).into(), wrong)
}

fn sends(
    writing: Writing,
    dossier: DossierId,
    checked: RwSignal<Option<Vec<Passage>>>,
    open: RwSignal<bool>,
) -> Callback<()> {
    let lang = language();
    let (navigate, announce) = (StoredValue::new_local(use_navigate()), announcer());
    let failed = writing.sending.failure;
    // A refusal is read on the page, where the text is.
    Effect::new(move |_| {
        if failed.with(Option::is_some) {
            open.set(false);
        }
    });
    Callback::new(move |()| {
        let Some(passages) = checked.get_untracked() else { return };
        let consult = writing.page.with_untracked(|page| page.view.id);
        let command = Command::SendSummary { consult, replaces: writing.replaces.get_untracked(), passages };
        writing.sending.written(writing.keeper, dossier, command, move || {
            announce(lang.get_untracked().say_later(DossierWord::WriteSent).to_owned());
            navigate.try_with_value(|go| go(&format!("/dossiers/{dossier}/consults/{consult}"), <_>::default()));
        });
    })
}

/// Whether the client has a remark that must be answered before anything else is sent.
pub fn remark_is_open(page: RwSignal<ConsultPage>) -> Memo<bool> {
    Memo::new(move |_| page.with(|page| page.view.status == Status::Disputed))
}

/// Throws the draft away and begins again with what was sent last; then does what is left to do.
pub fn begin_again(writing: Writing, then: impl FnOnce() + 'static) {
    let version = writing.page.with_untracked(|page| page.view.version);
    let last = to_write(texts_of(writing.page).version(version));
    spawn_local(async move {
        match writing.keeper.end().await {
            Ok(()) => {
                writing.replaces.set(version);
                writing.parts.reset(&last);
                then();
            }
            Err(failure) => writing.sending.failure.set(Some(failure)),
        }
    });
}
