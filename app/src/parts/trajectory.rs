//! Which trajectory a dossier is about, for a client who has several (R1.3).

use leptos::prelude::*;
use shared::access::Relation;
use shared::api::{DossierPage, path};
use shared::ids::DossierId;
use shared::log::Role;
use shared::time::Timestamp;

use super::load;
use crate::clock;
use crate::session::session;
use crate::words::{Lang, Word, language};

/// By who guides her in it, and since when.
#[must_use]
pub fn trajectory(lang: Lang, coach: &str, opened_at: Timestamp) -> String {
    lang.fill(Word::ClientHomeTrajectory, &[("coach", coach), ("date", &clock::day(lang, opened_at))])
}

/// For whom somebody acts, and who is meant where the page says "you" (W9).
#[must_use]
pub fn acts_for(lang: Lang, client: &str) -> String {
    lang.fill(Word::ClientHomeActsFor, &[("client", client)])
}

/// The same of a dossier that is here.
#[must_use]
pub fn trajectory_of(lang: Lang, page: &DossierPage) -> String {
    let coach = page.names.get(&page.view.coach).map(ToString::to_string).unwrap_or_default();
    trajectory(lang, &coach, page.view.opened_at)
}

/// Which one the page or the place below is about, for who has several; for whom somebody acts, to that person (W9).
#[component]
pub fn WhichTrajectory(dossier: DossierId) -> impl IntoView {
    let (lang, me) = (language(), session().me());
    let told = Memo::new(move |_| {
        me.with(|me| me.as_ref().is_some_and(|me| me.dossiers.len() > 1 || me.role == Role::Representative))
    });
    move || {
        told.get().then(|| {
            let page = load::<DossierPage>(move || path::to(path::DOSSIER, &[&dossier]));
            let which = move || {
                let (page, lang) = (page.get()?, lang.get());
                Some(if page.view.you == Relation::Representative {
                    let client = page.names.get(&page.view.client).map(ToString::to_string).unwrap_or_default();
                    acts_for(lang, &client)
                } else {
                    trajectory_of(lang, &page)
                })
            };
            view! { <p class="quiet" data-test="which-trajectory">{which}</p> }
        })
    }
}
