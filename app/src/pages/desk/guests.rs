//! Who looks along for a reason, letting somebody in, and what is said to who was let in (P13, S6, W11b).

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::access::{Act, Relation};
use shared::api::DossierPage;
use shared::dossier::Command;
use shared::dossier::guests::{DAYS_MAX, FAULT_DAYS_MAX};
use shared::ids::DossierId;
use shared::log::Role;
use shared::text::{Label, Remark};
use shared::time::CivilDate;

use super::edit_form::EditForm;
use super::form::{Wrong, Wrongs, taken};
use super::guides::named;
use super::guides_forms::Folded;
use super::passage_fields::focus_soon;
use super::refused::Refused;
use super::sending::Sending;
use crate::pages::staff_list::role_words;
use crate::ui::{Button, Card, Field, Glyph, Input, Look, Notice, OptionItem, Select, Text, TextArea, announcer};
use crate::words::{DossierWord, Word, language, say, told};

const CARD: &str = "guests";
const WHOM: &str = "guest-whom";
const FAULT: &str = "guest-fault";
const UNTIL: &str = "guest-until";
const WHY: &str = "guest-why";

/// Said on top of the page to who looks along, with the way to stop.
#[component]
pub fn LooksAlong(page: RwSignal<DossierPage>) -> impl IntoView {
    let lang = language();
    let is_you = Memo::new(move |_| page.with(|page| page.view.you == Relation::Guest));
    let title = move || {
        let until = page.with(|page| page.view.guest.map(|guest| guest.until.in_words(lang.get())));
        lang.get().fill_later(DossierWord::GuestsYou, &[("date", &until.unwrap_or_default())])
    };
    let why = move || {
        let why = page.with(|page| page.guest_why.as_ref().map(|known| known.why.to_string()))?;
        Some(lang.get().fill_later(DossierWord::GuestsYouWhy, &[("why", &why)]))
    };
    move || {
        is_you.get().then(|| {
            view! {
                <Notice title>
                    <p>{told(DossierWord::GuestsYouText)}</p>
                    <p>{why}</p>
                    <End page text=DossierWord::GuestsLeave />
                </Notice>
            }
        })
    }
}

/// On the client's page, for who may let somebody in.
#[component]
pub fn GuestsCard(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let may = move |act| Memo::new(move |_| page.with(|page| page.view.allowed.contains(&act)));
    let (admits, ends) = (may(Act::AdmitGuest), may(Act::EndGuest));
    let is_you = Memo::new(move |_| page.with(|page| page.view.you == Relation::Guest));
    let shown = Memo::new(move |_| !is_you.get() && (admits.get() || ends.get()));
    move || {
        shown.get().then(|| {
            view! {
                <Card title=told(DossierWord::GuestsTitle)>
                    <div id=CARD tabindex="-1" class="stack" data-test="guests">
                        {move || ends.get().then(|| view! { <Here page /> })}
                        {move || admits.get().then(|| view! { <Admit page dossier /> })}
                    </div>
                </Card>
            }
        })
    }
}

/// Who looks along now, why and until when.
#[component]
fn Here(page: RwSignal<DossierPage>) -> impl IntoView {
    let lang = language();
    let said = move || {
        let lang = lang.get();
        let (name, until) = page.with(|page| Some((named(page, page.view.guest?.person), page.view.guest?.until)))?;
        Some(lang.fill_later(DossierWord::GuestsHere, &[("name", &name), ("until", &until.in_words(lang))]))
    };
    let why = move || page.with(|page| page.guest_why.as_ref().map(|known| known.why.to_string()));
    let unmailed =
        Memo::new(move |_| page.with(|page| page.contact.as_ref().is_some_and(|contact| contact.email.is_none())));
    let fault = move || {
        let fault = page.with(|page| page.guest_why.as_ref()?.fault.as_ref().map(ToString::to_string))?;
        Some(lang.get().fill_later(DossierWord::GuestsHereFault, &[("fault", &fault)]))
    };
    view! {
        <p>{said}</p>
        <p class="small quiet" hidden=move || fault().is_none()>{fault}</p>
        <p class="small quiet said-text">{why}</p>
        <p class="small" hidden=move || !unmailed.get()>{told(DossierWord::GuestsNoMail)}</p>
        <End page text=DossierWord::GuestsEnd />
    }
}

