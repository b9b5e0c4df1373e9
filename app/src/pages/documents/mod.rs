//! The documents of a dossier: hers on the phone, and the coach's at the desk. Each says what it was made for (F24, M9).

mod add;
mod fields;
mod one;
mod paper;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use shared::access::{Act, Relation, may};
use shared::api::{DocumentLine, DocumentsPage, Post, path};
use shared::dossier::Command;
use shared::ids::DossierId;

use self::add::AddDocument;
pub use self::one::OneDocument;
use crate::api::{self, Nothing};
use crate::clock;
use crate::ids::fresh_entry;
use crate::pages::NotFound;
use crate::parts::{Shown, WhichTrajectory, document_words, load};
use crate::ui::{ButtonLink, EmptyState, Glyph, Look, PageHeading, StatusTag, Text, Tone};
use crate::words::{ConsentWord, DocumentWord, Lang, language, told};

/// Where the focus goes when the form has folded.
pub(super) const PLACE: &str = "documents";

/// `/dossiers/:dossier/documents`
#[component]
pub fn Documents() -> impl IntoView {
    let params = use_params_map();
    let dossier = Memo::new(move |_| params.with(|params| params.get("dossier")?.parse::<DossierId>().ok()));
    move || match dossier.get() {
        Some(dossier) => view! { <Page dossier /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Page(dossier: DossierId) -> impl IntoView {
    let loaded = load::<DocumentsPage>(move || path::to(path::DOCUMENTS, &[&dossier]));
    view! { <Shown loaded view=move |page| view! { <All dossier page /> } alone=true /> }
}

#[component]
fn All(dossier: DossierId, page: RwSignal<DocumentsPage>) -> impl IntoView {
    // What staff added is before her now: that is kept (G14). What does not arrive is told the next time.
    let new = Memo::new(move |_| page.with(|page| page.new_up_to));
    // Which are new is shown as long as she stays, also when it is kept that she saw them.
    let seen = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        page.with(|page| seen.update(|seen| seen.extend(page.documents.iter().filter(|line| line.is_new).map(newest))));
        if let Some(up_to) = new.get() {
            let post = Post { entry: fresh_entry(), command: Command::SeeDocuments { up_to } };
            let commands = path::to(path::DOSSIER_COMMANDS, &[&dossier]);
            spawn_local(async move { drop(api::post_unasked::<_, Nothing>(&commands, &post).await) });
        }
    });
    let (you, special_data) = page.with_untracked(|page| (page.you, page.special_data));
    let hers = you.reads_as_she_does();
    let lead = if hers { DocumentWord::LeadHers } else { DocumentWord::LeadStaff };
    let adds = Memo::new(move |_| page.with(|page| page.allowed.contains(&Act::AddDocument)));
    let wait = move || may(you, Act::AddDocument).is_ok() && !adds.get();
    let lines = Memo::new(move |_| page.with(|page| page.documents.clone()));
    let back = (!hers).then(|| {
        let name = move || page.with(|page| page.names.get(&page.client).map(ToString::to_string).unwrap_or_default());
        view! {
            <p class="desk-back">
                <ButtonLink text=name href=format!("/dossiers/{dossier}") look=Look::Quiet glyph=Glyph::ArrowLeft />
            </p>
        }
    });
    let which =
        (you == Relation::Client || you == Relation::Representative).then(|| view! { <WhichTrajectory dossier /> });
    view! {
        <div class="page stack-far" data-test="documents">
            <div class="stack">
                {back}
                <PageHeading text=told(DocumentWord::Title) lead=Text::from(told(lead)) />
                {which}
            </div>
            {hers.then(|| {
                let href = format!("/dossiers/{dossier}/consents");
                view! { <p><a class="consult-line" href=href data-test="to-consents">{told(ConsentWord::Way)}</a></p> }
            })}
            <p class="small" hidden=move || !wait()>{told(DocumentWord::Wait)}</p>
            <div id=PLACE tabindex="-1">
                {move || adds.get().then(|| view! { <AddDocument dossier you special_data /> })}
            </div>
            {move || {
                lines
                    .with(Vec::is_empty)
                    .then(|| view! { <EmptyState title=told(DocumentWord::None) text="" glyph=Glyph::Document /> })
            }}
            <ul class="plain stack-close" data-test="document-list">
                <For each=move || lines.get() key=|line| (line.view.id, newest(line)) let:line>
                    <Line dossier page line seen />
                </For>
            </ul>
        </div>
    }
}

/// The entry of the version that counts.
fn newest(line: &DocumentLine) -> Option<shared::ids::EntryId> {
    line.view.versions.last().map(|version| version.entry)
}

/// When it was added, and by whom.
pub(super) fn added(lang: Lang, name: &str, at: shared::time::Timestamp) -> String {
    lang.fill_later(DocumentWord::Added, &[("name", name), ("date", &clock::day(lang, at))])
}

/// How many pages.
pub(super) fn pages(lang: Lang, pages: u32) -> String {
    lang.count_later(DocumentWord::OnePage, DocumentWord::ManyPages, pages.into())
}

#[component]
fn Line(
    dossier: DossierId,
    page: RwSignal<DocumentsPage>,
    line: DocumentLine,
    seen: RwSignal<Vec<Option<shared::ids::EntryId>>>,
) -> impl IntoView {
    let lang = language();
    let (view, entry) = (line.view.clone(), newest(&line));
    let version = view.versions.last().copied();
    let title = line.content.as_ref().map(|content| content.title.to_string());
    let href = format!("/dossiers/{dossier}/documents/{}", view.id);
    let about = move || {
        let lang = lang.get();
        let by = version.map(|version| {
            let name = page.with(|page| page.names.get(&version.by).map(ToString::to_string).unwrap_or_default());
            added(lang, &name, version.at)
        });
        let parts = [Some(lang.say_later(document_words::kind(view.kind)).to_owned()), by];
        let more = version.filter(|version| version.number > 1);
        let more = more.map(|version| lang.fill_later(DocumentWord::Version, &[("n", &version.number.to_string())]));
        let pages = version.map(|version| pages(lang, version.file.pages));
        parts.into_iter().chain([pages, more]).flatten().collect::<Vec<_>>().join(" · ")
    };
    let purpose = view.purpose;
    let class = version.and_then(|version| document_words::class(version.class));
    let is_new = move || seen.with(|seen| seen.contains(&entry));
    view! {
        <li class="card stack-close" data-test="document">
            <div class="row-apart">
                {match title {
                    Some(title) => view! { <a class="consult-line" href=href data-test="document-open">{title}</a> }.into_any(),
                    None => view! { <span class="quiet">{told(DocumentWord::Gone)}</span> }.into_any(),
                }}
                <span class="row">
                    {move || is_new().then(|| view! { <StatusTag text=told(DocumentWord::New) tone=Tone::Info glyph=Some(Glyph::Bell) /> })}
                    {class.map(|word| view! { <StatusTag text=told(word) tone=Tone::Info glyph=Some(Glyph::Lock) /> })}
                </span>
            </div>
            <p data-test="document-purpose">{move || document_words::made_for(lang.get(), purpose)}</p>
            <p class="quiet small">{about}</p>
        </li>
    }
}
