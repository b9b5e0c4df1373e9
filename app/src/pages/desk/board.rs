//! The coach's first page: every client, where each summary stands, and what needs her first.

use leptos::prelude::*;
use shared::api::{BoardClient, ClientStart};
use shared::ids::DossierId;
use shared::log::Role;

use super::refused::Refused;
use super::row::Row;
use super::said;
use super::watch::Watched;
use crate::api::{Failure, live, reach};
use crate::clock;
use crate::fetched::{Fetched, Part};
use crate::session::session;
use crate::ui::{
    Busy, Button, ButtonLink, EmptyState, Field, Glyph, Icon, Look, OptionItem, PageHeading, Select, announcer,
};
use crate::words::{Word, language, say};

/// Which clients the list shows.
#[derive(Clone, Copy)]
struct Sieve {
    name: RwSignal<String>,
    kind: RwSignal<String>,
}

impl Sieve {
    fn lets_through(self, client: &BoardClient) -> bool {
        let name = self.name.with(|name| name.trim().to_lowercase());
        let kind = self.kind.get();
        client.name.as_str().to_lowercase().contains(&name)
            && match kind.as_str() {
                "" => true,
                "yours" => needs_coach(client),
                "theirs" => !needs_coach(client) && client.consults.iter().any(|c| !c.status.is_yes()),
                "starting" => !client.start.is_made(),
                name => client.consults.iter().any(|consult| said::status_name(consult.status) == name),
            }
    }

    fn is_open(self) -> bool {
        self.name.with(|name| name.trim().is_empty()) && self.kind.with(String::is_empty)
    }
}

/// Whether something of this client waits for the coach.
pub fn needs_coach(client: &BoardClient) -> bool {
    // Of who is another's, nothing waits for her.
    client.you.guides() && waits(client)
}

fn waits(client: &BoardClient) -> bool {
    client.start == ClientStart::NotInvited || client.consults.iter().any(|consult| said::needs_coach(consult.status))
}

/// The board.
#[component]
pub fn Desk() -> impl IntoView {
    let watched = Watched::new();
    provide_context(watched);
    let lang = language();
    let clients = Memo::new(move |_| watched.board.with(|board| board.as_ref().map(|board| board.clients.len())));
    let lead = move || {
        let needed = watched.board.with(|board| {
            board.as_ref().map(|board| board.clients.iter().filter(|client| needs_coach(client)).count())
        })?;
        Some(match u64::try_from(needed).unwrap_or_default() {
            0 => lang.get().say(Word::DeskBoardNeedsNone).to_owned(),
            n => lang.get().count(Word::DeskBoardNeedsOne, Word::DeskBoardNeedsMany, n),
        })
    };
    let nothing = if is_coach().get_untracked() {
        (Word::DeskBoardEmptyTitle, Word::DeskBoardEmptyText)
    } else {
        (Word::DeskBoardNoneTitle, Word::DeskBoardNoneText)
    };
    let by_term = RwSignal::new(false);
    let again = Callback::new(move |()| watched.fetched.again());
    view! {
        <div class="page-wide stack board-page">
            <div class="row-apart board-head">
                <PageHeading text=say(Word::DeskBoardTitle) lead=Signal::derive(lead) />
                <Add />
            </div>
            {move || match clients.get() {
                None if watched.fetched.failure().with(Option::is_some) => {
                    view! { <Refused failure=watched.fetched.failure() again /> }.into_any()
                }
                None => view! { <Busy text=say(Word::DeskLoading) /> }.into_any(),
                Some(0) => {
                    view! {
                        <EmptyState title=say(nothing.0) text=say(nothing.1) glyph=Glyph::Person>
                            <Add />
                        </EmptyState>
                    }
                        .into_any()
                }
                Some(_) => ().into_any(),
            }}
            <div hidden=move || clients.get().is_none_or(|count| count == 0) class="stack">
                <p class="quiet small" data-test="seen-told">{say(Word::DeskLooksBoard)}</p>
                <Views by_term />
                <LiveBar watched />
                <div hidden=by_term class="stack">
                    <List watched />
                </div>
                {move || by_term.get().then(|| view! { <Fetched part=Part::Terms /> })}
            </div>
            // It comes later than the board, so it stands below: nothing she reads or has the focus on moves.
            <Fetched part=Part::Coming beside=true />
        </div>
    }
}

fn is_coach() -> Memo<bool> {
    let me = session().me();
    Memo::new(move |_| me.with(|me| me.as_ref().is_some_and(|me| me.role == Role::Coach)))
}

/// A coach takes on clients.
#[component]
fn Add() -> impl IntoView {
    let coach = is_coach();
    move || {
        coach.get().then(|| view! { <ButtonLink text=say(Word::DeskBoardAdd) href="/clients/new" glyph=Glyph::Plus mark="new-client" /> })
    }
}

