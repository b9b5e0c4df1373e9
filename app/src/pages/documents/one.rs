//! One document: what it was made for, and each page as a picture, as text, or both beside each other.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::access::Act;
use shared::api::{DocumentPage, path};
use shared::dossier::documents::DocumentVersion;
use shared::ids::{DocumentId, DossierId, PersonId};
use shared::time::Timestamp;

use super::add::{AddDocument, Before};
use super::{PLACE, added, pages};
use crate::pages::NotFound;
#[cfg(feature = "desk")]
use crate::pages::desk::AskConsents;
use crate::parts::{FilePages, Shown, document_words, load, record_words};
use crate::ui::{ButtonLink, Disclosure, Fact, Facts, Glyph, Look, PageHeading, Text};
use crate::words::{DocumentWord, language, told};

/// `/dossiers/:dossier/documents/:document`, and below it an earlier version.
#[component]
pub fn OneDocument() -> impl IntoView {
    let params = use_params_map();
    let which = Memo::new(move |_| {
        params.with(|params| {
            let dossier = params.get("dossier")?.parse::<DossierId>().ok()?;
            let document = params.get("document")?.parse::<DocumentId>().ok()?;
            let version = params.get("version").map(|version| version.parse::<u32>()).transpose().ok()?;
            Some((dossier, document, version))
        })
    });
    move || match which.get() {
        Some(which) => view! { <Page which /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Page(which: (DossierId, DocumentId, Option<u32>)) -> impl IntoView {
    let (dossier, document, version) = which;
    let loaded = load::<DocumentPage>(move || {
        let at = path::to(path::DOCUMENT, &[&dossier, &document]);
        version.map_or_else(|| at.clone(), |version| format!("{at}?version={version}"))
    });
    view! { <Shown loaded view=move |page| view! { <Opened dossier document page /> } alone=true /> }
}

#[component]
fn Opened(dossier: DossierId, document: DocumentId, page: RwSignal<DocumentPage>) -> impl IntoView {
    let lang = language();
    let title = move || page.with(|page| page.content.title.to_string());
    let purpose = move || page.with(|page| document_words::made_for(lang.get(), page.view.purpose));
    // The same elements stay while nothing of the file changes.
    let shown = Memo::new(move |_| page.with(shown_version));
    view! {
        <div class="page-wide stack-far" data-test="document-page">
            <div class="stack">
                <p class="desk-back">
                    <ButtonLink text=told(DocumentWord::Back) href=format!("/dossiers/{dossier}/documents") look=Look::Quiet glyph=Glyph::ArrowLeft />
                </p>
                <PageHeading text=title lead=Text::from(purpose) />
                <About dossier document page />
            </div>
            {move || {
                shown.get().map(|version| {
                    let file = version.file;
                    let text = path::to(path::DOCUMENT_TEXT, &[&dossier, &document, &file.id]);
                    let picture =
                        move |page| path::to(path::DOCUMENT_PICTURE, &[&dossier, &document, &file.id, &page]);
                    view! { <FilePages file text picture caption=Text::from(purpose) /> }
                })
            }}
            {consents(dossier, document, page)}
            <NewVersion dossier document page />
        </div>
    }
}

fn shown_version(page: &DocumentPage) -> Option<DocumentVersion> {
    page.view.versions.iter().find(|version| version.number == page.version).copied()
}

/// What is known of it, the file to save, and its other versions.
#[component]
fn About(dossier: DossierId, document: DocumentId, page: RwSignal<DocumentPage>) -> impl IntoView {
    let lang = language();
    let what = move || {
        let (lang, page) = (lang.get(), page.get());
        let version = shown_version(&page)?;
        let parts = [
            Some(lang.say_later(document_words::kind(page.view.kind)).to_owned()),
            Some(pages(lang, version.file.pages)),
            Some(lang.fill_later(DocumentWord::Version, &[("n", &version.number.to_string())])),
            document_words::class(version.class).map(|word| lang.say_later(word).to_owned()),
            Some(added(lang, &name_of(&page, version.by), version.at)),
        ];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    };
    let source = move || page.with(|page| lang.get().say_later(record_words::source(page.content.source)));
    let grounds = move || {
        let (ground, beside) = page.with(|page| (page.content.ground, page.content.beside));
        let said = [Some(ground), beside].into_iter().flatten();
        said.map(|ground| lang.get().say_later(record_words::ground(ground))).collect::<Vec<_>>().join(" · ")
    };
    let reason = Memo::new(move |_| page.with(|page| page.content.reason.as_ref().map(ToString::to_string)));
    let save = move || {
        page.with(|page| {
            let version = shown_version(page)?;
            let href = path::to(path::DOCUMENT_FILE, &[&dossier, &document, &version.file.id]);
            Some((href, format!("{}.{}", page.content.title, version.file.format.suffix())))
        })
    };
    view! {
        <div class="stack-close">
            <p class="quiet small">{what}</p>
            <Facts>
                <Fact name=told(DocumentWord::Source)>{source}</Fact>
                <Fact name=told(DocumentWord::Ground)>{grounds}</Fact>
                {move || reason.get().map(|reason| view! { <Fact name=told(DocumentWord::Reason)>{reason}</Fact> })}
            </Facts>
            <p>
                {move || {
                    save()
                        .map(|(href, saved_as)| {
                            view! { <a class="consult-line" href=href rel="external" download=saved_as data-test="document-save">{told(DocumentWord::Save)}</a> }
                        })
                }}
            </p>
            <Others dossier document page />
        </div>
    }
}

fn name_of(page: &DocumentPage, person: PersonId) -> String {
    page.names.get(&person).map(ToString::to_string).unwrap_or_default()
}

/// Its other versions, the newest first.
#[component]
fn Others(dossier: DossierId, document: DocumentId, page: RwSignal<DocumentPage>) -> impl IntoView {
    let lang = language();
    let others = Memo::new(move |_| {
        page.with(|page| {
            let others = page.view.versions.iter().rev().filter(|other| other.number != page.version);
            others.map(|other| (other.number, other.at, name_of(page, other.by))).collect::<Vec<_>>()
        })
    });
    let line = move |(number, at, name): (u32, Timestamp, String)| {
        let said = move || {
            let version = lang.get().fill_later(DocumentWord::Version, &[("n", &number.to_string())]);
            format!("{version} · {}", added(lang.get(), &name, at))
        };
        let href = format!("/dossiers/{dossier}/documents/{document}/versions/{number}");
        view! { <li><a class="consult-line" href=href>{said}</a></li> }
    };
    move || {
        let others = others.get();
        (!others.is_empty()).then(|| {
            view! {
                <Disclosure summary=told(DocumentWord::Versions)>
                    <ul class="plain stack-close">{others.into_iter().map(line).collect_view()}</ul>
                </Disclosure>
            }
        })
    }
}

/// What the client was asked about it, and asking her: at the desk.
#[cfg(feature = "desk")]
fn consents(dossier: DossierId, document: DocumentId, page: RwSignal<DocumentPage>) -> impl IntoView {
    let (staff, kind) = page.with_untracked(|page| (!page.you.reads_as_she_does(), page.view.kind));
    let last = Memo::new(move |_| page.with(|page| page.view.versions.last().copied()));
    let asks = Memo::new(move |_| page.with(|page| page.allowed.contains(&Act::AskConsent)));
    staff.then(|| view! { <AskConsents dossier document kind last asks /> })
}

#[cfg(not(feature = "desk"))]
const fn consents(_: DossierId, _: DocumentId, _: RwSignal<DocumentPage>) {}

/// A new version, for who may add one, of the one that counts. The form stays while nothing of that changes.
#[component]
fn NewVersion(dossier: DossierId, document: DocumentId, page: RwSignal<DocumentPage>) -> impl IntoView {
    let replaces = Memo::new(move |_| {
        page.with(|page| {
            let last = page.view.versions.last().filter(|last| last.number == page.version)?;
            page.allowed.contains(&Act::AddDocument).then_some((last.number, last.class))
        })
    });
    let form = move || {
        let (replaces, class) = replaces.get()?;
        let (you, special_data, content) =
            page.with_untracked(|page| (page.you, page.special_data, page.content.clone()));
        let before = Before { document, replaces, class, content };
        Some(view! { <AddDocument dossier you special_data before /> })
    };
    view! { <div id=PLACE tabindex="-1">{form}</div> }
}
