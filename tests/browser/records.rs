//! What is kept about a client: the coach writes it at the desk, and she reads all of it on her phone (R3.6, P6, W4, P10).

use serde_json::json;
use thirtyfour::prelude::Key;

use crate::people::{BOARD, HOME, Hands, Person, World};
use crate::walk::Walk;

/// The coach with the records of this client before her.
async fn coach_at_the_records(world: &World, client: &str) -> Person {
    let coach = world.coach_at_the_board().await;
    coach.page.follow(client).await;
    coach.page.click("to-records").await;
    coach.page.part("intake").await;
    coach
}

#[tokio::test]
async fn r3_6_p6_a_note_that_the_coach_writes_is_on_her_phone_at_once_and_survives_a_reload_while_it_is_written() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let (phone, mut walk) = (&client.page, Walk::default());
    phone.open(world.server.url(HOME)).await;
    // What a doctor told waits for her, until she has it before her (G14).
    phone.click("kept").await;
    phone.sees("Vertelt met plezier over planten.").await;
    phone.sees("Bloemenhandel De Linde").await;
    phone.sees("Medisch, van een ander").await;
    walk.look_around(phone, "phone-kept").await;

    let coach = coach_at_the_records(&world, "Noor Jansen").await;
    let desk = &coach.page;
    walk.look_around(desk, "desk-records").await;
    desk.click("note-new").await;
    desk.click("note-save").await;
    desk.css("[data-test='note-text'][aria-invalid='true']").await;
    desk.fill_part("note-text", "Belde zelf om te vertellen dat het goed ging.").await;
    desk.sees("Bewaard om").await;
    walk.look_around(desk, "desk-note").await;
    desk.reload().await;
    let kept = "return document.querySelector(`[data-test='note-text']`)?.value ?? ''";
    let written =
        async || (desk.js(kept, vec![]).await == json!("Belde zelf om te vertellen dat het goed ging.")).then_some(());
    desk.until("what was written is there", written).await;
    desk.click("note-save").await;
    desk.part("note-new").await;
    phone.sees("Belde zelf om te vertellen dat het goed ging.").await;
    // What is listed by day stands with her talks.
    desk.click("day-new").await;
    desk.chooses("day-kind", "Mail").await;
    desk.fill_part("record-value", "Vroeg of dinsdag kan.").await;
    desk.chooses("record-source", "de cliënt").await;
    desk.click("record-save").await;
    desk.css("[data-test='record-on'][aria-invalid='true']").await;
    walk.look_around(desk, "desk-day-form").await;
    desk.picks_date("record-on").await;
    // How long it took, where that is kept (R3.4): what is no number is told, and nothing is lost.
    desk.fill_part("record-took", "een kwartier").await;
    desk.click("record-save").await;
    desk.css("[data-test='record-took'][aria-invalid='true']").await;
    desk.fill_part("record-took", "75").await;
    desk.click("record-save").await;
    desk.sees("1 uur en 15 minuten").await;
    phone.sees("Vroeg of dinsdag kan.").await;
    phone.sees("Samen: 3 uur en 5 minuten").await;
    walk.look_around(phone, "phone-kept-days").await;
    // What stood there before it was put right is hers to read, when she asks for it (M6a).
    desk.click_css("[data-test='record-change']", 0).await;
    desk.fill_part("record-value", "Belde zelf. Het gaat goed.").await;
    desk.click("record-save").await;
    phone.sees("Belde zelf. Het gaat goed.").await;
    phone.sees_no("om te vertellen dat het goed ging").await;
    phone.click_css("[data-test='kept-before'] summary", 0).await;
    phone.sees("Belde zelf om te vertellen dat het goed ging.").await;
    phone.sees("Versie 1, geschreven door Samira Haddad").await;
    walk.look_around(phone, "phone-kept-before").await;
    // What was sent is no draft any more.
    desk.reload().await;
    desk.part("note-new").await;
    desk.has_no("note-text").await;
    phone.open(world.server.url(HOME)).await;
    phone.part("to-kept").await;
    phone.part("to-looks").await;
    phone.has_no("kept").await;
    phone.click("to-looks").await;
    phone.sees("Opende wat het bureau van u bewaart.").await;
    desk.has_no_trouble().await;
    phone.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn p6_a_note_that_the_coach_throws_away_is_gone_after_a_question() {
    let world = World::demo().await;
    let coach = coach_at_the_records(&world, "Noor Jansen").await;
    let (desk, mut walk) = (&coach.page, Walk::default());
    desk.click("note-new").await;
    desk.fill_part("note-text", "Hier klopt niets van.").await;
    desk.sees("Bewaard om").await;
    desk.click("note-drop").await;
    desk.part("note-drop-confirm").await;
    walk.look(desk, "desk-note-drop").await;
    desk.keys(Key::Escape).await;
    desk.click("lang-nl").await;
    let kept = "return document.querySelector(`[data-test='note-text']`).value";
    assert_eq!(desk.js(kept, vec![]).await, json!("Hier klopt niets van."), "a question is no answer");
    desk.click("note-drop").await;
    desk.click("note-drop-confirm").await;
    desk.part("note-new").await;
    desk.reload().await;
    desk.part("note-new").await;
    desk.has_no("note-text").await;
    desk.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn w4_r2_2d_p9_the_coach_is_offered_what_may_be_kept_and_puts_it_right() {
    let world = World::demo().await;
    let coach = coach_at_the_records(&world, "Fatma Yılmaz").await;
    let (desk, mut walk) = (&coach.page, Walk::default());
    desk.sees("De intake is nog niet vastgelegd.").await;
    desk.sees("Leg eerst de intake vast.").await;
    walk.look_around(desk, "desk-no-intake").await;
    desk.click("intake-change").await;
    desk.click("intake-save").await;
    desk.sees("Kies wie de cliënt aanmeldde.").await;
    walk.look_around(desk, "desk-intake-form").await;
    desk.press_role("radio", "De werkgever").await;
    desk.fill_part("intake-payer", "Kwekerij Het Westen").await;
    desk.chooses("intake-service", "Naar een andere werkgever (2e spoor)").await;
    desk.press_role("radio", "Ja").await;
    desk.click("intake-save").await;
    desk.sees("Kwekerij Het Westen").await;

    desk.click("record-new").await;
    let offered = "return [...document.querySelector(`[data-test='record-kind']`).options].map(option => option.text)";
    let offered = desk.js(offered, vec![]).await.to_string();
    assert!(offered.contains("Opleiding") && offered.contains("Uitkeringen"), "{offered}");
    assert!(!offered.contains("Inkomen") && !offered.contains("Gezondheid"), "not on the list: {offered}");
    desk.chooses("record-kind", "Uitkeringen").await;
    desk.fill_part("record-value", "WIA sinds maart.").await;
    desk.click("record-save").await;
    desk.sees("Kies van wie u dit weet.").await;
    desk.chooses("record-source", "de cliënt").await;
    desk.sees("Schrijf waarom dit nodig is.").await;
    walk.look_around(desk, "desk-record-form").await;
    // What is about her health rests on two rights (G6): both can be chosen, the usual ones stand ready.
    desk.chooses("record-kind", "Wat wel en niet lukt").await;
    desk.js("document.querySelectorAll('main details').forEach(details => details.open = true)", vec![]).await;
    desk.sees("En op welke gewone grond?").await;
    walk.look_around(desk, "desk-record-rights").await;
    desk.chooses("record-kind", "Uitkeringen").await;
    desk.fill_part("record-reason", "Voor de aanvraag bij UWV.").await;
    desk.click("record-save").await;
    desk.sees("WIA sinds maart.").await;
    desk.click("record-change").await;
    desk.fill_part("record-value", "WIA sinds april.").await;
    desk.click("record-save").await;
    desk.sees("2e versie").await;
    desk.click("mark-paper").await;
    desk.sees("Ook op papier, sinds").await;
    desk.reload().await;
    desk.sees("WIA sinds april.").await;
    desk.sees_no("WIA sinds maart.").await;
    walk.look_around(desk, "desk-record-kept").await;
    // The officer reads why, and neither what nor about whom (P9, W5b).
    let officer = world.officer_at_her_list().await;
    officer.page.sees("Voor de aanvraag bij UWV.").await;
    officer.page.sees_no("WIA sinds").await;
    assert!(!officer.page.part("reason").await.text().await.unwrap().contains("Fatma"));
    walk.look(&officer.page, "officer-reasons").await;
    desk.has_no_trouble().await;
    officer.page.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn p10_what_a_doctor_told_is_opened_by_itself_and_she_sees_that_on_her_page() {
    let world = World::demo().await;
    let coach = coach_at_the_records(&world, "Noor Jansen").await;
    let desk = &coach.page;
    desk.sees("Medisch, van een ander").await;
    desk.sees_no("Tillen: tot vijf kilo.").await;
    desk.click("record-open").await;
    desk.sees("Tillen: tot vijf kilo.").await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    client.page.open(world.server.url(BOARD)).await;
    client.page.click("to-looks").await;
    client.page.sees("Opende iets over uw gezondheid dat een ander vertelde.").await;
    desk.has_no_trouble().await;
    client.page.has_no_trouble().await;
}
