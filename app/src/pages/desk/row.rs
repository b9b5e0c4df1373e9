//! One client on the board: her name, her summaries, and the one thing to do next.

use leptos::prelude::*;
use shared::access::{Act, Relation, may};
use shared::api::{BoardClient, BoardConsult, ClientStart};
use shared::dossier::consults::Status;
use shared::ids::{ConsultId, DossierId};
use shared::time::CivilDate;

use super::board::needs_coach;
use super::said;
use super::watch::Watched;
use crate::clock;
use crate::ui::{ButtonLink, Glyph, Icon, Look, StatusTag, Tone};
use crate::words::{Lang, Word, language, say};

/// What the coach does next with a client.
#[derive(Clone, PartialEq, Eq)]
enum Next {
    /// Something waits for her.
    Do(Word, String),
    /// Something she may do.
    May(Word, String),
    /// It is not her turn.
    Wait(Word),
}

/// Nothing where nothing of it is hers to do.
fn next(client: &BoardClient) -> Option<Next> {
    let page = || format!("/dossiers/{}", client.dossier);
    match client.start {
        ClientStart::OnPaper if client.you == Relation::Unapproved => {
            return Some(Next::May(Word::DeskNextPaper, page()));
        }
        ClientStart::Ready if client.you == Relation::Unapproved => return Some(Next::Wait(Word::DeskNextYes)),
        _ => {}
    }
    if client.you == Relation::Guest {
        return None;
    }
    let hers = |act| may(client.you, act).is_ok();
    let dossier = client.dossier;
    let consult =
        |consult: &BoardConsult, tail: &str| format!("/dossiers/{dossier}/consults/{}{tail}", consult.consult);
    let first = client.consults.iter().find(|consult| said::needs_coach(consult.status));
    if let Some(first) = first.filter(|_| hers(Act::SendSummary)) {
        return Some(match first.status {
            Status::Disputed => Next::Do(Word::DeskNextAnswer, consult(first, "/answer")),
            Status::Missing => Next::Do(Word::DeskNextWrite, consult(first, "/write")),
            Status::Draft => Next::Do(Word::DeskNextWriteOn, consult(first, "/write")),
            _ => Next::Do(Word::DeskNextUnanswered, consult(first, "")),
        });
    }
    // What she is asked reaches somebody without a key on paper alone (R3.5).
    let asked = client.consults.iter().find(|consult| !consult.status.is_yes());
    Some(match client.start {
        ClientStart::NotInvited => Next::Do(Word::DeskNextInvite, page()),
        ClientStart::Invited => Next::May(Word::DeskNextInvited, page()),
        ClientStart::SignedUp if hers(Act::DiscussRegulation) => Next::May(Word::DeskNextStart, page()),
        ClientStart::SignedUp => return None,
        _ if !hers(Act::RecordConsult) => return None,
        _ if client.consults.is_empty() => Next::May(Word::DeskNextRecord, page()),
        ClientStart::OnPaper if let Some(asked) = asked => Next::May(Word::DeskNextPaper, consult(asked, "")),
        _ if asked.is_none() => Next::Wait(Word::DeskNextDone),
        _ => Next::Wait(Word::DeskNextWait),
    })
}

/// The row. It stays the same element while what it shows changes, and while it moves.
#[component]
pub fn Row(dossier: DossierId, watched: Watched) -> impl IntoView {
    let client = Memo::new(move |_| {
        watched.board.with(|board| board.as_ref()?.clients.iter().find(|client| client.dossier == dossier).cloned())
    });
    let needs = Memo::new(move |_| client.with(|client| client.as_ref().is_some_and(needs_coach)));
    let fresh = Memo::new(move |_| watched.fresh.with(|fresh| fresh.contains(&dossier)));
    let name = move || client.with(|client| client.as_ref().map(|client| client.name.as_str().to_owned()));
    let start = Memo::new(move |_| client.with(|client| client.as_ref().map(|client| client.start)));
    let lines = Memo::new(move |_| client.with(|client| client.as_ref().map(lines).unwrap_or_default()));
    let lang = language();
    let around = move || client.with(|client| client.as_ref().and_then(|client| around(lang.get(), client)));
    view! {
        <li class="board-row" class:board-needs=needs class:board-fresh=fresh data-test="board-row">
            <div class="board-who">
                <h3>
                    <a href=format!("/dossiers/{dossier}")>{name}</a>
                </h3>
                {move || needs.get().then(|| view! { <StatusTag text=say(Word::DeskBoardWaitsForYou) tone=Tone::Warn glyph=Some(Glyph::Bell) /> })}
                {move || around().map(|said| view! { <p class="quiet small" data-test="around">{said}</p> })}
                {move || {
                    start.get().filter(|start| *start != ClientStart::Ready).map(|start| view! { <p class="quiet small">{say(said::start(start))}</p> })
                }}
            </div>
            <div class="board-consults">
                <ul class="plain">
                    <For each=move || lines.get() key=|consult| *consult let:consult>
                        <Line dossier consult client watched />
                    </For>
                </ul>
                <Rest client />
            </div>
            <NextStep client />
        </li>
    }
}

