//! The recipients: organisations to which something about a client can go, by what they are, with who is reached there and
//! whether anything may go there today (R1.4, G28). Nothing of any client is on this page.

mod agreements;
mod contacts;
mod details;
mod ending;
mod line;
mod said;

use leptos::prelude::*;
use shared::api::{RecipientLine, RecipientsPage, path};
use shared::bureau::recipients::{RecipientKind, sees};
use shared::ids::RecipientId;

use crate::pages::NotFound;
use crate::parts::{Shown, load};
use crate::session::session;
use crate::ui::{
    Button, ButtonLink, Card, Disclosure, EmptyState, Field, Glyph, Look, Notice, PageHeading, Text, Tone,
};
use crate::words::{BureauWord, Word, language, say, told};
use details::AddRecipient;
use ending::{EndIt, Ending};
use line::Line;

/// Where the focus goes when what it was on has gone.
const LIST: &str = "recipients";

/// What every part of the page works with.
#[derive(Clone, Copy)]
struct Desk {
    page: RwSignal<RecipientsPage>,
    /// Asks for the list again.
    changed: Callback<()>,
    /// What somebody is asked about before it ends.
    ending: RwSignal<Option<Ending>>,
    /// Which one was added a moment ago: it stands unfolded.
    added: RwSignal<Option<RecipientId>>,
}

impl Desk {
    /// One of them, while it is there.
    fn one(self, recipient: RecipientId) -> Memo<Option<RecipientLine>> {
        Memo::new(move |_| {
            self.page.with(|page| page.recipients.iter().find(|line| line.recipient == recipient).cloned())
        })
    }

    /// Whether the regulation of today knows none of this kind.
    fn is_unknown(self, kind: RecipientKind) -> bool {
        self.page.with(|page| page.unknown_kinds.contains(&kind))
    }
}

