//! The administrator's page: who works at the bureau, and below it how it works. Never a word of what clients say (F58).

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::api::{InvitationMade, NewStaff, StaffView, path};
use shared::ids::EntryId;
use shared::log::Role;
use shared::text::{Email, Name};

use super::desk::{Errors, FieldId, Half, Refused, Sending, Wrong, Wrongs, focus_soon, perhaps, taken};
use super::staff_list::{StaffList, role_words};
use crate::api::post;
use crate::fetched::{Fetched, Part};
use crate::parts::{Shown, load};
use crate::ui::{Button, Card, Field, Glyph, Input, Look, Notice, OptionItem, PageHeading, RadioGroup};
use crate::words::{Lang, Word, language, say};

const NAME: &str = "staff-name";
const EMAIL: &str = "staff-email";
const ROLE: &str = "staff-role";

/// The page.
#[component]
pub fn StaffPage() -> impl IntoView {
    let loaded = load::<Vec<StaffView>>(|| path::STAFF.to_owned());
    let changed = Callback::new(move |()| loaded.refresh());
    provide_context(Changed(changed));
    view! {
        <div class="page-wide stack">
            <PageHeading text=say(Word::DeskStaffTitle) lead=perhaps(Word::DeskStaffLead) />
            <div class="panes">
                <Shown loaded view=|staff| view! { <StaffList staff /> } />
                <Invite changed />
            </div>
            <Fetched part=Part::Bureau beside=true />
        </div>
    }
}

/// Asks for the list again.
#[derive(Clone, Copy)]
pub struct Changed(pub Callback<()>);

/// Somebody who was invited just now, and the code for her.
#[derive(Clone)]
struct Invited {
    name: String,
    made: InvitationMade,
}

/// Somebody new on the staff: the link goes by mail, the code stays on this screen.
#[component]
fn Invite(changed: Callback<()>) -> impl IntoView {
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let form = Form::new();
    let invited = RwSignal::new(None::<Invited>);
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
        let name = new.name.as_str().to_owned();
        let what = serde_json::to_string(&new).unwrap_or_default();
        let ask = move |entry| async move {
            let answer = post::<_, InvitationMade>(path::STAFF, &NewStaff { entry, ..new }).await;
            if let Err(failure) = &answer {
                wrongs.take(failure, &[("name", NAME), ("email", EMAIL), ("role", ROLE)]);
            }
            answer
        };
        sending.run(what, ask, move |made| {
            form.clear();
            invited.set(Some(Invited { name, made }));
            changed.run(());
        });
    };
    let hide = move || {
        invited.set(None);
        focus_soon(NAME.into());
    };
    view! {
        <Card title=say(Word::DeskStaffInvite)>
            {move || invited.get().map(|shown| view! { <Code shown on_hide=hide /> })}
            <form class="stack" novalidate on:submit=send>
                <Errors wrongs />
                <Refused failure=sending.failure />
                <Field label=say(Word::DeskStaffName) value=form.name input=Input::Name id=NAME mark=NAME error=wrongs.of(NAME) />
                <Field label=say(Word::DeskStaffEmail) value=form.email input=Input::Email id=EMAIL mark=EMAIL error=wrongs.of(EMAIL) />
                <div data-test="staff-role">
                    <RadioGroup label=say(Word::DeskStaffRole) value=form.role options=roles() id=ROLE error=wrongs.of(ROLE) />
                </div>
                <RadioGroup label=say(Word::DeskStaffLang) value=form.lang options=langs() />
                <div class="row">
                    <Button text=say(Word::DeskStaffSend) busy_text=say(Word::DeskInviteBusy) look=Look::Primary glyph=Glyph::Mail busy=sending.busy submit=true mark="staff-invite" />
                </div>
            </form>
        </Card>
    }
}

/// The code for somebody who was invited, with her name.
#[component]
fn Code(shown: Invited, #[prop(into)] on_hide: Callback<()>) -> impl IntoView {
    let lang = language();
    let name = shown.name;
    let title = move || lang.get().fill(Word::DeskStaffInvited, &[("name", &name)]);
    view! {
        <div class="stack-close" data-test="staff-code">
            <Notice title=title />
            <Half made=shown.made on_hide />
        </div>
    }
}

#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    email: RwSignal<String>,
    role: RwSignal<String>,
    lang: RwSignal<String>,
}

impl Form {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        let lang = RwSignal::new(Lang::default().code().to_owned());
        Self { name: empty(), email: empty(), role: empty(), lang }
    }

    fn clear(self) {
        for field in [self.name, self.email, self.role] {
            field.set(String::new());
        }
    }

    fn read(self) -> Result<NewStaff, Vec<(FieldId, Wrong)>> {
        let mut wrong = Vec::new();
        let name = taken(Name::new(&self.name.get_untracked()), NAME, Word::DeskStaffWrongName, &mut wrong);
        let email = taken(Email::new(&self.email.get_untracked()), EMAIL, Word::DeskStaffWrongEmail, &mut wrong);
        let chosen = self.role.get_untracked();
        let role = Role::STAFF.iter().copied().find(|role| role_words(*role).0 == chosen);
        if role.is_none() {
            wrong.push((ROLE.into(), Wrong::Said(Word::DeskStaffWrongRole)));
        }
        let lang = Lang::from_tag(&self.lang.get_untracked()).unwrap_or_default();
        match (name, email, role) {
            // The entry comes when it is sent.
            (Some(name), Some(email), Some(role)) => {
                Ok(NewStaff { entry: EntryId(shared::ids::Uuid::nil()), name, email, role, lang })
            }
            _ => Err(wrong),
        }
    }
}

fn roles() -> Vec<OptionItem> {
    let role = |role: &Role| {
        let (name, word, hint) = role_words(*role);
        OptionItem::new(name, say(word)).with_hint(say(hint))
    };
    Role::STAFF.iter().map(role).collect()
}

fn langs() -> Vec<OptionItem> {
    Lang::ALL.iter().map(|lang| OptionItem::new(lang.code(), lang.say(Word::LanguageName))).collect()
}
