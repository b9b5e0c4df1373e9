//! What she was asked about documents that would go to others, by whom would get it; and each question by itself
//! (F23-F29, M3). What ended stays in sight. A yes is a signature; a no and a withdrawal count at once.

mod checked;
mod close;
mod ground;
mod one;
mod proofs;
mod sign;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::Act;
use shared::api::{ConsentLine, ConsentsPage, path};
use shared::ids::{DossierId, RecipientId};

use self::close::{Close, Closing, ConfirmClosing};
pub use self::one::OneConsent;
use crate::pages::NotFound;
use crate::parts::{Loaded, Sent, Shown, WhichTrajectory, consent_words, document_words, load, sent_by};
use crate::ui::{Button, ButtonLink, EmptyState, Glyph, Look, Notice, PageHeading, StatusTag, Text, Tone, focus_by_id};
use crate::words::{ConsentWord, language, told};

/// Where the focus goes when what she pressed has gone.
const SAID: &str = "consent-said";

/// `/dossiers/:dossier/consents`
#[component]
pub fn ConsentList() -> impl IntoView {
    let params = use_params_map();
    let dossier = Memo::new(move |_| params.with(|params| params.get("dossier")?.parse::<DossierId>().ok()));
    move || match dossier.get() {
        Some(dossier) => view! { <Page dossier /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Page(dossier: DossierId) -> impl IntoView {
    let loaded = load::<ConsentsPage>(move || path::to(path::CONSENTS, &[&dossier]));
    view! { <Shown loaded view=move |page| view! { <All dossier page loaded /> } alone=true /> }
}

/// Each recipient once, who was asked about last first, with what is about it.
fn by_recipient(page: &ConsentsPage) -> Vec<(RecipientId, Vec<ConsentLine>)> {
    let mut groups: Vec<(RecipientId, Vec<ConsentLine>)> = Vec::new();
    for line in &page.consents {
        let recipient = line.view.terms.recipient;
        match groups.iter_mut().find(|(known, _)| *known == recipient) {
            Some((_, lines)) => lines.push(line.clone()),
            None => groups.push((recipient, vec![line.clone()])),
        }
    }
    groups
}

#[component]
fn All(dossier: DossierId, page: RwSignal<ConsentsPage>, loaded: Loaded<ConsentsPage>) -> impl IntoView {
    let lang = language();
    let groups = Memo::new(move |_| page.with(by_recipient));
    let close = Close::new();
    let withdrawn = RwSignal::new(None::<(String, bool)>);
    let done = move |(_, recipient, seq): (Closing, String, u64)| {
        withdrawn.set(Some((recipient, seq > 0)));
        loaded.refresh();
        focus_by_id(SAID);
    };
    let said = move |(recipient, did): (String, bool)| {
        if did {
            let title = move || consent_words::to(lang.get(), ConsentWord::DoneWithdrawn, &recipient);
            view! { <Notice title tone=Tone::Ok /> }.into_any()
        } else {
            view! { <Notice title=told(ConsentWord::NotAsked) tone=Tone::Warn><p>{told(ConsentWord::NotAskedText)}</p></Notice> }
                .into_any()
        }
    };
    view! {
        <div class="page stack-far" data-test="consents">
            <div class="stack">
                <PageHeading text=told(ConsentWord::Title) lead=Text::from(told(ConsentWord::Lead)) />
                <WhichTrajectory dossier />
                <div id=SAID tabindex="-1" hidden=move || withdrawn.with(Option::is_none)>
                    {move || withdrawn.get().map(said)}
                </div>
            </div>
            {move || {
                groups
                    .with(Vec::is_empty)
                    .then(|| view! { <EmptyState title=told(ConsentWord::None) text="" glyph=Glyph::Document /> })
            }}
            <For each=move || groups.get() key=|(recipient, _)| *recipient let:group>
                <Group dossier groups page recipient=group.0 close />
            </For>
            <ConfirmClosing dossier close done />
        </div>
    }
}

/// One recipient: what it is, and everything that she was asked about it.
#[component]
fn Group(
    dossier: DossierId,
    groups: Memo<Vec<(RecipientId, Vec<ConsentLine>)>>,
    page: RwSignal<ConsentsPage>,
    recipient: RecipientId,
    close: Close,
) -> impl IntoView {
    let lang = language();
    let lines = Memo::new(move |_| {
        groups.with(|groups| {
            let found = groups.iter().find(|(known, _)| *known == recipient);
            found.map(|(_, lines)| lines.clone()).unwrap_or_default()
        })
    });
    let first = move || lines.with(|lines| lines.first().cloned());
    let name = move || first().map(|line| consent_words::recipient(lang.get(), &line));
    let kind = move || first().map(|line| lang.get().say_later(line.view.terms.kind.word()));
    view! {
        <section class="stack" data-test="consent-recipient">
            <div>
                <h2>{name}</h2>
                <p class="quiet small">{kind}</p>
            </div>
            <ul class="plain stack-close">
                <For each=move || lines.get() key=|line| (line.view.id, line.view.status) let:line>
                    <Line dossier line page close />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn Line(dossier: DossierId, line: ConsentLine, page: RwSignal<ConsentsPage>, close: Close) -> impl IntoView {
    let lang = language();
    let id = line.view.id;
    let found = move |page: &ConsentsPage| {
        page.consents.iter().find(|line| line.view.id == id).map(|line| sent_by(line, &page.around))
    };
    let sent = Memo::new(move |_| page.with(found).unwrap_or_default());
    let (view, line) = (line.view.clone(), StoredValue::new(line));
    let title = move || line.with_value(|line| consent_words::title(lang.get(), line));
    let days = move || line.with_value(|line| consent_words::days(lang.get(), line));
    let until = move || view.terms.until.in_words(lang.get());
    let purpose = move || document_words::made_for(lang.get(), view.terms.purpose);
    let (word, tone, glyph) = consent_words::status(view.status);
    let href = format!("/dossiers/{dossier}/consents/{}", view.id);
    let told_before = !view.ground_seen && view.allowed.contains(&Act::ObjectToGround);
    let asks = view.allowed.contains(&Act::GrantConsent) || told_before;
    let read = if asks { ConsentWord::Read } else { ConsentWord::See };
    let look = if asks { Look::Primary } else { Look::Secondary };
    let withdraws = view.allowed.contains(&Act::WithdrawConsent);
    let withdraw = move || {
        let recipient = line.with_value(|line| consent_words::recipient(lang.get_untracked(), line));
        let known = line.with_value(|line| (line.view.terms.document, line.view.id));
        close.begin(Closing::Withdraw, known, recipient);
    };
    view! {
        <li class="card stack-close" class:card-waits=asks data-test="consent">
            <div class="row-apart">
                <h3>{title}</h3>
                <span data-test="consent-status"><StatusTag text=told(word) tone glyph=Some(glyph) /></span>
            </div>
            <p>{purpose}</p>
            <p>{told(ConsentWord::Until)} ": " {until}</p>
            <p class="quiet small">{days}</p>
            <div class="stack-close" hidden=move || sent.with(Vec::is_empty) data-test="consent-sent">
                <h4>{told(ConsentWord::SentTitle)}</h4>
                <ul class="plain stack">
                    <For each=move || sent.get() key=|sent| sent.view.clone() let:sent>
                        <Sent sent />
                    </For>
                </ul>
            </div>
            <div class="row">
                <ButtonLink text=told(read) href look glyph=Glyph::Document mark="consent-open" />
                {withdraws.then(|| view! { <Button text=told(ConsentWord::Withdraw) look=Look::Secondary on_press=withdraw mark="consent-withdraw" /> })}
            </div>
        </li>
    }
}
