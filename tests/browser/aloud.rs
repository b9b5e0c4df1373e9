//! Every page can be read aloud, by the browser's own voice (G12.1).

use serde_json::json;
use support::page::Page;

use crate::people::{HOME, Hands, World};

/// A voice that keeps what it is asked to say and goes on for ever: the browser of this machine may have none.
async fn listens(page: &Page) {
    let script = "window.told = []; window.silent = true;
        speechSynthesis.speak = said => { window.told.push(`${said.lang}: ${said.text}`); window.last = said; window.silent = false; };
        speechSynthesis.cancel = () => { window.silent = true; };";
    page.js(script, vec![]).await;
}

async fn said(page: &Page) -> String {
    let said = page.js("return window.told.splice(0).join('\\n')", vec![]).await;
    said.as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn g12_1_every_page_can_be_read_aloud_by_the_browser_and_stops_when_she_locks_or_goes_on() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let phone = &client.page;
    phone.open(world.server.url(HOME)).await;
    phone.click("kept").await;
    phone.sees("Vertelt met plezier over planten.").await;
    listens(phone).await;
    let quiet = "return window.silent";
    phone.click("aloud").await;
    let heard = said(phone).await;
    assert!(heard.contains("nl: Wat wij van u bewaren"), "{heard}");
    assert_eq!(heard.matches("Vertelt met plezier over planten.").count(), 1, "once, and only once: {heard}");
    phone.role("button", "Stop").await;
    phone.click("aloud").await;
    phone.role("button", "Lees voor").await;
    assert_eq!(phone.js(quiet, vec![]).await, json!(true));
    phone.click("lang-en").await;
    phone.role("button", "Read aloud").await;
    phone.click("aloud").await;
    let heard = said(phone).await;
    assert!(heard.contains("en: What we keep"), "in the language of the page: {heard}");
    phone.click("to-forms").await;
    phone.part("paper-said").await;
    phone.role("button", "Read aloud").await;
    phone.click("aloud").await;
    phone.click("lock").await;
    let silent = async || (phone.js(quiet, vec![]).await == json!(true)).then_some(());
    phone.until("nothing is said behind the lock", silent).await;
    // At the end the button is what it was; a voice that breaks off is told.
    phone.click("unlock").await;
    phone.click("aloud").await;
    phone.js("window.last.dispatchEvent(new Event('end'))", vec![]).await;
    phone.role("button", "Read aloud").await;
    phone.click("aloud").await;
    phone.js("window.last.dispatchEvent(new Event('error'))", vec![]).await;
    phone.sees("This browser has no voice.").await;
    phone.has_no_trouble().await;
}
