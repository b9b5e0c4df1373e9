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

use crate::parts::{PageProblem, Shown, TroubleNotice, load, problem};
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
    let dossier = me.with_untracked(|me| me.as_ref().and_then(|me| me.dossiers.first().copied()));
    // Whether a key has to wait is told by the dossier; only a client has one.
    let page = dossier.map(|dossier| load::<DossierPage>(move || path::to(path::DOSSIER, &[&dossier])));
    let shown = move |list: RwSignal<Vec<PasskeyView>>| view! { <Keys list page refresh=move || keys.refresh() /> };
    view! {
        <div class="page stack-far">
            <PageHeading text=told(MeWord::MeTitle) lead=name problem=problem(wrong) />
            <section class="stack">
                <h2 id=KEYS tabindex="-1">{told(MeWord::KeysTitle)}</h2>
                <p>{told(MeWord::KeysText)}</p>
                {page.map(|page| view! { <WaitingList page mine=keys /> })}
                <Shown loaded=keys view=shown />
                <AddKey refresh=move || keys.refresh() />
            </section>
            {dossier.map(|dossier| view! { <WhoLooked dossier /> })}
            <Devices />
            <Language />
            <SignOut />
        </div>
    }
}

/// The way to who looked into her dossier (F63).
#[component]
fn WhoLooked(dossier: DossierId) -> impl IntoView {
    view! {
        <section class="stack">
            <h2>{say(Word::ClientLooksTitle)}</h2>
            <p>{say(Word::ClientLooksLead)}</p>
            <div class="row">
                <ButtonLink
                    text=say(Word::ClientLooksTo)
                    href=format!("/dossiers/{dossier}/looks")
                    glyph=Glyph::Eye
                    mark="to-looks"
                />
            </div>
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
