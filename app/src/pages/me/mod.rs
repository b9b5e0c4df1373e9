//! Her keys, her signed-in devices, her language, and the way out.

mod add_key;
mod devices;
mod keys;
mod new_devices;
mod waiting;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{DossierPage, PasskeyView, path};
use shared::ids::DossierId;
use shared::log::Role;

use crate::parts::{Loaded, PageProblem, Shown, TroubleNotice, load, problem, trajectory_of};
use crate::session::session;
use crate::trouble::Trouble;
use crate::ui::{Button, ButtonLink, Glyph, LanguageSwitch, Look, PageHeading};
use crate::words::{Lang, MeWord, Word, language, say, told};

use add_key::AddKey;
use devices::Devices;
use keys::Keys;
pub(super) use new_devices::NewDevices;
use waiting::WaitingList;
#[cfg(feature = "phone")]
pub(super) use waiting::wait_told;

/// Where the focus goes when something above or in the list has gone.
const KEYS: &str = "keys";

#[component]
pub fn MePage() -> impl IntoView {
    let me = session().me();
    let wrong = RwSignal::new(false);
    provide_context(PageProblem(wrong));
    let name = move || me.with(|me| me.as_ref().map(|me| me.name.to_string()));
    let keys = load::<Vec<PasskeyView>>(|| path::PASSKEYS.to_owned());
    let dossiers = me.with_untracked(|me| me.as_ref().map(|me| me.dossiers.clone()).unwrap_or_default());
    // Whether a key has to wait is told by each dossier; only a client has one.
    let page = |dossier: &DossierId| {
        let dossier = *dossier;
        load::<DossierPage>(move || path::to(path::DOSSIER, &[&dossier]))
    };
    let pages: Vec<Loaded<DossierPage>> = dossiers.iter().map(page).collect();
    let adds = me.with_untracked(|me| me.as_ref().is_none_or(|me| me.role != Role::Representative));
    let several = pages.len() > 1;
    let waiting = pages.iter().map(|page| view! { <WaitingList page=*page mine=keys several /> }).collect::<Vec<_>>();
    let looks = dossiers.into_iter().zip(pages.clone()).collect::<Vec<_>>();
    let pages = StoredValue::new(pages);
    let shown = move |list: RwSignal<Vec<PasskeyView>>| view! { <Keys list pages refresh=move || keys.refresh() /> };
    view! {
        <div class="page stack-far">
            <PageHeading text=told(MeWord::MeTitle) lead=name problem=problem(wrong) />
            <section class="stack">
                <h2 id=KEYS tabindex="-1">{told(MeWord::KeysTitle)}</h2>
                <p>{told(MeWord::KeysText)}</p>
                {waiting}
                <Shown loaded=keys view=shown />
                // Who acts for a client has one key, by invitation alone (W9).
                {adds.then(|| view! { <AddKey refresh=move || keys.refresh() /> })}
            </section>
            {(!looks.is_empty()).then(|| view! { <WhoLooked looks /> })}
            <Devices />
            <Language />
            <SignOut />
        </div>
    }
}

/// The ways to who looked into each of her dossiers (F63).
#[component]
fn WhoLooked(looks: Vec<(DossierId, Loaded<DossierPage>)>) -> impl IntoView {
    let lang = language();
    let several = looks.len() > 1;
    let link = move |(dossier, page): (DossierId, Loaded<DossierPage>)| {
        let text = move || {
            let which = page.get().filter(|_| several).map(|page| trajectory_of(lang.get(), &page));
            which.unwrap_or_else(|| lang.get().say(Word::ClientLooksTo).to_owned())
        };
        view! { <ButtonLink text href=format!("/dossiers/{dossier}/looks") glyph=Glyph::Eye mark="to-looks" /> }
    };
    view! {
        <section class="stack">
            <h2>{say(Word::ClientLooksTitle)}</h2>
            <p>{say(Word::ClientLooksLead)}</p>
            <div class="row">{looks.into_iter().map(link).collect::<Vec<_>>()}</div>
        </section>
    }
}

#[component]
fn Language() -> impl IntoView {
    let session = session();
    let lang = language();
    let languages =
        Lang::ALL.iter().map(|lang| (lang.code(), lang.say(Word::LanguageName).to_owned())).collect::<Vec<_>>();
    let chosen = move |code: &'static str| {
        if let Some(chosen) = Lang::from_tag(code) {
            session.speak(chosen);
        }
    };
    view! {
        <section class="stack">
            <h2>{say(Word::ShellLanguage)}</h2>
            <p>{told(MeWord::MeLanguage)}</p>
            <LanguageSwitch
                label=say(Word::ShellLanguage)
                languages
                current=Signal::derive(move || lang.get().code())
                on_choose=chosen
            />
        </section>
    }
}

#[component]
fn SignOut() -> impl IntoView {
    let session = session();
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let leave = move || {
        busy.set(true);
        spawn_local(async move {
            if let Err(failure) = session.sign_out().await {
                busy.try_set(false);
                drop(trouble.try_set(Some(failure.into())));
            }
        });
    };
    view! {
        <section class="stack">
            <h2>{told(MeWord::MeLeave)}</h2>
            <TroubleNotice trouble />
            <div class="row">
                <Button text=told(MeWord::MeSignOut) look=Look::Secondary busy on_press=leave mark="sign-out" />
            </div>
        </section>
    }
}