/// Who guides the client where that is not simply she who looks, and who may take over.
fn around(lang: Lang, client: &BoardClient) -> Option<String> {
    let coach = client.coach.as_ref().map(shared::text::Name::as_str).unwrap_or_default();
    let guides = match client.you {
        Relation::Substitute => {
            let date = client.until.map(|until| until.in_words(lang)).unwrap_or_default();
            Some(lang.fill(Word::DeskComingRowUntil, &[("coach", coach), ("date", &date)]))
        }
        Relation::Guest => {
            let date = client.until.map(|until| until.in_words(lang)).unwrap_or_default();
            Some(lang.fill(Word::DeskComingRowGuest, &[("date", &date)]))
        }
        Relation::Unapproved => Some(lang.say(Word::DeskComingRowUnapproved).to_owned()),
        Relation::Colleague | Relation::Office => Some(lang.fill(Word::DeskComingRowCoach, &[("coach", coach)])),
        _ => None,
    };
    let comes = client.coming.as_ref();
    let comes = comes.map(|name| lang.fill(Word::DeskComingRowComing, &[("name", name.as_str())]));
    let said: Vec<String> = guides.into_iter().chain(comes).collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

/// The consults that get a line: all that are open, and of the approved ones the newest.
fn lines(client: &BoardClient) -> Vec<ConsultId> {
    let newest = client.consults.iter().filter(|consult| consult.status.is_yes()).max_by_key(|c| c.held_on);
    let newest = newest.map(|consult| consult.consult);
    let kept = client.consults.iter().filter(|c| !c.status.is_yes() || newest == Some(c.consult));
    kept.map(|consult| consult.consult).collect()
}

/// What the lines leave out.
#[component]
fn Rest(client: Memo<Option<BoardClient>>) -> impl IntoView {
    let lang = language();
    move || {
        let client = client.get()?;
        let approved = client.consults.iter().filter(|consult| consult.status.is_yes()).count();
        let said = match (client.consults.is_empty(), u64::try_from(approved).unwrap_or_default().saturating_sub(1)) {
            (true, _) => lang.get().say(Word::DeskBoardNoConsult).to_owned(),
            (false, 0) => return None,
            (false, more) => lang.get().count(Word::DeskBoardApprovedOne, Word::DeskBoardApprovedMany, more),
        };
        Some(view! { <p class="quiet small">{said}</p> })
    }
}

/// One consult: which, where its summary stands, for how long, and until when she can answer.
#[component]
fn Line(dossier: DossierId, consult: ConsultId, client: Memo<Option<BoardClient>>, watched: Watched) -> impl IntoView {
    let lang = language();
    let line = Memo::new(move |_| {
        client.with(|client| client.as_ref()?.consults.iter().find(|line| line.consult == consult).cloned())
    });
    let today = Memo::new(move |_| watched.board.with(|board| board.as_ref().map(|board| board.today)));
    let status = Memo::new(move |_| line.with(|line| line.as_ref().map(|line| line.status)));
    let facts = move || status.get().map(said::status);
    let held_on = move || {
        let (held_on, today) = (line.with(|line| line.as_ref().map(|line| line.held_on))?, today.get()?);
        Some(lang.get().fill(Word::DeskHeldOn, &[("date", &clock::near_day(lang.get(), held_on, today))]))
    };
    let days = move || {
        let days = line.with(|line| line.as_ref().map(|line| line.days))?;
        (!status.get().is_some_and(Status::is_yes)).then(|| said::waiting(lang.get(), days))
    };
    let term = Memo::new(move |_| line.with(|line| line.as_ref()?.ends_on).zip(today.get()));
    view! {
        <li class="board-line">
            <a class="board-held" href=format!("/dossiers/{dossier}/consults/{consult}")>
                {held_on}
            </a>
            <span data-test="board-status">
                <StatusTag
                    text=move || facts().map(|(word, ..)| lang.get().say(word)).unwrap_or_default()
                    tone=Signal::derive(move || facts().map(|(_, tone, _)| tone).unwrap_or_default())
                    glyph=Signal::derive(move || facts().map(|(.., glyph)| glyph))
                />
            </span>
            <span class="board-when">
                <span class="quiet small numbers">{days}</span>
                {move || term.get().map(|(ends_on, today)| view! { <Term ends_on today /> })}
            </span>
        </li>
    }
}

/// Until when: in words; what is near stands out by a drawing too.
#[component]
pub fn Term(ends_on: CivilDate, today: CivilDate) -> impl IntoView {
    let lang = language();
    let near = said::term(lang.get_untracked(), ends_on, today).1 != Tone::Plain;
    view! {
        <span class="small board-term" class:board-near=near>
            <Icon glyph=if near { Glyph::Alert } else { Glyph::Calendar } />
            <span>{move || said::term(lang.get(), ends_on, today).0}</span>
        </span>
    }
}

#[component]
fn NextStep(client: Memo<Option<BoardClient>>) -> impl IntoView {
    let step = Memo::new(move |_| client.with(|client| client.as_ref().and_then(next)));
    view! {
        <div class="board-next" data-test="next">
            {move || {
                step.get()
                    .map(|step| match step {
                        Next::Do(word, href) => view! { <ButtonLink text=say(word) href look=Look::Secondary /> }.into_any(),
                        Next::May(word, href) => view! { <ButtonLink text=say(word) href look=Look::Quiet /> }.into_any(),
                        Next::Wait(word) => view! { <p class="quiet small">{say(word)}</p> }.into_any(),
                    })
            }}
        </div>
    }
}
