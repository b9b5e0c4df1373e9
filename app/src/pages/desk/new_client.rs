//! A coach takes on a client: her name, how she can be reached, and her language. Then she is invited.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::{ClientAdded, ClientStart, Contact, NewClient, path};
use shared::ids::EntryId;
use shared::text::{Email, Name, Phone};

use super::exchange::ToExchange;
use super::form::{Errors, FieldId, Wrong, Wrongs, taken};
use super::refused::Refused;
use super::said::perhaps;
use super::sending::Sending;
use crate::api::post;
use crate::ui::{Button, ButtonLink, Field, Glyph, Input, Look, OptionItem, PageHeading, RadioGroup};
use crate::words::{Lang, Word, say};

const NAME: &str = "client-name";
/// The field of her mail address.
pub const EMAIL: &str = "client-email";
/// The field of her telephone number.
pub const PHONE: &str = "client-phone";

/// How somebody can be reached, while it is filled in.
#[derive(Clone, Copy)]
pub struct ReachFields {
    email: RwSignal<String>,
    phone: RwSignal<String>,
    lang: RwSignal<String>,
}

impl ReachFields {
    /// With what is known.
    #[must_use]
    pub fn new(known: &Contact) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        Self {
            email: text(known.email.as_ref().map(ToString::to_string)),
            phone: text(known.phone.as_ref().map(ToString::to_string)),
            lang: RwSignal::new(known.lang.code().to_owned()),
        }
    }

    /// What can be kept, with notes of what is wrong: there must be one way to reach her.
    pub fn read(self, wrong: &mut Vec<(FieldId, Wrong)>) -> (Option<Email>, Option<Phone>, Lang) {
        let (email, phone) = (self.email.get_untracked(), self.phone.get_untracked());
        if email.trim().is_empty() && phone.trim().is_empty() {
            wrong.push((EMAIL.into(), Wrong::Said(Word::DeskNewWrongReach)));
        }
        let given = |text: &String| !text.trim().is_empty();
        let read = Some(&email).filter(|text| given(text)).map(|text| Email::new(text));
        let email = read.and_then(|read| taken(read, EMAIL, Word::DeskNewWrongEmail, wrong));
        let read = Some(&phone).filter(|text| given(text)).map(|text| Phone::new(text));
        let phone = read.and_then(|read| taken(read, PHONE, Word::DeskNewWrongPhone, wrong));
        (email, phone, Lang::from_tag(&self.lang.get_untracked()).unwrap_or_default())
    }

    /// The fields.
    pub fn view(self, wrongs: Wrongs) -> impl IntoView {
        let langs = Lang::ALL.iter().map(|lang| OptionItem::new(lang.code(), lang.say(Word::LanguageName))).collect();
        view! {
            <fieldset class="group stack">
                <legend class="sr-only">{say(Word::DeskPersonReach)}</legend>
                <p>{say(Word::DeskNewReach)}</p>
                <Field label=say(Word::DeskNewEmail) value=self.email input=Input::Email id=EMAIL mark=EMAIL error=wrongs.of(EMAIL) />
                <Field label=say(Word::DeskNewPhone) value=self.phone input=Input::Telephone id=PHONE mark=PHONE error=wrongs.of(PHONE) />
            </fieldset>
            <RadioGroup label=say(Word::DeskNewLang) value=self.lang options=langs />
        }
    }
}

fn read(name: RwSignal<String>, reach: ReachFields) -> Result<NewClient, Vec<(FieldId, Wrong)>> {
    let mut wrong = Vec::new();
    let name = taken(Name::new(&name.get_untracked()), NAME, Word::DeskNewWrongName, &mut wrong);
    let (email, phone, lang) = reach.read(&mut wrong);
    match name {
        // The entry comes when it is sent.
        Some(name) if wrong.is_empty() => {
            Ok(NewClient { entry: EntryId(shared::ids::Uuid::nil()), name, email, phone, lang })
        }
        _ => Err(wrong),
    }
}

/// The page.
#[component]
pub fn AddClient() -> impl IntoView {
    let name = RwSignal::new(String::new());
    let nothing = Contact { email: None, phone: None, lang: Lang::default(), start: ClientStart::NotInvited };
    let reach = ReachFields::new(&nothing);
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    // Gone with the page: who left is not sent anywhere.
    let navigate = StoredValue::new_local(use_navigate());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let new = match read(name, reach) {
            Ok(new) => new,
            Err(found) => {
                wrongs.set(found);
                return;
            }
        };
        wrongs.set(Vec::new());
        let what = serde_json::to_string(&new).unwrap_or_default();
        let ask = move |entry| async move {
            let answer = post::<_, ClientAdded>(path::CLIENTS, &NewClient { entry, ..new }).await;
            if let Err(failure) = &answer {
                wrongs.take(failure, &[("name", NAME), ("email", EMAIL), ("phone", PHONE)]);
            }
            answer
        };
        sending.run(what, ask, move |added: ClientAdded| {
            let options = NavigateOptions { replace: true, ..Default::default() };
            navigate.try_with_value(|go| go(&format!("/dossiers/{}", added.dossier), options));
        });
    };
    view! {
        <form class="page stack" novalidate on:submit=send>
            <p class="desk-back"><ButtonLink text=say(Word::DeskToBoard) href="/" look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <PageHeading text=say(Word::DeskNewTitle) lead=perhaps(Word::DeskNewLead) />
            <ToExchange />
            <Errors wrongs />
            <Refused failure=sending.failure />
            <Field label=say(Word::DeskNewName) hint=perhaps(Word::DeskNewNameHint) value=name input=Input::Name id=NAME mark=NAME error=wrongs.of(NAME) />
            {reach.view(wrongs)}
            <div class="row">
                <Button text=say(Word::DeskNewSave) busy_text=say(Word::DeskNewMaking) look=Look::Primary busy=sending.busy submit=true mark="client-save" />
            </div>
        </form>
    }
}
