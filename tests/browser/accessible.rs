//! One walk over every screen in its states, by the measures of `walk`. What is seldom seen has one of its own.

use serde_json::Value;
use support::page::Page;

use crate::people::{BOARD, HOME, Hands, ME, Person, Played, World, at_the_desk};
use crate::walk::Walk;

async fn is_set(page: &Page, script: &str) {
    page.until(script, async || (page.js(script, vec![]).await == Value::Bool(true)).then_some(())).await;
}

#[tokio::test]
async fn f10_u1_u4_u6_every_screen_of_the_client_is_accessible_in_both_languages_and_both_colours() {
    let Played { world, coach, client } = Played::begin().await;
    let mut walk = Walk::default();
    let phone = &client.page;
    // The way in, on a device that has no key yet.
    let new = world.at_phone("nieuw").await;
    new.page.open(world.server.url("/")).await;
    new.page.part("sign-in").await;
    walk.look(&new.page, "phone-sign-in").await;
    new.page.refuses_the_finger(&new.key).await;
    new.page.click("sign-in").await;
    new.page.css(".notice, [role=alert]").await;
    walk.look(&new.page, "phone-sign-in-refused").await;
    new.page.open(&world.printed("client").link).await;
    new.page.part("invitation-refused").await;
    walk.look(&new.page, "phone-invitation-used").await;
    let halves = another_client(&coach).await;
    new.page.open(&world.link_mailed_to("mila@client.example").await).await;
    new.page.part("invite-code").await;
    walk.look(&new.page, "phone-invitation-code").await;
    new.page.fill_part("invite-code", if halves == "000000" { "000001" } else { "000000" }).await;
    new.page.click("invite-continue").await;
    new.page.css("[aria-invalid=true]").await;
    walk.look(&new.page, "phone-invitation-wrong-code").await;
    new.page.fill_part("invite-code", &halves).await;
    new.page.click("invite-continue").await;
    new.page.part("make-key").await;
    walk.look(&new.page, "phone-invitation-key").await;
    new.page.accepts_the_finger(&new.key).await;
    new.page.click("make-key").await;
    new.page.part("confirm-regulation").await;
    walk.look(&new.page, "phone-home-start").await;

    // The summary, from the notice to the receipt.
    walk.look(phone, "phone-home").await;
    phone.click("notice").await;
    phone.part("approve").await;
    walk.look(phone, "phone-summary").await;
    let summary = phone.path().await;
    phone.click("approve").await;
    phone.part("check-sentence").await;
    walk.look(phone, "phone-check").await;
    phone.refuses_the_finger(&client.key).await;
    phone.click("sign").await;
    phone.css(".notice, [role=alert]").await;
    walk.look(phone, "phone-check-cancelled").await;
    phone.accepts_the_finger(&client.key).await;
    phone.goes_offline().await;
    phone.click("sign").await;
    phone.part("unsent").await;
    walk.look(phone, "phone-unsent").await;
    phone.comes_online().await;
    phone.part("receipt").await;
    walk.look(phone, "phone-receipt").await;
    phone.open(world.server.url(&summary)).await;
    phone.part("history").await;
    phone.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    walk.look(phone, "phone-approved").await;

    // The dispute, from a mistake to the answer and a new version.
    phone.click("dispute").await;
    phone.click("send-dispute").await;
    phone.css("[aria-invalid=true]").await;
    phone.click_nth("mark-passage", 1).await;
    phone.fill_part("proposal", "Na het werk bent u niet moe.").await;
    walk.look(phone, "phone-dispute").await;
    phone.click("send-dispute").await;
    phone.part("thread").await;
    walk.look(phone, "phone-disputed").await;
    phone.click("sign-dispute").await;
    phone.part("check-sentence").await;
    walk.look(phone, "phone-dispute-check").await;
    phone.click("sign").await;
    phone.css("[data-test='thread'] [data-test='evidence']").await;
    phone.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    walk.look(phone, "phone-dispute-signed").await;
    let desk = &coach.page;
    desk.open(world.server.url(&at_the_desk(&summary, "/answer"))).await;
    desk.click("answer-accept").await;
    desk.click("answer-send").await;
    desk.click("answer-confirm").await;
    phone.part("stale").await;
    walk.look(phone, "phone-stale").await;
    phone.click("go-on").await;
    phone.part("switch-changes").await;
    walk.look(phone, "phone-changes").await;

    // What is the same for everybody.
    phone.click("to-me").await;
    phone.part("keys").await;
    phone.click("rename-key").await;
    walk.look(phone, "phone-keys").await;
    phone.click("to-regulation").await;
    is_set(phone, "return location.pathname === '/regulation'").await;
    walk.look(phone, "phone-regulation").await;
    phone.click("to-help").await;
    phone.part("help").await;
    phone.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    walk.look(phone, "phone-help").await;
    phone.open(world.server.url("/nergens")).await;
    phone.css("h1").await;
    walk.look(phone, "phone-not-found").await;
    phone.click("lock").await;
    phone.part("unlock").await;
    walk.look(phone, "phone-locked").await;
    walk.ends();
}

