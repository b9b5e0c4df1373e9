//! A key that signs in on a device where she was not seen before is told where she is (F3).

use support::page::Page;

use crate::people::{HOME, Hands, ME, World};

/// Waits until no new device is told of; what was read aloud may still stand in the page.
async fn is_told_no_more(page: &Page) {
    let gone = async || page.driver.find(thirtyfour::By::Css("[data-test='new-device']")).await.err().map(drop);
    page.until("the end of the message", gone).await;
}

#[tokio::test]
async fn f3_a_sign_in_on_a_new_device_is_told_on_the_others_at_once_and_she_says_that_it_was_her() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let phone = &client.page;
    phone.click("to-help").await;
    phone.part("help").await;
    let tablet = client.at_another_device(&world, "tablet").await;
    // By itself, on whatever page, with what to do; not to whoever holds the new one.
    phone.part("new-device").await;
    phone.sees("Er is ingelogd op een toestel dat wij nog niet kenden").await;
    phone.sees("Hulp nodig? Bel 030 123 45 67").await;
    let mailed = async || {
        let mails = world.server.outbox();
        mails.iter().any(|mail| mail.contains("To: noor@waterkant.example") && mail.contains("toestel")).then_some(())
    };
    phone.until("a mail that says so", mailed).await;
    tablet.page.open(world.server.url(ME)).await;
    tablet.page.part("sessions").await;
    tablet.page.sees("Dit toestel").await;
    assert!(!tablet.page.text().await.contains("nog niet kenden"), "the new one is asked nothing");

    // In her list of devices it stands once, and there she says that it was she.
    phone.open(world.server.url(ME)).await;
    phone.part("sessions").await;
    phone.part("new-device").await;
    let told = "return document.querySelectorAll(\"[data-test='new-device']\").length
        + document.querySelectorAll(\"[data-test='sign-out-device']\").length";
    phone.until("one telling", async || (phone.js(told, vec![]).await == 1).then_some(())).await;
    phone.click("device-is-mine").await;
    is_told_no_more(phone).await;
    phone.part("sign-out-device").await;
    phone.focus_is("devices").await;

    // From then on it is known: it signs out and in again, and nobody is told.
    tablet.page.click("sign-out").await;
    tablet.page.part("to-me").await;
    phone.open(world.server.url(HOME)).await;
    phone.part("notice").await;
    phone.sees("Bijgewerkt om").await;
    assert!(!phone.text().await.contains("nog niet kenden"));
    phone.has_no_trouble().await;
    tablet.page.has_no_trouble().await;
}

#[tokio::test]
async fn f3_what_was_not_her_is_signed_out_and_told_again_the_next_time() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let phone = &client.page;
    let strange = client.at_another_device(&world, "onbekend").await;
    strange.page.waits_for_touch(&strange.key).await;
    phone.part("new-device").await;
    phone.click("device-is-not-mine").await;
    is_told_no_more(phone).await;
    phone.focus_is("main").await;
    strange.page.reload().await;
    strange.page.part("sign-in").await;
    assert!(!strange.page.text().await.contains("Noor"), "what was signed out shows nothing of her");
    strange.page.dismisses(&strange.key).await;
    strange.page.part("to-me").await;
    phone.part("new-device").await;
    phone.has_no_trouble().await;
}
