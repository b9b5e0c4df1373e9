//! Consent: a coach asks at a document, the client sees the very pages on her phone and says yes with her key, no, or later;
//! what she said yes to she withdraws in two taps (F23-F29, F38, G7).

use std::path::Path;

use serde_json::json;
use shared::policy::presets::Preset;
use support::documents::{noise_png, pdf_of};
use support::page::Page;

use crate::files::on_the_device;
use crate::new_rules::played_under;
use crate::people::{Hands, Played};
use crate::walk::Walk;

const PAYER: &str = "Bloemenhandel De Linde (betaalt het traject)";

/// Waits until every picture on the page is drawn.
async fn is_drawn(page: &Page) {
    let script = "const all = [...document.querySelectorAll('.paper-picture img')];
        return all.length > 0 && all.every(img => img.complete && img.naturalWidth > 0)";
    let drawn = async || (page.js(script, vec![]).await == json!(true)).then_some(());
    page.until("the pictures are drawn", drawn).await;
}

/// The coach brings a report and opens it.
pub async fn brings_a_report(desk: &Page) {
    brings(desk, false).await;
}

/// The same, where it says something of her health.
pub async fn brings_a_report_about_health(desk: &Page) {
    brings(desk, true).await;
}

async fn brings(desk: &Page, health: bool) {
    let report = on_the_device("voortgang_winter.pdf", &pdf_of(&["U werkt twee uur per dag"]));
    brings_file(desk, &report, health).await;
}

async fn brings_file(desk: &Page, report: &Path, health: bool) {
    desk.follow("Noor Jansen").await;
    desk.click("to-documents").await;
    desk.click("document-add").await;
    desk.chooses("document-kind", "Rapport").await;
    desk.chooses("document-purpose", "verslag aan wie betaalt of aan uw leidinggevende").await;
    desk.chooses("document-source", "het bureau").await;
    if health {
        desk.click("document-health").await;
    }
    desk.part("document-file").await.send_keys(report.to_string_lossy()).await.expect("a file is chosen");
    desk.sees("Klaar om toe te voegen").await;
    desk.click("document-submit").await;
    desk.are_there("document", 1).await;
    let title = report.file_stem().unwrap_or_default().to_string_lossy().replace('_', " ");
    desk.follow(&title).await;
    desk.part("consent-card").await;
}

/// The coach fills in the question, until the pages are before her.
pub async fn makes_the_pages(desk: &Page, why: &str) {
    desk.click("consent-ask").await;
    desk.chooses("consent-whom", PAYER).await;
    desk.click_css("#consent-until-1", 0).await;
    desk.picks_day("consent-date", 20).await;
    desk.fill_part("consent-why", why).await;
    desk.click("consent-make").await;
    desk.part("consent-made").await;
}

/// The order, the size and the looks of the three answers are the same (F26).
async fn are_equal(page: &Page) {
    let script = "const all = [...document.querySelectorAll(\"[data-test='consent-answers'] .choice\")];
        const look = one => { const style = getComputedStyle(one); const box = one.getBoundingClientRect();
            return [Math.round(box.height), Math.round(box.width), style.backgroundColor, style.color, style.fontWeight].join() };
        return all.length === 3 && new Set(all.map(look)).size === 1 && !all.includes(document.activeElement)";
    let equal = async || (page.js(script, vec![]).await == json!(true)).then_some(());
    page.until("yes, no and later are equal", equal).await;
}

// Keeps: W7e
// Part of: W7d
#[tokio::test]
async fn f37_what_a_machine_finds_is_decided_one_by_one_and_she_reads_why() {
    let played = Played::begin().await;
    let (phone, desk, mut walk) = (&played.client.page, &played.coach.page, Walk::default());
    let lines = ["Noor was depressief, nummer 1112.22.333. Na de therapie werkt zij twee uur per dag."];
    brings_file(desk, &on_the_device("voortgang_herfst.pdf", &pdf_of(&lines)), false).await;
    makes_the_pages(desk, "De werkgever wil weten hoe het gaat.").await;
    desk.are_there("check-found", 3).await;
    desk.sees("burgerservicenummer").await;
    walk.look_around(desk, "desk-consent-check").await;
    desk.click("consent-send").await;
    desk.sees("Schrijf hier een reden.").await;
    walk.look(desk, "desk-consent-check-wrong").await;
    desk.click("lang-nl").await;
    for (field, why) in [
        ("#check-why-0", "Een ordernummer, geen persoon."),
        ("#check-why-1", "Zij wil zelf dat de werkgever dit weet."),
    ] {
        let field = desk.css(field).await;
        desk.type_into(&field, why).await;
    }
    desk.click("check-same").await;
    // Whoever changes the question does not write all of it again.
    desk.click("consent-change").await;
    desk.click("consent-make").await;
    desk.are_there("check-found", 3).await;
    desk.click("consent-send").await;
    desk.sees("Wacht op antwoord").await;
    phone.click("consents").await;
    phone.click("consent-open").await;
    phone.part("consent-checked").await;
    for said in [
        "••••••333",
        "Een ordernummer, geen persoon.",
        "depressief",
        "therapie",
        "Zij wil zelf dat de werkgever dit weet.",
    ] {
        phone.sees(said).await;
    }
    walk.look_around(phone, "phone-consent-checked").await;
    for person in [&played.coach, &played.client] {
        person.page.has_no_trouble().await;
    }
    walk.ends();
}