#[tokio::test]
async fn the_measures_find_what_is_too_small_and_what_sticks_out() {
    let world = World::empty().await;
    let phone = world.browser.phone("cliënt").await;
    phone.open(world.server.url("/help")).await;
    phone.part("help").await;
    let mut walk = Walk::default();
    walk.measure(&phone, "help").await;
    assert_eq!(walk.wrong, Vec::<String>::new());
    let plant = "const small = document.createElement('button'), wide = document.createElement('p');
        small.textContent = 'x'; wide.textContent = 'breed'; wide.style.width = '500px';
        document.querySelector('main').append(small, wide);
        wide.animate([{ opacity: 0.9 }, { opacity: 1 }], { duration: 60000 })";
    phone.js(plant, vec![]).await;
    walk.measure(&phone, "help").await;
    let has = |what: &str| walk.wrong.iter().any(|wrong| wrong.contains(what));
    assert!(has("BUTTON «x»") && has("P. to") && has("at 320") && has("at 360"), "{:#?}", walk.wrong);
    assert!(has("twice as large: sticks out: P. to") && has("moves: P"), "{:#?}", walk.wrong);
    walk.wrong.clear();
    walk.ends();
}

/// The coach takes on a client; gives the code that is hers to tell.
async fn another_client(coach: &Person) -> String {
    let code = coach.takes_on("Mila de Boer", "mila@client.example").await;
    coach.discusses_the_regulation().await;
    code
}

