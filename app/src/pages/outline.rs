//! What stands around every page: brand, lock, language and looks, and the way to help, always in the same place.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::NewRulesNotice;
use crate::api::reach;
use crate::fetched::{Fetched, Part};
use crate::parts::{Gate, Human, Lock, SyncBanner, SyncLine};
use crate::session::{Standing, session};
use crate::theme::{choose_theme, theme};
use crate::ui::{Disclosure, Frame, Glyph, Icon, LanguageSwitch, ThemeSwitch, hush_while};
use crate::words::{Lang, Word, language, say};

#[component]
pub fn Outline(children: Children) -> impl IntoView {
    let session = session();
    hush_while(session.closed());
    // Who signs in belongs to a bureau; before that it is the one of this address.
    Effect::new(move |_| {
        if session.entered().get() > 0 {
            spawn_local(reach().ask());
        }
    });
    view! {
        <Frame
            skip=say(Word::ShellSkip)
            home="/"
            start=|| view! { <Heard /> }
            end=|| view! { <Own /> }
            above=|| view! { <SyncBanner /> }
            foot=|| view! { <Foot /> }
        >
            <Gate>
                <News />
                <NewRulesNotice />
                {children()}
            </Gate>
        </Frame>
        <Lock />
    }
}

/// For who is signed in: the lock.
#[component]
fn Own() -> impl IntoView {
    let session = session();
    let here = signed_in();
    move || {
        here.get().then(|| {
            view! {
                <button
                    type="button"
                    class="button button-quiet"
                    data-test="lock"
                    aria-keyshortcuts="F9 Alt+L"
                    title=say(Word::PhoneLockKeys)
                    on:click=move |_| session.lock()
                >
                    <Icon glyph=Glyph::Lock />
                    <span>{say(Word::PhoneLockNow)}</span>
                </button>
            }
        })
    }
}

fn signed_in() -> Memo<bool> {
    let standing = session().standing();
    Memo::new(move |_| standing.get() == Standing::In)
}

/// A key made lately is told to a client on every page (F4).
#[component]
fn News() -> impl IntoView {
    let me = session().me();
    let client = Memo::new(move |_| me.with(|me| me.as_ref().is_some_and(|me| !me.dossiers.is_empty())));
    move || client.get().then(|| view! { <Fetched part=Part::NewKeys beside=true /> })
}

/// When the bureau was last heard, for who is signed in.
#[component]
fn Heard() -> impl IntoView {
    let here = signed_in();
    move || here.get().then(|| view! { <SyncLine /> })
}

/// A human being and help first: they stand in the same place on every screen.
#[component]
fn Foot() -> impl IntoView {
    let here = signed_in();
    view! {
        <Human />
        <a href="/help" data-test="to-help">{say(Word::PhoneHelpTitle)}</a>
        <a href="/regulation" data-test="to-regulation">{say(Word::PhoneToRegulation)}</a>
        {move || here.get().then(|| view! { <a href="/me" data-test="to-me">{say(Word::PhoneToMe)}</a> })}
        <Fetched part=Part::Aloud beside=true />
        <Looks />
    }
}

/// Language and theme, folded away until somebody wants them.
#[component]
fn Looks() -> impl IntoView {
    let (session, lang, theme) = (session(), language(), theme());
    let languages =
        Lang::ALL.iter().map(|lang| (lang.code(), lang.say(Word::LanguageName).to_owned())).collect::<Vec<_>>();
    let chosen = move |code: &'static str| {
        if let Some(chosen) = Lang::from_tag(code) {
            session.speak(chosen);
        }
    };
    view! {
        <LanguageSwitch label=say(Word::ShellLanguage) languages current=Signal::derive(move || lang.get().code()) on_choose=chosen />
        <Disclosure summary=say(Word::ShellTheme)>
            <ThemeSwitch
                label=say(Word::ShellTheme)
                system=say(Word::ShellThemeSystem)
                light=say(Word::ShellThemeLight)
                dark=say(Word::ShellThemeDark)
                current=theme
                on_choose=move |chosen| choose_theme(theme, chosen)
            />
        </Disclosure>
    }
}
