//! The walk over what is seldom seen: keys and devices that are new, what overtakes, what does not arrive, what is
//! still empty.

use serde_json::json;
use shared::api::path;
use support::page::Page;

use crate::people::{BOARD, HOME, Hands, ME, Played, World, at_the_desk, six_digits};
use crate::walk::Walk;

const UNFOLD: &str = "document.querySelectorAll('details').forEach(details => details.open = true)";

/// Keeps a draft about the consult at this address as a page of a later release would.
async fn keeps_as_a_newer_page(page: &Page, summary: &str) {
    let ids: Vec<&str> = summary.split(['/', '?']).collect();
    let draft = path::to(path::DRAFT, &[&ids[2], &ids[4]]);
    let keep = "const kept = await fetch(arguments[0], { method: 'PUT', body: JSON.stringify({ body: '{\"new\":1}' }),
        headers: { 'Content-Type': 'application/json' } }); return kept.status";
    assert_eq!(page.js_async(keep, vec![json!(draft)]).await, json!(200));
}

/// A page whose program does not come: help, for who has not read it yet.
async fn does_not_arrive(page: &Page, walk: &mut Walk, name: &str) {
    // Of the clients' program it comes with what stands beside the first page.
    page.blocks(&["*/split_open.wasm", "*/split_beside.wasm"]).await;
    page.reload().await;
    page.part("sign-in").await;
    page.click("to-help").await;
    page.part("fetch-again").await;
    walk.look(page, name).await;
    page.blocks(&[]).await;
}

#[tokio::test]
async fn f10_u1_u4_u6_what_a_client_seldom_sees_is_accessible_in_both_languages_and_both_colours() {
    let Played { world, coach, client } = Played::begin().await;
    let mut walk = Walk::default();
    let (phone, desk) = (&client.page, &coach.page);
    let visitor = world.at_phone("bezoeker").await;
    visitor.page.open(world.server.url(HOME)).await;
    visitor.page.part("sign-in").await;
    does_not_arrive(&visitor.page, &mut walk, "phone-not-arrived").await;

    // A device that is new, and a key that is: on the other device, and on the page of her keys.
    let tablet = client.at_another_device(&world, "tablet").await;
    phone.part("new-device").await;
    walk.look(phone, "phone-new-device").await;
    phone.click("to-me").await;
    phone.part("new-device").await;
    walk.look(phone, "phone-new-device-me").await;
    phone.click("device-is-mine").await;
    phone.part("sign-out-device").await;
    phone.loses(&client.key).await;
    let watch = phone.authenticator().await;
    phone.fill_part("new-key-name", "Horloge").await;
    phone.click("add-key").await;
    phone.part("waiting-key").await;
    walk.look(phone, "phone-waiting-key").await;
    tablet.page.part("waiting-key").await;
    walk.look(&tablet.page, "phone-new-key").await;
    tablet.page.open(world.server.url(ME)).await;
    tablet.page.click("confirm-key").await;
    phone.sees_no("wacht nog").await;
    phone.sees_no("still waits").await;

    // The receipt of an older version, and a home where nothing waits.
    phone.open(world.server.url(HOME)).await;
    phone.click("notice").await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.part("receipt").await;
    let summary = phone.path().await.split_once("/receipt").unwrap().0.to_owned();
    desk.open(world.server.url(&at_the_desk(&summary, "/write"))).await;
    desk.fill_part("passage", "U werkt nu vier uur per dag.").await;
    desk.click("send-summary").await;
    desk.click("send-confirm").await;
    desk.part("versions").await;
    phone.css("[data-test='receipt'] .notice").await;
    phone.js(UNFOLD, vec![]).await;
    walk.look(phone, "phone-receipt-older").await;
    phone.open(world.server.url(&summary)).await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.part("receipt").await;
    phone.click("to-home").await;
    phone.part("consults").await;
    walk.look(phone, "phone-home-nothing").await;
    phone.click("to-regulation").await;
    phone.part("paper").await;
    walk.look(phone, "phone-regulation-paper").await;
    keeps_as_a_newer_page(phone, &summary).await;
    phone.open(world.server.url(&format!("{summary}/dispute"))).await;
    phone.part("draft-newer").await;
    walk.look(phone, "phone-draft-newer").await;
    phone.loses(&watch).await;

    // Back after a lost phone: what is different about this key.
    desk.open(world.server.url(BOARD)).await;
    desk.follow("Noor Jansen").await;
    desk.part("consult-new").await;
    desk.js(UNFOLD, vec![]).await;
    desk.fill_part("invite-identity", "Ik belde terug op het bekende nummer.").await;
    desk.click("invite-mail").await;
    let code = six_digits(&desk.part("invite-code").await.text().await.unwrap());
    let new = world.at_phone("nieuwe telefoon").await;
    new.page.open(&world.link_mailed_to("noor@waterkant.example").await).await;
    new.page.fill_part("invite-code", &code).await;
    new.page.click("invite-continue").await;
    new.page.part("make-key").await;
    walk.look(&new.page, "phone-invitation-recovered").await;
    walk.ends();
}