// Keeps: P12
// Part of: P11
#[tokio::test]
async fn f32_f34_who_pays_is_told_without_her_yes_and_her_objection_holds_it() {
    let played = played_under(Preset::CopyFirst).await;
    let (phone, desk, mut walk) = (&played.client.page, &played.coach.page, Walk::default());
    brings_a_report(desk).await;
    desk.click("consent-ask").await;
    desk.chooses("consent-whom", PAYER).await;
    desk.click_css("#consent-ground-1", 0).await;
    desk.click_css("#consent-until-2", 0).await;
    desk.fill_part("consent-why", "De werkgever betaalt en wil weten hoe het gaat.").await;
    walk.look_around(desk, "desk-ground-form").await;
    desk.click("consent-make").await;
    desk.part("consent-made").await;
    desk.click("consent-send").await;
    desk.sees("Gaat nog niet weg").await;
    walk.look_around(desk, "desk-ground-told").await;
    phone.sees("Een document naar iemand anders").await;
    walk.look_around(phone, "phone-ground-home").await;
    phone.click("consents").await;
    phone.click("consent-open").await;
    phone.part("consent-ground").await;
    walk.look_around(phone, "phone-ground").await;
    phone.click("ground-object").await;
    phone.click("ground-object-send").await;
    phone.sees("Schrijf kort waarom.").await;
    phone.fill_part("ground-why", "Het aantal uren klopt niet.").await;
    phone.click("ground-object-send").await;
    phone.sees("Gestopt door een bezwaar").await;
    phone.focus_is("consent-said").await;
    phone.sees("Uw bezwaar is ontvangen.").await;
    walk.look_around(phone, "phone-ground-objected").await;
    desk.sees("Het aantal uren klopt niet.").await;
    desk.click("ground-goes").await;
    desk.sees("Schrijf een antwoord.").await;
    desk.fill_part("ground-answer", "De uren zijn nagekeken en kloppen.").await;
    walk.look_around(desk, "desk-ground-objected").await;
    desk.click("ground-goes").await;
    // What was left of her days is hers still; she can say that it need not wait.
    desk.sees("Gaat nog niet weg").await;
    phone.sees("De uren zijn nagekeken en kloppen.").await;
    walk.look_around(phone, "phone-ground-answered").await;
    phone.click("ground-seen").await;
    phone.focus_is("consent-said").await;
    phone.sees("Mag weg op een andere grond").await;
    desk.sees("Mag weg op een andere grond").await;
    desk.part("sending-open").await;
    for person in [&played.coach, &played.client] {
        person.page.has_no_trouble().await;
    }
    walk.ends();
}

// Keeps: W7e
#[tokio::test]
async fn f37_who_asks_about_a_photo_says_that_she_read_it() {
    let played = Played::begin().await;
    let (phone, desk, mut walk) = (&played.client.page, &played.coach.page, Walk::default());
    brings_file(desk, &on_the_device("voortgang_foto.png", &noise_png(200)), false).await;
    makes_the_pages(desk, "De werkgever wil weten hoe het gaat.").await;
    desk.part("check-unread").await;
    walk.look_around(desk, "desk-consent-unread").await;
    desk.click("consent-send").await;
    desk.sees("Zeg dat u alles heeft gelezen.").await;
    desk.click("check-read").await;
    desk.click("consent-send").await;
    desk.sees("Wacht op antwoord").await;
    phone.click("consents").await;
    phone.click("consent-open").await;
    phone.sees("Een deel kon niet automatisch worden gelezen.").await;
    phone.has_no_trouble().await;
    walk.ends();
}