/// By client, or by last day.
#[component]
fn Views(by_term: RwSignal<bool>) -> impl IntoView {
    let view = |terms: bool, word, mark| {
        view! {
            <button
                type="button"
                class="button"
                data-test=mark
                aria-pressed=move || if by_term.get() == terms { "true" } else { "false" }
                on:click=move |_| by_term.set(terms)
            >
                {say(word)}
            </button>
        }
    };
    view! {
        <div class="segments" role="group" aria-label=say(Word::DeskBoardFilter)>
            {view(false, Word::DeskTermsClients, "view-clients")}
            {view(true, Word::DeskTermsTerms, "view-terms")}
        </div>
    }
}

/// Whether the board keeps itself up to date, since when, and the way to make it stand still.
#[component]
fn LiveBar(watched: Watched) -> impl IntoView {
    let (lang, live, announce) = (language(), live(), announcer());
    let (open, paused, reachable) = (live.connected(), watched.paused, reach().open());
    // A stream may stand open for minutes after the network is gone.
    let connected = Memo::new(move |_| open.get() && reachable.get());
    // Before the first connection it is only on its way; one that is gone makes the board old.
    let ever = RwSignal::new(false);
    Effect::new(move |_| {
        if connected.get() {
            ever.set(true);
        }
    });
    let failed = move || watched.fetched.failure().with(|failure| matches!(failure, Some(Failure::Offline)));
    let offline = move || ever.get() || failed() || !reachable.get();
    let state = move || match (paused.get(), connected.get()) {
        (true, _) => (Word::DeskLivePaused, Glyph::Clock, "board-live"),
        (false, true) => (Word::DeskLiveOn, Glyph::Sync, "board-live board-live-on"),
        (false, false) if offline() => (Word::DeskLiveOff, Glyph::Offline, "board-live board-live-off"),
        (false, false) => (Word::DeskLiveConnecting, Glyph::Sync, "board-live"),
    };
    let at = move || {
        let at = watched.board.with(|board| board.as_ref().map(|board| board.at));
        at.map(|at| lang.get().fill(Word::DeskLiveAt, &[("time", &clock::time(lang.get(), at))]))
    };
    let press = move || {
        let stand_still = !paused.get_untracked();
        paused.set(stand_still);
        if !stand_still {
            watched.fetched.again();
        }
        let word = if stand_still { Word::DeskLivePaused } else { Word::DeskLiveResumed };
        announce(lang.get_untracked().say(word).to_owned());
    };
    let text = move || lang.get().say(if paused.get() { Word::DeskLiveResume } else { Word::DeskLivePause });
    view! {
        <div class=move || state().2 data-test="live">
            <p class="board-live-said">
                {move || view! { <Icon glyph=state().1 /> }}
                <span>{move || lang.get().say(state().0)}</span>
                " "
                <span class="quiet numbers">{at}</span>
            </p>
            <Button text=text look=Look::Quiet on_press=press mark="pause" />
        </div>
    }
}

#[component]
fn List(watched: Watched) -> impl IntoView {
    let lang = language();
    let sieve = Sieve { name: RwSignal::new(String::new()), kind: RwSignal::new(String::new()) };
    let shown = Memo::new(move |_| {
        watched.board.with(|board| {
            let clients = board.iter().flat_map(|board| &board.clients);
            clients.filter(|client| sieve.lets_through(client)).map(|client| client.dossier).collect::<Vec<DossierId>>()
        })
    });
    let found = move || {
        let n = u64::try_from(shown.with(Vec::len)).unwrap_or_default();
        lang.get().count(Word::DeskBoardFoundOne, Word::DeskBoardFoundMany, n)
    };
    let show_all = move || {
        sieve.name.set(String::new());
        sieve.kind.set(String::new());
    };
    view! {
        <div class="board-sieve">
            <Field label=say(Word::DeskBoardSearch) value=sieve.name mark="board-search" />
            <Select label=say(Word::DeskBoardFilter) value=sieve.kind options=filters() nothing=say(Word::DeskBoardAll) />
        </div>
        // Said when the list was narrowed by hand; the news of the board has a voice of its own.
        <p class="quiet small numbers board-found" role="status">
            {move || (!sieve.is_open()).then(found)}
        </p>
        <h2 class="sr-only">{say(Word::DeskBoardList)}</h2>
        <ol class="plain board" data-test="board">
            <For each=move || shown.get() key=|dossier| *dossier let:dossier>
                <Row dossier watched />
            </For>
        </ol>
        <div hidden=move || shown.with(|shown| !shown.is_empty()) class="row">
            <p>{say(Word::DeskBoardNobody)}</p>
            <Button text=say(Word::DeskBoardShowAll) on_press=show_all />
        </div>
    }
}

fn filters() -> Vec<OptionItem> {
    let groups =
        [("yours", Word::DeskBoardYours), ("theirs", Word::DeskBoardTheirs), ("starting", Word::DeskBoardStarting)];
    let statuses = said::STATUSES.map(|status| (said::status_name(status), said::status(status).0));
    groups.into_iter().chain(statuses).map(|(value, word)| OptionItem::new(value, say(word))).collect()
}
