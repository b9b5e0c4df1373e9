//! Recipients at the desk: who they are and who is reached there, what was agreed, and whether anything may go there.

use serde_json::json;
use support::page::Page;
use thirtyfour::Key;

use crate::keyboard::{enters, strike, tabs_to};
use crate::people::{BOARD, Hands, World};
use crate::walk::Walk;

const RECIPIENTS: &str = "/recipients";
const READY: &str = "Hier mag iets naartoe";
const MISSING: &str = "Overeenkomst ontbreekt";

/// What is said beside a name, in words.
async fn stands(page: &Page, name: &str, wanted: &str) {
    let script = "const line = [...document.querySelectorAll(\"[data-test='recipient']\")]
        .find(line => line.querySelector('h3').textContent.trim() === arguments[0]);
        return line?.querySelector('.tag').textContent.trim()";
    let said = async || (page.js(script, vec![json!(name)]).await == json!(wanted)).then_some(());
    page.until(format!("«{wanted}» beside {name}"), said).await;
}

/// The names in the list, in its order.
async fn names(page: &Page) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll(\"[data-test='recipient'] h3\")].map(name => name.textContent.trim())";
    serde_json::from_value(page.js(script, vec![]).await).expect("names")
}

/// Unfolds what more there is about one.
async fn unfolds(page: &Page, name: &str) {
    let script = "const one = [...document.querySelectorAll('summary')]
        .find(one => one.innerText.includes(arguments[0])); one?.click(); return Boolean(one)";
    let opened = async || (page.js(script, vec![json!(name)]).await == json!(true)).then_some(());
    page.until(format!("more about {name}"), opened).await;
}

// Keeps: G28, R1.10
#[tokio::test]
async fn an_administrator_records_an_agreement_and_from_then_on_something_may_go_there() {
    let world = World::demo().await;
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let (page, mut walk) = (&administrator.page, Walk::default());
    page.open(world.server.url(BOARD)).await;
    page.click("to-recipients").await;
    page.at(RECIPIENTS).await;
    stands(page, "Testhuis Midden", READY).await;
    stands(page, "Keuzewijzer", MISSING).await;
    page.sees("Uw reglement noemt dit soort ontvangers niet.").await;
    stands(page, "UWV Utrecht", "Niet volgens uw reglement").await;
    walk.look_around(page, "desk-recipients").await;

    unfolds(page, "Keuzewijzer").await;
    page.sees("Zonder overeenkomst gaat er niets naartoe (AVG 28). Nodig is een verwerkersovereenkomst.").await;
    page.sees("otto@keuzewijzer.example").await;
    walk.look_around(page, "desk-recipient-open").await;
    page.click("agreement-add").await;
    page.click("agreement-save").await;
    page.css(".error-summary:not([hidden])").await;
    page.sees("Kies welke overeenkomst het is.").await;
    walk.look_around(page, "desk-recipient-agreement").await;
    page.click_css("fieldset input[type=radio]", 0).await;
    page.picks_day("agreement-signed", 0).await;
    page.picks_day("agreement-until", -2).await;
    page.fill_part("agreement-kept", "Kast 2, map Keuzewijzer").await;
    page.click("agreement-save").await;
    page.sees("Kies een laatste dag vanaf vandaag").await;
    page.picks_day("agreement-until", 300).await;
    page.click("agreement-save").await;
    stands(page, "Keuzewijzer", READY).await;
    page.sees("Ligt hier: Kast 2, map Keuzewijzer.").await;
    walk.look_around(page, "desk-recipient-agreed").await;

    // It ends after one question, and from then on nothing may go there.
    page.click("agreement-end").await;
    page.sees("De overeenkomst met Keuzewijzer beëindigen?").await;
    walk.look(page, "desk-recipient-end-agreement").await;
    page.keys(Key::Escape).await;
    page.click("lang-nl").await;
    page.click("agreement-end").await;
    page.click("end-confirm").await;
    stands(page, "Keuzewijzer", MISSING).await;
    page.sees("Beëindigd op").await;
    page.has_no_trouble().await;
    walk.ends();
}

// Part of: R1.2
#[tokio::test]
async fn with_keys_alone_a_coach_adds_an_organisation_and_who_is_reached_there_and_that_person_is_told() {
    let world = World::demo().await;
    let coach = world.coach_at_the_board().await;
    let (page, mut walk) = (&coach.page, Walk::default());
    page.part("to-recipients").await;
    enters(page, "to-recipients").await;
    page.part("recipients-page").await;

    // What lacks is told, and nothing is lost.
    enters(page, "recipient-add").await;
    tabs_to(page, "recipient-name").await;
    page.keys("Leerhuis De Brug").await;
    enters(page, "recipient-save").await;
    page.css(".error-summary:not([hidden])").await;
    page.sees("Kies wat deze organisatie is.").await;
    walk.look_around(page, "desk-recipient-form").await;
    tabs_to(page, "recipient-kind").await;
    page.keys("Test").await;
    enters(page, "recipient-save").await;
    stands(page, "Leerhuis De Brug", MISSING).await;
    page.focus_is("recipient").await;
    page.sees("Vraag een beheerder om die vast te leggen.").await;
    page.has_no("agreement-add").await;

    // Pressed twice, it is one person; a mail goes there, and names nobody.
    enters(page, "contact-add").await;
    tabs_to(page, "contact-name").await;
    page.keys("Sara Brug").await;
    tabs_to(page, "contact-email").await;
    page.keys("sara").await;
    enters(page, "contact-save").await;
    page.css("[data-test='contact-email'][aria-invalid=true]").await;
    walk.look_around(page, "desk-recipient-contact").await;
    page.fill_part("contact-email", "sara@brug.example").await;
    tabs_to(page, "contact-save").await;
    strike(page, "Enter", 13, "\r").await;
    strike(page, "Enter", 13, "\r").await;
    page.sees("Sara Brug veranderen").await;
    let told = async || {
        let mails = world.server.outbox();
        let hers: Vec<_> = mails.into_iter().filter(|mail| mail.contains("To: sara@brug.example")).collect();
        (!hers.is_empty()).then_some(hers)
    };
    let told = page.until("a mail to who is reached", told).await;
    assert!(told.len() == 1 && !told[0].contains("Noor") && !told[0].contains("Sara Brug"), "{told:?}");
    walk.look_around(page, "desk-recipient-contact-added").await;

    // Found by the name of who is reached there; found no more when it was taken off the list.
    page.fill_part("recipients-search", "sara").await;
    page.until("one recipient", async || (names(page).await == ["Leerhuis De Brug"]).then_some(())).await;
    page.click("recipient-end").await;
    page.sees("Leerhuis De Brug van de lijst halen?").await;
    walk.look(page, "desk-recipient-end").await;
    page.keys(Key::Escape).await;
    page.click("lang-nl").await;
    page.click("recipient-end").await;
    page.click("end-confirm").await;
    page.sees("Geen ontvanger past bij wat u zoekt.").await;
    unfolds(page, "Van de lijst gehaald").await;
    page.sees("Leerhuis De Brug (testbureau), op").await;
    walk.look_around(page, "desk-recipients-former").await;
    page.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn a_new_bureau_has_no_recipients_and_the_page_says_what_to_do() {
    let world = World::empty().await;
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let (page, mut walk) = (&administrator.page, Walk::default());
    page.open(world.server.url(RECIPIENTS)).await;
    page.sees("Er zijn nog geen ontvangers").await;
    walk.look_around(page, "desk-recipients-none").await;
    walk.ends();
}
