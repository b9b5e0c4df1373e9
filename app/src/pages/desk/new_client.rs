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
use crate::ui::{Button, ButtonLink, Field, Glyph, Input, Look, OptionItem, PageHeading, RadioGroup, Text};
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
    ids: [&'static str; 2],
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
            ids: [EMAIL, PHONE],
        }
    }

    /// The same with other ids of the address and the number: two such forms can stand on one page.
    #[must_use]
    pub fn at(self, ids: [&'static str; 2]) -> Self {
        Self { ids, ..self }
    }

    /// What can be kept, with notes of what is wrong: there must be one way to reach her.
    pub fn read(self, wrong: &mut Vec<(FieldId, Wrong)>) -> (Option<Email>, Option<Phone>, Lang) {
        let (email, phone) = (self.email.get_untracked(), self.phone.get_untracked());
        if email.trim().is_empty() && phone.trim().is_empty() {
            wrong.push((self.ids[0].into(), Wrong::Said(Word::DeskNewWrongReach)));
        }
        let given = |text: &String| !text.trim().is_empty();
        let read = Some(&email).filter(|text| given(text)).map(|text| Email::new(text));
        let email = read.and_then(|read| taken(read, self.ids[0], Word::DeskNewWrongEmail, wrong));
        let read = Some(&phone).filter(|text| given(text)).map(|text| Phone::new(text));
        let phone = read.and_then(|read| taken(read, self.ids[1], Word::DeskNewWrongPhone, wrong));
        (email, phone, Lang::from_tag(&self.lang.get_untracked()).unwrap_or_default())
    }

    /// The fields, as they are asked of a client.
    pub fn view(self, wrongs: Wrongs) -> impl IntoView {
        let said = [Word::DeskNewReach, Word::DeskNewEmail, Word::DeskNewPhone, Word::DeskNewLang];
        self.asked(wrongs, said.map(|word| Text::from(say(word))))
    }

    /// The fields, with what is said above them, and of the address, the number and the language.
    pub fn asked(self, wrongs: Wrongs, [lead, mail, telephone, speaks]: [Text; 4]) -> impl IntoView {
        let [email, phone] = self.ids;
        let langs = Lang::ALL.iter().map(|lang| OptionItem::new(lang.code(), lang.say(Word::LanguageName))).collect();
        view! {
            <fieldset class="group stack">
                <legend class="sr-only">{say(Word::DeskPersonReach)}</legend>
                <p>{move || lead.get()}</p>
                <Field label=mail value=self.email input=Input::Email id=email mark=email error=wrongs.of(email) />
                <Field label=telephone value=self.phone input=Input::Telephone id=phone mark=phone error=wrongs.of(phone) />
            </fieldset>
            <RadioGroup label=speaks value=self.lang options=langs />
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
