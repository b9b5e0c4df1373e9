//! Where the paper part of a dossier lies: recorded at the desk, read on the phone (R3.3).

use crate::people::{BOARD, Hands, World};

#[tokio::test]
async fn r3_3_the_coach_records_where_the_paper_lies_and_the_client_reads_it_beside_who_keeps_her_data() {
    let world = World::demo().await;
    let coach = world.coach_at_the_board().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let (desk, phone) = (&coach.page, &client.page);
    phone.click("to-regulation").await;
    phone.sees("De afgesloten kast in kamer 2").await;
    phone.sees("Wie bewaart uw gegevens?").await;

    // It moved: what is there stands in the fields, and an empty one is not taken.
    desk.follow("Noor Jansen").await;
    desk.sees("De afgesloten kast in kamer 2").await;
    desk.click("paper-change").await;
    desk.fill_part("paper-place", " ").await;
    desk.click("paper-save").await;
    desk.css("[data-test='paper-place'][aria-invalid='true']").await;
    desk.sees("Schrijf waar het papieren dossier ligt.").await;
    desk.fill_part("paper-place", "Het archief in de kelder").await;
    desk.fill_part("paper-key", "De beheerder").await;
    desk.click("paper-save").await;
    desk.sees("Het archief in de kelder").await;
    desk.sees_no("kamer 2").await;
    desk.focus_is("paper").await;
    phone.sees("Het archief in de kelder").await;
    phone.sees("De beheerder").await;
    phone.sees_no("kamer 2").await;

    // And that there is none can be said too.
    desk.click("paper-change").await;
    desk.click_css("[data-test='paper'] input[value='no']", 0).await;
    desk.click("paper-save").await;
    desk.sees("Er is geen papieren dossier.").await;
    phone.sees("Er is geen papieren dossier van u.").await;
    desk.reload().await;
    desk.sees("Er is geen papieren dossier.").await;

    // Of a new client nothing is known yet, and nothing is chosen for the coach.
    desk.open(world.server.url(BOARD)).await;
    coach.takes_on("Mila de Boer", "mila@client.example").await;
    desk.sees("Er is nog niet vastgelegd of er ook papier is.").await;
    desk.click("paper-change").await;
    desk.click("paper-save").await;
    desk.sees("Kies of er een papieren dossier is.").await;
    desk.has_no_trouble().await;
    phone.has_no_trouble().await;
}

#[tokio::test]
async fn r3_3_who_has_no_dossier_reads_nothing_about_paper() {
    let world = World::demo().await;
    let visitor = world.at_phone("bezoeker").await;
    visitor.page.open(world.server.url("/regulation")).await;
    visitor.page.sees("Wie bewaart uw gegevens?").await;
    visitor.page.sees("Waterkant").await;
    assert!(!visitor.page.text().await.contains("papier"), "{}", visitor.page.text().await);
    visitor.page.has_no_trouble().await;
}
