//! A summary: she reads it, and says whether it is right.
//!
//! The version she is reading is pinned. A newer one never slips in under her eyes: it is shown beside the one she had
//! before her, and asked about anew (F17). The steps of signing stand in the address, so that the phone's own way back
//! leads to the text.

mod check;
mod history;
mod read;
mod stale;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::access::Act;
use shared::api::{ConsultPage, DossierPage, Post, path};
use shared::dossier::Command;
use shared::ids::{ConsultId, DossierId, EntryId};

use crate::api::{self, live};
use crate::ids::fresh_entry;
use crate::pages::NotFound;
use crate::parts::{Doubt, Human, Loaded, Shown, Texts, load, read_texts};
use crate::ui::{ButtonLink, Glyph, Look, Notice, PageHeading, Tone};
use crate::words::{Word, say};

use check::{Check, Signing};
use read::Read;
pub use read::{SIGN, answer_until};
use stale::Stale;

/// Which summary the address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub dossier: DossierId,
    pub consult: ConsultId,
}

impl Place {
    /// The address of the summary, or of a page below it.
    #[must_use]
    pub fn href(self, below: &str) -> String {
        format!("/dossiers/{}/consults/{}{below}", self.dossier, self.consult)
    }

    /// The address of the receipt of an approval.
    #[must_use]
    pub fn receipt(self, approval: EntryId) -> String {
        self.href(&format!("/receipt/{approval}"))
    }
}

/// The place in the address, if it is one.
pub fn place() -> Memo<Option<Place>> {
    let params = use_params_map();
    Memo::new(move |_| {
        params.with(|params| {
            let dossier = params.get("dossier")?.parse().ok()?;
            Some(Place { dossier, consult: params.get("consult")?.parse().ok()? })
        })
    })
}

/// What a stage of the page needs.
#[derive(Clone, Copy)]
struct Reading {
    place: Place,
    page: RwSignal<ConsultPage>,
    texts: Memo<Texts>,
    keys: Loaded<DossierPage>,
    loaded: Loaded<ConsultPage>,
    /// The version she has before her.
    pinned: RwSignal<u32>,
    /// A touch was asked and its answer is on its way: the page stays as it is until then.
    signing: RwSignal<bool>,
    /// She gave her answer on another device before she gave it here (screens 8).
    already: RwSignal<bool>,
}

impl Reading {
    fn allows(self, act: Act) -> bool {
        self.page.with(|page| page.view.allowed.contains(&act))
    }
}

#[component]
pub fn SummaryPage() -> impl IntoView {
    let place = place();
    move || match place.get() {
        Some(place) => view! { <Summary place /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn Summary(place: Place) -> impl IntoView {
    let loaded = load::<ConsultPage>(move || path::to(path::CONSULT, &[&place.dossier, &place.consult]));
    let keys = load::<DossierPage>(move || path::to(path::DOSSIER, &[&place.dossier]));
    let shown = move |page: RwSignal<ConsultPage>| view! { <Stages place page keys loaded /> };
    view! {
        <div class="page">
            <Shown loaded view=shown alone=true />
        </div>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Doubtful(Doubt),
    Stale,
    Check(Signing),
    Read,
}

#[component]
fn Stages(
    place: Place,
    page: RwSignal<ConsultPage>,
    keys: Loaded<DossierPage>,
    loaded: Loaded<ConsultPage>,
) -> impl IntoView {
    let query = use_query_map();
    let pinned = RwSignal::new(page.with_untracked(|page| page.view.version));
    let read = Memo::new(move |_| page.with(read_texts));
    let texts = Memo::new(move |_| read.get().unwrap_or_default());
    let reading = Reading {
        place,
        page,
        texts,
        keys,
        loaded,
        pinned,
        signing: RwSignal::new(false),
        already: RwSignal::new(false),
    };
    let step = Memo::new(move |_| query.with(|query| query.get("step")));
    let asked = move || match step.get()?.as_str() {
        "check" => reading.allows(Act::ApproveSummary).then_some(Signing::Approval),
        "sign" => reading.allows(Act::SignDispute).then_some(Signing::Dispute),
        _ => None,
    };
    let stage = Memo::new(move |before: Option<&Stage>| match (read.get(), before) {
        (_, Some(before)) if reading.signing.get() => *before,
        (Err(doubt), _) => Stage::Doubtful(doubt),
        (Ok(_), _) if page.with(|page| page.view.version) != pinned.get() => Stage::Stale,
        (Ok(_), _) => asked().map_or(Stage::Read, Stage::Check),
    });
    tell_seen(reading);
    move || match stage.get() {
        Stage::Doubtful(doubt) => view! { <Doubtful doubt /> }.into_any(),
        Stage::Stale => view! { <Stale reading /> }.into_any(),
        Stage::Check(what) => view! { <Check reading what /> }.into_any(),
        Stage::Read => view! { <Read reading /> }.into_any(),
    }
}

/// Tells once that she opened this version: by itself, so it keeps no screen awake, and only when it can be looked at.
fn tell_seen(reading: Reading) {
    let (told, visible) = (StoredValue::new(0_u32), live().visible());
    Effect::new(move |_| {
        let (version, seen) = reading.page.with(|page| (page.view.version, page.view.seen_at.is_some()));
        let wanted = reading.allows(Act::SeeSummary) && !seen && version == reading.pinned.get();
        if wanted && visible.get() && told.get_value() != version {
            told.set_value(version);
            let Place { dossier, consult } = reading.place;
            let post = Post { entry: fresh_entry(), command: Command::SeeSummary { consult, version } };
            spawn_local(async move {
                // Not worth a word: the next time she opens it, it is told again.
                drop(api::post_unasked::<_, api::Nothing>(&path::to(path::DOSSIER_COMMANDS, &[&dossier]), &post).await);
            });
        }
    });
}

/// The check over the text failed: that is said loudly, and nothing can be signed.
#[component]
fn Doubtful(doubt: Doubt) -> impl IntoView {
    let (title, text) = match doubt {
        Doubt::Changed => (Word::PhoneDoubtTitle, Word::PhoneDoubtText),
        Doubt::Newer => (Word::PhoneDoubtNewerTitle, Word::PhoneDoubtNewerText),
    };
    view! {
        <div class="stack" data-test="doubt">
            <PageHeading text=say(title) />
            <Notice title=say(text) tone=Tone::Danger>
                <Human />
            </Notice>
            <ButtonLink text=say(Word::PhoneToHome) href="/" look=Look::Secondary glyph=Glyph::ArrowLeft />
        </div>
    }
}
