//! What has a last day, the nearest first, and reminding clients of it: chosen one by one, read before it goes (F18).

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{Accepted, BoardClient, BoardTerm, Post, path};
use shared::calendar::Near;
use shared::dossier::Command;
use shared::ids::{ConsultId, DossierId};
use shared::index::Turn;

use super::watch::Watched;
use crate::api::post;
use crate::ids::fresh_entry;
use crate::ui::{Button, Checkbox, Dialog, Glyph, Look, Notice, StatusTag, Tone, announcer};
use crate::words::{DossierWord, Lang, Word, language, say, told};

type Key = (DossierId, ConsultId);

const NEAR: [(Near, Word); 4] = [
    (Near::Late, Word::DeskTermsLate),
    (Near::Today, Word::DeskTermsToday),
    (Near::Week, Word::DeskTermsWeek),
    (Near::Later, Word::DeskTermsLater),
];

/// What the lines and the reminder share.
#[derive(Clone, Copy)]
struct Terms {
    watched: Watched,
    chosen: RwSignal<BTreeSet<Key>>,
}

impl Terms {
    fn list(self) -> Vec<BoardTerm> {
        self.watched.board.with(|board| board.as_ref().map(|board| board.terms.clone()).unwrap_or_default())
    }

    fn line(self, key: Key) -> Option<(BoardTerm, BoardClient)> {
        self.watched.board.with(|board| {
            let board = board.as_ref()?;
            let term = board.terms.iter().find(|term| (term.dossier, term.consult) == key)?;
            let client = board.clients.iter().find(|client| client.dossier == key.0)?;
            Some((term.clone(), client.clone()))
        })
    }

    /// Why she cannot be reminded of it now; `None` in it says that it is not her turn.
    fn may_remind(self, key: Key) -> Result<(), Option<Word>> {
        let (term, client) = self.line(key).ok_or(None)?;
        let today = self.watched.board.with(|board| board.as_ref().map(|board| board.today));
        match term.turn {
            Turn::Coach => Err(None),
            Turn::Client if client.contact.is_none() => Err(Some(Word::DeskTermsUnreachable)),
            Turn::Client if term.reminded_on == today => Err(Some(Word::DeskTermsReminded)),
            Turn::Client => Ok(()),
        }
    }

    /// The chosen ones that can be reminded.
    fn to_remind(self) -> Vec<(BoardTerm, BoardClient)> {
        let chosen = self.chosen.get().into_iter().filter(|key| self.may_remind(*key).is_ok());
        chosen.filter_map(|key| self.line(key)).collect()
    }
}

/// The view of the board by last day.
#[component]
pub fn TermList() -> impl IntoView {
    let watched = use_context::<Watched>().unwrap_or_else(Watched::new);
    let terms = Terms { watched, chosen: RwSignal::new(BTreeSet::new()) };
    let none = Memo::new(move |_| terms.list().is_empty());
    let groups = NEAR.map(|(near, word)| view! { <Group terms near word /> });
    view! {
        <div class="stack" data-test="terms">
            <p hidden=move || !none.get()>{say(Word::DeskTermsNone)}</p>
            {groups.into_iter().collect_view()}
            <Remind terms />
        </div>
    }
}

#[component]
fn Group(terms: Terms, near: Near, word: Word) -> impl IntoView {
    let keys = Memo::new(move |_| {
        let near = terms.list().into_iter().filter(|term| term.near == near);
        near.map(|term| (term.dossier, term.consult)).collect::<Vec<Key>>()
    });
    view! {
        <section class="stack-close" hidden=move || keys.with(Vec::is_empty) data-test="term-group">
            <h2>{say(word)}</h2>
            <ul class="plain desk-list">
                <For each=move || keys.get() key=|key| *key let:key>
                    <Line terms key />
                </For>
            </ul>
        </section>
    }
}

/// What it is about, whose turn it is, and how long there is.
fn what(term: &BoardTerm) -> (Word, Word) {
    match (term.turn, term.near) {
        (Turn::Client, _) => (Word::DeskTermsJudge, Word::DeskNextWait),
        (Turn::Coach, _) if term.status == shared::dossier::consults::Status::Disputed => {
            (Word::DeskTermsAnswer, Word::DeskTermsYours)
        }
        (Turn::Coach, _) => (Word::DeskTermsSilent, Word::DeskTermsYours),
    }
}

fn days(lang: Lang, days: i64, near: Near) -> String {
    let count = days.unsigned_abs();
    match near {
        Near::Late => lang.count(Word::DeskTermsOverOne, Word::DeskTermsOverMany, count),
        Near::Today => lang.say(Word::DeskTermToday).to_owned(),
        _ => lang.count(Word::DeskTermsLeftOne, Word::DeskTermsLeftMany, count),
    }
}

