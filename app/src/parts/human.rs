//! A human being, in the same words and in the same place everywhere (screens 25): whom to call, and how else.

use leptos::prelude::*;
use shared::bureau::Contact;

use crate::api::reach;
use crate::ui::{Fact, Facts};
use crate::words::{Word, say};

fn contact() -> Memo<Contact> {
    let face = reach().face();
    Memo::new(move |_| face.with(|face| face.contact.clone()))
}

/// What a telephone dials.
fn dialled(number: &str) -> String {
    let number: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{number}")
}

/// One line: the number to call, else the address to write to, else her coach.
#[component]
pub fn Human() -> impl IntoView {
    let contact = contact();
    let line = move || match contact.get() {
        Contact { phone: Some(phone), .. } => view! {
            {say(Word::PhoneHumanCall)}
            " "
            <a href=dialled(phone.as_str())>{phone.to_string()}</a>
        }
        .into_any(),
        Contact { email: Some(email), .. } => view! {
            {say(Word::PhoneHumanWrite)}
            " "
            <a href=format!("mailto:{email}")>{email.to_string()}</a>
        }
        .into_any(),
        _ => say(Word::PhoneHumanCoach).into_any(),
    };
    view! { <p class="human" data-test="human">{line}</p> }
}

/// Every way to the bureau that an administrator has told of.
#[component]
pub fn HumanFacts() -> impl IntoView {
    let contact = contact();
    move || {
        let Contact { phone, email, address, places, officer } = contact.get();
        let places = (!places.is_empty()).then(|| {
            places.into_iter().map(|place| view! { <div>{String::from(place)}</div> }).collect_view().into_any()
        });
        let phone = phone.map(|phone| {
            view! { <a class="consult-line" href=dialled(phone.as_str())>{phone.to_string()}</a> }.into_any()
        });
        let email = email.map(|email| {
            view! { <a class="consult-line" href=format!("mailto:{email}")>{email.to_string()}</a> }.into_any()
        });
        let lines = [
            (Word::PhoneHumanPhone, phone),
            (Word::PhoneHumanEmail, email),
            (Word::PhoneHumanAddress, address.map(|address| String::from(address).into_any())),
            (Word::PhoneHumanPlaces, places),
            (Word::PhoneHumanOfficer, officer.map(|officer| String::from(officer).into_any())),
        ];
        let lines = lines.into_iter().filter_map(|(name, value)| value.map(|value| (name, value)));
        let shown: Vec<_> = lines.map(|(name, value)| view! { <Fact name=say(name)>{value}</Fact> }).collect();
        (!shown.is_empty()).then(|| view! { <Facts>{shown}</Facts> })
    }
}
