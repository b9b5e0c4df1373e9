//! The bureau's log, for administrators and the privacy officer: what happened, by whom, newest first (S8).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{BureauDeed, BureauLogLine, BureauLogPage, path};
use shared::ids::PersonId;
use shared::log::Role;

use super::staff_list::role_words;
use crate::api;
use crate::clock;
use crate::parts::{Shown, TroubleNotice, load};
use crate::trouble::Trouble;
use crate::ui::{Button, ButtonLink, Glyph, Look, OptionItem, PageHeading, Select, Text, announcer, focus_by_id};
use crate::words::{BureauWord, Lang, Word, language, say, told};

/// Where the focus goes when there are no older lines any more.
const LINES: &str = "log-lines";
/// The value of the choice that shows refused attempts alone.
const ATTEMPTS: &str = "attempts";

/// The lines that are here, and the names in them.
#[derive(Clone, Default, PartialEq, Eq)]
struct Known {
    lines: BTreeMap<Reverse<u64>, BureauLogLine>,
    names: BTreeMap<PersonId, String>,
    older: Option<u64>,
}

impl Known {
    /// Takes in the newest lines. Where they do not join what is here, because much happened while nothing came in, it
    /// begins anew: between two lines nothing is ever left out.
    fn take_newest(&mut self, page: &BureauLogPage) {
        let newest = self.lines.keys().next().map_or(0, |seq| seq.0);
        let joins = page.older.is_none() || page.lines.last().is_some_and(|line| line.seq <= newest);
        if !joins {
            *self = Self::default();
        }
        self.take(page);
    }

    /// Takes in lines; where they are older than what is here, older ones begin behind them.
    fn take(&mut self, page: &BureauLogPage) {
        let last = page.lines.last().map_or(0, |line| line.seq);
        let first = self.lines.keys().next_back().map_or(u64::MAX, |seq| seq.0);
        if last < first {
            self.older = page.older;
        }
        self.lines.extend(page.lines.iter().map(|line| (Reverse(line.seq), *line)));
        self.names.extend(page.names.iter().map(|(person, name)| (*person, name.to_string())));
    }
}

#[component]
pub fn BureauLog() -> impl IntoView {
    let show = RwSignal::new(String::new());
    let query = move || format!("{}?attempts={}", path::BUREAU_LOG, show.with(|show| show == ATTEMPTS));
    let loaded = load::<BureauLogPage>(query);
    let options = vec![OptionItem::new(ATTEMPTS, told(BureauWord::LogAttempts))];
    view! {
        <div class="page-wide stack" data-test="bureau-log">
            <p class="desk-back"><ButtonLink text=say(Word::DeskToBoard) href="/" look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <PageHeading text=told(BureauWord::LogTitle) lead=Text::from(told(BureauWord::LogLead)) />
            <Select label=told(BureauWord::LogShow) value=show options nothing=told(BureauWord::LogAll) mark="log-show" />
            <Shown loaded view=move |page| view! { <Lines page show /> } />
        </div>
    }
}

#[component]
fn Lines(page: RwSignal<BureauLogPage>, show: RwSignal<String>) -> impl IntoView {
    let lang = language();
    let known = RwSignal::new(Known::default());
    Effect::new(move |_| page.with(|page| known.update(|known| known.take_newest(page))));
    let lines = Memo::new(move |_| known.with(|known| known.lines.values().copied().collect::<Vec<_>>()));
    let line = move |line: BureauLogLine| {
        let said = move || known.with(|known| said(lang.get(), known, &line));
        view! {
            <li class="record stack-close" data-test="log-line">
                <p>{said}</p>
                <p class="quiet small numbers">
                    <time datetime=line.at.to_string()>{move || clock::moment(lang.get(), line.at)}</time>
                </p>
            </li>
        }
    };
    view! {
        <section class="card stack">
            <p class="quiet" hidden=move || !lines.with(Vec::is_empty)>{told(BureauWord::LogNone)}</p>
            <ul id=LINES tabindex="-1" class="plain desk-list">
                <For each=move || lines.get() key=|line| line.seq let:one>
                    {line(one)}
                </For>
            </ul>
            <Older known show />
        </section>
    }
}

