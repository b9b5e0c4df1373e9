//! Who is reached at an organisation: she is told so by mail at once, and stands here by name only when she is one no more.

use leptos::prelude::*;
use shared::api::ContactLine;
use shared::bureau::BureauCommand;
use shared::bureau::recipients::Person;
use shared::ids::{ContactId, RecipientId};
use shared::text::{Email, Label, Name, Phone};

use super::Desk;
use super::ending::{Ending, What};
use super::line::line_of;
use crate::ids::fresh_contact;
use crate::pages::desk::edit_form::EditForm;
use crate::pages::desk::form::{FieldId, Wrong, Wrongs, taken};
use crate::pages::desk::passage_fields::focus_soon;
use crate::pages::desk::sending::Sending;
use crate::ui::{Button, Field, Glyph, Input, Look, OptionItem, RadioGroup, Text, announcer};
use crate::words::{BureauWord, Lang, Word, language, say, told};

const NAME: &str = "contact-name";
const ROLE: &str = "contact-role";
const EMAIL: &str = "contact-email";
const PHONE: &str = "contact-phone";

/// They, and the way to add one.
#[component]
pub fn Contacts(desk: Desk, recipient: RecipientId) -> impl IntoView {
    let (line, adding) = (desk.one(recipient), RwSignal::new(false));
    let keeps = Memo::new(move |_| desk.page.with(|page| page.keeps));
    // No heading: an error summary in here is one of a higher level.
    let label = field("contacts", recipient);
    let labelled_by = label.clone();
    let ids = Memo::new(move |_| {
        let contacts = line.get().map(|line| line.contacts).unwrap_or_default();
        contacts.iter().map(|contact| contact.contact).collect::<Vec<_>>()
    });
    let add = move || {
        adding.set(true);
        focus_soon(field(NAME, recipient));
    };
    view! {
        <div class="stack-close" role="group" aria-labelledby=labelled_by>
            <p class="group-label" id=label>{told(BureauWord::RecipientsContacts)}</p>
            <p class="quiet" hidden=move || !ids.with(Vec::is_empty)>{told(BureauWord::RecipientsContactsNone)}</p>
            <ul class="plain stack" data-test="contacts">
                <For each=move || ids.get() key=|contact| *contact let:contact>
                    <Contact desk recipient contact />
                </For>
            </ul>
            {move || {
                if !keeps.get() {
                    ().into_any()
                } else if adding.get() {
                    view! { <Form desk recipient known=None open=adding /> }.into_any()
                } else {
                    view! {
                        <div class="row">
                            <Button text=told(BureauWord::RecipientsContactAdd) glyph=Glyph::Person on_press=add mark="contact-add" />
                        </div>
                    }
                    .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Contact(desk: Desk, recipient: RecipientId, contact: ContactId) -> impl IntoView {
    let (lang, line, changing) = (language(), desk.one(recipient), RwSignal::new(false));
    let one = Memo::new(move |_| {
        line.with(|line| line.as_ref()?.contacts.iter().find(|known| known.contact == contact).cloned())
    });
    let keeps = Memo::new(move |_| desk.page.with(|page| page.keeps));
    let name = move || one.with(|one| one.as_ref().map(|one| one.name.to_string())).unwrap_or_default();
    let named = move |word| move || lang.get().fill_later(word, &[("name", &name())]);
    let change = move || {
        changing.set(true);
        focus_soon(format!("{NAME}-{contact}"));
    };
    let end = move || {
        desk.ending.set(Some(Ending { recipient, what: What::Contact(contact), name: untrack(name) }));
    };
    let buttons = move || {
        keeps.get().then(|| {
            view! {
                <div class="row">
                    <Button text=named(BureauWord::RecipientsContactChange) look=Look::Quiet glyph=Glyph::Pen on_press=change mark="contact-change" />
                    <Button text=named(BureauWord::RecipientsContactEnd) look=Look::Quiet glyph=Glyph::Cross on_press=end mark="contact-end" />
                </div>
            }
        })
    };
    let former = move || {
        let on = one.with(|one| one.as_ref().and_then(|one| one.ended_on))?;
        let blanks = [("name", &*name()), ("date", &*on.in_words(lang.get()))];
        Some(lang.get().fill_later(BureauWord::RecipientsContactFormer, &blanks))
    };
    let ended = Memo::new(move |_| one.with(|one| one.as_ref().is_none_or(|one| one.ended_on.is_some())));
    view! {
        <li class="stack-close" data-test="contact">
            {move || {
                if ended.get() {
                    view! { <p class="quiet small">{former}</p> }.into_any()
                } else if changing.get() {
                    view! { <Form desk recipient known=one.get_untracked() open=changing /> }.into_any()
                } else {
                    view! { {move || one.get().map(reached)} {buttons} }.into_any()
                }
            }}
        </li>
    }
}

/// How she is reached.
fn reached(contact: ContactLine) -> impl IntoView {
    let lang = language();
    let ContactLine { name, role, email, phone, since, lang: speaks, .. } = contact;
    let since = move || {
        let lang = lang.get();
        let since = lang.fill_later(BureauWord::RecipientsContactSince, &[("date", &since.in_words(lang))]);
        format!("{since} · {}", speaks.say(Word::LanguageName))
    };
    let email = email.map(|email| view! { <a href=format!("mailto:{email}")>{email.to_string()}</a> });
    let phone = phone.map(|phone| {
        let dialled: String = phone.as_str().chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
        view! { <a href=format!("tel:{dialled}")>{phone.to_string()}</a> }
    });
    view! {
        <p><strong>{name.to_string()}</strong> {role.map(|role| format!(", {role}"))}</p>
        <p class="row reached">{email} {phone}</p>
        <p class="quiet small">{since}</p>
    }
}

fn field(name: &str, of: impl std::fmt::Display) -> String {
    format!("{name}-{of}")
}

/// What is filled in.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    role: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    lang: RwSignal<String>,
}

impl Fields {
    fn new(known: Option<&ContactLine>) -> Self {
        let text = |read: fn(&ContactLine) -> Option<String>| RwSignal::new(known.and_then(read).unwrap_or_default());
        Self {
            name: text(|known| Some(known.name.to_string())),
            role: text(|known| known.role.as_ref().map(ToString::to_string)),
            email: text(|known| known.email.as_ref().map(ToString::to_string)),
            phone: text(|known| known.phone.as_ref().map(ToString::to_string)),
            lang: RwSignal::new(known.map_or_else(Lang::default, |known| known.lang).code().to_owned()),
        }
    }

    fn read(self, of: &str) -> Result<Person, Vec<(FieldId, Wrong)>> {
        let mut wrong = Vec::new();
        let name = taken(Name::new(&self.name.get_untracked()), field(NAME, of), Word::DeskNewWrongName, &mut wrong);
        let (role, phone) = (self.role.get_untracked(), self.phone.get_untracked());
        let given = |text: &str| !text.trim().is_empty();
        let role = given(&role).then(|| taken(Label::new(&role), field(ROLE, of), Word::FieldWrongForm, &mut wrong));
        let email = Email::new(&self.email.get_untracked());
        let email = taken(email, field(EMAIL, of), Word::DeskNewWrongEmail, &mut wrong);
        let phone =
            given(&phone).then(|| taken(Phone::new(&phone), field(PHONE, of), Word::DeskNewWrongPhone, &mut wrong));
        let lang = Lang::from_tag(&self.lang.get_untracked()).unwrap_or_default();
        match (name, email) {
            (Some(name), Some(email)) if wrong.is_empty() => {
                Ok(Person { name, role: role.flatten(), email, phone: phone.flatten(), lang })
            }
            _ => Err(wrong),
        }
    }
}

/// Of a new one, or of one who is there.
#[component]
fn Form(desk: Desk, recipient: RecipientId, known: Option<ContactLine>, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending, fields) = (Wrongs::new(), Sending::new(), Fields::new(known.as_ref()));
    let there = known.map(|known| known.contact);
    let of = there.map_or_else(|| recipient.to_string(), |contact| contact.to_string());
    // The same one, also when the answer was lost and it is sent again.
    let contact = there.unwrap_or_else(fresh_contact);
    let ids = [NAME, ROLE, EMAIL, PHONE].map(|name| field(name, &of));
    let close = move || {
        open.set(false);
        focus_soon(line_of(recipient));
    };
    let save = move || {
        let person = match fields.read(&of) {
            Ok(person) => person,
            Err(found) => {
                wrongs.set(found);
                return;
            }
        };
        wrongs.set(Vec::new());
        let name = person.name.to_string();
        let (command, done) = match there {
            None => (BureauCommand::AddContact { recipient, contact, person }, BureauWord::RecipientsContactAdded),
            Some(_) => (BureauCommand::ChangeContact { recipient, contact, person }, BureauWord::RecipientsChanged),
        };
        sending.bureau(command, move |_| {
            announce(lang.get_untracked().fill_later(done, &[("name", &name)]));
            close();
            desk.changed.run(());
        });
    };
    let hint = |word| Text::from(told(word));
    let langs = Lang::ALL.iter().map(|lang| OptionItem::new(lang.code(), lang.say(Word::LanguageName))).collect();
    let [name, role, email, phone] = ids;
    view! {
        <EditForm wrongs sending save=say(Word::DeskSave) save_mark="contact-save" on_save=save on_cancel=close>
            <p class="small">{told(BureauWord::RecipientsContactTold)}</p>
            <Field label=told(BureauWord::RecipientsContactName) value=fields.name input=Input::Name id=name.clone() mark=NAME error=wrongs.of(name) />
            <Field label=told(BureauWord::RecipientsContactRole) hint=hint(BureauWord::RecipientsContactRoleHint) value=fields.role id=role.clone() mark=ROLE error=wrongs.of(role) />
            <Field label=told(BureauWord::RecipientsContactEmail) hint=hint(BureauWord::RecipientsContactEmailHint) value=fields.email input=Input::Email id=email.clone() mark=EMAIL error=wrongs.of(email) />
            <Field label=told(BureauWord::RecipientsContactPhone) hint=hint(BureauWord::RecipientsContactPhoneHint) value=fields.phone input=Input::Telephone id=phone.clone() mark=PHONE error=wrongs.of(phone) />
            <RadioGroup label=told(BureauWord::RecipientsContactLang) value=fields.lang options=langs />
        </EditForm>
    }
}