/// `/recipients`: for who works with them; for anybody else there is nothing here.
#[component]
pub fn RecipientsAddress() -> impl IntoView {
    let me = session().me();
    let role = Memo::new(move |_| me.with(|me| me.as_ref().map(|me| me.role)));
    move || match role.get() {
        Some(role) if sees(role) => view! { <Recipients /> }.into_any(),
        _ => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Recipients() -> impl IntoView {
    let loaded = load::<RecipientsPage>(|| path::BUREAU_RECIPIENTS.to_owned());
    let changed = Callback::new(move |()| loaded.refresh());
    let (ending, added) = (RwSignal::new(None), RwSignal::new(None));
    view! {
        <div class="page-wide stack" data-test="recipients-page">
            <p class="desk-back"><ButtonLink text=say(Word::DeskToBoard) href="/" look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <PageHeading text=told(BureauWord::RecipientsTitle) lead=Text::from(told(BureauWord::RecipientsLead)) />
            <Shown loaded view=move |page| view! { <Page desk=Desk { page, changed, ending, added } /> } />
        </div>
    }
}

#[component]
fn Page(desk: Desk) -> impl IntoView {
    let page = desk.page;
    let keeps = Memo::new(move |_| page.with(|page| page.keeps));
    let none = Memo::new(move |_| page.with(|page| page.recipients.is_empty()));
    let wanted = RwSignal::new(String::new());
    let empty = move || told(if keeps.get() { BureauWord::RecipientsEmpty } else { BureauWord::RecipientsEmptyRead })();
    view! {
        <div id=LIST tabindex="-1" class="stack">
            {move || keeps.get().then(|| view! { <AddRecipient desk /> })}
            {move || none.get().then(|| view! { <EmptyState title=told(BureauWord::RecipientsEmptyTitle) text=empty glyph=Glyph::Mail /> })}
            <div hidden=none class="stack">
                <Groups desk wanted />
                <Former desk />
            </div>
            <EndIt desk />
        </div>
    }
}

/// Those that fit what is looked for, by what they are.
#[component]
fn Groups(desk: Desk, wanted: RwSignal<String>) -> impl IntoView {
    let lang = language();
    let shown = Memo::new(move |_| {
        let wanted = wanted.with(|wanted| wanted.trim().to_lowercase());
        let has = |name: &str| name.to_lowercase().contains(&wanted);
        let fits = |line: &&RecipientLine| {
            let named = line.details.as_ref().is_some_and(|details| has(details.name.as_str()));
            wanted.is_empty() || named || line.contacts.iter().any(|contact| has(contact.name.as_str()))
        };
        desk.page.with(|page| {
            let here = page.recipients.iter().filter(|line| line.ended_on.is_none()).filter(fits);
            here.map(|line| (line.recipient, line.kind)).collect::<Vec<_>>()
        })
    });
    let found = move || {
        let n = u64::try_from(shown.with(Vec::len)).unwrap_or_default();
        let narrowed = wanted.with(|wanted| !wanted.trim().is_empty());
        let word = if n == 1 { BureauWord::RecipientsFoundOne } else { BureauWord::RecipientsFoundMany };
        narrowed.then(|| lang.get().fill_later(word, &[("n", &n.to_string())]))
    };
    let kinds = Memo::new(move |_| {
        let of = |kind: &&RecipientKind| shown.with(|shown| shown.iter().any(|(_, known)| known == *kind));
        RecipientKind::ALL.iter().filter(of).copied().collect::<Vec<_>>()
    });
    view! {
        <div class="board-sieve">
            <Field label=say(Word::DeskBoardSearch) value=wanted mark="recipients-search" />
        </div>
        <p class="quiet small numbers board-found" role="status">{found}</p>
        <For each=move || kinds.get() key=|kind| *kind let:kind>
            <Group desk kind shown />
        </For>
        <div hidden=move || shown.with(|shown| !shown.is_empty()) class="row">
            <p>{told(BureauWord::RecipientsNobody)}</p>
            <Button text=say(Word::DeskBoardShowAll) on_press=move || wanted.set(String::new()) />
        </div>
    }
}

#[component]
fn Group(desk: Desk, kind: RecipientKind, shown: Memo<Vec<(RecipientId, RecipientKind)>>) -> impl IntoView {
    let unknown = Memo::new(move |_| desk.is_unknown(kind));
    let these = move || {
        let of_this = shown.get().into_iter().filter(|(_, known)| *known == kind);
        of_this.map(|(recipient, _)| recipient).collect::<Vec<_>>()
    };
    view! {
        <Card title=told(said::kind(kind))>
            {move || unknown.get().then(|| view! { <Notice title=told(BureauWord::RecipientsUnknownText) tone=Tone::Warn /> })}
            <ul class="plain desk-list" data-test="recipients">
                <For each=these key=|recipient| *recipient let:recipient>
                    <Line desk recipient />
                </For>
            </ul>
        </Card>
    }
}

/// Those to which nothing goes any more, folded away.
#[component]
fn Former(desk: Desk) -> impl IntoView {
    let lang = language();
    let former = Memo::new(move |_| {
        desk.page.with(|page| {
            let ended = page.recipients.iter().filter_map(|line| Some((line.clone(), line.ended_on?)));
            ended.collect::<Vec<_>>()
        })
    });
    let said = move |(line, on): (RecipientLine, shared::time::CivilDate)| {
        let text = move || {
            let lang = lang.get();
            let (name, kind) = (said::name(lang, &line), lang.say_later(said::kind(line.kind)).to_lowercase());
            let blanks = [("name", &*name), ("kind", &*kind), ("date", &*on.in_words(lang))];
            lang.fill_later(BureauWord::RecipientsFormerLine, &blanks)
        };
        view! { <li>{text}</li> }
    };
    view! {
        <div hidden=move || former.with(Vec::is_empty)>
            <Disclosure summary=told(BureauWord::RecipientsFormer)>
                <ul class="plain desk-list">{move || former.get().into_iter().map(said).collect_view()}</ul>
            </Disclosure>
        </div>
    }
}
