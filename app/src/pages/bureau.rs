//! How the bureau works, below who works there: its regulation, its settings, its name, how to reach it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::api::{Accepted, BureauPost, path};
use shared::bureau::BureauCommand;
use shared::text::Name;

use super::desk::{Errors, Refused, Sending, Wrongs, perhaps, taken};
use super::organisations::OrganisationsCard;
use super::settings::SettingsCard;
use super::staff_contact::ContactForm;
use super::unguided::UnguidedCards;
use crate::api::post;
use crate::session::session;
use crate::ui::{Button, ButtonLink, Card, Field, Glyph, announcer};
use crate::words::{BureauWord, Word, language, say, told};

const BUREAU: &str = "bureau-name";

/// The cards.
#[component]
pub fn BureauCards() -> impl IntoView {
    view! {
        <UnguidedCards />
        <div class="panes">
            <SettingsCard />
            <div class="stack">
                <Card title=told(BureauWord::RulesTitle)>
                    <p>{told(BureauWord::RulesOpenText)}</p>
                    <div class="row"><ButtonLink text=told(BureauWord::RulesOpen) href="/regulations" glyph=Glyph::Document mark="to-rules" /></div>
                </Card>
                <Card title=told(BureauWord::RecipientsTitle)>
                    <p>{told(BureauWord::RecipientsToText)}</p>
                    <div class="row"><ButtonLink text=told(BureauWord::RecipientsTo) href="/recipients" glyph=Glyph::Mail mark="to-recipients" /></div>
                </Card>
                <Card title=told(BureauWord::LogTitle)>
                    <p>{told(BureauWord::LogLead)}</p>
                    <div class="row"><ButtonLink text=told(BureauWord::LogTo) href="/log" glyph=Glyph::Document mark="to-log" /></div>
                </Card>
                <Card title=told(BureauWord::HeldTo)>
                    <p>{told(BureauWord::HeldToText)}</p>
                    <div class="row"><ButtonLink text=told(BureauWord::HeldTo) href="/forms" glyph=Glyph::Print mark="to-held" /></div>
                </Card>
                <Bureau />
                <ContactForm />
                <OrganisationsCard />
            </div>
        </div>
    }
}

/// The name that clients and staff see.
#[component]
fn Bureau() -> impl IntoView {
    let (lang, announce, session) = (language(), announcer(), session());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let known = session.me().with_untracked(|me| me.as_ref().map(|me| me.bureau_name.as_str().to_owned()));
    let (name, saved) = (RwSignal::new(known.unwrap_or_default()), RwSignal::new(false));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let mut wrong = Vec::new();
        let read = taken(Name::new(&name.get_untracked()), BUREAU, Word::DeskStaffWrongName, &mut wrong);
        wrongs.set(wrong);
        let Some(new) = read else { return };
        let what = new.as_str().to_owned();
        let ask = move |entry| async move {
            let command = BureauCommand::Rename { name: new };
            post::<_, Accepted>(path::BUREAU_COMMANDS, &BureauPost { entry, command }).await
        };
        sending.run(what, ask, move |_: Accepted| {
            announce(lang.get_untracked().say(Word::DeskStaffBureauSaved).to_owned());
            saved.set(true);
            leptos::task::spawn_local(session.ask());
        });
    };
    view! {
        <Card title=say(Word::DeskStaffBureau)>
            <form class="stack" novalidate on:submit=save>
                <Errors wrongs />
                <Refused failure=sending.failure />
                <Field label=say(Word::DeskStaffBureauName) hint=perhaps(Word::DeskStaffBureauHint) value=name id=BUREAU mark=BUREAU error=wrongs.of(BUREAU) />
                <div class="row">
                    <Button text=say(Word::DeskSave) busy_text=say(Word::DeskSaving) busy=sending.busy submit=true mark="bureau-save" />
                    {move || saved.get().then(|| view! { <span class="small quiet">{say(Word::DeskStaffBureauSaved)}</span> })}
                </div>
            </form>
        </Card>
    }
}
