//! A regulation that is new to who is signed in: told on every page until she has read what changes (M13b, S13, R8).

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_location, use_navigate};
use shared::api::{BureauPost, Post, path};
use shared::bureau::BureauCommand;
use shared::dossier::Command;
use shared::log::Role;

use crate::api::{self, Nothing};
use crate::ids::fresh_entry;
use crate::parts::{RulesChanged, RulesFacts, Shown, TroubleNotice, load_rules};
use crate::session::session;
use crate::trouble::Trouble;
use crate::ui::{Button, ButtonLink, Glyph, Look, Notice, PageHeading, announcer};
use crate::words::{Word, language, say};

const HERE: &str = "/regulation/new";

fn unread() -> Memo<Option<u32>> {
    let me = session().me();
    Memo::new(move |_| me.with(|me| me.as_ref().filter(|me| me.bound)?.regulation))
}

fn client() -> Memo<bool> {
    let me = session().me();
    Memo::new(move |_| me.with(|me| me.as_ref().is_some_and(|me| me.role == Role::Client)))
}

/// Across each page, but not on the one it leads to.
#[component]
pub fn NewRulesNotice() -> impl IntoView {
    let (unread, at) = (unread(), use_location().pathname);
    let here = Memo::new(move |_| unread.get().is_some() && at.with(|at| at != HERE));
    let client = client();
    // As wide as the page below it.
    let around = move || if client.get() { "page stack news no-print" } else { "page-wide stack news no-print" };
    move || {
        here.get().then(|| {
            view! {
                <div class=around data-test="new-rules">
                    <Notice title=say(Word::PhoneRulesNewTitle)>
                        <div class="row">
                            <ButtonLink text=say(Word::PhoneRulesNewRead) href=HERE glyph=Glyph::Document mark="read-new-rules" />
                        </div>
                    </Notice>
                </div>
            }
        })
    }
}

/// What changes, and that she has read it.
#[component]
pub fn NewRules() -> impl IntoView {
    let (loaded, client, lang) = (load_rules("/api/regulation?mine=true"), client(), language());
    let lead = move || {
        let word = if client.get() { Word::PhoneRulesNewLead } else { Word::PhoneRulesNewLeadStaff };
        Some(lang.get().say(word).to_owned())
    };
    let shown = |page| {
        view! {
            <RulesFacts page />
            <div class="stack">
                <RulesChanged page />
            </div>
        }
    };
    view! {
        <article class="page stack" data-test="rules-changed">
            <PageHeading text=say(Word::PhoneRulesNewTitle) lead />
            <Shown loaded view=shown />
            <p>
                <a class="consult-line" href="/regulation">{say(Word::PhoneRulesWhole)}</a>
            </p>
            <HaveRead />
        </article>
    }
}

#[component]
fn HaveRead() -> impl IntoView {
    let (session, tell, lang) = (session(), announcer(), language());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let (unread, navigate, entry) = (unread(), use_navigate(), fresh_entry());
    let client = client();
    let dossiers =
        move || session.me().with_untracked(|me| me.as_ref().map(|me| me.dossiers.clone()).unwrap_or_default());
    let read = move || {
        let Some(version) = unread.get_untracked() else { return };
        let (navigate, client, dossiers) = (navigate.clone(), client.get_untracked(), dossiers());
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let answer = if client {
                tell_dossiers(&dossiers, version).await
            } else {
                let post = BureauPost { entry, command: BureauCommand::AcknowledgeRegulation { version } };
                api::post::<_, Nothing>(path::BUREAU_COMMANDS, &post).await.map(drop)
            };
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    session.ask().await;
                    tell(lang.get_untracked().say(Word::PhoneRulesReadDone).to_owned());
                    navigate("/", leptos_router::NavigateOptions::default());
                }
                Err(failure) => drop(trouble.try_set(Some(failure.into()))),
            }
        });
    };
    view! {
        <div class="stack-close no-print" hidden=move || unread.get().is_none()>
            <p hidden=move || !client.get()>{say(Word::PhoneRulesPromise)}</p>
            <TroubleNotice trouble />
            <Button
                text=say(Word::PhoneRulesRead)
                look=Look::Primary
                glyph=Glyph::Check
                busy
                on_press=read
                mark="have-read"
            />
        </div>
    }
}

/// Each of her dossiers follows; the same again changes nothing.
async fn tell_dossiers(dossiers: &[shared::ids::DossierId], version: u32) -> Result<(), api::Failure> {
    for dossier in dossiers {
        let post = Post { entry: fresh_entry(), command: Command::AcknowledgeRegulation { version } };
        api::post::<_, Nothing>(&path::to(path::DOSSIER_COMMANDS, &[dossier]), &post).await?;
    }
    Ok(())
}
