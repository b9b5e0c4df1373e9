//! How people reach the bureau other than through this product: told by an administrator, shown to everybody.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::api::{Accepted, BureauPost, path};
use shared::bureau::{BureauCommand, Contact};
use shared::text::{Email, Name, Phone, TextError};

use super::desk::{FieldId, Refused, Sending, Wrong, Wrongs, taken};
use crate::api::{post, reach};
use crate::ui::{Button, Card, ErrorSummary, Field, Input, Text, TextArea, announcer};
use crate::words::{BureauWord, Word, language, say, told};

const PHONE: &str = "bureau-phone";
const EMAIL: &str = "bureau-email";
const ADDRESS: &str = "bureau-address";
const PLACES: &str = "bureau-places";
const OFFICER: &str = "bureau-officer";

#[derive(Clone, Copy)]
struct Form {
    phone: RwSignal<String>,
    email: RwSignal<String>,
    address: RwSignal<String>,
    places: RwSignal<String>,
    officer: RwSignal<String>,
}

impl Form {
    fn of(contact: Contact) -> Self {
        let line = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        Self {
            phone: line(contact.phone.map(String::from)),
            email: line(contact.email.map(String::from)),
            address: line(contact.address.map(String::from)),
            places: RwSignal::new(contact.places.iter().map(Name::as_str).collect::<Vec<_>>().join("\n")),
            officer: line(contact.officer.map(String::from)),
        }
    }

    fn read(self) -> Result<Contact, Vec<(FieldId, Wrong)>> {
        let mut wrong = Vec::new();
        let lines = self.places.get_untracked();
        let lines = lines.lines().filter(|line| !line.trim().is_empty());
        let read = |line: &str| taken(Name::new(line), PLACES, Word::DeskWrongContactLine, &mut wrong);
        let places = lines.filter_map(read).collect();
        let contact = Contact {
            places,
            phone: line(self.phone, Phone::new, PHONE, Word::DeskWrongContactPhone, &mut wrong),
            email: line(self.email, Email::new, EMAIL, Word::DeskStaffWrongEmail, &mut wrong),
            address: line(self.address, Name::new, ADDRESS, Word::DeskWrongContactLine, &mut wrong),
            officer: line(self.officer, Name::new, OFFICER, Word::DeskWrongContactLine, &mut wrong),
        };
        if wrong.is_empty() { Ok(contact) } else { Err(wrong) }
    }
}

/// What stands in a line, if anything does.
fn line<T>(
    value: RwSignal<String>,
    read: fn(&str) -> Result<T, TextError>,
    id: &'static str,
    form: Word,
    wrong: &mut Vec<(FieldId, Wrong)>,
) -> Option<T> {
    let text = value.get_untracked();
    if text.trim().is_empty() { None } else { taken(read(&text), id, form, wrong) }
}

/// The form. It waits for what is known already, so that saving it loses nothing.
#[component]
pub(super) fn ContactForm() -> impl IntoView {
    let face = reach().face();
    let heard = Memo::new(move |_| face.with(|face| face.name.is_some()));
    move || heard.get().then(|| view! { <Lines known=face.get_untracked().contact /> })
}

#[component]
fn Lines(known: Contact) -> impl IntoView {
    let (lang, announce, reach) = (language(), announcer(), reach());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let (form, saved) = (Form::of(known), RwSignal::new(false));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        saved.set(false);
        let contact = match form.read() {
            Ok(contact) => contact,
            Err(found) => {
                wrongs.set(found);
                return;
            }
        };
        wrongs.set(Vec::new());
        let what = serde_json::to_string(&contact).unwrap_or_default();
        let ask = move |entry| async move {
            let command = BureauCommand::SetContact { contact };
            post::<_, Accepted>(path::BUREAU_COMMANDS, &BureauPost { entry, command }).await
        };
        sending.run(what, ask, move |_: Accepted| {
            announce(lang.get_untracked().say_later(BureauWord::ContactSaved).to_owned());
            saved.set(true);
            leptos::task::spawn_local(reach.ask());
        });
    };
    let line = move |label: BureauWord, value, input, id: &'static str| {
        view! { <Field label=told(label) value input id mark=id error=wrongs.of(id) /> }
    };
    view! {
        <Card title=told(BureauWord::ContactTitle)>
            <form class="stack" novalidate on:submit=save>
                <p>{told(BureauWord::ContactText)}</p>
                <ErrorSummary title=say(Word::UiWrongTitle) errors=wrongs.all() />
                <Refused failure=sending.failure />
                {line(BureauWord::ContactPhone, form.phone, Input::Telephone, PHONE)}
                {line(BureauWord::ContactEmail, form.email, Input::Email, EMAIL)}
                {line(BureauWord::ContactAddress, form.address, Input::Text, ADDRESS)}
                <TextArea label=told(BureauWord::ContactPlaces) hint=Text::from(told(BureauWord::ContactPlacesHint)) value=form.places rows=2 id=PLACES mark=PLACES error=wrongs.of(PLACES) />
                <Field
                    label=told(BureauWord::ContactOfficer)
                    hint=Text::from(told(BureauWord::ContactOfficerHint))
                    value=form.officer
                    id=OFFICER
                    mark=OFFICER
                    error=wrongs.of(OFFICER)
                />
                <div class="row">
                    <Button
                        text=say(Word::DeskSave)
                        busy_text=say(Word::DeskSaving)
                        busy=sending.busy
                        submit=true
                        mark="contact-save"
                    />
                    {move || saved.get().then(|| view! { <span class="small quiet">{told(BureauWord::ContactSaved)}</span> })}
                </div>
            </form>
        </Card>
    }
}