#[tokio::test]
async fn f10_u1_u4_u6_every_screen_of_the_desk_is_accessible_in_both_languages_and_both_colours() {
    let Played { world, coach, client } = Played::begin().await;
    let mut walk = Walk::default();
    let desk = &coach.page;
    desk.part("board-row").await;
    walk.look(desk, "desk-board").await;
    desk.click("view-terms").await;
    desk.part("term").await;
    walk.look(desk, "desk-terms").await;
    desk.click("view-clients").await;
    desk.goes_offline().await;
    desk.css(".board-live-off").await;
    walk.look(desk, "desk-board-offline").await;
    desk.comes_online().await;
    desk.css(".board-live-on").await;
    desk.click("new-client").await;
    desk.click("client-save").await;
    desk.css("[aria-invalid=true]").await;
    walk.look(desk, "desk-new-client-errors").await;
    desk.open(world.server.url(BOARD)).await;
    coach.takes_on("Mila de Boer", "mila@client.example").await;
    walk.look(desk, "desk-client-code").await;
    desk.click("invite-qr").await;
    desk.part("invite-link").await;
    walk.look(desk, "desk-client-link").await;
    desk.click("invite-withdraw").await;
    desk.part("invite-withdraw-confirm").await;
    walk.look(desk, "desk-client-withdraw").await;
    desk.open(world.server.url(BOARD)).await;
    desk.follow("Noor Jansen").await;
    desk.part("consult-new").await;
    desk.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    desk.click("invite-mail").await;
    desk.css("[aria-invalid=true]").await;
    desk.click("reach-change").await;
    desk.part("reach-save").await;
    walk.look(desk, "desk-client-recover").await;
    desk.click("consult-new").await;
    desk.part("consult-date").await;
    walk.look(desk, "desk-consult-new").await;

    // Writing.
    desk.open(world.server.url(BOARD)).await;
    desk.click_css("[data-test='next'] a[href$='/write']", 0).await;
    desk.click("send-summary").await;
    desk.css("[role=alert], .error-summary").await;
    walk.look(desk, "desk-editor-empty").await;
    desk.fill_part("passage", "Betreffende het werk spraken wij af dat u volgende week begint.").await;
    desk.part("hint").await;
    desk.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    walk.look(desk, "desk-editor").await;
    desk.click("send-summary").await;
    desk.part("send-confirm").await;
    walk.look(desk, "desk-editor-send").await;
    desk.reload().await;
    desk.part("restored").await;
    walk.look(desk, "desk-editor-restored").await;

    // Answering, and a consult with everything in it.
    client.page.click("notice").await;
    client.page.click("dispute").await;
    client.page.click_nth("mark-passage", 0).await;
    client.page.fill_part("proposal", "U werkt nu drie uur per dag.").await;
    client.page.click("send-dispute").await;
    client.page.part("thread").await;
    let summary = client.page.path().await;
    desk.open(world.server.url(&at_the_desk(&summary, ""))).await;
    desk.part("thread").await;
    walk.look(desk, "desk-consult-disputed").await;
    desk.click("consult-next").await;
    desk.click("answer-send").await;
    desk.css("[role=alert], .error-summary").await;
    walk.look(desk, "desk-answer-errors").await;
    desk.click("answer-accept").await;
    walk.look(desk, "desk-answer").await;
    desk.click("answer-send").await;
    desk.part("answer-confirm").await;
    walk.look(desk, "desk-answer-send").await;
    desk.click("answer-confirm").await;
    desk.part("versions").await;
    desk.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    walk.look(desk, "desk-consult-answered").await;
    desk.open(world.server.url(ME)).await;
    desk.part("keys").await;
    walk.look(desk, "desk-keys").await;
    desk.open(world.server.url("/nergens")).await;
    desk.css("h1").await;
    walk.look(desk, "desk-not-found").await;
    desk.click("lock").await;
    desk.part("unlock").await;
    walk.look(desk, "desk-locked").await;

    // The administrator.
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let page = &administrator.page;
    page.part("bureau-name").await;
    page.fill_part("settings-reminders", "7, 3").await;
    page.click("settings-save").await;
    page.css("[data-test='settings-reminders'][aria-invalid=true]").await;
    page.part("staff-row").await;
    page.click("staff-invite").await;
    page.css("[data-test='staff-name'][aria-invalid=true]").await;
    walk.look(page, "desk-staff-errors").await;
    page.click("staff-end").await;
    page.part("staff-end-confirm").await;
    walk.look(page, "desk-staff-end").await;
    walk.ends();
}

#[tokio::test]
async fn f10_u1_u4_u6_who_looked_and_the_officers_screens_are_accessible_in_both_languages_and_both_colours() {
    let Played { world, coach, client } = Played::begin().await;
    let (mut walk, phone) = (Walk::default(), &client.page);
    phone.click("to-looks").await;
    phone.part("look").await;
    phone.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    walk.look(phone, "phone-looks").await;
    phone.click("look-wrong").await;
    phone.part("ask-words").await;
    walk.look(phone, "phone-looks-ask").await;
    phone.fill_part("ask-words", "Er was die dag geen gesprek. Waarom keek u dan?").await;
    phone.click("ask-send").await;
    phone.part("asked").await;
    walk.look(phone, "phone-looks-asked").await;
    phone.click_css("[data-test='asked'] a", 0).await;
    phone.part("case").await;
    walk.look(phone, "phone-case").await;

    let officer = world.officer_at_her_list().await;
    let desk = &officer.page;
    walk.look(desk, "desk-cases").await;
    // Hers is the newer of two.
    desk.click_nth("case-open", 1).await;
    desk.click("case-answer-send").await;
    desk.css("[aria-invalid=true]").await;
    walk.look(desk, "desk-case").await;
    // What comes while she has the question before her is read; this comes while she is elsewhere.
    phone.open(world.server.url(HOME)).await;
    desk.fill_part("case-answer", "Uw coach schreef die dag de samenvatting van het gesprek.\n\nDat mocht.").await;
    desk.click("case-answer-send").await;
    desk.part("case-close").await;
    walk.look(desk, "desk-case-answered").await;
    phone.part("answer").await;
    walk.look(phone, "phone-home-answer").await;
    phone.click("answer").await;
    phone.part("case").await;
    walk.look(phone, "phone-case-answered").await;
    desk.click("case-close").await;
    desk.part("case-close-confirm").await;
    walk.look(desk, "desk-case-close").await;
    drop(coach);
    walk.ends();
}
