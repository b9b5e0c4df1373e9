//! Who looks along for a reason: who let her in, why and until when, and the way to end it (P13, S6, W11b).

use leptos::prelude::*;
use shared::access::Act;
use shared::dossier::guests::Guest;

use super::no::No;
use super::{Guided, named};
use crate::clock;
use crate::pages::looks::role;
use crate::ui::{Button, Card, Fact, Facts, Look};
use crate::words::{ClientWord, language, told};

#[component]
pub(super) fn LooksAlong(guided: Guided) -> impl IntoView {
    let known = Memo::new(move |_| guided.page.with(|page| page.view.guest));
    move || known.get().map(|guest| view! { <Here guided guest /> })
}

#[component]
fn Here(guided: Guided, guest: Guest) -> impl IntoView {
    let lang = language();
    let said = move |word, person| move || named(lang.get(), word, &guided.name(person));
    let as_what = move || {
        let lang = lang.get();
        lang.fill_later(ClientWord::PeopleGuestRole, &[("role", &capital(lang.say_later(role(guest.role))))])
    };
    let until = move || guided.page.with(|page| clock::near_day(lang.get(), guest.until, page.today));
    let why = move || guided.page.with(|page| page.guest_why.as_ref().map(|known| known.why.to_string()));
    let fault = move || guided.page.with(|page| page.guest_why.as_ref()?.fault.as_ref().map(ToString::to_string));
    let ends = Memo::new(move |_| guided.allows(Act::EndGuest));
    view! {
        <div data-test="guest">
            <Card title=said(ClientWord::PeopleGuestTitle, guest.person)>
                <p>{as_what}</p>
                <Facts>
                    <Fact name=told(ClientWord::PeopleGuestWhy)>{why}</Fact>
                    {fault().is_some().then(|| view! { <Fact name=told(ClientWord::PeopleGuestFault)>{fault}</Fact> })}
                    <Fact name=told(ClientWord::PeopleLastDay)>{until}</Fact>
                </Facts>
                <p>{told(ClientWord::PeopleGuestEnds)}</p>
                <p class="quiet small">{said(ClientWord::PeopleGuestBy, guest.by)}</p>
                <div class="row" hidden=move || !ends.get()>
                    <Button
                        text=told(ClientWord::PeopleGuestEnd)
                        look=Look::Secondary
                        on_press=move || guided.refusing.begin(No::Guest(guest.entry, guest.person))
                        mark="end-guest"
                    />
                </div>
            </Card>
        </div>
    }
}

/// The same words at the beginning of a sentence.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
