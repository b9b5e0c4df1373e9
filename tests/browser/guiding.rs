//! Who guides a client, at the desk: another coach, a colleague for some days, clients to come to, and an administrator
//! who finds a coach (F60, F61, M8, R4.3).

use serde_json::json;

use crate::board::row_says;
use crate::people::{BOARD, HOME, Hands, World};
use crate::walk::Walk;

/// A day so many days from now.
#[tokio::test]
async fn f60_m8a_a_coach_proposes_another_records_the_meeting_and_takes_it_back() {
    let world = World::demo().await;
    let coach = world.coach_at_the_board().await;
    let (desk, mut walk) = (&coach.page, Walk::default());
    // Somebody may become hers: of Amir she has a name and a step, and no page.
    desk.part("coming-list").await;
    desk.sees("Amir Rahimi").await;
    walk.look_around(desk, "desk-coming").await;
    desk.picks_date("met-on").await;
    desk.click("met-save").await;
    desk.sees("Wacht op het ja van de cliënt.").await;
    row_says(desk, "Kees Bakker", "Marije Kok neemt misschien over").await;

    desk.follow("Peter de Wit").await;
    desk.click("propose-coach").await;
    desk.click("propose-save").await;
    desk.css("[data-test='propose-whom'][aria-invalid='true']").await;
    desk.css("[data-test='propose-why'][aria-invalid='true']").await;
    walk.look_around(desk, "desk-propose").await;
    desk.chooses("propose-whom", "Joost van Dalen").await;
    desk.fill_part("propose-why", "Joost weet veel van tuinwerk.").await;
    desk.click("propose-save").await;
    desk.sees("Joost van Dalen kan de nieuwe coach worden").await;
    desk.focus_is("guides").await;
    desk.reload().await;
    desk.part("coming").await;
    desk.picks_date("met-on").await;
    desk.click("met-save").await;
    desk.sees("De cliënt kan nu op de telefoon ja of nee zeggen.").await;
    walk.look_around(desk, "desk-coming-yes").await;
    desk.click("withdraw-coach").await;
    desk.part("propose-coach").await;
    desk.sees_no("kan de nieuwe coach worden").await;
    desk.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn f61_r4_3_a_coach_asks_for_somebody_to_stand_in_and_stops_it() {
    let world = World::demo().await;
    let coach = world.coach_at_the_board().await;
    let (desk, mut walk) = (&coach.page, Walk::default());
    desk.follow("Noor Jansen").await;
    desk.sees("De cliënt heeft nog niet geantwoord.").await;
    walk.look_around(desk, "desk-substitute-asked").await;
    desk.click("end-substitute").await;
    desk.click("ask-substitute").await;
    desk.chooses("substitute-whom", "Marije Kok").await;
    desk.picks_day("substitute-from", 3).await;
    desk.picks_day("substitute-until", 1).await;
    desk.click("substitute-save").await;
    desk.css("[data-test='substitute-until'][aria-invalid='true']").await;
    walk.look_around(desk, "desk-substitute-form").await;
    desk.picks_day("substitute-until", 6).await;
    desk.click("substitute-save").await;
    desk.sees("U vroeg of Marije Kok u mag vervangen").await;
    desk.reload().await;
    desk.sees("U vroeg of Marije Kok u mag vervangen").await;
    desk.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn f60_f58_an_administrator_finds_a_coach_for_whom_another_left_behind_and_reads_no_name_of_a_client() {
    let world = World::demo().await;
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let (page, mut walk) = (&administrator.page, Walk::default());
    page.open(world.server.url(BOARD)).await;
    page.part("staff-row").await;
    let marije = "const row = [...document.querySelectorAll(\"[data-test='staff-row']\")]
        .find(row => row.innerText.includes('Marije Kok'));
        row.querySelector(\"[data-test='staff-end']\").click();";
    page.js(marije, vec![]).await;
    page.click("staff-end-confirm").await;
    page.sees("Marije Kok werkt hier niet meer. 2 cliënten hebben nog geen andere coach.").await;
    for name in ["Ans Mulder", "Tomasz Nowak"] {
        assert!(!page.text().await.contains(name), "F58: {name} is no business of hers");
    }
    walk.look_around(page, "admin-unguided").await;
    page.chooses("unguided-whom", "Joost van Dalen").await;
    page.click("find-coach").await;
    page.css("[data-test='unguided-why'][aria-invalid='true']").await;
    page.fill_part("unguided-why", "Marije werkt hier niet meer.").await;
    page.click("find-coach").await;
    page.sees("Voor 2 cliënten is een coach voorgesteld.").await;
    page.reload().await;
    page.sees("Voor 2 cliënten is een coach voorgesteld.").await;
    page.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn s0a_w2b_an_administrator_says_for_which_organisation_somebody_works_and_anybody_reads_which_there_are() {
    let world = World::demo().await;
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let (page, mut walk) = (&administrator.page, Walk::default());
    page.open(world.server.url(BOARD)).await;
    page.part("organisations").await;
    page.chooses("organisation-who", "Joost van Dalen").await;
    page.fill_part("organisation-name", "Partner BV").await;
    page.click("organisation-save").await;
    page.css("[data-test='organisation-agreement'][aria-invalid='true']").await;
    page.fill_part("organisation-agreement", "Overeenkomst van 1 maart 2026").await;
    page.click("organisation-save").await;
    page.sees("Joost van Dalen: Partner BV. Overeenkomst van 1 maart 2026").await;
    walk.look_around(page, "admin-organisations").await;
    let visitor = world.at_phone("bezoeker").await;
    visitor.page.open(world.server.url("/regulation")).await;
    visitor.page.sees("Partner BV").await;
    page.has_no_trouble().await;
    visitor.page.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn s8_f58_administrator_and_officer_read_what_happened_at_the_bureau() {
    let world = World::demo().await;
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let (page, mut walk) = (&administrator.page, Walk::default());
    page.open(world.server.url(BOARD)).await;
    page.click("to-log").await;
    page.sees("maakte een sleutel.").await;
    walk.look_around(page, "admin-log").await;
    page.chooses("log-show", "Alleen pogingen die zijn geweigerd").await;
    page.sees("Hier staat niets.").await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    client.page.open(world.server.url(HOME)).await;
    client.page.click("to-kept").await;
    client.page.part("kept-days").await;
    let kept = client.page.path().await;
    let dossier = kept.trim_start_matches("/dossiers/").trim_end_matches("/kept").to_owned();
    // Whoever tries to open what is not hers stands in it, and the page says so by itself.
    let knock = "return fetch(`/api/dossiers/${arguments[0]}`).then(answer => answer.status)";
    page.js(knock, vec![json!(dossier)]).await;
    page.sees("probeerde iets te openen").await;
    let officer = world.officer_at_her_list().await;
    officer.page.click("to-log").await;
    officer.page.sees("Rol: coach").await;
    assert!(!officer.page.text().await.contains("Noor Jansen"), "F58: no client stands in it");
    page.has_no_trouble().await;
    officer.page.has_no_trouble().await;
    walk.ends();
}