/// It ends at once.
#[component]
fn End(page: RwSignal<DossierPage>, text: DossierWord) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let navigate = StoredValue::new_local(use_navigate());
    let end = move || {
        let Some((dossier, guest)) = page.with_untracked(|page| Some((page.view.id, page.view.guest?.entry))) else {
            return;
        };
        // For who looked along there is no such page any more.
        let leaves = page.with_untracked(|page| page.view.you == Relation::Guest);
        sending.command(dossier, Command::EndGuest { guest }, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::GuestsEnded).to_owned());
            if leaves {
                navigate.try_with_value(|go| go("/", NavigateOptions::default()));
            } else {
                focus_soon(CARD.into());
            }
        });
    };
    view! {
        <Refused failure=sending.failure />
        <div class="row">
            <Button text=told(text) busy_text=say(Word::DeskSaving) look=Look::Quiet glyph=Glyph::Cross busy=sending.busy on_press=end mark="end-guest" />
        </div>
    }
}

#[component]
fn Admit(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let open = RwSignal::new(false);
    let nobody = Memo::new(move |_| page.with(|page| page.may_come.is_empty()));
    view! {
        <Folded nobody none=DossierWord::GuestsNobody text=DossierWord::GuestsAdmit glyph=Glyph::Eye mark="admit-guest" first=WHOM open>
            <Form page dossier open />
        </Folded>
    }
}

#[component]
fn Form(page: RwSignal<DossierPage>, dossier: DossierId, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let empty = || RwSignal::new(String::new());
    let (whom, fault, why) = (empty(), empty(), empty());
    let (today, may_come) = page.with_untracked(|page| (page.today, page.may_come.clone()));
    let until = RwSignal::new(today.to_string());
    let people = StoredValue::new(may_come.clone());
    let chosen = Memo::new(move |_| {
        let person = whom.with(|whom| whom.parse().ok())?;
        people.with_value(|people| people.iter().find(|one| one.person == person).map(|one| (person, one.role)))
    });
    let mends = Memo::new(move |_| chosen.get().is_some_and(|(_, role)| role == Role::Technician));
    let fold = move || {
        open.set(false);
        focus_soon(CARD.into());
    };
    let save = move || {
        let mut wrong = Vec::new();
        if chosen.get_untracked().is_none() {
            wrong.push((WHOM.into(), Wrong::Said(Word::DeskWrongGuest)));
        }
        let number = mends
            .get_untracked()
            .then(|| taken(Label::new(&fault.get_untracked()), FAULT, Word::DeskWrongGuestFault, &mut wrong));
        let last = until.with_untracked(|until| until.parse::<CivilDate>().ok()).filter(|last| *last >= today);
        if last.is_none() {
            wrong.push((UNTIL.into(), Wrong::Said(Word::DeskWrongGuestUntil)));
        }
        let why = taken(Remark::new(&why.get_untracked()), WHY, Word::DeskWrongGuestWhy, &mut wrong);
        let clean = wrong.is_empty();
        wrongs.set(wrong);
        let (Some((person, _)), Some(until), Some(why)) = (chosen.get_untracked(), last, why) else { return };
        if !clean {
            return;
        }
        let command = Command::AdmitGuest { person, until, fault: number.flatten(), why };
        sending.command(dossier, command, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::GuestsSaved).to_owned());
            fold();
        });
    };
    let days = move || {
        let (fault_days, days) = (FAULT_DAYS_MAX.to_string(), DAYS_MAX.to_string());
        lang.get().fill_later(DossierWord::GuestsUntilHint, &[("fault_days", &fault_days), ("days", &days)])
    };
    let option = move |one: shared::api::MayCome| {
        let role = move || lang.get().say(role_words(one.role).1);
        let name = one.name.to_string();
        OptionItem::new(one.person.to_string(), move || format!("{name}, {}", role().to_lowercase()))
    };
    view! {
        <div class="stack">
            <h3>{told(DossierWord::GuestsAdmit)}</h3>
            <p class="small">{told(DossierWord::GuestsLead)}</p>
            <EditForm wrongs sending save=told(DossierWord::GuestsSave) save_mark="guest-save" on_save=save on_cancel=fold>
                <Select
                    label=told(DossierWord::GuestsWhom)
                    value=whom
                    options=may_come.into_iter().map(option).collect()
                    nothing=told(DossierWord::GuestsChoose)
                    id=WHOM
                    mark=WHOM
                    error=wrongs.of(WHOM)
                />
                {move || {
                    mends.get().then(|| view! { <Field label=told(DossierWord::GuestsFault) value=fault id=FAULT mark=FAULT error=wrongs.of(FAULT) /> })
                }}
                <TextArea label=told(DossierWord::GuestsWhy) hint=Text::from(told(DossierWord::GuestsWhyHint)) value=why rows=3 id=WHY mark=WHY error=wrongs.of(WHY) />
                <Field label=told(DossierWord::GuestsUntil) hint=Text::from(days) value=until input=Input::Date id=UNTIL mark=UNTIL error=wrongs.of(UNTIL) />
            </EditForm>
        </div>
    }
}
