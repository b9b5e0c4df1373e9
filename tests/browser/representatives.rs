//! Somebody acts for the client: registered at the coach's desk, wanted on her phone, deciding on a phone of his own.

use thirtyfour::{By, Key};

use crate::people::{HOME, Halves, Hands, ME, Played, at_the_desk, six_digits};
use crate::walk::Walk;

/// The way in for the representative, on the client's page at the desk.
const INVITES: &str = "[data-test='represents'] [data-test='invite-mail']";
const ADDRESS: &str = "mies@mentor.example";

// Part of: W9
#[tokio::test]
async fn f6_f62_screens_25_somebody_is_registered_she_says_yes_and_he_decides_visibly_for_her() {
    let played = Played::begin().await;
    let (world, mut walk) = (&played.world, Walk::default());
    let (desk, phone) = (&played.coach.page, &played.client.page);

    // The coach writes down who, by what power and what proof she saw; what lacks is told, and nothing is lost.
    desk.follow("Noor Jansen").await;
    desk.click("propose-representative").await;
    desk.fill_part("represents-name", "Mies Mulder").await;
    desk.fill_part("represents-email", ADDRESS).await;
    desk.click("represents-save").await;
    desk.css(".error-summary:not([hidden])").await;
    walk.look_around(desk, "desk-representative-form").await;
    desk.chooses("represents-power", "Mentor, door de rechter").await;
    desk.fill_part("represents-proof", "Beschikking van 3 februari 2026, het origineel gezien.").await;
    desk.picks_date("represents-until").await;
    desk.click("represents-save").await;
    desk.sees("De cliënt heeft nog geen ja gezegd.").await;
    desk.focus_is("represents").await;
    assert!(desk.driver.find(By::Css(INVITES)).await.is_err(), "no way in before her yes");
    walk.look_around(desk, "desk-representative-asked").await;

    // On paper stands the same that her phone shows.
    desk.click_css("[data-test='form-make']", 1).await;
    desk.part("sheet-represents").await;
    desk.sees("Beschikking van 3 februari 2026, het origineel gezien.").await;
    desk.sees(ADDRESS).await;
    walk.look_around(desk, "desk-representative-sheet").await;
    desk.driver.back().await.unwrap();
    desk.part("represents").await;

    // She reads who, why and where he is reached, and signs her yes.
    phone.open(world.server.url(HOME)).await;
    phone.sees("Mag Mies Mulder ook voor u beslissen?").await;
    walk.look_around(phone, "home-representative").await;
    phone.click("people-question").await;
    phone.sees("Beschikking van 3 februari 2026, het origineel gezien.").await;
    phone.sees(ADDRESS).await;
    walk.look_around(phone, "people-representative-asked").await;
    phone.click_css("[data-test='representative'] [data-test='people-yes']", 0).await;
    phone.sees("mag voor mij lezen en beslissen").await;
    walk.look_around(phone, "people-representative-sign").await;
    phone.click("sign").await;
    phone.sees("Mies Mulder mag nu voor u lezen en beslissen.").await;
    phone.sees("Mies Mulder kan nog niet inloggen.").await;
    walk.look_around(phone, "people-representative").await;

    // Now there is a way in; his phone tells for whom he reads.
    desk.click_css(INVITES, 0).await;
    let code = six_digits(&desk.part("invite-code").await.text().await.unwrap());
    walk.look_around(desk, "desk-representative-invited").await;
    let mies = world.at_phone("vertegenwoordiger").await;
    let halves = Halves { link: world.link_mailed_to(ADDRESS).await, code };
    mies.page.open(&halves.link).await;
    mies.page.sees("om voor een cliënt te lezen en te beslissen").await;
    mies.page.fill_part("invite-code", &halves.code).await;
    mies.page.click("invite-continue").await;
    mies.page.sees("U gaat lezen en beslissen voor Noor Jansen.").await;
    mies.page.has_no("here-before").await;
    walk.look_around(&mies.page, "invite-representative").await;
    mies.page.click("make-key").await;
    mies.page.sees("U kijkt voor Noor Jansen.").await;
    walk.look_around(&mies.page, "representative-home").await;

    // He reads the summary and says that it is right: the sentence says for whom.
    mies.page.click("notice").await;
    mies.page.part("which-trajectory").await;
    let summary = mies.page.path().await;
    walk.look_around(&mies.page, "representative-summary").await;
    mies.page.click("approve").await;
    mies.page.sees("Ik beslis voor de cliënt.").await;
    walk.look_around(&mies.page, "representative-check").await;
    mies.page.click("sign").await;
    mies.page.part("receipt").await;
    mies.page.sees("Akkoord van").await;
    walk.look_around(&mies.page, "representative-receipt").await;

    // She and the coach read at once who said so.
    phone.open(world.server.url(&summary)).await;
    phone.sees("Mies Mulder heeft akkoord gegeven op").await;
    walk.look_around(phone, "summary-by-representative").await;
    desk.open(world.server.url(&at_the_desk(&summary, ""))).await;
    desk.part("approved-by").await;
    desk.sees("Door Mies Mulder, die voor de cliënt beslist").await;
    walk.look_around(desk, "desk-consult-by-representative").await;

    // He finds the other pages, adds no key, and asks nothing in her place.
    mies.page.open(world.server.url(ME)).await;
    mies.page.part("keys").await;
    mies.page.has_no("add-key").await;
    mies.page.open(world.server.url(HOME)).await;
    mies.page.click("to-kept").await;
    mies.page.sees("Vertelt met plezier over planten.").await;
    mies.page.sees("Medisch, van een ander").await;
    mies.page.sees("noor@waterkant.example").await;
    mies.page.sees_no("Dit is gewist.").await;
    walk.look_around(&mies.page, "representative-kept").await;
    mies.page.open(world.server.url(HOME)).await;
    mies.page.click("to-looks").await;
    mies.page.sees("beslist ook voor u, tot en met").await;
    mies.page.has_no("look-wrong").await;
    mies.page.open(world.server.url(HOME)).await;
    mies.page.click("to-people").await;
    mies.page.sees("U beslist voor Noor Jansen").await;
    mies.page.sees("Dit beslist Noor Jansen zelf.").await;
    walk.look_around(&mies.page, "representative-people").await;

    // She ends it, after one question; it counts at once, and his phone is outside.
    phone.open(world.server.url(HOME)).await;
    phone.click("to-people").await;
    phone.click("end-representative").await;
    walk.look(phone, "people-representative-end").await;
    phone.keys(Key::Escape).await;
    phone.click("lang-nl").await;
    phone.click("end-representative").await;
    phone.click("no-confirm").await;
    phone.sees("Het is gestopt. Mies Mulder kan niets meer van u lezen.").await;
    phone.focus_is("people-said").await;
    mies.page.open(world.server.url(HOME)).await;
    mies.page.part("sign-in").await;
    for page in [desk, phone] {
        page.has_no_trouble().await;
    }
    walk.ends();
}
