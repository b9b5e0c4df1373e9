//! Below the board: clients whom the coach may come to guide, of each a name and the step that is next, and nothing else
//! (F60, M8a); and the ways to the post and the invoices (M2), to a list of clients (M2a) and to checking a colleague's form (F5).

use leptos::prelude::*;
use shared::api::BoardComing;
use shared::dossier::coaches::Step;
use shared::ids::DossierId;
use shared::log::Role;

use super::exchange::ToExchange;
use super::meeting::Meeting;
use super::purposes::ToPurposes;
use super::watch::Watched;
use crate::session::session;
use crate::ui::{ButtonLink, Card, Glyph, Look};
use crate::words::{DossierWord, language, told};

/// Where the focus goes when a meeting is recorded.
const LIST: &str = "coming";

/// The list, where there is any.
#[component]
pub fn ComingList() -> impl IntoView {
    let (watched, me) = (use_context::<Watched>(), session().me());
    // A technician works with nobody's data (W11b).
    let checks = Memo::new(move |_| me.with(|me| me.as_ref().is_some_and(|me| me.role != Role::Technician)));
    let takes_on = Memo::new(move |_| me.with(|me| me.as_ref().is_some_and(|me| me.role == Role::Coach)));
    view! {
        {watched.map(|watched| view! { <List watched /> })}
        <ToPurposes />
        {move || takes_on.get().then(|| view! { <ToExchange /> })}
        {move || {
            checks.get().then(|| {
                view! {
                    <div class="row">
                        <ButtonLink text=told(DossierWord::PurposesRecipients) href="/recipients" look=Look::Quiet glyph=Glyph::Mail mark="to-recipients" />
                        <ButtonLink text=told(DossierWord::FormsHeld) href="/forms" look=Look::Quiet glyph=Glyph::Print mark="to-held" />
                    </div>
                }
            })
        }}
    }
}

#[component]
fn List(watched: Watched) -> impl IntoView {
    let coming = Memo::new(move |_| {
        watched
            .board
            .with(|board| board.iter().flat_map(|board| &board.coming).map(|one| one.dossier).collect::<Vec<_>>())
    });
    view! {
        <div id=LIST tabindex="-1" hidden=move || coming.with(Vec::is_empty) data-test="coming-list">
            <Card title=told(DossierWord::GuidesPerhapsTitle)>
                <p class="quiet small">{told(DossierWord::GuidesPerhapsLead)}</p>
                <ul class="plain desk-list">
                    <For each=move || coming.get() key=|dossier| *dossier let:dossier>
                        <Comes watched dossier />
                    </For>
                </ul>
            </Card>
        </div>
    }
}

#[component]
fn Comes(watched: Watched, dossier: DossierId) -> impl IntoView {
    let lang = language();
    let one = Memo::new(move |_| {
        watched.board.with(|board| board.as_ref()?.coming.iter().find(|one| one.dossier == dossier).cloned())
    });
    let of = move |read: fn(&BoardComing) -> String| one.with(|one| one.as_ref().map(read));
    let now = move || {
        let coach = one.with(|one| one.as_ref().and_then(|one| one.coach.clone()));
        match coach {
            Some(coach) => lang.get().fill_later(DossierWord::GuidesPerhapsNow, &[("coach", coach.as_str())]),
            None => lang.get().say_later(DossierWord::GuidesPerhapsWithout).to_owned(),
        }
    };
    let step = Memo::new(move |_| one.with(|one| one.as_ref().map(|one| (one.coming.step, one.coming.proposal))));
    let next = move || match step.get()? {
        (Step::Meeting, proposal) => {
            let today = watched.board.with_untracked(|board| board.as_ref().map(|board| board.today))?;
            Some(view! { <Meeting dossier proposal today focus=LIST /> }.into_any())
        }
        (Step::Yes { .. }, _) => Some(view! { <p>{told(DossierWord::GuidesWaitsYes)}</p> }.into_any()),
        (Step::HandOver { .. }, _) => Some(view! { <p>{told(DossierWord::GuidesWaitsHandOver)}</p> }.into_any()),
    };
    view! {
        <li class="stack-close" data-test="comes">
            <h3>{move || of(|one| one.name.to_string())}</h3>
            <p class="quiet small">{now}</p>
            {next}
        </li>
    }
}
