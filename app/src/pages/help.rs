//! Help in plain words, inside the app itself, so that it can be read without a connection.

use leptos::prelude::*;

use crate::parts::{HumanFacts, text};
use crate::ui::{Disclosure, PageHeading};
use crate::words::{Word, say};

const QUESTIONS: [(Word, Word); 9] = [
    (Word::PhoneHelpSignIn, Word::PhoneHelpSignInText),
    (Word::PhoneHelpLost, Word::PhoneHelpLostText),
    (Word::PhoneHelpKey, Word::PhoneHelpKeyText),
    (Word::PhoneHelpAgree, Word::PhoneHelpAgreeText),
    (Word::PhoneHelpDisagree, Word::PhoneHelpDisagreeText),
    (Word::PhoneHelpLater, Word::PhoneHelpLaterText),
    (Word::PhoneHelpOffline, Word::PhoneHelpOfflineText),
    (Word::PhoneHelpLock, Word::PhoneHelpLockText),
    (Word::PhoneHelpPrivacy, Word::PhoneHelpPrivacyText),
];

#[component]
pub fn Help() -> impl IntoView {
    let questions = QUESTIONS
        .into_iter()
        .map(|(question, answer)| {
            view! {
                <Disclosure summary=say(question)>
                    <p>{say(answer)}</p>
                </Disclosure>
            }
        })
        .collect_view();
    view! {
        <article class="page stack" data-test="help">
            <PageHeading text=say(Word::PhoneHelpTitle) lead=text(Word::PhoneHelpLead) />
            <div>{questions}</div>
            <section class="card">
                <h2>{say(Word::PhoneHelpPerson)}</h2>
                <p>{say(Word::PhoneHelpPersonText)}</p>
                <HumanFacts />
                <p><a class="consult-line" href="/regulation">{say(Word::PhoneRegulationTitle)}</a></p>
            </section>
        </article>
    }
}
