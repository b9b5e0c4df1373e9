//! Deciding on paper: at the coach's desk, in a colleague's hand, and on the client's phone (F5, R3.5).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use support::forms::SCAN;
use support::page::Page;

use crate::people::{BOARD, HOME, Hands, Person, World};
use crate::walk::Walk;

/// The coach with the newest consult of this client before her.
async fn coach_at_a_consult(world: &World, client: &str) -> Person {
    let coach = world.coach_at_the_board().await;
    coach.page.follow(client).await;
    coach.page.click_css("[data-test='consult'] a", 0).await;
    coach.page.part("consult-status").await;
    coach
}

/// How many sheets come out of the printer, as the browser would print the page.
async fn sheets(page: &Page) -> usize {
    let printed = page
        .cdp("Page.printToPDF", json!({ "preferCSSPageSize": true, "paperWidth": 8.27, "paperHeight": 11.69 }))
        .await;
    let printed = STANDARD.decode(printed["data"].as_str().expect("a PDF")).expect("base64");
    String::from_utf8_lossy(&printed).matches("/Type /Page\n").count()
}

/// What the number on the sheet is.
async fn number_on(page: &Page) -> String {
    let text = page.css(".sheet-number").await.text().await.expect("a number");
    text.rsplit(' ').next().expect("a number").to_owned()
}

/// Fills in what came back, with the day of today, and records it.
async fn records(page: &Page, answer: &str) {
    page.press_role("radio", answer).await;
    page.picks_date("form-signed").await;
    let scan = std::env::temp_dir().join(format!("formulier-{}.pdf", page.whose));
    std::fs::write(&scan, SCAN).expect("a scan");
    page.part("form-scan").await.send_keys(scan.to_string_lossy()).await.expect("a file is chosen");
    page.part("form-scan-there").await;
    page.fill_part("form-original", "Kast 2").await;
}

/// A second member of staff types what stands on the paper.
async fn holds(page: &Page, number: &str, answer: &str) {
    page.fill_part("held-number", number).await;
    page.press_role("radio", answer).await;
    page.picks_date("held-signed").await;
    page.click("held-check").await;
}

#[tokio::test]
async fn f5_r3_5_a_summary_is_judged_on_paper_checked_by_a_second_and_confirmed_by_her() {
    let world = World::demo().await;
    let coach = coach_at_a_consult(&world, "Noor Jansen").await;
    let (desk, mut walk) = (&coach.page, Walk::default());
    desk.click("form-make").await;
    desk.part("sheet-answer").await;
    walk.look_around(desk, "desk-form").await;
    assert_eq!(sheets(desk).await, 2, "the summary, and the answer sheet on one of its own");
    desk.click("form-save").await;
    desk.css(".error-summary").await;
    walk.look_around(desk, "desk-form-wrong").await;
    let number = number_on(desk).await;
    records(desk, "Ja").await;
    desk.click("form-save").await;
    desk.sees("Een collega kijkt het na").await;
    walk.look_around(desk, "desk-form-waits").await;

    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let second = &administrator.page;
    second.open(world.server.url(BOARD)).await;
    second.click("to-held").await;
    second.click("held-check").await;
    second.css("[data-test='held-number'][aria-invalid='true']").await;
    holds(second, "1234-5678", "Ja").await;
    second.sees("Dit nummer kennen wij niet").await;
    walk.look_around(second, "desk-held").await;
    holds(second, &number, "Nee").await;
    second.sees("Dit is iets anders dan wat er is vastgelegd").await;
    holds(second, &number, "Ja").await;
    second.sees("Het klopt. Dank u wel.").await;
    desk.sees("Dit telt").await;

    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let phone = &client.page;
    phone.open(world.server.url(HOME)).await;
    phone.part("forms").await;
    walk.look_around(phone, "phone-home-form").await;
    phone.click("forms").await;
    phone.sees(&number).await;
    phone.sees("Kast 2").await;
    walk.look_around(phone, "phone-forms").await;
    // Wherever the summary stands it is said that it is on paper, until she confirms it.
    phone.follow("Lees de samenvatting").await;
    phone.sees("Volgens een formulier zei u dat dit klopt.").await;
    walk.look_around(phone, "phone-summary-on-paper").await;
    phone.click("to-forms").await;
    phone.part("paper-said").await;
    desk.follow("Naar het gesprek").await;
    desk.sees("Op papier. Dat is zwakker").await;
    walk.look_around(desk, "desk-consult-on-paper").await;
    desk.click("form-last").await;
    desk.sees("Dit telt").await;
    phone.click("form-confirm").await;
    phone.sees("zei ik op papier ja").await;
    phone.part("form-about").await;
    walk.look_around(phone, "phone-form-sign").await;
    phone.click("sign").await;
    phone.sees("Door u bevestigd").await;
    phone.has_no("form-contest").await;
    desk.sees("bevestigde dit met een sleutel").await;
    for page in [desk, second, phone] {
        page.has_no_trouble().await;
    }
    walk.ends();
}

#[tokio::test]
async fn f5_what_she_contests_counts_no_more_and_the_coach_sees_it() {
    let world = World::demo().await;
    let coach = coach_at_a_consult(&world, "Noor Jansen").await;
    let (desk, mut walk) = (&coach.page, Walk::default());
    desk.click("form-make").await;
    desk.part("sheet-answer").await;
    records(desk, "Nee").await;
    desk.click("form-save").await;
    desk.css("[data-test='form-words'][aria-invalid='true']").await;
    desk.fill_part("form-words", "Ik werk drie uur, niet twee.").await;
    desk.click("form-save").await;
    desk.sees("De cliënt zei nee").await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let phone = &client.page;
    phone.open(world.server.url(HOME)).await;
    phone.click("forms").await;
    phone.click("form-contest").await;
    phone.part("form-contest-confirm").await;
    walk.look(phone, "phone-form-contest").await;
    phone.fill_part("form-contest-words", "Ik tekende niets.").await;
    phone.click("form-contest-confirm").await;
    phone.part("paper-form").await;
    phone.has_no("form-contest").await;
    desk.sees("De cliënt zegt dat dit niet klopt").await;
    walk.look_around(desk, "desk-form-contested").await;
    desk.has_no_trouble().await;
    phone.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn f5_w14_the_start_of_somebody_without_a_phone_is_done_on_paper() {
    let world = World::demo().await;
    let coach = world.coach_at_the_board().await;
    let (desk, mut walk) = (&coach.page, Walk::default());
    coach.takes_on("Yara Smit", "yara@client.example").await;
    coach.discusses_the_regulation().await;
    desk.sees("Is het reglement besproken?").await;
    walk.look_around(desk, "desk-client-forms").await;
    desk.click("form-make").await;
    desk.part("sheet-answer").await;
    desk.sees("Mijn coach heeft het privacyreglement met mij besproken.").await;
    desk.has_no("form-words").await;
    let number = number_on(desk).await;
    records(desk, "Ja").await;
    desk.click("form-save").await;
    desk.sees("Een collega kijkt het na").await;
    let officer = world.officer_at_her_list().await;
    officer.page.click("to-held").await;
    holds(&officer.page, &number, "Ja").await;
    officer.page.part("held-done").await;
    desk.sees("Dit telt").await;
    desk.follow("Naar Yara Smit").await;
    desk.part("consult-new").await;
    desk.has_no_trouble().await;
    officer.page.has_no_trouble().await;
    walk.ends();
}
