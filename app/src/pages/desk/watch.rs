//! The board as it changes under somebody's eyes: what is new is told politely, and the focus stays where it was.

use std::time::Duration;

use gloo_timers::callback::Interval;
use leptos::prelude::*;
use shared::api::{Board, BoardClient, ClientStart, path};
use shared::dossier::consults::Status;
use shared::ids::{ConsultId, DossierId};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, FocusOptions, HtmlElement};

use super::fetch::Fetched;
use super::said;
use crate::ui::announcer;
use crate::words::{Lang, Word, language};

/// Even when no news comes in, the board is never older than this.
const CHECK_MILLIS: u32 = 60_000;
/// How long a row that changed looks different.
const FRESH: Duration = Duration::from_secs(8);
/// More news than this at once is counted, not read out.
const READ_OUT_MAX: usize = 3;

/// The board and what has just changed on it.
#[derive(Clone, Copy)]
pub struct Watched {
    /// Where it comes from.
    pub fetched: Fetched<Board>,
    /// What the rows show.
    pub board: RwSignal<Option<Board>>,
    /// The clients whose row changed a moment ago.
    pub fresh: RwSignal<Vec<DossierId>>,
    /// Whether she wants it to stand still; only this board, nothing else in the tab.
    pub paused: RwSignal<bool>,
}

impl Watched {
    /// Begins to watch. Call it while a component is made.
    #[must_use]
    pub fn new() -> Self {
        let fetched = Fetched::<Board>::new(path::BOARD.to_owned());
        let paused = RwSignal::new(false);
        let watched = Self { fetched, board: RwSignal::new(None), fresh: RwSignal::new(Vec::new()), paused };
        let (lang, announce) = (language(), announcer());
        Effect::new(move |_| {
            if let Some(new) = fetched.here().get()
                && !paused.get_untracked()
                && let Some(news) = watched.take(new, lang.get_untracked())
            {
                announce(news);
            }
        });
        let check = Interval::new(CHECK_MILLIS, move || {
            if !paused.get_untracked() && !document().hidden() {
                fetched.unasked();
            }
        });
        let check = StoredValue::new_local(Some(check));
        on_cleanup(move || check.set_value(None));
        watched
    }

    /// Shows what is new, and says what to tell of it.
    fn take(self, new: Board, lang: Lang) -> Option<String> {
        let changed = self.board.with_untracked(|old| old.as_ref().map(|old| changes(old, &new)).unwrap_or_default());
        let focused = document().active_element();
        self.board.set(Some(new));
        // A row that moves is taken out and put back, and the browser drops the focus of what it takes out.
        set_timeout(move || give_back(focused.as_ref()), Duration::ZERO);
        if changed.is_empty() {
            return None;
        }
        let rows: Vec<DossierId> = changed.iter().map(|change| change.dossier).collect();
        let gone = rows.clone();
        self.fresh.update(|fresh| fresh.extend(rows));
        let fade = move || {
            self.fresh.try_update(|fresh| {
                for row in &gone {
                    if let Some(at) = fresh.iter().position(|known| known == row) {
                        fresh.swap_remove(at);
                    }
                }
            });
        };
        set_timeout(fade, FRESH);
        Some(told(lang, &changed))
    }
}

fn give_back(focused: Option<&Element>) {
    let Some(focused) = focused.filter(|element| element.is_connected()) else { return };
    if document().active_element().as_ref() != Some(focused)
        && let Some(element) = focused.dyn_ref::<HtmlElement>()
    {
        let quietly = FocusOptions::new();
        quietly.set_prevent_scroll(true);
        drop(element.focus_with_options(&quietly));
    }
}

/// Something that is not as it was.
struct BoardChange {
    dossier: DossierId,
    name: String,
    now: Now,
}

enum Now {
    Summary(Status),
    Start(ClientStart),
}

fn changes(old: &Board, new: &Board) -> Vec<BoardChange> {
    let mut found = Vec::new();
    for client in &new.clients {
        let before = old.clients.iter().find(|known| known.dossier == client.dossier);
        let mut add =
            |now| found.push(BoardChange { dossier: client.dossier, name: client.name.as_str().to_owned(), now });
        if before.is_none_or(|before| before.start != client.start) {
            add(Now::Start(client.start));
        }
        for consult in &client.consults {
            if before.and_then(|before| status_of(before, consult.consult)) != Some((consult.status, consult.version)) {
                add(Now::Summary(consult.status));
            }
        }
    }
    found
}

fn status_of(client: &BoardClient, consult: ConsultId) -> Option<(Status, u32)> {
    client.consults.iter().find(|known| known.consult == consult).map(|known| (known.status, known.version))
}

fn told(lang: Lang, changed: &[BoardChange]) -> String {
    if changed.len() > READ_OUT_MAX {
        return lang.fill(Word::DeskBoardChangedMany, &[("n", &changed.len().to_string())]);
    }
    let one = |change: &BoardChange| {
        let (word, now) = match change.now {
            Now::Summary(status) => (Word::DeskBoardChanged, said::status(status).0),
            Now::Start(start) => (Word::DeskBoardChangedStart, said::start(start)),
        };
        lang.fill(word, &[("name", &change.name), ("status", lang.say(now))])
    };
    changed.iter().map(one).collect::<Vec<_>>().join(" ")
}
