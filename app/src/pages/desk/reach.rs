//! How a client can be reached, and correcting it: the address that an invitation and every notice goes to.

use leptos::prelude::*;
use shared::access::Act;
use shared::api::{Contact, DossierPage, NewContact, path};
use shared::ids::{DossierId, EntryId, Uuid};

use super::edit_form::EditForm;
use super::form::Wrongs;
use super::new_client::{EMAIL, PHONE, ReachFields};
use super::passage_fields::focus_soon;
use super::said;
use super::sending::Sending;
use crate::api::{Nothing, put};
use crate::clock;
use crate::ui::{Button, Card, Fact, Facts, Glyph, Look, announcer};
use crate::words::{Word, language, say};

/// Where the button stands that unfolds the form.
const PLACE: &str = "reach";

/// What is known, and the way to change it.
#[component]
pub fn Reach(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let lang = language();
    let contact = Memo::new(move |_| page.with(|page| page.contact.clone()));
    let may = Memo::new(move |_| page.with(|page| page.view.allowed.contains(&Act::ChangeContact)));
    let open = RwSignal::new(false);
    let or_none = move |text: Option<String>| text.unwrap_or_else(|| lang.get().say(Word::DeskPersonNone).to_owned());
    let email = move || or_none(contact.with(|contact| Some(contact.as_ref()?.email.as_ref()?.to_string())));
    let phone = move || or_none(contact.with(|contact| Some(contact.as_ref()?.phone.as_ref()?.to_string())));
    let speaks = move || contact.with(|contact| contact.as_ref().map(|contact| contact.lang.say(Word::LanguageName)));
    let start =
        move || contact.with(|contact| contact.as_ref().map(|contact| lang.get().say(said::start(contact.start))));
    let opened_at = page.with_untracked(|page| page.view.opened_at);
    let unfold = move || {
        open.set(true);
        focus_soon(EMAIL.into());
    };
    view! {
        <Card title=say(Word::DeskPersonReach)>
            <Facts>
                <Fact name=say(Word::DeskPersonEmail)>{email}</Fact>
                <Fact name=say(Word::DeskPersonPhone)>{phone}</Fact>
                <Fact name=say(Word::DeskPersonLang)>{speaks}</Fact>
                <Fact name=say(Word::DeskPersonStart)>{start}</Fact>
                <Fact name=say(Word::DeskPersonOpened)>{move || clock::day(lang.get(), opened_at)}</Fact>
            </Facts>
            <div id=PLACE tabindex="-1">
                {move || match contact.get_untracked() {
                    Some(contact) if open.get() => view! { <Change dossier contact open page /> }.into_any(),
                    _ => view! {
                        <div class="row" hidden=move || !may.get()>
                            <Button text=say(Word::DeskPersonReachChange) look=Look::Quiet glyph=Glyph::Pen on_press=unfold mark="reach-change" />
                        </div>
                    }
                    .into_any(),
                }}
            </div>
        </Card>
    }
}

#[component]
fn Change(dossier: DossierId, contact: Contact, open: RwSignal<bool>, page: RwSignal<DossierPage>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let fields = ReachFields::new(&contact);
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let fold = move || {
        open.set(false);
        focus_soon(PLACE.into());
    };
    let save = move || {
        let mut wrong = Vec::new();
        let (email, phone, speaks) = fields.read(&mut wrong);
        if !wrongs.set(wrong) {
            return;
        }
        let new = NewContact { entry: EntryId(Uuid::nil()), email: email.clone(), phone: phone.clone(), lang: speaks };
        let what = serde_json::to_string(&new).unwrap_or_default();
        let ask = move |entry| async move {
            let at = path::to(path::DOSSIER_CONTACT, &[&dossier]);
            let answer = put::<_, Nothing>(&at, &NewContact { entry, ..new }).await;
            if let Err(failure) = &answer {
                wrongs.take(failure, &[("email", EMAIL), ("phone", PHONE)]);
            }
            answer
        };
        sending.run(what, ask, move |_: Nothing| {
            page.update(|page| {
                if let Some(contact) = &mut page.contact {
                    *contact = Contact { email, phone, lang: speaks, start: contact.start };
                }
            });
            announce(lang.get_untracked().say(Word::DeskPersonReachChanged).to_owned());
            fold();
        });
    };
    view! {
        <EditForm wrongs sending save=say(Word::DeskSave) save_mark="reach-save" on_save=save on_cancel=fold>
            {fields.view(wrongs)}
        </EditForm>
    }
}