#[component]
fn Line(terms: Terms, key: Key) -> impl IntoView {
    let lang = language();
    let line = Memo::new(move |_| terms.line(key));
    let with = move |say: fn(Lang, &BoardTerm, &BoardClient) -> String| {
        move || line.with(|line| line.as_ref().map(|(term, client)| say(lang.get(), term, client))).unwrap_or_default()
    };
    let who = with(|lang, term, client| {
        format!("{}. {}", client.name, lang.fill(Word::DeskHeldOn, &[("date", &term.held_on.in_words(lang))]))
    });
    let about = with(|lang, term, _| {
        let (what, turn) = what(term);
        format!("{} {}.", lang.say(what), lang.say(turn))
    });
    let left = with(|lang, term, _| days(lang, term.working_days, term.near));
    let tone = Signal::derive(move || match line.with(|line| line.as_ref().map(|(term, _)| term.near)) {
        Some(Near::Late) => Tone::Danger,
        Some(Near::Today) => Tone::Warn,
        _ => Tone::Plain,
    });
    let (dossier, consult) = key;
    view! {
        <li class="desk-line" data-test="term">
            <div class="stack-close">
                <a href=format!("/dossiers/{dossier}/consults/{consult}")>{who}</a>
                <span class="small quiet">{about}</span>
            </div>
            <StatusTag text=left tone=tone glyph=Some(Glyph::Clock) />
            <Choose terms key />
        </li>
    }
}

/// The box that chooses it; none is ticked beforehand.
#[component]
fn Choose(terms: Terms, key: Key) -> impl IntoView {
    let lang = language();
    let may = Memo::new(move |_| terms.may_remind(key));
    let name = move || {
        let name = terms.line(key).map(|(_, client)| client.name.to_string()).unwrap_or_default();
        lang.get().fill(Word::DeskTermsChoose, &[("name", &name)])
    };
    let ticked = RwSignal::new(false);
    Effect::new(move |_| {
        let ticked = ticked.get();
        terms.chosen.update(|chosen| {
            chosen.remove(&key);
            chosen.extend(ticked.then_some(key));
        });
    });
    move || match may.get() {
        Ok(()) => view! { <Checkbox label=name value=ticked mark="term-choose" /> }.into_any(),
        Err(Some(why)) => view! { <p class="small quiet">{say(why)}</p> }.into_any(),
        Err(None) => ().into_any(),
    }
}

/// Who gets which mail, before it goes; and who did not get one, and why.
#[component]
fn Remind(terms: Terms) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (open, busy, failed) =
        (RwSignal::new(false), RwSignal::new(false), RwSignal::new(Vec::<(String, String)>::new()));
    let chosen = Memo::new(move |_| terms.to_remind().len());
    let text = move || {
        lang.get().count(
            Word::DeskTermsRemindOne,
            Word::DeskTermsRemindMany,
            chosen.get().try_into().unwrap_or_default(),
        )
    };
    let waits = Memo::new(move |_| terms.list().iter().any(|term| term.turn == Turn::Client));
    let nobody = Signal::derive(move || (chosen.get() == 0).then(|| lang.get().say(Word::DeskTermsNobody).to_owned()));
    let send = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let lines = untrack(|| terms.to_remind());
        spawn_local(async move {
            let (mut sent, mut not) = (0_u64, Vec::new());
            for (term, client) in lines {
                let command = Command::RemindNow { consult: term.consult, version: term.version };
                let at = path::to(path::DOSSIER_COMMANDS, &[&term.dossier]);
                match post::<_, Accepted>(&at, &Post { entry: fresh_entry(), command }).await {
                    Ok(_) => sent = sent.saturating_add(1),
                    Err(failure) => not.push((client.name.to_string(), failure.said(lang.get_untracked()))),
                }
            }
            if busy.try_set(false).is_none() {
                open.set(false);
                failed.set(not);
                announce(lang.get_untracked().count(Word::DeskTermsSentOne, Word::DeskTermsSentMany, sent));
                terms.watched.fetched.again();
            }
        });
    };
    view! {
        <div hidden=move || failed.with(Vec::is_empty)>
            <Notice title=say(Word::DeskTermsFailed) tone=Tone::Warn>
                <ul>{move || failed.get().into_iter().map(|(who, why)| view! { <li>{who} ": " {why}</li> }).collect_view()}</ul>
            </Notice>
        </div>
        <div class="row" hidden=move || !waits.get()>
            <Button text glyph=Glyph::Bell blocked=nobody on_press=move || open.set(true) mark="terms-remind" />
        </div>
        <Dialog open title=say(Word::DeskTermsTitle)>
            <Preview terms />
            <div class="row">
                <Button text look=Look::Primary busy busy_text=told(DossierWord::WriteSending) on_press=send mark="terms-confirm" />
                <Button text=say(Word::UiCancel) on_press=move || open.set(false) />
            </div>
        </Dialog>
    }
}

/// Each mail as it will be read, with the people who get it.
#[component]
fn Preview(terms: Terms) -> impl IntoView {
    let lines = untrack(|| terms.to_remind());
    let mails = Lang::ALL.iter().copied().filter_map(|lang| {
        let people: Vec<_> = lines
            .iter()
            .filter(|(_, client)| client.lang == lang)
            .map(|(_, client)| (client.name.to_string(), client.contact.clone().unwrap_or_default()))
            .map(|(name, contact)| view! { <li>{name} " (" {contact} ")"</li> })
            .collect();
        let origin = window().location().origin().unwrap_or_default();
        (!people.is_empty()).then(|| {
            view! {
                <ul>{people}</ul>
                <blockquote class="passage said-text" lang=lang.code() data-test="terms-mail">
                    <strong>{lang.say(Word::MailReminderSubject)}</strong>
                    "\n\n"
                    {lang.fill(Word::MailReminder, &[("url", &origin)])}
                </blockquote>
            }
        })
    });
    view! {
        <p>{say(Word::DeskTermsPreview)}</p>
        <div class="stack">{mails.collect_view()}</div>
    }
}
