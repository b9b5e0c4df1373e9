//! Adding an organisation, and changing what is known of it.

use leptos::prelude::*;
use shared::bureau::BureauCommand;
use shared::bureau::recipients::{Details, RecipientKind};
use shared::ids::RecipientId;
use shared::text::{Name, Place};

use super::line::line_of;
use super::{Desk, LIST, said};
use crate::ids::fresh_recipient;
use crate::pages::desk::edit_form::EditForm;
use crate::pages::desk::form::{FieldId, Wrong, Wrongs, taken};
use crate::pages::desk::passage_fields::focus_soon;
use crate::pages::desk::sending::Sending;
use crate::ui::{Button, Field, Glyph, Look, OptionItem, Select, Text, announcer};
use crate::words::{BureauWord, Word, language, say, told};

const KIND: &str = "recipient-kind";
const NAME: &str = "recipient-name";
const ADDRESS: &str = "recipient-address";

/// The id of the field for the name: of a new one, or of one that is changed.
pub fn name_of(recipient: Option<RecipientId>) -> String {
    field(NAME, recipient)
}

fn field(name: &str, recipient: Option<RecipientId>) -> String {
    recipient.map_or_else(|| name.to_owned(), |recipient| format!("{name}-{recipient}"))
}

/// What is filled in.
#[derive(Clone, Copy)]
struct Fields {
    recipient: Option<RecipientId>,
    name: RwSignal<String>,
    address: RwSignal<String>,
}

impl Fields {
    fn new(recipient: Option<RecipientId>, known: Option<Details>) -> Self {
        let (name, address) = known.map_or_else(Default::default, |known| {
            (known.name.to_string(), known.address.map(String::from).unwrap_or_default())
        });
        Self { recipient, name: RwSignal::new(name), address: RwSignal::new(address) }
    }

    fn read(self, wrong: &mut Vec<(FieldId, Wrong)>) -> Option<Details> {
        let id = |name| field(name, self.recipient);
        let name = taken(Name::new(&self.name.get_untracked()), id(NAME), Word::DeskNewWrongName, wrong);
        let address = self.address.get_untracked();
        let given = !address.trim().is_empty();
        let address =
            given.then(|| taken(Place::new(&address), id(ADDRESS), Word::DeskWrongContactLine, wrong)).flatten();
        Some(Details { name: name?, address })
    }

    fn view(self, wrongs: Wrongs) -> impl IntoView {
        let (name, address) = (field(NAME, self.recipient), field(ADDRESS, self.recipient));
        view! {
            <Field label=told(BureauWord::RecipientsName) value=self.name id=name.clone() mark=NAME error=wrongs.of(name) />
            <Field
                label=told(BureauWord::RecipientsAddress)
                hint=Text::from(told(BureauWord::RecipientsAddressHint))
                value=self.address
                id=address.clone()
                mark=ADDRESS
                error=wrongs.of(address)
            />
        }
    }
}

/// The button, and the form that it unfolds.
#[component]
pub fn AddRecipient(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    let unfold = move || {
        open.set(true);
        focus_soon(KIND.into());
    };
    move || {
        if open.get() {
            view! { <section class="card stack"><Add desk open /></section> }.into_any()
        } else {
            view! {
                <div class="row">
                    <Button text=told(BureauWord::RecipientsAdd) look=Look::Primary glyph=Glyph::Plus on_press=unfold mark="recipient-add" />
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Add(desk: Desk, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending, fields) = (Wrongs::new(), Sending::new(), Fields::new(None, None));
    let chosen = RwSignal::new(String::new());
    // The same one, also when the answer was lost and it is sent again.
    let recipient = fresh_recipient();
    let close = move || {
        open.set(false);
        focus_soon(LIST.into());
    };
    let save = move || {
        let mut wrong = Vec::new();
        let kind = chosen.with_untracked(|chosen| chosen.parse::<usize>().ok());
        let kind = kind.and_then(|at| RecipientKind::ALL.get(at).copied());
        if kind.is_none() {
            wrong.push((KIND.into(), Wrong::later(BureauWord::RecipientsWrongKind)));
        }
        let details = fields.read(&mut wrong);
        let well = wrongs.set(wrong);
        let (Some(kind), Some(details), true) = (kind, details, well) else { return };
        let name = details.name.to_string();
        sending.bureau(BureauCommand::AddRecipient { recipient, kind, details }, move |_| {
            announce(lang.get_untracked().fill_later(BureauWord::RecipientsAdded, &[("name", &name)]));
            desk.added.set(Some(recipient));
            // Until it stands in the list, and takes the focus itself.
            close();
            desk.changed.run(());
        });
    };
    let kinds = RecipientKind::ALL.iter().enumerate();
    let kinds = kinds.map(|(at, kind)| OptionItem::new(at.to_string(), told(said::kind(*kind)))).collect();
    view! {
        <h2>{told(BureauWord::RecipientsAdd)}</h2>
        <EditForm wrongs sending save=say(Word::DeskSave) save_mark="recipient-save" on_save=save on_cancel=close>
            <Select
                label=told(BureauWord::RecipientsKind)
                hint=Text::from(told(BureauWord::RecipientsKindHint))
                value=chosen
                options=kinds
                nothing=told(BureauWord::RecipientsChoose)
                id=KIND
                mark=KIND
                error=wrongs.of(KIND)
            />
            {fields.view(wrongs)}
        </EditForm>
    }
}

/// What is known of it, to be changed.
#[component]
pub fn ChangeDetails(desk: Desk, recipient: RecipientId, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let known = desk.one(recipient).get_untracked().and_then(|line| line.details);
    let (wrongs, sending, fields) = (Wrongs::new(), Sending::new(), Fields::new(Some(recipient), known));
    let close = move || {
        open.set(false);
        focus_soon(line_of(recipient));
    };
    let save = move || {
        let mut wrong = Vec::new();
        let details = fields.read(&mut wrong);
        let well = wrongs.set(wrong);
        let (Some(details), true) = (details, well) else { return };
        let name = details.name.to_string();
        sending.bureau(BureauCommand::ChangeRecipient { recipient, details }, move |_| {
            announce(lang.get_untracked().fill_later(BureauWord::RecipientsChanged, &[("name", &name)]));
            close();
            desk.changed.run(());
        });
    };
    view! {
        <EditForm wrongs sending save=say(Word::DeskSave) save_mark="recipient-save" on_save=save on_cancel=close>
            {fields.view(wrongs)}
        </EditForm>
    }
}
