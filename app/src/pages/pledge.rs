//! Before anything else, whoever works here promises secrecy (M5b, M9c, W11a, F65).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{BureauPost, path};
use shared::bureau::BureauCommand;
use shared::text::Sentence;

use crate::api::{self, Nothing};
use crate::ids::fresh_entry;
use crate::parts::{TroubleNotice, text};
use crate::session::session;
use crate::trouble::Trouble;
use crate::ui::{Choice, Choices, PageHeading};
use crate::words::{Word, language, say};

/// The sentence, and yes or no to it.
#[component]
pub fn Pledge() -> impl IntoView {
    let (session, lang) = (session(), language());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let entry = fresh_entry();
    let promise = move || {
        let Ok(sentence) = Sentence::new(lang.get_untracked().say(Word::StaffPledge)) else { return };
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let post = BureauPost { entry, command: BureauCommand::Pledge { sentence } };
            let answer = api::post::<_, Nothing>(path::BUREAU_COMMANDS, &post).await;
            busy.try_set(false);
            match answer {
                Ok(_) => session.ask().await,
                Err(failure) => drop(trouble.try_set(Some(failure.into()))),
            }
        });
    };
    let leave = move || {
        spawn_local(async move {
            if let Err(failure) = session.sign_out().await {
                trouble.try_set(Some(failure.into()));
            }
        });
    };
    let choices = vec![
        Choice::new(say(Word::PhonePledgeYes), promise).with_mark("pledge"),
        Choice::new(say(Word::PhonePledgeNo), leave).with_mark("pledge-no"),
    ];
    view! {
        <article class="page stack" data-test="pledge-page">
            <PageHeading text=say(Word::PhonePledgeTitle) lead=text(Word::PhonePledgeLead) />
            <blockquote class="passage said-text">{say(Word::StaffPledge)}</blockquote>
            <p class="small quiet">{say(Word::PhonePledgeWhy)}</p>
            <p>
                <a class="consult-line" href="/regulation">{say(Word::PhoneToRegulation)}</a>
            </p>
            <TroubleNotice trouble />
            <Choices question=say(Word::PhonePledgeTitle) choices busy />
        </article>
    }
}
