//! For an administrator: who works here for another organisation, and by which agreement (S0a, W2b). Clients read it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::api::{Accepted, BureauPost, StaffView, path};
use shared::bureau::{BureauCommand, Organisation};
use shared::ids::PersonId;
use shared::text::Name;

use super::desk::{Errors, Refused, Sending, Wrong, Wrongs, focus_soon, taken};
use crate::api::post;
use crate::parts::load;
use crate::ui::{Button, Card, Field, OptionItem, Select, Text, announcer};
use crate::words::{BureauWord, Word, language, say, told};

const CARD: &str = "organisations";
const WHO: &str = "organisation-who";
const NAME: &str = "organisation-name";
const AGREEMENT: &str = "organisation-agreement";

/// The card.
#[component]
pub fn OrganisationsCard() -> impl IntoView {
    let lang = language();
    let staff = load::<Vec<StaffView>>(|| path::STAFF.to_owned());
    let working = Memo::new(move |_| {
        let staff = staff.get().unwrap_or_default();
        staff.into_iter().filter(|one| one.ended_at.is_none()).collect::<Vec<_>>()
    });
    let lines = move || {
        let line = |one: StaffView| {
            let Organisation { name, agreement } = one.organisation?;
            let blanks =
                [("name", one.name.as_str()), ("organisation", name.as_str()), ("agreement", agreement.as_str())];
            Some(lang.get().fill_later(BureauWord::OrganisationsLine, &blanks))
        };
        working.get().into_iter().filter_map(line).collect::<Vec<_>>()
    };
    let people = Memo::new(move |_| {
        working.with(|staff| staff.iter().map(|one| (one.person, one.name.to_string())).collect::<Vec<_>>())
    });
    view! {
        <Card title=told(BureauWord::OrganisationsTitle)>
            <div id=CARD tabindex="-1" class="stack" data-test="organisations">
                <p class="quiet small">{told(BureauWord::OrganisationsLead)}</p>
                <p hidden=move || !lines().is_empty()>{told(BureauWord::OrganisationsNobody)}</p>
                <ul class="plain stack-close">
                    {move || lines().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                </ul>
                {move || view! { <Place people=people.get() /> }}
            </div>
        </Card>
    }
}

#[component]
fn Place(people: Vec<(PersonId, String)>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let empty = || RwSignal::new(String::new());
    let (who, name, agreement) = (empty(), empty(), empty());
    let hint = |word| Text::from(told(word));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let mut wrong = Vec::new();
        let person = who.with_untracked(|who| who.parse::<PersonId>().ok());
        if person.is_none() {
            wrong.push((WHO.into(), Wrong::Said(Word::DeskComingWrongWhom)));
        }
        let called = name.get_untracked();
        // Without a name she works for the bureau itself.
        let organisation = if called.trim().is_empty() {
            Some(None)
        } else {
            let name = taken(Name::new(&called), NAME, Word::FieldWrongForm, &mut wrong);
            let by = taken(Name::new(&agreement.get_untracked()), AGREEMENT, Word::FieldWrongForm, &mut wrong);
            name.zip(by).map(|(name, agreement)| Some(Organisation { name, agreement }))
        };
        wrongs.set(wrong);
        let (Some(person), Some(organisation)) = (person, organisation) else { return };
        let command = BureauCommand::PlaceStaff { person, organisation };
        let what = serde_json::to_string(&command).unwrap_or_default();
        let ask = move |entry| async move {
            post::<_, Accepted>(path::BUREAU_COMMANDS, &BureauPost { entry, command }).await
        };
        sending.run(what, ask, move |_| {
            announce(lang.get_untracked().say_later(BureauWord::OrganisationsSaved).to_owned());
            for field in [who, name, agreement] {
                field.set(String::new());
            }
            focus_soon(CARD.into());
        });
    };
    let options = people.into_iter().map(|(person, name)| OptionItem::new(person.to_string(), name)).collect();
    view! {
        <form class="stack" novalidate on:submit=save>
            <Errors wrongs />
            <Refused failure=sending.failure />
            <Select
                label=told(BureauWord::OrganisationsWho)
                value=who
                options
                nothing=told(BureauWord::OrganisationsChoose)
                id=WHO
                mark=WHO
                error=wrongs.of(WHO)
            />
            <Field
                label=told(BureauWord::OrganisationsName)
                hint=hint(BureauWord::OrganisationsNameHint)
                value=name
                id=NAME
                mark=NAME
                error=wrongs.of(NAME)
            />
            <Field
                label=told(BureauWord::OrganisationsAgreement)
                hint=hint(BureauWord::OrganisationsAgreementHint)
                value=agreement
                id=AGREEMENT
                mark=AGREEMENT
                error=wrongs.of(AGREEMENT)
            />
            <div class="row">
                <Button text=say(Word::DeskSave) busy_text=say(Word::DeskSaving) busy=sending.busy submit=true mark="organisation-save" />
            </div>
        </form>
    }
}
