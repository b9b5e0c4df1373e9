//! At a document: what the client was asked about it and said, and asking her whether it may go to somebody (screens 28).

mod check;
mod form;
mod ground;
mod made;
mod send;

use leptos::prelude::*;
use shared::access::Act;
use shared::api::{ConsentLine, ConsentsPage, path};
use shared::dossier::Command;
use shared::dossier::consents::WhichConsent;
use shared::dossier::documents::{DocumentKind, DocumentVersion};
use shared::ids::{DocumentId, DossierId};

use self::form::{About, AskForm};
use self::ground::Ground;
use self::send::Sendings;
use super::passage_fields::focus_soon;
use super::refused::Refused;
use super::sending::Sending;
use crate::parts::{Loaded, Shown, consent_words, load};
use crate::ui::{Button, Card, Glyph, Look, StatusTag, announcer};
use crate::words::{ConsentWord, Word, language, say, told};

/// Where the focus goes when what was pressed has gone.
const CARD: &str = "consent-card";

/// `last` is the version that counts; `asks` says whether this person may ask.
#[component]
pub fn AskConsents(
    dossier: DossierId,
    document: DocumentId,
    kind: DocumentKind,
    last: Memo<Option<DocumentVersion>>,
    asks: Memo<bool>,
) -> impl IntoView {
    let loaded = load::<ConsentsPage>(move || path::to(path::CONSENTS, &[&dossier]));
    let shown = move |page| view! { <Earlier dossier document page loaded /> };
    let version = Memo::new(move |_| last.get().filter(|_| asks.get()).map(|last| last.number));
    view! {
        <Card title=told(ConsentWord::AskTitle)>
            <div id=CARD tabindex="-1" class="stack" data-test="consent-card">
                {move || version.get().map(|version| view! { <AskForm dossier about=About { document, version, kind } loaded /> })}
                <Shown loaded view=shown />
            </div>
        </Card>
    }
}

/// What was asked about this document before, and what she said.
#[component]
fn Earlier(
    dossier: DossierId,
    document: DocumentId,
    page: RwSignal<ConsentsPage>,
    loaded: Loaded<ConsentsPage>,
) -> impl IntoView {
    let lines = Memo::new(move |_| {
        page.with(|page| {
            let about = page.consents.iter().filter(|line| line.view.terms.document == document);
            about.cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <div class="stack" hidden=move || lines.with(Vec::is_empty)>
            <h3>{told(ConsentWord::AskEarlier)}</h3>
            <ul class="plain stack-close">
                <For each=move || lines.get() key=|line| (line.view.id, line.view.status) let:line>
                    <Line dossier line page loaded />
                </For>
            </ul>
        </div>
    }
}

#[component]
fn Line(
    dossier: DossierId,
    line: ConsentLine,
    page: RwSignal<ConsentsPage>,
    loaded: Loaded<ConsentsPage>,
) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let (view, line) = (line.view.clone(), StoredValue::new(line));
    let who = move || {
        line.with_value(|line| {
            let kind = lang.get().say_later(line.view.terms.kind.word());
            format!("{} ({kind})", consent_words::recipient(lang.get(), line))
        })
    };
    let until = move || view.terms.until.in_words(lang.get());
    let days = move || line.with_value(|line| consent_words::days(lang.get(), line));
    let why = line.with_value(|line| line.why.as_ref().map(ToString::to_string));
    let (word, tone, glyph) = consent_words::status(view.status);
    let which = WhichConsent { document: view.terms.document, consent: view.id };
    let (back, done) = match view.ground {
        None => (ConsentWord::AskTakeBack, ConsentWord::AskTakenBack),
        Some(_) => (ConsentWord::GroundTakeBack, ConsentWord::GroundTakenBack),
    };
    let take_back = move || {
        sending.command(dossier, Command::TakeBackConsent(which), move |_| {
            announce(lang.get_untracked().say_later(done).to_owned());
            loaded.refresh();
            focus_soon(CARD.into());
        });
    };
    let may_take_back = view.allowed.contains(&Act::TakeBackConsent);
    view! {
        <li class="stack-close" data-test="consent-earlier">
            <div class="row-apart">
                <strong>{who}</strong>
                <span data-test="consent-status"><StatusTag text=told(word) tone glyph=Some(glyph) /></span>
            </div>
            <p class="small">{told(ConsentWord::Until)} ": " {until}</p>
            <p class="small said-text">{why}</p>
            <p class="quiet small">{days}</p>
            <Ground dossier line=line.get_value() loaded />
            <Sendings dossier consent=view.id page loaded />
            <Refused failure=sending.failure />
            {may_take_back.then(|| {
                view! {
                    <div class="row">
                        <Button text=told(back) busy_text=say(Word::DeskSaving) look=Look::Quiet glyph=Glyph::Cross busy=sending.busy on_press=take_back mark="consent-take-back" />
                    </div>
                }
            })}
        </li>
    }
}