// Keeps: G7.3, G7.4
// Part of: G7.2
#[tokio::test]
async fn she_sees_the_very_pages_says_yes_with_her_key_and_withdraws_in_two_taps() {
    let played = Played::begin().await;
    let (phone, desk, mut walk) = (&played.client.page, &played.coach.page, Walk::default());
    brings_a_report(desk).await;
    desk.click("consent-ask").await;
    desk.focus_is("consent-whom").await;
    walk.look_around(desk, "desk-consent-form").await;
    // What lacks is told at its field; who cannot get anything is named with the reason.
    desk.click("consent-make").await;
    desk.sees("Kies naar wie het gaat.").await;
    desk.sees("Schrijf waarom het nodig is.").await;
    walk.look_around(desk, "desk-consent-wrong").await;
    desk.click_css("[data-test='consent-card'] summary", 0).await;
    desk.sees("Keuzewijzer: Er is nog geen overeenkomst vastgelegd.").await;
    desk.sees("UWV Utrecht: Volgens het reglement gaat hier niets naartoe.").await;
    desk.chooses("consent-whom", PAYER).await;
    desk.part("consent-employer").await;
    desk.click_css("#consent-until-1", 0).await;
    desk.picks_day("consent-date", 20).await;
    desk.fill_part("consent-why", "De werkgever wil weten hoe het gaat.").await;
    walk.look_around(desk, "desk-consent-filled").await;
    desk.click("consent-make").await;
    desk.part("consent-made").await;
    is_drawn(desk).await;
    walk.look_around(desk, "desk-consent-made").await;
    desk.click("consent-send").await;
    desk.sees("Wacht op antwoord").await;
    desk.focus_is("consent-card").await;
    walk.look_around(desk, "desk-consent-asked").await;

    // On her phone: the question on her first page, then who would get what, and the pages themselves.
    phone.sees("Een document naar iemand anders").await;
    walk.look_around(phone, "phone-consent-home").await;
    phone.click("consents").await;
    phone.are_there("consent", 1).await;
    walk.look_around(phone, "phone-consents").await;
    phone.click("consent-open").await;
    phone.sees("De werkgever wil weten hoe het gaat.").await;
    phone.sees("Nee zeggen is hier veilig").await;
    phone.sees("later altijd intrekken").await;
    is_drawn(phone).await;
    are_equal(phone).await;
    walk.look_around(phone, "phone-consent").await;
    phone.click("document-text").await;
    phone.sees("Voor: Bloemenhandel De Linde").await;
    phone.sees("Alleen voor dit doel:").await;
    // Later leaves everything as it is.
    phone.click("consent-later").await;
    phone.click("consents").await;
    phone.click("consent-open").await;
    phone.click("consent-yes").await;
    let sentence = phone.part("check-sentence").await.text().await.unwrap();
    assert!(sentence.contains("Bloemenhandel De Linde") && sentence.contains("voortgang winter"), "{sentence}");
    walk.look_around(phone, "phone-consent-sign").await;
    phone.click("sign").await;
    phone.part("received").await;
    phone.sees("Ja, dit mag").await;
    phone.has_no("consent-yes").await;
    walk.look_around(phone, "phone-consent-given").await;
    desk.sees("Ja, dit mag").await;

    // From the list it is two taps; what it stops and what not is said first.
    phone.follow("Alles wat naar anderen mag").await;
    phone.click("consent-withdraw").await;
    phone.sees("Dan mag deze versie van dit document meteen niet meer naar").await;
    phone.sees("Wat al is opgehaald, halen wij niet terug.").await;
    walk.look(phone, "phone-consent-withdraw").await;
    phone.click("close-confirm").await;
    phone.focus_is("consent-said").await;
    phone.click("lang-nl").await;
    phone.sees("Ingetrokken").await;
    phone.has_no("consent-withdraw").await;
    walk.look_around(phone, "phone-consent-withdrawn").await;
    desk.sees("Ingetrokken").await;
    for person in [&played.coach, &played.client] {
        person.page.has_no_trouble().await;
    }
    walk.ends();
}

// Keeps: G7.4
#[tokio::test]
async fn a_no_needs_no_reason_and_the_same_is_not_asked_again_at_once() {
    let played = Played::begin().await;
    let (phone, desk, mut walk) = (&played.client.page, &played.coach.page, Walk::default());
    brings_a_report(desk).await;
    makes_the_pages(desk, "De werkgever wil weten hoe het gaat.").await;
    desk.click("consent-change").await;
    desk.click("consent-make").await;
    desk.part("consent-made").await;
    desk.click("consent-send").await;
    desk.sees("Wacht op antwoord").await;
    // Taken back, and asked anew.
    desk.click("consent-take-back").await;
    desk.sees("Teruggenomen").await;
    makes_the_pages(desk, "De werkgever wil weten hoe het gaat.").await;
    desk.click("consent-send").await;
    desk.sees("Wacht op antwoord").await;
    phone.click("consents").await;
    phone.click("consent-open").await;
    phone.click("consent-no").await;
    phone.sees("U hoeft niet te zeggen waarom.").await;
    walk.look(phone, "phone-consent-no").await;
    phone.click("close-back").await;
    phone.click("lang-nl").await;
    phone.part("consent-answers").await;
    phone.click("consent-no").await;
    phone.click("close-confirm").await;
    phone.part("received").await;
    phone.focus_is("consent-said").await;
    phone.has_no("consent-answers").await;
    walk.look_around(phone, "phone-consent-said-no").await;
    desk.sees("Nee op").await;
    makes_the_pages(desk, "De werkgever wil weten hoe het gaat.").await;
    desk.click("consent-send").await;
    desk.sees("De cliënt heeft hier nee op gezegd.").await;
    walk.look_around(desk, "desk-consent-repeated").await;
    for person in [&played.coach, &played.client] {
        person.page.has_no_trouble().await;
    }
    walk.ends();
}