/// The way to older lines, while there are any.
#[component]
fn Older(known: RwSignal<Known>, show: RwSignal<String>) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let more = Memo::new(move |_| known.with(|known| known.older.is_some()));
    let fetch = move || {
        let Some(before) = known.with_untracked(|known| known.older) else { return };
        let attempts = show.with_untracked(|show| show == ATTEMPTS);
        let path = format!("{}?attempts={attempts}&before={before}", path::BUREAU_LOG);
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let answer = api::get::<BureauLogPage>(&path).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                // Where it began anew meanwhile, these no longer come next.
                Ok(_) if known.with_untracked(|known| known.older != Some(before)) => {}
                Ok(page) => {
                    known.update(|known| known.take(&page));
                    // The last ones take the button away: the focus goes to the lines.
                    if known.with_untracked(|known| known.older.is_none()) {
                        focus_by_id(LINES);
                    }
                    tell(lang.get_untracked().say_later(BureauWord::LogOlderDone).to_owned());
                }
                Err(failure) => trouble.set(Some(failure.into())),
            }
        });
    };
    view! {
        <TroubleNotice trouble />
        <div class="row" hidden=move || !more.get()>
            <Button text=told(BureauWord::LogOlder) busy busy_text=told(BureauWord::LogOlderBusy) on_press=fetch mark="log-older" />
        </div>
    }
}

/// What happened, in a sentence.
fn said(lang: Lang, known: &Known, line: &BureauLogLine) -> String {
    let name_of = |person: PersonId| {
        let known = known.names.get(&person).cloned();
        known.unwrap_or_else(|| lang.say_later(BureauWord::LogSomebody).to_owned())
    };
    let name =
        if line.role == Role::Operator { lang.say_later(BureauWord::LogOperator).to_owned() } else { name_of(line.by) };
    let (word, who, role, n) = match line.deed {
        BureauDeed::Founded => (BureauWord::LogFounded, None, None, 0),
        BureauDeed::Named => (BureauWord::LogNamed, None, None, 0),
        BureauDeed::SettingsSet => (BureauWord::LogSettings, None, None, 0),
        BureauDeed::ContactSet => (BureauWord::LogContact, None, None, 0),
        BureauDeed::StaffPlaced { person } => (BureauWord::LogPlaced, Some(person), None, 0),
        BureauDeed::StaffInvited { person, role } => (BureauWord::LogInvited, Some(person), Some(role), 0),
        BureauDeed::StaffEnded { person } => (BureauWord::LogEnded, Some(person), None, 0),
        BureauDeed::KeyRegistered => (BureauWord::LogKey, None, None, 0),
        BureauDeed::KeyRemoved => (BureauWord::LogKeyRemoved, None, None, 0),
        BureauDeed::RegulationPublished { version } => (BureauWord::LogPublished, None, None, version),
        BureauDeed::RegulationReviewed { version } => (BureauWord::LogReviewed, None, None, version),
        BureauDeed::RegulationAcknowledged { version } => (BureauWord::LogAcknowledged, None, None, version),
        BureauDeed::Pledged => (BureauWord::LogPledged, None, None, 0),
        BureauDeed::RecipientAdded => (BureauWord::LogRecipientAdded, None, None, 0),
        BureauDeed::RecipientChanged => (BureauWord::LogRecipientChanged, None, None, 0),
        BureauDeed::RecipientEnded => (BureauWord::LogRecipientEnded, None, None, 0),
        BureauDeed::ContactAdded => (BureauWord::LogContactAdded, None, None, 0),
        BureauDeed::ContactChanged => (BureauWord::LogContactChanged, None, None, 0),
        BureauDeed::ContactEnded => (BureauWord::LogContactEnded, None, None, 0),
        BureauDeed::AgreementRecorded => (BureauWord::LogAgreement, None, None, 0),
        BureauDeed::AgreementEnded => (BureauWord::LogAgreementEnded, None, None, 0),
        BureauDeed::AttemptRefused { many: false } => (BureauWord::LogAttempt, None, None, 0),
        BureauDeed::AttemptRefused { many: true } => (BureauWord::LogAttemptMany, None, None, 0),
    };
    let who = who.map(name_of).unwrap_or_default();
    let role = role.map(|role| lang.say(role_words(role).1).to_lowercase()).unwrap_or_default();
    lang.fill_later(word, &[("name", &name), ("who", &who), ("role", &role), ("n", &n.to_string())])
}
