//! Her question to the officer: what it is about, how it stands, and the answer.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::api::{CasePage as Page, path};
use shared::cases::{About, CaseStatus};
use shared::dossier::looks::LookKind;
use shared::log::Role;

use crate::clock;
use crate::parts::{CaseThread, Human, Shown, load};
use crate::ui::{ButtonLink, Glyph, Look, PageHeading, Step, StepList, Tone};
use crate::words::{ClientWord, Lang, Word, language, say, told};

/// Word, tone and drawing of how her question stands.
pub(super) const fn status(status: CaseStatus) -> (ClientWord, Tone, Glyph) {
    match status {
        CaseStatus::Received => (ClientWord::CaseReceived, Tone::Info, Glyph::Check),
        CaseStatus::TakenUp => (ClientWord::CaseTakenUp, Tone::Info, Glyph::Clock),
        CaseStatus::Answered => (ClientWord::CaseAnswered, Tone::Ok, Glyph::Speech),
        CaseStatus::Closed => (ClientWord::CaseClosed, Tone::Plain, Glyph::CheckRound),
    }
}

#[component]
pub fn CasePage() -> impl IntoView {
    let params = use_params_map();
    let case = move || params.with(|params| params.get("case").unwrap_or_default());
    let loaded = load::<Page>(move || path::to(path::CASE, &[&case()]));
    let shown = move |page: RwSignal<Page>| view! { <Question page /> };
    view! {
        <div class="page">
            <Shown loaded view=shown alone=true />
        </div>
    }
}

fn about(lang: Lang, page: &Page) -> String {
    let About::Look { person, at, kind, held_on, .. } = page.about;
    let name = page.names.get(&person).map(ToString::to_string);
    let name = name.unwrap_or_else(|| lang.say_later(ClientWord::LookSomebody).to_owned());
    let date = held_on.map(|day| clock::near_day(lang, day, page.today)).unwrap_or_default();
    let word = match kind {
        LookKind::Page => ClientWord::CaseAboutPage,
        LookKind::Summary => ClientWord::CaseAboutSummary,
        LookKind::Records => ClientWord::CaseAboutRecords,
        LookKind::Record => ClientWord::CaseAboutRecord,
        LookKind::Documents => ClientWord::CaseAboutDocuments,
        LookKind::Document => ClientWord::CaseAboutDocument,
        LookKind::Contact => ClientWord::CaseAboutContact,
        LookKind::Finance => ClientWord::CaseAboutFinance,
        LookKind::LetIn => ClientWord::CaseAboutLetIn,
        LookKind::Passed => ClientWord::CaseAboutPassed,
        LookKind::Reminder | LookKind::Unanswered => ClientWord::CaseAboutAuto,
    };
    lang.fill_later(word, &[("name", &name), ("when", &clock::moment(lang, at)), ("date", &date)])
}

#[component]
fn Question(page: RwSignal<Page>) -> impl IntoView {
    let lang = language();
    let steps = Signal::derive(move || {
        let (lang, status) = (lang.get(), page.with(|page| page.line.status));
        let all = [CaseStatus::Received, CaseStatus::TakenUp, CaseStatus::Answered];
        let step = |one: CaseStatus| match one.cmp(&status) {
            std::cmp::Ordering::Less => Step::Done,
            std::cmp::Ordering::Equal if one == CaseStatus::Answered => Step::Done,
            std::cmp::Ordering::Equal => Step::Now,
            std::cmp::Ordering::Greater => Step::Later,
        };
        all.map(|one| (lang.say_later(self::status(one).0).to_owned(), step(one))).to_vec()
    });
    let waits = Memo::new(move |_| page.with(|page| page.line.status.waits()));
    let closed = move || {
        let at = page.with(|page| page.closed_at)?;
        let said = lang.get().fill_later(ClientWord::CaseClosedOn, &[("when", &clock::moment(lang.get(), at))]);
        Some(view! { <p>{said}</p> })
    };
    let back = page.with_untracked(|page| format!("/dossiers/{}/looks", page.line.dossier));
    view! {
        <div class="stack" data-test="case">
            <PageHeading text=told(ClientWord::CaseTitle) lead=move || Some(page.with(|page| about(lang.get(), page))) />
            <StepList label=told(ClientWord::CaseSteps) done=say(Word::UiStepDone) steps />
            <CaseThread
                page
                reader=Role::Client
                label=told(ClientWord::CaseThread)
                wordless=Word::ClientThreadNoWords
                own=Word::ClientThreadYou
            />
            {closed}
            {move || {
                if waits.get() {
                    view! { <p>{told(ClientWord::CaseWaits)}</p> }.into_any()
                } else {
                    view! {
                        <p>{told(ClientWord::CaseSecret)}</p>
                        <p>{told(ClientWord::CaseMore)}</p>
                        <Human />
                    }
                        .into_any()
                }
            }}
            <div class="row">
                <ButtonLink text=say(Word::ClientLooksTitle) href=back look=Look::Secondary glyph=Glyph::ArrowLeft mark="to-looks" />
            </div>
        </div>
    }
}
