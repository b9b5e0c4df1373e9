//! What was sent, for what, what whoever collects it keeps to, and collecting it.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Code, DoorPass, DoorRoom, path};
use shared::dossier::sendings::SentFile;
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, HtmlElement, Url};

use super::Way;
use crate::api::{Failure, post_for_file};
use crate::parts::{TroubleNotice, file_size};
use crate::trouble::Trouble;
use crate::ui::{Button, Disclosure, Fact, Facts, Glyph, Look, Notice, PageHeading, Tone, announcer};
use crate::words::{DoorWord, language, told};

/// How long a file that was collected stays for the browser to save.
const KEPT_MILLIS: u32 = 60_000;

/// What collecting came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    /// It is here.
    Whole,
    /// It broke off.
    Stopped,
}

/// Gives a file to the browser to be kept.
fn keep(file: &Blob, name: &str) {
    let Ok(address) = Url::create_object_url_with_blob(file) else { return };
    if let (Ok(link), Some(body)) = (document().create_element("a"), document().body()) {
        drop(link.set_attribute("href", &address));
        drop(link.set_attribute("download", name));
        drop(body.append_child(&link));
        if let Some(link) = link.dyn_ref::<HtmlElement>() {
            link.click();
        }
        link.remove();
    }
    // Some browsers read it a while later.
    spawn_local(async move {
        TimeoutFuture::new(KEPT_MILLIS).await;
        drop(Url::revoke_object_url(&address));
    });
}

#[component]
pub(super) fn Room(way: Way, room: DoorRoom) -> impl IntoView {
    let lang = language();
    let left = RwSignal::new(room.left);
    let (token, pass, hash, sheet) = (way.token, room.pass, room.hash, room.sheet);
    let pass = move |what| DoorPass { token, pass, what };
    let document = File {
        pass: pass(SentFile::Document),
        name: format!("document.{}", room.format.suffix()),
        left,
        words: [DoorWord::Take, DoorWord::Taken],
        mark: "door-take",
    };
    let lead = move || Some(way.said(lang.get(), DoorWord::Lead));
    let rules = [DoorWord::RulesPurpose, DoorWord::RulesOthers, DoorWord::RulesDelete, DoorWord::RulesWithdrawn];
    view! {
        <div class="page stack-far" data-test="door-room">
            <PageHeading text=told(DoorWord::Title) lead />
            <What room left />
            <section class="stack">
                <h2>{told(DoorWord::RulesTitle)}</h2>
                <ul class="stack-close">{rules.map(|word| view! { <li>{told(word)}</li> }).collect_view()}</ul>
            </section>
            <Take way file=document />
            {sheet.map(|sheet| {
                let file = File {
                    pass: pass(SentFile::Sheet),
                    name: "toestemming.pdf".to_owned(),
                    left: RwSignal::new(sheet.left),
                    words: [DoorWord::TakeSheet, DoorWord::TakenSheet],
                    mark: "door-take-sheet",
                };
                view! {
                    <section class="stack">
                        <div>
                            <h2>{told(DoorWord::SheetTitle)}</h2>
                            <p>{told(DoorWord::SheetText)}</p>
                        </div>
                        <Take way file />
                    </section>
                }
            })}
            <Disclosure summary=told(DoorWord::Proof)>
                <p class="small">
                    <code>{hash.to_string()}</code>
                </p>
            </Disclosure>
        </div>
    }
}

/// What it is, for whom and for what.
#[component]
fn What(room: DoorRoom, left: RwSignal<u32>) -> impl IntoView {
    let lang = language();
    let DoorRoom { title, recipient, purpose, bytes, pages, until, .. } = room;
    let one = pages == 1;
    let size = move || {
        let pages = pages.to_string();
        let word = if one { DoorWord::OnePage } else { DoorWord::Pages };
        lang.get().fill_later(word, &[("pages", &pages), ("size", &file_size(bytes))])
    };
    let times = move || {
        let (left, until) = (left.get().to_string(), until.in_words(lang.get()));
        lang.get().fill_later(DoorWord::Times, &[("n", &left), ("until", &until)])
    };
    view! {
        <Facts>
            <Fact name=told(DoorWord::What)>{title.map(|title| title.to_string())}</Fact>
            <Fact name=told(DoorWord::For)>{recipient.map(|name| name.to_string())}</Fact>
            <Fact name=told(DoorWord::Purpose)>{move || purpose.get(&lang.get()).cloned()}</Fact>
            <Fact name=told(DoorWord::Size)>{size}</Fact>
            <Fact name=told(DoorWord::Left)>{times}</Fact>
        </Facts>
    }
}

/// Something that can be collected.
struct File {
    pass: DoorPass,
    /// As what it is saved.
    name: String,
    /// How often it can still be collected.
    left: RwSignal<u32>,
    /// What the button says, and what is said when it is here.
    words: [DoorWord; 2],
    mark: &'static str,
}

#[component]
fn Take(way: Way, file: File) -> impl IntoView {
    let File { pass, name, left, words: [take_it, taken], mark } = file;
    let look = if pass.what == SentFile::Document { Look::Primary } else { Look::Secondary };
    let (lang, announce) = (language(), announcer());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let came = RwSignal::new(None::<Came>);
    let take = move || {
        busy.set(true);
        trouble.set(None);
        came.set(None);
        let name = name.clone();
        spawn_local(async move {
            let answer = post_for_file(path::DOOR_FILE, &pass).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(file) => {
                    keep(&file, &name);
                    left.update(|left| *left = left.saturating_sub(1));
                    came.set(Some(Came::Whole));
                    announce(lang.get_untracked().say_later(taken).to_owned());
                }
                // The code has to be shown again.
                Err(failure) if failure.is(Code::FlowEnded) => way.open(),
                Err(Failure::Offline) => {
                    came.set(Some(Came::Stopped));
                    way.look_again();
                }
                Err(failure) => trouble.set(Some(failure.into())),
            }
        });
    };
    let notice = move |came: Came| {
        let (word, tone, mark) = match came {
            Came::Whole => (taken, Tone::Ok, "door-taken"),
            Came::Stopped => (DoorWord::Stopped, Tone::Warn, "door-stopped"),
        };
        view! { <div data-test=mark><Notice title=told(word) tone /></div> }
    };
    view! {
        <div class="stack">
            <TroubleNotice trouble />
            {move || came.get().map(notice)}
            <div class="row" hidden=move || left.get() == 0>
                <Button
                    text=told(take_it)
                    look
                    glyph=Glyph::Download
                    busy
                    busy_text=told(DoorWord::Taking)
                    on_press=take
                    mark
                />
            </div>
        </div>
    }
}
