//! A coach takes on a client: her name, how she can be reached, and her language. Then she is invited.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::{ClientAdded, NewClient, path};
use shared::ids::EntryId;
use shared::text::{Email, Name, Phone};

use super::form::{FieldId, Wrong, Wrongs, taken};
use super::refused::Refused;
use super::said::perhaps;
use super::sending::Sending;
use crate::api::post;
use crate::ui::{Button, ButtonLink, ErrorSummary, Field, Glyph, Input, Look, OptionItem, PageHeading, RadioGroup};
use crate::words::{Lang, Word, say};

const NAME: &str = "client-name";
const EMAIL: &str = "client-email";
const PHONE: &str = "client-phone";

/// What is in the form.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    lang: RwSignal<String>,
}

impl Form {
    fn read(self) -> Result<NewClient, Vec<(FieldId, Wrong)>> {
        let mut wrong = Vec::new();
        let name = taken(Name::new(&self.name.get_untracked()), NAME, Word::DeskNewWrongName, &mut wrong);
        let (email, phone) = (self.email.get_untracked(), self.phone.get_untracked());
        if email.trim().is_empty() && phone.trim().is_empty() {
            wrong.push((EMAIL.into(), Wrong::Said(Word::DeskNewWrongReach)));
        }
        let given = |text: &String| !text.trim().is_empty();
        let read = Some(&email).filter(|text| given(text)).map(|text| Email::new(text));
        let email = read.and_then(|read| taken(read, EMAIL, Word::DeskNewWrongEmail, &mut wrong));
        let read = Some(&phone).filter(|text| given(text)).map(|text| Phone::new(text));
        let phone = read.and_then(|read| taken(read, PHONE, Word::DeskNewWrongPhone, &mut wrong));
        let lang = Lang::from_tag(&self.lang.get_untracked()).unwrap_or_default();
        match name {
            // The entry comes when it is sent.
            Some(name) if wrong.is_empty() => {
                Ok(NewClient { entry: EntryId(shared::ids::Uuid::nil()), name, email, phone, lang })
            }
            _ => Err(wrong),
        }
    }
}

/// The page.
#[component]
pub fn AddClient() -> impl IntoView {
    let empty = || RwSignal::new(String::new());
    let lang = RwSignal::new(Lang::default().code().to_owned());
    let form = Form { name: empty(), email: empty(), phone: empty(), lang };
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let navigate = use_navigate();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let new = match form.read() {
            Ok(new) => new,
            Err(found) => {
                wrongs.set(found);
                return;
            }
        };
        wrongs.set(Vec::new());
        let navigate = navigate.clone();
        let what = serde_json::to_string(&new).unwrap_or_default();
        let ask = move |entry| async move {
            let answer = post::<_, ClientAdded>(path::CLIENTS, &NewClient { entry, ..new }).await;
            if let Err(failure) = &answer {
                wrongs.take(failure, &[("name", NAME), ("email", EMAIL), ("phone", PHONE)]);
            }
            answer
        };
        sending.run(what, ask, move |added: ClientAdded| {
            navigate(&format!("/dossiers/{}", added.dossier), NavigateOptions { replace: true, ..Default::default() });
        });
    };
    let langs = Lang::ALL.iter().map(|lang| OptionItem::new(lang.code(), lang.say(Word::LanguageName))).collect();
    view! {
        <form class="page stack" novalidate on:submit=send>
            <p class="desk-back"><ButtonLink text=say(Word::DeskToBoard) href="/" look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
            <PageHeading text=say(Word::DeskNewTitle) lead=perhaps(Word::DeskNewLead) problem=wrongs.problem() />
            <ErrorSummary title=say(Word::UiWrongTitle) errors=wrongs.all() />
            <Refused failure=sending.failure />
            <Field label=say(Word::DeskNewName) hint=perhaps(Word::DeskNewNameHint) value=form.name input=Input::Name id=NAME mark=NAME error=wrongs.of(NAME) />
            <fieldset class="group stack">
                <legend class="sr-only">{say(Word::DeskPersonReach)}</legend>
                <p>{say(Word::DeskNewReach)}</p>
                <Field label=say(Word::DeskNewEmail) value=form.email input=Input::Email id=EMAIL mark=EMAIL error=wrongs.of(EMAIL) />
                <Field label=say(Word::DeskNewPhone) value=form.phone input=Input::Telephone id=PHONE mark=PHONE error=wrongs.of(PHONE) />
            </fieldset>
            <RadioGroup label=say(Word::DeskNewLang) value=form.lang options=langs />
            <div class="row">
                <Button text=say(Word::DeskNewSave) busy_text=say(Word::DeskNewMaking) look=Look::Primary busy=sending.busy submit=true mark="client-save" />
            </div>
        </form>
    }
}