#[tokio::test]
async fn f10_u1_u4_u6_what_staff_seldom_see_is_accessible_in_both_languages_and_both_colours() {
    let Played { world, coach, client } = Played::begin().await;
    let mut walk = Walk::default();
    let desk = &coach.page;
    desk.part("board-row").await;
    coach.takes_on("Mila de Boer", "mila@client.example").await;
    desk.click("paper-change").await;
    desk.click("paper-save").await;
    desk.css("[aria-invalid=true], .error-summary").await;
    walk.look(desk, "desk-paper-none-chosen").await;
    desk.click_css("[data-test='paper'] input[value='yes']", 0).await;
    desk.click("paper-save").await;
    desk.css("[data-test='paper-place'][aria-invalid=true]").await;
    walk.look(desk, "desk-paper-errors").await;

    // Overtaken while she writes; passages that moved and one that went.
    client.page.click("notice").await;
    let summary = client.page.path().await;
    let write = world.server.url(&at_the_desk(&summary, "/write"));
    desk.open(&write).await;
    desk.click_nth("passage-up", 1).await;
    desk.click_nth("passage-remove", 2).await;
    desk.part("put-back").await;
    walk.look(desk, "desk-editor-moved").await;
    let other = coach.at_another_device(&world, "andere tafel").await;
    other.page.open(&write).await;
    other.page.fill_part("passage", "U werkt nu vier uur per dag.").await;
    other.page.click("send-summary").await;
    other.page.click("send-confirm").await;
    other.page.part("versions").await;
    desk.part("stale").await;
    desk.js(UNFOLD, vec![]).await;
    walk.look(desk, "desk-editor-stale").await;
    desk.open(world.server.url(ME)).await;
    desk.part("new-device").await;
    walk.look(desk, "desk-new-device").await;
    keeps_as_a_newer_page(desk, &summary).await;
    desk.open(&write).await;
    desk.part("draft-newer").await;
    walk.look(desk, "desk-draft-newer").await;

    // What is the same for everybody, in the program of the desk.
    desk.click("to-help").await;
    desk.part("help").await;
    desk.js(UNFOLD, vec![]).await;
    walk.look(desk, "desk-help").await;
    desk.click("to-regulation").await;
    desk.part("regulation").await;
    walk.look(desk, "desk-regulation").await;
    desk.waits_for_touch(&coach.key).await;
    desk.click("to-me").await;
    desk.click("sign-out").await;
    desk.part("sign-in").await;
    walk.look(desk, "desk-sign-in").await;
    desk.reload().await;
    desk.part("sign-in").await;
    does_not_arrive(desk, &mut walk, "desk-not-arrived").await;

    // The privacy officer, whom nobody has asked anything yet.
    let officer = world.at_desk("fg").await;
    officer.gets_in(&world.printed("privacy officer")).await;
    officer.page.open(world.server.url(HOME)).await;
    officer.page.part("to-me").await;
    walk.look(&officer.page, "desk-officer").await;
    walk.ends();
}

#[tokio::test]
async fn f10_u1_u4_u6_a_board_without_clients_is_accessible_in_both_languages_and_both_colours() {
    let world = World::empty().await;
    let coach = world.coach().await;
    let mut walk = Walk::default();
    walk.look(&coach.page, "desk-board-empty").await;
    walk.ends();
}
