//! What a machine found in the pages that would go, and what is decided about each of it (F36, F37).

use leptos::prelude::*;
use shared::dossier::consents::{Check, Decided, Finding, Hit, Sought};
use shared::text::{Remark, TextError};

use crate::pages::desk::form::{Errors, FieldId, Wrong, Wrongs};
use crate::parts::consent_words;
use crate::ui::{Button, Checkbox, Look, MaybeText, Notice, TextArea, Tone};
use crate::words::{ConsentWord, Word, language, told};

const READ: &str = "check-read";

/// What was written about each finding.
pub(super) type Reasons = Vec<(Finding, String)>;

/// What is decided while it is filled in.
#[derive(Clone, Copy)]
pub(super) struct Deciding {
    hits: StoredValue<Vec<(Hit, RwSignal<String>)>>,
    sought: StoredValue<Vec<Sought>>,
    unread: bool,
    read: RwSignal<bool>,
    wrongs: Wrongs,
}

fn field(at: usize) -> FieldId {
    format!("check-why-{at}").into()
}

impl Deciding {
    /// With the reasons that were written before the question was changed.
    pub(super) fn new(check: Check, before: StoredValue<Reasons>) -> Self {
        let Check { sought, hits, unread } = check;
        let reason = |hit: &Hit| {
            before.with_value(|before| {
                before.iter().find(|(finding, _)| *finding == hit.finding).map(|(_, why)| why.clone())
            })
        };
        let hits = hits
            .into_iter()
            .map(|hit| (reason(&hit), hit))
            .map(|(why, hit)| (hit, RwSignal::new(why.unwrap_or_default())));
        let hits = hits.collect();
        let (hits, sought) = (StoredValue::new(hits), StoredValue::new(sought));
        Self { hits, sought, unread, read: RwSignal::new(false), wrongs: Wrongs::new() }
    }

    /// What was decided, and whether somebody read all of it; nothing while something lacks, and then it is said.
    pub(super) fn decided(self) -> Option<(Vec<Decided>, bool)> {
        let mut wrong: Vec<(FieldId, Wrong)> = Vec::new();
        let mut decided = Vec::new();
        for (at, (hit, why)) in self.hits.get_value().into_iter().enumerate() {
            match why.with_untracked(|why| Remark::new(why)) {
                Ok(why) => decided.push(Decided { finding: hit.finding, why }),
                Err(TextError::Empty) => wrong.push((field(at), Wrong::later(ConsentWord::CheckWhyMissing))),
                Err(error) => wrong.push((field(at), Wrong::Text(error, Word::RefusalWhyMissing))),
            }
        }
        let read = self.read.get_untracked();
        if self.unread && !read {
            wrong.push((READ.into(), Wrong::later(ConsentWord::CheckReadMissing)));
        }
        self.wrongs.set(wrong).then_some((decided, read))
    }

    /// Keeps the reasons for when the pages are made again.
    pub(super) fn keep(self, before: StoredValue<Reasons>) {
        let written = self.hits.get_value().into_iter().map(|(hit, why)| (hit.finding, why.get_untracked()));
        before.set_value(written.filter(|(_, why)| !why.is_empty()).collect());
    }

    /// The first reason about health, where another has none yet.
    fn same(self) {
        let hits = self.hits.get_value();
        let about: Vec<RwSignal<String>> =
            hits.iter().filter(|(hit, _)| hit.finding.what.may_go()).map(|(_, why)| *why).collect();
        let Some(first) = about.first().map(|why| why.get_untracked()) else { return };
        for why in about.into_iter().filter(|why| why.with_untracked(|why| why.trim().is_empty())) {
            why.set(first.clone());
        }
    }
}

#[component]
pub(super) fn Findings(deciding: Deciding) -> impl IntoView {
    let lang = language();
    let Deciding { unread, read, wrongs, .. } = deciding;
    let hits = deciding.hits.get_value();
    let sought = move || deciding.sought.with_value(|sought| consent_words::sought(lang.get(), sought));
    let nothing = hits.is_empty();
    let none = if unread { ConsentWord::CheckNothingRead } else { ConsentWord::CheckNothing };
    let several = hits.iter().filter(|(hit, _)| hit.finding.what.may_go()).count() > 1;
    let unread = unread.then(|| {
        view! {
            <div data-test="check-unread">
                <Notice title=told(ConsentWord::CheckUnread) tone=Tone::Warn>
                    <p>{told(ConsentWord::CheckUnreadText)}</p>
                </Notice>
            </div>
            <Checkbox label=told(ConsentWord::CheckRead) value=read id=READ mark=READ error=wrongs.of(READ) />
        }
    });
    view! {
        <section class="stack" data-test="check">
            <h4>{told(ConsentWord::CheckTitle)}</h4>
            <Errors wrongs />
            <p class="small">{sought}</p>
            {nothing.then(|| view! { <p class="small">{told(none)}</p> })}
            {(!nothing).then(|| view! { <p>{told(ConsentWord::CheckFound)}</p> })}
            <ol class="plain stack">
                {hits.into_iter().enumerate().map(|(at, (hit, why))| view! { <Found at hit why wrongs /> }).collect_view()}
            </ol>
            {several.then(|| {
                view! {
                    <div class="row">
                        <Button text=told(ConsentWord::CheckSame) look=Look::Quiet on_press=move || deciding.same() mark="check-same" />
                    </div>
                }
            })}
            {unread}
        </section>
    }
}

/// One thing: what it is, where it stands, and why it may go.
#[component]
fn Found(at: usize, hit: Hit, why: RwSignal<String>, wrongs: Wrongs) -> impl IntoView {
    let lang = language();
    let Hit { finding, count, page, around } = hit;
    let what = finding.what;
    let place = move || {
        let numbers = [("page", &*page.to_string()), ("n", &*count.to_string())];
        lang.get().fill_later(ConsentWord::CheckPlace, &numbers)
    };
    let label = if what.may_go() { ConsentWord::CheckWhyHealth } else { ConsentWord::CheckWhyOther };
    let hint = move || {
        let (lang, kind) = (lang.get(), consent_words::one_sought(what));
        let hint = || lang.fill_later(ConsentWord::CheckWhyOtherHint, &[("what", lang.say_later(kind))]);
        (!what.may_go()).then(hint)
    };
    let label = move || format!("{} ({})", lang.get().say_later(label), finding.found);
    let id = field(at);
    view! {
        <li class="stack-close" data-test="check-found">
            <p class="small">
                <strong>{told(consent_words::one_sought(what))}</strong>
                ", "
                {place}
            </p>
            <p class="said-text">"… " {around} " …"</p>
            <TextArea label hint=MaybeText::from(hint) value=why rows=2 id=id.clone() mark="check-why" error=wrongs.of(id) />
        </li>
    }
}
