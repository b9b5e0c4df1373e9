//! The last look before a yes: to a coach, to the whole dossier going to that coach, or to who would stand in.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::{Accepted, DossierPage};
use shared::dossier::Command;
use shared::dossier::command::SignedYes;
use shared::ids::{EntryId, PersonId};
use shared::statement::Decision;

use super::{Guided, named};
use crate::api::Failure;
use crate::parts::{LastLook, Sealing, Signature, superseded};
use crate::signing::{coach, coach_asked, representative, representative_asked, substitute, substitute_asked};
use crate::ui::announcer;
use crate::words::{ClientWord, Lang, language, told};

fn sentence(page: &DossierPage, decision: Decision, lang: Lang) -> String {
    let said = match decision {
        Decision::AcceptSubstitute => substitute_asked(page, lang),
        Decision::AcceptRepresentative => representative_asked(page, lang),
        _ => coach_asked(page, lang).map(|(_, said)| said),
    };
    said.unwrap_or_default()
}

/// Whom it is about.
fn whom(page: &DossierPage, decision: Decision) -> Option<PersonId> {
    match decision {
        Decision::AcceptSubstitute => page.view.substitute.map(|known| known.person),
        Decision::AcceptRepresentative => page.view.representative.map(|known| known.person),
        _ => page.view.coming.map(|coming| coming.coach),
    }
}

/// What it comes to, once it is received.
fn done(page: &DossierPage, decision: Decision) -> ClientWord {
    match decision {
        Decision::HandOver => ClientWord::PeopleDoneHandOver,
        Decision::AcceptSubstitute => ClientWord::PeopleDoneStand,
        Decision::AcceptRepresentative => ClientWord::PeopleActsAccepted,
        _ if whom(page, decision) == Some(page.view.coach) => ClientWord::PeopleDoneOwn,
        _ => ClientWord::PeopleDoneYes,
    }
}

/// Makes a signature the command.
fn sealing(decision: Decision, proposal: EntryId) -> Sealing {
    Box::new(move |evidence| {
        let yes = SignedYes { proposal, evidence };
        match decision {
            Decision::HandOver => Command::HandOver(yes),
            Decision::AcceptSubstitute => Command::AcceptSubstitute(yes),
            Decision::AcceptRepresentative => Command::AcceptRepresentative(yes),
            _ => Command::AcceptCoach(yes),
        }
    })
}

#[component]
pub(super) fn Sign(guided: Guided, decision: Decision, proposal: EntryId) -> impl IntoView {
    let (lang, tell, navigate) = (language(), announcer(), use_navigate());
    let (page, href) = (guided.page, guided.href());
    // What she has before her stays, whatever comes while her signature is on its way.
    let (done, who) = page.with_untracked(|page| (done(page, decision), whom(page, decision)));
    let name = who.map(|who| untrack(|| guided.name(who))).unwrap_or_default();
    let said = Memo::new(move |before: Option<&String>| {
        let now = page.with(|page| sentence(page, decision, lang.get()));
        before.filter(|_| now.is_empty()).cloned().unwrap_or(now)
    });
    let prepare = move |lang, entry| {
        let statement = page.with_untracked(|page| match decision {
            Decision::AcceptSubstitute => substitute(page, lang, entry),
            Decision::AcceptRepresentative => representative(page, lang, entry),
            _ => coach(page, decision, lang, entry),
        });
        let statement = statement.filter(|statement| statement.item == proposal.into())?;
        guided.hers.set(Some(proposal));
        Some((statement, sealing(decision, proposal)))
    };
    let back = href.clone();
    let ended = move |_, answer: &Result<Accepted, Failure>| {
        guided.take(answer, done, name.clone());
        if answer.is_ok() {
            tell(named(lang.get_untracked(), done, &name));
        }
        if answer.as_ref().err().is_none_or(|failure| superseded(failure) || failure.code() == "colleague_unfit") {
            navigate(&href, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    };
    let signature = Signature {
        dossier: page.with_untracked(|page| page.view.id),
        keys: guided.loaded,
        signing: guided.signing,
        prepare: Arc::new(prepare),
        ended: Arc::new(ended),
    };
    view! { <LastLook signature sentence=move || said.get() back back_text=told(ClientWord::PeopleBack) /> }
}
